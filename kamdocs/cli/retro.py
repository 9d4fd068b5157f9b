"""`kamdocs retro`: corrections that are open, with their money, and the paper of one of them for the customer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from kamdocs.calc.refusal import Refused
from kamdocs.cli.checking import check_account
from kamdocs.cli.command import Command
from kamdocs.cli.one_record import find_record
from kamdocs.cli.options import known_account, open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.cli.writing import replace_all, write_new
from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import split_item
from kamdocs.core.track import last
from kamdocs.exchange.offer_words import LANGUAGES
from kamdocs.exchange.retro_paper import RetroPaper, as_csv, retro_paper
from kamdocs.kinds.price.model import Price
from kamdocs.kinds.retro_billing.figures import OpenRetro, note_of, open_retros, sums, window_words
from kamdocs.kinds.retro_billing.model import RetroBilling, RetroState
from kamdocs.report.shown import visible

_OWED = {"debit": "owed to us", "credit": "owed by us", "none": "nothing owed"}


@dataclass(frozen=True, slots=True)
class _Out:
    """The file that is written: its language, and whether it may replace one."""

    file: Path
    language: str
    force: bool


@click.command(cls=Command, short_help="corrections of late prices, and the paper of one of them")
@click.argument("record_id", metavar="[ID]", required=False)
@click.option("--to", "target", metavar="FILE", help="What to write of one run: FILE.xlsx or FILE.csv.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of the file.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--account", help="Only this account, or the one of the id.")
@project_options
def command(
    record_id: str | None,
    target: str | None,
    language: str,
    force: bool,
    account: str | None,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """List lines that came late and are not corrected, show one of them, or write a run per invoice line.

    \b
    Examples:
      kamdocs retro
      kamdocs retro PRC-4711-009-A-MEL@2024-07-01
      kamdocs retro RET-2024-0005 --to RET-2024-0005.xlsx
    """
    workspace = open_workspace(project, records, as_of)
    if record_id is None:
        if target:
            raise KamdocsError("A file is written of one run.", "Name it: kamdocs retro RET-… --to FILE.xlsx")
        return _list(workspace, account)
    wanted, item = split_item(record_id)
    name, held = find_record(workspace, wanted, account)
    book = workspace.book(name)
    click.echo(f"As of {workspace.as_of} · {name}")
    match held.record:
        case RetroBilling() as run if target:
            return _write(run, workspace, name, _Out(_target(target), language, force))
        case RetroBilling() as run:
            return _show(_paper(run, book, language))
        case Price() as price if not target:
            return _simulate(price, item, book)
    if target:
        hint = "A correction names invoices: kamdocs new retro_billing"
        raise KamdocsError(f"{record_id} is no retro-billing, only one is written.", hint)
    raise KamdocsError(f"{record_id} is no retro-billing and no price.", "kamdocs retro lists what is open.")


def _list(workspace: Workspace, account: str | None) -> int:
    names = (known_account(workspace, account),) if account else workspace.accounts
    click.echo(f"As of {workspace.as_of}")
    for name in names:
        book = workspace.book(name)
        found = open_retros(book)
        if missing := [kind for kind in ("price", "billing", "retro_billing") if kind in book.absent_kinds]:
            click.echo(f"{name}: {', '.join(missing)} not in this copy")
            continue
        click.echo("")
        click.echo(f"{name}: {_number(found)}")
        for one in found:
            for line in _told(one):
                click.echo(visible(line))
        known, unknown = sums(found)
        for way, money in known:
            click.echo(f"  {_OWED[way.value]}: {money}")
        if unknown:
            click.echo(f"  unknown: {unknown}")
    click.echo("Next: kamdocs new retro_billing")
    return 0


def _number(found: tuple[OpenRetro, ...]) -> str:
    return f"{len(found) or 'no'} correction{'' if len(found) == 1 else 's'} open"


def _told(one: OpenRetro) -> Iterator[str]:
    money = f"{one.money}, {_OWED[one.direction.value]}" if one.money is not None else "unknown"
    pieces = f", {one.aggregate.run.pieces:f} pcs" if one.aggregate is not None else ""
    yield f"  {one.name}  {money}{pieces}"
    run = f"calculated in {one.run}" if one.run else "not calculated"
    yield f"    no {one.no} of the part and site, {window_words(one)}, {run}"
    yield f"    allowed by {one.amendment or 'no paper cited'}"
    if note := note_of(one):
        yield f"    {note}"


def _simulate(price: Price, item: str, book: Book) -> int:
    """What the rows of the extracts give for each open line of a price, row by row; nothing is written."""
    if item and item not in {line.valid_from.isoformat() for line in price.lines}:
        raise KamdocsError(f"{price.id} has no line from {item}.", f"`kamdocs show {price.id}` shows its lines.")
    found = [one for one in open_retros(book) if one.held.price.id == price.id]
    found = [one for one in found if item in ("", one.held.line.valid_from.isoformat())]
    if not found:
        click.echo(f"{price.id}{f'@{item}' if item else ''}: no correction is open.")
    for one in found:
        for line in (*_told(one), *_rows(one)):
            click.echo(visible(line))
    return 0


def _rows(one: OpenRetro) -> Iterator[str]:
    if one.aggregate is None:
        return
    new = one.held.line.unit_price
    for row in one.aggregate.run.lines:
        yield f"      {row.name}  {row.pieces:f} pcs at {row.old}, agreed {new}: {row.amount}"
    for row_name, why in one.aggregate.excluded:
        yield f"      left out: {row_name}, {why}"


def _paper(run: RetroBilling, book: Book, language: str) -> RetroPaper:
    try:
        return retro_paper(run, book, language)
    except Refused as refusal:
        raise KamdocsError(f"{run.id} is not computable: {refusal}.", f"kamdocs check {run.id} says more.") from None


def _show(paper: RetroPaper) -> int:
    for words, value in paper.facts:
        click.echo(visible(f"  {words}: {value}"))
    for one in paper.lines:
        told = f"does not count: {one.excluded.replace('_', ' ')}" if one.excluded else f"{one.difference:f}"
        click.echo(visible(f"    {one.invoice}  {one.pricing_date}  {one.pieces:f} pcs at {one.old}: {told}"))
    click.echo(f"  control total: {len(paper.counted)} documents, {paper.pieces:f} pcs, {paper.total}")
    click.echo(f"  {_OWED[paper.direction.value]}")
    return 0


def _write(run: RetroBilling, workspace: Workspace, account: str, out: _Out) -> int:
    book = workspace.book(account)
    if reasons := [*_not_ready(run, book), *_errors(workspace, account, run)]:
        for reason in reasons:
            click.echo(reason, err=True)
        click.echo(f"Nothing was written. Next: kamdocs check {run.id}", err=True)
        return 1
    paper = _paper(run, book, out.language)
    data = as_csv(paper, out.language).encode() if out.file.suffix == ".csv" else _workbook(paper, out.language)
    (replace_all if out.force else write_new)({out.file: data})
    click.echo(f"Written: {out.file}, {len(paper.counted)} documents, {paper.total}")
    click.echo("Nothing is sent. Next: send it, then kamdocs new communication")
    return 0


def _not_ready(run: RetroBilling, book: Book) -> list[str]:
    """Why nothing of a run leaves the house."""
    entry = last(run.track, book.as_of)
    if entry is None:
        return [f"{run.id} has no state on {book.as_of}."]
    if entry.state is RetroState.NOT_BILLED:
        return [f"{run.id} was not billed on {entry.on}: there is nothing to send."]
    return []


def _errors(workspace: Workspace, account: str, run: RetroBilling) -> list[str]:
    """What the check has against a run."""
    return [
        f"{one.finding.place}: {one.finding.code} {one.finding.says}"
        for one in check_account(workspace, account).shown
        if one.finding.record == run.id and one.finding.blocks
    ]


def _target(word: str) -> Path:
    file = Path(word)
    if file.suffix not in (".xlsx", ".csv"):
        raise KamdocsError(f"{word} is neither a workbook nor a CSV file.", "Give a name in .xlsx or .csv.")
    if file.is_dir():
        raise KamdocsError(f"{word} is a folder.", "Give the name of a file in it, such as correction.xlsx.")
    if not file.parent.is_dir():
        raise KamdocsError(f"There is no folder {file.parent}.", "Make it, or name another one.")
    return file


def _workbook(paper: RetroPaper, language: str) -> bytes:
    try:
        from kamdocs.exchange.workbook_retro import workbook
    except ImportError as error:
        hint = "Install it once: pip install 'kamdocs[xlsx]'"
        raise KamdocsError("Workbooks need openpyxl, which is not installed.", hint) from error
    return workbook(paper, language)
