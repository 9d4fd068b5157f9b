"""The page of a cost breakdown: its elements, the layers they form, the price, and the change that it prices."""

from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.decimals import shown_decimals
from kamdocs.core.view import Column, Fact, Mark, Page, Row, Section, Table
from kamdocs.kinds.cost_breakdown.figures import (
    change_layers,
    elements_of,
    layers_of,
    offered_line,
    price_unit,
)
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.price.figures import shown

_WHERE = {
    "raw_material": "Raw material",
    "purchased_parts": "Purchased part",
    "mandated_parts": "Mandated part",
    "cost_layers": "Element",
}


def page(breakdown: CostBreakdown, book: Book) -> Page:
    """Elements and layers with their sums; for the offer of a change, what it adds."""
    decimals = shown_decimals(book)
    sections = [
        Section("Elements", (_identity(breakdown, book, decimals),), (_elements(breakdown, decimals),)),
        Section("Layers of the price", tables=(_layers(breakdown, decimals),)),
    ]
    if breakdown.change_delta is not None:
        sections.append(_change(breakdown, book, decimals))
    return Page(sections=tuple(sections))


def _identity(breakdown: CostBreakdown, book: Book, decimals: int) -> Fact:
    """The sum beside the offered price, and by how much they differ."""
    line = offered_line(breakdown, book)
    if line is None:
        return Fact("Offered price", Mark("unknown", "wait"), Class.COST)
    try:
        total = sum((one.amount for one in elements_of(breakdown, decimals)), Decimal(0))
    except Refused as refusal:
        return Fact("Offered price", shown(line.unit_price), Class.COST, f"not computable: {refusal}")
    if line.unit_price.unit != price_unit(breakdown).price(total).unit:
        return Fact("Offered price", shown(line.unit_price), Class.COST, "the elements stand at another unit")
    apart = total - line.unit_price.amount
    note = f"the elements differ by {price_unit(breakdown).price(apart)}" if apart else "equal to the elements"
    return Fact("Offered price", shown(line.unit_price), Class.COST, note)


def _elements(breakdown: CostBreakdown, decimals: int) -> Table:
    columns = (
        Column("Kind", Class.COST),
        Column("Element", Class.COST),
        Column("Layer", Class.COST),
        Column("Amount", Class.COST, numeric=True),
    )
    unit, name = price_unit(breakdown), f"elements-{breakdown.id}"
    try:
        found = tuple(elements_of(breakdown, decimals))
    except Refused as refusal:
        return Table("Elements", columns, (), name, f"Not computable: {refusal}.")
    rows = [
        Row(
            (
                _WHERE[one.field],
                in_words(one.name).replace("sga", "SG&A") if one.field == "cost_layers" else one.name,
                in_words(one.layer),
                shown(unit.price(one.amount)),
            )
        )
        for one in found
    ]
    total = unit.price(sum((one.amount for one in found), Decimal(0)))
    rows.append(Row(("Sum", "", "", shown(total)), total=True))
    return Table("Elements, each rounded by itself", columns, tuple(rows), name)


def _layers(breakdown: CostBreakdown, decimals: int) -> Table:
    columns = (Column("Layer", Class.COST), Column("Amount", Class.COST, numeric=True))
    name = f"layers-{breakdown.id}"
    try:
        layers = layers_of(breakdown, decimals)
    except Refused as refusal:
        return Table("Layers", columns, (), name, f"Not computable: {refusal}.")
    rows = tuple(Row((in_words(layer), shown(price))) for layer, price in layers.items())
    return Table("Layers that the elements form", columns, rows, name)


def _change(breakdown: CostBreakdown, book: Book, decimals: int) -> Section:
    """What the change adds by the nomination's rates."""
    columns = (Column("Layer", Class.COST), Column("Moves by", Class.COST, numeric=True))
    name, heading = f"change-{breakdown.id}", "Price of the change"
    try:
        layers = change_layers(breakdown, book, decimals)
    except Refused as refusal:
        table = Table(heading, columns, (), name, f"Not computable: {refusal}.")
        return Section(heading, tables=(table,))
    rows = tuple(Row((in_words(layer), shown(price))) for layer, price in layers.items())
    note = "At the rates of the nomination's breakdown; one-off costs stand apart."
    return Section(heading, tables=(Table("By layer", columns, rows, name),), note=note)
