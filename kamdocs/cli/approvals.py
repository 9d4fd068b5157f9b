"""`kamdocs approvals`: who has to sign what, for which amount, what is missing and from whom."""

import textwrap
from collections.abc import Iterator

import click

from kamdocs.cli.command import Command
from kamdocs.cli.one_record import find_record
from kamdocs.cli.options import known_account, open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.core.approving import Given, Needed
from kamdocs.core.book import Book
from kamdocs.core.ids import split_item
from kamdocs.core.record import Record
from kamdocs.kinds.change.figures import approvals as of_changes
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.offer.figures import approvals as of_offers
from kamdocs.kinds.offer.model import Offer
from kamdocs.report.shown import counted, visible

_WIDTH, _INDENT = 100, " " * 11


@click.command(cls=Command, short_help="who has to sign what, and what is missing from whom")
@click.argument("record_id", metavar="[ID]", required=False)
@click.option("--account", help="Only this account.")
@project_options
def command(
    record_id: str | None, account: str | None, project: str, records: tuple[str, ...], as_of: str | None
) -> int:
    """List the signatures that records need: of all live ones, or of one. A missing one makes the exit code 1.

    \b
    Examples:
      kamdocs approvals
      kamdocs approvals OFR-2024-0118
      kamdocs approvals --account aurora --as-of 2024-06-30
    """
    workspace = open_workspace(project, records, as_of)
    found = [
        (record, book, needed)
        for record, book in _asked(workspace, record_id, account)
        if (needed := needed_by(record, book)) or record_id
    ]
    looked_at = dict.fromkeys(book.account for _, book, _ in found) or ((account,) if account else workspace.accounts)
    click.echo(f"As of {workspace.as_of} · {', '.join(looked_at) or 'no account'}")
    for record, book, needed in found:
        click.echo("")
        for line in _record(record, book, needed):
            click.echo(line)
    every = [one for _, _, needed in found for one in needed]
    missing = sum(one.is_missing for one in every)
    lacking = {record.id: sum(one.is_missing for one in needed) for record, _, needed in found}
    unknown = sum(one.given is Given.UNKNOWN for one in every)
    click.echo("")
    for line in _unread(workspace, record_id, account):
        click.echo(line)
    if missing and not record_id:
        click.echo(f"Missing at {', '.join(f'{name} ({number})' for name, number in lacking.items() if number)}")
    open_ = f" · {unknown} cannot be told" if unknown else ""
    click.echo(f"{counted(len(every), 'signature')} needed · {missing} missing{open_}")
    return 1 if missing else 0


def _unread(workspace: Workspace, record_id: str | None, account: str | None) -> Iterator[str]:
    """Records of which nothing can be told, because their files do not load."""
    for name in () if record_id else (account,) if account else workspace.accounts:
        for one in sorted(workspace.loaded(name).shelf.unread):
            if one.startswith(("OFR-", "CHG-")):
                yield f"{one} does not load: `kamdocs check` says why."


def needed_by(record: Record, book: Book) -> tuple[Needed, ...]:
    """The signatures that a record needs; those of a breakdown stand at its offer, no other kind needs any yet."""
    match record:
        case Offer():
            return of_offers.approvals(record, book)
        case Change():
            return of_changes.approvals(record, book)
        case CostBreakdown():
            return tuple(one for one in _of_offer(record, book) if one.record == record.id)
    return ()


def _of_offer(breakdown: CostBreakdown, book: Book) -> tuple[Needed, ...]:
    offer = book.get_as(Offer, breakdown.offer)
    return of_offers.approvals(offer, book) if offer else ()


def _asked(workspace: Workspace, record_id: str | None, account: str | None) -> Iterator[tuple[Record, Book]]:
    """The record that was asked for, else all live ones of the accounts."""
    if record_id is not None:
        name, held = find_record(workspace, split_item(record_id)[0], account)
        yield held.record, workspace.book(name)
        return
    for name in (known_account(workspace, account),) if account else workspace.accounts:
        book = workspace.book(name)
        yield from ((one, book) for one in book.all(Offer) if of_offers.needs_approval(one, book))
        yield from ((one, book) for one in book.all(Change) if of_changes.needs_approval(one, book))


def _record(record: Record, book: Book, needed: tuple[Needed, ...]) -> Iterator[str]:
    yield visible(f"{record.id} {record.title or record.heading(book)}")
    for one in needed:
        yield from _line(one, book)
    if not needed:
        yield "  no signature is needed"


def _line(one: Needed, book: Book) -> Iterator[str]:
    amount = str(one.amount) if one.amount is not None else "amount not known"
    yield visible(f"  {one.given.value:<8} {one.what} · {one.scope.replace('_', ' ')} {amount}")
    for words in (_signed(one, book), one.says, _ask(one, book)):
        yield from textwrap.wrap(visible(words), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _signed(one: Needed, book: Book) -> str:
    return f"signed by {_name(one.by, book)} on {one.on}" if one.by else ""


def _ask(one: Needed, book: Book) -> str:
    """From whom a missing signature can come."""
    if not one.is_missing or not one.functions:
        return ""
    people = "; ".join(_name(person, book) for person in one.persons) or "nobody there who may sign this record"
    return f"ask {' or '.join(one.functions)}: {people}"


def _name(person: str, book: Book) -> str:
    found = book.get(person)
    return f"{person} {found.heading(book)}" if found else person
