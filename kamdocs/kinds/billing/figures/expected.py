"""The price at which a delivery of a day is billed: the valid one, until it is loaded the one before it in its file."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up
from kamdocs.core.track import known
from kamdocs.kinds.billing.figures.rows import PlacedRow
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import HeldLine, by_part_and_site, held_lines, valid_lines
from kamdocs.kinds.price.model import LineState, PriceLine
from kamdocs.kinds.programme.model import Programme

ONE_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Days in a row on which one price is to be billed.

    Attributes:
        first: First day.
        last: Last day, included.
        lines: By currency the line that is to be billed.
        is_priced: Whether a line of any type holds.
    """

    first: date
    last: date
    lines: Mapping[str, HeldLine]
    is_priced: bool

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


class Timeline(NamedTuple):
    """All days of a part and site: from each day on, what is to be billed."""

    turns: tuple[date, ...]
    held: tuple[tuple[Mapping[str, HeldLine], bool], ...]

    def stretches(self, first: date, last: date) -> Iterator[Stretch]:
        """The days from first to last, cut where something changes."""
        begin = first
        while begin <= last:
            place = bisect_right(self.turns, begin)
            end = min(last, self.turns[place] - ONE_DAY) if place < len(self.turns) else last
            lines, is_priced = self.held[place - 1] if place else ({}, False)
            yield Stretch(begin, end, lines, is_priced)
            begin = end + ONE_DAY


def timeline(book: Book, part: str, site: str, as_of: date | None) -> Timeline:
    """What is to be billed by what had been agreed and loaded on a day; without a day, by the last entries."""
    return book.remembered(("billed prices", part, site, as_of), lambda: _timeline(book, part, site, as_of))


def _timeline(book: Book, part: str, site: str, as_of: date | None) -> Timeline:
    files = {price.id: held_lines(price, as_of) for price in by_part_and_site(book).get((part, site), ())}
    held = [line for lines in files.values() for line in lines]
    turns = tuple(sorted(set(_turns(book, part, held, as_of))))
    found = []
    for day in turns:
        valid = valid_lines(book, part, site, on=day, as_of=as_of or date.max)
        lines = {one.line.unit_price.currency: one for one in valid}
        due = {unit: line for unit, one in lines.items() if (line := _billed(one, files[one.price.id], day, as_of))}
        found.append((due, any(day in one.days for one in held)))
    return Timeline(turns, tuple(found))


def _turns(book: Book, part: str, held: list[HeldLine], as_of: date | None) -> Iterator[date]:
    for one in held:
        yield one.days.first
        if one.days.last is not None:
            yield one.days.last + ONE_DAY
        loaded = loaded_on(one.line, as_of)
        if loaded is not None:
            yield loaded
    known_part = book.get_as(Part, part)
    programme = book.get_as(Programme, known_part.programme) if known_part else None
    if programme is not None:
        yield from (day for day in (programme.sop,) if day)
        yield from (day + ONE_DAY for day in (programme.eop,) if day)


def _billed(valid: HeldLine, lines: tuple[HeldLine, ...], day: date, as_of: date | None) -> HeldLine | None:
    """The valid line, or the nearest one before it in its file that was loaded by then.

    A first line that came late has none before it: what was billed until then is for its correction to say. Where
    nothing has ever been loaded the agreed price is all there is.
    """
    before = [one for one in lines if one.days.first <= valid.days.first]
    for one in reversed(before):
        loaded = loaded_on(one.line, as_of)
        if loaded is not None and loaded <= day:
            return one
    if len(before) > 1:
        return before[-2]
    return valid if loaded_on(valid.line, as_of) is None else None


def loaded_on(line: PriceLine, as_of: date | None = None) -> date | None:
    """The day on which a line was first loaded; None = not yet."""
    entries = known(line.track, as_of)
    return next((entry.on for entry in entries if entry.state is LineState.LOADED), None)


class Odd(NamedTuple):
    """A row that does not carry the price that was to be billed.

    Attributes:
        line: The line that was to be billed on the first such day.
        amount: The difference over all its days, rounded once; above 0 it is owed to us.
    """

    line: PriceLine
    amount: Money


def odd_price(
    one: PlacedRow, book: Book, *, as_of: date | None = None, tolerance: Fraction | None = None
) -> Odd | None:
    """Whether a row differs from the price of one of its days by more than a tolerance per piece.

    Prices of another currency or price unit are not compared, days without a price are nothing to compare with.

    Args:
        one: The row.
        book: The account.
        as_of: What had been agreed by then; None = by the last entries.
        tolerance: Per piece; None = not any.
    """
    row = one.row
    first: PriceLine | None = None
    exact = Fraction(0)
    for stretch in timeline(book, row.part, row.site, as_of).stretches(one.first, one.last):
        held = stretch.lines.get(row.unit_price.currency)
        if held is None or not _is_like(held.line.unit_price, row.unit_price):
            continue
        apart = held.line.unit_price.exact - row.unit_price.exact
        exact += apart * Fraction(row.quantity) * stretch.days / one.days
        if abs(apart) > (tolerance or 0):
            first = first or held.line
    if first is None:
        return None
    currency = row.unit_price.currency
    return Odd(first, Money(round_half_up(exact, minor_units(currency)), currency))


def _is_like(one: UnitPrice, other: UnitPrice) -> bool:
    return (one.per, one.measure) == (other.per, other.measure)


def pieces_unpriced(one: PlacedRow, book: Book) -> Decimal:
    """The pieces of a row on days on which no line of any type holds, in whole pieces where a day cuts it."""
    stretches = timeline(book, one.row.part, one.row.site, None).stretches(one.first, one.last)
    days = sum(stretch.days for stretch in stretches if not stretch.is_priced)
    if days == one.days:
        return one.row.quantity
    return round_half_up(Fraction(one.row.quantity) * days / one.days, 0) if days else Decimal(0)
