"""Turnover, order intake and hit rate (F-26): pieces at the price of their days, rounded once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up
from kamdocs.core.period import Month, Span

_ONE_DAY = timedelta(days=1)
_PIECES = "pcs"
NOTHING = "nothing to measure"


@dataclass(frozen=True, slots=True)
class PricedDays:
    """Days on which one price holds; no last day = open.

    Attributes:
        days: First and last day.
        price: The price.
        mandated: What of it pays components whose price the customer fixes; None = not split.
    """

    days: Span
    price: UnitPrice
    mandated: UnitPrice | None = None


def month_turnover(month: Month, pieces: Decimal | None, prices: Iterable[PricedDays]) -> Money:
    """Turnover of one part at one site in a month: round(Σ qty · days / days of the month · price, m), rounded once.

    Args:
        month: The month.
        pieces: Of the month, from one named source; None = that source does not know it.
        prices: In any order; of two that hold on one day the later one counts.

    Raises:
        Refused: No pieces, pieces below 0, a day without a price, two currencies, a price that is not per piece.

    Source:
        F-26.
    """
    return _turnover(str(month), _known(pieces, str(month)), Span(month.first, month.last), tuple(prices))


def year_turnover(
    year: int, pieces: Decimal | None, prices: Iterable[PricedDays], *, sop: date | None, eop: date | None
) -> Money:
    """Turnover of a contract year, its pieces spread over the days from SOP to EOP; rounded once.

    Raises:
        Refused: As `month_turnover`; SOP or EOP missing, or no day of the year between them.

    Source:
        F-26, order intake.
    """
    span = _year(year, sop, eop)
    return _turnover(str(year), _known(pieces, str(year)), span, tuple(prices))


def _year(year: int, sop: date | None, eop: date | None) -> Span:
    if sop is None or eop is None:
        raise Refused("sop" if sop is None else "eop", "missing")
    first, last = max(sop, date(year, 1, 1)), min(eop, date(year, 12, 31))
    if last < first:
        raise Refused("year", f"{year} has no day from SOP {sop} to EOP {eop}")
    return Span(first, last)


def _known(pieces: Decimal | None, period: str) -> Fraction:
    if pieces is None:
        raise Refused("pieces", f"missing for {period}")
    if pieces < 0:
        raise Refused("pieces", f"of {period} are {pieces}, below 0")
    return Fraction(pieces)


def _turnover(period: str, pieces: Fraction, span: Span, prices: tuple[PricedDays, ...]) -> Money:
    found = _by_days(span, prices)
    currencies = sorted({one.currency for _, one in found})
    if len(currencies) > 1:
        raise Refused("currency", f"of {period} is {' and '.join(currencies)}")
    days = sum(number for number, _ in found)
    exact = sum((pieces * number / days * price.exact for number, price in found), Fraction(0))
    return Money(round_half_up(exact, minor_units(currencies[0])), currencies[0])


def _by_days(span: Span, prices: tuple[PricedDays, ...]) -> list[tuple[int, UnitPrice]]:
    """How many days each price holds; every day of the span has one."""
    last = span.last or span.first
    turns = {span.first, *(one.days.first for one in prices)}
    turns |= {one.days.last + _ONE_DAY for one in prices if one.days.last}
    cuts = sorted(day for day in turns if span.first <= day <= last)
    found = []
    for begin, end in zip(cuts, [*cuts[1:], last + _ONE_DAY], strict=True):
        held = [one for one in prices if begin in one.days]
        if not held:
            raise Refused("price", f"missing on {begin}")
        price = max(held, key=lambda one: one.days.first).price
        if price.measure != _PIECES:
            raise Refused("price", f"is per {price.measure}, not per piece")
        found.append(((end - begin).days, price))
    return found


@dataclass(frozen=True, slots=True)
class Contracted:
    """A contract year of one part at one site.

    Attributes:
        year: The calendar year.
        pieces: Contract volume; None = not known.
        prices: The price with its yearly reductions.
        sop: First day of series.
        eop: Last day of series.
    """

    year: int
    pieces: Decimal | None
    prices: tuple[PricedDays, ...]
    sop: date | None
    eop: date | None


@dataclass(frozen=True, slots=True)
class Intake:
    """What an award brings over its life.

    Attributes:
        whole: With mandated components.
        own: Without them.
    """

    whole: Money
    own: Money


def order_intake(years: Iterable[Contracted]) -> Intake:
    """Order intake: contract volume at the price with its yearly reductions, rounded once per part, site and year.

    Tools and development stand apart and are not in it.

    Raises:
        Refused: No year, a year that cannot be computed, a price that is not split, or two currencies.

    Source:
        F-26, order intake.
    """
    whole, own = [], []
    for one in years:
        whole.append(year_turnover(one.year, one.pieces, one.prices, sop=one.sop, eop=one.eop))
        apart = tuple(_without_mandated(priced) for priced in one.prices)
        own.append(year_turnover(one.year, one.pieces, apart, sop=one.sop, eop=one.eop))
    return Intake(total(whole), total(own))


def _without_mandated(one: PricedDays) -> PricedDays:
    if one.mandated is None:
        raise Refused("layers", f"of the price from {one.days.first} missing")
    if one.mandated.unit != one.price.unit:
        raise Refused("mandated", f"is in {one.mandated.unit}, the price is in {one.price.unit}")
    price = one.price
    amount = price.amount - one.mandated.amount
    return PricedDays(one.days, UnitPrice(amount, price.currency, price.per, price.measure))


def total(amounts: Sequence[Money]) -> Money:
    """The sum of amounts of one currency.

    Raises:
        Refused: Nothing to add, or two currencies.

    Source:
        F-26.
    """
    if not amounts:
        raise Refused("turnover", f"of nothing: {NOTHING}")
    currencies = sorted({one.currency for one in amounts})
    if len(currencies) > 1:
        raise Refused("currency", f"is {' and '.join(currencies)}")
    return Money(sum((one.amount for one in amounts), Decimal(0)), currencies[0])


@dataclass(frozen=True, slots=True)
class HitRate:
    """What was won of what was decided.

    Attributes:
        by_number: Percent, 2 decimals; None where nothing is decided.
        by_money: Percent, 2 decimals; None where nothing is decided, or a value is not known.
    """

    by_number: Decimal | None
    by_money: Decimal | None


def hit_rate(won: Sequence[Money | None], lost: Sequence[Money | None]) -> HitRate:
    """Won ÷ (won + lost), by number and by money. What is open, cancelled or declined is in neither list.

    Args:
        won: Value of each offer that was won; None = not known.
        lost: Likewise.

    Raises:
        Refused: Two currencies.

    Source:
        F-26, hit rate.
    """
    number = len(won) + len(lost)
    if number == 0:
        return HitRate(None, None)
    by_number = round_half_up(Fraction(100 * len(won), number), 2)
    decided = [one for one in (*won, *lost) if one is not None]
    if len(decided) < number or not (together := total(decided).amount):
        return HitRate(by_number, None)
    ours = sum((one.amount for one in won if one is not None), Decimal(0))
    return HitRate(by_number, round_half_up(100 * Fraction(ours) / Fraction(together), 2))
