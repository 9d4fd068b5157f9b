"""A mandated component in the customer's price: what a move of its price passes on, and what it gives in all (F-18).

The delta is rounded, not the level: after several moves the layer may differ from the level in the last digit.
"""

from dataclasses import dataclass
from decimal import Decimal

from kamdocs.calc.breakdown import with_percent
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit, cost_at
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Fitted:
    """A mandated component in a part.

    Attributes:
        quantity: How much of it goes into one part, by the bill of material in series.
        fee: Our handling fee in percent points; None = not known.
    """

    quantity: Quantity
    fee: Decimal | None


def pass_through(
    component: Fitted, *, old: UnitPrice | None, new: UnitPrice | None, unit: PriceUnit, decimals: int
) -> Decimal:
    """What the customer's price moves by: round(quantity · (new − old) · (1 + fee) · per, d), in both directions.

    Args:
        component: Quantity and fee.
        old: The agreed price before; of a component that is added: `added`.
        new: The agreed price after; of one that is removed: `removed`.
        unit: The unit of the customer's price.
        decimals: Decimals of unit prices of the customer.

    Returns:
        The delta of the mandated layer; a tie is rounded away from zero.

    Raises:
        Refused: A price or the fee is missing, a price is in another currency than the customer's, or the quantity
            does not fit it.

    Source:
        F-18.
    """
    if old is None or new is None:
        raise Refused("old price" if old is None else "new price", "missing")
    if component.fee is None:
        raise Refused("handling_fee", "missing")
    before = cost_at(component.quantity, old, unit=unit, name="old price")
    after = cost_at(component.quantity, new, unit=unit, name="new price")
    return round_half_up(with_percent(after - before, component.fee), decimals)


def added(component: Fitted, *, new: UnitPrice | None, unit: PriceUnit, decimals: int) -> Decimal:
    """What a component that comes adds to the price: its old price is zero.

    Raises:
        Refused: As `pass_through`; the price that is missing is the new one.

    Source:
        F-18.
    """
    if new is None:
        raise Refused("new price", "missing")
    return pass_through(component, old=_zero(new), new=new, unit=unit, decimals=decimals)


def removed(component: Fitted, *, old: UnitPrice | None, unit: PriceUnit, decimals: int) -> Decimal:
    """What a component that goes takes from the price: its new price is zero. The result is not above zero.

    Raises:
        Refused: As `pass_through`; the price that is missing is the old one.

    Source:
        F-18.
    """
    if old is None:
        raise Refused("old price", "missing")
    return pass_through(component, old=old, new=_zero(old), unit=unit, decimals=decimals)


def level(component: Fitted, *, price: UnitPrice | None, unit: PriceUnit, decimals: int) -> Decimal:
    """What a component gives in the mandated layer: round(quantity · price · (1 + fee) · per, d).

    Raises:
        Refused: As `pass_through`; a missing price is called `price`.

    Source:
        F-18.
    """
    if price is None:
        raise Refused("price", "missing")
    return added(component, new=price, unit=unit, decimals=decimals)


def _zero(price: UnitPrice) -> UnitPrice:
    return PriceUnit.of(price).price(Decimal(0))
