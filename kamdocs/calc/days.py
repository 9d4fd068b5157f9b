"""Working days: the day an answer is due, days left, days before, and a duration added to a day (F-21).

Days off are Saturday, Sunday and what a calendar names. Without a calendar, or on a day that it does not cover, only
Saturday and Sunday are known; the result then says that holidays are unknown.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.calc.refusal import Refused
from kamdocs.core.period import Span, add_duration
from kamdocs.core.quantity import Duration

_LONGEST_SEARCH = 366
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which one side works.

    Attributes:
        covers: The days that the calendar speaks of.
        days_off: Days off besides Saturday and Sunday.
        shutdowns: Periods without work.
    """

    covers: Span
    days_off: frozenset[date] = frozenset()
    shutdowns: tuple[Span, ...] = ()

    def is_off(self, day: date) -> bool:
        """Whether the calendar takes this day off; outside what it covers it takes none."""
        return day in self.covers and (day in self.days_off or any(day in one for one in self.shutdowns))


@dataclass(frozen=True, slots=True)
class ReckonedDay:
    """A day found by counting, and whether the calendar covered every day on the way."""

    day: date
    holidays_known: bool


@dataclass(frozen=True, slots=True)
class ReckonedCount:
    """A number of working days, and whether the calendar covered every day of it."""

    days: int
    holidays_known: bool


def is_working_day(day: date, calendar: WorkingDays | None = None) -> bool:
    """Whether work is done on a day: Monday to Friday, less what the calendar takes off."""
    return day.weekday() < _SATURDAY and not (calendar is not None and calendar.is_off(day))


def answer_due(sent: date, working_days: int, calendar: WorkingDays | None = None) -> ReckonedDay:
    """The last day on which an answer is still in time.

    Args:
        sent: The day of the question; counting starts on the following day.
        working_days: How many working days the answer may take, at least 1.
        calendar: That of the side that must answer.

    Raises:
        Refused: `working_days` below 1, or a calendar without one working day in a year.

    Source:
        F-21.
    """
    return _count(sent, working_days, timedelta(days=1), calendar)


def working_days_before(day: date, working_days: int, calendar: WorkingDays | None = None) -> ReckonedDay:
    """The day that lies so many working days before another one, counted backwards from the day before it.

    Args:
        day: The day that is not counted itself.
        working_days: At least 1.
        calendar: That of the side that must act.

    Raises:
        Refused: As `answer_due`.

    Source:
        F-21.
    """
    return _count(day, working_days, timedelta(days=-1), calendar)


def working_days_left(as_of: date, until: date, calendar: WorkingDays | None = None) -> ReckonedCount:
    """Working days after `as_of` up to a day, that day included; 0 on the day itself and after it.

    Source:
        F-21.
    """
    length = max((until - as_of).days, 0)
    days = [as_of + timedelta(days=number + 1) for number in range(length)]
    known = calendar is not None and all(day in calendar.covers for day in days)
    return ReckonedCount(sum(is_working_day(day, calendar) for day in days), known)


def working_days_taken(sent: date, answered: date, calendar: WorkingDays | None = None) -> ReckonedCount:
    """Working days that an answer took; 0 if it came on the day of the question.

    Raises:
        Refused: The answer lies before the question.

    Source:
        F-21.
    """
    if answered < sent:
        raise Refused("answered", f"on {answered} is before the question of {sent}")
    return working_days_left(sent, answered, calendar)


def day_after(start: date, duration: Duration, calendar: WorkingDays | None = None) -> ReckonedDay:
    """A day plus a duration: calendar units by K3, working days by counting; 0 of either is the day itself.

    Raises:
        Refused: A calendar without one working day in a year.
    """
    if duration.unit != "working days":
        return ReckonedDay(add_duration(start, duration), True)
    if duration.number == 0:
        return ReckonedDay(start, True)
    return answer_due(start, duration.number, calendar)


def _count(start: date, working_days: int, step: timedelta, calendar: WorkingDays | None) -> ReckonedDay:
    if working_days < 1:
        raise Refused("working_days", f"is {working_days}, at least 1 is needed")
    day, left, idle, known = start, working_days, 0, calendar is not None
    while left:
        day += step
        known = known and calendar is not None and day in calendar.covers
        if is_working_day(day, calendar):
            left, idle = left - 1, 0
        else:
            idle += 1
        if idle > _LONGEST_SEARCH:
            raise Refused("calendar", f"has no working day for a year around {start}")
    return ReckonedDay(day, known)
