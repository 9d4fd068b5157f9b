"""Mandated components whose agreed price moves on the day, by the bill of material of the index in series (step 4)."""

from collections.abc import Callable, Iterator
from datetime import date

from kamdocs.calc.refusal import Refused
from kamdocs.core.decimals import price_decimals
from kamdocs.core.layers import Layer
from kamdocs.core.quantity import Quantity
from kamdocs.kinds.mandated_component.figures import expected_delta
from kamdocs.kinds.mandated_component.model import MandatedComponent, MandatedPriceLine, mandated_by_number
from kamdocs.kinds.part.model import BomLine, Part, TechnicalIndex
from kamdocs.kinds.price.draft.before import line_before
from kamdocs.kinds.price.draft.cause import Amounts, At, Cause, Found, Step, fixed, moves_nothing, refusing
from kamdocs.kinds.price.draft.changes import index_brought
from kamdocs.kinds.price.figures import ONE_DAY

_Of = Callable[[Amounts], Amounts]


def series_index(at: At) -> TechnicalIndex:
    """The technical index that the site gets on the day of the round (K7), with its bill of material.

    Raises:
        Refused: The part is not here, no index is in series, or it has no bill of material.
    """
    part = at.book.get_as(Part, at.price.part)
    if part is None:
        raise Refused("part", f"{at.price.part} {absence(at, at.price.part, Part.about.slug)}")
    index = _index_on(at, part)
    if index is None:
        raise Refused("technical_index", f"in series at {at.price.site} on {at.on} unknown")
    if not index.bom:
        raise Refused("bom", f"of index {index.index} missing")
    return index


def _index_on(at: At, part: Part) -> TechnicalIndex | None:
    """The index in series; what an agreed change brings on that day counts, although nothing of it is shipped yet."""
    known = part.index_in_series(at.price.site, at.on)
    return (part.index(index_brought(at, known.index)) or known) if known is not None else None


def absence(at: At, record: str, slug: str) -> str:
    """Why a record is not here."""
    if at.book.is_unread(record):
        return "does not load"
    return "not in this copy" if slug in at.book.absent_kinds else "missing"


def find_mandated(at: At, found: Found) -> None:
    """The mandated prices of a file: due, early, or missing on the day.

    Source:
        F-29, step 4; F-18.
    """
    part = at.book.get_as(Part, at.price.part)
    if part is None:
        return
    here = _index_on(at, part)
    for row in here.bom if here else ():
        if row.mandated:
            _due(at, row, found)
    for component in dict.fromkeys(row.component for one in part.technical_indices for row in one.bom if row.mandated):
        _early(at, part, component, found)


def _due(at: At, row: BomLine, found: Found) -> None:
    component = _component(at, row.component)
    if component is None:
        slug = MandatedComponent.about.slug
        unread = at.book.has_unread(MandatedComponent.about.folder)
        why = "does not load" if unread else "not in this copy" if slug in at.book.absent_kinds else "missing"
        found.blocking.append((row.component, f"mandated component {why}"))
        return
    if component.line_on(at.on) is None:
        ended = component.line_on(at.on - ONE_DAY) is not None
        refusal = Refused("price", f"of {component.id} missing on {at.on}")
        if ended:
            found.due.append(Cause(component.id, Step.MANDATED, refusing(refusal), at.on))
        else:
            found.blocking.append((component.id, str(refusal)))
    for line in _later_lines(component):
        because = f"{component.id}@{line.valid_from}"
        if line.valid_from == at.on and at.is_open(because, line.valid_from):
            of = _delta(at, component, line, row.quantity)
            found.due.append(Cause(because, Step.MANDATED, of, at.on, (at.on, because)))


def _component(at: At, number: str) -> MandatedComponent | None:
    return next(iter(mandated_by_number(at.book).get(number, ())), None)


def _later_lines(component: MandatedComponent) -> Iterator[MandatedPriceLine]:
    """The lines of a component but its first."""
    first = min(line.valid_from for line in component.lines)
    yield from (line for line in component.lines if line.valid_from > first)


def _delta(at: At, component: MandatedComponent, line: MandatedPriceLine, quantity: Quantity) -> _Of:
    decimals = price_decimals(at.book)
    if decimals is None:
        return refusing(Refused("price_decimals", "missing"))
    try:
        moved = expected_delta(component, line, quantity, unit=at.unit, d=decimals)
    except Refused as refusal:
        return refusing(refusal)
    return fixed({Layer.MANDATED: moved})


def _early(at: At, part: Part, number: str, found: Found) -> None:
    """Prices of days before the round that stand in no line, by the index in series then."""
    component = _component(at, number)
    for line in _later_lines(component) if component else ():
        because = f"{component.id}@{line.valid_from}" if component else ""
        if component is None or line.valid_from >= at.on or not at.is_open(because, line.valid_from):
            continue
        quantity = _quantity_then(at, part, number, line.valid_from)
        if quantity is not None and not moves_nothing(_delta(at, component, line, quantity)):
            found.early(because, line.valid_from)


def _quantity_then(at: At, part: Part, number: str, day: date) -> Quantity | None:
    """How much of a component went into the part on a day; by the index of the price where none was in series."""
    index = part.index_in_series(at.price.site, day)
    if index is None:
        priced = line_before(at.price, day + ONE_DAY)
        index = part.index(priced.technical_index) if priced else None
    rows = (row for row in (index.bom if index else ()) if row.mandated and row.component == number)
    return next((row.quantity for row in rows), None)
