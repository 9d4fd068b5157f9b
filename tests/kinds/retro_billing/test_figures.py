"""Corrections: a run computed again, what is open with its money, and what keeps it from being computed."""

from datetime import date

import pytest

from kamdocs.core.book import Book
from kamdocs.core.stake import Owed
from kamdocs.kinds.retro_billing.figures import (
    OpenRetro,
    computed,
    explained,
    note_of,
    open_retros,
    open_value,
    retro_tables,
    standing,
    sums,
)
from kamdocs.kinds.retro_billing.model import RetroBilling
from tests.books import book_from
from tests.kinds.retro_billing.late import (
    AFTER,
    FEBRUARY,
    JANUARY,
    LINE,
    billing,
    document,
    price,
    run,
)

THREE = tuple(document(number, 1001) for number in ("1", "2", "3"))


def the_open(book: Book) -> OpenRetro:
    (one,) = open_retros(book)
    return one


def the_run(book: Book) -> RetroBilling:
    found = book.get_as(RetroBilling, "RET-2024-0900")
    assert found is not None
    return found


def test_a_line_that_came_late_is_open_with_the_money_of_the_rows() -> None:
    one = the_open(book_from(price() | billing(JANUARY, FEBRUARY, AFTER)))
    assert (one.name, one.no, one.run) == (LINE, 1, "")
    assert (one.window.first, one.window.last, one.window.is_running) == (date(2024, 1, 1), date(2024, 2, 9), False)
    assert (str(one.money), one.direction.value, one.amendment) == ("-400.40 EUR", "credit", "ORD-2023-0001")
    assert one.aggregate is not None
    assert [str(row.amount) for row in one.aggregate.run.lines] == ["-300.30 EUR", "-100.10 EUR"]


def test_a_line_that_is_not_loaded_runs_to_the_day() -> None:
    one = the_open(book_from(price(None) | billing(JANUARY, FEBRUARY), as_of="2024-12-02"))
    assert (one.window.last, one.window.is_running) == (date(2024, 12, 2), True)
    assert str(one.money) == "-400.40 EUR"
    assert note_of(one) == "extract of 2024-11-29"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, ""),
        (run(*THREE), "RET-2024-0900"),
        (run(*THREE, state="issued"), None),
        (run(*THREE, state="not_billed"), None),
    ],
)
def test_only_a_run_that_was_issued_or_let_go_closes_it(more: dict[str, str], why: str | None) -> None:
    found = open_retros(book_from(price() | billing(JANUARY, FEBRUARY) | more))
    assert [one.run for one in found] == ([] if why is None else [why])


def test_nothing_is_open_where_nothing_was_billed_at_another_price() -> None:
    assert open_retros(book_from(price() | billing(AFTER))) == ()
    assert open_retros(book_from()) == ()


@pytest.mark.parametrize(
    ("rows", "as_of", "why"),
    [
        ((), "2024-02-01", "billing of PRG-S1 2024 missing"),
        ((JANUARY.replace("EUR", "USD"),), "2024-12-02", "currency is USD and EUR"),
        ((JANUARY.replace("3.1000 EUR", "310.0000 EUR per 100"),), "2024-12-02", "price unit is EUR per 100 and EUR"),
    ],
)
def test_what_is_not_computable_is_unknown_and_never_zero(rows: tuple[str, ...], as_of: str, why: str) -> None:
    book = book_from(price() | billing(*(rows or (JANUARY,))), as_of=as_of)
    one = the_open(book)
    assert (one.money, one.refused) == (None, why)
    assert sums((one,)) == ((), 1)
    assert note_of(one) == f"not computable: {why}"


def test_a_row_over_the_end_of_the_line_needs_invoice_lines() -> None:
    early = price()
    (path,) = early
    moved = {path: early[path].replace("valid_from: 2024-01-01", "valid_from: 2024-01-15")}
    one = the_open(book_from(moved | billing(JANUARY)))
    assert one.refused == "billing row 2024-01 reaches over an end of the line: needs invoice lines"


def test_the_customers_own_bills_count_in_his_months_and_ours_in_the_others() -> None:
    his = JANUARY.replace("document: invoice", "document: self_bill").replace("3003", "3000")
    back = JANUARY.replace("document: invoice", "document: return").replace("3003", "-50")
    one = the_open(book_from(price() | billing(JANUARY, his, back, FEBRUARY)))
    assert str(one.money) == "-400.10 EUR"
    assert one.aggregate is not None
    assert [why for _, why in one.aggregate.excluded] == ["invoice", "return"]


def test_what_another_run_has_corrected_on_these_days_is_taken_off() -> None:
    late = price("2024-05-06")
    (path,) = late
    third = """  - valid_from: 2024-02-01
    technical_index: A
    unit_price: 2.9000 EUR
    layers: {value_added: 2.4000 EUR, indexed_material: 0.4000 EUR, tool_amortisation: 0.1000 EUR}
    build_up: [{because: COM-2023-0002, layer: value_added, delta: -0.1000 EUR}]
    track: [{state: agreed, on: 2024-03-04, evidence: [COM-2023-0002]}]
"""
    first = run(document("1", 3003), document("2", 1001, on="2024-02-05"), state="issued")
    whole = FEBRUARY.replace("from: 2024-02-01, to: 2024-02-09, ", "")
    book = book_from({path: late[path] + third} | billing(JANUARY, whole) | first)
    one = the_open(book)
    assert one.name == "PRC-100-A-ONE@2024-02-01"
    assert note_of(one).endswith("less -100.10 EUR corrected before")
    assert str(one.money) == "-100.10 EUR"


def test_runs_of_one_part_are_numbered_by_the_day_from_which_they_can_be_drawn_up() -> None:
    late = price("2024-04-08")
    (path,) = late
    second = """  - valid_from: 2024-03-01
    technical_index: A
    unit_price: 2.9000 EUR
    layers: {value_added: 2.4000 EUR, indexed_material: 0.4000 EUR, tool_amortisation: 0.1000 EUR}
    build_up: [{because: COM-2023-0002, layer: value_added, delta: -0.1000 EUR}]
    track: [{state: agreed, on: 2024-03-04, evidence: [COM-2023-0002]}]
"""
    march = JANUARY.replace("2024-01", "2024-03")
    found = open_retros(book_from({path: late[path] + second} | billing(JANUARY, march)))
    assert [(one.no, one.name.partition("@")[2], str(one.money)) for one in found] == [
        (1, "2024-01-01", "-300.30 EUR"),
        (2, "2024-03-01", "-600.60 EUR"),
    ]
    assert [[str(cell) for cell in row.cells][3] for row in retro_tables(book_from())[0].rows] == []


def test_a_run_is_computed_per_document_and_compared_with_rows_and_his_own_correction() -> None:
    docs = (*THREE, document("4", -3, type_="return"), document("5", 900, type_="pro_forma"))
    more = "customer_total: -300.00 EUR\n"
    rows = JANUARY.replace("3003", "3000")
    book = book_from(price() | billing(rows) | run(*docs, more=more))
    found = computed(the_run(book), book)
    assert [one.excluded or str(one.amount.amount) for one in found.run.lines] == [
        "-100.10",
        "-100.10",
        "-100.10",
        "0.30",
        "pro forma",
    ]
    assert (str(found.run.total), found.direction.value, found.run.pieces) == ("-300.00 EUR", "credit", 3000)
    told = {fact.label: (getattr(fact.value, "word", fact.value), fact.note) for fact in standing(the_run(book), book)}
    assert told["Rows of the extracts"] == ("agree", "-300.00 EUR, 3,000 pcs")
    assert told["His own correction"] == ("agrees", "-300.00 EUR")
    assert told["Window"] == ("2024-01-01 to 2024-02-09", "")


def test_an_open_run_is_cash_by_its_sign_and_a_settled_one_is_nothing() -> None:
    book = book_from(price() | run(*THREE))
    (stake,) = open_value(the_run(book), book)
    assert (stake.owed, str(stake.money)) == (Owed.BY_US, "300.30 EUR")
    gone = book_from(price() | run(*THREE, state="not_billed"))
    assert open_value(the_run(gone), gone) == ()
    nothing = book_from(run(*THREE))
    (stake,) = open_value(the_run(nothing), nothing)
    assert (stake.money, stake.unknown) == (None, "loaded on 2023-12-18: nothing came late")


def test_each_document_is_explained_with_its_places() -> None:
    book = book_from(price() | run(*THREE))
    *lines, total = explained(the_run(book), book, "", book.as_of)
    assert [one.result for one in (*lines, total)] == ["-100.10 EUR"] * 3 + ["-300.30 EUR"]
    assert lines[0].steps[0].formula == "(3.0000 - 3.1000) · 1001"
    assert {one.name: one.spot.path for one in lines[1].inputs if one.spot}["old"] == ("lines", 1, "old")
    (alone,) = explained(the_run(book), book, "2", book.as_of)
    assert alone.name == "correction of invoice 2"
    (refused,) = explained(the_run(other := book_from(run(*THREE))), other, "", other.as_of)
    assert refused.refused == "loaded on 2023-12-18: nothing came late"
