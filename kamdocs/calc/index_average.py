"""The average of a published series over the window of an application period, with its currency step (F-01)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import round_half_up
from kamdocs.core.period import Month
from kamdocs.core.series import MonthValue, ValueStatus

LENGTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "four_months": 4, "half_year": 6, "year": 12}
"""Months of an application period by its frequency."""


@dataclass(frozen=True, slots=True)
class Monthly:
    """A series as an average reads it.

    Attributes:
        name: What it is called when it is refused, e.g. its id.
        values: By month, whenever they were published.
        decimals: Decimals of a published value.
        ended: Last day of the series, if it has one.
    """

    name: str
    values: Mapping[Month, MonthValue]
    decimals: int
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class CurrencyStep:
    """How a value in the currency of the series becomes one in that of the price.

    Attributes:
        rates: Monthly means.
        divides: The rate is so much of the series' currency for one of the price's; else the other way round.
        whole_window: One rate serves the window (`average: window`), else each month has its own.
        after_average: The average is converted, not each month.
        decimals: Decimals of the rate that converts; None = those of its series.
    """

    rates: Monthly
    divides: bool = True
    whole_window: bool = False
    after_average: bool = False
    decimals: int | None = None

    @property
    def rate_decimals(self) -> int:
        """Decimals of the rate that converts."""
        return self.rates.decimals if self.decimals is None else self.decimals


@dataclass(frozen=True, slots=True)
class Averaging:
    """How months become one number.

    Attributes:
        decimals: Of the average, `rounding.index`.
        step: Where the currency of the series is not that of the price.
        provisional_allowed: Whether a provisional value may be used.
    """

    decimals: int
    step: CurrencyStep | None = None
    provisional_allowed: bool = False


class Used(NamedTuple):
    """A month of an average: its value, the rate that converted it alone (if one did), and that rate's own value."""

    value: MonthValue
    rate: Decimal | None = None
    published: MonthValue | None = None


@dataclass(frozen=True, slots=True)
class Averaged:
    """An average.

    Attributes:
        value: In the currency of the price per unit of weight of the series, or in points; rounded once.
        months: What went in, oldest first.
        rate: The one rate that converted it; None where there was none, or one for each month.
        provisional: A value in it is not final yet.
    """

    value: Decimal
    months: tuple[Used, ...]
    rate: Decimal | None
    provisional: bool


def length_of(frequency: str) -> int:
    """Months of an application period.

    Raises:
        Refused: A word that is no frequency.

    Source:
        F-01, step 1.
    """
    if frequency not in LENGTHS:
        raise Refused("frequency", f"is {frequency or 'missing'}")
    return LENGTHS[frequency]


def period_at(day: date, applies_from: Month, length: int) -> Month:
    """The first month of the application period that a day lies in; `applies_from` alone aligns.

    Args:
        day: Any day.
        applies_from: First month of the first period.
        length: Months of a period, 1 or more.

    Raises:
        Refused: A day before the first period, or a length below 1.

    Source:
        F-01, step 1.
    """
    if length < 1:
        raise Refused("frequency", f"is {length} months, at least 1 is needed")
    if day < applies_from.first:
        raise Refused("day", f"{day} is before {applies_from}, from which the clause applies")
    return applies_from.plus(_between(applies_from, Month.of(day)) // length * length)


def _between(first: Month, later: Month) -> int:
    return (later.year - first.year) * 12 + later.month - first.month


def window_months(first: Month, window: int, lag: int) -> tuple[Month, ...]:
    """The months averaged for a period: from `first - lag - window` to `first - lag - 1`.

    Args:
        first: First month of the application period.
        window: How many months, 1 or more.
        lag: Months between the end of the window and the period, 0 or more.

    Raises:
        Refused: A window below 1 or a lag below 0.

    Source:
        F-01, step 2.
    """
    if window < 1:
        raise Refused("window", f"is {window} months, at least 1 is needed")
    if lag < 0:
        raise Refused("lag", f"is {lag} months, at least 0 is needed")
    return tuple(first.plus(number - lag - window) for number in range(window))


def source_of(
    series: Monthly, fallback: Monthly | None, months: Sequence[Month], *, as_of: date | None = None
) -> Monthly:
    """The series that serves a whole window: its successor once a month lies after the end or is only an alternate.

    Raises:
        Refused: It has ended for this window, and no successor is agreed.

    Source:
        F-01, fallback.
    """
    why = stopped(series, months, as_of=as_of)
    if not why:
        return series
    if fallback is None:
        raise Refused(series.name, f"{why}, fallback_series missing")
    return fallback


def stopped(series: Monthly, months: Sequence[Month], *, as_of: date | None = None) -> str:
    """Why a series no longer serves these months: `ended on 2024-06-30`, `is alternate in 2024-07`; empty if it does.

    Source:
        F-01, fallback.
    """
    if series.ended is not None and any(month.first > series.ended for month in months):
        return f"ended on {series.ended}"
    alternate = [
        month
        for month in months
        if (item := _known(series, month, as_of)) is not None and item.status is ValueStatus.ALTERNATE
    ]
    return f"is alternate in {alternate[0]}" if alternate else ""


def _known(series: Monthly, month: Month, as_of: date | None) -> MonthValue | None:
    item = series.values.get(month)
    if item is None or as_of is None:
        return item
    return item if (item.published_on or month.last) <= as_of else None


def values_of(series: Monthly, months: Sequence[Month], *, as_of: date | None = None) -> tuple[MonthValue, ...]:
    """The published value of each month.

    Args:
        series: Any series.
        months: Which months.
        as_of: What is published later does not exist yet; None = all that is written counts.

    Raises:
        Refused: A month without value, not yet published, or before the first value.

    Source:
        F-01: a month missing.
    """
    found = [_known(series, month, as_of) for month in months]
    missing = [month for month, item in zip(months, found, strict=True) if item is None]
    if missing:
        raise Refused(series.name, f"has no value for {', '.join(map(str, missing))}{_later(series, missing, as_of)}")
    return tuple(item for item in found if item is not None)


def _later(series: Monthly, missing: Sequence[Month], as_of: date | None) -> str:
    days = [item.published_on or month.last for month in missing if (item := series.values.get(month)) is not None]
    return f" on {as_of}, published on {max(days)}" if days else ""


def open_values(name: str, values: Sequence[MonthValue], *, allowed: bool) -> bool:
    """Whether some of these values are not final yet.

    Args:
        name: Of their series.
        values: Of a window or base period.
        allowed: Whether a provisional value may be used.

    Raises:
        Refused: One is an alternate, or provisional where that is not allowed.

    Source:
        F-01, step 6.
    """
    found = next((item for item in values if item.status is ValueStatus.ALTERNATE), None)
    if found is not None:
        raise Refused(name, f"is alternate in {found.month}")
    found = next((item for item in values if item.status is ValueStatus.PROVISIONAL), None)
    if found is not None and not allowed:
        raise Refused(name, f"of {found.month} is provisional, provisional_allowed is not true")
    return found is not None


def average(series: Monthly, months: Sequence[Month], how: Averaging, *, as_of: date | None = None) -> Averaged:
    """The mean of the months, converted if a currency step is given, rounded once.

    Args:
        series: That which serves these months (`source_of`).
        months: The window, or the base period.
        how: Decimals, currency step, provisional values.
        as_of: What is published later does not exist yet; None = all that is written counts.

    Raises:
        Refused: No month, a month without value or rate, a provisional value where it is not allowed, a currency
            step that names no month, a rate of zero or less.

    Source:
        F-01, steps 3 to 6.
    """
    if not months:
        raise Refused("months", "of the average missing")
    step, allowed = how.step, how.provisional_allowed
    values = values_of(series, months, as_of=as_of)
    provisional = open_values(series.name, values, allowed=allowed)
    if step is None:
        mean = round_half_up(_sum(values) / len(values), how.decimals)
        return Averaged(mean, tuple(Used(item) for item in values), None, provisional)
    rates = values_of(step.rates, months, as_of=as_of)
    provisional = open_values(step.rates.name, rates, allowed=allowed) or provisional
    exact, used, rate = _converted(values, rates, step)
    return Averaged(round_half_up(exact, how.decimals), used, rate, provisional)


def _converted(
    values: Sequence[MonthValue], rates: Sequence[MonthValue], step: CurrencyStep
) -> tuple[Fraction, tuple[Used, ...], Decimal | None]:
    """The exact average in the currency of the price, the months, and the one rate where there is one."""
    if step.after_average and not step.whole_window:
        raise Refused("fx", "average month with convert after_average names no month whose rate converts")
    if step.whole_window:
        rate = _positive(round_half_up(_sum(rates) / len(rates), step.rate_decimals), step)
        mean = _sum(values) / len(values)
        used = tuple(Used(value, None, item) for value, item in zip(values, rates, strict=True))
        return _at(mean, rate, step), used, rate
    each = [_positive(round_half_up(item.value, step.rate_decimals), step) for item in rates]
    total = sum((_at(Fraction(value.value), rate, step) for value, rate in zip(values, each, strict=True)), Fraction(0))
    used = tuple(Used(*one) for one in zip(values, each, rates, strict=True))
    return total / len(values), used, None


def _at(value: Fraction, rate: Decimal, step: CurrencyStep) -> Fraction:
    return value / Fraction(rate) if step.divides else value * Fraction(rate)


def _positive(rate: Decimal, step: CurrencyStep) -> Decimal:
    if rate <= 0:
        raise Refused(step.rates.name, f"gives a rate of {rate}")
    return rate


def _sum(items: Sequence[MonthValue]) -> Fraction:
    return sum((Fraction(item.value) for item in items), Fraction(0))
