"""`kamdocs pricelist`: the price list of an account on a day, in the customer's columns."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from kamdocs.cli.command import Command
from kamdocs.cli.day import day_of
from kamdocs.cli.options import known_account, open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.cli.writing import replace_all, write_new
from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.exchange.offer_words import LANGUAGES
from kamdocs.exchange.pricelist_columns import ListColumn, Shown, as_csv, cells_of, columns_of
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.price.figures import price_list, step_days
from kamdocs.kinds.price.model import Price

_NEAREST = 3


@click.command(cls=Command, short_help="the price list of a day, in the customer's columns")
@click.option("--on", "on", metavar="DAY", help="The day of the list; absent = the day of the run.")
@click.option("--to", "target", required=True, metavar="FILE", help="What to write: FILE.xlsx or FILE.csv.")
@click.option("--account", help="The account; absent = the only one.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of what is not in the customer's words.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@project_options
def command(
    on: str | None,
    target: str,
    account: str | None,
    language: str,
    force: bool,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Write every price that holds on a day, each with the record that it rests on.

    \b
    Examples:
      kamdocs pricelist --on 2025-01-01 --account aurora --to prices-2025-01-01.xlsx
      kamdocs pricelist --to prices.csv
    """
    workspace = open_workspace(project, records, as_of)
    name, file = _account(workspace, account), _target(target)
    book = workspace.book(name)
    day = day_of(on) if on else workspace.as_of
    columns = columns_of(book, language)
    rows = _rows(book, day, columns, language)
    data = as_csv(columns, rows).encode() if file.suffix == ".csv" else _workbook(book, day, columns, rows, language)
    (replace_all if force else write_new)({file: data})
    click.echo(f"As of {workspace.as_of} · {name} · price list on {day}")
    click.echo(f"Written: {file}, {len(rows)} price{'' if len(rows) == 1 else 's'}")
    click.echo("Nothing is sent. Next: send it, then kamdocs new communication")
    return 0


def _account(workspace: Workspace, account: str | None) -> str:
    if account:
        return known_account(workspace, account)
    names = [name for name in workspace.accounts if name != "group"]
    if len(names) != 1:
        raise KamdocsError(
            "A price list is of one account.", f"Name it with --account: {', '.join(names) or 'none yet'}."
        )
    return names[0]


def _target(word: str) -> Path:
    file = Path(word)
    if file.suffix not in (".xlsx", ".csv"):
        raise KamdocsError(f"{word} is neither a workbook nor a CSV file.", "Give a name in .xlsx or .csv.")
    if file.is_dir():
        raise KamdocsError(f"{word} is a folder.", "Give the name of a file in it, such as prices.xlsx.")
    if not file.parent.is_dir():
        raise KamdocsError(f"There is no folder {file.parent}.", "Make it, or name another one.")
    return file


def _rows(book: Book, day: date, columns: Sequence[ListColumn], language: str) -> tuple[tuple[Shown, ...], ...]:
    if Price.about.slug in book.absent_kinds:
        raise KamdocsError("The prices are not in this copy.", "Join the record root that holds them with --records.")
    listed = price_list(book, day, book.as_of)
    if not listed:
        raise KamdocsError(f"No agreed price of {book.account} holds on {day}.", _other_days(book, day))
    return cells_of(listed, columns, book, language)


def _other_days(book: Book, day: date) -> str:
    """The days nearest to one on which prices change."""
    days = sorted((one.day for one in step_days(book, book.as_of)), key=lambda one: abs((one - day).days))
    near = ", ".join(str(one) for one in sorted(days[:_NEAREST]))
    return f"Prices change on: {near}." if near else "Record an agreed price: kamdocs new price."


def _workbook(
    book: Book, day: date, columns: Sequence[ListColumn], rows: Sequence[Sequence[Shown]], language: str
) -> bytes:
    try:
        from kamdocs.exchange.workbook_pricelist import ListHead, workbook
    except ImportError as error:
        hint = "Install it once: pip install 'kamdocs[xlsx]'"
        raise KamdocsError("Workbooks need openpyxl, which is not installed.", hint) from error
    customer = next(iter(book.all(Customer)), None)
    head = ListHead(customer.name if customer else "", day, book.as_of)
    return workbook(head, columns, rows, language)
