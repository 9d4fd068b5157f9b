"""What a change does to bills of material: differences from what it says, and mandated components it touches."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.core.book import Book
from kamdocs.core.quantity import Quantity
from kamdocs.kinds.change.model import BomDelta, Change, ChangeLine
from kamdocs.kinds.mandated_component.figures import direction_proven, mandated_uses
from kamdocs.kinds.mandated_component.model import mandated_by_number
from kamdocs.kinds.part.model import Part, TechnicalIndex

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class BomDifference:
    """A component whose quantity moves otherwise in the two bills of material than in the change."""

    component: str
    in_boms: Quantity
    in_change: Quantity


@dataclass(frozen=True, slots=True)
class Touched:
    """A mandated component that a line of a change touches.

    Attributes:
        line: Position of the line.
        place: Position of the component in its `bom_delta`.
        component: Its number.
        action: `added`, `removed` or `changed`.
    """

    line: int
    place: int
    component: str
    action: str


def bom_differences(line: ChangeLine, book: Book) -> Iterator[BomDifference]:
    """The components of a line whose quantity differs, by number.

    A line that keeps its index has no two bills of material. A component in two units of measure is left out.
    """
    before, after = _two_boms(line, book)
    if before is None or after is None or line.index_from == line.index_to:
        return
    moved: dict[str, dict[str, Decimal]] = {}
    for sign, bom in ((-1, before.bom), (1, after.bom)):
        for one in bom:
            _add(moved, one.component, one.quantity, sign)
    said: dict[str, dict[str, Decimal]] = {}
    for delta in line.bom_delta:
        _add(said, delta.component, delta.quantity, 1)
    for component in sorted({*moved, *said}):
        units = {*moved.get(component, {}), *said.get(component, {})}
        if len(units) == 1:
            unit = units.pop()
            in_boms = moved.get(component, {}).get(unit, Decimal(0))
            in_change = said.get(component, {}).get(unit, Decimal(0))
            if in_boms != in_change:
                yield BomDifference(component, Quantity(in_boms, unit), Quantity(in_change, unit))


def _add(into: dict[str, dict[str, Decimal]], component: str, quantity: Quantity, sign: int) -> None:
    by_unit = into.setdefault(component, {})
    by_unit[quantity.unit] = by_unit.get(quantity.unit, Decimal(0)) + sign * quantity.amount


def _two_boms(line: ChangeLine, book: Book) -> tuple[TechnicalIndex | None, TechnicalIndex | None]:
    part = book.get_as(Part, line.part)
    return (part.index(line.index_from), part.index(line.index_to)) if part else (None, None)


def touched_silently(change: Change, book: Book) -> Iterator[Touched]:
    """Components of `bom_delta` that are mandated before or after, and of which the change says no impact."""
    named = {one.component for one in change.mandated_impact}
    for row, line in enumerate(change.lines):
        before, after = _two_boms(line, book)
        for place, delta in enumerate(line.bom_delta):
            if delta.component not in named and any(_mandates(one, delta.component) for one in (before, after)):
                yield Touched(row, place, delta.component, _action(before, after, delta))


def _mandates(index: TechnicalIndex | None, component: str) -> bool:
    return index is not None and any(one.mandated and one.component == component for one in index.bom)


def _action(before: TechnicalIndex | None, after: TechnicalIndex | None, delta: BomDelta) -> str:
    """What happens to a component, by both bills of material, else by the sign of its quantity."""
    if before is not None and after is not None:
        if not any(one.component == delta.component for one in before.bom):
            return ADDED
        return CHANGED if any(one.component == delta.component for one in after.bom) else REMOVED
    return ADDED if delta.quantity.amount > 0 else REMOVED


def lacks_direction(component: str, book: Book) -> bool:
    """Whether a component is mandated in a bill of material although no record proves that the customer directs it."""
    if component not in mandated_uses(book):
        return False
    records = mandated_by_number(book).get(component, ())
    return not records or any(direction_proven(one, book) is False for one in records)
