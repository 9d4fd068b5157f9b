"""Bad files, kept as files: each is refused with its places and sentences, all of them, and nothing else."""

from pathlib import Path

import pytest
import yaml

from kamdocs.kinds import BY_SLUG
from kamdocs.load.codes import READING_CODES
from kamdocs.load.loader import Words
from kamdocs.load.places import PlacesOf
from kamdocs.load.problem import Problem
from kamdocs.load.shelf import read_record

REFUSED = Path(__file__).parent / "refused"
EXPECTED: dict[str, list[str]] = yaml.safe_load((REFUSED / "expected.yaml").read_text("utf-8"))
FILES = sorted(path.name for path in REFUSED.glob("*.yaml") if path.name != "expected.yaml")


def _line(problem: Problem, places: PlacesOf) -> str:
    if problem.line:
        return f"{problem.line}:{problem.column} {problem.code} {problem.says}"
    place = (
        places.part(problem.path, problem.part) if problem.code == "VAL011" else places.of(problem.path, problem.key)
    )
    return f"{place.line}:{place.column} {problem.code} {problem.says}"


@pytest.mark.parametrize("name", FILES)
def test_refused(name: str) -> None:
    """The file is no record, and every mistake of it has one sentence at its place."""
    data = (REFUSED / name).read_bytes()
    model = BY_SLUG["price" if name.startswith("VAL") else "customer_site"].model
    record, problems = read_record(name, data, model, Words(frozenset({"kam"}), {}))
    places = PlacesOf(name, data)
    assert record is None
    assert [_line(problem, places) for problem in problems] == EXPECTED[name]


def test_every_file_is_expected() -> None:
    """No expectation without a file and no file without an expectation."""
    assert sorted(EXPECTED) == FILES


@pytest.mark.parametrize("name", FILES)
def test_the_file_proves_its_code(name: str) -> None:
    """A file is named after the code that it brings, and that code has its texts."""
    code = name[:6]
    assert any(line.split(" ")[1] == code for line in EXPECTED[name])
    assert READING_CODES[code].fix
