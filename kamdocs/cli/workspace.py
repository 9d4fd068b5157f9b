"""The project as a command sees it: policy, the day, the books of its accounts, and BASE beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kamdocs.cli.day import the_day
from kamdocs.core.audience import Level
from kamdocs.core.book import Book, Shelf
from kamdocs.core.errors import KamdocsError
from kamdocs.core.facts import Block
from kamdocs.core.policy import Policy, RootFile
from kamdocs.core.publication import Publications
from kamdocs.kinds import BY_FOLDER, BY_SLUG, LATER
from kamdocs.load.item_refs import keys_of
from kamdocs.load.listing import Listing, account_names, list_account
from kamdocs.load.loader import Words
from kamdocs.load.problem import Problem
from kamdocs.load.shelf import FileProblem, load_shelf, read_record
from kamdocs.project import Project, Root

B = TypeVar("B", bound=Block)
MODELS = {folder: kind.model for folder, kind in BY_FOLDER.items()}
FOLDERS = frozenset(MODELS)
KEYS = {kind.about.prefix: keys_of(kind.model) for kind in BY_FOLDER.values()}


@dataclass(frozen=True)
class Loaded:
    """A shelf with the problems of its files."""

    shelf: Shelf
    problems: tuple[FileProblem, ...]


@dataclass(frozen=True)
class Configuration:
    """Policy, publications and ceilings of the joined roots, as one tree says them."""

    policy: Policy | None
    publications: Publications | None
    holds: Mapping[str, Level]
    problems: tuple[FileProblem, ...]


class Workspace:
    """A project on one day.

    Args:
        project: Where it is.
        asked_day: `--as-of`.
    """

    def __init__(self, project: Project, asked_day: str | None = None) -> None:
        self.project = project
        self.now = read_configuration(project)
        self._asked_day = asked_day
        self._judge = self.now.policy
        self.as_of, self.day_from = the_day(asked_day, self._judge)
        self._shelves: dict[str, Loaded] = {}

    @property
    def policy(self) -> Policy:
        """The policy by which is judged: that of BASE if there is one, else that of the working tree.

        Raises:
            KamdocsError: It did not load; `check` says where.
        """
        if self._judge is None:
            raise KamdocsError("`policy.yaml` has mistakes.", "`kamdocs check` shows them with their lines.")
        return self._judge

    @property
    def has_policy(self) -> bool:
        """Whether there is a policy to judge by."""
        return self._judge is not None

    def judge_by(self, policy: Policy) -> None:
        """Take this policy (that of BASE) instead of the one in the working tree, and the day that it pins."""
        self._judge = policy
        self.as_of, self.day_from = the_day(self._asked_day, policy)
        self._shelves.clear()

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """Names of the accounts over all joined roots."""
        return account_names(self.project.roots)

    def words(self) -> Words:
        """What the loader takes from policy."""
        policy = self._judge
        if policy is None:
            return Words()
        return Words(frozenset(policy.functions), policy.own_forms(), KEYS)

    def loaded(self, account: str) -> Loaded:
        """The shelf of one account, loaded once."""
        if account not in self._shelves:
            listing = self.listing(account)
            self._shelves[account] = Loaded(*load_shelf(listing, MODELS, self.words()))
        return self._shelves[account]

    def listing(self, account: str) -> Listing:
        """The files of one account."""
        return list_account(self.project.roots, account, FOLDERS)

    def forget(self, account: str) -> None:
        """Give the memory of an account back."""
        self._shelves.pop(account, None)

    def book(self, account: str, base: Book | None = None) -> Book:
        """The book of one account together with `group`."""
        return make_book(
            self.loaded(account).shelf,
            self.loaded("group").shelf,
            policy=self.policy,
            as_of=self.as_of,
            base=base,
            project=self.project,
            holds=self.now.holds,
        )


def make_book(
    shelf: Shelf,
    group: Shelf,
    *,
    policy: Policy,
    as_of: date,
    base: Book | None = None,
    project: Project | None = None,
    holds: Mapping[str, Level] | None = None,
) -> Book:
    """A book with what the engine adds: kinds that come later, kinds in roots that are not joined, ceilings."""
    absent = policy.elsewhere(frozenset(root.name for root in project.roots)) if project else frozenset[str]()
    book = Book(shelf, group, policy=policy, as_of=as_of, base=base, absent_kinds=absent)
    book.absent_prefixes = frozenset(BY_SLUG[slug].about.prefix for slug in absent & BY_SLUG.keys())
    book.later_prefixes = frozenset(LATER)
    book.holds = dict(holds or {})
    return book


def read_configuration(project: Project) -> Configuration:
    """Read policy, publications and ceilings from the working tree.

    Raises:
        KamdocsError: The first root has no policy.
    """
    first, *others = project.roots
    if not (first.folder / "policy.yaml").is_file():
        raise KamdocsError(f"{first.shown} has no policy.yaml.", "Restore it, or begin with `kamdocs init`.")
    problems: list[FileProblem] = []
    policy = _configured(first, "policy.yaml", Policy, problems)
    publications = None
    if (first.folder / "publications.yaml").is_file():
        publications = _configured(first, "publications.yaml", Publications, problems)
    holds: dict[str, Level] = {}
    if policy is not None:
        holds[first.name] = policy.holds.level
    for root in others:
        name = "policy.yaml" if (root.folder / "policy.yaml").is_file() else "root.yaml"
        model: type[Policy] | type[RootFile] = Policy if name == "policy.yaml" else RootFile
        if (root.folder / name).is_file():
            said = _configured(root, name, model, problems)
            if said is not None:
                holds[root.name] = said.holds.level
        elif policy is not None and root.name in policy.roots:
            holds[root.name] = policy.roots[root.name].holds.level
    return Configuration(policy, publications, holds, tuple(problems))


def _configured(root: Root, name: str, model: type[B], problems: list[FileProblem]) -> B | None:
    shown = f"{root.shown}/{name}"
    try:
        data = Path(root.folder / name).read_bytes()
    except OSError as error:
        problems.append((shown, "", Problem("YML001", f"this file cannot be read: {error.strerror}", line=1, column=1)))
        return None
    found, refused = read_record(shown, data, model, Words())
    problems.extend((shown, "", problem) for problem in refused)
    return found
