"""The benchmarks keep working: their records are coherent, and they measure what they say. Nothing here is timed."""

from pathlib import Path

import pytest

from tests.benchmarks.check import measure
from tests.benchmarks.generate import generate
from tests.benchmarks.round import measure as measure_round
from tests.benchmarks.rules import measure as measure_rules
from tests.benchmarks.site import measure as measure_site


def test_the_same_seed_gives_the_same_records(tmp_path: Path) -> None:
    """Two runs differ in nothing, another seed does."""
    for name, seed in (("one", 1), ("two", 1), ("other", 2)):
        (tmp_path / name).mkdir()
        generate(tmp_path / name, records=60, accounts=2, seed=seed)
    texts = {
        name: {file.relative_to(tmp_path / name): file.read_text("utf-8") for file in (tmp_path / name).rglob("*.yaml")}
        for name in ("one", "two", "other")
    }
    assert texts["one"] == texts["two"]
    assert texts["one"] != texts["other"]


def test_check_is_measured_beside_its_floor(tmp_path: Path) -> None:
    """Every record is read, nothing is found, and all figures are there."""
    files = generate(tmp_path, records=300, accounts=3)
    measured = measure(tmp_path, rounds=1)
    assert measured.files == files
    assert measured.findings == 0
    assert min(measured.floor, measured.load, measured.check, measured.memory) > 0
    assert [line.split()[0] for line in measured.lines()] == ["records", "floor", "load", "check", "memory"]


def test_rules_are_measured_beside_their_floor(tmp_path: Path) -> None:
    """Every record of the accounts is judged, and nothing is found."""
    measured = measure_rules(tmp_path, records=120, accounts=2, rounds=1)
    assert measured.accounts == 2
    assert measured.records > 80
    assert measured.findings == 0
    assert "x floor" in measured.line()


def test_a_round_is_measured_beside_its_floor(tmp_path: Path) -> None:
    """Every price is drafted, none is refused."""
    measured = measure_round(tmp_path, lines=10, rounds=1)
    assert measured.lines >= 5
    assert measured.refused == 0
    assert "x floor" in measured.line()


@pytest.mark.slow
def test_pages_are_measured(tmp_path: Path) -> None:
    """A publication with as many pages as records."""
    project = tmp_path / "project"
    project.mkdir()
    files = generate(project, records=60, accounts=1)
    pages, whole, frame = measure_site(project, tmp_path / "out")
    assert pages == files
    assert min(whole, frame) > 0
