"""`kamdocs new`: a commented draft of a record with the next id; one per row of a CSV with `--from`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from kamdocs.cli.command import Command
from kamdocs.cli.drafts import Draft, Drafts, refused
from kamdocs.cli.next_round import NextRound, next_breakdowns, next_round
from kamdocs.cli.options import known_account, open_workspace, project_options
from kamdocs.cli.workspace import MODELS, Workspace
from kamdocs.cli.writing import write_new
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import nearest
from kamdocs.core.record import Record
from kamdocs.exchange.rows import read_rows
from kamdocs.kinds import BY_SLUG, KINDS
from kamdocs.kinds.cost_breakdown.model import CostBreakdown


@click.command(cls=Command, short_help="a commented draft of a record, with the next id")
@click.argument("kind")
@click.option("--account", help="The account; not needed where there is one only, or the kind lives in group.")
@click.option("--id", "record_id", metavar="ID", help="The id; else the next one.")
@click.option(
    "--set", "values", multiple=True, metavar="FIELD=VALUE", help="A value; lists and blocks as [a, b], {a: b}."
)
@click.option("--from", "rows", metavar="ROWS.CSV", help="One draft per row; headings are names of fields.")
@click.option("--after", metavar="OFR-…", help="Of an offer: the next round after this one.")
@click.option("--breakdowns", is_flag=True, help="With --after: its cost breakdowns as well.")
@project_options
def command(
    kind: str,
    account: str | None,
    record_id: str | None,
    values: tuple[str, ...],
    rows: str | None,
    after: str | None,
    breakdowns: bool,
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
      kamdocs new offer --after OFR-2024-0118 --breakdowns
    """
    if rows and record_id:
        raise KamdocsError("--id and --from do not go together.", "Give the ids in a column `id`.")
    workspace = open_workspace(project, records, as_of)
    model = _model(kind)
    pairs = [_pair(text) for text in values]
    if breakdowns and not after:
        raise KamdocsError("--breakdowns goes with --after.", "Name the round before: --after OFR-2024-0118.")
    if after:
        named = _asked(model, record_id, rows)
        return _next_round(workspace, next_round(workspace, after, account), pairs, named, breakdowns=breakdowns)
    drafts = Drafts(workspace, model, _account(workspace, model, account, pairs))
    made, complaints = _made(drafts, pairs, record_id, rows)
    _write(drafts, made, complaints)
    click.echo("Nothing is committed. Next: kamdocs check")
    return 0


def _write(drafts: Drafts, made: list[Draft], complaints: list[KamdocsError]) -> None:
    """Write all drafts, or none and say why."""
    complaints = complaints + drafts.complaints(made)
    if complaints:
        raise refused(complaints)
    write_new({draft.file: draft.text.encode() for draft in made})
    for draft in made:
        click.echo(f"Written: {draft.shown}")


def _asked(model: type[Record], record_id: str | None, rows: str | None) -> str | None:
    """The id of a next round; only an offer has one, and one at a time."""
    if model.about.slug != "offer":
        raise KamdocsError("Only an offer has rounds.", "--after goes with `kamdocs new offer`.")
    if rows:
        raise KamdocsError("--after and --from do not go together.", "Draft one round at a time.")
    return record_id


def _next_round(
    workspace: Workspace, begun: NextRound, pairs: list[tuple[str, str]], record_id: str | None, *, breakdowns: bool
) -> int:
    """Draft the round after an offer, and say what is left to fill."""
    drafts = Drafts(workspace, type(begun.after), begun.account)
    made = drafts.make(pairs, record_id, begun=begun.given)
    first, _, rest = made.text.partition("\n")
    every = [replace(made, text=f"{first}\n{begun.note()}\n{rest}")]
    if breakdowns:
        of_parts = Drafts(workspace, CostBreakdown, begun.account)
        begins = next_breakdowns(workspace, begun, made.record.id)
        every += [of_parts.make([], name, begun=given) for name, given in begins]
    _write(drafts, every, [])
    click.echo(begun.left())
    click.echo(f"Nothing is committed. Next: kamdocs compare {begun.after.id} {made.record.id}")
    return 0


def _made(
    drafts: Drafts, pairs: list[tuple[str, str]], record_id: str | None, rows: str | None
) -> tuple[list[Draft], list[KamdocsError]]:
    """The drafts, and what is wrong with those that could not be made."""
    if not rows:
        return [drafts.make(pairs, record_id, ask=sys.stdin.isatty())], []
    made: list[Draft] = []
    wrong: dict[tuple[str, str], list[int]] = {}
    for number, cells in read_rows(Path(rows)):
        try:
            made.append(drafts.make([*pairs, *cells], None, where=f"{rows}: row {number}"))
        except KamdocsError as error:
            wrong.setdefault((error.message, error.hint), []).append(number)
    return made, [
        KamdocsError(f"{rows}: {_rows(numbers)}: {message}", hint) for (message, hint), numbers in wrong.items()
    ]


def _rows(numbers: list[int]) -> str:
    """`row 2`, `rows 2, 3, 4 and 12 more`: a column that is missing is missing in every row."""
    more = f" and {len(numbers) - 3} more" if len(numbers) > 3 else ""
    return f"row{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers[:3]))}{more}"


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


def _account(workspace: Workspace, model: type[Record], asked: str | None, pairs: list[tuple[str, str]]) -> str:
    """The account of the draft; a customer may begin one."""
    if model.about.lives == "group" and asked in (None, "group"):
        return "group"
    if asked and model.about.slug == "customer":
        if not asked.replace("-", "").isalnum() or asked != asked.lower() or not asked.isascii():
            raise KamdocsError(f"`{asked}` is no name of an account.", "Take small letters, digits and hyphens.")
        return asked
    if asked:
        return known_account(workspace, asked)
    if model.about.lives == "both" and ("side", "internal") in pairs:
        return "group"
    if len(workspace.accounts) == 1:
        return workspace.accounts[0]
    raise KamdocsError("Which account?", f"Name it with --account: {', '.join(workspace.accounts) or 'none yet'}.")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name or not value:
        raise KamdocsError(f'"{text}" is no FIELD=VALUE.', 'Write --set name="Ada Weiss".')
    return name, value
