"""Breakdowns and purchase agreements in a second root: rules read it where it is joined, and are silent without it."""

import re
import shutil
from pathlib import Path

import pytest

from kamdocs.cli.checking import check
from kamdocs.cli.workspace import Workspace
from kamdocs.project import find_project
from tests.books import overlaid, sample_files, write_project
from tests.cli.running import call

POLICY = (
    sample_files()["policy.yaml"]
    .decode()
    .replace(
        "holds: strict\n",
        "holds: strict\nroots: {strict: {holds: strict, kinds: [cost_breakdown, purchase_agreement]}}\n",
    )
)
STRICT = ("cost-breakdowns", "purchase-agreements")
BREAKDOWN = "sample/cost-breakdowns/CBD-2021-0001-200-B.yaml"
AGREEMENT = "sample/purchase-agreements/PUR-2023-0001.yaml"
BROKEN = {
    BREAKDOWN: sample_files()[BREAKDOWN].decode().replace("profit: 0.5000 EUR", "profit: 0.5001 EUR"),
    AGREEMENT: sample_files()[AGREEMENT].decode().replace("0.2500 EUR", "0.2600 EUR"),
}


def project(folder: Path, *, joined: bool) -> Path:
    """The sample with a wrong breakdown and a wrong purchase price, both in a root of their own."""
    write_project(folder, overlaid({**BROKEN, "policy.yaml": POLICY}))
    for name in STRICT:
        target = folder / "strict" / "sample" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder / "records" / "sample" / name, target)
    (folder / "strict" / "root.yaml").write_text("holds: strict\n")
    if not joined:
        shutil.rmtree(folder / "strict")
        return folder
    (folder / "pyproject.toml").write_text('[tool.kamdocs]\nrecords = ["records", "strict"]\n')
    return folder


def codes(folder: Path) -> list[tuple[str, str]]:
    workspace = Workspace(find_project(folder), "2024-12-02")
    report = check(workspace, (*workspace.accounts, "group"))
    return [(one.finding.code, one.finding.record) for one in report.shown]


def test_rules_read_the_second_root(tmp_path: Path) -> None:
    assert sorted(codes(project(tmp_path, joined=True))) == [
        ("DIR003", "PUR-2023-0001"),
        ("OFR001", "OFR-2021-0001"),
    ]


def test_without_it_they_are_silent_and_counted(tmp_path: Path) -> None:
    folder = project(tmp_path, joined=False)
    assert codes(folder) == []
    workspace = Workspace(find_project(folder), "2024-12-02")
    assert {"DIR003", "OFR006", "OFR014", "OFR016"} <= set(check(workspace, workspace.accounts).not_run)


@pytest.mark.parametrize("name", [BREAKDOWN, AGREEMENT])
def test_the_same_mistakes_in_the_first_root_are_found(tmp_path: Path, name: str) -> None:
    """So the silence above comes from the missing root alone."""
    write_project(tmp_path, overlaid({name: BROKEN[name]}))
    assert len(codes(tmp_path)) == 1


@pytest.mark.parametrize("form", ["text", "concise", "json", "github"])
def test_no_report_prints_a_strict_number_or_day(tmp_path: Path, form: str) -> None:
    """Not even the day on which only our own price moved, nor a rate, in whatever form."""
    strict = {
        AGREEMENT: BROKEN[AGREEMENT].replace("2023-01-01", "2023-04-17"),
        BREAKDOWN: BROKEN[BREAKDOWN].replace("tool_amortisation: 0.0000", "tool_amortisation: 0.0771"),
    }
    said = call(write_project(tmp_path, overlaid(strict)), "check", "--as-of", "2024-12-02", "--output-format", form)
    assert {"DIR003", "OFR001", "OFR016"} <= set(re.findall(r"\b(?:DIR|OFR)\d{3}\b", said.out))
    assert not re.search(r"0\.2600|2023-04-17|0\.0771|0\.5001", said.out + said.err), said.out
