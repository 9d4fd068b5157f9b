"""Yearly reductions: what a step leaves of its base, the rate of a tier, the first day that is allowed, the saving.

All amounts stand at the price unit of the customer and are rounded there (K15). A rate is in percent points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up
from kamdocs.core.period import add_duration
from kamdocs.core.quantity import Duration


@dataclass(frozen=True, slots=True)
class Steps:
    """How the steps of an agreement follow each other.

    Attributes:
        is_chain: Each rate is taken from the reduced value, not from the first one.
        rounds_each: What a step leaves is rounded before the next one is taken from it.
        decimals: Of unit prices of the customer.
    """

    is_chain: bool
    rounds_each: bool
    decimals: int


@dataclass(frozen=True, slots=True)
class Reducible:
    """What a step is taken from: value added, or the price less what is excluded.

    Attributes:
        now: As it stands in the price.
        exact: The same without the rounding of earlier steps.
        first: As it would stand without any of the steps.
    """

    now: Fraction
    exact: Fraction
    first: Fraction

    @classmethod
    def of(cls, value: Decimal) -> "Reducible":
        """Before the first step."""
        return cls(Fraction(value), Fraction(value), Fraction(value))

    def moved(self, delta: Decimal | Fraction) -> "Reducible":
        """After another cause than a step: what it brings is as good as the rest from then on."""
        by = Fraction(delta)
        return Reducible(self.now + by, self.exact + by, self.first + by)


def reduced(base: Reducible, rate: Decimal, steps: Steps) -> Decimal:
    """What a step leaves of its base.

    Chain: round(V · (1 − r), d), of the rounded value before or, where steps are not rounded, of the exact one.
    Simple: round(V0 · (1 − Σ r), d).

    Args:
        base: After everything that comes before the step.
        rate: Of the step.
        steps: How steps follow each other.

    Source:
        F-04, F-04s, F-05.
    """
    return round_half_up(_unrounded(base, rate, steps), steps.decimals)


def _unrounded(base: Reducible, rate: Decimal, steps: Steps) -> Fraction:
    share = Fraction(rate) / 100
    if not steps.is_chain:
        return base.exact - share * base.first
    return (base.now if steps.rounds_each else base.exact) * (1 - share)


def after_step(base: Reducible, rate: Decimal, steps: Steps, *, booked: Decimal | Fraction) -> Reducible:
    """The base behind a step.

    Args:
        base: Before the step.
        rate: Of the step.
        steps: How steps follow each other.
        booked: The delta that the price holds. Where it is not what the step gives, the difference stays in the base:
            a later step neither repeats it nor takes it back.

    Source:
        F-04, F-04s, F-05.
    """
    now = base.now + Fraction(booked)
    off = now - Fraction(reduced(base, rate, steps))
    return replace(base, now=now, exact=_unrounded(base, rate, steps) + off)


def tier_rate(tiers: Sequence[tuple[Decimal, Decimal]], pieces: Decimal | None) -> Decimal:
    """The rate of the highest tier that last year's pieces reach.

    Args:
        tiers: From so many pieces on, rate.
        pieces: Actual pieces of the calendar year before the step; None = not known.

    Raises:
        Refused: Pieces not known or below 0, or below every tier.

    Source:
        F-04, `basis: tier`.
    """
    if pieces is None:
        raise Refused("actual_volume", "of the year before missing")
    if pieces < 0:
        raise Refused("actual_volume", f"is {pieces}, below 0")
    reached = [tier for tier in tiers if tier[0] <= pieces]
    if not reached:
        raise Refused("tiers", f"none begins at {pieces} pcs or below")
    return max(reached)[1]


def after_second_full_year(sop: date | None) -> date:
    """1 January after the first full calendar year; a year that begins with SOP is full.

    Raises:
        Refused: SOP missing.

    Source:
        F-04, `second_full_year`.
    """
    if sop is None:
        raise Refused("sop", "missing")
    first_full = sop.year if (sop.month, sop.day) == (1, 1) else sop.year + 1
    return date(first_full + 1, 1, 1)


def after_sop(sop: date | None, start_after: Duration | None) -> date:
    """SOP plus a duration (K3).

    Raises:
        Refused: SOP or the duration missing, or a duration in working days.

    Source:
        F-04, `sop_plus_months`.
    """
    if sop is None:
        raise Refused("sop", "missing")
    if start_after is None:
        raise Refused("start_after", "missing")
    if start_after.unit == "working days":
        raise Refused("start_after", f"is {start_after}, months are needed")
    return add_duration(sop, start_after)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a step takes from pieces of one price.

    Attributes:
        pieces: Those of the time in which the step counts, exact.
        delta: Its build-up entry, below 0 for a reduction.
    """

    pieces: Fraction
    delta: UnitPrice


def saving_of(saved: Iterable[Saved]) -> tuple[Fraction, str]:
    """Committed saving, exact: Σ pieces · −delta / per.

    Returns:
        Amount, unrounded, and currency.

    Raises:
        Refused: Nothing to add, two currencies, pieces below 0, or a delta that is not per piece.

    Source:
        F-04, committed saving.
    """
    rows = tuple(saved)
    if not rows:
        raise Refused("prices", "missing")
    if len(found := {row.delta.currency for row in rows}) > 1:
        raise Refused("currency", f"is {' and '.join(sorted(found))}")
    for row in rows:
        if row.pieces < 0:
            raise Refused("pieces", f"are {row.pieces}, below 0")
        if row.delta.measure != "pcs":
            raise Refused("delta", f"is per {row.delta.measure}, not per piece")
    return sum((-row.pieces * row.delta.exact for row in rows), Fraction(0)), rows[0].delta.currency


def committed_saving(saved: Iterable[Saved]) -> Money:
    """Committed saving of a year, rounded once, half up, to the minor units.

    Raises:
        Refused: As `saving_of`.

    Source:
        F-04, committed saving.
    """
    exact, currency = saving_of(saved)
    return Money(round_half_up(exact, minor_units(currency)), currency)


def net_saving(gross: Fraction | Decimal, pieces: Decimal | None, costs: Decimal) -> Fraction:
    """What an idea saves a piece after what it cost once: (gross · volume − costs) / volume, exact.

    Args:
        gross: Saving per piece.
        pieces: The volume over which the costs are spread.
        costs: Development, applications, engineering, tools, prototypes, financing, in the same currency.

    Raises:
        Refused: The volume is missing, 0 or below 0.

    Source:
        F-04, sharing above schedule [S05].
    """
    if pieces is None:
        raise Refused("volume_basis", "missing")
    if pieces <= 0:
        raise Refused("volume_basis", f"is {pieces} pcs, above 0 is needed")
    return (Fraction(gross) * Fraction(pieces) - Fraction(costs)) / Fraction(pieces)


@dataclass(frozen=True, slots=True)
class Shared:
    """A saving that is greater than the step.

    Attributes:
        net: Saving per piece after one-off costs, exact.
        excess: What of it is above the step, 0 or more, exact.
        share: What of that the customer gets, rounded.
    """

    net: Fraction
    excess: Fraction
    share: Decimal


def shared_above(net: Fraction, scheduled: Decimal, customer_share: Decimal, *, decimals: int) -> Shared:
    """Sharing above schedule: round(max(0, net − scheduled) · customer share, d).

    Args:
        net: Saving per piece after one-off costs.
        scheduled: The step per piece, above 0 for a reduction.
        customer_share: Percent points.
        decimals: Of unit prices of the customer.

    Source:
        F-04, sharing above schedule [S05]; E08.
    """
    excess = max(Fraction(0), net - Fraction(scheduled))
    return Shared(net, excess, round_half_up(excess * Fraction(customer_share) / 100, decimals))
