"""`offer`: what an author has to correct is 1, what stands in the way of kamdocs is 2, and nothing is written."""

import sys
from pathlib import Path

import pytest

from tests.cli.offered import ROUND_1, breakdown, offer, rounds
from tests.cli.running import Ran, call, sample

FILE = f"sample/offers/{ROUND_1}.yaml"
COST = "sample/cost-breakdowns/CBD-2024-0901-100-A.yaml"
_DOLLARS = "  fx_base: [{series: FXS-EUR-USD, period: 2024-10}]\ntooling_total:"
FIXED = "  - {component: 7K-077, quantity: 1 kg, unit_price: 0.1150 EUR, handling_fee: 3.5 %}"


def written(project: Path, *words: str) -> Ran:
    done = call(project, "offer", ROUND_1, "--to", "out.xlsx", *words)
    assert not list(project.glob("out.*"))
    return done


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (
            {FILE: offer(1, first="284.5300 EUR per 100").replace("1.2000 EUR", "120.0000 EUR per 100")},
            "The price of PRT-100-A is in EUR per 100, its breakdown in EUR. Write both in one price unit.",
        ),
        (
            {FILE: offer(1, first="2.8453 USD", second="1.2000 USD").replace("tooling_total:", _DOLLARS)},
            "The price of PRT-100-A is in USD, its breakdown in EUR.",
        ),
        (
            {COST: breakdown(1, fixed=FIXED)},
            "The breakdown of PRT-100-A cannot be added up: quantity in kg does not fit a price per pcs. "
            "Correct CBD-2024-0901-100-A.",
        ),
        ({COST: "id: ["}, "OFR-2024-0901 has no breakdown for PRT-100-A that can be read."),
    ],
)
def test_records_that_do_not_fit_are_corrected_by_their_author(
    tmp_path: Path, files: dict[str, str], says: str
) -> None:
    done = written(sample(tmp_path, rounds() | files))
    assert done.code == 1, done.err
    assert says in done.err
    assert "Nothing was written. Next: kamdocs check OFR-2024-0901" in done.err


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    (project / "papers.xlsx").mkdir()
    done = call(project, "offer", ROUND_1, "--to", "papers.xlsx", "--force")
    assert (done.code, done.err) == (
        2,
        "kamdocs: papers.xlsx is a folder.\n  Give the name of a file in it, such as offer.xlsx.\n",
    )
    assert not list((project / "papers.xlsx").iterdir())


def test_without_the_program_for_workbooks_the_way_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.startswith(("openpyxl", "kamdocs.exchange.workbook_"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "kamdocs.exchange.breakdown_rows", raising=False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = written(sample(tmp_path, rounds()), "--letter")
    assert done.code == 2
    assert "Workbooks need openpyxl" in done.err
    assert "pip install 'kamdocs[xlsx]'" in done.err


def test_the_option_that_is_missing_is_named(tmp_path: Path) -> None:
    done = call(sample(tmp_path, rounds()), "offer", ROUND_1)
    assert (done.code, done.err.splitlines()[0]) == (2, "kamdocs: `kamdocs offer` needs --to FILE.xlsx.")
    done = call(tmp_path, "gate", "CHG-2024-0001")
    assert done.err.startswith("kamdocs: `kamdocs gate` does not know what to do with `CHG-2024-0001`.")
