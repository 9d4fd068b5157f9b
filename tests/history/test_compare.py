"""Comparing two versions: facts inside a record by a table of pairs, files by what became of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from kamdocs.cli.workspace import MODELS
from kamdocs.core.audience import Class
from kamdocs.core.facts import maybe
from kamdocs.core.forms import Line
from kamdocs.core.record import About, Record
from kamdocs.history.change import What
from kamdocs.history.changed import changed_ids
from kamdocs.history.compare import Comparison, compare

PAIRS = yaml.safe_load((Path(__file__).parent / "pairs" / "records.yaml").read_text("utf-8"))
PRICE = "part: PRT-1\nsite: SIT-A\nprice_type: series\n"


def _compared(before: Mapping[str, str], after: Mapping[str, str]) -> Comparison:
    sides = [{f"records/{path}": text.encode() for path, text in files.items()} for files in (before, after)]
    return compare(sides[0], sides[1], MODELS)


def _facts(comparison: Comparison) -> list[str]:
    facts = []
    for change in (change for one in comparison.differences for change in one.changes):
        values = " -> ".join(text for text in (change.before, change.after) if text is not None)
        facts.append(f"{change.what} {change.where}: {values}")
    return facts


def _became(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [(one.about.account, one.about.kind, one.about.record, one.what.value) for one in comparison.differences]


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["name"])
def test_pairs(case: dict[str, Any]) -> None:
    """Every fact, in order."""
    path = f"aurora/{case['folder']}/X-1.yaml"
    assert _facts(_compared({path: case["before"]}, {path: case["after"]})) == case["changes"]


def test_a_change_knows_its_way_in_both_files() -> None:
    """Positions of today lead to the line that is shown, those of before to what it was."""
    path = "aurora/prices/PRC-1.yaml"
    before = {path: "id: PRC-1\nlines: [{valid_from: 2024-01-01, unit_price: 3 EUR}]\n"}
    after = {path: "id: PRC-1\nlines: [{valid_from: 2023-01-01}, {valid_from: 2024-01-01, unit_price: 4 EUR}]\n"}
    added, changed = _compared(before, after).differences[0].changes
    assert (added.at, added.was_at, added.is_item) == (("lines", 0), ("lines",), True)
    assert (changed.at, changed.was_at) == (("lines", 1, "unit_price"), ("lines", 0, "unit_price"))
    assert changed.field == "unit_price"
    assert (changed.about.account, changed.about.record, changed.about.kind) == ("aurora", "PRC-1", "price")


def test_files_that_came_went_or_changed() -> None:
    """One difference for each file, with account, kind and id; what is the same is not mentioned."""
    before = {
        "aurora/prices/PRC-1.yaml": f"id: PRC-1\n{PRICE}",
        "aurora/prices/PRC-2.yaml": f"id: PRC-2\n{PRICE}title: a\n",
        "aurora/prices/PRC-3.yaml": f"id: PRC-3\n{PRICE}title: b\n",
        "aurora/README.md": "x",
        "aurora/files/COM-1.yaml": "a: b",
        "group/people/PER-1.yaml": "id: PER-1\nside: internal\n",
    }
    after = {
        "aurora/prices/PRC-1.yaml": f"id: PRC-1\n{PRICE}# only a remark\n",
        "aurora/prices/PRC-2.yaml": f"id: PRC-2\n{PRICE}title: c\n",
        "aurora/prices/PRC-4.yaml": f"id: PRC-4\n{PRICE}title: d\n",
        "aurora/README.md": "y",
        "aurora/files/COM-1.yaml": "a: c",
        "group/people/PER-1.yaml": "id: PER-1\nside: customer\n",
    }
    comparison = _compared(before, after)
    assert _became(comparison) == [
        ("aurora", "price", "PRC-2", "changed"),
        ("aurora", "price", "PRC-3", "removed"),
        ("aurora", "price", "PRC-4", "added"),
        ("group", "contact", "PER-1", "changed"),
    ]
    assert _became(comparison.of("group")) == [("group", "contact", "PER-1", "changed")]
    assert changed_ids(comparison) == {"aurora": {"PRC-2", "PRC-4"}, "group": {"PER-1"}}
    assert changed_ids(_compared(after, after)) == {}


def test_a_renamed_record_is_one_record() -> None:
    """The new id names the old one in `formerly`; what else changed is a fact beside it."""
    comparison = _compared(
        {"aurora/prices/PRC-1.yaml": f"id: PRC-1\n{PRICE}"},
        {"aurora/prices/PRC-9.yaml": f"id: PRC-9\n{PRICE}formerly: [PRC-1]\ntitle: new\n"},
    )
    (one,) = comparison.records_that(What.RENAMED)
    assert (one.about.record, one.former, one.was_in, one.is_in) == (
        "PRC-9",
        "PRC-1",
        "records/aurora/prices/PRC-1.yaml",
        "records/aurora/prices/PRC-9.yaml",
    )
    assert _facts(comparison) == ["changed id: PRC-1 -> PRC-9", "added formerly: [PRC-1]", "added title: new"]
    assert changed_ids(comparison) == {"aurora": {"PRC-9"}}


def test_the_same_content_under_another_id_is_a_rename() -> None:
    """Also without `formerly`; but not in another account or kind, and not while the old record is still there."""
    text = "id: {}\npart: PRT-1\nsite: SIT-A\ntitle: the only one\n"
    old = {"aurora/prices/PRC-1.yaml": text.format("PRC-1")}
    renamed = _compared(old, {"aurora/prices/PRC-9.yaml": text.format("PRC-9")})
    moved = _compared(old, {"borealis/prices/PRC-9.yaml": text.format("PRC-9")})
    copied = _compared(old, old | {"aurora/prices/PRC-9.yaml": text.format("PRC-9") + "formerly: [PRC-1]\n"})
    assert [one[3] for one in _became(renamed)] == ["renamed"]
    assert [one[3] for one in _became(moved)] == ["removed", "added"]
    assert [one[3] for one in _became(copied)] == ["added"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: PRC-1\n", "id: [PRC-1\n"),
        ("id: [PRC-1\n", "id: PRC-1\n"),
        ("id: [a\n", "id: [b\n"),
        ("id: PRC-1\n", "x\n"),
    ],
)
def test_a_file_that_cannot_be_read_counts_as_changed(before: str, after: str) -> None:
    """There are no facts, but the record is not what it was."""
    path = "aurora/prices/PRC-1.yaml"
    comparison = _compared({path: before}, {path: after})
    assert _became(comparison) == [("aurora", "price", "PRC-1", "changed")]
    assert _facts(comparison) == []
    assert changed_ids(comparison) == {"aurora": {"PRC-1"}}


def test_settings_are_compared_beside_the_records() -> None:
    """Policy, publications and roots belong to no account, a baseline to its own."""
    comparison = _compared(
        {"policy.yaml": "owner: PER-1\n", "aurora/baseline.yaml": "a: b\n", "publications.yaml": "publications: []\n"},
        {"policy.yaml": "owner: PER-2\n", "aurora/baseline.yaml": "a: c\n", "root.yaml": "holds: strict\n"},
    )
    assert _became(comparison) == [
        ("aurora", "baseline.yaml", "", "changed"),
        ("", "policy.yaml", "", "changed"),
        ("", "publications.yaml", "", "removed"),
        ("", "root.yaml", "", "added"),
    ]
    assert [one.about.kind for one in comparison.of("").settings] == ["policy.yaml", "publications.yaml", "root.yaml"]
    assert comparison.records == ()
    assert changed_ids(comparison) == {}


class _Renamed(Record):
    """A kind one field of which got another name."""

    about: ClassVar[About] = About("x", "xs", "XXX", "XXX-1", "Xs", Class.SCHEDULE)
    subject: Line | None = maybe("What it is about.", reads="schedule", formerly=("topic",))


def test_a_former_name_of_a_field_is_no_difference() -> None:
    """The record says the same under the name that the field has today."""
    files = [{"a/xs/XXX-1.yaml": f"id: XXX-1\n{name}: a\n".encode()} for name in ("topic", "subject")]
    assert compare(files[0], files[1], {"xs": _Renamed}).differences == ()
