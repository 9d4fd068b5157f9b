"""How a number is written, and what to say when it is written in another way. Nothing is ever guessed."""

import re
from decimal import Decimal
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
WITH_UNIT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ([^ 0-9\W].*|[%€$£¥].*)")

_TWO_READINGS = re.compile(r"(-?)([1-9][0-9]{0,2}),([0-9]{3})")
_COMMA = re.compile(r"(-?)([0-9]+),([0-9]+)")
_GROUPED = (
    re.compile(r"(-?)([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)"),  # 1.234,56
    re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)"),  # 1,234.56
    re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3}){2,})()"),  # 1,234,567
    re.compile(r"(-?)([0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3})+)(?:[.,]([0-9]+))?"),  # 12 345,5 · 12'345.00
)


def refuse(code: str, says: str, fix: str = "", *, part: str = "") -> NoReturn:
    """Refuse a value: code, sentence and, where it is known, what to write instead.

    `{field}` in the sentence stands for the name of the field; the loader fills it in. `part` is the piece of the value
    that is meant, if not all of it.
    """
    raise PydanticCustomError(code, "{says}", {"says": says, "fix": fix, "part": part})


ABOVE_ZERO = "above 0"


def above_zero(text: str, amount: Decimal) -> None:
    """Refuse zero and less."""
    if amount <= 0:
        refuse("VAL013", f"{text} is outside numbers above 0")


def between(value: Any, amount: Decimal, low: str, high: str, unit: str = "") -> Any:
    """The value, if its amount is not below `low` and not above `high`; an empty limit is none."""
    if (low and amount < Decimal(low)) or (high and amount > Decimal(high)):
        span = f"{low} to {high}" if high else f"{low} or more"
        refuse("VAL013", f"{value} is outside {span}{unit}")
    return value


def one_reading(text: str) -> str | None:
    """The number that a text with decimal comma or thousands separators can only mean, as it should be written."""
    if _TWO_READINGS.fullmatch(text):
        return None
    for form in _GROUPED:
        if found := form.fullmatch(text):
            whole = re.sub(r"[^0-9]", "", found[2])
            return f"{found[1]}{whole}.{found[3]}" if found[3] else f"{found[1]}{whole}"
    if found := _COMMA.fullmatch(text):
        return f"{found[1]}{found[2]}.{found[3]}"
    return None


def refuse_number(text: str, whole: str = "", example: str = "4.82") -> NoReturn:
    """Say what is wrong with this number.

    Args:
        text: The number as it stands.
        whole: The value it is part of, e.g. `4,82 EUR`.
        example: What a number of this field looks like.
    """
    whole = whole or text
    if found := _TWO_READINGS.fullmatch(text):
        point, thousand = f"{found[1]}{found[2]}.{found[3]}", f"{found[1]}{found[2]}{found[3]}"
        refuse("VAL006", f'"{whole}" can mean {point} or {thousand}', "Write the one you mean, without comma.")
    if (reading := one_reading(text)) is not None:
        corrected = whole.replace(text, reading, 1)
        refuse("VAL005", f'"{whole}" is not a number yet; I read {reading}', f"Write `{corrected}`.")
    refuse("VAL007", f'"{whole}" is not a number', f"Write digits with a point, e.g. `{example}`.")


def parse_number(text: str, example: str = "4.82") -> Decimal:
    """A bare number, as it is written."""
    if NUMBER.fullmatch(text):
        return Decimal(text)
    if found := WITH_UNIT.fullmatch(text):
        refuse("VAL011", f"`{found[2]}` does not fit `{{field}}`: no unit here", f"Write `{found[1]}`.")
    refuse_number(text, example=example)


def parse_with_unit(text: str, units: str, example: str) -> tuple[Decimal, str]:
    """Split `12.5 h` into number and unit.

    Args:
        text: The value as it stands.
        units: The units the field takes, in words.
        example: A value of this field.
    """
    if found := WITH_UNIT.fullmatch(text):
        return Decimal(found[1]), found[2]
    number, unit = _split(text)
    if not re.search(r"[0-9]", number) or re.match(r"[^\w%€$£¥]|[eExX_]_*[0-9a-fA-F]", unit):
        refuse_number(text, example=example)
    if not NUMBER.fullmatch(number):
        refuse_number(number, text, example)
    if not unit:
        refuse("VAL010", f"{number} of what? `{{field}}` is in {units}", f"Write the unit, e.g. `{example}`.")
    refuse("VAL011", f'"{text}": one space between number and unit', f"Write `{number} {unit}`.", part=unit)


def _split(text: str) -> tuple[str, str]:
    """The number and what follows it, however badly both are written."""
    found = re.match(r"([-+0-9.,'’\u00a0\u202f ]*)(.*)", text, re.S)
    number, unit = (found[1], found[2]) if found else ("", text)
    return number.strip(), unit.strip()
