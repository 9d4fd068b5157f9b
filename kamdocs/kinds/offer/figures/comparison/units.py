"""Differences of unit prices in one currency and measure, exact at the larger of two price units."""

from decimal import Decimal

from kamdocs.core.money import UnitPrice


def at_unit(price: UnitPrice, per: int) -> Decimal:
    """The amount of a price at a larger price unit: `8.20 EUR per 100` is 82.00 per 1000. Exact."""
    return price.amount * per / price.per


def difference(before: UnitPrice, after: UnitPrice) -> UnitPrice:
    """The second price less the first, at the larger price unit of the two (1, 100 or 1000), not rounded."""
    per = max(before.per, after.per)
    return UnitPrice(at_unit(after, per) - at_unit(before, per), before.currency, per, before.measure)
