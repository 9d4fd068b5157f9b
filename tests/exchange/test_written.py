"""Values as a draft writes them: whatever a person typed is what the loader reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.exchange.written import flow
from kamdocs.load.yaml_events import parse

# What no record may hold: control and direction marks, surrogates, code points that are no characters.
READABLE = st.characters(
    exclude_categories=("Cc", "Cs", "Cf", "Cn", "Zl", "Zp"), include_characters="\n\t", exclude_characters="\x85\ufeff"
)
TEXTS = st.text(READABLE, min_size=1, max_size=60)
NAMES = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def read(text: str) -> object:
    """What the loader reads where a draft writes this."""
    parsed = parse(f"value: {text}\n".encode())
    assert parsed.tree is not None, (text, parsed.problems)
    return parsed.tree["value"]


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    assert read(flow(value)) == value


ODD = [
    *("~", "null", "yes", "no", "on", "1e5", "-1", "- a", "a: b", "a #b", "#x", "a:", "'", '"', "[", "{", "a, b", "%"),
    *("@", "`", "|", ">", "---", "...", "<<", "=", "\\", "a\nb", "\ta", " a", "a ", "?", "? a", "!x", "&a", "*a"),
]


@pytest.mark.parametrize("text", ODD)
def test_what_yaml_would_take_for_something_else(text: str) -> None:
    """Alone, in a list, and as a value in a block on one line."""
    assert read(flow(text)) == text
    assert read(flow([text, text])) == [text, text]
    assert read(flow({"name": text})) == {"name": text}


@pytest.mark.parametrize(
    "text", ["3.1200 EUR", "-0.0389 EUR", "60 %", "2024-12-02", "PRT-100-A", "7B0 131 001 A", "10:30"]
)
def test_plain_values_stay_without_quotes(text: str) -> None:
    """A person who opens the draft sees what the other records look like."""
    assert flow(text) == text
