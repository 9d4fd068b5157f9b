"""Annotations for GitHub: at most ten errors and ten warnings a step, the last one says how many more there are."""

from collections import Counter
from collections.abc import Iterator

from kamdocs.core.code import Severity
from kamdocs.report.shown import Report, Shown, first_line, last_line, ordered, visible

A_LEVEL = 10
_LONGEST = 1000


def github(report: Report) -> Iterator[str]:
    """Workflow commands, blockers first; beyond the host's limit the last one of a level counts the rest."""
    yield _plain(first_line(report))
    shown = ordered(report)
    levels: dict[str, list[Shown]] = {"error": [], "warning": [], "notice": []}
    for one in shown:
        levels[_level(one)].append(one)
    for level, found in levels.items():
        fitting = found if len(found) <= A_LEVEL else found[: A_LEVEL - 1]
        for one in fitting:
            yield annotation(level, one)
        if rest := found[len(fitting) :]:
            counts = Counter(one.code.code for one in rest)
            codes = ", ".join(f"{number} of {code}" for code, number in sorted(counts.items()))
            yield f"::{level} title=kamdocs::{_message(f'and {len(rest)} more: {codes}. The job log lists them all.')}"
    yield "::group::All findings"
    for one in shown:
        yield _plain(f"{one.finding.place}: {one.finding.code} {one.finding.says}")
    yield "::endgroup::"
    for sentence in report.left_out:
        yield _plain(sentence)
    yield _plain(last_line(report))


def _level(one: Shown) -> str:
    if one.finding.blocks:
        return "error"
    return "notice" if one.finding.severity is Severity.INFO else "warning"


def annotation(level: str, one: Shown) -> str:
    """One workflow command, escaped: nothing that a record says can end it or begin another one."""
    place = one.finding.place
    title = _property(f"{one.code.code} {one.name}")
    fields = f"file={_property(place.file)},line={place.line},col={place.column},endColumn={place.end_column}"
    return f"::{level} {fields},title={title}::{_message(one.says_and_fix)}"


def _message(words: str) -> str:
    """The message of a command; `##[` begins a command of the older form, wherever it stands."""
    safe = words[:_LONGEST].replace("##[", "## [")
    escaped = safe.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")


def _plain(words: str) -> str:
    """A line of the log that cannot be read as a workflow command."""
    return visible(" ".join(words.split())).replace("::", ": :").replace("##[", "## [")
