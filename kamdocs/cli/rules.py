"""`kamdocs rules`: every code of the catalogue with its state."""

import click

from kamdocs.cli.catalogue import codes
from kamdocs.cli.command import Command
from kamdocs.core.errors import KamdocsError
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.waiting import WAITING


def states() -> list[tuple[str, str, str]]:
    """Every code with its state and one sentence: in force, retired, or what it waits for."""
    rows = [(one.code, "in force", one.what) for one in codes().values()]
    rows += [(one.code, "retired", one.because) for one in RETIRED.values()]
    rows += [(one.code, f"waiting for {one.waits_for}", one.what) for one in WAITING.values()]
    return sorted(rows)


@click.command(cls=Command, short_help="every code with its state")
@click.option("--family", help="Only the codes of one family, e.g. PRC.")
def command(family: str | None) -> int:
    """List every code with its state: in force, retired, or waiting for a kind.

    \b
    Examples:
      kamdocs rules
      kamdocs rules --family PRC
    """
    rows = [row for row in states() if not family or row[0].startswith(family.upper())]
    if not rows:
        families = ", ".join(dict.fromkeys(code[:3] for code, _, _ in states()))
        raise KamdocsError(f"There is no family `{family}`.", f"There are: {families}.")
    known = codes()
    width = max((len(state) for _, state, _ in rows), default=0)
    for code, state, what in rows:
        described = known.get(code)
        kind = f"{described.severity} {described.nature}" if described else ""
        click.echo(f"{code}  {state:<{width}}  {kind:<15}  {what}")
    in_force = sum(1 for row in rows if row[1] == "in force")
    retired = sum(1 for row in rows if row[1] == "retired")
    click.echo(f"{len(rows)} codes: {in_force} in force, {retired} retired, {len(rows) - in_force - retired} waiting")
    return 0
