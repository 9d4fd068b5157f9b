"""The boards of time and quantity: milestones against their baseline, and volumes by programme, plant or part."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Chart, Column, Link, Mark, Point, Row, Section, Table
from kamdocs.kinds.milestone_schedule.model import (
    Milestone,
    MilestoneCode,
    MilestoneSchedule,
    counting_schedule,
)
from kamdocs.kinds.programme.figures import counting_plans, schedule_table, volumes_by_year
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.volume_plan.figures import plan_by_month, plan_by_part, plan_by_plant, plan_by_year
from kamdocs.kinds.volume_plan.model import VolumePlan
from kamdocs.site.accounts import AccountViews
from kamdocs.site.board import Board
from kamdocs.site.links import page_ref
from kamdocs.site.sections import section_seen
from kamdocs.site.views import Cell, ColumnView, RowView, SectionView, TableView


def programmes_of_account(account: AccountViews) -> Iterator[Programme]:
    """The programmes of an account that the reader sees, by id."""
    book = account.looking.book
    return (one for one in book.all(Programme) if one.id in account.views)


def schedule_boards(shown: Iterable[AccountViews], w: Mapping[str, str]) -> tuple[Board, ...]:
    """All programmes with their next milestone; one page for each."""
    boards, sections = [], []
    for account in shown:
        rows = []
        for programme in programmes_of_account(account):
            address = f"schedules/{account.account}/{programme.id}/"
            rows.append(_schedule_row(programme, account, address))
            seen = section_seen(_schedule(programme, account.looking.book), account.looking.sight)
            steps = ((w["schedules"], "schedules/"), (programme.id, ""))
            title = f"{account.looking.title(programme.id)} · {w['schedules']}"
            boards.append(Board(address, "schedule", title, sections=(seen,) if seen else (), steps=steps))
        if rows:
            columns = tuple(
                ColumnView(name) for name in (w["programme"], w["vehicle"], "SOP", "EOP", w["next"], w["on"])
            )
            sections.append(SectionView(account.account, tables=(TableView(w["schedules"], columns, tuple(rows)),)))
    return (Board("schedules/", "schedules", w["schedules"], sections=tuple(sections)), *boards)


def _schedule_row(programme: Programme, account: AccountViews, address: str) -> RowView:
    looking = account.looking
    schedule = counting_schedule(looking.book, programme.id, on=looking.book.as_of)
    coming = sorted((one for one in _seen(schedule, account) if not one.actual), key=lambda one: one.day)
    after = next((one for one in coming if one.day >= looking.book.as_of), None)
    cells = (
        Cell(programme.id, ref=page_ref(address)),
        Cell(looking.title(programme.id)),
        Cell(str(programme.sop or "—")),
        Cell(str(programme.eop or "—")),
        Cell(after.code.replace("_", " ") if after else "—"),
        Cell(str(after.day) if after else "—"),
    )
    return RowView(cells, anchor=programme.id)


def _seen(schedule: MilestoneSchedule | None, account: AccountViews) -> tuple[Milestone, ...]:
    return schedule.milestones if schedule and schedule.id in account.views else ()


def _schedule(programme: Programme, book: Book) -> Section:
    """The milestones that count, as a table and as bars from promised to planned."""
    table = schedule_table(programme, book)
    schedule = counting_schedule(book, programme.id, on=book.as_of)
    if schedule is None or not schedule.milestones:
        return Section("", tables=(table,))
    drawn = [one for one in schedule.milestones if one.code is not MilestoneCode.END_OF_SERVICE]
    points = [point for one in drawn for point in _points(one)]
    late = max(schedule.milestones, key=days_late)
    name = late.code.replace("_", " ")
    title = (
        f"{name} is {days_late(late)} days later than promised, on {late.day}"
        if days_late(late) > 0
        else "Nothing is late"
    )
    chart = Chart("spans", title, "", tuple(points), Class.SCHEDULE, table)
    return Section("", charts=(chart,))


def days_late(one: Milestone) -> int:
    """Days later than promised; negative = earlier."""
    return (one.day - one.baseline).days


def _points(one: Milestone) -> Iterator[Point]:
    """The bar of a slip from baseline to the day that counts, or a single mark."""
    name, style = one.code.replace("_", " "), "past" if one.actual else "planned"
    text = f"{one.day}" + (f" ({days_late(one):+d} d)" if days_late(one) else "")
    if days_late(one) > 0:
        yield Point(name, Decimal(one.baseline.toordinal()), str(one.baseline), "late")
        style = "late"
    yield Point(name, Decimal(one.day.toordinal()), text, style)


def volume_boards(shown: Iterable[AccountViews], w: Mapping[str, str]) -> tuple[Board, ...]:
    """All programmes with their volumes by year; one page for each, in the cut that the audience works with."""
    boards, sections = [], []
    for account in shown:
        looking = account.looking
        for programme in programmes_of_account(account):
            plans = [plan for plan in counting_plans(programme, looking.book) if plan.id in account.views]
            overview = section_seen(Section("", tables=(volumes_by_year(programme, looking.book),)), looking.sight)
            if not plans or overview is None:
                continue
            address = f"volumes/{account.account}/{programme.id}/"
            title = f"{looking.title(programme.id)} · {w['volumes']}"
            heading = f"{account.account} · {looking.title(programme.id)}"
            sections.append(SectionView(heading, tables=overview.tables, ref=page_ref(address)))
            made = (section_seen(one, looking.sight) for one in _volumes(plans, account))
            steps = ((w["volumes"], "volumes/"), (programme.id, ""))
            boards.append(Board(address, "volume", title, sections=tuple(one for one in made if one), steps=steps))
    return (Board("volumes/", "volumes", w["volumes"], lead=_lead(shown), sections=tuple(sections)), *boards)


def _lead(shown: Iterable[AccountViews]) -> str:
    plant = next((account.looking.reader.plant for account in shown), "")
    return f"Times the share of {plant} in each part. Sums are exact; pieces are shown whole." if plant else ""


def _volumes(plans: list[VolumePlan], account: AccountViews) -> Iterator[Section]:
    """The tables of each source: for purchasing by part, month and year; for a plant its share; else also by plant."""
    book, reader = account.looking.book, account.looking.reader
    for plan in plans:
        heading = f"{plan.source.replace('_', ' ')} · {plan.version}"
        tables: tuple[Table, ...] = (plan_by_year(plan, book),)
        if reader.audience == "purchasing":
            tables += (plan_by_part(plan, book),)
        else:
            tables += (plan_by_month(plan, book),)
        if not reader.plant:
            tables += (plan_by_plant(plan, book),)
        yield Section(heading, tables=tables)


def next_milestones(account: AccountViews) -> Section:
    """The milestones of all programmes of an account that have not happened, next first."""
    book = account.looking.book
    rows = []
    for programme in programmes_of_account(account):
        schedule = counting_schedule(book, programme.id, on=book.as_of)
        for one in _seen(schedule, account):
            if schedule and not one.actual and one.day >= book.as_of:
                rows.append((one.day, _milestone_row(programme, schedule, one)))
    columns = tuple(Column(name, Class.SCHEDULE) for name in ("Milestone", "Programme", "Baseline", "Now", "Slip"))
    table = Table("Next milestones", columns, tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])[:12]))
    return Section("Next milestones", tables=(table,))


def _milestone_row(programme: Programme, schedule: MilestoneSchedule, one: Milestone) -> Row:
    slip = (
        Mark(f"{days_late(one):+d} days", "bad" if days_late(one) > 0 else "good")
        if days_late(one)
        else Mark("on time", "good")
    )
    cells = (one.code.replace("_", " "), Link(programme.id), str(one.baseline), str(one.day), slip)
    return Row(cells, about=(schedule.id, programme.id))
