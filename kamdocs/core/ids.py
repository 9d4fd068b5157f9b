"""Ids of records and references to them: their form, never their meaning."""

import difflib
import re
from collections.abc import Iterable

ID_FORM = re.compile(r"[A-Z]{3}(?:-[A-Z0-9]+)+")
LONGEST_ID = 60
_WINDOWS_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(1, 10)), *(f"LPT{n}" for n in range(1, 10))}
)


def is_id(text: str) -> bool:
    """Whether this text has the form of an id: prefix, hyphens, capitals and digits, at most 60 characters."""
    return ID_FORM.fullmatch(text) is not None and len(text) <= LONGEST_ID


def is_windows_device(name: str) -> bool:
    """Whether Windows reserves this file name (without its ending)."""
    return name.split(".")[0].upper() in _WINDOWS_DEVICES


def prefix_of(record_id: str) -> str:
    """The three letters before the first hyphen."""
    return record_id[:3]


def split_item(reference: str) -> tuple[str, str]:
    """Split `PRC-…@2024-01-01` into the record's id and the key of its item (empty: the whole record)."""
    record_id, _, item = reference.partition("@")
    return record_id, item


def repaired_id(text: str) -> str:
    """The id somebody may have meant: capitals, hyphens for blanks and underscores."""
    return re.sub(r"[^A-Z0-9@/-]+", "-", text.strip().upper()).strip("-")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to this one, or an empty text if none is near (ratio below 0.75)."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.75)
    return found[0] if found else ""


_FARTHEST = 2


def nearest_name(word: str, known: Iterable[str]) -> str:
    """The known name that differs in at most two letters or has the same ones, else what `nearest` finds."""
    names = sorted(known)
    ranked = sorted((_distance(word.casefold(), name.casefold()), name) for name in names)
    if ranked and ranked[0][0] <= min(_FARTHEST, len(word) - 1):
        return ranked[0][1]
    same_letters = (name for name in names if sorted(name) == sorted(word))
    return next(same_letters, "") or nearest(word, names)


def _distance(one: str, other: str) -> int:
    """How many letters have to be put in, taken out or exchanged to turn one word into the other."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        below = [row]
        for column, expected in enumerate(other, 1):
            changed = above[column - 1] + (letter != expected)
            below.append(min(above[column] + 1, below[-1] + 1, changed))
        above = below
    return above[-1]
