"""What binds in every kind, which acts may not be rewritten, and what moves the gate itself."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.cli.workspace import MODELS
from kamdocs.history import gate, past
from kamdocs.history.binding import act_in_the_future, agreed_facts_rewritten, gate_touched
from kamdocs.history.compare import Comparison, compare
from kamdocs.rules.rule import Hit, rules_in
from tests.books import book_from, overlaid, sample_files

CASES = yaml.safe_load((Path(__file__).parent / "pairs" / "bindings.yaml").read_text("utf-8"))
DAY = date(2024, 12, 2)
_NAMES = (
    "id", "class", "track", "commercial_track", "lines", "rows", "months", "technical_indices", "bom", "index", "state",
    "on", "by", "evidence", "revision", "no", "parts", "part", "valid_from", "unit_price", "layers", "signed", "us",
    "date", "release_date", "amount_claimed", "formerly", "own", "values", "side",
)  # fmt: skip


def _edited(text: str, edits: Mapping[str, str]) -> str:
    for old, new in edits.items():
        assert old in text, f"the sample does not say {old}"
        text = text.replace(old, new, 1)
    return text


def _compared(path: str, first: Mapping[str, str], then: Mapping[str, str]) -> Comparison:
    before = _edited(sample_files()[path].decode(), first)
    after = _edited(before, then)
    return compare(overlaid({path: before}), overlaid({path: after}), MODELS)


def _shown(hit: Hit) -> str:
    place = ".".join(str(step) for step in hit.spot.path)
    return f"{'key of ' if hit.spot.key else ''}{place}: {hit.says}"


def _rewritten(comparison: Comparison) -> list[str]:
    return [_shown(hit) for one in comparison.records for hit in past.rewritten(one, DAY)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_binding_fields_and_acts(case: dict[str, Any]) -> None:
    """All sentences, with their places, in order."""
    path = f"group/{case['file'][9:]}.yaml" if case["file"].startswith("../") else f"sample/{case['file']}.yaml"
    found = _rewritten(_compared(path, case.get("first", {}), case["then"]))
    assert found == case["says"]


def test_several_items_that_are_gone_share_one_place() -> None:
    """One finding for the list, which counts the others."""
    path = "sample/volume-plans/VOL-S1-2024-01.yaml"
    text = sample_files()[path].decode()
    start, end = text.index("rows:\n"), text.index("totals:\n")
    after = f"{text[:start]}rows:\n  - {{part: PRT-300-C, site: SIT-ONE, months: {{2024-11: 1}}}}\n{text[end:]}"
    found = _rewritten(compare(overlaid({path: text}), overlaid({path: after}), MODELS))
    gone = "`rows@PRT-100-A/SIT-ONE/series` was there, is gone, and binds since 2024-01-16 (1 more here)"
    assert found == [f"key of rows: {gone}"]


def test_a_renamed_record_keeps_what_binds() -> None:
    """Another id is free, another price is not."""
    old, new = "sample/prices/PRC-100-A-ONE.yaml", "sample/prices/PRC-100-A-FIRST.yaml"
    text = _edited(
        sample_files()[old].decode(), {"id: PRC-100-A-ONE\n": "id: PRC-100-A-FIRST\nformerly: [PRC-100-A-ONE]\n"}
    )
    after = overlaid({new: text.replace("3.1000 EUR", "3.1100 EUR")}, [old])
    found = _rewritten(compare(overlaid({}), after, MODELS))
    assert found == ["lines.0.unit_price: `unit_price` was 3.1000 EUR, is 3.1100 EUR, and binds since 2022-11-28"]


def test_what_does_not_load_today_is_left_to_its_own_findings() -> None:
    """One mistake, one message: a file that is broken today gets no second finding."""
    path = "sample/prices/PRC-100-A-ONE.yaml"
    comparison = _compared(path, {}, {"unit_price: 3.1000 EUR": "unit_price: 3,1000 EUR"})
    readable = book_from()
    assert [hit.spot.path for hit in agreed_facts_rewritten(comparison, readable)] == [("lines", 0, "unit_price")]
    unread = book_from(without=[path])
    unread.shelf.unread["PRC-100-A-ONE"] = path  # type: ignore[index]
    assert list(agreed_facts_rewritten(comparison, unread)) == []
    assert list(agreed_facts_rewritten(_compared(path, {}, {"lines:": "lines: ["}), readable)) == []


@pytest.mark.parametrize(
    ("path", "then", "says"),
    [
        (
            "sample/prices/PRC-100-A-ONE.yaml",
            {"evidence: [ORD-2023-0001]}": "evidence: [ORD-2023-0001]}\n      - {state: contested, on: 2024-12-03}"},
            ["lines.1.track.3.on: contested on 2024-12-03 is in the future"],
        ),
        (
            "sample/prices/PRC-100-A-ONE.yaml",
            {"evidence: [ORD-2023-0001]}": "evidence: [ORD-2023-0001]}\n      - {state: contested, on: 2024-12-02}"},
            [],
        ),
        (
            "sample/prices/PRC-100-A-ONE.yaml",
            {"lines:\n": "lines:\n  - {valid_from: 2025-01-01, track: [{state: proposed, on: 2025-01-01}]}\n"},
            ["lines.0.track.0.on: proposed on 2025-01-01 is in the future"],
        ),
        (
            "sample/claims/CLM-2024-0001.yaml",
            {"by: PER-0003}\n": "by: PER-0003}\n", "track:\n": "track:\n  - {state: identified, on: 2030-01-01}\n"},
            ["track.0.on: an act on ▒▒▒ is in the future"],
        ),
        ("sample/claims/CLM-2024-0001.yaml", {"event_on: 2024-09-02": "event_on: 2030-01-01"}, []),
    ],
)
def test_acts_in_the_future(path: str, then: dict[str, str], says: list[str]) -> None:
    """Only entries that BASE does not have; the day itself is not in the future."""
    assert [_shown(hit) for hit in act_in_the_future(_compared(path, {}, then), book_from())] == says


def test_an_act_that_base_has_too_is_not_new() -> None:
    """Whoever touches another field is not asked about an old mistake; a new record is asked about all."""
    path = "sample/prices/PRC-100-A-ONE.yaml"
    first = {"on: 2023-12-18": "on: 2025-12-18"}
    touched = _compared(path, first, {"agreed_in: DOC-2022-0001\n": ""})
    text = _edited(sample_files()[path].decode(), first)
    new = compare(overlaid({}, [path]), overlaid({path: text}), MODELS)
    assert list(act_in_the_future(touched, book_from())) == []
    assert [hit.day for hit in act_in_the_future(new, book_from())] == ["2025-12-18"]


def _touched(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    found = []
    for one in compare(before, after, MODELS).differences:
        for spot, says in gate.touched(one):
            place = ".".join(str(step) for step in spot.path)
            found.append(f"{spot.file or spot.record} {place}: {says}")
    return found


@pytest.mark.parametrize(
    ("path", "then", "says"),
    [
        (
            "policy.yaml",
            {
                "holds: strict\n": "holds: strict\nas_of: 2024-12-02\n",
                "time_zone: Europe/Paris": "time_zone: Europe/Rome",
            },
            [
                "policy.yaml as_of: `as_of` was not there, is 2024-12-02: counts after the merge",
                "policy.yaml time_zone: `time_zone` was Europe/Paris, is Europe/Rome: counts after the merge",
            ],
        ),
        (
            "policy.yaml",
            {"CHG: controller, ": ""},
            [
                "policy.yaml limits.waiver_authority.values.2022-01-01.CHG:"
                " `limits.waiver_authority.values.2022-01-01.CHG` was controller, is gone: counts after the merge"
            ],
        ),
        (
            "group/delegations-of-authority/DOA-RISK-RELEASE-2022.yaml",
            {"up_to: 100000.00 EUR": "up_to: 200000.00 EUR"},
            [
                "DOA-RISK-RELEASE-2022 up_to: `up_to` was 100000.00 EUR, is 200000.00 EUR: counts after the merge",
            ],
        ),
        (
            "group/people/PER-0001.yaml",
            {
                "name: Clara Winter": "name: Clara Winter-Sommer\nhost_login: cwinter",
                "function: sales_director": "function: controller",
            },
            [
                "PER-0001 host_login: `host_login` was not there, is cwinter: counts after the merge",
                "PER-0001 function: `function` was sales_director, is controller: counts after the merge",
            ],
        ),
        ("group/people/PER-0001.yaml", {"name: Clara Winter": "name: Clara Sommer"}, []),
        ("sample/prices/PRC-100-A-ONE.yaml", {"unit_price: 3.1000 EUR": "unit_price: 3.2000 EUR"}, []),
    ],
)
def test_the_gate(path: str, then: dict[str, str], says: list[str]) -> None:
    """One finding for each key that changed; what gives no authority is free."""
    text = sample_files()[path].decode()
    assert _touched(overlaid({}), overlaid({path: _edited(text, then)})) == says


def test_people_and_delegations_that_come_and_go() -> None:
    """A person of ours, or one of theirs who may decide, moves the gate; a buyer without authority does not."""
    base = "group/people/PER-0001.yaml", "group/delegations-of-authority/DOA-WAIVER-2022.yaml"
    people = {
        "sample/people/PER-0190.yaml": "id: PER-0190\nside: customer\nfunction: buyer\nlevel: 3\nauthority: none\n",
        "sample/people/PER-0191.yaml": "id: PER-0191\nside: customer\nfunction: buyer\nlevel: 1\nauthority: vp\n",
    }
    found = _touched(overlaid({}), overlaid(people, base))
    assert found == [
        f"{base[1]} : `DOA-WAIVER-2022` was there, is gone: counts after the merge",
        f"{base[0]} : `PER-0001` was there, is gone: counts after the merge",
        "PER-0191 id: `PER-0191` was not there, is new: counts after the merge",
    ]


def test_settings_that_come_go_or_cannot_be_read() -> None:
    """A whole file is one finding."""
    found = _touched(
        overlaid({"sample/baseline.yaml": "- a\n"}, ["publications.yaml"]),
        overlaid({"root.yaml": "holds: strict\n", "policy.yaml": "a: [\n"}, ["publications.yaml"]),
    )
    assert found == [
        "policy.yaml : `policy.yaml` was another text, cannot be compared: counts after the merge",
        "root.yaml id: `root.yaml` was not there, is new: counts after the merge",
        "sample/baseline.yaml : `baseline.yaml` was there, is gone: counts after the merge",
    ]


_WORDS = st.sampled_from(["2024-01-01", "agreed", "submitted", "claim", "COM-1", "3.10 EUR", "", "x"])
_TREES = st.recursive(
    st.none() | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=4),
    max_leaves=12,
)
_RECORDS = st.dictionaries(st.sampled_from(_NAMES), _TREES, max_size=8)


@given(model=st.sampled_from(sorted(MODELS)), before=_RECORDS, after=_RECORDS)
@settings(max_examples=150, deadline=None)
def test_a_file_of_any_shape_is_compared(model: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """BASE may hold what no longer loads: facts and sentences all the same, and none where nothing differs."""
    sides = [{f"a/{model}/X-1.yaml": yaml.safe_dump(tree).encode()} for tree in ({"id": "X-1", **before}, after)]
    for one in compare(sides[0], sides[1], MODELS).differences:
        hits = [*past.rewritten(one, DAY), *past.in_the_future(one, DAY)]
        assert one.changes or one.after is None or one.before is None
        assert all(hit.says and hit.spot.record == one.about.record for hit in hits)
        assert all(says for _, says in gate.touched(one))
    assert compare(sides[1], sides[1], MODELS).differences == ()


def test_the_rules_explain_themselves() -> None:
    """All three run only against BASE and say why and what to do."""
    from kamdocs.history import binding

    rules = {rule.code.code: rule for rule in rules_in(binding)}
    assert list(rules) == ["GEN004", "GEN011", "GEN014"]
    assert all(rule.against and rule.code.what and rule.code.why and rule.code.fix for rule in rules.values())
    comparison = _compared("policy.yaml", {}, {"holds: strict": "holds: internal"})
    assert [hit.spot.file for hit in gate_touched(comparison, book_from())] == ["policy.yaml"]
