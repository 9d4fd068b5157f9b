"""`attention`: one list, what is lost after a day first, then money, unknown money apart."""

import json
from pathlib import Path
from typing import Any

from tests.cli.running import call, sample, text_of

CHANGE = "sample/changes/CHG-2024-0001.yaml"


def _entries(folder: Path, *words: str) -> list[dict[str, Any]]:
    done = call(folder, "attention", "--output-format", "json", *words)
    assert done.code == 0, done.err
    entries: list[dict[str, Any]] = json.loads(done.out)["entries"]
    return entries


def test_a_clean_account_needs_nobody(tmp_path: Path) -> None:
    project = sample(tmp_path)
    assert call(project, "attention").out.splitlines()[-1] == "Nothing needs anybody."
    assert _entries(project) == []


def test_blocks_come_in_their_order_and_unknown_is_never_zero(tmp_path: Path) -> None:
    """An expired offer, a tool paid without proof and a claim without ground: a date, money, and unknown money."""
    offer = text_of("sample/offers/OFR-2021-0001.yaml")
    live = offer.split("track:")[0].replace("id: OFR-2021-0001", "id: OFR-2024-0009").replace("round: 1", "round: 2")
    overlay = {
        "sample/offers/OFR-2024-0009.yaml": live + "track:\n  - {state: draft, on: 2021-06-01}\n",
        "sample/claims/CLM-2024-0002.yaml": text_of("sample/claims/CLM-2024-0001.yaml")
        .replace("CLM-2024-0001", "CLM-2024-0002")
        .replace("amount_claimed", "# amount_claimed"),
    }
    entries = _entries(sample(tmp_path, overlay))
    blocks = [one["block"] for one in entries]
    order = ["lost", "money", "unknown", "rest"]
    assert blocks == sorted(blocks, key=order.index)
    assert entries
    for one in entries:
        if one["block"] == "unknown":
            assert one["unknown"]
            assert one["money"] == []


def test_only_of_one_person(tmp_path: Path) -> None:
    text = text_of("sample/prices/PRC-100-A-ONE.yaml").replace(
        "layers: {value_added: 2.5000", "layers: {value_added: 2.4000"
    )
    project = sample(tmp_path, {"sample/prices/PRC-100-A-ONE.yaml": text})
    every = _entries(project)
    assert {one["in_charge"] for one in every} == {"PER-0002"}
    assert _entries(project, "--of", "PER-0002") == every
    assert _entries(project, "--of", "PER-0001") == []
    done = call(project, "attention", "--of", "PER-9999")
    assert (done.code, "There is no person PER-9999." in done.err) == (2, True)
