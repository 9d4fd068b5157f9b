"""The elements of a cost breakdown and the identity that they keep with the price (F-20).

Each element is rounded by itself, half up, to `decimals` at the price unit: a price per 100 is rounded per 100. Between
two roundings every value is an exact fraction.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit, at_unit, cost_at
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.quantity import Quantity, Rate


def with_percent(value: Fraction, percent: Decimal) -> Fraction:
    """A value raised by percent points: `3.5` raises it by 0.035 of itself."""
    return value * (1 + Fraction(percent) / 100)


def raw_material(
    gross: Quantity, unit_cost: UnitPrice | Rate, *, scrap_credit: UnitPrice, unit: PriceUnit, decimals: int
) -> Decimal:
    """A raw material: round(weight · cost · per, d) less what the scrap brings back.

    Args:
        gross: Gross weight for one piece or one unit of measure.
        unit_cost: Cost of a unit of weight.
        scrap_credit: At the price unit; not rounded again.
        unit: The price unit.
        decimals: Decimals of unit prices of the customer.

    Raises:
        Refused: A weight below 0 or one that does not fit the cost, another currency or price unit.

    Source:
        F-20.
    """
    if gross.amount < 0:
        raise Refused("weight_gross", f"is {gross}, below 0")
    cost = cost_at(gross, unit_cost, unit=unit, name="weight_gross")
    return round_half_up(cost, decimals) - at_unit(scrap_credit, unit, name="scrap_credit")


def purchased_part(quantity: Quantity, unit_cost: UnitPrice | Rate, *, unit: PriceUnit, decimals: int) -> Decimal:
    """A component that we buy: round(quantity · cost · per, d).

    Raises:
        Refused: Another currency, or a quantity that does not fit the cost.

    Source:
        F-20.
    """
    return round_half_up(cost_at(quantity, unit_cost, unit=unit, name="quantity"), decimals)


def mandated_part(
    quantity: Quantity, unit_price: UnitPrice, *, fee: Decimal | None, unit: PriceUnit, decimals: int
) -> Decimal:
    """A mandated component with our fee: round(quantity · price · (1 + fee) · per, d).

    Args:
        quantity: What goes into one piece.
        unit_price: The price that the customer agreed for it.
        fee: Percent points.
        unit: The price unit.
        decimals: Decimals of unit prices of the customer.

    Raises:
        Refused: No fee, another currency, or a quantity that does not fit the price.

    Source:
        F-20.
    """
    if fee is None:
        raise Refused("handling_fee", "missing")
    return round_half_up(with_percent(cost_at(quantity, unit_price, unit=unit, name="quantity"), fee), decimals)


def stated(value: UnitPrice, *, unit: PriceUnit, decimals: int, name: str) -> Decimal:
    """An element that is written as a unit price: rounded to `decimals`.

    Raises:
        Refused: Another currency or price unit.

    Source:
        F-20.
    """
    return round_half_up(at_unit(value, unit, name=name), decimals)


def difference(elements: Iterable[Decimal], price: Decimal) -> Decimal:
    """By how much the rounded elements together are above the price; 0 if the identity holds. There is no tolerance.

    Source:
        F-20.
    """
    return sum(elements, Decimal(0)) - price
