"""A draft: it loads as it is, every line behind a `#` loads once the sign is taken away, and a person can read it."""

import re
from typing import Any

import pytest

from kamdocs.core.errors import KamdocsError
from kamdocs.core.facts import fields_of
from kamdocs.exchange.draft import _IN_EVERY_RECORD, draft, example
from kamdocs.exchange.filling import begin, field_at, missing, put
from kamdocs.kinds import BY_SLUG, KINDS
from kamdocs.load.loader import Words
from kamdocs.load.shelf import read_record
from kamdocs.load.yaml_events import parse
from tests.books import book_from

SLUGS = [kind.slug for kind in KINDS]


def filled(slug: str) -> dict[str, Any]:
    """The example of every field that the kind needs."""
    model = BY_SLUG[slug].model
    given: dict[str, Any] = {"id": BY_SLUG[slug].about.example}
    while found := next(missing(model, given), None):
        text = "100 %" if found[0] == "plants.share" else example(found[1])
        put(given, model, found[0], text.strip('"') if found[1].shape == "one" else text)
    return given


@pytest.mark.parametrize("slug", SLUGS)
def test_the_draft_of_a_kind_loads(slug: str) -> None:
    model = BY_SLUG[slug].model
    text = draft(model, filled(slug))
    record, problems = read_record("draft", text.encode(), model, Words(None, {}))
    assert record is not None, (text, problems)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_line_that_may_follow_is_read_when_its_sign_is_taken_away(slug: str) -> None:
    """One by one: the line alone must not cut a text short, break the block it stands in, or have a wrong form."""
    model = BY_SLUG[slug].model
    given = filled(slug)
    lines = draft(model, given).splitlines()
    tried = 0
    for number, line in enumerate(lines):
        found = re.fullmatch(r"( *)# ([a-z_]+: .*)", line)
        if not found or not parse(found[2].encode()).tree:
            continue
        field = found[2].partition(":")[0]
        text = "\n".join([*lines[:number], found[1] + found[2], *lines[number + 1 :]]) + "\n"
        _, problems = read_record("draft", text.encode(), model, Words(None, {}))
        bad = [one for one in problems if one.code not in {"VAL019", "VAL009"}]  # meaning depends on other fields
        assert not bad, (field, bad)
        tried += 1
    assert tried > 0 or set(fields_of(model)) <= {*given, *_IN_EVERY_RECORD}


def test_a_price_as_a_person_sees_it() -> None:
    book = book_from()
    given: dict[str, Any] = {"id": "PRC-100-A-ONE"}
    model = BY_SLUG["price"].model
    for name, text in (("part", "PRT-100-A"), ("site", "SIT-ONE"), ("lines.unit_price", "3.1200 EUR")):
        put(given, model, name, text)
    begin(given, model, book)
    text = draft(model, given)
    assert text.splitlines()[:13] == [
        "# The prices of one part, for one site, in one currency, of one price type.",
        "id: PRC-100-A-ONE                  # Equal to the file name.",
        "part: PRT-100-A                    # The part.",
        "site: SIT-ONE                      # The site of the customer.",
        "price_type: series                 # In which phase it counts. One of: prototype, pre_series, series,",
        "                                   # temporary, service.",
        "lines:                             # The prices by date.",
        "  - valid_from: 2024-12-02         # First day.",
        "    technical_index: B",
        "    unit_price: 3.1200 EUR         # The price.",
        "    layers: {unknown: 3.1200 EUR}  # The price by layer; the layers add up to it.",
        "    track:                         # What was done to agree it.",
        "      - {state: draft, on: 2024-12-02}",
    ]
    assert max(len(line) for line in text.splitlines()) <= 160


def test_what_is_given_is_never_replaced() -> None:
    given: dict[str, Any] = {}
    model = BY_SLUG["price"].model
    put(given, model, "lines.valid_from", "2025-01-01")
    put(given, model, "lines.technical_index", "A")
    put(given, model, "lines.track.state", "proposed")
    put(given, model, "price_type", "service")
    put(given, model, "lines.layers.mandated", "1.00 EUR")
    put(given, model, "lines.unit_price", "1.00 EUR")
    begin(given, model, book_from())
    assert given["price_type"] == "service"
    assert given["lines"] == [
        {
            "valid_from": "2025-01-01",
            "technical_index": "A",
            "track": [{"state": "proposed", "on": "2024-12-02"}],
            "layers": {"mandated": "1.00 EUR"},
            "unit_price": "1.00 EUR",
        }
    ]


def test_a_track_that_may_be_absent_does_not_begin_by_itself() -> None:
    """A tool is not invoiced because somebody drafts it."""
    given: dict[str, Any] = {}
    begin(given, BY_SLUG["tool"].model, book_from())
    assert "payment_track" not in given
    assert given["track"][0]["on"] == "2024-12-02"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("parts", "PRT-100-A", {"parts": ["PRT-100-A"]}),
        ("parts", "[PRT-100-A, PRT-200-B]", {"parts": ["PRT-100-A", "PRT-200-B"]}),
        ("period", "{from: 2024-01-01, to: 2024-01-31}", {"period": {"from": "2024-01-01", "to": "2024-01-31"}}),
        ("period.from", "2024-01-01", {"period": {"from": "2024-01-01"}}),
        ("basis.clause", "[5.3] (b)", {"basis": {"clause": "[5.3] (b)"}}),
        ("own.colour", "blue", {"own": {"colour": "blue"}}),
        ("cuts.day", "2024-01-29", {"cuts": [{"day": "2024-01-29"}]}),
    ],
)
def test_values_by_dotted_names(name: str, text: str, expected: dict[str, Any]) -> None:
    given: dict[str, Any] = {}
    put(given, BY_SLUG["claim"].model, name, text)
    assert given == expected


@pytest.mark.parametrize(
    ("names", "says", "hint"),
    [
        (("directoin",), "There is no field `directoin`.", "Did you mean `direction`?"),
        (("period.form",), "There is no field `form`.", "Did you mean `from`?"),
        (("direction.x",), "`direction` has no fields of its own.", "Write `direction="),
        (("period=2024", "period.from"), "`period` has a value already.", "Give either"),
        (("parts=[PRT-1",), "`[PRT-1` cannot be read: a bracket `[` is not closed", "Write [a, b]"),
    ],
)
def test_names_and_values_that_do_not_fit(names: tuple[str, ...], says: str, hint: str) -> None:
    given: dict[str, Any] = {}
    *before, last = (one.partition("=")[::2] for one in names)
    for name, text in before:
        put(given, BY_SLUG["claim"].model, name, text)
    with pytest.raises(KamdocsError) as refused:
        put(given, BY_SLUG["claim"].model, last[0], last[1] or "x")
    assert refused.value.message.startswith(says)
    assert hint in refused.value.hint


def test_missing_names_what_a_record_does_not_load_without() -> None:
    model = BY_SLUG["claim"].model
    assert [name for name, _ in missing(model, {})] == [
        "id", "direction", "category", "parts", "period.from", "event_on", "track.state", "track.on",
    ]  # fmt: skip
    assert field_at(model, "period.from").name == "from"
