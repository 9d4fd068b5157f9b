"""Tools: standings, end of service, life used, what a plant is told, the table of the account."""

from datetime import date

import pytest

from kamdocs.core.book import Book
from kamdocs.core.view import Mark
from kamdocs.kinds.tool.figures import end_of_service, life_used, standing, summary, tool_status
from kamdocs.kinds.tool.model import Tool
from kamdocs.kinds.tool.page import page
from tests.books import book_from, sample_files

PATH = "sample/tools/TOL-0001.yaml"
PLAIN = sample_files()[PATH].decode()
CUSTOMER = "sample/customers/CUS-SAMPLE.yaml"
PROGRAMME = "sample/programmes/PRG-S1.yaml"
INVOICED = "payment_track:\n  - {state: invoiced, on: 2024-10-07, evidence: [COM-2023-0001]}\n"
PAID = INVOICED + "  - {state: paid, on: 2024-11-11}\n"
REGISTERED = PAID + "  - {state: registered, on: 2024-11-25}\n"


def get(book: Book) -> Tool:
    found = book.get_as(Tool, "TOL-0001")
    assert found is not None
    return found


def words(book: Book) -> list[tuple[str, str]]:
    return [(fact.label, getattr(fact.value, "word", "")) for fact in standing(get(book), book)]


@pytest.mark.parametrize(
    ("extra", "as_of", "expected"),
    [
        ("", "2024-12-02", [("State", "series")]),
        ("", "2022-02-28", [("State", "ppap approved")]),
        (PAID, "2024-12-02", [("State", "series"), ("Payment", "paid and not registered")]),
        (PAID, "2024-11-10", [("State", "series"), ("Payment", "invoiced")]),
        (REGISTERED, "2024-12-02", [("State", "series"), ("Payment", "registered")]),
    ],
)
def test_standing(extra: str, as_of: str, expected: list[tuple[str, str]]) -> None:
    assert words(book_from({PATH: PLAIN + extra}, as_of=as_of)) == expected


@pytest.mark.parametrize(
    ("extra", "day"),
    [
        ({}, None),
        ({CUSTOMER: "service_obligation: 15 years\n"}, date(2043, 6, 30)),
        ({PROGRAMME: "end_of_service_date: 2040-12-31\n"}, date(2040, 12, 31)),
        (
            {CUSTOMER: "service_obligation: 15 years\n", PROGRAMME: "end_of_service_date: 2040-12-31\n"},
            date(2040, 12, 31),
        ),
    ],
)
def test_end_of_service(extra: dict[str, str], day: date | None) -> None:
    """EOP of the programme is 2028-06-30; its own day goes before the customer's obligation."""
    book = book_from({path: sample_files()[path].decode() + text for path, text in extra.items()})
    assert end_of_service(get(book), book) == day


def test_a_tool_after_its_service_says_so() -> None:
    programme = sample_files()[PROGRAMME].decode() + "end_of_service_date: 2040-12-31\n"
    assert ("Service", "service ended") in words(book_from({PROGRAMME: programme}, as_of="2041-01-01"))
    assert ("Service", "service ended") not in words(book_from({PROGRAMME: programme}, as_of="2040-12-31"))


def test_life_used() -> None:
    book = book_from()
    used = life_used(get(book))
    assert used is not None
    assert used.text == "34.2 %"
    without = PLAIN.replace("shots_used: {count: 171000 shots, on: 2024-11-04}\n", "")
    assert life_used(get(book_from({PATH: without}))) is None


def test_a_plant_reads_paid_and_registered() -> None:
    expected = {"": ["no", "no"], PAID: ["yes", "no"], REGISTERED: ["yes", "yes"]}
    for extra, answers in expected.items():
        book = book_from({PATH: PLAIN + extra})
        assert [getattr(fact.value, "word", "") for fact in summary(get(book), book, "plant")] == answers


def test_tools_in_the_order_of_their_life() -> None:
    other = PLAIN.replace("id: TOL-0001", "id: TOL-0000").replace("  - {state: ppap_approved, on: 2022-01-17}\n", "")
    other = other.replace("  - {state: series, on: 2022-03-01}\n", "").replace("files/TOL-0001", "files/TOL-0000")
    book = book_from({"sample/tools/TOL-0002.yaml": other.replace("TOL-0000", "TOL-0002"), PATH: PLAIN + PAID})
    rows = tool_status(book).rows
    assert [(row.anchor, row.cells[3]) for row in rows] == [
        ("TOL-0002", Mark("at plant", "wait")),
        ("TOL-0001", Mark("series", "good")),
    ]
    assert [getattr(cell, "text", cell) for cell in rows[1].cells[4:]] == [
        "2022-03-01",
        "34.2 %",
        "supplier",
        "paid",
        "60000.00 EUR",
        "58200.00 EUR",
    ]


def test_the_page_shows_life_money_and_both_tracks() -> None:
    book = book_from({PATH: PLAIN + PAID})
    life, money = page(get(book), book).sections
    assert [fact.label for fact in life.facts] == ["Shots guaranteed", "Shots used", "End of service"]
    assert [fact.label for fact in money.facts] == ["Agreed", "Cost", "Amortised", "Book value"]
    assert [row.cells[0] for row in life.tables[0].rows] == ["at plant", "ppap approved", "series"]
    assert [row.cells[0] for row in money.tables[0].rows] == ["invoiced", "paid"]


def test_the_title_is_the_description() -> None:
    book = book_from()
    assert get(book).heading(book) == "Injection mould bracket 100-A"
