"""Findings get their place in a file, their excerpt and their address: a second reading, of few files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kamdocs.cli.deciding import decides
from kamdocs.core.audience import Class, Level, level_of
from kamdocs.core.book import Book
from kamdocs.core.code import Code
from kamdocs.core.finding import Finding
from kamdocs.core.place import Place, Spot
from kamdocs.core.record import Record
from kamdocs.kinds import BY_FOLDER
from kamdocs.load.mask import HIDDEN, masked, masked_line
from kamdocs.load.places import PlacesOf
from kamdocs.load.problem import Problem
from kamdocs.load.shelf import FileProblem
from kamdocs.project import Root
from kamdocs.report.shown import Shown

_OWN_CLASS = re.compile(rb"^class: *([a-z]+)\s*(?:#.*)?$", re.M)
_OFFER = re.compile(r"^Write `([^`]+)`")


class Files:
    """The second reading of the files of a project, each at most once.

    Args:
        project: Its folder.
        roots: Its record roots.
    """

    def __init__(self, project: Path, roots: tuple[Root, ...] = ()) -> None:
        self._project, self._roots = project, roots
        self._read: dict[str, PlacesOf] = {}
        self._strict: dict[str, bool] = {}

    def of(self, shown: str) -> PlacesOf:
        """The places of a file; of one that cannot be read, its first line."""
        if shown not in self._read:
            self._read[shown] = PlacesOf(shown, self._bytes(shown))
        return self._read[shown]

    def root_of(self, shown: str) -> str:
        """The name of the record root that a file lies in; empty if it lies in none."""
        found = [root for root in self._roots if shown.startswith(f"{root.shown}/")]
        return max(found, key=lambda root: len(root.shown)).name if found else ""

    def may_be_strict(self, shown: str) -> bool:
        """Whether a file can hold values of a strict class: by its kind, else by the class that it names itself."""
        if shown not in self._strict:
            kind = BY_FOLDER.get(shown.split("/")[-2] if "/" in shown else "")
            home = kind.about.home if kind else Class.SCHEDULE
            self._strict[shown] = level_of(home or self._own_class(shown)) is Level.STRICT
        return self._strict[shown]

    def _own_class(self, shown: str) -> Class:
        found = _OWN_CLASS.search(self._bytes(shown))
        word = found[1].decode("ascii") if found else ""
        return Class(word) if word in set(Class) else Class.CLAIM

    def _bytes(self, shown: str) -> bytes:
        file = self._project / shown
        try:
            return file.read_bytes() if file.is_file() else b""
        except (OSError, ValueError):
            return b""


def findings_of(
    problems: Iterable[FileProblem], account: str, codes: Mapping[str, Code], files: Files
) -> list[Finding]:
    """Refusals of reading as findings; values of kinds that hold strict facts are hidden."""
    found = []
    for refused in problems:
        shown, _, problem = refused
        one = _finding(refused, account, codes[problem.code], place_of(shown, problem, files))
        found.append(_hidden(one) if files.may_be_strict(shown) else one)
    return found


def place_of(shown: str, problem: Problem, files: Files) -> Place:
    """Where a refused value stands."""
    if problem.line:
        return Place(shown, problem.line, problem.column, problem.end_column or problem.column + 1)
    if problem.part and problem.code == "VAL011":
        return files.of(shown).part(problem.path, problem.part)
    return files.of(shown).of(problem.path, problem.key)


def _finding(refused: FileProblem, account: str, code: Code, place: Place) -> Finding:
    shown, stem, problem = refused
    return Finding(
        code=code.code,
        severity=code.severity,
        nature=code.nature,
        says=problem.says,
        account=account,
        record=stem,
        spot=Spot(stem, problem.path, problem.key, shown),
        place=place,
        fix=problem.fix,
    )


def _hidden(finding: Finding) -> Finding:
    """The finding without the value; a fix that would say it gives way to the fix of its code."""
    fix = masked(finding.code, finding.fix)
    says = masked(finding.code, finding.says)
    return replace(finding, says=says, fix="" if HIDDEN in fix else fix, mask=True)


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


def shown_with(
    finding: Finding, code: Code, book: Book | None, files: Files, *, changed: frozenset[str] = frozenset()
) -> Shown:
    """A finding with address, excerpt and who decides, strict values hidden.

    Args:
        finding: The finding, with its place.
        code: Its texts.
        book: The book of its account, if there is one.
        files: The second reading.
        changed: Ids of the records that differ from BASE.
    """
    place = finding.place
    record = book.get(finding.record) if book is not None else None
    secret = level_of(record.home_class) is Level.STRICT if record else files.may_be_strict(place.file)
    offer = _OFFER.match(finding.fix)
    return Shown(
        finding,
        code,
        address=_address(finding, record, book),
        excerpt=_excerpt(place, files, secret=secret, mask=finding.mask),
        decides=decides(finding, book),
        root=files.root_of(place.file),
        found="" if finding.mask or secret or not place.file else files.of(place.file).words(place),
        expected=offer[1] if offer else "",
        differs=finding.record in changed,
    )


def _excerpt(place: Place, files: Files, *, secret: bool, mask: bool) -> tuple[tuple[int, str], ...]:
    lines = files.of(place.file).excerpt(place.line) if place.file else []
    return tuple((number, masked_line(line) if secret or mask else line) for number, line in lines)


def _address(finding: Finding, record: Record | None, book: Book | None) -> tuple[str, ...]:
    """Account, programme, record and item; of a record that is itself strict only what its file name says."""
    if not finding.account or book is None:
        return ()
    parts = [finding.account.upper() if finding.account != "group" else "group"]
    if record is None:
        return (*parts, finding.record) if finding.record else tuple(parts)
    if level_of(record.home_class) is Level.STRICT:
        return (*parts, record.id)
    if record.programme and record.programme != record.id:
        parts.append(record.programme)
    parts.append(f"{record.id} {record.title or record.heading(book)}")
    return (*parts, finding.item) if finding.item else tuple(parts)
