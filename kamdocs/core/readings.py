"""How somebody may have meant what he wrote in another form: offered, never taken."""

import re
from datetime import date, timedelta

from kamdocs.core.period import end_of_month, named_period

_INVOICE = date(2024, 1, 15)


def both_due_days(days: int) -> str:
    """What both readings give for an invoice of 2024-01-15, e.g. `: 2024-02-29 or 2024-03-16`."""
    first = end_of_month(_INVOICE + timedelta(days=days))
    second = end_of_month(_INVOICE) + timedelta(days=days)
    return f": an invoice of {_INVOICE} is due {first} or {second}"


_LOOSE_MONTH = re.compile(r"(?P<year>[0-9]{4})[./-]?(?P<month>[0-9]{1,2})|(?P<last>[0-9]{1,2})[./-](?P<end>[0-9]{4})")
_LOOSE_PART = re.compile(
    r"(?P<year>[0-9]{4})[ /-]?(?P<part>[QH][1-4])|(?P<first>[QH][1-4])[ /-]?(?P<end>[0-9]{4})", re.I
)
_LOOSE_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2})(?::00)?|h)", re.I)


def loose_month(text: str) -> str | None:
    """The month that `2024-7`, `07/2024` or `7.2024` can only mean; None if there is none."""
    if not (found := _LOOSE_MONTH.fullmatch(text)):
        return None
    year, month = found["year"] or found["end"], int(found["month"] or found["last"])
    return f"{year}-{month:02d}" if 1 <= month <= 12 and 1990 <= int(year) <= 2100 else None


def loose_period(text: str) -> str | None:
    """The quarter, half-year or month that `Q3 2024`, `2024-q3` or `7.2024` can only mean; None if there is none."""
    if not (found := _LOOSE_PART.fullmatch(text)):
        return loose_month(text)
    meant = f"{found['year'] or found['end']}-{(found['part'] or found['first']).upper()}"
    return meant if named_period(meant) is not None else None


def loose_clock(text: str) -> str | None:
    """The time that `9:30`, `9.30`, `9h30` or `09:30:00` can only mean; None if there is none."""
    if not (found := _LOOSE_CLOCK.fullmatch(text)):
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    return f"{hours:02d}:{minutes:02d}" if hours <= 23 and minutes <= 59 else None
