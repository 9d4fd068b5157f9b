"""Two rules see one mistake: which one speaks, and where the other one may still speak."""

from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.finding import Finding
from kamdocs.core.place import Path, Spot
from kamdocs.rules.speaks import SPEAKS, quieten


def _finding(code: str, *path: str | int, record: str = "PRC-1") -> Finding:
    return Finding(code, ERROR, STATIC, "says", record=record, spot=Spot(record, Path(path)))


def _codes(*findings: Finding, heard: tuple[Finding, ...] = ()) -> list[str]:
    return [finding.code for finding in quieten(findings, heard)]


def test_the_silent_one_goes_at_the_same_place() -> None:
    """The line of one finding holds the field of the other."""
    assert _codes(_finding("PRC001", "lines", 1, "valid_from"), _finding("GEN006", "lines", 1)) == ["PRC001"]


def test_what_reading_has_said_counts_and_is_not_given_back() -> None:
    assert _codes(_finding("GEN006", "rows", 2), heard=(_finding("VAL020", "rows", 2),)) == []


def test_another_line_or_another_record_keeps_its_finding() -> None:
    spoken = _finding("PRC001", "lines", 1, "valid_from")
    assert _codes(spoken, _finding("GEN006", "lines", 2)) == ["PRC001", "GEN006"]
    assert _codes(spoken, _finding("GEN006", "lines", 1, record="PRC-2")) == ["PRC001", "GEN006"]


def test_a_finding_about_the_whole_record_silences_no_field() -> None:
    assert _codes(_finding("PRC001"), _finding("GEN006", "lines", 1)) == ["PRC001", "GEN006"]
    assert _codes(_finding("PRC001"), _finding("GEN006")) == ["PRC001"]


def test_without_the_speaking_one_nothing_is_lost() -> None:
    assert _codes(_finding("GEN006", "lines", 1), _finding("EVD001", "track", 0, "state")) == ["GEN006", "EVD001"]


def test_no_code_silences_itself() -> None:
    assert all(speaks != silent for speaks, silent in SPEAKS)
    assert len(set(SPEAKS)) == len(SPEAKS)


def test_an_entry_and_the_price_of_its_line_are_one_mistake_where_the_pair_says_so() -> None:
    """The wrong delta of a step speaks for the sum of its line, not for that of another line or entry."""
    step = _finding("LTA001", "lines", 1, "build_up", 0, "delta")
    assert _codes(step, _finding("PRC004", "lines", 1, "unit_price")) == ["LTA001"]
    assert _codes(step, _finding("PRC004", "lines", 2, "unit_price")) == ["LTA001", "PRC004"]
    assert _codes(step, _finding("LTA007", "lines", 1, "build_up", 0, "because")) == ["LTA001"]
    assert _codes(step, _finding("LTA007", "lines", 1, "build_up", 1, "because")) == ["LTA001", "LTA007"]
    layer = _finding("LTA003", "lines", 1, "build_up", 0, "layer")
    assert _codes(layer, _finding("DIR005", "lines", 1, "layers")) == ["LTA003"]
