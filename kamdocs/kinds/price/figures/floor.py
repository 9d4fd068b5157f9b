"""Price lines below the floor that the house released, and the signature that lets one of them through (K14)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kamdocs.core.approving import Asked, Needed, delegated
from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up
from kamdocs.core.track import state_on
from kamdocs.kinds.price.model import LINE_TRACK, Price, PriceLine
from kamdocs.kinds.price_floor.model import FloorException, FloorLine, PriceFloor
from kamdocs.kinds.volume_plan.figures import yearly_volume

SCOPE = "floor_exception"
_Floors = tuple[tuple[PriceFloor, FloorLine], ...]


@dataclass(frozen=True, slots=True)
class BelowFloor:
    """A line below the floor; neither the floor nor the difference may be shown beside it.

    Attributes:
        place: Position of the line in the price.
        line: The line.
        needed: The exception that it needs, and how that stands.
    """

    place: int
    line: PriceLine
    needed: Needed


def below_floor(price: Price, book: Book) -> Iterator[BelowFloor]:
    """The lines, proposed or further, whose price is below the floor of their first day, by position.

    The floor is the line with the greatest first day up to that of the price, in the same currency and measure. Prices
    are compared exactly, for one piece.
    """
    floors = _by_part_and_site(book).get((price.part, price.site), ())
    for place, line in enumerate(price.lines) if floors else ():
        if LINE_TRACK.at_least(state_on(line.track), "proposed"):
            found = _floor_of(line, floors)
            if found is not None and line.unit_price.exact < found[1].unit_price.exact:
                yield BelowFloor(place, line, _needed(price, line, found, book))


def _by_part_and_site(book: Book) -> Mapping[tuple[str, str], _Floors]:
    def grouped() -> Mapping[tuple[str, str], _Floors]:
        found: dict[tuple[str, str], list[tuple[PriceFloor, FloorLine]]] = defaultdict(list)
        for floor in book.all(PriceFloor):
            found[floor.part, floor.site] += [(floor, line) for line in floor.lines]
        return {key: tuple(lines) for key, lines in found.items()}

    return book.remembered("floors by part and site", grouped)


def _floor_of(line: PriceLine, floors: _Floors) -> tuple[PriceFloor, FloorLine] | None:
    unit = _unit(line.unit_price)
    begun = [one for one in floors if one[1].valid_from <= line.valid_from and _unit(one[1].unit_price) == unit]
    return max(begun, key=lambda one: one[1].valid_from, default=None)


def _unit(price: UnitPrice) -> tuple[str, str]:
    return price.currency, price.measure


def _needed(price: Price, line: PriceLine, found: tuple[PriceFloor, FloorLine], book: Book) -> Needed:
    """The best exception for the line; one without authority only where there is none with it."""
    floor, limit = found
    named = f"{price.id}@{line.valid_from}"
    amount = _amount(price, line, limit.unit_price, book)
    asked = Asked(floor, f"floor exception for {named}", SCOPE, amount)
    every = [delegated(asked, one, book) for one in _exceptions(named, book)]
    return next((one for one in every if not one.is_missing), every[-1] if every else delegated(asked, None, book))


def _exceptions(line: str, book: Book) -> tuple[FloorException, ...]:
    def grouped() -> Mapping[str, tuple[FloorException, ...]]:
        found: dict[str, list[FloorException]] = defaultdict(list)
        for floor in book.all(PriceFloor):
            for one in floor.exceptions:
                found[one.line].append(one)
        return {key: tuple(ones) for key, ones in found.items()}

    return book.remembered("exceptions from floors by line", grouped).get(line, ())


def _amount(price: Price, line: PriceLine, floor: UnitPrice, book: Book) -> Money | None:
    """What is given up in the year of the line: floor less price, times its pieces; None if these are not known."""
    pieces = _pieces(price, line.valid_from, book)
    if pieces is None:
        return None
    lost = (floor.exact - line.unit_price.exact) * pieces
    return Money(round_half_up(lost, minor_units(floor.currency)), floor.currency)


def _pieces(price: Price, on: date, book: Book) -> Fraction | None:
    found = yearly_volume(book, price.part, on.year, site=price.site)
    return Fraction(found) if found is not None else None
