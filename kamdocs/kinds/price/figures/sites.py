"""What two sites pay for the same part, freight and packaging apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.kinds.price.figures.before import amount_of, like
from kamdocs.kinds.price.figures.lines import HeldLine, held_lines
from kamdocs.kinds.price.model import Price


@dataclass(frozen=True, slots=True)
class Dearer:
    """A line whose price is higher than that of another site on a day on which both hold.

    Attributes:
        place: Position of the line.
        price: Its price without freight and packaging.
        site: The other site.
        other: What that one pays, likewise.
        since: The first day on which both hold.
    """

    place: int
    price: UnitPrice
    site: str
    other: UnitPrice
    since: date


def dearer_than_elsewhere(price: Price, book: Book) -> Iterator[Dearer]:
    """The lines of a price that cost more than another site pays for the same index, one finding for each line."""
    others = [one for one in _by_part(book)[price.part] if one.site != price.site and _is_alike(one, price)]
    for held in held_lines(price) if others else ():
        found = [one for other in others if (one := _cheapest(held, other)) is not None]
        if found:
            yield min(found, key=lambda one: (one.since, one.site))


def _by_part(book: Book) -> Mapping[str, tuple[Price, ...]]:
    def grouped() -> Mapping[str, tuple[Price, ...]]:
        found: dict[str, list[Price]] = defaultdict(list)
        for price in book.all(Price):
            found[price.part].append(price)
        return {part: tuple(prices) for part, prices in found.items()}

    return book.remembered("prices by part", grouped)


def _is_alike(one: Price, other: Price) -> bool:
    return one.price_type is other.price_type and bool(one.lines and other.lines)


def _cheapest(held: HeldLine, other: Price) -> Dearer | None:
    """The first day on which a line of another site holds as well and costs less."""
    ours = without_freight(held)
    found = []
    for there in held_lines(other) if ours is not None else ():
        theirs, since = without_freight(there), held.days.overlap(there.days)
        if ours is None or theirs is None or since is None or held.line.technical_index != there.line.technical_index:
            continue
        if (ours.currency, ours.measure) == (theirs.currency, theirs.measure) and ours.exact > theirs.exact:
            found.append(Dearer(held.place, ours, other.site, theirs, since))
    return min(found, key=lambda one: one.since, default=None)


def without_freight(held: HeldLine) -> UnitPrice | None:
    """A price less its layers logistics and packaging; None where it is not split, or something in it is unknown."""
    line = held.line
    layers = dict(line.layers.listed()) if line.layers is not None else {}
    unknown = layers.get(Layer.UNKNOWN)
    if not layers or (unknown and unknown.amount) or len({value.unit for value in layers.values()}) > 1:
        return None
    freight = amount_of(line, Layer.LOGISTICS) + amount_of(line, Layer.PACKAGING)
    return like(line.unit_price.amount - freight, line.unit_price)
