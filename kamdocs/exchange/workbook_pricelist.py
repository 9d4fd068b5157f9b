"""The price list of a day as a workbook for the customer: his columns, live numbers, and nothing that is only ours.

There is no hidden sheet, row or name, and no person. The same records give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from kamdocs.core.money import UnitPrice, decimals_of
from kamdocs.exchange.offer_words import WORDS
from kamdocs.exchange.pricelist_columns import ListColumn, Shown
from kamdocs.exchange.workbook_bytes import settled
from kamdocs.exchange.workbook_cells import Amount, Cell, Sheet, Text, decimal_form, fill


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands above the rows.

    Attributes:
        customer: Name of the customer; empty if it is not known.
        on: The day of the list.
        as_of: What had been agreed by then.
    """

    customer: str
    on: date
    as_of: date


def workbook(
    head: ListHead, columns: Sequence[ListColumn], rows: Sequence[Sequence[Shown]], language: str = "en"
) -> bytes:
    """The workbook of a price list.

    Args:
        head: What stands above the rows.
        columns: The columns.
        rows: What they show.
        language: `en` or `de`.
    """
    words = WORDS[language]
    sheet = Sheet(words["price_list"])
    sheet.title(words["price_list"])
    if head.customer:
        sheet.add(Text(words["customer"]), Text(head.customer))
    sheet.add(Text(words["prices_on"]), Text(head.on.isoformat()))
    sheet.add(Text(words["agreed_by"]), Text(head.as_of.isoformat()))
    sheet.add()
    sheet.heading(*(column.heading for column in columns))
    for row in rows:
        sheet.add(*(_cell(one) for one in row))
    file = Workbook()
    file.remove(file.worksheets[0])
    target = file.create_sheet(sheet.name)
    known = fill(target, sheet)
    target.freeze_panes = f"A{len(sheet.rows) - len(rows) + 1}"
    target.page_setup.orientation = "landscape"
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.oddFooter.left.text, target.oddFooter.right.text = f"{words['price_list']} {head.on}", "&P / &N"
    return settled(file, {1: known}, head.on)


def _cell(shown: Shown) -> Cell:
    """A price is a number with its unit behind it, as a spreadsheet shows it; everything else is text."""
    if shown is None or shown == "":
        return None
    if isinstance(shown, UnitPrice):
        return Amount(shown.amount, f'{decimal_form(decimals_of(shown.amount))} "{shown.unit}"')
    return Text(shown)
