"""What is open on price lines that are not agreed, or that the customer contests: their move times a year (F-22)."""

from collections.abc import Iterator
from fractions import Fraction

from kamdocs.core.book import Book
from kamdocs.core.money import Money, minor_units, round_half_up
from kamdocs.core.stake import Owed, Sort, Stake
from kamdocs.core.track import state_on
from kamdocs.kinds.price.model import LineState, Price, PriceLine
from kamdocs.kinds.volume_plan.figures import yearly_volume

_OPEN = frozenset({LineState.DRAFT, LineState.PROPOSED, LineState.AGREED_IN_PRINCIPLE, LineState.CONTESTED})


def open_value(price: Price, book: Book) -> tuple[Stake, ...]:
    """One value for each open line: what it adds to the line before, times the pieces of its year (K16).

    The first line of a file has no line before it; what is open on it is its whole price.
    """
    return tuple(_stakes(price, book))


def _stakes(price: Price, book: Book) -> Iterator[Stake]:
    lines = sorted(price.lines, key=lambda line: line.valid_from)
    kept = [line for line in lines if state_on(line.track, book.as_of) is not LineState.WITHDRAWN]
    for number, line in enumerate(kept):
        if state_on(line.track, book.as_of) in _OPEN:
            yield _stake(price, line, kept[number - 1] if number else None, book)


def _stake(price: Price, line: PriceLine, before: PriceLine | None, book: Book) -> Stake:
    name = f"{price.id}@{line.valid_from}"
    pieces = yearly_volume(book, price.part, line.valid_from.year, site=price.site)
    if pieces is None:
        return Stake(name, Sort.A_YEAR, unknown=f"volume of {line.valid_from.year} missing")
    if before is not None and before.unit_price.unit != line.unit_price.unit:
        return Stake(name, Sort.A_YEAR, unknown="price unit changed")
    move = line.unit_price.exact - (before.unit_price.exact if before is not None else 0)
    currency = line.unit_price.currency
    money = Money(round_half_up(abs(move) * Fraction(pieces), minor_units(currency)), currency)
    return Stake(name, Sort.A_YEAR, Owed.TO_US if move >= 0 else Owed.BY_US, money)
