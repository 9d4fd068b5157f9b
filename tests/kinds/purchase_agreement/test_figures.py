"""Purchase agreements: on which days both prices hold, which one is higher, what purchasing is told."""

import pytest

from kamdocs.core.book import Book
from kamdocs.core.parsing import parse_unit_price
from kamdocs.core.view import Mark
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.purchase_agreement.figures import bought_on, meetings, side_of, standing, summary
from kamdocs.kinds.purchase_agreement.model import PurchaseAgreement
from kamdocs.kinds.purchase_agreement.page import page
from tests.books import book_from, sample_files

PAID = "sample/purchase-agreements/PUR-2023-0001.yaml"
LINE = "  - {valid_from: 2023-01-01, unit_price: 0.2500 EUR}\n"


def with_lines(*lines: str, more: str = "") -> Book:
    text = sample_files()[PAID].decode()
    assert LINE in text
    return book_from({PAID: text.replace(LINE, "".join(lines)) + more})


def the(book: Book) -> PurchaseAgreement:
    return book.all(PurchaseAgreement)[0]


@pytest.mark.parametrize(
    ("ours", "theirs", "word"),
    [
        ("0.2501 EUR", "0.2500 EUR", "above"),
        ("0.2500 EUR", "0.25 EUR", "on"),
        ("0.2499 EUR", "0.2500 EUR", "below"),
        ("25.0000 EUR per 100", "0.2500 EUR", "on"),
        ("250.0001 EUR per 1000", "0.2500 EUR", "above"),
        ("0.2500 USD", "0.2500 EUR", "not comparable"),
        ("250.0000 EUR per km", "0.2500 EUR", "not comparable"),
    ],
)
def test_which_side_a_price_lies_on(ours: str, theirs: str, word: str) -> None:
    assert side_of(parse_unit_price(ours), parse_unit_price(theirs)) == word


def test_an_unknown_price_is_on_no_side() -> None:
    assert side_of(None, parse_unit_price("0.2500 EUR")) == "not comparable"


def test_days_on_which_both_prices_hold() -> None:
    book = with_lines(LINE, "  - {valid_from: 2024-03-01, unit_price: 0.2700 EUR}\n")
    found = list(meetings(the(book), book.all(MandatedComponent)[0]))
    assert [(one.place, one.first.isoformat()) for one in found] == [(0, "2023-01-01"), (1, "2024-03-01")]


def test_two_agreements_that_differ_give_no_price() -> None:
    book = book_from()
    day = book.as_of
    assert str(bought_on(book, "7K-090", day)) == "0.2500 EUR"
    other = sample_files()[PAID].decode().replace("PUR-2023-0001", "PUR-2023-0002").replace("0.2500", "0.2600")
    assert bought_on(book_from({"sample/purchase-agreements/PUR-2023-0002.yaml": other}), "7K-090", day) is None


def test_purchasing_is_told_the_side_by_day() -> None:
    book = with_lines(LINE, "  - {valid_from: 2024-03-01, unit_price: 0.2700 EUR}\n")
    facts = summary(the(book), book, "purchasing")
    assert [(fact.label, fact.value.word) for fact in facts if isinstance(fact.value, Mark)] == [
        ("Purchase price of 7K-090 on 2023-01-01", "on"),
        ("Purchase price of 7K-090 on 2024-12-02", "above"),
    ]
    assert not any("0.2" in fact.label + fact.note for fact in facts)
    assert summary(the(book), book, "logistics") == ()


def test_the_standing_names_a_dispute_from_its_first_day() -> None:
    book = with_lines(LINE, more="dispute: {since: 2024-12-02, because: Not confirmed.}\n")
    assert [fact.label for fact in standing(the(book), book)][-1] == "Dispute"
    early = with_lines(LINE, more="dispute: {since: 2024-12-03, because: Not confirmed.}\n")
    assert [fact.label for fact in standing(the(early), early)][-1] == "Against the mandated price"


def test_the_page_pairs_the_prices() -> None:
    book = book_from()
    lines, pairs = page(the(book), book).sections
    assert len(lines.tables[0].rows) == 1
    cells = pairs.tables[0].rows[0].cells
    assert isinstance(cells[3], Mark)
    assert cells[3].word == "on"
