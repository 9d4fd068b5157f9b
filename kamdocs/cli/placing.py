"""Findings get their place in a file, their excerpt and their address: a second reading, of few files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kamdocs.core.audience import Level, level_of
from kamdocs.core.book import Book
from kamdocs.core.code import Code
from kamdocs.core.finding import Finding
from kamdocs.core.place import Place, Spot
from kamdocs.core.record import Record
from kamdocs.kinds import BY_FOLDER
from kamdocs.load.mask import masked, masked_line
from kamdocs.load.places import PlacesOf
from kamdocs.load.problem import Problem
from kamdocs.load.shelf import FileProblem
from kamdocs.report.shown import Shown


class Files:
    """The second reading of the files of a project, each at most once."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._read: dict[str, PlacesOf] = {}

    def of(self, shown: str) -> PlacesOf:
        """The places of a file; of one that cannot be read, its first line."""
        if shown not in self._read:
            try:
                data = (self._project / shown).read_bytes()
            except OSError:
                data = b""
            self._read[shown] = PlacesOf(shown, data)
        return self._read[shown]


def findings_of(
    problems: Iterable[FileProblem], account: str, codes: Mapping[str, Code], files: Files
) -> list[Finding]:
    """Refusals of reading as findings; values of kinds that hold strict facts are hidden."""
    return [
        _finding(shown, stem, account, problem, code=codes[problem.code], place=place_of(shown, problem, files))
        for shown, stem, problem in problems
    ]


def place_of(shown: str, problem: Problem, files: Files) -> Place:
    """Where a refused value stands."""
    if problem.line:
        return Place(shown, problem.line, problem.column, problem.end_column or problem.column + 1)
    if problem.part and problem.code == "VAL011":
        return files.of(shown).part(problem.path, problem.part)
    return files.of(shown).of(problem.path, problem.key)


def _finding(shown: str, stem: str, account: str, problem: Problem, *, code: Code, place: Place) -> Finding:
    strict = _may_be_strict(shown)
    return Finding(
        code=code.code,
        severity=code.severity,
        nature=code.nature,
        says=masked(code.code, problem.says) if strict else problem.says,
        account=account,
        record=stem,
        spot=Spot(stem, problem.path, problem.key, shown),
        place=place,
        fix=masked(code.code, problem.fix) if strict else problem.fix,
        mask=strict,
    )


def _may_be_strict(shown: str) -> bool:
    """Whether a file of this folder can hold values of a strict class."""
    folder = shown.split("/")[-2] if shown.count("/") else ""
    kind = BY_FOLDER.get(folder)
    if kind is None:
        return False
    return kind.about.home is None or level_of(kind.about.home) is Level.STRICT


def placed(findings: Iterable[Finding], book: Book | None, files: Files) -> list[Finding]:
    """Give every finding its file, line and column, and sort them by file, line and code."""
    result = []
    for finding in findings:
        if finding.place.file:
            result.append(finding)
            continue
        shown = finding.spot.file or _file_of(finding, book)
        place = files.of(shown).of(finding.spot.path, finding.spot.key) if shown else Place("records")
        result.append(replace(finding, place=place))
    return sorted(result, key=lambda one: one.order)


def _file_of(finding: Finding, book: Book | None) -> str:
    if book is None:
        return ""
    held = book.held(finding.record)
    if held is not None:
        return held.file
    unread = book.shelf.unread.get(finding.record)
    return unread or book.shelf.first_file


def shown_with(finding: Finding, code: Code, book: Book | None, files: Files) -> Shown:
    """A finding with address and excerpt, strict values hidden."""
    place = finding.place
    record = book.get(finding.record) if book is not None else None
    excerpt = files.of(place.file).excerpt(place.line) if place.file else []
    hide_around = finding.mask or _may_be_strict(place.file)
    lines = []
    for number, line in excerpt:
        hidden = finding.mask if number == place.line else hide_around
        lines.append((number, masked_line(line) if hidden else line))
    return Shown(finding, code, _address(finding, record, book), tuple(lines))


def _address(finding: Finding, record: Record | None, book: Book | None) -> tuple[str, ...]:
    if not finding.account or book is None:
        return ()
    parts = [finding.account.upper() if finding.account != "group" else "group"]
    if record is not None:
        if record.programme and record.programme != record.id:
            parts.append(record.programme)
        parts.append(f"{record.id} {record.title or record.heading(book)}")
    elif finding.record:
        parts.append(finding.record)
    if finding.item:
        parts.append(finding.item)
    return tuple(parts)
