"""Two versions of the record files side by side: which records were added, removed, renamed or changed, and how."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kamdocs.core.facts import Block, fields_of
from kamdocs.core.record import Record
from kamdocs.history.change import Change, Subject, Tree, What, changes_between
from kamdocs.load.yaml_events import parse

SETTINGS = ("policy.yaml", "publications.yaml", "root.yaml", "baseline.yaml")
Files = Mapping[str, bytes]
Models = Mapping[str, type[Block]]


@dataclass(frozen=True)
class Difference:
    """One file that is not what it was.

    Attributes:
        about: Account, id today (else the id it had), kind. Settings have their file name as kind and no id; policy,
            publications and root have no account either.
        what: Added, removed, renamed or changed.
        was_in: Its path before; empty if it is new.
        is_in: Its path now; empty if it is gone.
        before: Its text before; None if it was not there or could not be read as YAML.
        after: Its text now.
        changes: The facts; none for a file that is new, gone or not readable on one side.
        former: The id it had, if it was renamed.
        model: What it is.
    """

    about: Subject
    what: What
    was_in: str = ""
    is_in: str = ""
    before: Tree | None = field(default=None, compare=False)
    after: Tree | None = field(default=None, compare=False)
    changes: tuple[Change, ...] = ()
    former: str = ""
    model: type[Block] | None = None

    @property
    def is_setting(self) -> bool:
        """Whether it is policy, publications, a root or a baseline."""
        return self.about.kind in SETTINGS


@dataclass(frozen=True)
class Comparison:
    """All files that differ, by path."""

    differences: tuple[Difference, ...] = ()

    def of(self, account: str) -> "Comparison":
        """Only what belongs to one account; `""` = policy, publications and roots."""
        return Comparison(tuple(one for one in self.differences if one.about.account == account))

    @cached_property
    def records(self) -> tuple[Difference, ...]:
        """The records among them."""
        return tuple(one for one in self.differences if not one.is_setting)

    @property
    def settings(self) -> tuple[Difference, ...]:
        """The settings among them."""
        return tuple(one for one in self.differences if one.is_setting)

    def records_that(self, what: What) -> tuple[Difference, ...]:
        """The records that were added, removed, renamed or changed."""
        return tuple(one for one in self.records if one.what is what)


def compare(before: Files, after: Files, models: Models) -> Comparison:
    """Compare two versions.

    Args:
        before: Contents by path; the end of a path says what a file is: `<account>/<folder>/<ID>.yaml`, `policy.yaml`,
            `<account>/baseline.yaml`. Other files are not looked at.
        after: The same, later.
        models: By folder (`prices`) and by file name (`policy.yaml`).

    Returns:
        Every file whose text differs. Comments, quotes, blanks and the order of fields are no difference; a file that
        cannot be read on one side is one.
    """
    same = {path for path, data in after.items() if before.get(path) == data}
    old = _read((path for path in before if path not in same), before, models)
    new = _read((path for path in after if path not in same), after, models)
    pairs = [(path, path) for path in old if path in new]
    pairs += _renamed(old, new)
    found = [one for was, now in pairs if (one := _both(old[was], new[now])) is not None]
    met_before, met_after = {was for was, _ in pairs}, {now for _, now in pairs}
    for path, file in old.items():
        if path not in met_before:
            found.append(Difference(file.about, What.REMOVED, was_in=path, before=file.tree, model=file.model))
    for path, file in new.items():
        if path not in met_after:
            found.append(Difference(file.about, What.ADDED, is_in=path, after=file.tree, model=file.model))
    return Comparison(tuple(sorted(found, key=lambda one: one.is_in or one.was_in)))


@dataclass(frozen=True)
class _File:
    path: str
    about: Subject
    model: type[Block] | None
    tree: Tree | None

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    @property
    def content(self) -> str:
        """Its text without its id; empty if it could not be read."""
        rest = {name: value for name, value in (self.tree or {}).items() if name != "id"}
        return json.dumps(rest, sort_keys=True) if rest else ""


def _read(paths: Iterable[str], files: Files, models: Models) -> dict[str, _File]:
    found = {}
    for path in paths:
        steps = path.split("/")
        name, folder = steps[-1], steps[-2] if len(steps) > 2 else ""
        if name in SETTINGS:
            account = steps[-2] if name == "baseline.yaml" and len(steps) > 1 else ""
            about = Subject(account, "", name)
        elif name.endswith(".yaml") and folder in models:
            about = Subject(steps[-3], name.removesuffix(".yaml"), folder)
        else:
            continue
        model = models.get(about.kind)
        tree = _today(parse(files[path]).tree, model)
        found[path] = _File(path, _subject(about, tree, model), model, tree)
    return found


def _today(tree: Tree | None, model: type[Block] | None) -> Tree | None:
    """The tree with the names that its fields have today."""
    if tree is None or model is None:
        return tree
    names = {old: one.name for one in fields_of(model).values() for old in one.told.formerly if one.name not in tree}
    return {names.get(name, name): value for name, value in tree.items()} if names else tree


def _subject(about: Subject, tree: Tree | None, model: type[Block] | None) -> Subject:
    """The subject with the id that the file states and the name of its kind."""
    if not about.record or model is None:
        return about
    kind = model.about.slug if issubclass(model, Record) else about.kind
    stated = (tree or {}).get("id")
    return Subject(about.account, stated if isinstance(stated, str) and stated else about.record, kind)


def _both(old: _File, new: _File) -> Difference | None:
    """The difference of two versions of one file; None if their text is the same."""
    renamed = old.path != new.path
    changes: tuple[Change, ...] = ()
    if old.tree is not None and new.tree is not None:
        changes = changes_between(old.tree, new.tree, new.model, about=new.about)
        if not changes and not renamed:
            return None
    return Difference(
        about=new.about,
        what=What.RENAMED if renamed else What.CHANGED,
        was_in=old.path,
        is_in=new.path,
        before=old.tree,
        after=new.tree,
        changes=changes,
        former=old.about.record if renamed else "",
        model=new.model,
    )


def _renamed(old: Mapping[str, _File], new: Mapping[str, _File]) -> list[tuple[str, str]]:
    """Pairs of paths of one record: the new id names the old one in `formerly`, or the content is the same."""
    gone = {path: file for path, file in old.items() if path not in new and file.about.record}
    come = {path: file for path, file in new.items() if path not in old and file.about.record}
    pairs = []
    for told in (_former_ids, _contents):
        places = {
            (file.about.account, file.about.kind, mark): path
            for path, file in gone.items()
            for mark in told(file, True)
        }
        for path, file in list(come.items()):
            marks = ((file.about.account, file.about.kind, mark) for mark in told(file, False))
            was = next((places[mark] for mark in marks if places.get(mark) in gone), None)
            if was is not None:
                pairs.append((was, path))
                del gone[was], come[path]
    return pairs


def _former_ids(file: _File, before: bool) -> list[str]:
    if before:
        return [file.about.record, file.stem]
    named = (file.tree or {}).get("formerly")
    return [one for one in named if isinstance(one, str)] if isinstance(named, list) else []


def _contents(file: _File, before: bool) -> list[str]:
    return [file.content] if file.content else []
