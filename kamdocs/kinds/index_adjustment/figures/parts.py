"""What a movement gives for one part, on what the clause has in its price so far: from adjustments or a price file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kamdocs.calc.index_adjustment import Passing, Rounded
from kamdocs.calc.index_booking import Booked, booked
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Month
from kamdocs.kinds.price.model import LineState, Price
from kamdocs.kinds.price_index_clause.figures import (
    Moved,
    accumulates,
    adjusted,
    adjustments_of,
    applied_before,
    ceiling,
    original_price,
    passing_of,
    price_unit,
)
from kamdocs.kinds.price_index_clause.model import ClauseLine, PriceIndexClause


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a clause gives for one part.

    Attributes:
        part: Its id.
        unit: The price unit.
        adjusted: The result of the form, before and after rounding.
        previous: What the clause had in the price before.
        booked: Aggregate A, entry A less `previous`, and whether the cap cut it.
        ceiling: The most that A may be; None = no cap.
        accumulates: The letter states the entry (`last_applied`), else A (`base`).
        original: Base of the cap and of the proportional form.
        passing: Share, unit and decimals of the adjustment.
    """

    part: str
    unit: PriceUnit
    adjusted: Rounded
    previous: Decimal
    booked: Booked
    ceiling: Decimal | None
    accumulates: bool
    original: UnitPrice | None
    passing: Passing

    @property
    def aggregate(self) -> UnitPrice:
        """A: all that the clause has in the price from then on."""
        return self.unit.price(self.booked.aggregate)

    @property
    def entry(self) -> UnitPrice:
        """What the build-up of the price line says."""
        return self.unit.price(self.booked.entry)

    @property
    def stated(self) -> UnitPrice:
        """What the letter says as `delta`."""
        return self.entry if self.accumulates else self.aggregate

    @property
    def capped(self) -> bool:
        """Whether the cap cut the aggregate."""
        return self.booked.capped


def parts_of(
    book: Book, clause: PriceIndexClause, done: Moved, first: Month, as_of: date | None
) -> tuple[dict[str, PartResult], dict[str, str]]:
    """The result of every part, and why some have none."""
    found: dict[str, PartResult] = {}
    refused: dict[str, str] = {}
    for line in clause.lines:
        try:
            previous = in_force_before(book, clause, line, first, as_of)
            held = _Held(price_unit(book, line), previous, original_price(book, line))
            found[line.part] = _part(book, clause, line, done, held)
        except Refused as why:
            refused[line.part] = str(why)
    return found, refused


class _Held(NamedTuple):
    """What stands in a price before: its unit, what the clause has in it, and its original price."""

    unit: PriceUnit
    previous: Decimal
    original: UnitPrice | None


def _part(book: Book, clause: PriceIndexClause, line: ClauseLine, done: Moved, held: _Held) -> PartResult:
    passing = passing_of(clause, book, held.unit)
    result = adjusted(clause, line, done, original=held.original, passing=passing)
    limit = ceiling(clause, book, held.original, held.unit)
    adds = accumulates(clause)
    done_part = booked(result.value, held.previous, accumulates=adds, ceiling=limit)
    return PartResult(line.part, held.unit, result, held.previous, done_part, limit, adds, held.original, passing)


def in_force_before(
    book: Book, clause: PriceIndexClause, line: ClauseLine, first_month: Month, as_of: date | None = None
) -> Decimal:
    """What the applied adjustments of earlier periods have in a price: the last one, under `last_applied` all of them.

    Raises:
        Refused: One of them stands in another currency or measure, or the price is not here.
    """
    unit = price_unit(book, line)
    deltas = _applied_deltas(book, clause, first_month, as_of).get(line.part, ())
    counted = deltas if accumulates(clause) else deltas[-1:]
    return sum((_at(delta, unit) for delta in counted), Decimal(0))


def _applied_deltas(
    book: Book, clause: PriceIndexClause, first: Month, as_of: date | None
) -> Mapping[str, Sequence[UnitPrice]]:
    """What the letters of earlier periods that were applied state for each part, oldest first; read once."""

    def found() -> dict[str, list[UnitPrice]]:
        deltas: dict[str, list[UnitPrice]] = {}
        for one in applied_before(book, clause.id, first, as_of):
            for line in one.lines:
                deltas.setdefault(line.part, []).append(line.delta)
        return deltas

    return book.remembered(("index deltas applied before", clause.id, first, as_of), found)


def _at(delta: UnitPrice, unit: PriceUnit) -> Decimal:
    if (delta.currency, delta.measure) != (unit.currency, unit.measure):
        raise Refused("delta", f"is in {delta.unit}, the price is in {unit.price(Decimal(0)).unit}")
    return delta.amount * unit.per / delta.per


def booked_in(book: Book, clause: PriceIndexClause, price: Price, before: date) -> Decimal:
    """What the build-up of a price file has from a clause in lines that begin before a day and are not withdrawn."""
    own = book.remembered(
        ("ids of index adjustments", clause.id), lambda: {one.id for one in adjustments_of(book, clause.id)}
    )
    return sum(
        (
            entry.delta.amount
            for line in price.lines
            if line.valid_from < before and not (line.track and line.track[-1].state is LineState.WITHDRAWN)
            for entry in line.build_up
            if entry.because.partition("@")[0] in own
        ),
        Decimal(0),
    )


def for_price(book: Book, clause: PriceIndexClause, done: Moved, price: Price, *, before: date) -> PartResult:
    """What a clause gives for one price file, booked on what the file already has from it before a day.

    Raises:
        Refused: The part is not in the clause, or its formula lacks something.
    """
    lines = book.remembered(("lines of clause", clause.id), lambda: {one.part: one for one in clause.lines})
    if (line := lines.get(price.part)) is None:
        raise Refused("lines", f"of {clause.id} do not name {price.part}")
    unit = PriceUnit.of(price.lines[0].unit_price)
    previous = booked_in(book, clause, price, before)
    return _part(book, clause, line, done, _Held(unit, previous, original_price(book, line, price)))
