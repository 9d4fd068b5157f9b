"""The line before a line, and what it gives with the steps that follow it: unit price and every layer (K12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.track import state_on
from kamdocs.kinds.price.model import BuildUp, LineState, Price, PriceLine

PlacedLine = tuple[int, PriceLine]
"""A line with its position in the file."""


@dataclass(frozen=True, slots=True)
class BuiltUp:
    """A line beside what the line before it and its steps give.

    Attributes:
        place: Position of the line.
        line: The line.
        before: The line before it.
        counted: Its steps that count from its first day on or earlier, with their positions.
        late: Its steps that count only after its first day.
        price: What both give together.
        layers: The same by layer, only where both lines are split and hold nothing unknown; empty otherwise.
    """

    place: int
    line: PriceLine
    before: PriceLine
    counted: tuple[tuple[int, BuildUp], ...]
    late: tuple[tuple[int, BuildUp], ...]
    price: UnitPrice
    layers: tuple[tuple[Layer, UnitPrice], ...]

    @property
    def off(self) -> tuple[tuple[Layer, UnitPrice], ...]:
        """The layers that are written otherwise, with what they should be."""
        return tuple((layer, due) for layer, due in self.layers if amount_of(self.line, layer) != due.amount)

    @property
    def holds(self) -> bool:
        """Whether price and layers are what line before and steps give, without a step that is too early."""
        return self.price.amount == self.line.unit_price.amount and not self.off and not self.late


def kept(price: Price, as_of: date | None = None) -> tuple[PlacedLine, ...]:
    """The lines that are not withdrawn, by first day; on a day only those that had a state by then.

    Args:
        price: The file.
        as_of: The day; None reads the last entry of each track.
    """
    gone = (None, LineState.WITHDRAWN) if as_of is not None else (LineState.WITHDRAWN,)
    found = [one for one in enumerate(price.lines) if state_on(one[1].track, as_of) not in gone]
    return tuple(sorted(found, key=lambda one: (one[1].valid_from, one[0])))


def pairs(price: Price, as_of: date | None = None) -> Iterator[tuple[PlacedLine, PlacedLine]]:
    """Every line that has a line before it, with that one: the greatest smaller first day of what is not withdrawn.

    Yields:
        The line before, and the line.
    """
    lines = kept(price, as_of)
    for number, one in enumerate(lines):
        earlier = number - 1
        while earlier >= 0 and lines[earlier][1].valid_from == one[1].valid_from:
            earlier -= 1
        if earlier >= 0:
            yield lines[earlier], one


def line_before(price: Price, place: int, as_of: date | None = None) -> PlacedLine | None:
    """The line before the one at a position; None for the first one and for a withdrawn one."""
    return next((before for before, one in pairs(price, as_of) if one[0] == place), None)


def built_up(price: Price, as_of: date | None = None) -> Iterator[BuiltUp]:
    """Every line after the first beside what stands before it; lines that mix price units are left out."""
    for (_, before), (place, line) in pairs(price, as_of):
        units = {_unit(one) for one in (before.unit_price, line.unit_price, *(step.delta for step in line.build_up))}
        if len(units) == 1:
            yield _built(place, line, before)


def _built(place: int, line: PriceLine, before: PriceLine) -> BuiltUp:
    steps = tuple(enumerate(line.build_up))
    late = tuple(one for one in steps if one[1].effective is not None and one[1].effective > line.valid_from)
    counted = tuple(one for one in steps if one not in late)
    moved = sum((one.delta.amount for _, one in counted), Decimal(0))
    written = line.unit_price
    total = like(before.unit_price.amount + moved, written)
    return BuiltUp(place, line, before, counted, late, total, tuple(_layers(line, before, counted)))


def _layers(
    line: PriceLine, before: PriceLine, counted: tuple[tuple[int, BuildUp], ...]
) -> Iterator[tuple[Layer, UnitPrice]]:
    if not _is_split(line) or not _is_split(before):
        return
    for layer in Layer:
        moved = sum((one.delta.amount for _, one in counted if one.layer is layer), Decimal(0))
        yield layer, like(amount_of(before, layer) + moved, line.unit_price)


def _is_split(line: PriceLine) -> bool:
    """Whether the layers say all: they are there, in the unit of the price, and nothing in them is unknown."""
    if line.layers is None:
        return False
    layers = dict(line.layers.listed())
    unknown = layers.get(Layer.UNKNOWN)
    unit = _unit(line.unit_price)
    return all(_unit(value) == unit for value in layers.values()) and not (unknown and unknown.amount)


def _unit(price: UnitPrice) -> tuple[str, int, str]:
    return price.currency, price.per, price.measure


def amount_of(line: PriceLine, layer: Layer) -> Decimal:
    """The amount of a layer; one that is not listed is no part of the price."""
    found: UnitPrice | None = getattr(line.layers, layer.value) if line.layers is not None else None
    return found.amount if found is not None else Decimal(0)


def like(amount: Decimal, written: UnitPrice) -> UnitPrice:
    """An amount in the unit, and with at least the decimals, of a price that is written."""
    return UnitPrice(amount + 0 * written.amount, written.currency, written.per, written.measure)
