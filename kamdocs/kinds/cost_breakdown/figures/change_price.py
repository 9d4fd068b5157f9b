"""What a change adds to the price of a part by the breakdown of its offer (F-17), mandated components by F-18."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.breakdown import with_percent
from kamdocs.calc.change_price import ChangeRates, Moved, change_price
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit, cost_at
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.kinds.cost_breakdown.figures.layers import price_unit
from kamdocs.kinds.cost_breakdown.figures.which import nominated_breakdown
from kamdocs.kinds.cost_breakdown.model import BomCost, CostBreakdown
from kamdocs.kinds.mandated_component.model import mandated_by_number
from kamdocs.kinds.offer.model import Offer
from kamdocs.kinds.part.model import Part


def change_layers(breakdown: CostBreakdown, book: Book, decimals: int) -> Mapping[Layer, UnitPrice]:
    """What a change adds to each layer of the price, each rounded to `decimals` at the price unit of the breakdown.

    Overheads are those of the nomination's breakdown. A component is indexed where a breakdown makes it of raw
    material with a series; a mandated one goes by its agreed price on the day on which the offer was priced.

    Args:
        breakdown: That of an offer which answers a change.
        book: The account.
        decimals: Decimals of unit prices of the customer.

    Raises:
        Refused: No `change_delta`, no breakdown of the nomination, a rate, cost or price that is missing.

    Source:
        F-17, and F-18 for each mandated component.
    """
    delta, nominated = breakdown.change_delta, nominated_breakdown(breakdown, book, book.as_of)
    if delta is None:
        raise Refused("change_delta", "missing")
    if nominated is None:
        raise Refused("the nomination's breakdown", "missing")
    unit = price_unit(breakdown)
    mandated = _mandated_numbers(breakdown, book)
    indexed = {name for one in (breakdown, nominated) for name in _indexed(one)}
    moved = [
        Moved(one.component, one.quantity, one.unit_cost, one.component in indexed, one.component in mandated)
        for one in delta.bom
    ]
    rates = ChangeRates(nominated.rates.material_overhead, nominated.rates.va_overhead)
    found = change_price(moved, delta.process, rates=rates, unit=unit, decimals=decimals)
    passed = [_passed(one, breakdown, book, unit) for one in delta.bom if one.component in mandated]
    return {
        Layer.VALUE_ADDED: unit.price(found.value_added),
        Layer.MANDATED: unit.price(sum((round_half_up(one, decimals) for one in passed), Decimal(0))),
        Layer.INDEXED_MATERIAL: unit.price(found.indexed_material),
    }


def _indexed(breakdown: CostBreakdown) -> set[str]:
    names = ((one.material, one.component) for one in breakdown.raw_material if one.series)
    return {name for pair in names for name in pair if name}


def _mandated_numbers(breakdown: CostBreakdown, book: Book) -> set[str]:
    """The components that the customer fixes: by a bill of material of the part, else by their own record."""
    part = book.get_as(Part, breakdown.part)
    lines = (line for one in part.technical_indices for line in one.bom) if part else ()
    return {line.component for line in lines if line.mandated} | set(mandated_by_number(book))


def _passed(one: BomCost, breakdown: CostBreakdown, book: Book, unit: PriceUnit) -> Fraction:
    known = mandated_by_number(book).get(one.component, ())
    offer = book.get_as(Offer, breakdown.offer)
    if offer is None or offer.priced_on is None:
        raise Refused("priced_on", "of the offer missing")
    line = known[0].line_on(offer.priced_on) if known else None
    if line is None:
        raise Refused("mandated price", f"of {one.component} on {offer.priced_on} missing")
    return with_percent(cost_at(one.quantity, line.unit_price, unit=unit, name=one.component), known[0].handling_fee)
