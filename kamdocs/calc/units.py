"""What a quantity of something costs at a price unit: exact, with metric units of one dimension converted."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import UnitPrice
from kamdocs.core.quantity import Quantity, Rate
from kamdocs.core.unit_costs import costs_of

_METRIC = {
    "t": ("kg", Fraction(1000)),
    "kg": ("kg", Fraction(1)),
    "g": ("kg", Fraction(1, 1000)),
    "km": ("m", Fraction(1000)),
    "m": ("m", Fraction(1)),
    "cm": ("m", Fraction(1, 100)),
    "mm": ("m", Fraction(1, 1000)),
    "l": ("l", Fraction(1)),
    "ml": ("l", Fraction(1, 1000)),
}


@dataclass(frozen=True, slots=True)
class PriceUnit:
    """What a unit price is per: `EUR`, `EUR per 100`, `EUR per km`. Rounding happens here (K15)."""

    currency: str
    per: int = 1
    measure: str = "pcs"

    @classmethod
    def of(cls, price: UnitPrice) -> "PriceUnit":
        """The unit of a price."""
        return cls(price.currency, price.per, price.measure)

    def price(self, amount: Decimal) -> UnitPrice:
        """An amount as a price of this unit."""
        return UnitPrice(amount, self.currency, self.per, self.measure)


def converted(quantity: Quantity, measure: str, *, name: str) -> Fraction:
    """The exact number of units of `measure` in a quantity.

    t, kg and g, the units of length and those of volume convert; lb, sets and pieces never do.

    Raises:
        Refused: The two units measure different things.

    Source:
        The units of F-17, F-18 and F-20: no factor is ever guessed.
    """
    if quantity.unit == measure:
        return Fraction(quantity.amount)
    one, other = _METRIC.get(quantity.unit), _METRIC.get(measure)
    if one is None or other is None or one[0] != other[0]:
        raise Refused(name, f"in {quantity.unit} does not fit a price per {measure}")
    return Fraction(quantity.amount) * one[1] / other[1]


def cost_at(quantity: Quantity, cost: UnitPrice | Rate, *, unit: PriceUnit, name: str) -> Fraction:
    """What a quantity costs at a price unit: quantity · cost · per, exact.

    Args:
        quantity: What goes into one piece or one unit of measure; `260 kg/km` says the unit itself.
        cost: What one unit of it costs.
        unit: The price unit of the result.
        name: What the quantity is called when it is refused.

    Returns:
        In the currency of `unit`, at its price unit, not rounded.

    Raises:
        Refused: Another currency, or a unit of measure that does not fit.

    Source:
        F-17, F-18, F-20: the product that is rounded there.
    """
    costs = costs_of(cost)
    if costs.currency != unit.currency:
        raise Refused(name, f"is priced in {costs.currency}, the sum is in {unit.currency}")
    of, _, each = quantity.unit.partition("/")
    number = converted(Quantity(quantity.amount, of), costs.measure, name=name)
    if each:
        number *= converted(Quantity(Decimal(1), unit.measure), each, name=name)
    return number * costs.exact * unit.per


def at_unit(value: UnitPrice, unit: PriceUnit, *, name: str) -> Decimal:
    """The amount of a price that must stand at this very unit.

    Raises:
        Refused: Another currency or price unit.

    Source:
        F-20: elements are added at one price unit.
    """
    if PriceUnit.of(value) != unit:
        expected = unit.price(Decimal(0)).unit
        raise Refused(name, f"is in {value.unit}, the sum is in {expected}")
    return value.amount
