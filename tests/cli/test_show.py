"""`show`: one record with its standing, its fields, its place and its findings."""

import shutil
from pathlib import Path

import pytest

from tests.books import sample_files
from tests.cli.running import CLAIM, DAY, PRICE, call, sample, text_of

IDS = sorted(Path(path).stem for path in sample_files() if path.count("/") == 2 and path.endswith(".yaml"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, read only."""
    return sample(tmp_path_factory.mktemp("show"))


@pytest.mark.parametrize("record_id", IDS)
def test_every_record_is_shown_with_its_file(record_id: str, project: Path) -> None:
    done = call(project, "show", record_id)
    assert done.code == 0, done.err
    first, second, third, *_ = done.out.splitlines()
    assert first.startswith(f"As of {DAY} · ")
    assert second.startswith(record_id)
    assert third.endswith(f"/{record_id}.yaml")
    assert (project / third).is_file()
    assert done.out.splitlines()[-1] == "No finding."


def test_every_value_of_a_price_is_there_as_it_was_written(project: Path) -> None:
    said = call(project, "show", "PRC-100-A-ONE").out
    for words in ("part: PRT-100-A", "3.1000 EUR", "3.0000 EUR", "valid_from: 2024-01-01", "loaded", "COM-2023-0002"):
        assert words in said


def test_the_standing_is_that_of_the_day(project: Path) -> None:
    """In 2023 the older price was the one that counted."""
    now, then = (call(project, "show", "PRC-100-A-ONE", "--as-of", day).out for day in (DAY, "2023-06-30"))
    standing = [text.split("\n\n")[0] for text in (now, then)]
    assert "3.0000 EUR" in standing[0]
    assert "3.1000 EUR" in standing[1]
    assert standing[0] != standing[1]


def test_an_item_leads_to_its_record(project: Path) -> None:
    assert call(project, "show", "PRC-100-A-ONE@2024-01-01").out == call(project, "show", "PRC-100-A-ONE").out


def test_its_findings_stand_at_the_end(tmp_path: Path) -> None:
    twice = {PRICE: text_of(PRICE).replace("valid_from: 2023-01-01", "valid_from: 2024-01-01")}
    done = call(sample(tmp_path, twice), "show", "PRC-100-A-ONE")
    assert done.code == 0
    assert f"records/{PRICE}:" in done.out.splitlines()[-2]
    assert " PRC001 " in done.out
    assert done.out.splitlines()[-1] == "Next: kamdocs explain PRC001"


def test_one_id_in_two_accounts_asks_which(tmp_path: Path) -> None:
    folder = sample(tmp_path)
    shutil.copytree(folder / "records" / "sample", folder / "records" / "second")
    done = call(folder, "show", "TOL-0001")
    assert done.code == 2
    assert "TOL-0001 stands in sample, second." in done.err
    assert "--account" in done.err
    assert call(folder, "show", "TOL-0001", "--account", "second").code == 0


def test_a_record_that_does_not_load_leads_to_check(tmp_path: Path) -> None:
    done = call(sample(tmp_path, {PRICE: "id: PRC-100-A-ONE\n"}), "show", "PRC-100-A-ONE")
    assert done.code == 2
    assert "PRC-100-A-ONE does not load." in done.err
    assert f"kamdocs check records/{PRICE}" in done.err


def test_its_findings_are_told_as_a_report_tells_them(tmp_path: Path) -> None:
    """Its own fields are what the reader asked for; the sentences of rules stay those of `check`."""
    project = sample(tmp_path, {CLAIM: text_of(CLAIM).replace("parts: [PRT-100-A]", "parts: [PRT-100-X]")})
    told = [line for line in call(project, "show", Path(CLAIM).stem).out.splitlines() if " GEN002 " in line]
    assert len(told) == 1
    assert told[0] in call(project, "check", "--output-format", "concise").out.splitlines()


def test_a_percentage_keeps_its_sign(project: Path) -> None:
    said = call(project, "show", "CBD-2021-0001-200-B").out
    assert "  margin: 9 %\n" in said
    assert "va_overhead: 12 %, profit: 12 %}" in said
