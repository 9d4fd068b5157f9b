"""What a movement of an index adds to a unit price: by weight, by share, by unit of length (F-03)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kamdocs.calc.index_trigger import Movement
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit, converted
from kamdocs.core.money import Money, UnitPrice, round_half_up
from kamdocs.core.quantity import Quantity

_METRIC = frozenset({"t", "kg", "g"})
_MEASURE = re.compile(r"([0-9]*)(.+)")


class Rounded(NamedTuple):
    """A result before and after its one rounding."""

    exact: Fraction
    value: Decimal


@dataclass(frozen=True, slots=True)
class Passing:
    """How a movement reaches the price.

    Attributes:
        share: The customer's share in percent points; None = not stated.
        unit: The price unit; rounding happens there.
        decimals: Of the adjustment.
        factor: The contract's factor from kilograms to a unit that is not metric.
    """

    share: Decimal | None
    unit: PriceUnit
    decimals: int
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Swing:
    """Average and reference of a series, and the unit of weight that both are per: `t`, `lb`, `100kg`."""

    average: Decimal
    reference: Decimal
    measure: str

    @property
    def difference(self) -> Decimal:
        """Average less reference."""
        return self.average - self.reference


@dataclass(frozen=True, slots=True)
class Weights:
    """What a piece holds of the material; a clause on one weight gives that one alone."""

    gross: Quantity | None
    net: Quantity | None


@dataclass(frozen=True, slots=True)
class Scrap:
    """How scrap is credited, as the clause says it.

    Attributes:
        recovery: Share of the scrap that is credited, in percent points.
        share: Its price as a share of the price of the material, in percent points.
        swing: Movement of its own series.
    """

    recovery: Decimal | None = None
    share: Decimal | None = None
    swing: Swing | None = None


class Term(NamedTuple):
    """A series of the proportional form: its share in percent points, its average and its base value."""

    share: Decimal
    average: Decimal
    base: Decimal


@dataclass(frozen=True, slots=True)
class Inflated:
    """What a seller puts on the quotation, or on its difference: percent points, or money per unit of weight."""

    value: Quantity | Money
    on_difference: bool


def weight_at(
    weight: Quantity, unit: PriceUnit, *, measure: str, factor: Decimal | None = None, name: str = "weight"
) -> Fraction:
    """How many units of weight of the series one price unit holds: exact.

    t, kg and g convert; from kilograms to a unit that is not metric only the factor of the contract leads.

    Args:
        weight: For a piece, or per unit of length (`260 kg/km`).
        unit: The price unit.
        measure: What the series is per: `t`, `lb`, `100kg`.
        factor: Units of the series per kilogram, as the contract words it.
        name: What the weight is called when it is refused.

    Raises:
        Refused: Weight, series and price unit do not meet, or a factor of zero or less.

    Source:
        F-03, units.
    """
    of, _, each = weight.unit.partition("/")
    found = _MEASURE.fullmatch(measure)
    number, plain = (Fraction(found[1] or 1), found[2]) if found else (Fraction(1), measure)
    if of == plain:
        amount = Fraction(weight.amount)
    elif of in _METRIC and plain in _METRIC:
        amount = converted(Quantity(weight.amount, of), plain, name=name)
    elif of in _METRIC and factor is not None and measure:
        amount = converted(Quantity(weight.amount, of), "kg", name=name) * _above_zero(factor)
    else:
        raise Refused(name, f"in {weight.unit} does not fit a series per {measure or 'nothing'}")
    if each:
        amount *= converted(Quantity(Decimal(1), unit.measure), each, name=name)
    elif unit.measure != "pcs":
        raise Refused(name, f"in {weight.unit} does not fit a price per {unit.measure}")
    return amount * unit.per / number


def _above_zero(factor: Decimal) -> Fraction:
    if factor <= 0:
        raise Refused("conversion_factor", f"is {factor}, above 0 is needed")
    return Fraction(factor)


def weight_form(
    weights: Weights, moved: Movement, swing: Swing, *, passing: Passing, scrap: Scrap | None = None
) -> Rounded:
    """round(pt · [gross · M - (gross - net) · recovery · M_scrap] · per, d).

    Args:
        weights: Of a piece.
        moved: By the trigger; not triggered gives 0.
        swing: Of the material.
        passing: Share, price unit and decimals.
        scrap: What the clause says of scrap; None = nothing.

    Raises:
        Refused: No weight, both without a statement on scrap, scrap said in two ways, net above gross, units that do
            not meet, the share not stated.

    Source:
        F-03, weight form.
    """
    exact = _held(weights.gross or weights.net, swing, passing, "weight_gross" if weights.gross else "weight_net")
    total = exact * moved.of(swing.difference)
    if weights.gross is not None and weights.net is not None:
        total -= _scrap_credit(weights, moved, swing, passing, scrap)
    return passed_on(total, passing)


def _held(weight: Quantity | None, swing: Swing, passing: Passing, name: str) -> Fraction:
    if weight is None:
        raise Refused("weight_gross", "missing")
    found = weight_at(weight, passing.unit, measure=swing.measure, factor=passing.factor, name=name)
    if found < 0:
        raise Refused(name, f"is {weight}, at least 0 is needed")
    return found


def _scrap_credit(weights: Weights, moved: Movement, swing: Swing, passing: Passing, scrap: Scrap | None) -> Fraction:
    """What scrap gives back for a price unit, before the customer's share."""
    if scrap is None or scrap.recovery is None:
        raise Refused("scrap_recovery", "missing: both weights are given")
    if scrap.swing is not None and scrap.share is not None:
        raise Refused("scrap_share", "and scrap_series are both given")
    own = scrap.swing or swing
    left = _held(weights.gross, own, passing, "weight_gross") - _held(weights.net, own, passing, "weight_net")
    if left < 0:
        raise Refused("weight_net", f"of {weights.net} is above the gross weight of {weights.gross}")
    if scrap.recovery == 0:
        return Fraction(0)
    if scrap.swing is None and scrap.share is None:
        raise Refused("scrap_series", "missing, and no scrap_share")
    part = Fraction(1) if scrap.share is None else Fraction(scrap.share) / 100
    return left * Fraction(scrap.recovery) / 100 * part * moved.of(own.difference)


def weighted_deviation(terms: Sequence[Term], fixed_share: Decimal | None) -> Fraction:
    """Σ share · (average / base - 1), exact.

    Raises:
        Refused: No term, shares that are not 100 % together, a base value of zero or less.

    Source:
        F-03, proportional form.
    """
    if not terms:
        raise Refused("terms", "missing")
    if fixed_share is None:
        raise Refused("fixed_share", "missing")
    if (total := sum((term.share for term in terms), fixed_share)) != 100:
        raise Refused("fixed_share", f"with the shares of the terms is {total} %, not 100 %")
    found = Fraction(0)
    for term in terms:
        if term.base <= 0:
            raise Refused("base_value", f"is {term.base}, above 0 is needed")
        found += Fraction(term.share) / 100 * (Fraction(term.average) / Fraction(term.base) - 1)
    return found


def proportional_form(original: UnitPrice, moved: Movement, *, passing: Passing) -> Rounded:
    """round(pt · P0 · move, d); with a share of 100 % that is P1 - P0.

    Args:
        original: P0.
        moved: Of the weighted deviation.
        passing: Share, price unit and decimals.

    Raises:
        Refused: P0 in another currency or measure than the price, the share not stated.

    Source:
        F-03, proportional form.
    """
    return passed_on(original_at(original, passing.unit) * moved.of(moved.deviation), passing)


def original_at(original: UnitPrice, unit: PriceUnit) -> Fraction:
    """The original price at the price unit, exact.

    Raises:
        Refused: Another currency, or another unit of measure.

    Source:
        F-03, P_original.
    """
    if (original.currency, original.measure) != (unit.currency, unit.measure):
        wanted = unit.price(Decimal(0)).unit
        raise Refused("original_price", f"is in {original.unit}, the price is in {wanted}")
    return original.exact * unit.per


def unit_form(
    weight: Quantity | None,
    moved: Movement,
    swing: Swing,
    *,
    passing: Passing,
    surcharge: Inflated | None = None,
) -> Rounded:
    """round(pt · weight per price unit · (Q - Q_base, inflated as the clause says) / weight of the quotation, d).

    Args:
        weight: Per unit of the price, e.g. `260 kg/km`.
        moved: By the trigger; not triggered gives 0, also of the surcharge.
        swing: The quotation, which a surcharge may inflate, and its reference.
        passing: Share, price unit and decimals.
        surcharge: What comes on top.

    Raises:
        Refused: No weight, units that do not meet, money of another currency, the share not stated.

    Source:
        F-03, unit form.
    """
    if weight is None:
        raise Refused("weight_per_unit", "missing")
    held = weight_at(weight, passing.unit, measure=swing.measure, factor=passing.factor, name="weight_per_unit")
    if not moved.triggered:
        return passed_on(Fraction(0), passing)
    exact = moved.of(swing.difference)
    if surcharge is not None:
        exact += _on_top(surcharge, exact, swing.average, passing.unit.currency)
    return passed_on(held * exact, passing)


def _on_top(surcharge: Inflated, difference: Fraction, quotation: Decimal, currency: str) -> Fraction:
    if isinstance(surcharge.value, Money):
        if surcharge.value.currency != currency:
            raise Refused("surcharge", f"is in {surcharge.value.currency}, the price is in {currency}")
        return Fraction(surcharge.value.amount)
    percent = Fraction(surcharge.value.amount) / 100
    return percent * (difference if surcharge.on_difference else Fraction(quotation))


def passed_on(exact: Fraction, passing: Passing) -> Rounded:
    """The customer's share of a movement at the price unit, rounded once.

    Raises:
        Refused: The share is not stated.

    Source:
        F-03, F-19.
    """
    if passing.share is None:
        raise Refused("pass_through", "missing")
    mine = exact * Fraction(passing.share) / 100
    return Rounded(mine, round_half_up(mine, passing.decimals))
