"""`kamdocs schema`: JSON Schemas for the editor, wired to the records, with ids that complete with their names."""

import json
from pathlib import Path
from typing import Any

import click

from kamdocs.cli.command import Command
from kamdocs.cli.options import open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.cli.writing import replace_all
from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.facts import Block
from kamdocs.core.policy import Policy
from kamdocs.core.publication import Publications
from kamdocs.kinds import KINDS
from kamdocs.report.schema import json_schema, model_schema

_COMPLETED = ("contact", "part", "customer_site")
_OURS = "./.vscode/schemas/"
_CONFIGURATION: dict[str, type[Block]] = {"policy": Policy, "publications": Publications}


@click.command(cls=Command, short_help="schemas for the editor")
@click.option("--to", metavar="FOLDER", help="Where to write; without it .vscode/schemas/.")
@project_options
def command(to: str | None, project: str, records: tuple[str, ...], as_of: str | None) -> int:
    """Write a schema per kind for editors that know YAML, and wire them to the records. All of them, or none.

    \b
    Examples:
      kamdocs schema
      kamdocs schema --to /tmp/schemas
    """
    workspace = open_workspace(project, records, as_of)
    folder = Path(to) if to else workspace.project.folder / ".vscode" / "schemas"
    schemas = all_schemas(workspace)
    files = {folder / f"{name}.json": _as_file(schema) for name, schema in schemas.items()}
    if not to:
        settings = folder.parent / "settings.json"
        files[settings] = _as_file(_extended(_read(settings), workspace))
    replace_all(files)
    click.echo(f"{len(schemas)} schemas in {folder}")
    return 0


def all_schemas(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """The schemas of all kinds and of the configuration, by name."""
    ids = _names(workspace)
    schemas = {kind.slug: json_schema(kind, ids) for kind in KINDS}
    return schemas | {name: model_schema(model, name, ids) for name, model in _CONFIGURATION.items()}


def _names(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Ids of people, parts and sites with their names, over all accounts of this tree."""
    names: dict[str, dict[str, str]] = {slug: {} for slug in _COMPLETED}
    for account in (*workspace.accounts, "group"):
        book: Book = workspace.book(account)
        for record in book.own_records():
            if record.about.slug in names:
                names[record.about.slug][record.id] = f"{record.title or record.heading(book)} ({account})"
    return {slug: dict(sorted(found.items())) for slug, found in names.items()}


def _read(file: Path) -> dict[str, Any]:
    """The settings of the editor that are there already; they stay as they are."""
    if not file.is_file():
        return {}
    hint = "Correct it, or write the schemas elsewhere with --to."
    try:
        settings = json.loads(file.read_text("utf-8-sig"))
    except ValueError as error:
        raise KamdocsError(f"{file} is no JSON that can be extended: {error}.", hint) from error
    if not isinstance(settings, dict):
        raise KamdocsError(f"{file} holds no settings.", hint)
    return settings


def _extended(settings: dict[str, Any], workspace: Workspace) -> dict[str, Any]:
    """The settings with our schemas in place of those of an earlier call; schemas of others stay."""
    wired = settings.get("yaml.schemas")
    others = wired.items() if isinstance(wired, dict) else ()
    kept = {name: files for name, files in others if not name.startswith(_OURS)}
    return {**settings, "yaml.schemas": {**kept, **_wired(workspace)}}


def _wired(workspace: Workspace) -> dict[str, list[str]]:
    """Which schema belongs to which files."""
    roots = [root.shown for root in workspace.project.roots]
    kinds = {kind.slug: [f"{root}/*/{kind.about.folder}/*.yaml" for root in roots] for kind in KINDS}
    wired = kinds | {name: [f"{roots[0]}/{name}.yaml"] for name in _CONFIGURATION}
    return {f"{_OURS}{name}.json": files for name, files in wired.items()}


def _as_file(content: dict[str, Any]) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()
