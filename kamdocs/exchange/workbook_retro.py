"""The workbook of a price correction: each document with a live difference, control totals, and what does not count.

There is no hidden sheet, row or name, and no person. The same record gives the same bytes.
"""

from decimal import Decimal

from openpyxl import Workbook

from kamdocs.core.money import decimals_of, minor_units
from kamdocs.exchange.offer_words import WORDS
from kamdocs.exchange.retro_paper import RETRO_WORDS, PaperLine, RetroPaper, headings
from kamdocs.exchange.workbook_bytes import settled
from kamdocs.exchange.workbook_cells import Amount, Cell, Formula, Sheet, Text, decimal_form, fill


def workbook(paper: RetroPaper, language: str = "en") -> bytes:
    """The workbook of a correction.

    Args:
        paper: The correction.
        language: `en` or `de`.
    """
    ours = RETRO_WORDS[language]
    sheet = Sheet(ours["correction"])
    sheet.title(f"{ours['correction']}: {ours[paper.direction.value]}")
    for words, value in paper.facts:
        sheet.add(Text(words), Text(value))
    sheet.add()
    _counted(sheet, paper, language)
    if paper.left_out:
        _left_out(sheet, paper, language)
    file = Workbook()
    file.remove(file.worksheets[0])
    target = file.create_sheet(sheet.name)
    known = fill(target, sheet)
    target.page_setup.orientation = "landscape"
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.oddFooter.left.text, target.oddFooter.right.text = paper.record, "&P / &N"
    return settled(file, {1: known}, paper.on)


def _counted(sheet: Sheet, paper: RetroPaper, language: str) -> None:
    """The documents that count, then their control totals."""
    ours = RETRO_WORDS[language]
    sheet.heading(*headings(paper, language))
    first = len(sheet.rows) + 1
    for one in paper.counted:
        sheet.add(*_line(one, paper, len(sheet.rows) + 1, language))
    last = len(sheet.rows)
    form = decimal_form(minor_units(paper.total.currency))
    number = Amount(Decimal(len(paper.counted)), decimal_form(0), bold=True)
    if last < first:
        sheet.add(Text(ours["control"], bold=True), None, None, Amount(paper.pieces, decimal_form(0), bold=True))
        return
    sheet.add(
        Text(ours["control"], bold=True),
        None,
        None,
        Formula(f"SUM(D{first}:D{last})", paper.pieces, decimal_form(0), bold=True),
        None,
        None,
        Formula(f"SUM(G{first}:G{last})", paper.total.amount, form, bold=True),
        Text(paper.record),
    )
    sheet.add(Text(ours["counted"]), None, None, number)


def _line(one: PaperLine, paper: RetroPaper, row: int, language: str) -> tuple[Cell, ...]:
    decimals = minor_units(paper.total.currency)
    per = f"/{paper.new.per}" if paper.new.per != 1 else ""
    price = decimal_form(max(decimals_of(one.old.amount), decimals_of(paper.new.amount)))
    return (
        Text(one.invoice),
        Text(RETRO_WORDS[language][one.type]),
        Text(one.pricing_date.isoformat()),
        Amount(one.pieces, decimal_form(0)),
        Amount(one.old.amount, price),
        Amount(paper.new.amount, price),
        Formula(f"ROUND((F{row}-E{row})*D{row}{per},{decimals})", one.difference, decimal_form(decimals)),
        Text(one.reference),
    )


def _left_out(sheet: Sheet, paper: RetroPaper, language: str) -> None:
    ours, words = RETRO_WORDS[language], WORDS[language]
    sheet.add()
    sheet.title(ours["left_out"])
    pieces = f"{ours['pieces']} ({words['pcs']})"
    sheet.heading(ours["document"], ours["type"], ours["pricing_date"], pieces, ours["why"], words["record"])
    for one in paper.left_out:
        sheet.add(
            Text(one.invoice),
            Text(ours[one.type]),
            Text(one.pricing_date.isoformat()),
            Amount(one.pieces, decimal_form(0)),
            Text(ours[one.excluded]),
            Text(one.reference),
        )
