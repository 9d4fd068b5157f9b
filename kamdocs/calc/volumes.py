"""Pieces of a plan: split over plants, summed by month and year, and shown in whole pieces.

Splitting keeps the exact fraction, so that parts of a sum always add up to it. Only what is shown is rounded, half up
to whole pieces; a sum is rounded from its exact value, never from rounded parts. Two shown parts can therefore be one
piece away from the shown sum, while the exact numbers behind them agree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import round_half_up
from kamdocs.core.period import Month

K = TypeVar("K")


def split(quantity: Decimal, shares: Mapping[str, Decimal]) -> dict[str, Fraction]:
    """Split pieces over plants, exactly.

    Args:
        quantity: Pieces, 0 or more.
        shares: Percent points by plant; together 100.

    Returns:
        The exact pieces of each plant; they add up to `quantity`.

    Raises:
        Refused: No share, a share below 0, or shares that do not add up to 100 %.
    """
    if quantity < 0:
        raise Refused("quantity", f"is {quantity}, below 0")
    return {plant: Fraction(quantity) * share for plant, share in exact_shares(shares).items()}


def exact_shares(shares: Mapping[str, Decimal]) -> dict[str, Fraction]:
    """Percent points as exact shares of 1.

    Raises:
        Refused: As `split`.
    """
    if not shares:
        raise Refused("shares", "missing")
    if low := [plant for plant, share in shares.items() if share < 0]:
        raise Refused("shares", f"of {low[0]} is below 0 %")
    together = sum(shares.values(), Decimal(0))
    if together != 100:
        raise Refused("shares", f"add up to {together} %, not to 100 %")
    return {plant: Fraction(share) / 100 for plant, share in shares.items()}


def whole_pieces(quantity: Fraction | Decimal) -> Decimal:
    """Pieces as they are shown: whole, half up."""
    return round_half_up(quantity, 0)


def summed(items: Iterable[tuple[K, Fraction | Decimal]]) -> dict[K, Fraction]:
    """Exact sums by key, in the order in which the keys first appear."""
    sums: dict[K, Fraction] = defaultdict(Fraction)
    for key, quantity in items:
        sums[key] += Fraction(quantity)
    return dict(sums)


def by_year(months: Mapping[Month, Fraction | Decimal]) -> dict[int, Fraction]:
    """Exact sums by calendar year, oldest first."""
    return dict(sorted(summed((month.year, quantity) for month, quantity in months.items()).items()))


def total(quantities: Iterable[Fraction | Decimal]) -> Fraction:
    """The exact sum."""
    return sum((Fraction(quantity) for quantity in quantities), Fraction(0))


def as_decimal(quantity: Fraction) -> Decimal:
    """The exact decimal of pieces that a share of whole percent points and their decimals gives.

    Raises:
        Refused: The fraction has no end as a decimal.
    """
    exact = Decimal(quantity.numerator) / Decimal(quantity.denominator)
    if Fraction(exact) != quantity:
        raise Refused("quantity", f"{quantity} has no exact decimal")
    return exact
