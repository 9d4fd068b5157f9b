"""`kamdocs figures`: the figures of a record step by step, each input with its file and line."""

from contextlib import suppress
from datetime import date

import click

from kamdocs.cli.command import Command
from kamdocs.cli.day import day_of
from kamdocs.cli.one_record import find_record
from kamdocs.cli.options import open_workspace, project_options
from kamdocs.cli.placing import Files
from kamdocs.core.book import Book, Held
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import prefix_of, split_item
from kamdocs.core.place import Spot
from kamdocs.core.record import item_keys
from kamdocs.kinds import BY_PREFIX, KINDS
from kamdocs.report.figures import FiguresReport, machine, text

FORMATS = ("text", "json")


@click.command(cls=Command, short_help="what kamdocs computes, step by step with its inputs")
@click.argument("record_id", metavar="ID")
@click.option("--on", "on", metavar="DAY", help="The day of the figures; absent = the day of the run.")
@click.option("--account", help="The account, where two have this id.")
@click.option("--output-format", type=click.Choice(FORMATS), default="text", help="For whom the answer is.")
@project_options
def command(
    record_id: str,
    on: str | None,
    account: str | None,
    output_format: str,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Print each figure of a record: what went in with file and line, formula, rounding, result.

    \b
    Examples:
      kamdocs figures PRC-4711-009-A-MEL --on 2024-06-30
      kamdocs figures LTA-2024-03@2025
      kamdocs figures IXA-2024-0007 --output-format json
    """
    workspace = open_workspace(project, records, as_of)
    wanted, item = split_item(record_id)
    name, held = find_record(workspace, wanted, account)
    book = workspace.book(name)
    day = day_of(on) if on else workspace.as_of
    report = _report(held, item or "", book=book, day=day)
    files = Files(workspace.project.folder, workspace.project.roots)

    def place_of(spot: Spot) -> str:
        file = spot.file or (known.file if (known := book.held(spot.record)) else "")
        return f"{file}:{files.of(file).of(spot.path, spot.key).line}" if file else ""

    with suppress(BrokenPipeError):
        lines = [machine(report, place_of)] if output_format == "json" else text(report, place_of)
        for line in lines:
            click.echo(line)
    return 0


def _report(held: Held, item: str, *, book: Book, day: date) -> FiguresReport:
    record = held.record
    kind = BY_PREFIX[prefix_of(record.id)]
    if kind.explained is None:
        known = ", ".join(one.slug for one in KINDS if one.explained is not None)
        raise KamdocsError(f"Nothing is computed for {record.id}.", f"Kinds with figures: {known}.")
    if item and not record.item(item):
        keys = ", ".join(sorted(item_keys(record))) or "none"
        raise KamdocsError(f"{record.id} has no item {item}.", f"Its items: {keys}.")
    shown = f"{record.id}@{item}" if item else record.id
    title = record.title or record.heading(book)
    also = (explain for one in KINDS if (explain := one.explained_of.get(kind.slug)) is not None)
    every = (kind.explained, *also)
    figures = tuple(found for explain in every for found in explain(record, book, item, day))
    return FiguresReport(shown, title, held.account, day, book.as_of, figures)
