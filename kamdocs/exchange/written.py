"""Values as YAML writes them on one line, quoted only where a reader would take them for something else."""

from collections.abc import Mapping
from typing import Any

TEXT_FORMS = frozenset({"text", "line", "text as typed"})
"""Forms whose plain values a comment behind them would cut short."""

_NEVER_FIRST = frozenset("!&*-?|>@`%\"'#,[]{}:")
_NEVER_IN_FLOW = frozenset(",[]{}")
_NOTHING = frozenset({"", "~", "null", "Null", "NULL", "<<", "=", "---", "..."})


def flow(value: Any, inside: bool = False) -> str:
    """A value on one line.

    Args:
        value: A text, or lists and mappings of texts.
        inside: It stands in a list or block on one line, where commas and brackets have a meaning.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key, True)}: {flow(inner, True)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(inner, True) for inner in value) + "]"
    text = "" if value is None else str(value)
    return text if _is_plain(text, inside) else _quoted(text)


def _is_plain(text: str, inside: bool) -> bool:
    if text in _NOTHING or text != text.strip() or any(ord(letter) < 32 for letter in text):
        return False
    starts_well = text[0] not in _NEVER_FIRST or (text[0] == "-" and text[1:2].isdigit())
    if not starts_well or ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (inside and (_NEVER_IN_FLOW & set(text) or ":" in text))


def _quoted(text: str) -> str:
    """Single quotes where they do; double quotes for line breaks and tabs, which would not survive otherwise."""
    if not any(letter in text for letter in "\n\r\t"):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'
