"""How each form of value is typed from its text, and refused with a VAL code: one function per form."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any, NoReturn, cast

from kamdocs.core import money, quantity
from kamdocs.core.ids import ID_FORM, LONGEST_ID, is_id, is_windows_device, nearest, repaired_id, split_item
from kamdocs.core.numbers import WITH_UNIT, parse_number, parse_with_unit, refuse
from kamdocs.core.period import Month, Span, days_in_month, named_period
from kamdocs.core.readings import both_due_days
from kamdocs.core.terms import Terms, parse_terms

LINE_LENGTH, TEXT_LENGTH = 200, 4000


def parse_text(value: str) -> str:
    """Words over any number of lines, in NFC; the line end that a block of lines brings with it does not count."""
    return _measured(unicodedata.normalize("NFC", value.rstrip("\n")), TEXT_LENGTH)


def parse_typed_line(value: str) -> str:
    """One line, exactly as it is typed."""
    if "\n" in value:
        refuse("VAL017", "`{field}` is one line only")
    return _measured(value, LINE_LENGTH)


def parse_line(value: str) -> str:
    """One line, in NFC, so that the same word is the same text whatever keyboard wrote it."""
    return parse_typed_line(unicodedata.normalize("NFC", value))


def _measured(value: str, longest: int) -> str:
    if len(value) > longest:
        refuse("VAL017", f"{len(value)} characters, at most {longest}")
    if value != value.strip():
        refuse("VAL017", "`{field}` has white space at its beginning or end")
    return value


def parse_word(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", value):
        refuse("VAL014", f'"{value}" is no word of small letters, digits and `_`')
    return value


def parse_flag(value: str) -> bool:
    if value == "true":
        return True
    if value == "false":
        return False
    refuse("VAL015", f'"{value}": write `true` or `false`')


def _between(value: Any, amount: Decimal, low: str, high: str, unit: str = "") -> Any:
    if (low and amount < Decimal(low)) or (high and amount > Decimal(high)):
        span = f"{low} to {high}" if high else f"{low} or more"
        refuse("VAL013", f"{value} is outside {span}{unit}")
    return value


ABOVE_ZERO = "above 0"


def _above_zero(text: str, amount: Decimal) -> None:
    if amount <= 0:
        refuse("VAL013", f"{text} is outside what is above 0")


def count_parser(low: str = "0", high: str = "") -> Callable[[str], int]:
    def parse(text: str) -> int:
        amount = parse_number(text, "3")
        if amount != amount.to_integral_value() or "." in text:
            refuse("VAL012", f"{text} is not a whole number", "Write a whole number.")
        return int(_between(amount, amount, low, high))

    return parse


def parse_free_number(text: str) -> Decimal:
    return parse_number(text, "2.2046")


def parse_bare_number(text: str) -> Decimal:
    """A number whose unit stands once above all of its kind, 0 or more."""
    if found := WITH_UNIT.fullmatch(text):
        refuse("VAL010", f"{text}: the unit stands above: number only", f"Write `{found[1]}`.")
    amount = parse_number(text, "9800")
    return cast("Decimal", _between(text, amount, "0", ""))


@cache
def _currency(code: str) -> str:
    if code in money.currencies():
        return code
    known = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
    offer = known.get(code.upper()) or nearest(code.upper(), money.currencies())
    meant = f"; did you mean `{offer}`?" if offer else ""
    refuse("VAL011", f"`{code}` does not fit `{{field}}`: a currency code such as EUR{meant}", _write(offer), part=code)


def _write(offer: str) -> str:
    return f"Write `{offer}`." if offer else ""


def parse_money(text: str) -> money.Money:
    amount, unit = parse_with_unit(text, "a currency", "12345.67 EUR")
    return money.Money(amount, _currency(unit))


_PER = re.compile(r"(\S+)(?: per (?:(1|100|1000)|([a-z]+)))?")
MEASURES = ("km", "m", "kg", "t", "g", "l", "h", "m2", "set")


def parse_delta(text: str) -> money.UnitPrice:
    found = WITH_UNIT.fullmatch(text)
    amount, unit = (Decimal(found[1]), found[2]) if found else parse_with_unit(text, "a currency", "61.2500 EUR")
    if " " not in unit:
        return money.UnitPrice(amount, _currency(unit))
    per = _PER.fullmatch(unit)
    if per is None or (per[3] and per[3] not in MEASURES):
        refuse("VAL011", f"`{unit}` does not fit `{{field}}`: per 1, 100, 1000 or a unit such as km", part=unit)
    return money.UnitPrice(amount, _currency(per[1]), int(per[2] or 1), per[3] or "pcs")


def parse_unit_price(text: str) -> money.UnitPrice:
    value = parse_delta(text)
    return value if value.amount >= 0 else refuse("VAL013", f"{value} is outside 0 or more")


def percent_parser(low: str, high: str) -> Callable[[str], Decimal]:
    def parse(text: str) -> Decimal:
        amount, unit = parse_with_unit(text, "`%`", "3.5 %")
        if unit != "%":
            refuse("VAL011", f"`{unit}` does not fit `{{field}}`: `%`", f"Write `{amount} %`.", part=unit)
        _between(text, amount, low, high, " %")
        return amount

    return parse


def quantity_parser(units: tuple[str, ...], example: str, low: str = "0") -> Callable[[str], quantity.Quantity]:
    """Quantities in one of these units, not below `low`; `above 0` excludes zero, an empty `low` takes all."""
    allowed = frozenset(units)
    words = ", ".join(units)

    def parse(text: str) -> quantity.Quantity:
        amount, unit = parse_with_unit(text, words, example)
        if unit not in allowed:
            offer = nearest(unit, units) or units[0]
            refuse("VAL011", f"`{unit}` does not fit `{{field}}`: {words}", f"Write `{amount:f} {offer}`.", part=unit)
        if low == ABOVE_ZERO:
            _above_zero(text, amount)
        elif low:
            _between(text, amount, low, "")
        return quantity.Quantity(amount, unit)

    return parse


_RATE_UNIT = re.compile(r"([A-Z]{3})/([A-Za-z0-9]+)")
RATE_MEASURES = ("h", "min", "kg", "g", "t", "lb", "oz", "pcs", "set", "km", "m", "m2", "m3", "l", "bbl", "kWh", "MWh", "GJ")
POINTS = "points"


def parse_rate_unit(unit: str) -> str:
    """A currency per unit of measure: `EUR/h`, `USD/t`."""
    found = _RATE_UNIT.fullmatch(unit)
    if found is None:
        refuse("VAL011", f"`{unit}` does not fit `{{field}}`: a currency per unit, such as EUR/kg", part=unit)
    _currency(found[1])
    if found[2] not in RATE_MEASURES:
        refuse("VAL011", f"`{unit}` does not fit `{{field}}`: per {', '.join(RATE_MEASURES)}", part=found[2])
    return unit


def parse_index_unit(unit: str) -> str:
    """The unit of an index: a currency per unit of measure, or `points`."""
    return unit if unit == POINTS else parse_rate_unit(unit)


def parse_cost_rate(text: str) -> quantity.Rate:
    """What an hour or a unit of measure costs, 0 or more."""
    amount, unit = parse_with_unit(text, "money per unit", "44.00 EUR/h")
    rate = quantity.Rate(amount, parse_rate_unit(unit))
    _between(text, amount, "0", "")
    return rate


def parse_index_value(text: str) -> quantity.Rate:
    """A published value with its unit, above 0."""
    amount, unit = parse_with_unit(text, "money per unit, or points", "2415.30 USD/t")
    rate = quantity.Rate(amount, parse_index_unit(unit))
    _above_zero(text, amount)
    return rate


_DURATION = re.compile(r"([0-9]+) (working days?|days?|weeks?|months?|years?)")


def parse_duration(text: str) -> quantity.Duration:
    found = _DURATION.fullmatch(text)
    if not found:
        if re.fullmatch(r"[0-9]+", text):
            refuse("VAL010", f"{text} of what? days or working days?", f"Write `{text} days` or `{text} working days`.")
        amount, unit = parse_with_unit(text, "days, working days, weeks, months or years", "30 days")
        if amount < 0 or amount != amount.to_integral_value():
            refuse("VAL013", f"{text} is outside whole numbers of 0 or more")
        offer = nearest(unit, quantity.DURATION_UNITS) or "days"
        refuse("VAL011", f"`{unit}` does not fit `{{field}}`: {', '.join(quantity.DURATION_UNITS)}",
               f"Write `{amount} {offer}`.")  # fmt: skip
    unit = found[2] if found[2].endswith("s") else found[2] + "s"
    return quantity.Duration(int(found[1]), unit)


_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_EUROPEAN = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_LOOSE_DAY = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})")


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
        readings = [_make_day(int(found[1]), int(found[2]), int(found[3]))]
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
    refuse("VAL008", f'"{text}" is no month', "Write it as `2024-07`.")


def parse_year(text: str) -> int:
    if re.fullmatch(r"[0-9]{4}", text):
        return int(_between(text, Decimal(text), "1990", "2100"))
    refuse("VAL008", f'"{text}" is no year', "Write it as `2024`.")


def parse_named_period(text: str) -> Span:
    return named_period(text) or refuse(
        "VAL008", f'"{text}" is no month, quarter, half-year or year', "Write `2024-Q3`."
    )


def parse_clock(text: str) -> time:
    if re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        return time(int(text[:2]), int(text[3:]))
    refuse("VAL008", f'"{text}" is no clock time: hours and minutes, 00:00 to 23:59', "Write it as `10:00`.")


def parse_month_day(text: str) -> str:
    if re.fullmatch(r"[0-9]{2}-[0-9]{2}", text) and _make_day(2001, int(text[:2]), int(text[3:])):
        return text
    refuse("VAL008", f'"{text}" is no month and day', "Write it as `04-01`.")


def parse_payment_terms(text: str) -> Terms:
    if (terms := parse_terms(text)) is not None:
        return terms
    found = re.fullmatch(r"(?:net )?([0-9]{1,3}) days? (?:end of month|eom)", text)
    first, second = (f"{found[1]} days then eom", f"eom then {found[1]} days") if found else ("net 60 days", "mns2")
    if found:
        refuse("VAL021", f'"{text}" can mean `{first}` or `{second}`{both_due_days(int(found[1]))}')
    refuse(
        "VAL021",
        f'"{text}" has no single reading',
        "Write `net 60 days`, `45 days then eom`, `eom then 45 days` or `mns2`.",
    )


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    names = cast("dict[str, str]", Locale("en").territories)
    return frozenset(code for code in names if re.fullmatch("[A-Z]{2}", code)) - {
        "EU",
        "EZ",
        "UN",
        "XA",
        "XB",
        "ZZ",
        "QO",
    }


def parse_country(text: str) -> str:
    if text in _countries():
        return text
    refuse("VAL014", f'unknown {{field}} "{text}"', "Write the two letters of ISO 3166, e.g. `FR`.")


def parse_currency_code(text: str) -> str:
    if text in money.currencies():
        return text
    refuse("VAL014", f'unknown {{field}} "{text}"', "Write the three letters of ISO 4217, e.g. `EUR`.")


def parse_sha256(text: str) -> str:
    if re.fullmatch(r"[0-9A-Fa-f]{64}", text):
        return text.lower()
    refuse("VAL009", f'"{text}" is no SHA-256', "Compute it again: `sha256sum FILE`.")


def parse_record_id(text: str) -> str:
    if is_id(text) and not is_windows_device(text):
        return text
    offer = repaired_id(text)
    meant = f"; did you mean `{offer}`?" if is_id(offer) and offer != text else ""
    size = f", at most {LONGEST_ID} characters" if len(text) > LONGEST_ID else ""
    refuse("VAL016", f'"{text[:80]}" is no id{size}{meant}', "Copy the id from the record's page.")


def parse_reference(text: str) -> str:
    record_id, item = split_item(text)
    if "@" in text:
        if ID_FORM.fullmatch(record_id) and item:
            refuse("VAL023", f"`{{field}}` names a whole record; {record_id} has no items to point at here",
                   f"Write `{record_id}`.")  # fmt: skip
        refuse("VAL016", f'"{text}" is no id', "Copy the id from the record's page.")
    return parse_record_id(text)


def parse_item_reference(text: str) -> str:
    record_id, item = split_item(text)
    if "@" in text and not (item and item == item.strip()):
        refuse("VAL016", f'"{text}" is no id of an item', "Write the record, `@`, and the key of its item.")
    parse_record_id(record_id)
    return text
