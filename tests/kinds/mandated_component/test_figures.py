"""Mandated components: standing, direction, what is passed on, the mirror of both sides and what each reader sees."""

from datetime import date
from decimal import Decimal

import pytest

from kamdocs.calc.units import PriceUnit
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.parsing import parse_payment_terms
from kamdocs.core.view import Fact, Link, Mark, Number, Table
from kamdocs.kinds.mandated_component.figures import (
    direction_proven,
    expected_delta,
    last_index,
    line_standing,
    mandated_mirror,
    passed_on_table,
    payment_days,
    series_uses,
    standing,
    summary,
)
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.mandated_component.page import page
from kamdocs.kinds.part.model import Part
from tests.books import book_from, sample_files

CLIP, PAID = "sample/mandated-components/MDC-7K-090.yaml", "sample/purchase-agreements/PUR-2023-0001.yaml"
COVER = "sample/parts/PRT-200-B.yaml"
NOMINATION = "sample/nominations/NOM-2021-0001.yaml"
FIRST = "  - {valid_from: 2023-01-01, unit_price: 0.2500 EUR, evidence: [DOC-2022-0001]}\n"
SECOND = "  - {valid_from: 2024-07-01, unit_price: 0.2620 EUR, evidence: [DOC-2022-0001]}\n"


def text(path: str, *edits: tuple[str, str]) -> dict[str, str]:
    found = sample_files()[path].decode()
    for old, new in edits:
        assert old in found
        found = found.replace(old, new, 1)
    return {path: found}


TWO = text(CLIP, (FIRST, FIRST + SECOND))
USED = text(
    COVER, ("mandated: false}", "mandated: false}\n      - {component: 7K-090, quantity: 4 pcs, mandated: true}")
)


def the(book: Book) -> MandatedComponent:
    found = book.get_as(MandatedComponent, "MDC-7K-090")
    assert found is not None
    return found


def words(facts: tuple[Fact, ...]) -> dict[str, str]:
    return {
        fact.label: value.word if isinstance(value := fact.value, Mark) else str(getattr(value, "text", value))
        for fact in facts
    }


def row(table: Table, number: int = 0) -> dict[str, str]:
    """A row of a table as text, by the heading of its column."""
    cells = zip((column.heading for column in table.columns), table.rows[number].cells, strict=True)
    return {heading: _said(cell) for heading, cell in cells}


def _said(cell: object) -> str:
    match cell:
        case Mark(word=word):
            return word
        case Link(record=record):
            return record
        case Number(text=shown):
            return shown
    return "" if cell is None else str(cell)


@pytest.mark.parametrize(
    ("as_of", "marks"),
    [
        ("2022-12-31", ["not yet", "not yet"]),
        ("2024-06-30", ["in force", "not yet"]),
        ("2024-07-01", ["followed", "in force"]),
    ],
)
def test_a_line_is_followed_by_the_next(as_of: str, marks: list[str]) -> None:
    component = the(book_from(TWO))
    assert [line_standing(component, line, date.fromisoformat(as_of)).word for line in component.lines] == marks


def test_a_line_with_a_last_day_ends_on_it() -> None:
    closed = text(CLIP, ("valid_from: 2023-01-01,", "valid_from: 2023-01-01, valid_to: 2023-12-31,"))
    component = the(book_from(closed))
    assert component.line_on(date(2023, 12, 31)) is component.lines[0]
    assert component.line_on(date(2024, 1, 1)) is None
    assert line_standing(component, component.lines[0], date(2024, 1, 1)).word == "ended"
    assert words(standing(component, book_from(closed)))["Standing"] == "ended"


def test_the_direction_is_proved_by_the_customer_alone() -> None:
    book = book_from()
    assert direction_proven(the(book), book) is True
    ours = book_from(text(CLIP, ("direction_evidence: [DOC-2022-0001]", "direction_evidence: [COM-2023-0001]")))
    assert direction_proven(the(ours), ours) is False
    away = book_from(text(CLIP, ("direction_evidence: [DOC-2022-0001]", "direction_evidence: [DOC-2022-0099]")))
    assert direction_proven(the(away), away) is None


def test_plants_and_logistics_see_component_supplier_and_direction() -> None:
    book = book_from()
    for audience in ("plant", "logistics"):
        assert words(summary(the(book), book, audience)) == {
            "Component": "7K-090",
            "Supplier": "Clipworks",
            "Direction proven": "yes",
        }
    assert summary(the(book), book, "purchasing") == ()


def test_the_last_index_is_shipped_before_it_is_planned_or_written() -> None:
    book = book_from()
    part = book.get_as(Part, "PRT-100-A")
    assert part is not None
    assert last_index(part).index == "A", "B is only planned"
    planned = text("sample/parts/PRT-100-A.yaml", (", shipped_from: 2022-03-01", ""))
    later = book_from(planned).get_as(Part, "PRT-100-A")
    assert later is not None
    assert last_index(later).index == "B"


def test_a_new_price_moves_a_price_by_quantity_and_fee() -> None:
    book = book_from({**TWO, **USED})
    component, use = the(book), series_uses(book, "7K-090")[0]
    delta = expected_delta(component, component.lines[1], use.line.quantity, unit=PriceUnit("EUR"), d=4)
    assert delta == Decimal("0.0494")  # 4 · 0.0120 · 1.03 = 0.04944


def test_the_mirror_puts_both_prices_side_by_side() -> None:
    """We still pay the old price: 0.0120 less a piece."""
    book = book_from({**TWO, **USED})
    table = mandated_mirror(book)
    now, before = row(table, 0), row(table, 1)
    assert now | {"From": "2024-07-01", "Standing": "in force", "Customer's price": "0.2620 EUR"} == now
    assert (now["Our purchase price"], now["Purchase price is"]) == ("0.2500 EUR", "below")
    assert now["Ours less theirs"] == "-0.0120 EUR"
    assert (now["RASIC"], now["Warranty back to back"], now["Direction proven"]) == ("DOC-2022-0001", "yes", "yes")
    assert now["Paid after we pay (days)"] == "0"
    assert now["We follow after (days)"] == ""
    assert (before["Standing"], before["Purchase price is"], before["We follow after (days)"]) == (
        "followed",
        "on",
        "0",
    )


def test_a_year_of_the_difference_needs_every_volume() -> None:
    """7,000 covers with 4 clips each, 0.0120 less apiece; without a use, or without a plan, there is no year."""
    plan = "sample/volume-plans/VOL-S1-2024-01.yaml"
    assert row(mandated_mirror(book_from({**TWO, **USED})))["The same a year"] == "-336.00 EUR"
    assert row(mandated_mirror(book_from(TWO)))["The same a year"] == ""
    assert row(mandated_mirror(book_from({**TWO, **USED}, without=[plan, NOMINATION])))["The same a year"] == ""


def test_purchasing_reads_the_words_and_no_amount_of_ours() -> None:
    seen = {column.heading: column.seen_as for column in mandated_mirror(book_from(), audience="purchasing").columns}
    sales = {column.heading: column.seen_as for column in mandated_mirror(book_from()).columns}
    assert seen["Purchase price is"] is Class.MATERIAL
    assert sales["Purchase price is"] is Class.COST
    for hidden in ("Our purchase price", "Ours less theirs", "The same a year", "We follow after (days)"):
        assert seen[hidden] is Class.COST


def test_a_purchase_price_in_another_root_is_said_to_be_elsewhere() -> None:
    book = book_from(without=[PAID])
    assert row(mandated_mirror(book))["Our purchase price"] == "no purchase agreement"
    away = book_from(without=[PAID])
    away.absent_kinds = frozenset({"purchase_agreement"})
    assert row(mandated_mirror(away))["Our purchase price"] == "not in this copy"


@pytest.mark.parametrize(
    ("terms", "days"),
    [("net 60 days", 60), ("45 days then eom", 60), ("eom then 45 days", 74), ("mns2", 62), ("net 0 days", 0)],
)
def test_days_of_payment_from_the_first_of_a_month_of_thirty(terms: str, days: int) -> None:
    assert payment_days(parse_payment_terms(terms)) == days


def test_the_page_shows_lines_mirror_prices_and_uses() -> None:
    book = book_from({**TWO, **USED})
    sections = {section.heading: section.tables[0] for section in page(the(book), book).sections}
    assert [row(sections["Prices agreed by the customer"], n)["Standing"] for n in (0, 1)] == ["in force", "followed"]
    assert len(sections["Their price and ours"].rows) == 2
    assert row(sections["Where it is used"]) == {"Part": "PRT-200-B", "Index": "02", "Quantity": "4 pcs"}


NEXT = """\
  - index: "03"
    release_date: 2024-03-04
    ppap_state: none
    introductions:
      - {site: SIT-ONE, shipped_from: %s}
    bom:
      - {component: 7K-090, quantity: 6 pcs, mandated: true}
"""


PRICED = {
    "sample/prices/PRC-200-B-ONE.yaml": """\
id: PRC-200-B-ONE
part: PRT-200-B
site: SIT-ONE
price_type: series
lines:
  - valid_from: 2022-03-01
    technical_index: "02"
    unit_price: 4.2000 EUR
    layers: {value_added: 4.2000 EUR}
    track: [{state: agreed, on: 2022-02-01, evidence: [DOC-2022-0001]}]
"""
}


@pytest.mark.parametrize(
    ("shipped", "moves"),
    [("2024-06-30", "0.0742 EUR"), ("2024-07-01", "0.0742 EUR"), ("2024-07-02", "0.0494 EUR")],
)
def test_what_a_line_moves_follows_the_index_in_series_on_its_first_day(shipped: str, moves: str) -> None:
    """Six clips from index 03 on, four before it: 6 x 0.0120 x 1.03 = 0.07416."""
    part = USED[COVER].rstrip("\n") + "\n" + NEXT % shipped
    book = book_from({**TWO, **PRICED, COVER: part})
    assert row(passed_on_table(the(book), book, 4))["Moves the price by"] == moves


def test_what_a_line_moves_is_not_guessed_where_an_input_is_missing() -> None:
    unknown = USED[COVER].replace("planned_on: 2022-03-01, shipped_from: 2022-03-07", "shipped_from: 2024-07-02")
    later = book_from({**TWO, **PRICED, COVER: unknown})
    said = row(passed_on_table(the(later), later, 4))
    assert said["Moves the price by"] == "not computable: technical_index in series at SIT-ONE on 2024-07-01 unknown"
    assert said["Quantity"] == ""
    first_later = {path: price.replace("2022-03-01", "2024-07-02") for path, price in PRICED.items()}
    priced = book_from({**TWO, **USED, **first_later})
    said = row(passed_on_table(the(priced), priced, 4))
    assert said["Moves the price by"] == "not computable: price of PRT-200-B at SIT-ONE missing on 2024-07-01"
