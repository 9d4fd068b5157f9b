"""`kamdocs round`: drafts the price lines of one day, or those that one cause moves, and writes them with `--write`."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from kamdocs.cli.command import Command
from kamdocs.cli.day import day_of
from kamdocs.cli.drafts import Drafts
from kamdocs.cli.options import known_account, open_workspace, project_options
from kamdocs.cli.round_causes import Asked, named_cause, rounds_for
from kamdocs.cli.workspace import Workspace
from kamdocs.cli.writing import replace_all
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import nearest
from kamdocs.exchange.round import adjustment_fields, price_with_line
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.price.draft import DependsOn, DraftedLine, Names, Round, price_round
from kamdocs.kinds.programme.model import Programme
from kamdocs.report.round import round_text
from kamdocs.report.round_object import rounds_json
from kamdocs.report.shown import counted

FORMATS = ("text", "json")


@click.command(cls=Command, short_help="drafts every price line of one day, or of one cause")
@click.option("--effective", metavar="DAY", help="The day from which the lines hold.")
@click.option("--index", metavar="PERIOD", help="Only this application period: 2024-Q4, or its first month.")
@click.option("--change", metavar="CHG-…", help="Only this change.")
@click.option("--mandated", metavar="MDC-…@DAY", help="Only this mandated price.")
@click.option("--lta", metavar="LTA-…@YEAR", help="Only this yearly reduction.")
@click.option("--account", multiple=True, help="Only this account; repeatable.")
@click.option("--programme", metavar="PRG-…", help="Only parts of this programme.")
@click.option("--write", is_flag=True, help="Write the drafts; without it nothing is written.")
@click.option("--all", "--verbose", "in_full", is_flag=True, help="Every line with its build-up.")
@click.option("--output-format", type=click.Choice(FORMATS), default="text", help="For whom the answer is.")
@project_options
def command(
    effective: str | None,
    index: str | None,
    change: str | None,
    mandated: str | None,
    lta: str | None,
    account: tuple[str, ...],
    programme: str | None,
    write: bool,
    in_full: bool,
    output_format: str,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Draft what is due: changes, reductions, mandated prices, indices, what was agreed in writing. Old → new by cause.

    \b
    Examples:
      kamdocs round --effective 2025-01-01 --account aurora
      kamdocs round --effective 2025-01-01 --all
      kamdocs round --index 2024-Q4 --write
      kamdocs round --change CHG-2024-0187
      kamdocs round --mandated MDC-8K0-121@2025-01-01
    """
    workspace = open_workspace(project, records, as_of)
    names = tuple(dict.fromkeys(known_account(workspace, name) for name in account)) or workspace.accounts
    day = day_of(effective) if effective is not None else None
    asked = Asked(named_cause(index=index, change=change, mandated=mandated, lta=lta), day, programme or "")
    _known_programme(workspace, names, asked.programme)
    rounds, lost = _rounds(workspace, names, asked)
    written = _write(workspace, rounds) if write else ()
    with suppress(BrokenPipeError):
        if output_format == "json":
            click.echo(rounds_json(rounds, written, lost))
        else:
            for line in _text(rounds, written, lost, is_written=write, in_full=in_full):
                click.echo(line)
    return 0


def _known_programme(workspace: Workspace, accounts: Sequence[str], wanted: str) -> None:
    known = [one.id for name in accounts for one in workspace.book(name).all(Programme)] if wanted else []
    if wanted and wanted not in known:
        meant = nearest(wanted, known)
        hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(known) or 'none'}."
        raise KamdocsError(f"There is no programme {wanted}.", hint)


def _rounds(workspace: Workspace, accounts: Sequence[str], asked: Asked) -> tuple[list[Round], list[str]]:
    """The rounds of every account, and what has no day.

    Raises:
        KamdocsError: The cause stands nowhere, or an earlier one on which it depends is not drafted.
    """
    rounds: list[Round] = []
    lost: list[str] = []
    for name in accounts:
        book = workspace.book(name)
        names = Names(partial(next, _following(workspace, name)))
        every, why = rounds_for(book, asked)
        lost += why
        try:
            rounds += [price_round(book, wanted, names) for wanted in every]
        except DependsOn as refusal:
            hint = f"Draft it first: kamdocs round --change {refusal.earlier} --write, or the whole day."
            raise KamdocsError(f"{refusal}.", hint) from refusal
    if not rounds and not lost:
        raise KamdocsError(*asked.nowhere)
    return rounds, lost


def _following(workspace: Workspace, account: str) -> Iterator[str]:
    """Free ids of adjustments, one after the other; other branches are looked at once the first one is needed."""
    drafts = Drafts(workspace, IndexAdjustment, account)
    while True:
        yield drafts.following()


def _write(workspace: Workspace, rounds: Sequence[Round]) -> tuple[str, ...]:
    """Write all drafts of all rounds, or none.

    Raises:
        KamdocsError: A file cannot take its line, or the disk does not take the files.
    """
    files: dict[Path, bytes] = {}
    shown: list[str] = []
    for one in rounds:
        drafts = Drafts(workspace, IndexAdjustment, one.account) if one.adjustments else None
        for new in one.adjustments if drafts is not None else ():
            made = drafts.make([], new.id, begun=adjustment_fields(new)) if drafts is not None else None
            if made is not None:
                files[made.file] = made.text.encode()
                shown.append(made.shown)
        for line in one.drafted:
            held = workspace.book(one.account).shelf.held[line.price.id]
            path = workspace.project.folder / held.file
            files[path] = _with_line(workspace, path, line)
            shown.append(held.file)
    replace_all(files)
    return tuple(shown)


def _with_line(workspace: Workspace, path: Path, line: DraftedLine) -> bytes:
    written = price_with_line(path.read_bytes(), line, workspace.as_of, workspace.words())
    if written is None:
        hint = "Write its lines one below the other, as `kamdocs new price` does. Nothing was written."
        raise KamdocsError(f"{line.price.id} is written in a way that does not take a new line.", hint)
    return written


def _text(
    rounds: Sequence[Round], written: Sequence[str], lost: Sequence[str], *, is_written: bool, in_full: bool
) -> Iterator[str]:
    for number, one in enumerate(rounds):
        if number:
            yield ""
        yield from round_text(one, in_full=in_full)
    yield from lost
    if all(one.is_empty for one in rounds):
        return
    yield ""
    if is_written:
        yield f"Written: {counted(len(written), 'file')}. Nothing is committed. Next: kamdocs check"
    else:
        yield "Nothing is written. With --write the drafts go into the files."
