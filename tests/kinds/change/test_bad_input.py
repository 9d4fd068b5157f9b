"""Changes written badly: a finding at the line that is wrong, and nothing hangs or breaks."""

from pathlib import Path

import pytest

from kamdocs.cli.checking import check
from kamdocs.cli.workspace import Workspace
from kamdocs.project import find_project
from tests.books import overlaid, write_project

ID = "CHG-2024-0002"
ZERO = "one_off: {tooling: 0.00 EUR, validation: 0.00 EUR, obsolescence: 0.00 EUR, development: 0.00 EUR}"
RELEASE = "{door: introduce, by: PER-0001, on: 2024-11-04, because: Line stop otherwise."
OFFER = "sample/offers/OFR-2021-0001.yaml"


def change(*fields: str, delta: str = "", index: str = "02", name: str = ID, head: str = "") -> dict[str, str]:
    moved = f", price_delta: {{{delta}}}" if delta else ""
    rows = (
        f"id: {name}{head}",
        "initiator: customer",
        "reason: Softer lip on the rear cover.",
        "received_on: 2024-07-01",
        f'lines: [{{part: PRT-200-B, index_from: "{index}", index_to: "03"{moved}}}]',
        *fields,
        "technical_track: [{state: inquiry, on: 2024-07-01}]",
        "commercial_track: [{state: not_assessed, on: 2024-07-01}]",
        "",
    )
    return {f"sample/changes/{name}.yaml": "\n".join(rows)}


def released(terms: str) -> dict[str, str]:
    return change(f"risk_releases: [{RELEASE}, {terms}}}]")


def of_offer(old: str, new: str) -> dict[str, str]:
    text = overlaid({})[OFFER].decode()
    assert old in text
    return {OFFER: text.replace(old, new)}


CHANGED = f"sample/changes/{ID}.yaml"
CASES = {
    "a release without an end": (
        released("price_per_day: 70.00 EUR, cost_ceiling: 2000.00 EUR"),
        [f"{CHANGED}:6:17 CHG003 a release of unknown amount: `until` missing"],
    ),
    "a price a day below zero": (
        released("until: 2025-01-31, price_per_day: -70.00 EUR, cost_ceiling: 2000.00 EUR"),
        [f"{CHANGED}:6:130 VAL013 -70.00 EUR is outside 0 or more"],
    ),
    "a ceiling below zero": (
        released("until: 2025-01-31, price_per_day: 70.00 EUR, cost_ceiling: -0.01 EUR"),
        [f"{CHANGED}:6:155 VAL013 -0.01 EUR is outside 0 or more"],
    ),
    "a release in two currencies": (
        released("until: 2025-01-31, price_per_day: 70.00 EUR, cost_ceiling: 2000.00 USD"),
        [f"{CHANGED}:6:155 GEN020 EUR and USD in one sum"],
    ),
    "a part sold in two price units": (
        change(ZERO, delta="value_added: 0.0500 EUR, mandated: 5.0000 EUR per 100"),
        [f"{CHANGED}:5:110 GEN020 EUR and EUR per 100 in one sum"],
    ),
    "one-offs in another currency than the price": (
        change(ZERO, delta="value_added: 0.0500 USD"),
        [f"{CHANGED}:6:20 GEN020 USD and EUR in one sum"],
    ),
    "stock below zero": (
        change("stock_exposure: {quantity: -5 pcs, amount: 0.00 EUR, assessed_on: 2024-07-08}"),
        [f"{CHANGED}:6:28 VAL013 -5 pcs is outside 0 or more"],
    ),
    "no volume in an offer": (
        of_offer("2023: 48000 pcs", "2023: 0 pcs"),
        [f"{OFFER}:10:38 VAL013 0 pcs is outside numbers above 0"],
    ),
    "two changes that replace each other": (
        change(head="\nsupersedes: CHG-2024-0003")
        | change(name="CHG-2024-0003", index="01", head=f"\nsupersedes: {ID}"),
        [f"{CHANGED}:2:13 GEN019 {ID} → CHG-2024-0003 → {ID}: a circle"],
    ),
    "a change that rests on the offer that rests on it": (
        change(head="\nevidence: [OFR-2021-0001, NOM-2021-0001]")
        | of_offer("round: 1", f"round: 1\nevidence: [NOM-2021-0001, {ID}]"),
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_finding_at_the_right_line(name: str, tmp_path: Path) -> None:
    """What is wrong is said where it stands; the findings are compared whole."""
    files, expected = CASES[name]
    workspace = Workspace(find_project(write_project(tmp_path, overlaid(files))), "2024-12-02")
    report = check(workspace, (*workspace.accounts, "group"))
    found = [f"{one.finding.place} {one.finding.code} {one.finding.says}" for one in report.shown]
    assert [one.removeprefix("records/") for one in found] == expected
