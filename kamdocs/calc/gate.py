"""The two-door gate (F-28): who may pass, what a disagreement of index and price costs, how far a release carries.

Money is exact until one of the named roundings. A positive amount is owed to us, a negative one is owed by us; both
directions stand beside each other and are never netted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up
from kamdocs.core.period import Month, days_in_month

_ONE_DAY = timedelta(days=1)
_PIECES = "pcs"


class Answer(StrEnum):
    """What a door answers. Unknown is never GO."""

    GO = "GO"
    NO_GO = "NO-GO"
    UNKNOWN = "UNKNOWN"


def door_answer(agreed: Answer, released: Answer) -> Answer:
    """What a door answers: it opens on an agreement or on a release; an open question is no answer.

    Args:
        agreed: Whether the change is agreed with the proof asked.
        released: Whether a release of this door carries.

    Source:
        F-28, step 3.
    """
    if Answer.GO in (agreed, released):
        return Answer.GO
    return Answer.UNKNOWN if Answer.UNKNOWN in (agreed, released) else Answer.NO_GO


def go_valid_until(held_to: date, release_last: date | None) -> date:
    """The last day on which a GO may be read.

    Args:
        held_to: The day of the answer plus `gate_valid`.
        release_last: Last day of the release it rests on; None for an agreement.

    Source:
        F-28, step 4.
    """
    return held_to if release_last is None else min(held_to, release_last)


def share_of_month(pieces: Decimal | Fraction, month: Month) -> Fraction:
    """The pieces of one day of a month: spread evenly over its calendar days, not rounded.

    Raises:
        Refused: Pieces below 0.

    Source:
        F-28, step 6; the day share of all formulas.
    """
    return _checked(pieces) / days_in_month(month.year, month.month)


def share_of_year(pieces: Decimal | Fraction, year: int, *, sop: date | None, eop: date | None) -> Fraction:
    """The pieces of one day of a contract year: spread over its days from SOP to EOP, both included, not rounded.

    Raises:
        Refused: Pieces below 0, SOP or EOP missing, or no day of the year between them.

    Source:
        F-28, step 6; the day share of all formulas.
    """
    if sop is None or eop is None:
        raise Refused("sop" if sop is None else "eop", "missing")
    first, last = max(sop, date(year, 1, 1)), min(eop, date(year, 12, 31))
    if last < first:
        raise Refused("year", f"{year} has no day from SOP {sop} to EOP {eop}")
    return _checked(pieces) / ((last - first).days + 1)


def _checked(pieces: Decimal | Fraction) -> Fraction:
    if pieces < 0:
        raise Refused("pieces", f"are {pieces}, below 0")
    return Fraction(pieces)


@dataclass(frozen=True, slots=True)
class PerPiece:
    """Exact money per piece: a price, or what moves one."""

    amount: Fraction
    currency: str

    @classmethod
    def of(cls, price: UnitPrice, name: str = "price") -> "PerPiece":
        """A price or delta as an exact fraction per piece.

        Args:
            price: In its price unit.
            name: What it is called where it is refused.

        Raises:
            Refused: It is a price for another unit than pieces.
        """
        if price.measure != _PIECES:
            raise Refused(name, f"is per {price.measure}, not per piece")
        return cls(price.exact, price.currency)

    def plus(self, other: "PerPiece", sign: int = 1) -> "PerPiece":
        """The sum, or with a sign of -1 the difference.

        Raises:
            Refused: Two currencies.
        """
        if other.currency != self.currency:
            raise Refused("currency", f"is {self.currency} and {other.currency}")
        return PerPiece(self.amount + sign * other.amount, self.currency)


def sum_of(layers: Iterable[UnitPrice]) -> PerPiece:
    """What all layers move together, per piece.

    Raises:
        Refused: No layer, two currencies, or a layer that is not per piece.

    Source:
        F-28, step 5: the delta of a change.
    """
    deltas = [PerPiece.of(layer, "price_delta") for layer in layers]
    if not deltas:
        raise Refused("price_delta", "missing")
    total = deltas[0]
    for delta in deltas[1:]:
        total = total.plus(delta)
    return total


def due_price(paid: PerPiece, deltas: Iterable[PerPiece], *, is_ahead: bool) -> PerPiece:
    """The price of the index that is shipped.

    Args:
        paid: The price that is valid.
        deltas: Those of the changes between the index of that price and the shipped one; none if both are the same.
        is_ahead: Shipments are ahead of the price; else the price is ahead of the shipments.

    Raises:
        Refused: Two currencies.

    Source:
        F-28, step 5.
    """
    due = paid
    for delta in deltas:
        due = due.plus(delta, 1 if is_ahead else -1)
    return due


def exposure_of_day(pieces: Fraction, due: PerPiece, paid: PerPiece) -> Fraction:
    """What a day costs: pieces of the day times due less paid; above 0 the customer owes us, below 0 we owe him.

    Args:
        pieces: Day share of the pieces, unrounded.
        due: Price of the index that is shipped, per piece.
        paid: Price that is valid, per piece.

    Raises:
        Refused: Pieces below 0, or two currencies.

    Source:
        F-28, step 6; unrounded.
    """
    return _checked(pieces) * due.plus(paid, -1).amount


def shown_amount(exact: Fraction, currency: str) -> Money:
    """An amount as it is shown: rounded once, half up, to the minor units of its currency."""
    return Money(round_half_up(exact, minor_units(currency)), currency)


@dataclass(frozen=True, slots=True)
class Exposure:
    """A period in both directions, each rounded alone from its exact sum.

    Attributes:
        owed_to_us: 0 or more.
        owed_by_us: 0 or less.
    """

    owed_to_us: Money
    owed_by_us: Money


def exposure_of_days(days: Iterable[Fraction], currency: str) -> Exposure:
    """The exposure of a period: additive over its days before the rounding, the two directions never netted.

    Args:
        days: The exposure of each day, unrounded.
        currency: Of all of them.

    Source:
        F-28, step 6.
    """
    up, down = Fraction(0), Fraction(0)
    for one in days:
        if one > 0:
            up += one
        else:
            down += one
    return Exposure(shown_amount(up, currency), shown_amount(down, currency))


@dataclass(frozen=True, slots=True)
class Release:
    """The terms of a risk release that opens a door.

    Attributes:
        on: Day of the signature, its first day.
        until: Last day at most.
        price_per_day: What a day costs.
        ceiling: What it may cost at most, in the same currency.
    """

    on: date
    until: date
    price_per_day: Money
    ceiling: Money


def release_of(on: date, until: date | None, price_per_day: Money | None, ceiling: Money | None) -> Release:
    """A release that is complete.

    Raises:
        Refused: End, price per day or ceiling is missing, the amounts stand in two currencies or below 0, or it ends
            before it begins. Such a release opens nothing.

    Source:
        F-28, step 2.
    """
    if until is None:
        raise Refused("until", "missing")
    if price_per_day is None:
        raise Refused("price_per_day", "missing")
    if ceiling is None:
        raise Refused("cost_ceiling", "missing")
    if until < on:
        raise Refused("until", f"{until} is before {on}")
    if price_per_day.currency != ceiling.currency:
        raise Refused("cost_ceiling", f"in {ceiling.currency}, price per day in {price_per_day.currency}")
    for name, money in (("price_per_day", price_per_day), ("cost_ceiling", ceiling)):
        if money.amount < 0:
            raise Refused(name, "is below 0")
    return Release(on, until, price_per_day, ceiling)


Measured = Callable[[date], Fraction | None]
"""What a release has really cost up to a day, in its currency and unrounded; None where it cannot be computed."""


@dataclass(frozen=True, slots=True)
class Used:
    """How far a release is used up on a day.

    Attributes:
        stated: Price per day times days.
        measured: What it really cost, unrounded; None = not computable, the stated side decides alone.
    """

    stated: Fraction
    measured: Fraction | None

    @property
    def amount(self) -> Fraction:
        """The greater side."""
        return self.stated if self.measured is None else max(self.stated, self.measured)

    @property
    def was_too_low(self) -> bool:
        """Whether the price per day was too low."""
        return self.measured is not None and self.measured > self.stated


def stated(release: Release, day: date, used_from: date | None) -> Fraction:
    """Price per day times days, both ends included.

    Args:
        release: Its terms.
        day: Up to which day.
        used_from: The day on which its door was first used; None = not yet.

    Returns:
        In the currency of the release, from the later of its first day and `used_from` to the earlier of `day` and its
        end; 0 before it is used.

    Source:
        F-28, step 7.
    """
    if used_from is None:
        return Fraction(0)
    days = (min(day, release.until) - max(release.on, used_from)).days + 1
    return Fraction(release.price_per_day.amount) * max(days, 0)


def used_on(release: Release, day: date, *, used_from: date | None, measured: Measured) -> Used:
    """How far a release is used up on a day.

    Args:
        release: Its terms.
        day: Up to which day.
        used_from: The day on which its door was first used; None = not yet.
        measured: What it has really cost up to a day.

    Returns:
        Both sides in the currency of the release, not rounded.

    Source:
        F-28, steps 7 to 9.
    """
    return Used(stated(release, day, used_from), measured(day))


def last_day(release: Release, *, used_from: date | None, measured: Measured) -> date | None:
    """The last day on which a release carries: it is not used up beyond its ceiling, at most its end.

    Args:
        release: Its terms.
        used_from: The day on which its door was first used; None = not yet.
        measured: What it has cost up to a day, planned pieces included.

    Returns:
        None if it is used up on its first day already.

    Source:
        F-28, step 9.
    """
    ceiling = Fraction(release.ceiling.amount)
    last, day = None, release.on
    while day <= release.until and used_on(release, day, used_from=used_from, measured=measured).amount <= ceiling:
        last, day = day, day + _ONE_DAY
    return last
