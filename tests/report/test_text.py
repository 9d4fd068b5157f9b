"""The report for a person: eight parts in their order, colour where it belongs, thirty in full and the rest counted."""

import os
import pty
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import pytest

from kamdocs.cli.checking import check
from kamdocs.cli.workspace import Workspace
from kamdocs.core.code import INFO, WARNING
from kamdocs.core.place import Place
from kamdocs.project import find_project
from kamdocs.report.shown import Report, Shown
from kamdocs.report.text import IN_FULL, finding, text
from tests.cli.running import PRICE, environment, run, sample, text_of
from tests.report.reports import report, shown

TWICE = {PRICE: text_of(PRICE).replace("valid_from: 2023-01-01", "valid_from: 2024-01-01")}
COMMA = {PRICE: text_of(PRICE).replace("3.0000 EUR", "3,0000 EUR")}


def checked(project: Path) -> Report:
    """A real check of a project, without the reminder that its day is pinned."""
    workspace = Workspace(find_project(project))
    found = check(workspace, (*workspace.accounts, "group"))
    return replace(found, shown=tuple(one for one in found.shown if one.code.code != "CFG015"))


def at(line: str, words: str) -> Shown:
    """A finding that means these words of a line."""
    column = line.index(words) + 1
    one = shown()
    place = Place("records/a.yaml", 1, column, column + len(words))
    return replace(one, finding=replace(one.finding, place=place), excerpt=((1, line),))


def test_the_eight_parts_stand_in_their_order(tmp_path: Path) -> None:
    found = checked(sample(tmp_path, TWICE))
    lines = list(text(found))
    first = next(number for number, line in enumerate(lines) if line.startswith("✖ PRC001"))
    block = lines[first : lines.index("", first + 12) if "" in lines[first + 12 :] else None]
    order = [
        "✖ PRC001  ",
        "  SAMPLE › ",
        f"  records/{PRICE}:",
        "",
        "     ",
        "     ",
        "     ",
        "        │ ",
        "",
        "  Why       ",
        "  Fix       ",
        "  Decides   controller (Marta Oliveira)",
        "  More      kamdocs explain PRC001",
    ]
    wanted = iter(order)
    expected = next(wanted)
    for line in block:
        if line.startswith(expected) and (expected or not line):
            expected = next(wanted, "end")
    assert expected == "end", (expected, block)
    assert block[0].endswith("blocks the merge")
    assert "PRC-100-A-ONE" in block[1]


def test_the_caret_stands_below_what_is_meant(tmp_path: Path) -> None:
    lines = list(text(checked(sample(tmp_path, COMMA))))
    caret = next(number for number, line in enumerate(lines) if "^" in line)
    where = lines[caret].index("^"), lines[caret].rindex("^") + 1
    assert lines[caret - 1][slice(*where)] == "3,0000 EUR"
    assert lines[caret - 1].startswith("     16 │ ")
    assert len([line for line in lines[:caret] if " │ " in line]) == 3


def test_the_caret_stands_right_below_wide_and_combining_signs() -> None:
    """As a terminal shows them: two columns for a Chinese sign, none for a mark on a letter."""
    caret = next(row for row in finding(at("name: 价格 e\u0301 here", "here"), False) if "^" in row)
    assert caret == "        │ " + " " * 13 + "^^^^"


def test_a_long_line_is_shown_around_the_caret() -> None:
    rows = list(finding(at("text: " + "a" * 5000 + " HERE " + "b" * 5000, "HERE"), False))
    caret = next(number for number, row in enumerate(rows) if "^" in row)
    assert max(map(len, rows)) < 140
    assert rows[caret - 1][rows[caret].index("^") : rows[caret].rindex("^") + 1] == "HERE"


def test_who_decides_is_left_out_where_nobody_does(tmp_path: Path) -> None:
    """Form is nobody's decision: no waiver can excuse it."""
    lines = list(text(checked(sample(tmp_path, COMMA))))
    assert any(line.startswith("✖ VAL005") for line in lines)
    assert not any(line.startswith("  Decides") for line in lines)


def test_a_code_of_its_own_goes_before_its_family(tmp_path: Path) -> None:
    policy = text_of("policy.yaml").replace("PRC: controller", "PRC: controller, PRC001: sales_director")
    lines = list(text(checked(sample(tmp_path, {**TWICE, "policy.yaml": policy}))))
    assert "  Decides   sales director (Clara Winter)" in lines


def test_who_has_left_decides_nothing(tmp_path: Path) -> None:
    gone = "group/people/PER-0003.yaml"
    found = checked(sample(tmp_path, {**TWICE, gone: text_of(gone) + "left_on: 2024-06-30\n"}))
    assert [one.decides for one in found.shown if one.code.code == "PRC001"] == ["controller"]


def test_at_most_three_ways_out_one_below_the_other() -> None:
    fix = "1. Raise the price. 2. Get the exception. 3. Correct the volume. 4. Give up."
    rows = list(finding(shown(fix=fix), False))
    start = next(number for number, row in enumerate(rows) if row.startswith("  Fix"))
    assert rows[start : start + 3] == [
        "  Fix       1. Raise the price.",
        "            2. Get the exception.",
        "            3. Correct the volume.",
    ]
    assert not any("Give up" in row for row in rows)


def test_what_blocks_comes_first_and_only_that_says_so() -> None:
    found = (
        shown(line=1, code="CON001", severity=WARNING, blocks=False),
        shown(line=2, code="CFG015", severity=INFO, blocks=False),
        shown(line=3),
    )
    lines = list(text(report(*found)))
    heads = [line for line in lines if line.startswith(("✖", "⚠", "·"))]
    assert [head[:8] for head in heads] == ["✖ PRC901", "⚠ CON001", "· CFG015"]
    assert [head.endswith("blocks the merge") for head in heads] == [True, False, False]
    assert lines[-2].startswith("1 blocks the merge · 1 to check · 1 for information")
    assert lines[-1] == "Next: kamdocs explain PRC901"


def test_thirty_in_full_and_the_rest_counted_by_code() -> None:
    many = [shown(line=line) for line in range(1, 32)]
    few = [shown(code="VAL905", line=line) for line in range(32, 35)]
    lines = list(text(report(*many, *few)))
    assert IN_FULL == 30
    assert sum(line.startswith("✖ ") for line in lines) == 30
    assert "and 1 of PRC901, 3 of VAL905 more: `--output-format concise` shows all" in lines


def test_thirty_are_shown_without_a_rest() -> None:
    lines = list(text(report(*(shown(line=line) for line in range(1, 31)))))
    assert sum(line.startswith("✖ ") for line in lines) == 30
    assert not any(" more: " in line for line in lines)


def test_a_run_without_findings_says_so_and_suggests_nothing(tmp_path: Path) -> None:
    lines = list(text(checked(sample(tmp_path))))
    assert lines[-1].startswith("nothing blocks the merge · ")


def test_colour_changes_nothing_but_colour() -> None:
    plain, coloured = ("\n".join(text(report(shown()), colour)) for colour in (False, True))
    assert "\x1b[" not in plain
    assert "\x1b[31m" in coloured
    assert click.unstyle(coloured) == plain


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\x07", "\r", "\u202e", "\u2028", "\u0085", "\x7f", "\ud800", "\u2066"])
def test_no_record_can_steer_the_terminal(hidden: str) -> None:
    """A clear-screen, a bell, a line that goes backwards: one visible sign each."""
    one = shown(says=f"before{hidden}after")
    bad = replace(one, address=("A", f"title{hidden}"), excerpt=((1, f"value: {hidden}"),))
    for line in text(report(bad)):
        assert hidden[0] not in line
        line.encode("utf-8")


def _on_terminal(project: Path, **more: str) -> str:
    """What `check` prints on a terminal of its own."""
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kamdocs", "check"],
        cwd=project,
        env=environment(more),
        stdin=side,
        stdout=side,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(side)
        told = b""
        while True:
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            if not part:
                break
            told += part
        process.wait(timeout=60)
    os.close(main)
    return told.decode("utf-8")


@pytest.mark.parametrize(
    ("more", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_colour_is_for_terminals_that_want_it(more: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    said = _on_terminal(sample(tmp_path, COMMA), **more)
    assert "✖ VAL005" in said
    assert ("\x1b[" in said) == coloured


def test_a_pipe_gets_no_colour_and_no_progress(tmp_path: Path) -> None:
    done = run(sample(tmp_path, COMMA), "check")
    assert "\x1b" not in done.out
    assert "✖ VAL005" in done.out
    assert done.err == ""
