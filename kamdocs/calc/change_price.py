"""The price of a technical change, at the rates of the nomination's breakdown (F-17). One-off costs stand apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.breakdown import with_percent
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit, at_unit, cost_at
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.quantity import Quantity, Rate


@dataclass(frozen=True, slots=True)
class Moved:
    """A component whose quantity a change moves.

    Attributes:
        component: Its number.
        quantity: By how much, with its sign, for one piece or one unit of measure.
        unit_cost: What one unit of it costs; None = not known.
        indexed: Raw material with a published series: it stands on a layer of its own.
        mandated: Its price is the customer's: it goes by `calc.mandated` and is left out here.
    """

    component: str
    quantity: Quantity
    unit_cost: UnitPrice | Rate | None
    indexed: bool = False
    mandated: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRates:
    """Overheads of the nomination's breakdown in percent points; None = not written there."""

    material_overhead: Decimal | None
    va_overhead: Decimal | None


@dataclass(frozen=True, slots=True)
class ChangePrice:
    """What a change adds to the price, by layer, at the price unit."""

    value_added: Decimal
    indexed_material: Decimal


def change_price(
    bom: Sequence[Moved], process: UnitPrice | None, *, rates: ChangeRates, unit: PriceUnit, decimals: int
) -> ChangePrice:
    """What a change adds: round(Σ quantity · cost · per · (1 + material overhead) + process · (1 + va overhead), d).

    Indexed raw material is summed and rounded apart; mandated components are not in either sum.

    Args:
        bom: What the bill of material gains and loses.
        process: What our own work gains or loses, at the price unit; a zero is written.
        rates: Of the nomination's breakdown.
        unit: The price unit.
        decimals: Decimals of unit prices of the customer.

    Raises:
        Refused: A rate, the process or the cost of a component is missing; another currency; a unit that does not fit.

    Source:
        F-17.
    """
    material, process_overhead = _known(rates)
    if process is None:
        raise Refused("process", "missing")
    work = with_percent(Fraction(at_unit(process, unit, name="process")), process_overhead)
    ours = [one for one in bom if not one.mandated]
    plain = _summed((one for one in ours if not one.indexed), unit)
    indexed = _summed((one for one in ours if one.indexed), unit)
    return ChangePrice(
        round_half_up(with_percent(plain, material) + work, decimals),
        round_half_up(with_percent(indexed, material), decimals),
    )


def _known(rates: ChangeRates) -> tuple[Decimal, Decimal]:
    if rates.material_overhead is None:
        raise Refused("rates.material_overhead", "missing in the nomination's breakdown")
    if rates.va_overhead is None:
        raise Refused("rates.va_overhead", "missing in the nomination's breakdown")
    return rates.material_overhead, rates.va_overhead


def _summed(components: Iterable[Moved], unit: PriceUnit) -> Fraction:
    found = Fraction(0)
    for one in components:
        if one.unit_cost is None:
            raise Refused("unit_cost", f"of {one.component} missing")
        found += cost_at(one.quantity, one.unit_cost, unit=unit, name=one.component)
    return found
