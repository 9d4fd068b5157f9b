"""Money and unit prices: exact decimals with their unit, never added across currencies."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217 that are legal tender or were until 2000 or later, as the Unicode CLDR lists them."""
    from babel.core import get_global

    uses = (use for of_territory in get_global("territory_currencies").values() for use in of_territory)
    return frozenset(code for code, _, end, tender in uses if tender and (end is None or end[0] >= 2000))


@cache
def minor_units(currency: str) -> int:
    """Decimals of amounts in this currency: 2 for EUR, 0 for JPY (ISO 4217)."""
    from babel.core import get_global

    fractions = get_global("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def round_half_up(value: Decimal | Fraction, decimals: int) -> Decimal:
    """Round to so many decimals, a tie away from zero; the only rounding kamdocs knows.

    Args:
        value: An exact decimal or fraction.
        decimals: Digits after the point, 0 or more.

    Returns:
        A decimal with exactly that many digits after the point.
    """
    step = Decimal(1).scaleb(-decimals)
    if isinstance(value, Decimal):
        return value.quantize(step, rounding=ROUND_HALF_UP)
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def decimals_of(value: Decimal) -> int:
    """How many digits stand after the point, as it was written."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency. A positive amount of a claim or balance is owed to us."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    @property
    def unit(self) -> str:
        """The currency: amounts are summed only within it."""
        return self.currency


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price per piece, per 100, per 1000 or per another unit: `8.2000 EUR per 100`, `390.00 EUR per km`."""

    amount: Decimal
    currency: str
    per: int = 1
    measure: str = "pcs"

    def __str__(self) -> str:
        per = f" per {self.per}" if self.per != 1 else "" if self.measure == "pcs" else f" per {self.measure}"
        return f"{self.amount:f} {self.currency}{per}"

    @property
    def unit(self) -> str:
        """Currency with price unit: prices are summed only where both agree."""
        return str(UnitPrice(Decimal(0), self.currency, self.per, self.measure)).partition(" ")[2]

    @property
    def exact(self) -> Fraction:
        """The exact price of one piece (or one unit of measure)."""
        return Fraction(self.amount) / self.per
