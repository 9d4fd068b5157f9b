"""The elements of a breakdown, each rounded by itself, and the layers of a price that they form (F-20)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.calc import breakdown as f20
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice, decimals_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown

_OWN_LAYERS = {
    "development_amortisation": Layer.DEVELOPMENT_AMORTISATION,
    "tool_amortisation": Layer.TOOL_AMORTISATION,
    "packaging": Layer.PACKAGING,
    "logistics": Layer.LOGISTICS,
    "sequencing": Layer.LOGISTICS,
}
_FORMED = (
    Layer.VALUE_ADDED,
    Layer.MANDATED,
    Layer.INDEXED_MATERIAL,
    Layer.DEVELOPMENT_AMORTISATION,
    Layer.TOOL_AMORTISATION,
    Layer.LOGISTICS,
    Layer.PACKAGING,
)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a breakdown.

    Attributes:
        field: The field that holds it.
        name: Material, component number, or the element of `cost_layers`.
        layer: The layer of the price that it belongs to.
        amount: Rounded, at the price unit.
    """

    field: str
    name: str
    layer: Layer
    amount: Decimal


def price_unit(breakdown: CostBreakdown) -> PriceUnit:
    """The unit of the price that a breakdown explains: that of its cost layers."""
    return PriceUnit.of(breakdown.cost_layers.scrap)


def elements_of(breakdown: CostBreakdown, decimals: int) -> Iterator[Element]:
    """All elements in the order of the record, those of `cost_layers` also where they are zero.

    Args:
        breakdown: The breakdown.
        decimals: Decimals of unit prices of the customer.

    Raises:
        Refused: An element in another currency or price unit, or a quantity that does not fit its price.
    """
    unit = price_unit(breakdown)
    for material in breakdown.raw_material:
        amount = f20.raw_material(
            material.weight_gross,
            material.unit_cost,
            scrap_credit=material.scrap_credit,
            unit=unit,
            decimals=decimals,
        )
        layer = Layer.INDEXED_MATERIAL if material.series else Layer.VALUE_ADDED
        yield Element("raw_material", material.material, layer, amount)
    for part in breakdown.purchased_parts:
        amount = f20.purchased_part(part.quantity, part.unit_cost, unit=unit, decimals=decimals)
        yield Element("purchased_parts", part.component, Layer.VALUE_ADDED, amount)
    for one in breakdown.mandated_parts:
        amount = f20.mandated_part(one.quantity, one.unit_price, fee=one.handling_fee, unit=unit, decimals=decimals)
        yield Element("mandated_parts", one.component, Layer.MANDATED, amount)
    for name in type(breakdown.cost_layers).model_fields:
        amount = f20.stated(getattr(breakdown.cost_layers, name), unit=unit, decimals=decimals, name=name)
        yield Element("cost_layers", name, _OWN_LAYERS.get(name, Layer.VALUE_ADDED), amount)


def layers_of(breakdown: CostBreakdown, decimals: int) -> Mapping[Layer, UnitPrice]:
    """The layers of the price that a breakdown explains; a layer without an element is zero.

    Mandated parts with fee are `mandated`, raw material with a series is `indexed_material`, the two amortisations and
    packaging have their own names, `logistics` holds freight and sequencing, and all the rest is `value_added`.

    Args:
        breakdown: The breakdown.
        decimals: Decimals of unit prices of the customer.

    Returns:
        Sums of rounded elements: nothing is rounded twice.

    Raises:
        Refused: As `elements_of`.
    """
    sums = dict.fromkeys(_FORMED, Decimal(0).scaleb(-decimals))
    for one in elements_of(breakdown, decimals):
        sums[one.layer] += one.amount
    unit = price_unit(breakdown)
    return {layer: unit.price(amount) for layer, amount in sums.items()}


def layers_known(breakdown: CostBreakdown, decimals: int) -> Mapping[Layer, UnitPrice] | None:
    """The same; None where they cannot be added up."""
    try:
        return layers_of(breakdown, decimals)
    except Refused:
        return None


def differs_from(breakdown: CostBreakdown, price: UnitPrice, decimals: int) -> bool | None:
    """Whether the elements together are another price (F-20, no tolerance); None where they cannot be compared.

    They cannot where units differ, or where a price is written with more decimals than were agreed.
    """
    if PriceUnit.of(price) != price_unit(breakdown) or _has_more_decimals(breakdown, price, decimals):
        return None
    try:
        amounts = [one.amount for one in elements_of(breakdown, decimals)]
    except Refused:
        return None
    return f20.difference(amounts, price.amount) != 0


def _has_more_decimals(breakdown: CostBreakdown, price: UnitPrice, decimals: int) -> bool:
    costs = [one.unit_cost for one in breakdown.raw_material]
    costs += [one.unit_cost for one in breakdown.purchased_parts]
    prices = [price, *(one.scrap_credit for one in breakdown.raw_material)]
    prices += [one.unit_price for one in breakdown.mandated_parts]
    prices += [getattr(breakdown.cost_layers, name) for name in type(breakdown.cost_layers).model_fields]
    prices += [cost for cost in costs if isinstance(cost, UnitPrice)]
    return any(decimals_of(one.amount) > decimals for one in prices)
