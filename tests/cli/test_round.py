"""`round` on a real project: preview, writing, the check after it, one cause, refusals, and what machines get."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Ran, call, sample
from tests.kinds.price.rounds import BASE, CHANGE, CLAUSE, LTA, MANDATED, PART, PRICE, TYPED, example, replaced

DAY = "2024-12-01"
NEW_FILE = "records/sample/index-adjustments/IXA-2024-0303.yaml"


def _round(folder: Path, *words: str) -> Ran:
    return call(folder, "round", "--as-of", DAY, *words)


def _project(folder: Path, files: dict[str, str] | None = None) -> Path:
    return sample(folder, files or example())


def _state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_without_write_nothing_is_written(tmp_path: Path) -> None:
    project = _project(tmp_path)
    before = _state(project)
    done = _round(project, "--effective", "2025-01-01")
    assert (done.code, done.err) == (0, "")
    assert "4.3879 EUR → 4.4477 EUR  180,000 pcs  +10,764.00 EUR a year" in done.out
    assert "  LTA-2024-30@2025       annual reduction          1  -8,856.00 EUR" in done.out
    assert done.out.endswith("Nothing is written. With --write the drafts go into the files.\n")
    assert _state(project) == before


def test_all_shows_the_build_up_layer_by_layer(tmp_path: Path) -> None:
    said = _round(_project(tmp_path), "--effective", "2025-01-01", "--all").out
    assert "value_added  mandated  indexed_material  tool_amortisation  logistics" in said
    row = next(line for line in said.splitlines() if line.startswith("      line of 2025-01-01"))
    assert row.split()[3:] == ["2.4118", "1.2638", "0.5621", "0.1200", "0.0900", "4.4477", "EUR"]


def test_what_is_written_checks_clean_and_is_not_proposed_again(tmp_path: Path) -> None:
    project = _project(tmp_path, example({PRICE: BASE + TYPED}))
    before = _state(project)
    done = _round(project, "--effective", "2025-01-01", "--write")
    assert "Written: 2 files. Nothing is committed. Next: kamdocs check" in done.out
    after = _state(project)
    assert {name for name in after if after[name] != before.get(name)} == {f"records/{PRICE}", NEW_FILE}
    checked = call(project, "check", "--as-of", DAY, "--output-format", "concise").places
    assert checked, "the example has findings of its own"
    assert [place for place in checked if PRICE in place or NEW_FILE in place] == []
    again = _round(project, "--effective", "2025-01-01", "--write")
    assert "Nothing to draft." in again.out
    assert "Written" not in again.out
    assert _state(project) == after


def test_one_cause_after_the_other_makes_the_same_line_as_the_whole_day(tmp_path: Path) -> None:
    whole, single = _project(tmp_path / "whole"), _project(tmp_path / "single")
    _round(whole, "--effective", "2025-01-01", "--write")
    for words in (
        ("--index", "2025-Q1"),
        ("--mandated", "MDC-8K-300@2025-01-01"),
        ("--change", "CHG-2024-0300"),
        ("--lta", "LTA-2024-30@2025"),
    ):
        done = _round(single, *words, "--write")
        assert "Written" in done.out, done.err
    price, adjustment = (_round(project, "--effective", "2025-01-01").out for project in (whole, single))
    assert price == adjustment
    one, other = ((project / "records" / PRICE).read_text() for project in (whole, single))
    assert "unit_price: 4.4477 EUR" in one
    assert sorted(one.splitlines()) == sorted(other.splitlines())
    assert (whole / NEW_FILE).read_text() == (single / NEW_FILE).read_text()


def test_a_reduction_waits_for_the_change_of_its_day(tmp_path: Path) -> None:
    done = _round(_project(tmp_path), "--lta", "LTA-2024-30@2025")
    assert done.code == 2
    assert "LTA-2024-30@2025 is taken from what CHG-2024-0300 leaves in PRC-300-C-ONE@2025-01-01" in done.err
    assert "kamdocs round --change CHG-2024-0300 --write" in done.err


def test_a_period_is_named_by_its_first_month_too(tmp_path: Path) -> None:
    project = _project(tmp_path)
    assert _round(project, "--index", "2025-01").out == _round(project, "--index", "2025-Q1").out
    done = _round(project, "--index", "2025-H1")
    assert done.code == 2
    assert "No clause has an application period 2025-H1." in done.err


def test_a_period_that_cannot_be_computed_says_why(tmp_path: Path) -> None:
    done = _round(_project(tmp_path), "--index", "2025-Q2")
    assert done.code == 0
    assert "PIC-2024-0300 2025-04: not computable: IXS-ROUND has no value for 2024-12, 2025-01, 2025-02" in done.out


def test_an_adjustment_without_effect_is_written_alone(tmp_path: Path) -> None:
    project = _project(tmp_path, replaced(CLAUSE, ("threshold: 5 %", "threshold: 50 %")))
    for path in ("IXA-2024-0301", "IXA-2024-0302"):
        (project / f"records/sample/index-adjustments/{path}.yaml").unlink()
    text = (project / "records" / PRICE).read_text()
    first = text.split("  - valid_from: 2024-07-01")[0]
    (project / "records" / PRICE).write_text(first)
    done = _round(project, "--index", "2025-Q1", "--write")
    assert "Written: 1 file." in done.out, done.err
    written = (project / "records/sample/index-adjustments/IXA-2024-0002.yaml").read_text()
    assert "{part: PRT-300-C, delta: 0.0000 EUR}" in written
    assert (project / "records" / PRICE).read_text() == first


def test_a_line_that_is_not_computable_is_told_with_what_it_is_worth(tmp_path: Path) -> None:
    files = replaced(CHANGE, ("    price_delta: {value_added: 0.0450 EUR}\n", ""))
    done = _round(_project(tmp_path, files), "--effective", "2025-01-01", "--write")
    assert done.code == 0
    assert "NOT COMPUTABLE (1)" in done.out
    assert "PRC-300-C-ONE@2025-01-01  worth 789,822.00 EUR a year" in done.out
    assert "CHG-2024-0300: price_delta of PRT-300-C at SIT-ONE missing in CHG-2024-0300" in done.out
    assert "valid_from: 2025-01-01" not in (tmp_path / "records" / PRICE).read_text()


def test_one_cause_that_moves_many_prices_is_one_line(tmp_path: Path) -> None:
    """Count and money of the cause; prices beyond the twentieth only with `--all`."""
    files = example()
    copies = [f"{number:03d}-Z" for number in range(1, 26)]
    for path in (PART, PRICE):
        for one in copies:
            files[path.replace("300-C", one)] = files[path].replace("300-C", one)
    parts = ", ".join(f"PRT-{one}" for one in copies)
    files[LTA] = files[LTA].replace("parts: [PRT-300-C]", f"parts: [PRT-300-C, {parts}]")
    said = _round(_project(tmp_path, files), "--lta", "LTA-2024-30@2025", "--effective", "2025-01-01")
    assert said.code == 2, "the change of 300-C comes first"
    del files[CHANGE]
    project = _project(tmp_path / "without", files)
    short, full = (_round(project, "--lta", "LTA-2024-30@2025", *words).out for words in ((), ("--all",)))
    row = next(line for line in short.splitlines() if line.startswith("  LTA-2024-30@2025"))
    assert row == "  LTA-2024-30@2025  annual reduction         26  -8,694.00 EUR · volume of 25 lines unknown"
    assert "and 6 more: --all shows each with its build-up" in short
    assert short.count("4.3879 EUR → 4.3396 EUR") == 20
    assert full.count("4.3879 EUR → 4.3396 EUR") == 26


def test_what_a_proposed_line_lacks_is_listed_with_its_money(tmp_path: Path) -> None:
    proposed = TYPED.rstrip("\n") + "\n      - {state: proposed, on: 2024-11-26, evidence: [COM-2023-0001]}\n"
    done = _round(_project(tmp_path, example({PRICE: BASE + proposed})), "--effective", "2025-01-01", "--write")
    assert "PRC-300-C-ONE@2025-01-01  proposed" in done.out
    assert "CHG-2024-0300 (change) is missing: +0.0450 EUR, +8,100.00 EUR a year" in done.out
    assert (tmp_path / "records" / PRICE).read_text() == BASE + proposed


def test_machines_get_everything_as_text(tmp_path: Path) -> None:
    done = _round(_project(tmp_path), "--effective", "2025-01-01", "--output-format", "json")
    found = json.loads(done.out)
    assert (found["type"], found["schema"], found["written"]) == ("round", 1, [])
    drafted = found["rounds"][0]["drafted"][0]
    assert drafted["new"] == "4.4477 EUR"
    assert drafted["layers"]["value_added"] == "2.4118 EUR"
    assert [one["delta"] for one in drafted["build_up"]] == ["0.0450 EUR", "-0.0492 EUR", "0.0398 EUR", "0.0242 EUR"]
    assert found["rounds"][0]["money_a_year"] == ["10764.00 EUR"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "A round needs its day or its cause."),
        (("--effective", "January"), '"January" is no day.'),
        (("--index", "2024-Q9"), '"2024-Q9" is no period.'),
        (("--index", "2025-Q1", "--change", "CHG-2024-0300"), "--index and --change do not go together."),
        (("--change", "CHG-2024-0999"), "CHG-2024-0999 moves no price."),
        (("--mandated", "MDC-8K-300"), "MDC-8K-300 names no price of a component."),
        (("--mandated", "MDC-8K-300@2023-01-01"), "MDC-8K-300@2023-01-01 moves no price."),
        (("--effective", "2025-01-01", "--programme", "PRG-S9"), "There is no programme PRG-S9."),
        (("--effective", "2025-01-01", "--account", "sampel"), "There is no account `sampel`."),
    ],
)
def test_a_wrong_question_gets_a_way_out(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    done = _round(_project(tmp_path), *words)
    assert done.code == 2
    assert message in done.err
    assert len(done.err.strip().splitlines()) == 2


def test_the_example_is_complete() -> None:
    """The records that these tests change are in the example."""
    assert {CHANGE, CLAUSE, LTA, MANDATED, PRICE} <= example().keys()
