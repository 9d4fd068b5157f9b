"""Money at stake: each record once, never netted, never mixed (F-22), and the priority that follows from it (F-27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from kamdocs.core.money import Money
from kamdocs.core.stake import Owed, Sort, Stake


@dataclass(frozen=True, slots=True)
class AtStake:
    """The sums of some stakes.

    Attributes:
        sums: By direction, sort and currency, in that order of their names.
        unknown: How many records have no known value.
    """

    sums: tuple[tuple[Owed, Sort, Money], ...]
    unknown: int


class Priority(IntEnum):
    """1 is the most urgent."""

    FIRST = 1
    SECOND = 2
    THIRD = 3


def at_stake(stakes: Iterable[Stake]) -> AtStake:
    """The union of what is open: a record that is named several times counts once for each sort.

    Args:
        stakes: In any order; the first one of a record, sort, direction and currency counts.

    Returns:
        One sum for each direction, sort and currency, in the decimals of its amounts; nothing is rounded.

    Source:
        F-22.
    """
    once: dict[tuple[str, Sort, Owed, str], Stake] = {}
    for one in stakes:
        currency = one.money.currency if one.money is not None else ""
        once.setdefault((one.record, one.sort, one.owed, currency), one)
    sums: dict[tuple[Owed, Sort, str], Decimal] = {}
    for one in once.values():
        if one.money is not None:
            key = (one.owed, one.sort, one.money.currency)
            sums[key] = sums.get(key, Decimal(0)) + one.money.amount
    unknown = len({one.record for one in once.values() if one.money is None})
    found = tuple((owed, sort, Money(amount, currency)) for (owed, sort, currency), amount in sorted(sums.items()))
    return AtStake(found, unknown)


@dataclass(frozen=True, slots=True)
class Urgency:
    """What the priority of something follows from.

    Attributes:
        days_left: Working days to the day after which it is lost; below 0 = passed, None = no such day.
        largest: The largest of the separate sums, in the currency of `limit`; None = no money is at stake.
        unknown_money: Whether some money at stake is unknown.
        introduced_unagreed: Whether a change that is not agreed has been introduced.
        escalated: Whether an external escalation of level 2 or higher is live.
    """

    days_left: int | None
    largest: Money | None
    unknown_money: bool = False
    introduced_unagreed: bool = False
    escalated: bool = False


def priority(of: Urgency, *, first_within: int, second_within: int, limit: Money) -> Priority:
    """The class of urgency.

    Args:
        of: What it follows from.
        first_within: Working days to the cut-off that make it 1, that number included.
        second_within: Working days that make it 2.
        limit: Amount from which on it is 2.

    Source:
        F-27.
    """
    left = of.days_left
    if (left is not None and left <= first_within) or of.introduced_unagreed or of.escalated:
        return Priority.FIRST
    is_large = of.largest is not None and of.largest.amount >= limit.amount
    if is_large or of.unknown_money or (left is not None and left <= second_within):
        return Priority.SECOND
    return Priority.THIRD
