"""Claims: the notice deadline, standings, what a plant is told, and sums that never net, mix or invent."""

from datetime import date

import pytest

from kamdocs.core.book import Book
from kamdocs.core.view import Link
from kamdocs.kinds.claim.figures import claim_status, notice_deadline, standing, summary
from kamdocs.kinds.claim.model import Claim
from kamdocs.kinds.claim.page import page
from tests.books import book_from, sample_files

CUSTOMER = "sample/customers/CUS-SAMPLE.yaml"
VALIDATED = (
    "method: stated\namount_claimed: 9000.00 EUR\nvalidated: {by: PER-0003, on: 2024-10-14, because: Checked.}\n"
)


def text(
    *acts: str, number: str = "0002", direction: str = "on_customer", category: str = "obsolescence", extra: str = ""
) -> str:
    track = "".join(f"  - {act}\n" for act in acts or ("{state: identified, on: 2024-06-10}",))
    return (
        f"id: CLM-2024-{number}\nprogramme: PRG-S1\ndirection: {direction}\ncategory: {category}\n"
        "parts: [PRT-200-B]\nperiod: {from: 2024-01-01, to: 2024-05-31}\nevent_on: 2024-06-03\n"
        f'basis: {{document: DOC-2022-0001, clause: "5.3"}}\n{extra}track:\n{track}'
    )


def book_of(*texts: str, as_of: str = "2024-12-02", customer: str = "") -> Book:
    overlay = {f"sample/claims/{one.split()[1]}.yaml": one for one in texts}
    if customer:
        overlay[CUSTOMER] = sample_files()[CUSTOMER].decode() + customer
    return book_from(overlay, as_of=as_of)


def get(book: Book, name: str = "CLM-2024-0002") -> Claim:
    found = book.get_as(Claim, name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("category", "extra", "customer", "deadline"),
    [
        ("obsolescence", "", "", date(2024, 12, 3)),
        ("obsolescence", "notice_period: 30 days\n", "", date(2024, 7, 3)),
        ("obsolescence", "notice_period: 10 working days\n", "", date(2024, 6, 17)),
        ("early_eop", "", "", None),
        ("early_eop", "", "termination_claim: 12 months\n", date(2025, 6, 3)),
        ("unamortised_balance", "", "termination_claim: 1 year\n", date(2025, 6, 3)),
    ],
)
def test_notice_deadline(category: str, extra: str, customer: str, deadline: date | None) -> None:
    """The customer of the sample has six months of notice and says nothing about terminations."""
    book = book_of(text(category=category, extra=extra), customer=customer)
    assert notice_deadline(get(book), book) == deadline


IDENTIFIED = "{state: identified, on: 2024-06-10}"
NOTIFIED = "{state: notified, on: 2024-11-04, evidence: [COM-2023-0001]}"


@pytest.mark.parametrize(
    ("made", "as_of", "word"),
    [
        (text(), "2024-12-02", "notice due in 1 day"),
        (text(), "2024-11-03", "notice due in 30 days"),
        (text(), "2024-12-03", "notice due in 0 days"),
        (text(), "2024-12-04", "lapsed"),
        (text(NOTIFIED, extra=VALIDATED), "2025-02-03", "open"),
        (text(NOTIFIED.replace("2024-11-04", "2024-12-04"), extra=VALIDATED), "2025-02-03", "lapsed"),
        (text(category="early_eop"), "2024-12-02", "open"),
        (text(IDENTIFIED, "{state: abandoned, on: 2024-12-02}"), "2024-12-02", "ended"),
        (text(IDENTIFIED, "{state: abandoned, on: 2024-12-03}"), "2024-12-02", "notice due in 1 day"),
        (text(direction="on_us", extra="reply_due: 2024-12-02\n"), "2024-12-02", "open"),
        (text(direction="on_us", extra="reply_due: 2024-12-02\n"), "2024-12-03", "reply overdue"),
        (text(direction="on_us", extra="reply_due: 2024-12-02\nanswered_by: COM-2023-0001\n"), "2024-12-03", "open"),
    ],
)  # fmt: skip
def test_standing(made: str, as_of: str, word: str) -> None:
    book = book_of(made, as_of=as_of)
    (fact,) = standing(get(book), book)
    assert getattr(fact.value, "word", "") == word


def test_a_plant_reads_no_direction_and_no_money() -> None:
    extra = VALIDATED + "actual_volume: 171360 pcs\ncause: customer_demand\n"
    book = book_of(text(category="missing_production_structural", extra=extra))
    facts = [(fact.label, fact.value) for fact in summary(get(book), book, "plant")[:-1]]
    assert facts == [
        ("Category", "Missing production structural"),
        ("Part", Link("PRT-200-B")),
        ("Period", "2024-01-01 to 2024-05-31"),
        ("Pieces taken", "171360 pcs"),
        ("Cause", "customer demand"),
    ]
    assert not any("9000" in str(fact) or "on_customer" in str(fact) for fact in summary(get(book), book, "plant"))


def test_sums_by_direction_state_and_currency() -> None:
    """CLM-2024-0001 of the sample is validated with 8400.00 EUR."""
    state = "{state: validated, on: 2024-10-14}"
    book = book_of(
        text(state, number="0002", extra=VALIDATED),
        text(state, number="0003", extra=VALIDATED.replace("9000.00 EUR", "500.00 USD")),
        text(number="0004"),
        text(number="0005", direction="on_us", extra="amount_claimed: 100.00 EUR\nreply_due: 2025-01-31\n"),
        text(number="0006", direction="on_us", extra="reply_due: 2025-01-31\n"),
    )
    rows = [[getattr(cell, "text", cell) for cell in row.cells] for row in claim_status(book).rows]
    assert rows == [
        ["on the customer", "identified", "1", None, None, "1"],
        ["on the customer", "validated", "2", "17400.00 EUR", None, None],
        ["on the customer", "validated", "1", "500.00 USD", None, None],
        ["on us", "identified", "1", None, None, "1"],
        ["on us", "identified", "1", "100.00 EUR", None, None],
    ]


def test_the_state_is_that_of_the_day() -> None:
    book = book_of(as_of="2024-10-01")
    (row,) = claim_status(book).rows
    assert row.cells[1] == "identified"
    assert row.about == ("CLM-2024-0001",)


def test_the_page_shows_amounts_ground_deadline_and_track() -> None:
    book = book_of(text(NOTIFIED, extra=VALIDATED + "amount_expected: 4000.00 EUR\n"))
    made = page(get(book), book)
    assert [(fact.label, getattr(fact.value, "text", fact.value)) for fact in made.headline] == [
        ("Direction", "on the customer"),
        ("Claimed", "9000.00 EUR"),
        ("Expected", "4000.00 EUR"),
        ("Settled", "not known"),
        ("Difference", "5000.00 EUR"),
    ]
    ground, track = made.sections
    assert [(fact.label, fact.value, fact.note) for fact in ground.facts] == [
        ("Ground", Link("DOC-2022-0001"), "clause 5.3"),
        ("Event", "2024-06-03", ""),
        ("Notice deadline", "2024-12-03", ""),
        ("Notified", "2024-11-04", ""),
    ]
    assert track.tables[0].rows[0].cells == ("notified", "2024-11-04", Link("COM-2023-0001"))


def test_the_title_names_category_and_period() -> None:
    book = book_of(text(category="early_eop"))
    assert get(book).heading(book) == "Early EOP, 2024-01-01 to 2024-05-31"
