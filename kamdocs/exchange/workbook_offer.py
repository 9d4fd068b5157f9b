"""The workbook of an offer for the customer: its lines, its tools, and what each price consists of.

Formulas are live and give the offered prices to the last digit. There is no hidden sheet, row or name, no person, and
nothing of a breakdown but the elements of the price. The same record gives the same bytes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.decimals import price_decimals
from kamdocs.core.errors import KamdocsError
from kamdocs.core.money import minor_units
from kamdocs.exchange.breakdown_rows import AMOUNT, COLUMNS, Shown, row_of, shown_elements
from kamdocs.exchange.not_coherent import NotCoherentError
from kamdocs.exchange.offer_facts import described, issued_on, numbered, reference, site_name
from kamdocs.exchange.offer_words import WORDS, price_unit
from kamdocs.exchange.workbook_bytes import settled
from kamdocs.exchange.workbook_cells import Amount, Cell, Formula, Sheet, Text, decimal_form, fill
from kamdocs.kinds.cost_breakdown.figures import breakdown_of
from kamdocs.kinds.cost_breakdown.figures import price_unit as price_unit_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.offer.model import Offer, OfferLine

_LONGEST_NAME = 31
_CUSTOMER = "`kamdocs check` says why, at its line."
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class _Priced:
    """A sheet with a breakdown, and the cell of its total."""

    sheet: Sheet
    total: str
    amount: Decimal


def workbook(offer: Offer, book: Book, language: str = "en") -> bytes:
    """The workbook of an offer.

    Args:
        offer: The offer; its state is for the caller to judge.
        book: The account; each offered part needs its breakdown in it.
        language: `en` or `de`.

    Raises:
        NotCoherentError: A breakdown is missing, cannot be added up, or does not give the price.
        KamdocsError: The breakdowns, or the customer's record, are not in this copy.
    """
    if (decimals := price_decimals(book)) is None:
        raise KamdocsError(
            "The customer's record does not load here: nobody can say how prices are rounded.", _CUSTOMER
        )
    of = _Context(offer, book, language, decimals)
    first = Sheet(WORDS[language]["offer"])
    names = {first.name.lower(), "history"}  # a spreadsheet keeps the second name for itself
    priced: dict[str, _Priced] = {}
    for line in offer.lines:
        found = _breakdown(offer, line, book)
        if found.id not in priced:
            priced[found.id] = _breakdown_sheet(of, line, found, names)
        elif priced[found.id].amount != line.unit_price.amount:
            raise _does_not_add_up(offer, line)
    _offer_sheet(first, of, [priced[_breakdown(offer, one, book).id] for one in offer.lines])
    return _written([first, *(one.sheet for one in priced.values())], offer)


@dataclass(frozen=True, slots=True)
class _Context:
    offer: Offer
    book: Book
    language: str
    decimals: int


def _written(sheets: Iterable[Sheet], offer: Offer) -> bytes:
    file = Workbook()
    file.remove(file.worksheets[0])
    known = {}
    for number, sheet in enumerate(sheets, 1):
        target = file.create_sheet(sheet.name)
        known[number] = fill(target, sheet)
        target.page_setup.orientation = "landscape"
        target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
        target.sheet_properties.pageSetUpPr.fitToPage = True
        target.page_setup.paperSize = target.PAPERSIZE_A4
        target.oddFooter.left.text, target.oddFooter.right.text = offer.id, "&P / &N"
    return settled(file, known, issued_on(offer))


def _offer_sheet(sheet: Sheet, of: _Context, priced: list[_Priced]) -> None:
    offer, book, words = of.offer, of.book, WORDS[of.language]
    _head(sheet, of, words["offer"])
    years = sorted({year for line in offer.lines for year in line.volumes})
    names = [words[name] for name in ("part", "description", "site", "index", "price_type", "price", "unit")]
    sheet.heading(*names, *(f"{year} ({words['pcs']})" for year in years))
    for line, one in zip(offer.lines, priced, strict=True):
        name = one.sheet.name.replace("'", "''")
        price = Formula(f"'{name}'!{one.total}", line.unit_price.amount, decimal_form(of.decimals))
        sheet.add(
            Text(numbered(line.part, book)),
            Text(described(line.part, book)),
            Text(site_name(line.site, book)),
            Text(line.technical_index),
            Text(words[line.price_type.value]),
            price,
            Text(price_unit(line.unit_price.unit, of.language)),
            *(_pieces(line, year) for year in years),
        )
    _tools(sheet, of)


def _pieces(line: OfferLine, year: int) -> Cell:
    return Amount(line.volumes[year].amount, decimal_form(0)) if year in line.volumes else None


def _tools(sheet: Sheet, of: _Context) -> None:
    """The tools with their prices; what they cost us is not among them."""
    words, lines = WORDS[of.language], of.offer.tooling_lines
    if not lines or of.offer.tooling_total is None:
        return
    form = decimal_form(minor_units(of.offer.tooling_total.currency))
    sheet.add()
    sheet.heading(words["tools"], words["part"], words["treatment"], f"{words['amount']} ({lines[0].price.currency})")
    rows = [
        sheet.add(
            Text(one.what),
            Text(numbered(one.part, of.book)) if one.part else None,
            Text(words[one.treatment.value]) if one.treatment else None,
            Amount(one.price.amount, form),
        )
        for one in lines
    ]
    total = Formula(f"SUM(D{rows[0]}:D{rows[-1]})", of.offer.tooling_total.amount, form, bold=True)
    sheet.add(Text(words["total"], bold=True), None, None, total)


def _head(sheet: Sheet, of: _Context, title: str) -> None:
    words, offer = WORDS[of.language], of.offer
    sheet.title(title)
    sheet.add(Text(words["offer"]), Text(offer.id))
    sheet.add(Text(words["round"]), Amount(Decimal(offer.round), "0", left=True))
    if named := reference(offer, of.book):
        sheet.add(Text(words["reference"]), Text(named))
    if offer.valid_until:
        sheet.add(Text(words["valid_until"]), Text(offer.valid_until.isoformat()))
    sheet.add()


def _breakdown_sheet(of: _Context, line: OfferLine, found: CostBreakdown, names: set[str]) -> _Priced:
    words, decimals = WORDS[of.language], of.decimals
    unit = PriceUnit.of(line.unit_price)
    sheet = Sheet(_sheet_name(numbered(line.part, of.book), names))
    _head(sheet, of, words["breakdown"])
    sheet.add(Text(words["part"]), Text(numbered(line.part, of.book)), Text(described(line.part, of.book)))
    sheet.add(Text(words["index"]), Text(found.technical_index))
    if found.site:
        sheet.add(Text(words["site"]), Text(site_name(found.site, of.book)))
    sheet.add(Text(words["unit"]), Text(price_unit(line.unit_price.unit, of.language)))
    sheet.add()
    sheet.heading(*(words[name] for name in COLUMNS))
    elements = _elements(of.offer, line, found, decimals)
    first = len(sheet.rows) + 1
    for element in elements:
        sheet.add(*row_of(element, len(sheet.rows) + 1, unit=unit, decimals=decimals, language=of.language))
    total = sum((one.amount for one in elements), Decimal(0))
    if total != line.unit_price.amount:
        raise _does_not_add_up(of.offer, line)
    formula = f"ROUND(SUM({AMOUNT}{first}:{AMOUNT}{len(sheet.rows)}),{decimals})"
    last = sheet.add(
        Text(words["total"], bold=True), *(None,) * 7, Formula(formula, total, decimal_form(decimals), bold=True)
    )
    return _Priced(sheet, f"{AMOUNT}{last}", total)


def _elements(offer: Offer, line: OfferLine, found: CostBreakdown, decimals: int) -> list[Shown]:
    """The elements of a breakdown at the unit of the offered price."""
    ours = price_unit_of(found).price(Decimal(0)).unit
    if ours != line.unit_price.unit:
        says = f"The price of {line.part} is in {line.unit_price.unit}, its breakdown in {ours}."
        raise NotCoherentError(says, "Write both in one price unit.")
    try:
        return list(shown_elements(found, decimals))
    except Refused as refusal:
        says = f"The breakdown of {line.part} cannot be added up: {refusal}."
        raise NotCoherentError(says, f"Correct {found.id}.") from None


def _does_not_add_up(offer: Offer, line: OfferLine) -> KamdocsError:
    says = f"The breakdown of {line.part} does not give its price."
    return NotCoherentError(says, f"`kamdocs check {offer.id}` says where.")


def _breakdown(offer: Offer, line: OfferLine, book: Book) -> CostBreakdown:
    found = breakdown_of(book, offer.id, line.part, line.site)
    if found is not None:
        return found
    if CostBreakdown.about.slug in book.absent_kinds:
        hint = "Join the record root that holds them with --records."
        raise KamdocsError("The cost breakdowns are not in this copy.", hint)
    if book.has_unread(CostBreakdown.about.folder):
        hint = "`kamdocs check` says which file does not load, and why."
        raise NotCoherentError(f"{offer.id} has no breakdown for {line.part} that can be read.", hint)
    hint = "Add it with `kamdocs new cost_breakdown`."
    raise NotCoherentError(f"{offer.id} has no breakdown for {line.part}.", hint)


def _sheet_name(wanted: str, names: set[str]) -> str:
    """A name that a spreadsheet takes and no other sheet has; it also remembers it."""
    plain = _NOT_IN_NAMES.sub("-", wanted).strip() or "1"
    name, number = plain[:_LONGEST_NAME], 1
    while name.lower() in names:
        number += 1
        tail = f" ({number})"
        name = plain[: _LONGEST_NAME - len(tail)] + tail
    names.add(name.lower())
    return name
