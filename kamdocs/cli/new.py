"""`kamdocs new`: a commented draft of a record with the next id; one per row of a CSV with `--from`."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kamdocs.cli.command import Command
from kamdocs.cli.options import known_account, open_workspace, project_options
from kamdocs.cli.workspace import MODELS, Workspace
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import is_id, nearest
from kamdocs.core.record import Record
from kamdocs.exchange.draft import draft, missing, put
from kamdocs.exchange.ids import composed_id, next_id
from kamdocs.history.snapshots import Repository
from kamdocs.kinds import BY_SLUG, KINDS
from kamdocs.load.places import PlacesOf
from kamdocs.load.shelf import read_record


@click.command(cls=Command, short_help="a commented draft of a record, with the next id")
@click.argument("kind")
@click.option("--account", help="The account; not needed where there is one only, or the kind lives in group.")
@click.option("--id", "record_id", metavar="ID", help="The id; else the next one.")
@click.option(
    "--set", "values", multiple=True, metavar="FIELD=VALUE", help="A value; lists and blocks as [a, b], {a: b}."
)
@click.option("--from", "rows", metavar="ROWS.CSV", help="One draft per row; headings are names of fields.")
@project_options
def command(
    kind: str,
    account: str | None,
    record_id: str | None,
    values: tuple[str, ...],
    rows: str | None,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Write a draft. Asks only on a terminal; every question has a flag.

    \b
    Examples:
      kamdocs new contact --set side=internal --set name="Ada Weiss" --set function=kam
      kamdocs new price --account aurora --set part=PRT-4711-009-A --set site=SIT-MELFI \\
          --set lines.unit_price="3.1200 EUR"
      kamdocs new part --account aurora --from parts.csv
    """
    workspace = open_workspace(project, records, as_of)
    model = _model(kind)
    where = _account(workspace, model, account)
    pairs = [_pair(text) for text in values]
    drafts = _Drafts(workspace, model, where)
    if rows:
        if record_id:
            raise KamdocsError("--id and --from do not go together.", "Give the ids in a column `id`.")
        made = [drafts.make([*pairs, *row], None, name) for name, row in _rows(Path(rows))]
    else:
        made = [drafts.make(pairs, record_id, "", ask=sys.stdin.isatty())]
    for file, text in made:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
        inside = file.is_relative_to(workspace.project.folder)
        click.echo(f"Written: {file.relative_to(workspace.project.folder) if inside else file}")
    click.echo("Nothing is committed. Next: kamdocs check")
    return 0


def _model(word: str) -> type[Record]:
    kind = BY_SLUG.get(word.replace("-", "_"))
    found = kind.model if kind else MODELS.get(word)
    if found is None:
        meant = nearest(word, BY_SLUG)
        raise KamdocsError(
            f"There is no kind `{word}`.",
            f"Did you mean `{meant}`?" if meant else f"Kinds: {', '.join(kind.slug for kind in KINDS)}.",
        )
    return found


def _account(workspace: Workspace, model: type[Record], asked: str | None) -> str:
    if asked:
        return known_account(workspace, asked)
    if model.about.lives == "group":
        return "group"
    if len(workspace.accounts) == 1:
        return workspace.accounts[0]
    raise KamdocsError("Which account?", f"Name it with --account: {', '.join(workspace.accounts) or 'none yet'}.")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise KamdocsError(f'"{text}" is no FIELD=VALUE.', 'Write --set name="Ada Weiss".')
    return name, value


def _rows(file: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KamdocsError(f"{file} cannot be read: {error}.", "Save it as CSV in UTF-8.") from error
    lines = text.splitlines()
    if not lines:
        raise KamdocsError(f"{file} is empty.", "Its first row names the fields.")
    delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
    for number, row in enumerate(csv.DictReader(lines, delimiter=delimiter), 2):
        if None in row or None in row.values():
            raise KamdocsError(
                f"{file}: row {number} has another number of cells than the headings.", "Look for a stray separator."
            )
        yield f"{file}: row {number}", [(str(name).strip(), cell.strip()) for name, cell in row.items() if cell.strip()]


class _Drafts:
    """Drafts of one kind in one account; an id given out is not given again."""

    def __init__(self, workspace: Workspace, model: type[Record], account: str) -> None:
        self._workspace, self._model, self._account = workspace, model, account
        self._root = workspace.project.roots[0]
        self._known = set(workspace.book(account).every_id()) | self._elsewhere()

    def make(
        self, pairs: list[tuple[str, str]], record_id: str | None, row: str, *, ask: bool = False
    ) -> tuple[Path, str]:
        """The file and text of one draft.

        Raises:
            KamdocsError: Something needed is missing, or a value does not fit its field.
        """
        given: dict[str, Any] = {}
        for name, value in pairs:
            self._put(given, name, value, row)
        self._begin(given)
        for name, field in list(missing(self._model, {"id": "", **given})):
            if not ask:
                continue
            answer = click.prompt(f"{name}: {field.told.says} (e.g. {field.example})", err=True)
            self._put(given, name, answer, row)
        given = {"id": self._id(given, record_id, row), **given}
        lacking = [name for name, _ in missing(self._model, given)]
        if lacking:
            flags = " ".join(f"--set {name}=…" for name in lacking)
            raise KamdocsError(
                f"{_at(row)}{self._model.about.slug} needs {', '.join(f'`{name}`' for name in lacking)}.",
                f"Give them: {flags}",
            )
        text = draft(self._model, given)
        self._refuse_wrong(text, row)
        self._known.add(given["id"])
        folder = self._root.folder / self._account / self._model.about.folder
        file = folder / f"{given['id']}.yaml"
        if file.exists():
            raise KamdocsError(f"{_at(row)}{file.name} is there already.", "Take another --id.")
        return file, text

    def _put(self, given: dict[str, Any], name: str, value: str, row: str) -> None:
        try:
            put(given, self._model, name, _value(value))
        except KeyError as error:
            hint = f"`kamdocs explain {self._model.about.slug}` lists its fields."
            raise KamdocsError(f"{_at(row)}{self._model.about.slug} has no field `{error.args[0]}`.", hint) from error

    def _begin(self, given: dict[str, Any]) -> None:
        """Tracks of a draft begin today in their first state."""
        for name, track in self._model.tracks.items():
            first = {"state": track.states[0].name, "on": self._workspace.as_of.isoformat()}
            if "." not in name:
                given.setdefault(name, [first])
                continue
            items = given.get(name.split(".")[0])
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict):
                    item.setdefault(name.split(".")[1], [first])
                    item.setdefault("valid_from", self._workspace.as_of.isoformat())

    def _id(self, given: dict[str, Any], asked: str | None, row: str) -> str:
        about = self._model.about
        wanted = asked or given.pop("id", None)
        if wanted:
            if not is_id(str(wanted)) or not str(wanted).startswith(f"{about.prefix}-"):
                raise KamdocsError(f"{_at(row)}{wanted} is no id of a {about.slug}.", f"Such as {about.example}.")
            return str(wanted)
        book = self._workspace.book(self._account)
        codes = {
            record.id: str(getattr(record, "code", ""))
            for record in book.own_records()
            if record.about.slug == "customer_site"
        }
        found = next_id(about, self._known, self._workspace.as_of.year) or composed_id(about, given, codes)
        if found is None:
            raise KamdocsError(
                f"{_at(row)}The id of a {about.slug} says what it is.", f"Give it with --id, such as {about.example}."
            )
        return found

    def _elsewhere(self) -> set[str]:
        """Ids on remote-tracking branches, so that two people do not take the same number."""
        repository = Repository.around(self._root.folder)
        return repository.stems_on_remote_branches() if repository is not None else set()

    def _refuse_wrong(self, text: str, row: str) -> None:
        _, problems = read_record("draft", text.encode(), self._model, self._workspace.words())
        if problems:
            first = problems[0]
            place = PlacesOf("draft", text.encode()).of(first.path, first.key)
            where = first.line or place.line
            raise KamdocsError(
                f"{_at(row)}{first.code} {first.says} (line {where} of the draft).", first.fix or "Correct the value."
            )


def _at(row: str) -> str:
    return f"{row}: " if row else ""


def _value(text: str) -> Any:
    """Lists and blocks in YAML's flow form; everything else stays text."""
    from kamdocs.load.yaml_events import parse

    if text[:1] in "[{":
        parsed = parse(f"value: {text}".encode())
        if parsed.tree is None:
            raise KamdocsError(f"{text} cannot be read: {parsed.problems[0].says}.", "Write [a, b] or {a: b}.")
        return parsed.tree["value"]
    return text
