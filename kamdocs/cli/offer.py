"""`kamdocs offer`: the workbook of an offer for the customer, and the letter that goes with it."""

import hashlib
from pathlib import Path

import click

from kamdocs.cli.checking import check_account
from kamdocs.cli.command import Command
from kamdocs.cli.letters import letter
from kamdocs.cli.one_record import find_record
from kamdocs.cli.options import open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.cli.writing import replace_all, write_new
from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.track import last
from kamdocs.exchange.ids import next_id
from kamdocs.exchange.letter import letter_facts
from kamdocs.exchange.not_coherent import NotCoherentError
from kamdocs.exchange.offer_words import LANGUAGES
from kamdocs.kinds.communication.model import Communication
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer, OfferState

_GONE = ("lost", "superseded", "withdrawn")


@click.command(cls=Command, short_help="the workbook of an offer, and its letter")
@click.argument("record_id", metavar="ID")
@click.option("--to", "target", required=True, metavar="FILE.xlsx", help="The workbook to write.")
@click.option("--letter", "with_letter", is_flag=True, help="Write the letter as well, beside it, as FILE.txt.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of workbook and letter.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@click.option("--account", help="The account, where two have this id.")
@project_options
def command(
    record_id: str,
    target: str,
    with_letter: bool,
    language: str,
    force: bool,
    account: str | None,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Write what the customer gets of an offer. Only a validated offer without errors leaves the house.

    \b
    Examples:
      kamdocs offer OFR-2024-0118 --to OFR-2024-0118.xlsx
      kamdocs offer OFR-2024-0118 --to OFR-2024-0118.xlsx --letter --language de
    """
    workspace = open_workspace(project, records, as_of)
    name, held = find_record(workspace, record_id, account)
    if not isinstance(held.record, Offer):
        raise KamdocsError(f"{record_id} is no offer.", "Name an offer, such as OFR-2024-0118.")
    offer, book, file = held.record, workspace.book(name), _target(target)
    click.echo(f"As of {workspace.as_of} · {name}")
    if reasons := [*_not_ready(offer, book), *_errors(workspace, name, offer, book)]:
        for reason in reasons:
            click.echo(reason, err=True)
        click.echo(f"Nothing was written. Next: kamdocs check {offer.id}", err=True)
        return 1
    try:
        files = {file: _workbook(offer, book, language)}
    except NotCoherentError as error:
        click.echo(f"{error.message} {error.hint}", err=True)
        click.echo(f"Nothing was written. Next: kamdocs check {offer.id}", err=True)
        return 1
    if with_letter:
        text = letter(workspace.project.folder, "offer", language, letter_facts(offer, book, language))
        files[file.with_suffix(".txt")] = text.encode()
    (replace_all if force else write_new)(files)
    _report(files, offer, book)
    return 0


def _target(word: str) -> Path:
    file = Path(word)
    if file.suffix.lower() != ".xlsx":
        raise KamdocsError(f"{word} is no workbook.", "Give a name that ends in .xlsx.")
    if file.is_dir():
        raise KamdocsError(f"{word} is a folder.", "Give the name of a file in it, such as offer.xlsx.")
    if not file.parent.is_dir():
        raise KamdocsError(f"There is no folder {file.parent}.", "Make it, or name another one.")
    return file


def _not_ready(offer: Offer, book: Book) -> list[str]:
    """Why the offer may not leave the house by its own state."""
    entry = last(offer.track, book.as_of)
    if entry is None:
        return [f"{offer.id} has no state on {book.as_of}."]
    if entry.state in _GONE:
        return [f"{offer.id} was {entry.state} on {entry.on}: there is nothing to send."]
    if not OFFER_TRACK.at_least(entry.state, "validated"):
        state = entry.state.replace("_", " ")
        return [f"{offer.id} is {state} since {entry.on}: an offer leaves the house only once it is validated."]
    return []


def _errors(workspace: Workspace, account: str, offer: Offer, book: Book) -> list[str]:
    """What the check has against the offer or one of its breakdowns; values of cost are hidden there already."""
    ours = {offer.id, *(one.id for one in book.all(CostBreakdown) if one.offer == offer.id)}
    return [
        f"{one.finding.place}: {one.finding.code} {one.finding.says}"
        for one in check_account(workspace, account).shown
        if one.finding.record in ours and one.finding.blocks
    ]


def _workbook(offer: Offer, book: Book, language: str) -> bytes:
    try:
        from kamdocs.exchange.workbook_offer import workbook
    except ImportError as error:
        hint = "Install it once: pip install 'kamdocs[xlsx]'"
        raise KamdocsError("Workbooks need openpyxl, which is not installed.", hint) from error
    return workbook(offer, book, language)


def _report(files: dict[Path, bytes], offer: Offer, book: Book) -> None:
    """What was written, and the lines that the record of its communication takes over."""
    for file in files:
        click.echo(f"Written: {file}")
    entry = last(offer.track, book.as_of)
    if offer.valid_until and offer.valid_until < book.as_of and entry and entry.state is not OfferState.ACCEPTED:
        hint = "Extend it in writing before it is sent."
        click.echo(f"Expired: {offer.id} stood until {offer.valid_until}. {hint}", err=True)
    known = next_id(Communication.about, book.every_id(), book.as_of.year)
    click.echo(f"For {known}, once the files lie in the folder of the account:")
    click.echo("files:")
    for number, (file, data) in enumerate(files.items(), 1):
        click.echo(f"  - {{file: files/{known}-{number}{file.suffix}, sha256: {hashlib.sha256(data).hexdigest()}}}")
    click.echo("Nothing is sent. Next: send the files, then kamdocs new communication")
