"""What a build gets: the accounts with their findings, the day and the commit; and for whom it is made."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kamdocs.core.book import Book
from kamdocs.core.code import Code
from kamdocs.core.finding import Finding
from kamdocs.core.policy import Policy
from kamdocs.core.publication import Site
from kamdocs.core.record import Record
from kamdocs.kinds.kind import Kind
from kamdocs.site.reader import Reader


@dataclass(frozen=True)
class AccountInput:
    """An account (or `group`) as it was loaded and checked.

    Attributes:
        book: Its records together with `group`.
        findings: All findings of the account.
        notes: What was left out, in sentences: rules that could not run, files that did not load.
        check: All rules over a book, for a reader from whom `only_for` keeps some records.
    """

    book: Book
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    check: Callable[[Book], Iterable[Finding]] | None = None


@dataclass(frozen=True)
class Edition:
    """What is the same for every publication of one build.

    Attributes:
        project: Folder of the project; its own templates and `mkdocs.yml` go first.
        policy: Readers, own fields, words that may stand in one account only.
        as_of: The day.
        commit: Short name of the commit; empty outside Git.
        commit_time: Its time; None outside Git.
        kinds: All kinds, in business order.
        codes: Every code of this kamdocs.
        accounts: Names of all accounts, also of those that no publication shows.
        workers: Processes for a large publication; 0 = as many as there are cores.
    """

    project: Path
    policy: Policy
    as_of: date
    kinds: tuple[Kind, ...]
    codes: Mapping[str, Code]
    commit: str = ""
    commit_time: datetime | None = None
    accounts: tuple[str, ...] = ()
    workers: int = 0

    @property
    def by_model(self) -> Mapping[type[Record], Kind]:
        """The kinds by their model."""
        return {kind.model: kind for kind in self.kinds}


@dataclass(frozen=True)
class Built:
    """The outcome of one publication.

    Attributes:
        folder: Where it stands; on a leak the old site, untouched.
        pages: Number of record pages.
        leaks: Findings of the leak test; with any the publication did not take the place of the old one.
        notes: What was left out, in sentences.
    """

    folder: Path
    pages: int
    leaks: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)


def reader_of(site: Site, policy: Policy) -> Reader:
    """For whom a publication is made."""
    return Reader(site.audience, policy.readers_table(), frozenset(site.persons), site.plant or "")
