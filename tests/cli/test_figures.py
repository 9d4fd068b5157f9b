"""`figures`: each figure with its inputs at their lines, its steps and its result."""

import json
from pathlib import Path

import pytest

from tests.cli.running import DAY, call, sample

PART = "PRT-100-A"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, read only."""
    return sample(tmp_path_factory.mktemp("figures"))


def test_every_input_stands_where_the_command_says(project: Path) -> None:
    """The place is opened and the value is read there."""
    done = call(project, "figures", PART, "--output-format", "json")
    assert done.code == 0, done.err
    inputs = [one for figure in json.loads(done.out)["figures"] for one in figure["inputs"]]
    priced = next(one for one in inputs if one["name"] == "price")
    file, line = priced["place"].rsplit(":", 1)
    assert priced["value"] in (project / file).read_text().splitlines()[int(line) - 1]


def test_the_text_names_the_day_the_record_and_the_result(project: Path) -> None:
    said = call(project, "figures", PART).out
    first, second, *rest = said.splitlines()
    assert first == f"As of {DAY} · sample · figures on {DAY}"
    assert second.startswith(PART)
    assert any(line.startswith("  → ") for line in rest)


def test_a_day_that_has_not_come_is_refused_in_words(project: Path) -> None:
    said = call(project, "figures", PART, "--on", "2030-01-01").out
    assert "not computable: 2030-01-01 has not come yet" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("figures", "PRT-999-Z"), "There is no record PRT-999-Z."),
        (("figures", PART, "--on", "tomorrow"), '"tomorrow" is no day.'),
        (("figures", "PER-0001"), "Nothing is computed for PER-0001."),
        (("figures", "PRC-100-A-ONE@2029-01-01"), "PRC-100-A-ONE has no item 2029-01-01."),
    ],
)
def test_a_wrong_question_gets_a_way_out(words: tuple[str, ...], message: str, project: Path) -> None:
    done = call(project, *words)
    assert done.code == 2
    assert message in done.err
    assert len(done.err.strip().splitlines()) >= 2


def test_every_figure_of_the_sample_has_a_result_or_a_reason(project: Path) -> None:
    """Over all kinds that compute something: no empty answer, no place that is not there."""
    records = [file.stem for file in sorted((project / "records").rglob("*-*.yaml"))]
    seen = 0
    for record in records:
        done = call(project, "figures", record, "--output-format", "json")
        if done.code == 2:
            assert "Nothing is computed" in done.err
            continue
        assert done.code == 0, done.err
        for figure in json.loads(done.out)["figures"]:
            seen += 1
            assert bool(figure["result"]) != bool(figure["not_computable"]), figure
            for one in figure["inputs"]:
                if one["place"]:
                    file, line = one["place"].rsplit(":", 1)
                    assert len((project / file).read_text().splitlines()) >= int(line)
    assert seen > 5
