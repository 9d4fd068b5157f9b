"""An amount in another currency, for order and limits only: what is converted is never added to what is owed (3.0)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import Money, minor_units, round_half_up


@dataclass(frozen=True, slots=True)
class Quote:
    """A rate as it is published: so much of `quote` for one `base`."""

    base: str
    quote: str
    rate: Decimal


def converted(money: Money, to: str, quotes: tuple[Quote, ...]) -> Money:
    """An amount in another currency: directly, inverted, or through a common base currency.

    Args:
        money: The amount.
        to: The currency wanted.
        quotes: The rates of one day, in any order.

    Returns:
        round(amount · rate, minor units of `to`); the rate itself is never rounded.

    Raises:
        Refused: No rates lead from one to the other.

    Source:
        3.0, signs and currencies.
    """
    if money.currency == to:
        return money
    factor = _factor(money.currency, to, quotes)
    if factor is None:
        raise Refused("rate", f"from {money.currency} to {to} missing")
    return Money(round_half_up(Fraction(money.amount) * factor, minor_units(to)), to)


def _factor(start: str, to: str, quotes: tuple[Quote, ...]) -> Fraction | None:
    for one in quotes:
        if (step := _step(one, start, to)) is not None:
            return step
    for one in quotes:
        via = one.base
        first = next((step for other in quotes if (step := _step(other, start, via)) is not None), None)
        then = next((step for other in quotes if (step := _step(other, via, to)) is not None), None)
        if first is not None and then is not None:
            return first * then
    return None


def _step(quote: Quote, start: str, to: str) -> Fraction | None:
    if (quote.base, quote.quote) == (start, to):
        return Fraction(quote.rate)
    return 1 / Fraction(quote.rate) if (quote.quote, quote.base) == (start, to) else None
