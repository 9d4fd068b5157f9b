"""`kamdocs attention`: what comes due or falls short, with who is in charge, the money and the day."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import click

from kamdocs.cli.checking import check_account
from kamdocs.cli.command import Command
from kamdocs.cli.options import known_account, open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.report.shown import visible
from kamdocs.site.needs import HEADINGS, Block, Need, money_words, needs_of

FORMATS = ("text", "json")
MANY = 20
VERSION = 1
_WIDTH = 100


@click.command(cls=Command, short_help="what comes due or falls short, with owner, money and day")
@click.option("--account", multiple=True, help="Only this account; repeatable.")
@click.option("--of", "person", metavar="PER-ID", help="Only what this person is in charge of.")
@click.option("--output-format", type=click.Choice(FORMATS), default="text", help="For whom the answer is.")
@project_options
def command(
    account: tuple[str, ...],
    person: str | None,
    output_format: str,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """List what needs somebody: what is lost after a day first, then money, then unknown money, then the rest.

    \b
    Examples:
      kamdocs attention
      kamdocs attention --of PER-0007
      kamdocs attention --account aurora --as-of 2024-06-30 --output-format json
    """
    workspace = open_workspace(project, records, as_of)
    names = tuple(dict.fromkeys(known_account(workspace, name) for name in account)) or workspace.accounts
    found = [(name, book, _of(person, needs, book)) for name, book, needs in _needs(workspace, names)]
    with suppress(BrokenPipeError):
        for line in [_json(workspace, found)] if output_format == "json" else _text(workspace, found):
            click.echo(line)
    return 0


def _needs(workspace: Workspace, names: tuple[str, ...]) -> Iterator[tuple[str, Book, tuple[Need, ...]]]:
    for name in names:
        run = check_account(workspace, name)
        book = workspace.book(name)
        yield name, book, needs_of((one.finding for one in run.shown), book)


def _of(person: str | None, needs: tuple[Need, ...], book: Book) -> tuple[Need, ...]:
    if person is not None and book.get(person) is None:
        raise KamdocsError(f"There is no person {person}.", "The people of ours stand in records/group/people/.")
    return tuple(one for one in needs if person in (None, one.owner))


def _text(workspace: Workspace, found: list[tuple[str, Book, tuple[Need, ...]]]) -> Iterator[str]:
    yield f"As of {workspace.as_of} · {', '.join(name for name, _, _ in found) or 'no account'}"
    for name, book, needs in found:
        for block in Block:
            some = [one for one in needs if one.block is block]
            if some:
                yield ""
                yield f"{HEADINGS[block].upper()} ({len(some)})" + (f" · {name}" if len(found) > 1 else "")
                yield from _rows(some, book)
    every = sum(len(needs) for _, _, needs in found)
    yield ""
    yield f"{every} in all · next: kamdocs show ID" if every else "Nothing needs anybody."


def _rows(needs: list[Need], book: Book) -> Iterator[str]:
    """A code that speaks of more than twenty records is one line with their number."""
    many = {code for code, number in Counter(one.code for one in needs).items() if number > MANY}
    for code in sorted(many):
        yield f"  {code}  {sum(one.code == code for one in needs)} records: `kamdocs check` shows each"
    for one in needs:
        if one.code not in many:
            yield visible(f"  {int(one.priority)}  {one.record}  {_when(one)}  {_who(one, book)}".rstrip())
            words = " · ".join(word for word in (money_words(one), f"{one.code} {one.says}") if word)
            for line in textwrap.wrap(visible(words), _WIDTH - 5):
                yield f"     {line}"


def _when(need: Need) -> str:
    if need.cut_off is not None:
        left = f"{need.days_left} working days left" if need.days_left else "passed, or today"
        return f"{need.cut_off} ({left})"
    return f"since {need.since}" if need.since is not None else ""


def _who(need: Need, book: Book) -> str:
    person = book.get(need.owner) if need.owner else None
    return person.heading(book) if person is not None else need.owner or "nobody in charge"


def _json(workspace: Workspace, found: list[tuple[str, Book, tuple[Need, ...]]]) -> str:
    entries = [
        {
            "account": name,
            "block": one.block.value,
            "priority": int(one.priority),
            "record": one.record,
            "item": one.item or None,
            "code": one.code,
            "says": one.says,
            "in_charge": one.owner,
            "cut_off": one.cut_off.isoformat() if one.cut_off else None,
            "working_days_left": one.days_left,
            "since": one.since.isoformat() if one.since else None,
            "money": [
                {"amount": f"{money.amount:f}", "currency": money.currency, "sort": sort.value, "owed": owed.value}
                for owed, sort, money in one.sums.sums
            ],
            "unknown": [stake.unknown for stake in one.stakes if stake.money is None],
        }
        for name, _, needs in found
        for one in needs
    ]
    head = {"version": VERSION, "as_of": workspace.as_of.isoformat()}
    return json.dumps({**head, "entries": entries}, ensure_ascii=False, indent=2)
