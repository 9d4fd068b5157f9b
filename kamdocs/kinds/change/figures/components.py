"""What a change does to bills of material: differences from what it says, and mandated components it touches."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import converted
from kamdocs.calc.volumes import as_decimal
from kamdocs.core.book import Book
from kamdocs.core.quantity import Quantity
from kamdocs.kinds.change.model import BomDelta, Change, ChangeLine
from kamdocs.kinds.mandated_component.figures import direction_proven, mandated_uses
from kamdocs.kinds.mandated_component.model import MandatedComponent, mandated_by_number
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

    A line that keeps its index has no two bills of material. Metric units of one dimension are compared in the unit of
    the bills of material; a component in two units that measure different things is left out.
    """
    before, after = _two_boms(line, book)
    if before is None or after is None or line.index_from == line.index_to:
        return
    moved: dict[str, list[Quantity]] = {}
    for sign, bom in ((-1, before.bom), (1, after.bom)):
        for one in bom:
            moved.setdefault(one.component, []).append(Quantity(sign * one.quantity.amount, one.quantity.unit))
    said: dict[str, list[Quantity]] = {}
    for delta in line.bom_delta:
        said.setdefault(delta.component, []).append(delta.quantity)
    for component in sorted({*moved, *said}):
        in_boms, in_change = moved.get(component, []), said.get(component, [])
        unit = (*in_boms, *in_change)[0].unit
        try:
            found = BomDifference(component, _sum(in_boms, unit), _sum(in_change, unit))
        except Refused:
            continue
        if found.in_boms.amount != found.in_change.amount:
            yield found


def _sum(quantities: list[Quantity], unit: str) -> Quantity:
    """Quantities together in one unit of measure.

    Raises:
        Refused: One of them measures something else.
    """
    amounts = (
        one.amount if one.unit == unit else as_decimal(converted(one, unit, name="quantity")) for one in quantities
    )
    return Quantity(sum(amounts, Decimal(0)), unit)


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
    """Whether a component is mandated in a bill of material although no record proves that the customer directs it.

    Records that were not read or are not in this copy prove nothing either way.
    """
    if component not in mandated_uses(book) or MandatedComponent.about.slug in book.absent_kinds:
        return False
    records = mandated_by_number(book).get(component, ())
    if not records:
        return not book.has_unread(MandatedComponent.about.folder)
    return any(direction_proven(one, book) is False for one in records)
