"""`kamdocs show`: one record as its reader at a terminal wants it: standing, fields, findings, where it stands."""

from collections.abc import Iterator

import click

from kamdocs.cli.checking import check_account
from kamdocs.cli.command import Command
from kamdocs.cli.one_record import find_record
from kamdocs.cli.options import open_workspace, project_options
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.ids import prefix_of, split_item
from kamdocs.core.record import spell
from kamdocs.core.view import Link, Mark, Number
from kamdocs.kinds import BY_PREFIX
from kamdocs.report.shown import visible


@click.command(cls=Command, short_help="one record with its standing and findings")
@click.argument("record_id", metavar="ID")
@click.option("--account", help="The account, where two have this id.")
@project_options
def command(record_id: str, account: str | None, project: str, records: tuple[str, ...], as_of: str | None) -> int:
    """Show one record.

    \b
    Examples:
      kamdocs show PRC-4711-009-A-MEL
      kamdocs show TOL-0093 --account aurora --as-of 2024-06-30
    """
    workspace = open_workspace(project, records, as_of)
    wanted = split_item(record_id)[0]
    name, held = find_record(workspace, wanted, account)
    book = workspace.book(name)
    record = held.record
    click.echo(f"As of {workspace.as_of} · {name}")
    click.echo(visible(f"{record.id}  {record.title or record.heading(book)}"))
    click.echo(f"{held.file}")
    kind = BY_PREFIX[prefix_of(record.id)]
    for fact in kind.standing(record, book) if kind.standing else ():
        click.echo(f"  {fact.label}: {_cell(fact.value)}{f' ({fact.note})' if fact.note else ''}")
    click.echo("")
    for line in _block(record, "  "):
        click.echo(visible(line))
    found = [one for one in check_account(workspace, name).shown if one.finding.record == record.id]
    click.echo("")
    for one in found:
        click.echo(f"{one.finding.place}: {one.finding.code} {one.finding.says}")
    click.echo(f"Next: kamdocs explain {found[0].code.code}" if found else "No finding.")
    return 0


def _cell(value: str | Link | Mark | Number | None) -> str:
    match value:
        case None:
            return "unknown"
        case Link(record, words, item):
            return words or (f"{record}@{item}" if item else record)
        case Mark(word, _):
            return word
        case Number(_, words):
            return words
    return value


def _block(block: Block, indent: str) -> Iterator[str]:
    for field in fields_of(type(block)).values():
        value = getattr(block, field.attribute)
        if value is None or value == () or value == {} or field.name == "id":
            continue
        if field.shape == "list" and field.block is not None:
            yield f"{indent}{field.name}:"
            for item in value:
                yield f"{indent}  - {_inline(item)}"
        elif field.shape == "list":
            yield f"{indent}{field.name}: {', '.join(_inline(one, field) for one in value)}"
        elif field.shape == "map":
            yield f"{indent}{field.name}: {', '.join(f'{key}: {_inline(one, field)}' for key, one in value.items())}"
        else:
            yield f"{indent}{field.name}: {_inline(value, field)}"


def _inline(value: object, of: FieldOf | None = None) -> str:
    """A value on one line; a percentage keeps its sign, as the file writes it."""
    if not isinstance(value, Block):
        form = of.form if of else None
        return f"{spell(value)} %" if form is not None and form.name == "percent" else spell(value)
    parts = []
    for field in fields_of(type(value)).values():
        inner = getattr(value, field.attribute)
        if inner is None or inner == () or inner == {}:
            continue
        if isinstance(inner, tuple):
            words = "[" + ", ".join(_inline(one, field) for one in inner) + "]"
        elif isinstance(inner, dict):
            words = "{" + ", ".join(f"{key}: {_inline(one, field)}" for key, one in inner.items()) + "}"
        else:
            words = _inline(inner, field)
        parts.append(f"{field.name}: {words}")
    return "{" + ", ".join(parts) + "}"
