"""`kamdocs letter`: the letter that confirms a price line, and names the reason of each of its movements."""

from pathlib import Path

import click

from kamdocs.cli.command import Command
from kamdocs.cli.letters import letter
from kamdocs.cli.one_record import find_record
from kamdocs.cli.options import open_workspace, project_options
from kamdocs.cli.writing import replace_all, write_new
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import split_item
from kamdocs.exchange.offer_words import LANGUAGES
from kamdocs.exchange.price_letter import letter_facts
from kamdocs.kinds.price.model import Price


@click.command(cls=Command, short_help="the letter that confirms a price")
@click.argument("line", metavar="PRC-…@DAY")
@click.option("--to", "target", metavar="FILE.txt", help="Write it there; absent = print it.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of the letter.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--account", help="The account, where two have this id.")
@project_options
def command(
    line: str,
    target: str | None,
    language: str,
    force: bool,
    account: str | None,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Write the confirmation of a price that is agreed, at least in principle.

    \b
    Examples:
      kamdocs letter PRC-4711-009-A-MEL@2025-01-01
      kamdocs letter PRC-4711-009-A-MEL@2025-01-01 --language de --to price.txt
    """
    workspace = open_workspace(project, records, as_of)
    wanted, item = split_item(line)
    name, held = find_record(workspace, wanted, account)
    price = held.record
    if not isinstance(price, Price):
        raise KamdocsError(f"{wanted} is no price.", "Name a price line, such as PRC-4711-009-A-MEL@2025-01-01.")
    facts = letter_facts(price, _place(price, item), workspace.book(name), language)
    text = letter(workspace.project.folder, "price_confirmation", language, facts)
    if target is None:
        click.echo(text, nl=False)
        return 0
    (replace_all if force else write_new)({_target(target): text.encode()})
    click.echo(f"As of {workspace.as_of} · {name}")
    click.echo(f"Written: {target}")
    click.echo("Nothing is sent. Next: send it, then kamdocs new communication")
    return 0


def _place(price: Price, item: str) -> int:
    """The position of the line with this first day."""
    for place, line in enumerate(price.lines):
        if line.valid_from.isoformat() == item:
            return place
    days = ", ".join(f"{price.id}@{line.valid_from}" for line in price.lines)
    says = f"{price.id} has no line from {item}." if item else f"{price.id} names no line."
    raise KamdocsError(says, f"Name one: {days}.")


def _target(word: str) -> Path:
    file = Path(word)
    if file.is_dir():
        raise KamdocsError(f"{word} is a folder.", "Give the name of a file in it, such as price.txt.")
    if not file.parent.is_dir():
        raise KamdocsError(f"There is no folder {file.parent}.", "Make it, or name another one.")
    return file
