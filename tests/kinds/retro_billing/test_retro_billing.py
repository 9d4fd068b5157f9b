"""Retro-billings: what the paper needs once it is issued, and when somebody has to sign."""

import pytest

from kamdocs.core.book import Book
from kamdocs.kinds.retro_billing.model import RetroBilling
from kamdocs.rules.every_kind.needed import field_needed_here
from tests.books import book_from, sample_files

PATH = "sample/retro-billings/RET-2021-0001.yaml"
CUSTOMER = "sample/customers/CUS-SAMPLE.yaml"
TEXT = sample_files()[PATH].decode()
BEFORE = TEXT.partition("document_no:")[0]
SIGNED = "approval: {by: PER-0003, on: 2021-11-03, because: Goodwill.}\n"


def needed(text: str, minimum: str = "") -> list[str]:
    """What GEN023 asks of a retro-billing with this text."""
    customer = sample_files()[CUSTOMER].decode() + (f"retro_min_amount: {minimum}\n" if minimum else "")
    book = book_from({PATH: text, CUSTOMER: customer})
    return [hit[1] for hit in field_needed_here(the(book), book)]


def the(book: Book) -> RetroBilling:
    found = book.get_as(RetroBilling, "RET-2021-0001")
    assert found is not None
    return found


def test_lines_are_rounded_one_by_one_and_only_primary_documents_count() -> None:
    more = (
        '  - {invoice: "90018", document_type: return, pricing_date: 2021-10-06, quantity: -3 pcs, '
        "old: 4.0000 EUR, new: 4.2050 EUR}\n"
        '  - {invoice: "90019", document_type: pro_forma, pricing_date: 2021-10-06, quantity: 100 pcs, '
        "old: 4.0000 EUR, new: 4.2000 EUR}\n"
    )
    retro = the(book_from({PATH: TEXT.replace("document_no:", f"{more}document_no:")}))
    assert [str(one) for one in retro.amounts] == ["8.00 EUR", "-0.62 EUR", "0.00 EUR"]
    assert retro.heading(book_from()) == "PRC-100-A-ONE-PROTOTYPE@2021-10-01"
    assert retro.item("90018")


def test_the_paper_is_complete_once_it_is_issued() -> None:
    assert needed(f"{BEFORE}track:\n  - {{state: calculated, on: 2021-11-02}}\n") == []
    issued = f"{BEFORE}track:\n  - {{state: issued, on: 2021-11-03, evidence: [COM-2021-0002]}}\n"
    assert needed(issued) == ["issued needs `document_no`, `direction`, `total`"]
    assert needed(TEXT) == []


@pytest.mark.parametrize(
    ("minimum", "asked"),
    [("", True), ("8.00 EUR", True), ("8.01 EUR", False), ("500.00 USD", True)],
)
def test_what_is_not_billed_is_signed_unless_it_is_below_the_minimum(minimum: str, asked: bool) -> None:
    text = f"{BEFORE}track:\n  - {{state: calculated, on: 2021-11-02}}\n  - {{state: not_billed, on: 2021-11-03}}\n"
    assert needed(text, minimum) == (["credit or not_billed needs `approval`"] if asked else [])
    assert needed(text.replace("track:", f"{SIGNED}track:"), minimum) == []


def test_money_that_goes_back_is_signed() -> None:
    assert needed(TEXT.replace("direction: debit", "direction: credit")) == ["credit or not_billed needs `approval`"]
