"""`kamdocs gate`: answers in words and as a document, by plant and account, and the exit code of a used NO-GO."""

import json
from pathlib import Path

import jsonschema
import pytest

from kamdocs.report.gate_schema import gate_schema
from tests.cli.running import Ran, call, run, sample
from tests.kinds.change.story import CHANGE, PART, RELEASE, changed, story


def gate(folder: Path, *words: str, as_of: str = "2024-04-05") -> Ran:
    return call(folder, "gate", "--as-of", as_of, *words)


def document(folder: Path, *words: str, as_of: str = "2024-04-05") -> dict[str, object]:
    """The document, checked against its schema."""
    found = json.loads(gate(folder, "--output-format", "json", *words, as_of=as_of).out)
    jsonschema.Draft7Validator.check_schema(gate_schema())
    jsonschema.Draft7Validator(gate_schema()).validate(found)
    return dict(found)


def test_both_doors_with_reason_money_and_end(tmp_path: Path) -> None:
    ran = gate(sample(tmp_path, story()))
    assert ran.code == 0
    assert ran.out.startswith("As of 2024-04-05 · sample\n")
    assert f"{CHANGE}  {PART} to SIT-M  C → D" in ran.out
    assert "valid until 2024-04-06, after 2024-04-06: unknown, ask" in ran.out
    assert "+61.88 EUR, owed to us, quoted, planned pieces; since 2024-03-11: +1660.73 EUR" in ran.out
    assert "2024-03-01 to 2024-03-10: -247.50 EUR" in ran.out
    assert "agreement: PER-0002 Jonas Lindqvist, kam; release: sales director" in ran.out
    assert ran.out.endswith("This answer never asks to stop shipments.\n")


@pytest.mark.parametrize(("as_of", "code"), [("2024-03-10", 0), ("2024-03-11", 1), ("2024-04-07", 1)])
def test_a_no_go_that_was_used_is_exit_1(tmp_path: Path, as_of: str, code: int) -> None:
    """Without a release the first shipment makes the difference, not the answer."""
    ran = gate(sample(tmp_path, story(release="")), as_of=as_of)
    assert "introduce  NO-GO" in ran.out
    assert ran.code == code


def test_a_launch_without_agreement_is_exit_1(tmp_path: Path) -> None:
    more = changed(f"changes/{CHANGE}", ("technical_track", "first_cost_on: 2024-03-05\ntechnical_track"))
    folder = sample(tmp_path, story(more))
    assert [gate(folder, as_of=day).code for day in ("2024-03-04", "2024-03-05")] == [0, 1]


def test_the_day_of_policy_is_said(tmp_path: Path) -> None:
    ran = run(sample(tmp_path, story()), "gate")
    assert ran.out.startswith("As of 2024-12-02 (policy) · sample\n")
    assert ran.code == 1


def test_the_document_is_versioned_and_follows_its_schema(tmp_path: Path) -> None:
    found = document(sample(tmp_path, story()))
    assert (found["type"], found["schema"], found["as_of"], found["day_from"]) == ("gate", 1, "2024-04-05", "--as-of")
    (here,) = [one for one in found["doors"] if one["site"] == "SIT-M"]  # type: ignore[attr-defined]
    assert here["introduce"]["answer"] == "GO"
    assert here["introduce"]["valid_until"] == "2024-04-06"
    assert here["introduce"]["afterwards"] == "after 2024-04-06: unknown, ask"
    assert here["introduce"]["used_on"] == "2024-03-11"
    assert here["launch"] == {
        "answer": "NO-GO",
        "reason": "not agreed",
        "because": "commercially in negotiation since 2024-02-20",
        "valid_until": None,
        "afterwards": None,
        "used_on": None,
    }
    assert (here["money"]["a_day"], here["money"]["owed_to_us"], here["money"]["owed_by_us"]) == (
        "61.88", "1660.73", "0.00",
    )  # fmt: skip


def test_the_schema_refuses_what_is_no_answer(tmp_path: Path) -> None:
    found = document(sample(tmp_path, story()))
    found["doors"][0]["launch"]["answer"] = "MAYBE"  # type: ignore[index]
    assert not jsonschema.Draft7Validator(gate_schema()).is_valid(found)


def test_a_plant_gets_its_own_parts(tmp_path: Path) -> None:
    more = changed(
        f"parts/{PART}",
        ("{plant: PLT-ONE, share: 75 %}, {plant: PLT-TWO, share: 25 %}", "{plant: PLT-TWO, share: 100 %}"),
    )
    folder = sample(tmp_path, story(more, release=""))
    assert document(folder, "--plant", "PLT-ONE")["doors"] == []
    assert gate(folder, "--plant", "PLT-ONE").code == 0
    assert len(document(folder, "--plant", "PLT-TWO")["doors"]) == 2  # type: ignore[arg-type]
    assert gate(folder, "--plant", "PLT-TWO").code == 1


def test_a_plant_or_account_that_does_not_exist(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    ran = gate(folder, "--plant", "PLT-TOW")
    assert (ran.code, ran.err) == (2, "kamdocs: There is no plant PLT-TOW.\n  Did you mean PLT-TWO?\n")
    assert gate(folder, "--account", "smaple").code == 2
    assert gate(folder, "--account", "sample").code == 0


def test_a_change_that_does_not_load_is_unknown(tmp_path: Path) -> None:
    broken = story(release=RELEASE.replace("70.00 EUR", "seventy"))
    folder = sample(tmp_path, broken)
    ran = gate(folder)
    assert f"{CHANGE}  UNKNOWN  its file did not load" in ran.out
    assert "1 not read" in ran.out
    assert document(folder)["unread"] == [{"account": "sample", "change": CHANGE}]
