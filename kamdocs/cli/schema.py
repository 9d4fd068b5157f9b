"""`kamdocs schema`: JSON Schemas for the editor, wired to the records, with ids that complete with their names."""

import json
from pathlib import Path
from typing import Any

import click

from kamdocs.cli.command import Command
from kamdocs.cli.options import open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.facts import Block
from kamdocs.core.policy import Policy
from kamdocs.core.publication import Publications
from kamdocs.kinds import KINDS
from kamdocs.report.schema import json_schema, model_schema

_COMPLETED = ("contact", "part", "customer_site")
_CONFIGURATION: dict[str, type[Block]] = {"policy": Policy, "publications": Publications}


@click.command(cls=Command, short_help="schemas for the editor")
@click.option("--to", metavar="FOLDER", help="Where to write; without it .vscode/schemas/.")
@project_options
def command(to: str | None, project: str, records: tuple[str, ...], as_of: str | None) -> int:
    """Write a schema per kind for editors that know YAML, and wire them to the records.

    \b
    Examples:
      kamdocs schema
      kamdocs schema --to /tmp/schemas
    """
    workspace = open_workspace(project, records, as_of)
    folder = Path(to) if to else workspace.project.folder / ".vscode" / "schemas"
    schemas = all_schemas(workspace)
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        _write(folder / f"{name}.json", schema)
    if not to:
        _wire(workspace, folder.parent / "settings.json")
    click.echo(f"{len(schemas)} schemas in {folder}")
    return 0


def all_schemas(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """The schemas of all kinds and of the configuration, by name."""
    ids = _names(workspace)
    schemas = {kind.slug: json_schema(kind, ids) for kind in KINDS}
    return schemas | {name: model_schema(model, name) for name, model in _CONFIGURATION.items()}


def _names(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Ids of people, parts and sites with their names, over all accounts of this tree."""
    names: dict[str, dict[str, str]] = {slug: {} for slug in _COMPLETED}
    for account in (*workspace.accounts, "group"):
        book: Book = workspace.book(account)
        for record in book.own_records():
            if record.about.slug in names:
                names[record.about.slug][record.id] = f"{record.title or record.heading(book)} ({account})"
    return {slug: dict(sorted(found.items())) for slug, found in names.items()}


def _wire(workspace: Workspace, file: Path) -> None:
    """Tell the editor which schema belongs to which files; other settings stay as they are."""
    settings: dict[str, Any] = {}
    if file.is_file():
        try:
            settings = json.loads(file.read_text("utf-8"))
        except ValueError as error:
            hint = "Correct it, or write the schemas elsewhere with --to."
            raise KamdocsError(f"{file} is no JSON that can be extended: {error}.", hint) from error
    wired = {
        f"./.vscode/schemas/{kind.slug}.json": [
            f"{root.shown}/*/{kind.about.folder}/*.yaml" for root in workspace.project.roots
        ]
        for kind in KINDS
    }
    wired |= {
        f"./.vscode/schemas/{name}.json": [f"{workspace.project.roots[0].shown}/{name}.yaml"] for name in _CONFIGURATION
    }
    _write(file, {**settings, "yaml.schemas": wired})


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
