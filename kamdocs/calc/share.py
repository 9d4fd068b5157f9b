"""The share of turnover whose price is proven (F-24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import Money, round_half_up

NOTHING = "nothing to measure"


@dataclass(frozen=True, slots=True)
class PartTurnover:
    """Turnover of one part in twelve months.

    Attributes:
        amount: None = not known.
        is_proven: Whether an order, an amendment or a signed agreement stands behind its price.
    """

    amount: Money | None
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the turnover is proven.

    Attributes:
        proven: What is proven; None where no turnover is known.
        known: What is known.
        percent: Proven of known, 2 decimals; None where there is nothing to measure.
        unknown: How many parts are not in the figure.
    """

    proven: Money | None
    known: Money | None
    percent: Decimal | None
    unknown: int

    def __str__(self) -> str:
        parts = f"{self.unknown} part{'s' if self.unknown != 1 else ''} not in the figure"
        share = f"{self.percent} %" if self.percent is not None else NOTHING
        return f"{share}, {parts}" if self.unknown else share


def proven_share(parts: Iterable[PartTurnover]) -> Share:
    """Proven ÷ known; what is not known stands apart and is never taken as zero.

    Args:
        parts: Each part once, all in one currency.

    Raises:
        Refused: Two currencies, or a turnover below 0.

    Source:
        F-24.
    """
    rows = tuple(parts)
    unknown = sum(1 for one in rows if one.amount is None)
    known = [(one.amount, one.is_proven) for one in rows if one.amount is not None]
    if not known:
        return Share(None, None, None, unknown)
    currencies = sorted({amount.currency for amount, _ in known})
    if len(currencies) > 1:
        raise Refused("currency", f"is {' and '.join(currencies)}")
    if low := [amount for amount, _ in known if amount.amount < 0]:
        raise Refused("turnover", f"of a part is {low[0]}, below 0")
    together = sum((amount.amount for amount, _ in known), Decimal(0))
    proven = sum((amount.amount for amount, is_proven in known if is_proven), Decimal(0))
    percent = round_half_up(100 * Fraction(proven) / Fraction(together), 2) if together else None
    return Share(Money(proven, currencies[0]), Money(together, currencies[0]), percent, unknown)
