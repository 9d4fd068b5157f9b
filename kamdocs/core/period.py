"""Days, months and periods: exact calendar arithmetic, without a clock."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kamdocs.core.quantity import Duration


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, days_in_month(self.year, self.month))

    def plus(self, months: int) -> "Month":
        """The month so many months later (or earlier)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)


def days_in_month(year: int, month: int) -> int:
    """Number of days of a month."""
    return calendar.monthrange(year, month)[1]


def add_months(day: date, months: int) -> date:
    """The same day number so many months later, else the last day of that month (convention K3)."""
    target = Month.of(day).plus(months)
    return date(target.year, target.month, min(day.day, days_in_month(*target)))


def end_of_month(day: date) -> date:
    """The last day of the month of a day."""
    return Month.of(day).last


def add_duration(day: date, duration: Duration) -> date:
    """A day plus a duration of calendar units (K3). Working days need a calendar: `calc.days`.

    Raises:
        ValueError: The duration is in working days.
    """
    match duration.unit:
        case "days":
            return day + timedelta(days=duration.number)
        case "weeks":
            return day + timedelta(weeks=duration.number)
        case "months":
            return add_months(day, duration.number)
        case "years":
            return add_months(day, 12 * duration.number)
    raise ValueError("working days need a calendar")


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day, both included; no last day = open."""

    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        """As a record names it where it is a whole month, quarter, half-year or year; else its days."""
        year, month = self.first.year, self.first.month
        names = (f"{year}", f"{year}-H{(month + 5) // 6}", f"{year}-Q{(month + 2) // 3}", f"{year}-{month:02d}")
        plain = f"{self.first} to {self.last}" if self.last else f"from {self.first}"
        return next((name for name in names if named_period(name) == self), plain)

    def overlap(self, other: "Span") -> date | None:
        """The first day that both share, if there is one."""
        first = max(self.first, other.first)
        return first if first in self and first in other else None


_PERIOD = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|([0-9]{2})))?")


def named_period(text: str) -> Span | None:
    """The days of `2024-Q3`, `2024-H2`, `2024-07` or `2024`; None if the text names none."""
    found = _PERIOD.fullmatch(text)
    if not found or not 1990 <= int(found[1]) <= 2100:
        return None
    year = int(found[1])
    if found[2]:
        start, length = Month(year, 3 * int(found[2]) - 2), 3
    elif found[3]:
        start, length = Month(year, 6 * int(found[3]) - 5), 6
    elif found[4]:
        if not 1 <= int(found[4]) <= 12:
            return None
        start, length = Month(year, int(found[4])), 1
    else:
        start, length = Month(year, 1), 12
    return Span(start.first, start.plus(length - 1).last)
