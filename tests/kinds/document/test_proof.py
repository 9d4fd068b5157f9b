"""What a document is worth as proof: every row of the table, its day, its signature; and its standing."""

from datetime import date

import pytest

from kamdocs.kinds.document.figures import standing
from kamdocs.kinds.document.model import Document
from kamdocs.load.loader import load
from tests.books import book_from

PATH = "sample/documents/DOC-2024-0001.yaml"
US = "us: {by: PER-0001, on: 2024-11-04}"
CUSTOMER = "customer: {by: PER-0102, on: 2024-11-18}"
FILES = "files:\n  - {held_in: Paper archive 7, sha256: " + "1" * 64 + "}\n"


def paper_text(type_: str, party: str = "customer", signed: tuple[str, ...] = (), extra: str = "") -> str:
    sides = "signed:\n" + "".join(f"  {side}\n" for side in signed) if signed else ""
    head = f"id: DOC-2024-0001\nclass: price\ntype: {type_}\ndate: 2024-10-07\nparty: {party}\nsignatory: PER-0102\n"
    return head + sides + extra + FILES


def paper(type_: str, party: str = "customer", signed: tuple[str, ...] = (), extra: str = "") -> Document:
    found, problems = load(paper_text(type_, party, signed, extra).encode(), Document)
    assert found is not None, problems
    return found


AGREEMENTS = ("contract", "quality_agreement", "logistics_agreement", "directed_buy_agreement")


@pytest.mark.parametrize("type_", AGREEMENTS)
@pytest.mark.parametrize(("signed", "grade"), [((US, CUSTOMER), 4), ((CUSTOMER,), 3), ((US,), 2), ((), 1)])
def test_an_agreement_is_worth_its_signatures(type_: str, signed: tuple[str, ...], grade: int) -> None:
    assert paper(type_, signed=signed).proof().derived == grade


@pytest.mark.parametrize(
    ("type_", "party", "signed", "grade"),
    [
        ("rasic", "us", (CUSTOMER,), 4),
        ("rasic", "customer", (), 3),
        ("rasic", "us", (), 2),
        ("tnc", "us", (CUSTOMER,), 4),
        ("tnc", "customer", (), 3),
        ("tnc", "us", (US,), 2),
        ("credit_note", "us", (), 5),
        ("credit_note", "customer", (), 5),
        ("bank_receipt", "third", (), 5),
        ("tool_register_entry", "us", (CUSTOMER,), 5),
        ("tool_register_entry", "customer", (), 1),
        ("ecn", "customer", (), 3),
        ("ecn", "us", (), 1),
        ("drawing", "customer", (), 3),
        ("drawing", "tier2", (), 1),
        ("debit_note", "customer", (), 3),
        ("debit_note", "us", (), 1),
        ("return_note", "customer", (), 3),
        ("return_note", "us", (), 1),
        ("cost_breakdown", "customer", (), 3),
        ("cost_breakdown", "us", (), 2),
        ("other", "customer", (), 3),
        ("other", "us", (), 1),
        ("handover", "us", (), 1),
        ("investment", "third", (), 1),
        ("nda", "customer", (US, CUSTOMER), 3),
        ("feasibility", "us", (), 1),
        ("delegation", "us", (), 1),
    ],
)
def test_every_other_type(type_: str, party: str, signed: tuple[str, ...], grade: int) -> None:
    proof = paper(type_, party, signed).proof()
    assert proof.grade == proof.derived == grade


def test_a_typed_grade_lowers_and_never_raises() -> None:
    assert paper("ecn", extra="grade: 1\n").proof().grade == 1
    assert paper("ecn", "us", extra="grade: 4\n").proof().grade == 1


@pytest.mark.parametrize(
    ("signed", "on"), [((), date(2024, 10, 7)), ((US,), date(2024, 11, 4)), ((US, CUSTOMER), date(2024, 11, 18))]
)
def test_it_proves_from_the_later_signature(signed: tuple[str, ...], on: date) -> None:
    assert paper("contract", signed=signed).proof().on == on


def test_the_customers_signature_answers_for_it() -> None:
    other = "customer: {by: PER-0101, on: 2024-11-18}"
    assert paper("contract", "us", (US, other)).proof().signatory == "PER-0101"
    assert paper("ecn").proof().signatory == "PER-0102"


def test_a_bank_receipt_needs_nobody() -> None:
    assert paper("bank_receipt", "third").proof().needs_signatory is False
    assert paper("credit_note").proof().needs_signatory is True


@pytest.mark.parametrize(
    ("type_", "extra", "title"),
    [
        ("contract", "", "Contract 2024-10-07"),
        ("tnc", 'version: "03"\n', "Terms and conditions 03 2024-10-07"),
        ("logistics_agreement", "", "Logistics agreement 2024-10-07"),
        ("nda", "", "NDA 2024-10-07"),
    ],
)
def test_title(type_: str, extra: str, title: str) -> None:
    assert paper(type_, extra=extra).heading(book_from()) == title


@pytest.mark.parametrize(
    ("signed", "extra", "words"),
    [
        ((), "", ["unsigned"]),
        ((US,), "", ["signed by us"]),
        ((CUSTOMER,), "", ["signed by the customer"]),
        ((US, CUSTOMER), "", ["signed by both"]),
        ((US, "customer: {by: PER-0102, on: 2024-12-03}"), "", ["signed by us"]),
        ((US, CUSTOMER), "valid: {from: 2024-12-02, to: 2025-12-31}\n", ["in force"]),
        ((US, CUSTOMER), "valid: {from: 2024-12-03}\n", ["not yet"]),
        ((US, CUSTOMER), "valid: {from: 2024-01-01, to: 2024-12-01}\n", ["ended"]),
        ((US, CUSTOMER), "valid: {from: 2024-01, to: 2024-12}\n", ["in force"]),
        ((US, CUSTOMER), "valid: {from: 2024-11-18}\nnotice_by: 2024-12-02\n", ["in force", "notice due"]),
        ((US, CUSTOMER), "valid: {from: 2024-11-18}\nnotice_by: 2024-12-01\n", ["in force"]),
    ],
)
def test_standing_of_an_agreement(signed: tuple[str, ...], extra: str, words: list[str]) -> None:
    book = book_from({PATH: paper_text("contract", signed=signed, extra=extra)})
    found = book.get_as(Document, "DOC-2024-0001")
    assert found is not None
    assert [getattr(fact.value, "word", "") for fact in standing(found, book)] == words


def test_a_drawing_has_no_standing() -> None:
    assert standing(paper("drawing"), book_from()) == ()


def test_days_and_months_do_not_mix_in_one_period() -> None:
    text = paper_text("contract", extra="valid: {from: 2024-01, to: 2024-12-31}\n")
    found, problems = load(text.encode(), Document)
    assert found is None
    assert [(one.code, one.says) for one in problems] == [("VAL008", "`valid` mixes days and months")]
