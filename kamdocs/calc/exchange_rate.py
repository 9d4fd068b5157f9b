"""What a rate of exchange moves in a price: the average of a rate quoted either way, and its share (F-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.index_adjustment import Passing, Rounded, original_at, passed_on
from kamdocs.calc.index_average import Averaged, Monthly, Used, open_values, values_of
from kamdocs.calc.index_trigger import Movement
from kamdocs.calc.refusal import Refused
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.period import Month


def rate_average(
    rates: Monthly,
    months: Sequence[Month],
    *,
    inverted: bool,
    provisional_allowed: bool = False,
    as_of: date | None = None,
) -> Averaged:
    """The mean rate, so much of the price's currency for one of the foreign, at the decimals of its series.

    Args:
        rates: Monthly means.
        months: The window, or the base period.
        inverted: The series is quoted the other way: each month is inverted exactly before the mean.
        provisional_allowed: Whether a provisional value may be used.
        as_of: What is published later does not exist yet; None = all that is written counts.

    Raises:
        Refused: As F-01: a month without a rate, a provisional one where it is not allowed.

    Source:
        F-19.
    """
    if not months:
        raise Refused("months", "of the average missing")
    values = values_of(rates, months, as_of=as_of)
    provisional = open_values(rates.name, values, allowed=provisional_allowed)
    each = [1 / Fraction(item.value) if inverted else Fraction(item.value) for item in values]
    mean = round_half_up(sum(each, Fraction(0)) / len(each), rates.decimals)
    return Averaged(mean, tuple(Used(item) for item in values), None, provisional)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The share of a price in a foreign currency, in percent points, and the base value of its rate."""

    share: Decimal
    base: Decimal


def exchange_form(
    original: UnitPrice, exposure: Exposure, moved: Movement, *, difference: Decimal, passing: Passing
) -> Rounded:
    """round(pt · P0 · w · M / FX_base, d); from the base and fully passed on that is P1 - P0.

    Args:
        original: P0.
        exposure: w and FX_base.
        moved: By the trigger, on the rate itself.
        difference: Average less reference.
        passing: Share, price unit and decimals.

    Raises:
        Refused: A base of zero or less, P0 in another currency or measure than the price, the share not stated.

    Source:
        F-19.
    """
    if exposure.base <= 0:
        raise Refused("base_value", f"is {exposure.base}, above 0 is needed")
    move = moved.of(difference) / Fraction(exposure.base)
    return passed_on(original_at(original, passing.unit) * Fraction(exposure.share) / 100 * move, passing)
