"""Rows that are quantities, turnover by month, the standing of an extract, and what a plant gets of it."""

from decimal import Decimal

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.period import Month
from kamdocs.core.view import Table
from kamdocs.kinds.billing.figures import (
    billed_pieces,
    explained,
    months_of,
    refused_table,
    rows_of,
    standing,
    summary,
    turnover_table,
)
from kamdocs.kinds.billing.model import Billing
from kamdocs.kinds.billing.page import page
from tests.books import book_from
from tests.kinds.retro_billing.late import AFTER, FEBRUARY, JANUARY, billing

MAY = "month: 2024-05, document: invoice, basis: delivery, quantity: 1000, unit_price: 3.0000 EUR"


def the(book: Book) -> Billing:
    found = book.get_as(Billing, "BIL-S1-2024")
    assert found is not None
    return found


def pieces(*rows: str, month: str = "2024-05", as_of: str = "2024-11-29") -> Decimal | None:
    year, number = month.split("-")
    book = book_from(billing(*rows, as_of=as_of))
    return billed_pieces(book, "PRT-100-A", "SIT-ONE", Month(int(year), int(number)))


def test_the_rows_of_a_part_come_from_the_extracts_that_count() -> None:
    book = book_from(billing(FEBRUARY, AFTER, JANUARY))
    assert [str(one.first) for one in rows_of(book, "PRT-100-A", "SIT-ONE")] == [
        "2024-01-01",
        "2024-02-01",
        "2024-02-10",
    ]
    assert rows_of(book_from(billing(JANUARY), as_of="2024-11-28"), "PRT-100-A", "SIT-ONE") == ()


def test_a_month_is_invoices_less_returns_or_the_customers_own_bills() -> None:
    back = MAY.replace("invoice", "return").replace("1000", "-40")
    his = MAY.replace("invoice", "self_bill").replace("1000", "990")
    credit = MAY.replace("invoice", "credit_note").replace("1000", "-500")
    assert pieces(MAY, back, credit) == 960
    assert pieces(MAY, back, his) == 950
    assert pieces(back) is None
    assert pieces(MAY, month="2024-06") is None


def test_a_month_that_was_not_over_on_the_day_of_the_extract_is_not_known() -> None:
    assert pieces(MAY, as_of="2024-05-30") is None
    assert pieces(MAY, as_of="2024-05-31") == 1000


def test_turnover_takes_the_price_of_the_day_whatever_was_invoiced() -> None:
    wrong = MAY.replace("3.0000", "2.5000")
    book = book_from(billing(wrong, AFTER))
    assert [(str(one.month), str(one.turnover), str(one.invoiced)) for one in months_of(the(book), book)] == [
        ("2024-02", "6000.00 EUR", "6000.00 EUR"),
        ("2024-05", "3000.00 EUR", "2500.00 EUR"),
    ]
    rows = [[getattr(cell, "text", cell) for cell in row.cells] for row in turnover_table(the(book), book).rows]
    assert rows[1] == ["2024-05", "1,000", "3,000.00 EUR", "2,500.00 EUR", ""]


def test_a_month_without_a_price_is_listed_and_not_zero() -> None:
    other = MAY.replace("EUR", "USD")
    book = book_from(billing(other))
    (one,) = months_of(the(book), book)
    assert (one.turnover, one.refused) == (None, "price missing on 2024-05-01")
    assert len(refused_table(the(book), book).rows) == 1


@pytest.mark.parametrize(
    ("as_of", "word"), [("2024-11-29", "current"), ("2024-10-28", "current"), ("2024-10-27", "old")]
)
def test_an_extract_grows_old(as_of: str, word: str) -> None:
    book = book_from(billing(MAY, as_of=as_of))
    (fact,) = standing(the(book), book)
    assert getattr(fact.value, "word", None) == word


def test_a_later_extract_follows_it() -> None:
    later = {"sample/billings/BIL-S1-2024-12.yaml": billing(MAY)["sample/billings/BIL-S1-2024.yaml"]}
    text = later["sample/billings/BIL-S1-2024-12.yaml"].replace("BIL-S1-2024", "BIL-S1-2024-12")
    book = book_from(billing(MAY, as_of="2024-08-30") | {"sample/billings/BIL-S1-2024-12.yaml": text})
    (fact,) = standing(the(book), book)
    assert (getattr(fact.value, "word", None), fact.note) == ("followed", "by BIL-S1-2024-12")


def test_a_plant_gets_pieces_and_no_price() -> None:
    book = book_from(billing(MAY))
    told = [(fact.value, fact.note) for fact in summary(the(book), book, "plant")]
    assert told == [("2024-11-29", ""), ("by part, site and month", "of 2024, from ERP")]
    columns = {column.heading: column.seen_as for table in _tables(book) for column in table.columns}
    assert columns["Pieces (pcs)"] is Class.SCHEDULE
    assert columns["Price"] is Class.PRICE


def _tables(book: Book) -> tuple[Table, ...]:
    return tuple(table for section in page(the(book), book).sections for table in section.tables)


def test_turnover_is_explained_for_the_newest_month_up_to_a_day() -> None:
    book = book_from(billing(JANUARY, MAY))
    _, one = explained(the(book), book, "", book.as_of)
    assert (one.name, one.result) == ("turnover of PRT-100-A at SIT-ONE in 2024-05", "3000.00 EUR")
    control, january = explained(the(book), book, "", Month(2024, 4).last)
    assert january.result == "9009.00 EUR"
    assert control.result == "rows and total differ"
