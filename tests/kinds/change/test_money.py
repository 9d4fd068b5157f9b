"""The money of a change on its page: quoted against agreed, a year, paid once, and what it leaves us.

Quoted: 3.4015 less 3.1540 = +0.2475 EUR. Pieces of 2024: 8,060 + 7,500 at site M, 3,100 + 3,000 at site N. Cost: one
clip of 0.1200 EUR and 0.0400 EUR of work, 0.1600 EUR a piece.
"""

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Table
from kamdocs.kinds.change.figures.money_tables import once_table, quoted_table, years_table
from kamdocs.kinds.change.page import page
from tests.kinds.change.story import CHANGE, OFFER, book_on, changed, the_change

BREAKDOWN = """\
id: CBD-2024-0300-300-C
offer: OFR-2024-0300
part: PRT-300-C
technical_index: D
raw_material: []
purchased_parts: []
mandated_parts: []
cost_layers:
  {scrap: 0.0000 EUR, direct_labour: 1.4015 EUR, machine: 1.0000 EUR, plant_overhead: 0.5000 EUR,
   material_overhead: 0.0000 EUR, sga_on_material: 0.0000 EUR, sga_on_process: 0.0000 EUR,
   development_amortisation: 0.0000 EUR, tool_amortisation: 0.0000 EUR, packaging: 0.0000 EUR,
   logistics: 0.0000 EUR, sequencing: 0.0000 EUR, profit: 0.5000 EUR}
rates: {labour: 38.00 EUR/h, machine: 52.00 EUR/h, material_overhead: 5 %, va_overhead: 12 %, profit: 12 %}
change_delta:
  bom: [{component: 7K-901, quantity: 1 pcs, unit_cost: 0.1200 EUR}]
  process: 0.0400 EUR
"""
COSTED = {"cost-breakdowns/CBD-2024-0300-300-C": BREAKDOWN}
AGREED = changed(
    f"changes/{CHANGE}",
    ("index_to: D}", "index_to: D, price_delta: {value_added: 0.2400 EUR}}"),
    (
        "technical_track: [",
        "one_off: {tooling: 4300.00 EUR, validation: 0.00 EUR, obsolescence: 0.00 EUR}\n"
        "stock_exposure: {quantity: 100 pcs, amount: 310.00 EUR, assessed_on: 2024-02-09}\ntechnical_track: [",
    ),
    ("evidence: [COM-2023-0002]}\n", "evidence: [COM-2023-0002]}\n  - {state: agreed, on: 2024-03-01}\n"),
)
TOOLED = changed(
    f"offers/{OFFER}",
    (
        "track:\n",
        "tooling_total: 4300.00 EUR\ntooling_lines:\n"
        "  - {what: Core, part: PRT-300-C, cost: 4150.00 EUR, price: 4300.00 EUR, treatment: lump_sum}\ntrack:\n",
    ),
)


def _said(table: Table) -> list[list[str]]:
    def text(cell: object) -> str:
        return str(getattr(cell, "text", "") or getattr(cell, "record", cell))

    return [[text(cell) for cell in row.cells] for row in table.rows]


def _years(book: Book) -> list[list[str]]:
    return [row[1:] for row in _said(years_table(the_change(book), book)) if row[2] == "2024"]


def test_before_an_agreement_the_quoted_delta_counts() -> None:
    book = book_on("2024-03-20", COSTED)
    assert [row[2:] for row in _said(quoted_table(the_change(book), book))] == [
        ["OFR-2024-0300", "+0.2475 EUR", "None", "None", "not agreed yet"],
        ["OFR-2024-0300", "+0.2475 EUR", "None", "None", "not agreed yet"],
    ]
    assert _years(book) == [
        ["SIT-M", "2024", "15,560 pcs", "+0.2475 EUR", "+3851.10 EUR", "+0.1600 EUR", "+1361.50 EUR"],
        ["SIT-N", "2024", "6,100 pcs", "+0.2475 EUR", "+1509.75 EUR", "+0.1600 EUR", "+533.75 EUR"],
    ]


def test_after_it_the_agreed_one_counts_and_stands_beside_the_quoted_one() -> None:
    book = book_on("2024-03-20", COSTED | AGREED)
    assert [row[3:] for row in _said(quoted_table(the_change(book), book))] == [
        ["+0.2475 EUR", "+0.2400 EUR", "-0.0075 EUR", "agreed"]
    ] * 2
    assert _years(book)[0][3:] == ["+0.2400 EUR", "+3734.40 EUR", "+0.1600 EUR", "+1244.80 EUR"]


def test_a_year_without_volume_and_a_change_without_breakdown_are_not_computable() -> None:
    book = book_on("2024-03-20")
    rows = _said(years_table(the_change(book), book))
    assert next(row[3:6] for row in rows if row[2] == "2025") == [
        "not known",
        "+0.2475 EUR",
        "not computable: pieces missing",
    ]
    assert rows[0][6:] == [
        "not computable: cost breakdown of PRT-300-C in OFR-2024-0300 missing",
        "not computable",
    ]


def test_what_is_paid_once_is_compared_with_what_it_costs() -> None:
    book = book_on("2024-03-20", AGREED | TOOLED)
    assert _said(once_table(the_change(book), book)) == [
        ["Tooling", "4300.00 EUR", "4300.00 EUR", "4150.00 EUR", "103.61 %", "yes"],
        ["Validation", "not known", "0.00 EUR", "not known", "not computable", "yes"],
        ["Obsolescence", "not known", "0.00 EUR", "310.00 EUR", "0.00 %", "yes"],
        ["Development", "not known", "not known", "not known", "not computable", "None"],
    ]


def test_cost_and_profit_are_of_class_cost_and_no_money_is_internal() -> None:
    book = book_on("2024-03-20", COSTED)
    seen = {column.heading: column.seen_as for column in years_table(the_change(book), book).columns}
    assert {name for name, of in seen.items() if of is Class.COST} == {"Cost delta", "Profit a year"}
    money = next(section for section in page(the_change(book), book).sections if section.heading == "Money")
    assert Class.SCHEDULE not in {column.seen_as for table in money.tables for column in table.columns}


def test_the_page_shows_both_doors_the_exposure_and_how_far_the_release_carries() -> None:
    """Per day at site M: 8060 / 31 · 0.2475 = 64.35 EUR; the release states 70.00 EUR a day from 11 March on."""
    book = book_on("2024-03-20")
    doors = next(section for section in page(the_change(book), book).sections if section.heading == "The two doors")
    answers, exposure, releases = (_said(table) for table in doors.tables)
    assert [row[1] for row in answers] == ["SIT-M", "SIT-N"]
    assert [row[2] for row in exposure] == ["+64.35 EUR", "0.00 EUR"]
    assert releases[0][4:7] == ["70.00 EUR", "2000.00 EUR", "700.00 EUR"]
