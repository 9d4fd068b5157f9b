"""What a report shows of one run: findings with their excerpt and address, and the sentence at the end."""

from dataclasses import dataclass, field
from datetime import date

from kamdocs.core.code import Code, Severity
from kamdocs.core.finding import Finding


@dataclass(frozen=True)
class Shown:
    """A finding with everything a reader needs to act on it.

    Attributes:
        finding: The finding.
        code: Its texts.
        address: How people find it: account, programme or kind, title of the record.
        excerpt: Line numbers with their text, the last one is the line meant; values of strict fields are hidden.
        decides: Who may decide about it, in words; empty if nobody in particular.
        root: Name of the record root that its file lies in.
        found: What the file says at the place; empty where that is hidden.
        expected: What to write instead, where that is one text.
        differs: Whether its record differs from BASE.
    """

    finding: Finding
    code: Code
    address: tuple[str, ...] = ()
    excerpt: tuple[tuple[int, str], ...] = ()
    decides: str = ""
    root: str = ""
    found: str = ""
    expected: str = ""
    differs: bool = False

    @property
    def fix(self) -> str:
        """What to do about it."""
        return self.finding.fix or self.code.fix

    @property
    def name(self) -> str:
        """How people call the record; of a file without one its path."""
        found = self.finding
        parts = self.address[:-1] if found.item and self.address[-1:] == (found.item,) else self.address
        return parts[-1] if parts else found.place.file

    @property
    def says_and_fix(self) -> str:
        """What is wrong and what to do, as two sentences."""
        says = self.finding.says
        ended = says if says.endswith(("?", ".")) else f"{says}."
        return f"{ended} {self.fix}".strip()


@dataclass(frozen=True)
class Report:
    """One run of check.

    Attributes:
        as_of: The day of the run.
        day_from: Where the day came from: `--as-of`, `policy`, `today`.
        accounts: Accounts that were looked at.
        records: Records read.
        shown: Findings in order of file, line, code.
        base: Name and commit of BASE, empty without one.
        differs: How many records differ from BASE; None without one.
        waived: Findings that a waiver excuses.
        checked: Rules that had something to check.
        not_run: Codes of rules that were not run on some record, because it did not load or its root is not joined.
        left_out: Sentences on what this run could not do.
    """

    as_of: date
    day_from: str
    accounts: tuple[str, ...]
    records: int
    shown: tuple[Shown, ...]
    base: str = ""
    differs: int | None = None
    waived: int = 0
    checked: int = 0
    not_run: tuple[str, ...] = ()
    left_out: tuple[str, ...] = field(default_factory=tuple)

    @property
    def blocking(self) -> tuple[Shown, ...]:
        """The findings that make `check` exit 1."""
        return tuple(one for one in self.shown if one.finding.blocks)

    def count(self, severity: Severity) -> int:
        """Number of findings of this severity that do not block."""
        return sum(1 for one in self.shown if one.finding.severity is severity and not one.finding.blocks)


def first_line(report: Report) -> str:
    """The line every report begins with: the day, the accounts, what differs."""
    sources = {"policy": " (policy)", "--as-of": " (--as-of)", "today": ""}
    parts = [f"As of {report.as_of}{sources.get(report.day_from, '')}", ", ".join(report.accounts) or "no account"]
    parts.append(f"{counted(report.records, 'record')}")
    if report.base:
        parts.append(
            f"{counted(report.differs or 0, 'record')} differ{'s' if report.differs == 1 else ''} from {report.base}"
        )
    return " · ".join(parts)


def last_line(report: Report) -> str:
    """The line every report ends with: what blocks, what to check, what was not run."""
    blocks = len(report.blocking)
    errors, warnings, infos = (report.count(one) for one in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    verb = "block" if blocks != 1 else "blocks"
    parts = [f"{blocks} {verb} the merge" if blocks else "nothing blocks the merge"]
    if errors:
        parts.append(f"{counted(errors, 'error')} of the calendar")
    if warnings:
        parts.append(f"{warnings} to check")
    if infos:
        parts.append(f"{infos} for information")
    if report.waived:
        parts.append(f"{report.waived} waived")
    parts.append(f"{counted(report.checked, 'rule')} had something to check, {len(report.not_run)} not run")
    return " · ".join(parts)


_ESCAPED = {code: chr(0x2400 + code) for code in range(32)} | {9: "→", 127: "␡"}
_ESCAPED |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029], "�")
_ESCAPED |= dict.fromkeys([0xFEFF, *range(0xD800, 0xE000)], "�")


def visible(words: str) -> str:
    """A text that can do nothing to a terminal, a log or a reader's eye: one sign for each hidden character."""
    return words.translate(_ESCAPED)


def ordered(report: Report) -> tuple[Shown, ...]:
    """What blocks first, then what weighs more; there what the pull request has touched; then by file, line, code."""
    return tuple(sorted(report.shown, key=_rank))


def _rank(one: Shown) -> tuple[bool, int, bool, tuple[str, int, str, int, str]]:
    return (not one.finding.blocks, list(Severity).index(one.finding.severity), not one.differs, one.finding.order)


def counted(number: int, word: str) -> str:
    """`1 record`, `2 records`."""
    return f"{number} {word}{'' if number == 1 else 's'}"
