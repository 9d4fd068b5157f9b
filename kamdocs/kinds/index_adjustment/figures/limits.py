"""What bounds an adjustment: the cap of its clause, the day on which an increase was asked for, what it replaces."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kamdocs.calc.days import day_after
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Month
from kamdocs.core.track import state_on
from kamdocs.kinds.calendar.figures import our_working_days
from kamdocs.kinds.communication.model import Communication
from kamdocs.kinds.index_adjustment.figures.computed import change_day
from kamdocs.kinds.index_adjustment.figures.differences import clause_of
from kamdocs.kinds.index_adjustment.model import AdjustmentState, IndexAdjustment
from kamdocs.kinds.price_index_clause.figures import adjustments_of, ceiling, original_price
from kamdocs.kinds.price_index_clause.figures.ends import leading_plant
from kamdocs.kinds.price_index_clause.model import CompareTo, EffectiveRule, PriceIndexClause


@dataclass(frozen=True, slots=True)
class AboveCap:
    """A part whose adjustments in force are more than the cap allows.

    Attributes:
        place: Position of its line in the adjustment.
        together: What the clause has in the price.
        original: The original price, of which the cap is a share.
    """

    place: int
    together: UnitPrice
    original: UnitPrice


def above_cap(book: Book, clause: PriceIndexClause, adjustment: IndexAdjustment) -> Iterator[AboveCap]:
    """The lines of an applied adjustment that is in force, whose sum is more than the cap of its clause allows."""
    lines = {line.part: line for line in clause.lines}
    for place, line in enumerate(adjustment.lines):
        applied = _applied(book, clause.id).get(line.part, ())
        if line.part not in lines or not applied or applied[-1].adjustment != adjustment.id:
            continue
        counted = applied if clause.compare_to is CompareTo.LAST_APPLIED else applied[-1:]
        original = original_price(book, lines[line.part])
        together = _sum([one.delta for one in counted])
        if original is not None and together is not None and _is_above(book, clause, together, original):
            yield AboveCap(place, together, original)


def _is_above(book: Book, clause: PriceIndexClause, together: UnitPrice, original: UnitPrice) -> bool:
    try:
        most = ceiling(clause, book, original, PriceUnit.of(together))
    except Refused:
        return False
    return most is not None and together.amount > most


def _sum(deltas: list[UnitPrice]) -> UnitPrice | None:
    """Deltas of one price unit together; None where they stand in two."""
    if len({delta.unit for delta in deltas}) != 1:
        return None
    return PriceUnit.of(deltas[0]).price(sum((delta.amount for delta in deltas), Decimal(0)))


class _Applied(NamedTuple):
    """What an applied adjustment says for a part."""

    first: Month
    adjustment: str
    delta: UnitPrice


def _applied(book: Book, clause_id: str) -> Mapping[str, tuple[_Applied, ...]]:
    """What the applied adjustments of a clause say by part, oldest first."""

    def grouped() -> dict[str, tuple[_Applied, ...]]:
        found: dict[str, list[_Applied]] = {}
        for one in adjustments_of(book, clause_id):
            for line in one.lines if state_on(one.track) is AdjustmentState.APPLIED else ():
                found.setdefault(line.part, []).append(_Applied(one.period.from_, one.id, line.delta))
        return {part: tuple(every) for part, every in found.items()}

    return book.remembered(("applied deltas by part", clause_id), grouped)


def asked_late(book: Book, clause: PriceIndexClause, adjustment: IndexAdjustment) -> tuple[date, int] | None:
    """The day on which an increase was asked for, and the days since the index changed, if the notice had run out.

    Working days are those of the plant that makes most of the first part (K2).

    Returns:
        None where it was in time, no request is needed, or a field that decides is not written.
    """
    request = book.get_as(Communication, adjustment.request)
    rises = any(line.delta.amount > 0 for line in adjustment.lines)
    if clause.effective_rule is not EffectiveRule.INDEX_CHANGE_OR_RECEIPT or not rises:
        return None
    if request is None or clause.notice is None:
        return None
    try:
        changed = change_day(book, clause, adjustment.period.from_)
        if changed is None:
            return None
        last = day_after(changed, clause.notice, our_working_days(book, leading_plant(book, clause))).day
    except Refused:
        return None
    return (request.date, (request.date - changed).days) if request.date > last else None


def replaced(book: Book, adjustment: IndexAdjustment, part: str) -> UnitPrice | None:
    """What the clause has in the price of a part before an adjustment that replaces it: the last one applied.

    Returns:
        None where the clause adds up its movements, or where nothing of it is in the price.
    """
    clause = clause_of(book, adjustment)
    if clause is None or clause.compare_to is not CompareTo.BASE:
        return None
    applied = _applied(book, clause.id).get(part, ())
    before = next((one.delta for one in reversed(applied) if one.first < adjustment.period.from_), None)
    return before if before is not None and before.amount != 0 else None
