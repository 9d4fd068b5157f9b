"""The coherence block of `kamdocs check OFR-…`: one block for each offer, in the text for people only."""

import json
from pathlib import Path

import pytest

from tests.cli.running import call, run, sample
from tests.kinds.offer.one_offer import offered


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample with one offer whose breakdown is a cent off."""
    return sample(tmp_path, offered(breakdown=(("labour: 1.0000", "labour: 0.9900"),)))


def test_the_block_stands_between_the_first_line_and_the_findings(project: Path) -> None:
    done = run(project, "check", "OFR-2024-0900")
    assert done.code == 1, done.err
    lines = done.out.splitlines()
    assert lines[0].startswith("As of 2024-12-02")
    assert lines[2] == "OFR-2024-0900 Offer, round 1: compared with"
    block = lines[3 : lines.index("", 3)]
    assert "  ≠ differs      cost breakdowns · CBD-2024-0900-200-B" in block
    assert "                 1: layers of PRT-200-B differ from 1.0000 EUR" in block
    assert "  = agrees       validations · PER-0001, PER-0003, PER-0004" in block
    assert "  ? not compared reserved capacity · PRG-S1" in block
    assert block[-1].strip().endswith("not compared")
    assert [line for line in lines if "OFR001" in line and line.startswith("✖")]
    assert lines.index(block[-1]) < next(place for place, line in enumerate(lines) if "OFR001" in line)


def test_the_numbers_at_the_end_are_those_of_the_lines(project: Path) -> None:
    out = call(project, "check", "OFR-2024-0900").out
    counted = [
        out.count(f"\n  {sign} {word}") for sign, word in (("=", "agrees"), ("≠", "differs"), ("?", "not compared"))
    ]
    assert f"  {counted[0]} agree, {counted[1]} differ, {counted[2]} not compared\n" in out
    assert counted[1] == 1
    assert min(counted) > 0


@pytest.mark.parametrize("output_format", ["json", "concise", "github"])
def test_other_formats_stay_as_they_are(output_format: str, project: Path) -> None:
    done = call(project, "check", "OFR-2024-0900", "--output-format", output_format)
    assert "compared with" not in done.out
    if output_format == "json":
        kinds = [json.loads(line)["type"] for line in done.out.splitlines()]
        assert kinds[0] == "run"


@pytest.mark.parametrize("asked", [(), ("PRC-100-A-ONE",), ("records/sample/offers",)])
def test_only_an_offer_that_is_named_has_a_block(asked: tuple[str, ...], project: Path) -> None:
    assert "compared with" not in call(project, "check", *asked).out


def test_an_offer_named_twice_has_one_block(project: Path) -> None:
    out = call(project, "check", "OFR-2024-0900", "OFR-2024-0900").out
    assert out.count(": compared with") == 1


def test_a_strict_value_is_not_in_it(project: Path) -> None:
    out = call(project, "check", "OFR-2024-0900").out
    assert "0.9900" not in out
