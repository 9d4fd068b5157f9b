"""How days, months, named periods and clock times are typed from their text, and refused with a VAL code."""

import re
from datetime import date, time
from decimal import Decimal
from typing import NoReturn

from kamdocs.core.numbers import between, refuse
from kamdocs.core.period import Month, Span, days_in_month, named_period
from kamdocs.core.readings import loose_clock, loose_month, loose_period

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_EUROPEAN = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_LOOSE_DAY = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")


def _make_day(year: int, month: int, day: int) -> date | None:
    if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month) and year:
        return date(year, month, day)
    return None


def parse_day(text: str) -> date:
    """A day written `2024-07-01`, between 1990 and 2100."""
    found = _DAY.fullmatch(text)
    if not found:
        _refuse_day(text)
    value = _make_day(int(found[1]), int(found[2]), int(found[3])) if int(found[1]) else None
    if value is None:
        refuse("VAL008", f'"{text}" is no day: this day does not exist', "Write a day of the calendar.")
    if not 1990 <= value.year <= 2100:
        refuse("VAL013", f"{text} is outside 1990-01-01 to 2100-12-31")
    return value


def _refuse_day(text: str) -> NoReturn:
    readings: list[date | None] = []
    if found := _LOOSE_DAY.fullmatch(text):
        year, month, day = (int(number) for number in found.groups() if number is not None)
        readings = [_make_day(year, month, day)]
    elif found := _EUROPEAN.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        readings = [_make_day(year, second, first), _make_day(year, first, second)]
    days = sorted({day.isoformat() for day in readings if day is not None})
    if len(days) == 2:
        refuse("VAL008", f'"{text}" is no day yet; it can be {days[0]} or {days[1]}', "Write the one you mean.")
    if days:
        refuse("VAL008", f'"{text}" is no day yet; I read {days[0]}', f"Write `{days[0]}`.")
    refuse("VAL008", f'"{text}" is no day', "Write it as `2024-07-01`.")


def parse_month(text: str) -> Month:
    """A month written `2024-07`, between 1990 and 2100."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text) and 1 <= int(text[5:]) <= 12:
        value = Month(int(text[:4]), int(text[5:]))
        if 1990 <= value.year <= 2100:
            return value
        refuse("VAL013", f"{text} is outside 1990-01 to 2100-12")
    _refuse_with_reading(text, "month", loose_month(text), "2024-07")


def _refuse_with_reading(text: str, form: str, reading: str | None, example: str) -> NoReturn:
    if reading is not None:
        refuse("VAL008", f'"{text}" is no {form} yet; I read {reading}', f"Write `{reading}`.")
    refuse("VAL008", f'"{text}" is no {form}', f"Write it as `{example}`.")


def parse_year(text: str) -> int:
    if re.fullmatch(r"[0-9]{4}", text):
        return int(between(text, Decimal(text), "1990", "2100"))
    refuse("VAL008", f'"{text}" is no year', "Write it as `2024`.")


def parse_named_period(text: str) -> Span:
    if (period := named_period(text)) is not None:
        return period
    if re.fullmatch(r"[0-9]{4}-[QH][0-9]", text) and named_period(text[:4]) is not None:
        word = "quarter" if "Q" in text else "half-year"
        refuse("VAL008", f'"{text}" is no {word}: there is no such {word}', "Write it as `2024-Q3` or `2024-H2`.")
    _refuse_with_reading(text, "month, quarter, half-year or year", loose_period(text), "2024-Q3")


def parse_clock(text: str) -> time:
    if re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        return time(int(text[:2]), int(text[3:]))
    if (reading := loose_clock(text)) is not None:
        refuse("VAL008", f'"{text}" is no clock time yet; I read {reading}', f"Write `{reading}`.")
    refuse("VAL008", f'"{text}" is no clock time: hours and minutes, 00:00 to 23:59', "Write it as `10:00`.")


def parse_month_day(text: str) -> str:
    if re.fullmatch(r"[0-9]{2}-[0-9]{2}", text) and _make_day(2001, int(text[:2]), int(text[3:])):
        return text
    refuse("VAL008", f'"{text}" is no month and day', "Write it as `04-01`.")
