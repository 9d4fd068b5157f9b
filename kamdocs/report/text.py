"""The report for a person at a terminal: eight parts for each finding, in a fixed order."""

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator

import click

from kamdocs.core.code import Severity
from kamdocs.report.shown import Report, Shown, first_line, last_line, ordered, visible

IN_FULL = 30
_WIDTH, _LONGEST = 100, 110
_SIGNS = {Severity.ERROR: ("✖", "red"), Severity.WARNING: ("⚠", "yellow"), Severity.INFO: ("·", "blue")}
_STEPS = re.compile(r"(?:^|(?<=\s))[1-9]\. (?=\S)")


def text(report: Report, colour: bool = False) -> Iterator[str]:
    """The lines of the report.

    Args:
        report: The run.
        colour: Whether the output is a terminal that takes colour.
    """
    yield visible(first_line(report))
    shown = ordered(report)
    for one in shown[:IN_FULL]:
        yield ""
        yield from finding(one, colour)
    rest = Counter(one.code.code for one in shown[IN_FULL:])
    if rest:
        yield ""
        counts = ", ".join(f"{number} of {code}" for code, number in sorted(rest.items()))
        yield f"and {counts} more: `--output-format concise` shows all"
    yield ""
    yield from map(visible, report.left_out)
    yield last_line(report)
    if shown:
        yield f"Next: kamdocs explain {shown[0].code.code}"


def finding(one: Shown, colour: bool) -> Iterator[str]:
    """One finding: sentence, address, place, excerpt, why, fix, who decides, where to read more."""
    found, code = one.finding, one.code
    sign, tone = _SIGNS.get(found.severity, ("·", "blue"))
    head = f"{sign} {code.code}  {visible(found.says)}"
    right = "blocks the merge" if found.blocks else found.note
    pad = max(2, _WIDTH - _columns(head) - len(right))
    yield _styled(head, tone, colour, bold=True) + (" " * pad + right if right else "")
    if one.address:
        yield "  " + visible(" › ".join(one.address))
    yield f"  {visible(str(found.place))}"
    yield from _excerpt(one, tone, colour)
    yield ""
    if one.found and one.expected and one.found not in found.says:
        yield from _labelled("Found", one.found)
        yield from _labelled("Expected", one.expected)
    yield from _labelled("Why", code.why)
    yield from _fixes(one.fix)
    yield from _labelled("Decides", one.decides)
    yield f"  More      kamdocs explain {code.code}"


def _excerpt(one: Shown, tone: str, colour: bool) -> Iterator[str]:
    """The lines around the place, and a caret; of long lines the part around the caret."""
    if not one.excerpt:
        return
    place = one.finding.place
    first = max(0, place.column - 1 - _LONGEST // 2) if place.column > _LONGEST else 0
    yield ""
    for number, line in one.excerpt:
        yield f"  {number:>5} │ {_window(visible(line.rstrip(chr(13))), first)}".rstrip()
    line = visible(one.excerpt[-1][1])
    marked = line[place.column - 1 : place.end_column - 1]
    width = min(max(1, _columns(marked)), first + _LONGEST - place.column + 1)
    gap = _columns(line[first : place.column - 1]) + (2 if first else 0)
    yield f"        │ {' ' * gap}{_styled('^' * max(1, width), tone, colour)}"


def _window(line: str, first: int) -> str:
    part = line[first : first + _LONGEST]
    before = "… " if first and part else ""
    return f"{before}{part}{' …' if len(line) > first + _LONGEST else ''}"


def _columns(words: str) -> int:
    """How wide a text stands on a terminal: wide signs count twice, marks on a letter not at all."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return len(words) + wide - sum(bool(unicodedata.combining(letter)) for letter in words)


def _fixes(words: str) -> Iterator[str]:
    """The ways out, the first one first."""
    steps = [step.strip() for step in _STEPS.split(words) if step.strip()]
    if len(steps) < 2:
        yield from _labelled("Fix", words)
        return
    for number, step in enumerate(steps[:3], 1):
        yield from _labelled("Fix" if number == 1 else "", f"{number}. {step}")


def _labelled(label: str, words: str) -> Iterator[str]:
    if not words:
        return
    lines = textwrap.wrap(visible(words), _WIDTH - 12)
    yield f"  {label:<9} {lines[0]}"
    for line in lines[1:]:
        yield " " * 12 + line


def _styled(words: str, tone: str, colour: bool, bold: bool = False) -> str:
    return click.style(words, fg=tone, bold=bold) if colour else words
