"""What an adjustment leaves in the price: its cap, its booking, and the day from which it counts (F-03)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.days import WorkingDays, day_after
from kamdocs.calc.index_adjustment import original_at
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.period import Month
from kamdocs.core.quantity import Duration


@dataclass(frozen=True, slots=True)
class Booked:
    """What an adjustment leaves in the price.

    Attributes:
        aggregate: A: all that the clause has in the price from then on.
        entry: What the build-up of the line says: A less what was there.
        capped: Whether the cap cut it.
    """

    aggregate: Decimal
    entry: Decimal
    capped: bool


def ceiling_of(cap: Decimal, original: UnitPrice, unit: PriceUnit, decimals: int) -> Decimal:
    """round(cap · original price, d): the most that a clause may add.

    Args:
        cap: In percent points.
        original: The original price.
        unit: The price unit.
        decimals: Decimals of unit prices of the customer.

    Raises:
        Refused: A price of another currency or measure, a cap below 0.

    Source:
        F-03, cap.
    """
    if cap < 0:
        raise Refused("cap", f"is {cap} %, at least 0 % is needed")
    return round_half_up(Fraction(cap) / 100 * original_at(original, unit), decimals)


def booked(adjustment: Decimal, previous: Decimal, *, accumulates: bool, ceiling: Decimal | None) -> Booked:
    """Aggregate and build-up entry.

    Args:
        adjustment: The result of the form.
        previous: What the clause has in the price so far.
        accumulates: `last_applied`: added to it; else it takes its place.
        ceiling: The most that the aggregate may be; increases only.

    Source:
        F-03, booking.
    """
    wanted = previous + adjustment if accumulates else adjustment
    aggregate = wanted if ceiling is None else min(wanted, ceiling)
    return Booked(aggregate, aggregate - previous, aggregate != wanted)


@dataclass(frozen=True, slots=True)
class IndexChange:
    """When an index changed and when we asked.

    Attributes:
        published: Publication of the last month of the window.
        notice: How long after it a request still counts from it.
        request: Day on which our request was received.
        calendar: Working days, for a notice that is counted in them.
    """

    published: date | None
    notice: Duration | None = None
    request: date | None = None
    calendar: WorkingDays | None = None


def effective_day(rule: str | None, first: Month, change: IndexChange, *, increase: bool) -> date:
    """The first day of an adjustment.

    Args:
        rule: `first_of_period` or `index_change_or_receipt`.
        first: First month of the application period.
        change: Only for the notice rule.
        increase: Whether the price goes up; a decrease needs no request.

    Raises:
        Refused: The rule, or what it needs, is missing.

    Source:
        F-03, notice.
    """
    if rule == "first_of_period":
        return first.first
    if rule != "index_change_or_receipt":
        raise Refused("effective_rule", f"is {rule}" if rule else "missing")
    if change.published is None:
        raise Refused("published_on", "of the last month of the window missing")
    if not increase:
        return change.published
    if change.request is None:
        raise Refused("request", "missing: an increase counts from it")
    if change.notice is None:
        raise Refused("notice", "missing")
    in_time = change.request <= day_after(change.published, change.notice, change.calendar).day
    return change.published if in_time else change.request
