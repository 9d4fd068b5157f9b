"""BASE: what a check compares with, and by whose policy it judges."""

from collections.abc import Iterable, Mapping
from functools import partial

from kamdocs.cli.catalogue import engine
from kamdocs.cli.workspace import FOLDERS, MODELS, Loaded, Workspace, make_book
from kamdocs.core.book import Book
from kamdocs.core.facts import Block
from kamdocs.core.finding import Finding
from kamdocs.core.policy import Policy, RootFile
from kamdocs.core.publication import Publications
from kamdocs.history import binding
from kamdocs.history.changed import changed_ids
from kamdocs.history.compare import compare
from kamdocs.history.snapshots import Repository
from kamdocs.load.listing import BlobFile, Listing, add_path
from kamdocs.load.loader import Words, load
from kamdocs.load.shelf import load_shelf
from kamdocs.project import settings_in
from kamdocs.rules.rule import Rule, rules_in

_SETTINGS: Mapping[str, type[Block]] = {"policy.yaml": Policy, "publications.yaml": Publications, "root.yaml": RootFile}


class Against:
    """The records at BASE beside those of the working tree.

    Attributes:
        name: Branch, tag or commit as it was named, and the short commit.
        left_out: Sentences on what could not be compared.
        extensions: What `pyproject.toml` of BASE names; None if BASE has none.
        comparison: What differs, over all joined roots.
    """

    def __init__(self, workspace: Workspace, name: str, files: Mapping[str, bytes], left_out: tuple[str, ...]) -> None:
        self.name = name
        self.left_out = left_out
        self.extensions: tuple[str, ...] | None = None
        self._files = files
        now = dict(_working_tree(workspace))
        self.comparison = compare(files, now, {**MODELS, **_SETTINGS})
        self._changed = changed_ids(self.comparison)
        self._differing = {one.about.account for one in self.comparison.differences}
        self._words = Words()
        self._shelves: dict[str, Loaded] = {}

    @classmethod
    def open(cls, workspace: Workspace, base: str) -> "Against":
        """Read BASE; from now on the workspace judges by the policy of BASE, if BASE has one.

        Raises:
            KamdocsError: No repository, or no such branch, tag or commit.
        """
        first, *others = workspace.project.roots
        repository = Repository.needed(first.folder)
        commit = repository.resolve(base)
        files = {f"{first.shown}/{path}": data for path, data in repository.read(commit, ending="").items()}
        left_out = [] if not repository.is_shallow else [repository.left_out()]
        for root in others:
            there = Repository.around(root.folder)
            if there is None:
                left_out.append(f"{root.shown} is not in a Git repository and was not compared.")
                continue
            named = commit.id if there.top == repository.top else base
            files |= {
                f"{root.shown}/{path}": data for path, data in there.read(there.resolve(named), ending="").items()
            }
        said = files.get(f"{first.shown}/policy.yaml")
        policy, problems = load(said, Policy) if said is not None else (None, [])
        if said is None:
            left_out.append(f"{base} has no policy.yaml: that of the working tree counts.")
        elif policy is None:
            left_out.append(
                f"policy.yaml at {base} has mistakes ({problems[0].code}): that of the working tree counts."
            )
        if policy is not None:
            workspace.judge_by(policy)
        against = cls(workspace, f"{base} {commit.short}", files, tuple(left_out))
        against._words = workspace.words()
        settings = repository.beside(commit, workspace.project.folder / "pyproject.toml")
        if settings is not None:
            against.extensions = tuple(settings_in(settings, f"pyproject.toml at {base}").get("extensions", ()))
        return against

    def changed(self, account: str) -> frozenset[str]:
        """Ids of the records of an account that are new, renamed or changed."""
        return self._changed.get(account, frozenset())

    def book(self, workspace: Workspace, account: str) -> Book:
        """The book of today with that of BASE beside it."""
        if not {account, "group"} & self._differing:
            return workspace.book(account)
        base = make_book(
            self._loaded(workspace, account).shelf,
            self._loaded(workspace, "group").shelf,
            policy=workspace.policy,
            as_of=workspace.as_of,
            project=workspace.project,
            holds=workspace.now.holds,
        )
        return workspace.book(account, base)

    def findings(self, account: str, book: Book) -> list[Finding]:
        """What the rules against BASE say of one account; `""` = of policy, publications and roots."""
        part = self.comparison.of(account)
        return [
            engine().finding(rule, hit, book) for rule in _rules() if part.differences for hit in rule.run(part, book)
        ]

    def _loaded(self, workspace: Workspace, account: str) -> Loaded:
        if account not in self._shelves:
            listing = Listing(account)
            for root in workspace.project.roots:
                above = f"{root.shown}/{account}"
                for shown, data in self._files.items():
                    if shown.startswith(f"{above}/"):
                        relative = shown.removeprefix(f"{above}/")
                        add_path(listing, relative, above, root.name, partial(bytes, data), FOLDERS)
                        if relative.startswith("files/"):
                            listing.files[relative] = BlobFile(data, shown)
            self._shelves[account] = Loaded(*load_shelf(listing, MODELS, self._words))
        return self._shelves[account]


def _rules() -> tuple[Rule, ...]:
    return rules_in(binding)


def _working_tree(workspace: Workspace) -> Iterable[tuple[str, bytes]]:
    """Contents of the record and configuration files of today, as far as they can be read."""
    for root in workspace.project.roots:
        for name in _SETTINGS:
            if (root.folder / name).is_file():
                yield f"{root.shown}/{name}", (root.folder / name).read_bytes()
    for account in (*workspace.accounts, "group"):
        for root in workspace.project.roots:
            if (baseline := root.folder / account / "baseline.yaml").is_file():
                yield f"{root.shown}/{account}/baseline.yaml", baseline.read_bytes()
        for source in workspace.listing(account).sources:
            try:
                yield source.shown, source.read()
            except OSError:
                continue
