"""The report for a person at a terminal: eight parts for each finding, in a fixed order."""

import textwrap
from collections import Counter
from collections.abc import Iterator

import click

from kamdocs.core.code import Severity
from kamdocs.report.shown import Report, Shown, first_line, last_line

IN_FULL = 30
_WIDTH = 100
_SIGNS = {Severity.ERROR: ("✖", "red"), Severity.WARNING: ("⚠", "yellow"), Severity.INFO: ("·", "blue")}


def text(report: Report, colour: bool = False) -> Iterator[str]:
    """The lines of the report.

    Args:
        report: The run.
        colour: Whether the output is a terminal that takes colour.
    """
    yield first_line(report)
    ordered = sorted(report.shown, key=lambda one: (not one.finding.blocks, one.finding.order))
    for one in ordered[:IN_FULL]:
        yield ""
        yield from finding(one, colour)
    rest = Counter(one.code.code for one in ordered[IN_FULL:])
    if rest:
        yield ""
        yield (
            "and "
            + ", ".join(f"{number} of {code}" for code, number in sorted(rest.items()))
            + " more: --output-format concise shows all"
        )
    yield ""
    yield from report.left_out
    yield last_line(report)
    if report.shown:
        yield f"Next: kamdocs explain {ordered[0].code.code}"


def finding(one: Shown, colour: bool) -> Iterator[str]:
    """One finding: sentence, address, place, excerpt, why, fix, who decides, where to read more."""
    found, code = one.finding, one.code
    sign, tone = _SIGNS.get(found.severity, ("·", "blue"))
    head = f"{sign} {code.code}  {found.says}"
    right = "blocks the merge" if found.blocks else found.note
    pad = max(2, _WIDTH - len(head) - len(right))
    yield _styled(head, tone, colour, bold=True) + (" " * pad + right if right else "")
    if one.address:
        yield "  " + " › ".join(one.address)
    yield f"  {found.place}"
    yield from _excerpt(one, tone, colour)
    yield ""
    for label, words in (("Why", code.why), ("Fix", one.fix), ("Decides", one.decides)):
        yield from _labelled(label, words)
    yield f"  More      kamdocs explain {code.code}"


def _excerpt(one: Shown, tone: str, colour: bool) -> Iterator[str]:
    if not one.excerpt:
        return
    place = one.finding.place
    yield ""
    for number, line in one.excerpt:
        yield f"  {number:>5} │ {line}"
    line = one.excerpt[-1][1]
    width = max(1, min(place.end_column, len(line) + 1) - place.column)
    yield f"        │ {' ' * (place.column - 1)}{_styled('^' * width, tone, colour)}"


def _labelled(label: str, words: str) -> Iterator[str]:
    if not words:
        return
    lines = textwrap.wrap(words, _WIDTH - 12)
    yield f"  {label:<9} {lines[0]}"
    for line in lines[1:]:
        yield " " * 12 + line


def _styled(words: str, tone: str, colour: bool, bold: bool = False) -> str:
    return click.style(words, fg=tone, bold=bold) if colour else words
