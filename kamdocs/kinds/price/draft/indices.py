"""Index clauses with an adjustment that becomes effective on the day, written down already or still to be (step 5)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.period import Month
from kamdocs.core.track import state_on
from kamdocs.kinds.index_adjustment.figures import Computed, change_day, computed, for_price
from kamdocs.kinds.index_adjustment.model import AdjustmentState, IndexAdjustment, Settlement
from kamdocs.kinds.price.draft.cause import Amounts, At, Cause, Found, LeftOut, Step, as_deltas, refusing
from kamdocs.kinds.price_index_clause.figures import adjustments_of, clauses_by_part, is_in_force, periods, series_ids
from kamdocs.kinds.price_index_clause.model import EffectiveRule, PriceIndexClause

_NOTICE_MONTHS = 18
"""So far after a day an application period may begin whose index changed on it."""


@dataclass(frozen=True, slots=True)
class Effective:
    """An adjustment of a clause that becomes effective on a day.

    Attributes:
        clause: The clause.
        first: First month of the application period.
        record: The adjustment, if it is written already.
        result: What the clause gives; None where that is refused.
        refused: Why.
        waits: It is refused only because an increase counts from a request that was not made.
    """

    clause: PriceIndexClause
    first: Month
    record: IndexAdjustment | None
    result: Computed | None
    refused: str = ""
    waits: bool = False

    @property
    def is_waived(self) -> bool:
        """Whether it was let go."""
        return self.record is not None and state_on(self.record.track) is AdjustmentState.WAIVED

    @property
    def is_provisional(self) -> bool:
        """Whether a value behind it is not final."""
        if self.record is not None:
            return self.record.settlement is Settlement.PROVISIONAL
        return self.result is not None and self.result.provisional


def effective_on(book: Book, clause: PriceIndexClause, day: date) -> tuple[Effective, ...]:
    """The adjustments of a clause that become effective on a day; found once for a book.

    Those that are written say their day themselves. For a period without one the clause says it; where a field of it is
    missing that decides the day, every day may be the one.
    """
    key = ("adjustments effective on", clause.id, day)
    return book.remembered(key, lambda: tuple(_effective_on(book, clause, day)))


def _effective_on(book: Book, clause: PriceIndexClause, day: date) -> Iterator[Effective]:
    written = adjustments_of(book, clause.id)
    newest = {one.period.from_: one for one in written if one.effective_from == day}
    yield from (written_result(book, clause, one) for one in newest.values())
    if not is_in_force(clause, day):
        return
    taken = {one.period.from_ for one in written}
    try:
        firsts = tuple(first for first in _candidates(book, clause, day) if first not in taken)
    except Refused as refusal:
        yield Effective(clause, Month.of(day), None, None, str(refusal))
        return
    for first in firsts:
        found = computed_result(book, clause, first)
        if found.result is None or found.result.effective_from in (None, day):
            yield found


def written_result(book: Book, clause: PriceIndexClause, record: IndexAdjustment) -> Effective:
    """A written adjustment, from the averages that it states."""
    first = record.period.from_
    try:
        return Effective(clause, first, record, computed(book, clause, first, book.as_of, written=record))
    except Refused as refusal:
        return Effective(clause, first, record, None, str(refusal))


def computed_result(book: Book, clause: PriceIndexClause, first: Month) -> Effective:
    """What a clause gives for a period that has no adjustment yet; whole or not at all."""
    try:
        result = computed(book, clause, first, book.as_of)
    except Refused as refusal:
        return Effective(clause, first, None, None, str(refusal))
    refused = next((f"{part}: {why}" for part, why in result.refused_parts.items()), "")
    waits = not refused and result.effective_from is None
    refused = result.not_effective if waits else refused
    return Effective(clause, first, None, None if refused else result, refused, waits)


def _candidates(book: Book, clause: PriceIndexClause, day: date) -> tuple[Month, ...]:
    """The application periods that may become effective on a day.

    Raises:
        Refused: A field is missing that decides it.
    """
    if clause.effective_rule is None:
        raise Refused("effective_rule", "missing")
    if clause.effective_rule is EffectiveRule.FIRST_OF_PERIOD:
        month = Month.of(day)
        return (month,) if day == month.first and month in periods(clause, month)[-1:] else ()
    every = periods(clause, Month.of(day).plus(_NOTICE_MONTHS))
    return tuple(first for first in every if _changed_on(book, clause, first) == day)


def _changed_on(book: Book, clause: PriceIndexClause, first: Month) -> date | None:
    try:
        return change_day(book, clause, first)
    except Refused:
        return None


def find_indices(at: At, found: Found) -> None:
    """The adjustments of a file: due, early, waived or not triggered.

    Source:
        F-29, step 5; F-01 to F-03.
    """
    clauses = clauses_by_part(at.book).get(at.price.part, ())
    moving: set[str] = set()
    for clause in clauses:
        booked = _booked_periods(at, clause)
        for one in effective_on(at.book, clause, at.on):
            if one.first not in booked and at.since < at.on:
                _due(at, one, found)
                moving.add(clause.id)
        if is_in_force(clause, at.on):
            _early(at, clause, booked, found)
    in_force = [clause for clause in clauses if is_in_force(clause, at.on)]
    for first, second in combinations(in_force, 2):
        if (first.id in moving or second.id in moving) and _same_material(first, second):
            found.blocking.append((first.id, f"moves the same layer and component as {second.id}"))


def _booked_periods(at: At, clause: PriceIndexClause) -> frozenset[Month]:
    return frozenset(one.period.from_ for one in adjustments_of(at.book, clause.id) if one.id in at.booked)


def _due(at: At, one: Effective, found: Found) -> None:
    period, result = (one.clause.id, one.first), one.result
    because = one.record.id if one.record is not None else f"{one.clause.id} {one.first}"
    if one.record is None and result is not None:
        because = at.name(*period)
    of = _entry(at, one)
    why = "the adjustment is waived" if one.is_waived else ""
    if result is not None and not why and not result.triggered and not _moves(of):
        why = f"not triggered in {result.period}"
    if why:
        found.left_out.append(LeftOut(because, at.line, why, period))
        return
    place = (at.on, because)
    found.due.append(Cause(because, Step.INDEX, of, at.on, place, is_provisional=one.is_provisional, period=period))


def _moves(of: Callable[[Amounts], Amounts]) -> bool:
    """Whether an adjustment moves the price, which no layer decides; a refusal may."""
    try:
        return any(of({}).values())
    except Refused:
        return True


def _entry(at: At, one: Effective) -> Callable[[Amounts], Amounts]:
    """A less what the clause has in the file so far, on the layer of the clause."""
    if one.result is None:
        return refusing(Refused(one.clause.id, one.refused))
    try:
        result = for_price(at.book, one.clause, one.result.moved, at.price, before=at.on)
    except Refused as refusal:
        return refusing(Refused(one.clause.id, str(refusal)))
    return as_deltas({one.clause.applies_to_layer: result.entry}, at.unit, name="adjustment")


def _early(at: At, clause: PriceIndexClause, booked: frozenset[Month], found: Found) -> None:
    """The first period after the last one in this file that moved the price before the round and stands in no line."""
    latest = max(booked, default=None)
    for one in _earlier(at.book, clause, at.on):
        if (latest is not None and one.first <= latest) or one.is_waived or one.waits:
            continue
        if one.result is None:
            day = one.record.effective_from if one.record is not None else one.first.first
            if at.since < day:
                found.blocking.append((f"{clause.id} {one.first}", one.refused))
                return
            continue
        day = one.record.effective_from if one.record is not None else one.result.effective_from or one.first.first
        if at.since < day < at.on and _moves(_entry(at, one)):
            found.early(one.record.id if one.record is not None else f"{clause.id} {one.first}", day)
            return


def _earlier(book: Book, clause: PriceIndexClause, day: date) -> tuple[Effective, ...]:
    """What a clause gave for the periods that became effective before a day, oldest first; found once for a book."""

    def found() -> tuple[Effective, ...]:
        written = {one.period.from_: one for one in adjustments_of(book, clause.id)}
        try:
            firsts = sorted({*periods(clause, Month.of(day)), *written})
        except Refused:
            return ()
        every = (
            written_result(book, clause, written[first]) if first in written else computed_result(book, clause, first)
            for first in firsts
            if first.first < day
        )
        return tuple(one for one in every if one.record is None or one.record.effective_from < day)

    return book.remembered(("adjustments before", clause.id, day), found)


def _same_material(one: PriceIndexClause, other: PriceIndexClause) -> bool:
    """Whether two clauses move one layer for one component; without components, for one series."""
    if one.applies_to_layer is not other.applies_to_layer:
        return False
    named, others = ({number for line in clause.lines for number in line.components} for clause in (one, other))
    return bool(named & others) if named or others else bool({*series_ids(one)} & {*series_ids(other)})
