"""`kamdocs compare`: two rounds, or an offer against its request, award or order: what moved, why, what it is worth."""

import json
from dataclasses import asdict
from typing import Any

import click

from kamdocs.cli.command import Command
from kamdocs.cli.compared import compared
from kamdocs.cli.one_record import find_record
from kamdocs.cli.options import open_workspace, project_options
from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.quantity import Quantity
from kamdocs.kinds.offer.figures.comparison import COMPARED, compare
from kamdocs.kinds.offer.figures.comparison.moved import Comparison

_VERSION = 1


@click.command(cls=Command, short_help="what moved between two rounds, or against RFQ, nomination, order")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--account", help="The account, where two have these ids.")
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="For whom it is.")
@project_options
def command(
    first: str,
    second: str,
    account: str | None,
    output_format: str,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Say what moved from A to B: by part, layer and field, with the reason on record and money a year.

    \b
    Examples:
      kamdocs compare OFR-2024-0117 OFR-2024-0118
      kamdocs compare OFR-2024-0118 RFQ-2024-0003
      kamdocs compare OFR-2024-0118 NOM-2024-0004
    """
    workspace = open_workspace(project, records, as_of)
    name, held = find_record(workspace, first, account)
    is_beside = second in workspace.loaded(name).shelf.held
    other, also = find_record(workspace, second, account or (name if is_beside else None))
    for record in (held.record, also.record):
        if record.about.slug not in COMPARED:
            hint = "Name two of: offer, RFQ, nomination, customer order."
            raise KamdocsError(f"{record.id} is nothing that an offer is compared with.", hint)
    if held.record.id == also.record.id:
        raise KamdocsError(f"{first} is compared with itself.", "Name two records.")
    if other != name:
        hint = "Name two records of one account; nothing is compared across customers."
        raise KamdocsError(f"{first} stands in {name}, {second} in {other}.", hint)
    book = workspace.book(name)
    found = compare(held.record, also.record, book)
    if output_format == "json":
        click.echo(json.dumps(_plain(found, book), ensure_ascii=False, indent=2))
        return 0
    click.echo(f"As of {workspace.as_of} · {name}")
    for line in compared(found, (held.record, also.record), book):
        click.echo(line)
    return 0


def _plain(found: Comparison, book: Book) -> dict[str, object]:
    """The comparison as JSON writes it; amounts are texts, so that no reader rounds them."""
    stated = {"schema": _VERSION, "as_of": book.as_of.isoformat(), **asdict(found, dict_factory=_texts)}
    return stated | {"totals": [str(one) for one in found.totals]}


def _texts(pairs: list[tuple[str, Any]]) -> Any:
    """A block; money, prices and quantities as a record writes them."""
    names: dict[str, Any] = dict(pairs)
    if set(names) == {"amount", "currency"}:
        return str(Money(**names))
    if set(names) == {"amount", "currency", "per", "measure"}:
        return str(UnitPrice(**names))
    if set(names) == {"amount", "unit"}:
        return str(Quantity(**names))
    return names
