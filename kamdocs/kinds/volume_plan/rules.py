"""Rules about the pieces of one plan: they add up, and they lie inside series."""

from collections.abc import Iterator
from decimal import Decimal

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.money import decimals_of
from kamdocs.core.period import Month
from kamdocs.core.place import Spot
from kamdocs.core.track import state_on
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.volume_plan.model import PlanState, Purpose, VolumePlan, counting_plan
from kamdocs.rules.every_kind.decimals import PERCENT_DECIMALS
from kamdocs.rules.rule import Found, rule


@rule("VOL001", "plan-does-not-add-up", ERROR, STATIC, per=VolumePlan)
def plan_does_not_add_up(plan: VolumePlan, book: Book) -> Found:
    """The months do not give a stated year or the control total, or a mix or split is not 100 %.

    Why:
        A row that was lost on the way is invisible afterwards; purchasing orders too little.

    Fix:
        Correct the paper's row or total; never spread the rest by hand.
    """
    if _is_counted(plan):
        yield from _totals(plan)
    yield from _shares(plan)


def _is_counted(plan: VolumePlan) -> bool:
    """Whether the rows can be added up: whole pieces, no row twice; of all others the form has been refused."""
    rows = [row.key_text() for row in plan.rows]
    return len(set(rows)) == len(rows) and all(decimals_of(pieces) == 0 for _, _, pieces in plan.cells())


def _totals(plan: VolumePlan) -> Iterator[tuple[Spot, str]]:
    for number, stated in enumerate(plan.totals):
        months = [
            quantity
            for row, month, quantity in plan.cells()
            if (row.part, row.site, month.year) == (stated.part, stated.site, stated.year)
        ]
        if _differs(sum(months, Decimal(0)), stated.quantity.amount):
            yield plan.at("totals", number, "quantity"), _sums(sum(months, Decimal(0)), stated.quantity.amount, "pcs")
    every = sum((quantity for _, _, quantity in plan.cells()), Decimal(0))
    if _differs(every, plan.control_total.amount):
        yield plan.at("control_total"), _sums(every, plan.control_total.amount, "pcs")


def _differs(found: Decimal, stated: Decimal) -> bool:
    """Whether a sum is not what is stated; about a stated part of a piece another code speaks."""
    return found != stated and decimals_of(stated) == 0


def _sums(found: Decimal, stated: Decimal, unit: str) -> str:
    return f"months give {found:f} {unit}, {stated:f} {unit} is stated"


def _shares(plan: VolumePlan) -> Iterator[tuple[Spot, str]]:
    for field, shares in (("mix", plan.mix), ("site_split", plan.site_split)):
        together = sum(shares.values(), Decimal(0))
        is_long = any(decimals_of(share) > PERCENT_DECIMALS for share in shares.values())
        if shares and together != 100 and not is_long:
            yield plan.at(field), f"`{field}` gives {together:f} %, 100 % is needed"


@rule("VOL002", "plan-outside-series", ERROR, STATIC, per=VolumePlan)
def plan_outside_series(plan: VolumePlan, book: Book) -> Found:
    """A plan that counts, or is not frozen yet, has series pieces before the month of SOP or after that of EOP.

    Why:
        Material is ordered for pieces that nobody will call off.

    Fix:
        Correct the plan, the purpose, or SOP and EOP at the programme.
    """
    programme = book.get_as(Programme, plan.programme)
    if programme is None or not _is_judged(plan, book):
        return
    for number, row in enumerate(plan.rows):
        if row.purpose is not Purpose.SERIES:
            continue
        outside = [(month, pieces) for month, pieces in row.months.items() if pieces and _outside(month, programme)]
        if outside:
            month, pieces = min(outside)
            yield plan.at("rows", number, "months"), f"{pieces:f} pcs in {month}; {_series(programme)}"


def _is_judged(plan: VolumePlan, book: Book) -> bool:
    match state_on(plan.track):
        case PlanState.FROZEN if book.has_unread(VolumePlan.about.folder):
            return False
        case PlanState.FROZEN:
            counting = counting_plan(book, plan.programme, plan.source)
            return counting is not None and counting.id == plan.id
        case PlanState.WITHDRAWN:
            return False
    return True


def _outside(month: Month, programme: Programme) -> bool:
    early = programme.sop is not None and month < Month.of(programme.sop)
    return early or (programme.eop is not None and month > Month.of(programme.eop))


def _series(programme: Programme) -> str:
    if programme.sop and programme.eop:
        return f"series runs {programme.sop} to {programme.eop}"
    return f"series starts on {programme.sop}" if programme.sop else f"series ends on {programme.eop}"
