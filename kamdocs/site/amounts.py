"""How an amount may be spelled on a page: grouped, cut, with comma or point, before or behind its unit."""

import re
from collections.abc import Iterable, Iterator

_AMOUNT = re.compile(r"-?(\d+(?:\.\d+)?)(?: (%|[A-Z]{3}(?![A-Z]))|$)")
_DECIMAL = re.compile(r"\d+\.\d+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_IN_NAME = re.compile(r"(?<!\d)\d{4,}[-_]\d{2,4}(?!\d)")
_BLANKS = " \u00a0\u2007\u2009\u202f"
_GROUPED = re.compile(f"[,.'\u2019{_BLANKS}](?<=[0-9].)(?=[0-9]{{3}}(?![0-9]))")
_UNSEEN = ("\u00ad", "\u200b", "\u2060")
_TAG = r"</?(?:a|b|code|em|i|mark|small|span|strong|sub|sup|wbr)\b[^<>]*>"
_TAGS_INSIDE = re.compile(f"<(?<=[0-9.,]<){_TAG[1:]}(?:{_TAG})*")
_SIGNS = "€$£¥"
_MOST_DECIMALS, _FEWEST_DIGITS = 4, 4


def number_of(text: str) -> str:
    """The number of an amount or percentage as it is written; empty if the value is neither."""
    found = _AMOUNT.match(text)
    return found[1] if found and ("." in found[1] or found[2]) else ""


def plain_number(number: str) -> str:
    """A number without the zeros at its end, so that 4.8200 and 4.82 are one."""
    whole, _, rest = number.partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def numbers_in(text: str) -> Iterator[str]:
    """The numbers with decimals in a text, without the zeros at their ends."""
    return (plain_number(one) for one in _DECIMAL.findall(text))


def tells(text: str) -> bool:
    """Whether an amount says something by itself; 0.05, 1.50 or 3 % stand in many places for other reasons."""
    number = number_of(text)
    digits, whole = number.replace(".", "").strip("0"), number.partition(".")[0]
    return len(digits) > 2 or (len(whole) > 3 and "%" not in text)


def spellings(text: str) -> dict[str, bool]:
    """The ways to spell an amount, with whether it only counts beside its unit.

    With its own decimals it counts wherever it stands. Rounded to whole numbers, or with other zeros and few digits,
    it may be anything: then the unit must stand beside it, as always for a percentage.
    """
    number = number_of(text)
    whole, _, rest = number.partition(".")
    bare = rest.rstrip("0")
    few = len((whole + bare).strip("0")) < _FEWEST_DIGITS and len(whole) < _FEWEST_DIGITS
    found: dict[str, bool] = {} if bare else {whole: True}
    for places in range(max(1, len(bare)), max(_MOST_DECIMALS, len(rest)) + 1):
        decimals = bare.ljust(places, "0")
        needs_unit = "%" in text or (decimals != rest and few)
        found |= {f"{whole}{mark}{decimals}": needs_unit for mark in ".,"}
    if rest and len(whole) > 3:
        found |= {f"{whole}{mark}{rest}": False for mark in "-_"}
    return found


def joined(text: str) -> str:
    """A text in which digits stand in groups no longer."""
    return _GROUPED.sub("", text)


def seen(text: str) -> str:
    """A text without what divides a number only for programs: tags inside it, signs without width."""
    for sign in _UNSEEN:
        text = text.replace(sign, "")
    return _TAGS_INSIDE.sub("", text) if "<" in text else text


def numbers_of(texts: Iterable[str], name: str) -> set[str]:
    """The numbers of some texts, and of the name of a file, in which a decimal mark may have become a dash."""
    return {*_IN_NAME.findall(name), *(one for text in texts for one in _NUMBER.findall(text))}


def stands_in(spelling: str, text: str, unit: str, *, beside: bool) -> bool:
    """Whether a spelling stands in a text as a number of its own.

    Args:
        spelling: As `spellings` gives it.
        text: Where to look.
        unit: Currency or `%`.
        beside: The unit must stand beside it.
    """
    at = text.find(spelling)
    while at >= 0:
        before, after = text[max(0, at - 6) : at], text[at + len(spelling) : at + len(spelling) + 6]
        if not (_ENDS.search(before) or _BEGINS.match(after)) and (not beside or _is_beside(unit, before, after)):
            return True
        at = text.find(spelling, at + 1)
    return False


_ENDS, _BEGINS = re.compile("[0-9][.,]?$"), re.compile("[.,]?[0-9]")


def _is_beside(unit: str, before: str, after: str) -> bool:
    units = (unit, *_SIGNS) if unit != "%" else (unit,)
    return before.rstrip(_BLANKS).endswith(units) or after.lstrip(_BLANKS).startswith(units)


def unit_of(text: str) -> str:
    """The currency of an amount, or `%`."""
    found = _AMOUNT.match(text)
    return (found[2] or "EUR") if found else ""
