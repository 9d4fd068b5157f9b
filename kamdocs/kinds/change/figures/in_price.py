"""What a change moved in the prices: its build-up entries by layer against what was agreed for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.place import Spot
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures.days import introduction_days
from kamdocs.kinds.change.model import Change, ChangeLine, CommercialState
from kamdocs.kinds.price.figures import by_part_and_site, priced_sites, valid_lines
from kamdocs.kinds.price.model import BuildUp, LineState, Price

RECOVERING = frozenset({Layer.TOOL_AMORTISATION, Layer.DEVELOPMENT_AMORTISATION, Layer.OTHER})
"""Layers through which a one-off may come back."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A build-up entry because of a change, in a line that was not withdrawn."""

    price: Price
    line: int
    place: int
    entry: BuildUp


@dataclass(frozen=True, slots=True)
class Difference:
    """A layer of which the price moved otherwise than agreed.

    Attributes:
        spot: The first entry of the layer in the price, else the agreed delta.
        layer: The layer.
        agreed: What was agreed.
        moved: What the price holds.
        site: The site of the price.
    """

    spot: Spot
    layer: Layer
    agreed: UnitPrice
    moved: UnitPrice
    site: str


def entered_by(book: Book) -> Mapping[str, tuple[Entered, ...]]:
    """The build-up entries of all prices by the record that caused them; computed once for a book."""

    def grouped() -> dict[str, tuple[Entered, ...]]:
        found: dict[str, list[Entered]] = {}
        for price in book.all(Price):
            for row, line in enumerate(price.lines):
                if state_on(line.track) is not LineState.WITHDRAWN:
                    for place, entry in enumerate(line.build_up):
                        cause = entry.because.partition("@")[0]
                        found.setdefault(cause, []).append(Entered(price, row, place, entry))
        return {cause: tuple(entries) for cause, entries in found.items()}

    return book.remembered("build-up entries by cause", grouped)


def recovering_entries(change: Change, book: Book) -> tuple[Entered, ...]:
    """The entries of a change on layers through which its one-offs come back."""
    return tuple(one for one in entered_by(book).get(change.id, ()) if one.entry.layer in RECOVERING)


def differences(change: Change, book: Book) -> Iterator[Difference]:
    """Every layer, by part and site, of which the price holds another delta than was agreed.

    Counted are the lines of the price file, not withdrawn, up to the day on which the change came into series at the
    site, else up to the planned one. A site without a price file, or with prices in another unit, is not compared. Of
    a change that is given away a price need not hold anything; what it holds is compared.
    """
    for row, line in enumerate(change.lines):
        for site in _sites(line, book) if line.price_delta is not None else ():
            on = _day_at(change, line, site, book)
            for price in _files(line, site, on, book) if on is not None else ():
                if on is not None:
                    yield from _of_file(change, row, price, on, book)


def _sites(line: ChangeLine, book: Book) -> tuple[str, ...]:
    """The sites of a line: as written, else every site with a price."""
    return line.sites or priced_sites(book, line.part)


def _day_at(change: Change, line: ChangeLine, site: str, book: Book) -> date | None:
    """The day from which the price of a site has to hold the change.

    A site that got the new index later than another one has its own day; one that did not get it yet waits for the
    planned day.
    """
    signs = tuple(introduction_days(change, book))
    here = [one.on for one in signs if one.site is None or (one.part == line.part and one.site == site)]
    if here:
        return min(here)
    known = [one.on for one in signs]
    days = [day for day in (change.introduction_date, min(known, default=None)) if day is not None]
    return max(days, default=None)


def _files(line: ChangeLine, site: str, on: date, book: Book) -> tuple[Price, ...]:
    """The price files of a site that hold on a day; where none does, those that begin later or have ended."""
    valid = valid_lines(book, line.part, site, on=on, as_of=date.max)
    return tuple(held.price for held in valid) or by_part_and_site(book).get((line.part, site), ())[:1]


def _of_file(change: Change, row: int, price: Price, on: date, book: Book) -> Iterator[Difference]:
    delta = change.lines[row].price_delta
    agreed = dict(delta.listed()) if delta else {}
    entries = [
        one
        for one in entered_by(book).get(change.id, ())
        if one.price.id == price.id and price.lines[one.line].valid_from <= on
    ]
    if not entries and state_on(change.commercial_track) is CommercialState.WAIVED:
        return
    units = {value.unit for value in agreed.values()} | {one.entry.delta.unit for one in entries}
    if len(units | {line.unit_price.unit for line in price.lines}) != 1:
        return
    like = next(iter((*agreed.values(), *(one.entry.delta for one in entries))), price.lines[0].unit_price)
    for layer in Layer:
        moving = [one for one in entries if one.entry.layer is layer]
        moved = _sum([one.entry.delta for one in moving], like)
        due = agreed.get(layer, _sum([], like))
        if moved.amount != due.amount:
            spot = _spot(moving[0]) if moving else change.at("lines", row, "price_delta")
            yield Difference(spot, layer, due, moved, price.site)


def _sum(deltas: list[UnitPrice], like: UnitPrice) -> UnitPrice:
    """Deltas of one unit together, with the decimals and the unit of another value."""
    amount = sum((delta.amount for delta in deltas), Decimal(0) * like.amount)
    return UnitPrice(amount, like.currency, like.per, like.measure)


def _spot(one: Entered) -> Spot:
    return one.price.at("lines", one.line, "build_up", one.place, "delta")
