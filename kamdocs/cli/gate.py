"""`kamdocs gate`: may a change be launched, may it be introduced, who decides, and what a day costs."""

from contextlib import suppress

import click

from kamdocs.cli.command import Command
from kamdocs.cli.options import known_account, open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import nearest, repaired_id
from kamdocs.kinds.change.figures.gate import gate_rows, unread_changes
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.plant.model import Plant
from kamdocs.report.gate import AccountDoors, GateReport, gate_json, gate_text

FORMATS = ("text", "json")


@click.command(cls=Command, short_help="may a change be launched, may it be introduced")
@click.option("--plant", metavar="ID", help="Only parts that this plant makes.")
@click.option("--account", multiple=True, help="Only this account; repeatable.")
@click.option("--output-format", type=click.Choice(FORMATS), default="text", help="For whom the answer is.")
@project_options
def command(
    plant: str | None,
    account: tuple[str, ...],
    output_format: str,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Answer GO, NO-GO or UNKNOWN for every change, part and site. A NO-GO that was used makes the exit code 1.

    \b
    Examples:
      kamdocs gate
      kamdocs gate --plant PLT-P2
      kamdocs gate --account aurora --as-of 2024-06-30
      kamdocs gate --plant PLT-P2 --output-format json
    """
    workspace = open_workspace(project, records, as_of)
    names = tuple(dict.fromkeys(known_account(workspace, name) for name in account)) or workspace.accounts
    report = gate_of(workspace, names, plant=plant or "")
    with suppress(BrokenPipeError):
        for line in [gate_json(report).rstrip()] if output_format == "json" else gate_text(report):
            click.echo(line)
    return 1 if report.overrun else 0


def gate_of(workspace: Workspace, accounts: tuple[str, ...], *, plant: str = "") -> GateReport:
    """The doors of some accounts on the day of the workspace.

    Args:
        workspace: The project.
        accounts: Names of accounts.
        plant: Only parts of this plant; empty for all.

    Raises:
        KamdocsError: There is no such plant.
    """
    wanted = _known_plant(workspace, plant) if plant else ""
    found = []
    for name in accounts:
        book = workspace.book(name)
        parts = {part.id for part in book.all(Part) if any(one.plant == wanted for one in part.plants)}
        rows = tuple(row for row in gate_rows(book) if not wanted or row.line.part in parts)
        people = {row.in_charge: book.get(row.in_charge) for row in rows if row.in_charge}
        names = {person: record.heading(book) for person, record in people.items() if record}
        found.append(AccountDoors(name, rows, unread_changes(book), names))
    return GateReport(workspace.as_of, workspace.day_from, tuple(found), wanted)


def _known_plant(workspace: Workspace, name: str) -> str:
    plants = [plant.id for plant in workspace.book("group").all(Plant)]
    if name in plants:
        return name
    meant = nearest(repaired_id(name), plants)
    hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(plants) or 'none'}."
    raise KamdocsError(f"There is no plant {name}.", hint)
