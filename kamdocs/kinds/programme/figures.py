"""Where a programme stands on a day, and its milestones and yearly volumes as tables."""

from datetime import date
from fractions import Fraction

from kamdocs.calc.days import day_after
from kamdocs.calc.volumes import as_decimal, summed, whole_pieces
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.milestone_schedule.model import Milestone, MilestoneCode, MilestoneSchedule, counting_schedule
from kamdocs.kinds.programme.model import Phase, Programme
from kamdocs.kinds.volume_plan.model import Source, VolumePlan, counting_plan

_TONES = {Phase.SERIAL_LIFE: "good", Phase.ACQUISITION: "wait", Phase.DEVELOPMENT: "wait"}


def standing(programme: Programme, book: Book) -> tuple[Fact, ...]:
    """The phase on the day."""
    phase = phase_on(programme, book)
    if phase is None:
        return (Fact("Phase", Mark("unknown", "wait"), Class.SCHEDULE, "no frozen schedule and no `phase`"),)
    differs = programme.phase is not None and programme.phase is not phase
    note = f"the record says {programme.phase}" if differs else ""
    return (Fact("Phase", Mark(phase.replace("_", " "), _TONES.get(phase, "off")), Class.SCHEDULE, note),)


def end_of_service(programme: Programme, book: Book) -> date | None:
    """The last day of service: as written, else end of series and the customer's obligation; None if unknown."""
    if programme.end_of_service_date is not None:
        return programme.end_of_service_date
    customer = next(iter(book.all(Customer)), None)
    if programme.eop is None or customer is None or customer.service_obligation is None:
        return None
    return day_after(programme.eop, customer.service_obligation).day


def phase_on(programme: Programme, book: Book) -> Phase | None:
    """The phase on the day of the book: from the counting schedule, else as written; None if neither says it."""
    schedule = counting_schedule(book, programme.id, on=book.as_of)
    if schedule is None:
        return programme.phase
    awarded = schedule.milestone(MilestoneCode.NOMINATION)
    sop = programme.sop or _day(schedule, MilestoneCode.SOP)
    eop = programme.eop or _day(schedule, MilestoneCode.EOP)
    last = end_of_service(programme, book) or _day(schedule, MilestoneCode.END_OF_SERVICE)
    if last is not None and book.as_of > last:
        return Phase.CLOSED
    if eop is not None and book.as_of > eop:
        return Phase.SERVICE
    if sop is not None and book.as_of >= sop:
        return Phase.SERIAL_LIFE
    before = awarded is not None and book.as_of < awarded.day
    return Phase.ACQUISITION if before else Phase.DEVELOPMENT


def _day(schedule: MilestoneSchedule, code: MilestoneCode) -> date | None:
    found = schedule.milestone(code)
    return found.day if found else None


def schedule_table(programme: Programme, book: Book) -> Table:
    """The milestones of the counting schedule against their baseline.

    Without a frozen schedule only the days of the programme itself are there, and no baseline.
    """
    columns = (
        Column("Milestone", Class.SCHEDULE),
        Column("Baseline", Class.SCHEDULE),
        Column("Now", Class.SCHEDULE),
        Column("Slip (days)", Class.SCHEDULE, numeric=True),
        Column("Standing", Class.SCHEDULE),
    )
    schedule = counting_schedule(book, programme.id, on=book.as_of)
    if schedule is None:
        rows = _own_days(programme)
    else:
        rows = tuple(_milestone_row(one, schedule, book) for one in schedule.in_order())
    caption = f"Schedule of {programme.id}" + (f", version {schedule.version}" if schedule else "")
    return Table(caption, columns, rows, f"schedule-{programme.id}", "No schedule is frozen.")


def _milestone_row(one: Milestone, schedule: MilestoneSchedule, book: Book) -> Row:
    now = one.day.isoformat()
    cells = (one.code.replace("_", " "), one.baseline.isoformat(), now, one.slip, one.standing(book.as_of))
    return Row(cells, about=(schedule.id,), anchor=one.code.value)


def _own_days(programme: Programme) -> tuple[Row, ...]:
    days = (("sop", programme.sop), ("eop", programme.eop), ("end of service", programme.end_of_service_date))
    return tuple(Row((name, None, day.isoformat(), None, None), about=(programme.id,)) for name, day in days if day)


def counting_plans(programme: Programme, book: Book) -> tuple[VolumePlan, ...]:
    """The plan that counts of each source that has one, in the order of the sources."""
    found = (counting_plan(book, programme.id, source, on=book.as_of) for source in Source)
    return tuple(plan for plan in found if plan is not None)


def volumes_by_year(programme: Programme, book: Book) -> Table:
    """Pieces by calendar year, one row per source: sources stand side by side and are never added."""
    plans = counting_plans(programme, book)
    sums = [summed((month.year, quantity) for _, month, quantity in plan.cells()) for plan in plans]
    years = sorted({year for one in sums for year in one})
    columns = (
        Column("Source", Class.SCHEDULE),
        Column("Plan", Class.SCHEDULE),
        *(Column(f"{year} (pcs)", Class.SCHEDULE, numeric=True) for year in years),
    )
    rows = tuple(
        Row(
            (plan.source.replace("_", " "), Link(plan.id), *(_pieces(one.get(year)) for year in years)),
            about=(plan.id, *dict.fromkeys(row.part for row in plan.rows)),
        )
        for plan, one in zip(plans, sums, strict=True)
    )
    return Table(f"Volumes of {programme.id} by year", columns, rows, f"volumes-{programme.id}", "No plan is frozen.")


def _pieces(quantity: Fraction | None) -> Number | None:
    return None if quantity is None else Number(as_decimal(quantity), f"{whole_pieces(quantity):,}")
