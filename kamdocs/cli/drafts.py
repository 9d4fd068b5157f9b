"""Drafts of one kind: filled, given an id, and judged like every other record before anything is written."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from pydantic_core import PydanticCustomError

from kamdocs.cli.catalogue import codes, engine
from kamdocs.cli.workspace import Workspace, make_book
from kamdocs.core.book import Book, Held
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.errors import KamdocsError
from kamdocs.core.facts import FieldOf, fields_of
from kamdocs.core.ids import is_id, is_windows_device
from kamdocs.core.record import Record
from kamdocs.exchange.draft import draft, example
from kamdocs.exchange.filling import begin, missing, put
from kamdocs.exchange.ids import composed_id, next_id
from kamdocs.history.snapshots import Repository
from kamdocs.load.shelf import read_record
from kamdocs.project import Root
from kamdocs.rules.speaks import quieten

_IN_FULL = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that loads: its file, how that is shown, its text, its record, the row it came from, its record root."""

    file: Path
    shown: str
    text: str
    record: Record
    where: str
    root: str


def refused(complaints: list[KamdocsError]) -> KamdocsError:
    """All complaints in one; nothing is written while there is one."""
    if len(complaints) == 1:
        return KamdocsError(complaints[0].message, f"{complaints[0].hint} Nothing was written.".strip())
    lines = [f"{one.message} {one.hint}".strip() for one in complaints[:_IN_FULL]]
    if len(complaints) > _IN_FULL:
        lines.append(f"and {len(complaints) - _IN_FULL} more")
    return KamdocsError("\n  ".join([f"{len(complaints)} mistakes:", *lines]), "Nothing was written.")


class Drafts:
    """Drafts of one kind in one account; an id given out is not given again."""

    def __init__(self, workspace: Workspace, model: type[Record], account: str) -> None:
        self._workspace, self._model, self._account = workspace, model, account
        self._root = _root(workspace, model)
        self._book = workspace.book(account)
        self._known = {*self._book.every_id(), *self._elsewhere()}
        self._given: set[str] = set()

    def make(
        self,
        pairs: list[tuple[str, str]],
        record_id: str | None,
        *,
        where: str = "",
        ask: bool = False,
        begun: Mapping[str, Any] | None = None,
    ) -> Draft:
        """One draft.

        Args:
            pairs: Dotted names of fields with their texts.
            record_id: The id, if it is given; else the next one.
            where: The row that it comes from.
            ask: Ask at the terminal for what is missing.
            begun: What the draft begins with; the pairs go over it.

        Raises:
            KamdocsError: Something needed is missing, or a value does not fit its field.
        """
        given: dict[str, Any] = deepcopy(dict(begun or {}))
        for name, value in pairs:
            put(given, self._model, name, value)
        begin(given, self._model, self._book)
        if ask:
            self._ask(given)
        self._refuse_missing(given, in_rows=bool(where))
        named = record_id or given.pop("id", None)
        given = {"id": self._id(given, named, ask=ask), **given}
        if ask:
            self._ask_needed(given)
        return self._draft(given, where)

    def following(self) -> str:
        """The next free id; it is not given again."""
        found = self._id({}, None, ask=False)
        self._known.add(found)
        return found

    def complaints(self, made: Iterable[Draft]) -> list[KamdocsError]:
        """What `kamdocs check` would refuse because of these drafts, in the same sentences.

        What was found at the same place before is not their doing, even if its sentence now names one of them.
        """
        drafts = {one.record.id: one for one in made}
        before = {(one.code, one.spot) for one in engine().run(self._book).findings} if drafts else set()
        found = []
        for one in quieten(engine().run(self._with(drafts.values())).findings) if drafts else ():
            if one.severity is ERROR and one.nature is STATIC and (one.code, one.spot) not in before:
                row = drafts[one.record].where if one.record in drafts else one.record
                at = f"{row}: " if row else ""
                found.append(KamdocsError(f"{at}{one.code} {_ended(one.says)}", one.fix or codes()[one.code].fix))
        return found

    def _with(self, made: Iterable[Draft]) -> Book:
        """The account as it will be with the drafts."""
        workspace, shelf = self._workspace, self._book.shelf
        held = {one.record.id: Held(one.record, one.shown, self._account, one.root) for one in made}
        with_them = replace(shelf, held={**shelf.held, **held}, first_file=shelf.first_file or "records")
        return make_book(
            with_them,
            workspace.loaded("group").shelf,
            policy=workspace.policy,
            as_of=workspace.as_of,
            project=workspace.project,
            holds=workspace.now.holds,
        )

    def _draft(self, given: dict[str, Any], where: str) -> Draft:
        text = draft(self._model, given)
        record, problems = read_record("draft", text.encode(), self._model, self._workspace.words())
        if record is None:
            first = problems[0]
            raise KamdocsError(f"{first.code} {_ended(first.says)}", first.fix or codes()[first.code].fix)
        below = f"{self._account}/{self._model.about.folder}/{record.id}.yaml"
        file = self._root.folder / below
        if file.exists() or record.id in {*self._book.shelf.held, *self._book.shelf.unread}:
            raise KamdocsError(f"{record.id} is there already.", "Take another id.")
        if record.id in self._given:
            raise KamdocsError(f"{record.id} stands in two rows.", "Give each row an id of its own.")
        self._given.add(record.id)
        self._known.add(record.id)
        return Draft(file, f"{self._root.shown}/{below}", text, record, where, self._root.name)

    def _refuse_missing(self, given: dict[str, Any], *, in_rows: bool) -> None:
        lacking = [name for name, _ in missing(self._model, {"id": "", **given})]
        if lacking:
            flags = " ".join(f"--set {name}=…" for name in lacking)
            names = ", ".join(f"`{name}`" for name in lacking)
            hint = "Add columns, or give one value for all rows with --set." if in_rows else f"Give them: {flags}"
            if empty := list(dict.fromkeys(name for name in self._may_be_empty() if name not in given)):
                hint += f" · where there is none: {' '.join(f'--set {name}=[]' for name in empty)}"
            raise KamdocsError(f"{self._model.about.slug} needs {names}.", hint)

    def _ask(self, given: dict[str, Any]) -> None:
        """Ask for what a record does not load without."""
        while found := next(missing(self._model, {"id": "", **given}), None):
            put(given, self._model, found[0], self._answer(*found))

    def _may_be_empty(self) -> Iterator[str]:
        """Lists that a record always states, also where nothing stands in them."""
        fields = fields_of(self._model)
        return (name for name, field in fields.items() if field.required and field.told.may_be_empty)

    def _ask_needed(self, given: dict[str, Any]) -> None:
        """Ask for the fields that these very values make necessary."""
        record, _ = read_record("draft", draft(self._model, given).encode(), self._model, self._workspace.words())
        for name, field in _needed(record, self._book) if record else ():
            put(given, self._model, name, self._answer(name, field))

    def _answer(self, name: str, field: FieldOf) -> str:
        """What a person answers, asked again until it fits the field."""
        words = f"one of {', '.join(field.words)}" if field.words else f"e.g. {example(field).strip(chr(34))}"
        while True:
            text = str(click.prompt(f"{name}: {field.told.says} ({words})", err=True)).strip()
            complaint = _complaint(name, field, text)
            if not complaint:
                return text
            click.echo(f"  {complaint}", err=True)

    def _id(self, given: dict[str, Any], named: object, *, ask: bool) -> str:
        about = self._model.about
        site_codes = {
            record.id: str(getattr(record, "code", ""))
            for record in self._book.own_records()
            if record.about.slug == "customer_site"
        }
        found = str(named) if named else next_id(about, self._known, self._workspace.as_of.year)
        found = found or composed_id(about, given, site_codes, self._known)
        if found is None and ask:
            says = f"id: Prefix {about.prefix}, then capitals, digits and hyphens (e.g. {about.example})"
            found = str(click.prompt(says, err=True)).strip()
        if found is None:
            raise KamdocsError(f"The id of a {about.slug} is a name.", f"Give it with --id, such as {about.example}.")
        if not is_id(found) or not found.startswith(f"{about.prefix}-") or is_windows_device(found):
            raise KamdocsError(f"{found} is no id of a {about.slug}.", f"Such as {about.example}.")
        return found

    def _elsewhere(self) -> set[str]:
        """Ids on remote-tracking branches, so that two people do not take the same number."""
        repository = Repository.around(self._root.folder)
        if repository is None:
            return set()
        return repository.stems_on_remote_branches(*(() if self._account == "group" else (self._account, "group")))


def _ended(says: str) -> str:
    return says if says.endswith(("?", ".")) else f"{says}."


def _root(workspace: Workspace, model: type[Record]) -> Root:
    """The record root that the kind lives in."""
    joined = {root.name: root for root in workspace.project.roots}
    for name, other in workspace.policy.roots.items():
        if model.about.slug in other.kinds:
            if name not in joined:
                hint = f"Clone that root and join it: --records {workspace.project.roots[0].shown} --records {name}"
                raise KamdocsError(f"{model.about.slug} belongs to root `{name}`, which is not in this copy.", hint)
            return joined[name]
    return workspace.project.roots[0]


def _needed(record: Record, book: Book) -> Iterator[tuple[str, FieldOf]]:
    for name, field in fields_of(type(record)).items():
        value, need = getattr(record, field.attribute), field.told.need
        if need is not None and (value is None or value == ()) and need.holds(record, book if need.of_book else record):
            yield name, field


def _complaint(name: str, field: FieldOf, text: str) -> str:
    """Why an answer does not fit; empty if it does, or if only the whole record can tell."""
    if field.shape != "one" or (field.form is None and not field.words):
        return ""
    if field.words:
        return "" if text in field.words else f"One of: {', '.join(field.words)}."
    try:
        if field.form is not None:
            field.form.typed(text)
    except PydanticCustomError as error:
        context = error.context or {}
        says = str(context.get("says", "")).replace("{field}", name)
        return f"{says}. {context.get('fix', '')}".strip()
    return ""
