"""Three indices of one part at one site, in real records: who differs from when on, in how many pieces, for how much.

Index B was shipped on 2024-11-21, planned for 2025-03-03. Planned pieces: 8,000 in November, 6,001 in December. From
2024-11-21 to 2024-12-02 that is 10 x 8000/30 + 2 x 6001/31 = 3,053.828 pieces; at 0.0500 EUR each 152.69 EUR, on the
last day 6001/31 x 0.0500 = 9.68 EUR.
"""

from fractions import Fraction

import pytest

from kamdocs.core.book import Book
from kamdocs.core.view import Mark
from kamdocs.kinds.part.figures import (
    cost_of,
    days_table,
    disagreement_board,
    explained,
    history_table,
    joins_of,
    three_way_fact,
    today_table,
)
from kamdocs.kinds.part.model import Part
from tests.books import book_from, sample_files

PART, CHANGE = "sample/parts/PRT-100-A.yaml", "sample/changes/CHG-2024-0001.yaml"
SHIPPED = {
    PART: sample_files()[PART].decode().replace("planned_on: 2025-03-03", "planned_on: {plan}, shipped_from: {day}")
}
NOMINATION = """\
id: NOM-2022-0900
programme: PRG-S1
awarded_on: 2022-02-01
lines:
  - {part: PRT-100-A, site: SIT-ONE, technical_index: A, unit_price: 3.1000 EUR, volumes: {2024: 90000 pcs}}
payment_terms: net 60 days
incoterm: DAP
place: Gate 3
signatory: PER-0101
files: [{held_in: "Contract archive, folder 7", sha256: "%s"}]
track: [{state: received, on: 2022-02-01}]
""" % ("0" * 64)
DELTA = "price_delta: {value_added: 0.0500 EUR}"
AGREED = "  - {state: quoted, on: 2024-11-19}\n  - {state: agreed, on: 2024-11-20, evidence: [COM-2023-0002]}\n"


def _book(*, day: str = "2024-11-21", plan: str = "2025-03-03", agreed: bool = False, **more: str) -> Book:
    """Index B shipped on a day; the change is proposed, or agreed."""
    change = sample_files()[CHANGE].decode().replace("quantity: 1 pcs}]", f"quantity: 1 pcs}}]\n    {DELTA}", 1)
    change = change + (AGREED if agreed else "")
    shipped = SHIPPED[PART].replace("{day}", day).replace("{plan}", plan)
    overlay = {PART: shipped, CHANGE: change, "sample/nominations/NOM-2022-0900.yaml": NOMINATION}
    without = ["sample/nominations/NOM-2022-0900.yaml"] if more.pop("without", "") else []
    without += [more.pop("gone")] if "gone" in more else []
    kept = {path: text for path, text in overlay.items() if path not in without}
    return book_from(kept, without=without, **more)


def _part(book: Book) -> Part:
    part = book.get_as(Part, "PRT-100-A")
    assert part is not None
    return part


def _said(book: Book) -> list[tuple[str, ...]]:
    rows = days_table(_part(book), book).rows
    return [tuple(str(getattr(cell, "text", cell)) for cell in row.cells[1:]) for row in rows]


def test_shipments_ahead_of_agreement_and_price_cost_from_the_first_day() -> None:
    assert _said(_book())[0] == (
        "2024-11-21",
        "today",
        "12",
        "A",
        "A",
        "B",
        "shipment differs, CHG-2024-0001, not agreed yet",
        "3,054",
        "+9.68 EUR",
        "+152.69 EUR",
    )


def test_once_the_change_is_agreed_the_price_stands_alone_and_the_money_is_the_agreed_one() -> None:
    book = _book(agreed=True, plan="2024-11-21")
    (row,) = _said(book)
    assert row[3:] == ("B", "A", "B", "price differs, CHG-2024-0001", "3,054", "+9.68 EUR", "+152.69 EUR")


def test_an_agreed_introduction_that_is_late_is_a_disagreement_of_the_shipments_without_money() -> None:
    """Price and shipments still speak of index A: nothing is owed, but the agreement says B."""
    book = _book(agreed=True, plan="2024-11-25", day="2025-03-03")
    (row,) = _said(book)
    assert row[:7] == ("2024-11-25", "today", "8", "B", "A", "A", "agreement differs")
    assert row[8:] == ("0.00 EUR", "0.00 EUR")


def test_money_of_a_day_without_planned_pieces_is_not_computable_and_says_why() -> None:
    row = _said(_book(as_of="2025-03-05"))[0]
    assert row[7:] == (
        "not computable: pieces missing for 2025-03",
        "not computable",
        "not computable: pieces missing for 2025-03",
    )


def test_pieces_and_money_add_up_exactly_over_the_days() -> None:
    book = _book()
    (join,) = joins_of(_part(book), book)
    whole = cost_of(_part(book), join.site, join.odd[0], book)
    assert whole.pieces == Fraction(10 * 8000, 30) + Fraction(2 * 6001, 31)
    assert whole.so_far is not None
    assert (str(whole.so_far.owed_to_us), str(whole.so_far.owed_by_us)) == ("152.69 EUR", "0.00 EUR")


def test_without_a_nomination_price_and_shipments_contradict_each_other() -> None:
    (row,) = _said(_book(without="nomination"))
    assert row[3:7] == ("None", "A", "B", "price and shipment differ, CHG-2024-0001, not agreed yet")


def test_today_says_each_index_and_the_headline_since_when() -> None:
    book = _book()
    (row,) = today_table(_part(book), book).rows
    assert row.cells[1:] == ("A", "A", "B", "2024-11-21", Mark("shipment differs", "bad"))
    (fact,) = three_way_fact(_part(book), book)
    assert (fact.value, fact.note) == (Mark("disagree", "bad"), "since 2024-11-21, at 1 of 1 sites")


def test_two_indices_shipped_on_one_day_are_not_comparable_and_the_page_says_so() -> None:
    book = _book(day="2022-03-01")
    (row,) = today_table(_part(book), book).rows
    assert row.cells[5] == Mark("not comparable: shipped index is A and B from 2022-03-01 on", "wait")
    assert three_way_fact(_part(book), book)[0].value == Mark("not comparable", "wait")


@pytest.mark.parametrize(("day", "rows"), [("2024-11-20", 0), ("2024-11-21", 1)])
def test_the_board_begins_on_the_first_day_of_the_disagreement(day: str, rows: int) -> None:
    assert len(disagreement_board(_book(as_of=day)).rows) == rows


def test_a_reader_who_may_not_know_of_the_nomination_or_the_change_gets_no_row() -> None:
    (row,) = disagreement_board(_book()).rows
    assert {"NOM-2022-0900", "CHG-2024-0001", "PRC-100-A-ONE", "PRT-100-A"} <= {*row.about, *row.parts}


def test_history_by_site_names_the_change_and_ends_where_the_next_index_begins() -> None:
    book = _book()
    rows = history_table(_part(book), book).rows
    assert [row.cells[1:6] for row in rows] == [
        ("A", "2022-03-01", "2024-11-20", "996", "shipment"),
        ("B", "2024-11-21", "open", "12", "shipment"),
    ]
    assert [row.cells[7] for row in rows] == [Mark("followed", "off"), Mark("in series", "good")]


def test_a_plan_before_the_last_shipment_is_history_no_more() -> None:
    """Index A was planned for a day after index B had been shipped: the plan is over."""
    text = SHIPPED[PART].replace("{day}", "2024-11-21").replace("{plan}", "2024-11-21")
    text = text.replace(
        "{site: SIT-ONE, planned_on: 2022-03-01, shipped_from: 2022-03-01}", "{site: SIT-ONE, planned_on: 2024-11-01}"
    )
    book = book_from({PART: text})
    assert [row.cells[1] for row in history_table(_part(book), book).rows] == ["B"]


def test_where_a_side_is_unknown_the_figure_says_so() -> None:
    """The sample agrees on nothing for this part; a site without price either leaves nothing to compare."""
    book = _book(without="yes")
    said = [one.result for one in explained(_part(book), book, "", book.as_of.replace(month=6))]
    assert said[0] == "agree since 2023-01-01, agreed unknown"
    alone = _book(without="yes", gone="sample/prices/PRC-100-A-ONE.yaml")
    assert explained(_part(alone), alone, "", alone.as_of)[0].result == "nothing to compare, agreed and price unknown"
