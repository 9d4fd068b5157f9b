"""A request: days left, what an answer lacks, the board of open requests, the distance to the winner."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Link, Mark, Number, Row
from kamdocs.kinds.rfq.figures import days_left, missing_for_answer, rfq_board, standing
from kamdocs.kinds.rfq.model import Points, Rfq
from kamdocs.kinds.rfq.page import page
from tests.books import book_from
from tests.kinds.offer.written import bracket, offer

QUOTING = (
    "{state: received, on: 2024-09-02}",
    "{state: feasibility, on: 2024-09-09}",
    "{state: quoting, on: 2024-09-16}",
)


def rfq(*track: str, name: str = "RFQ-2024-0001", more: str = "", volumes: bool = True) -> dict[str, str]:
    pieces = ", volumes: {2026: 8000 pcs}" if volumes else ""
    line = f"\n  - {{part: PRT-100-A, site: SIT-ONE, technical_index: B{pieces}}}"
    acts = "".join(f"\n  - {act}" for act in track or QUOTING)
    text = f"id: {name}\nprogramme: PRG-S1\ndue_on: 2024-12-06\nlines:{line}\n{more}track:{acts}\n"
    return {f"sample/rfqs/{name}.yaml": text}


def get(book: Book, name: str = "RFQ-2024-0001") -> Rfq:
    found = book.get_as(Rfq, name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("as_of", "first", "left"),
    [
        ("2024-09-01", Mark("no state yet", "off"), None),
        ("2024-12-02", Mark("due in 4 days", "wait"), 4),
        ("2024-12-03", Mark("due in 3 days", "bad"), 3),
        ("2024-12-05", Mark("due in 1 day", "bad"), 1),
        ("2024-12-06", Mark("due in 0 days", "bad"), 0),
        ("2024-12-07", Mark("overdue", "bad"), -1),
    ],
)
def test_due_and_overdue(as_of: str, first: Mark, left: int | None) -> None:
    book = book_from(rfq(), as_of=as_of)
    facts = standing(get(book), book)
    assert facts[0].value == first
    assert {fact.seen_as for fact in facts} == {Class.PRICE}
    assert days_left(get(book), book.as_of) == left


@pytest.mark.parametrize(("as_of", "word"), [("2024-12-01", "expected"), ("2024-12-02", "expected and late")])
def test_expected_and_late(as_of: str, word: str) -> None:
    expected = rfq("{state: expected, on: 2024-09-02}", more="expected_on: 2024-12-01\nknown_from: PER-0101\n")
    book = book_from(expected, as_of=as_of)
    assert [fact.value.word for fact in standing(get(book), book) if isinstance(fact.value, Mark)] == [word, "expected"]


def test_nothing_is_due_once_it_is_answered() -> None:
    book = book_from(rfq(*QUOTING, "{state: answered, on: 2024-11-04}"), as_of="2024-12-09")
    assert [fact.value for fact in standing(get(book), book)] == [Mark("answered", "wait")]
    assert missing_for_answer(get(book), book) == ()


VALIDATION = "\n  - {state: draft, on: 2024-11-18}\n  - {state: in_validation, on: 2024-11-20}\n"
ONE_ROLE = "priced_on: 2024-11-18\nvalidations:\n  - {role: kam, by: PER-0002, on: 2024-11-19, result: ok}\n"


def lacking(*parts: Mapping[str, str]) -> tuple[str, ...]:
    overlay: dict[str, str] = {}
    for part in parts:
        overlay |= part
    book = book_from(overlay)
    return missing_for_answer(get(book), book)


def test_what_stands_between_a_request_and_our_answer() -> None:
    feasible = "feasibility: DOC-2021-0001\n"
    assert lacking(rfq(volumes=False)) == ("volumes", "feasibility", "offer")
    assert lacking(rfq(more=feasible)) == ("offer",)
    roles = ("controller's validation", "programme manager's validation")
    assert lacking(rfq(more=feasible), offer(track=VALIDATION, more=ONE_ROLE)) == ("offer not validated", *roles)
    unknown = offer(bracket(), bracket("1.0 USD").replace("series", "service"), track=VALIDATION)
    assert lacking(rfq(more=feasible), unknown)[1] == "roles not known: yearly value not computable"
    assert lacking(rfq(more=feasible), offer(track=VALIDATION + "  - {state: validated, on: 2024-11-25}\n")) == ()
    gone = offer(track="\n  - {state: validated, on: 2024-11-18}\n  - {state: withdrawn, on: 2024-11-20}\n")
    assert lacking(rfq(more=feasible), gone) == ("offer",)


def texts(row: Row) -> list[str]:
    def text(cell: object) -> str:
        match cell:
            case Link():
                return cell.record
            case Mark():
                return cell.word
            case Number():
                return cell.text
        return str(cell)

    return [text(cell) for cell in row.cells]


def test_the_board_lists_open_requests_by_urgency() -> None:
    later = {name: text.replace("2024-12-06", "2025-01-31") for name, text in rfq(name="RFQ-2024-0000").items()}
    late = {name: text.replace("2024-12-06", "2024-11-29") for name, text in rfq(name="RFQ-2024-0002").items()}
    coming = rfq("{state: expected, on: 2024-09-02}", name="RFQ-2024-0003", more="expected_on: 2025-02-03\n")
    answered = rfq(*QUOTING, "{state: answered, on: 2024-11-04}", name="RFQ-2024-0004")
    ended = rfq("{state: cancelled, on: 2024-11-04}", name="RFQ-2024-0005")
    rounds = {**offer(), **offer(name="OFR-2024-0002", number=2, track=VALIDATION, more=ONE_ROLE)}
    book = book_from({**later, **late, **coming, **answered, **ended, **rfq(), **rounds})
    board = rfq_board(book)
    rows = [texts(row) for row in board.rows]
    assert [row[0] for row in rows] == [f"RFQ-2024-000{number}" for number in (2, 1, 0, 3, 4)]
    assert rows[1][2:] == [
        "2024-12-06",
        "4",
        "quoting, due in 4 days",
        "feasibility, offer not validated, controller's validation, programme manager's validation",
        "2",
        "OFR-2024-0002",
        "in validation",
    ]
    assert rows[0][3] == "-3"
    assert rows[3][2:5] == ["2025-02-03", "None", "expected"]
    assert rows[4][5] == "nothing"
    assert {column.seen_as for column in board.columns} == {Class.PRICE}


def test_an_account_without_requests_says_so() -> None:
    board = rfq_board(book_from(as_of="2020-01-01"))
    assert (board.rows, board.empty) == ((), "No open RFQ.")


def test_the_distance_to_the_winner_is_a_percentage_or_a_price() -> None:
    gaps = [get(book_from(rfq(more=f"price_gap: {text}\n"))).price_gap for text in ("2.5 %", "0.0800 EUR")]
    assert isinstance(gaps[0], Points)
    assert gaps[0].value == Decimal("2.5")
    assert [str(gap) for gap in gaps] == ["2.5 %", "0.0800 EUR"]


def test_the_page_lists_the_rounds() -> None:
    book = book_from({**rfq(), **offer(), **offer(name="OFR-2024-0002", number=2, track=VALIDATION)})
    shown = page(get(book), book)
    rounds = [texts(row) for row in shown.sections[0].tables[0].rows]
    assert rounds[0] == ["1", "OFR-2024-0001", "sent", "2024-06-10", "not known", "14814.00 EUR"]
    assert rounds[1][2:5] == ["in validation", "not yet", "not known"]
    assert [fact.label for fact in shown.headline] == ["Due", "Missing for our answer"]


def test_title() -> None:
    book = book_from(rfq(more="customer_reference: Q 4711\n"))
    assert get(book).heading(book) == "Compact car S1, Q 4711"
