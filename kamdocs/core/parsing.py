"""How each form of value is typed from its text, and refused with a VAL code: one function per form."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import cast

from kamdocs.core import money, quantity
from kamdocs.core.ids import ID_FORM, LONGEST_ID, is_id, is_windows_device, nearest, repaired_id, split_item
from kamdocs.core.numbers import ABOVE_ZERO, WITH_UNIT, above_zero, between, parse_number, parse_with_unit, refuse
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


def count_parser(low: str = "0", high: str = "") -> Callable[[str], int]:
    def parse(text: str) -> int:
        amount = parse_number(text, "3")
        if amount != amount.to_integral_value() or "." in text:
            refuse("VAL012", f"{text} is not a whole number", "Write a whole number.")
        return int(between(amount, amount, low, high))

    return parse


def parse_free_number(text: str) -> Decimal:
    return parse_number(text, "2.2046")


def parse_factor(text: str) -> Decimal:
    """A bare number above 0."""
    amount = parse_free_number(text)
    above_zero(text, amount)
    return amount


def _without_unit(text: str) -> Decimal:
    if found := WITH_UNIT.fullmatch(text):
        refuse("VAL010", f"{text}: the unit stands above, number only", f"Write `{found[1]}`.")
    return parse_number(text, "9800")


def parse_bare_number(text: str) -> Decimal:
    """A number of 0 or more whose unit stands above, once for all of its kind."""
    amount = _without_unit(text)
    between(text, amount, "0", "")
    return amount


def parse_published_number(text: str) -> Decimal:
    """A number above 0 whose unit stands above: an index value, a rate of exchange."""
    amount = _without_unit(text)
    above_zero(text, amount)
    return amount


def parse_signed_number(text: str) -> Decimal:
    """A number with its sign, whose unit stands above."""
    return _without_unit(text)


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


_PER = re.compile(r"(\S+)(?: per (?:(1|100|1000)|([a-z][a-z0-9]*)))?")
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
        between(text, amount, low, high, " %")
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
            above_zero(text, amount)
        elif low:
            between(text, amount, low, "")
        return quantity.Quantity(amount, unit)

    return parse


_RATE_UNIT = re.compile(r"([A-Z]{3})/([A-Za-z0-9]+)")
RATE_MEASURES = (
    "h",
    "min",
    "kg",
    "g",
    "t",
    "100kg",
    "lb",
    "oz",
    "pcs",
    "set",
    "km",
    "m",
    "m2",
    "m3",
    "l",
    "bbl",
    "kWh",
    "MWh",
    "GJ",
)
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
    between(text, amount, "0", "")
    return rate


_RATE_OF_EXCHANGE = re.compile(r"([A-Z]{3})/([A-Z]{3})")


def parse_index_value(text: str) -> quantity.Rate:
    """A published value with its unit, above 0: of an index, or a rate of exchange such as `0.9808 EUR/USD`."""
    amount, unit = parse_with_unit(text, "money per unit, or points", "2415.30 USD/t")
    if pair := _RATE_OF_EXCHANGE.fullmatch(unit):
        rate = quantity.Rate(amount, f"{_currency(pair[1])}/{_currency(pair[2])}")
    else:
        rate = quantity.Rate(amount, parse_index_unit(unit))
    above_zero(text, amount)
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


def parse_some_months(text: str) -> quantity.Duration:
    """A duration of one month or more."""
    value = parse_months(text)
    between(text, Decimal(value.number), "1", "", " months")
    return value


def parse_months(text: str) -> quantity.Duration:
    """A duration in months."""
    value = parse_duration(text)
    if value.unit != "months":
        refuse("VAL011", f"`{value.unit}` does not fit `{{field}}`: months", f"Write `{value.number} months`.")
    return value


def parse_percent_or_money(text: str) -> quantity.Quantity | money.Money:
    """Points of a percentage, or an amount of money; either keeps its unit."""
    amount, unit = parse_with_unit(text, "`%` or a currency", "1 %")
    return quantity.Quantity(amount, unit) if unit == "%" else money.Money(amount, _currency(unit))


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
