"""Obligations: what proves that one is done, what a waiver needs, and what the calendar makes of it."""

import pytest

from kamdocs.core.book import Book
from kamdocs.core.view import Mark
from kamdocs.kinds.obligation.figures import is_open, standing, summary
from kamdocs.kinds.obligation.model import OBLIGATION_TRACK, Obligation
from kamdocs.rules.every_kind.evidence import state_without_proof
from kamdocs.rules.every_kind.needed import field_needed_here
from tests.books import book_from, sample_files

PATH = "sample/obligations/OBL-2024-0001.yaml"
TEXT = sample_files()[PATH].decode()


def the(book: Book) -> Obligation:
    found = book.get_as(Obligation, "OBL-2024-0001")
    assert found is not None
    return found


def with_act(act: str) -> Book:
    """The obligation with one more act."""
    return book_from({PATH: TEXT + f"  - {act}\n"})


def test_its_title_is_the_first_words() -> None:
    assert the(book_from()).heading(book_from()) == "Send the delivery schedule of 2026 for the cover"


@pytest.mark.parametrize(
    ("grade", "found"), [(2, []), (3, ["fulfilled needs proof of grade 3; the best is 2 (COM-2023-0001)"])]
)
def test_fulfilled_asks_for_the_grade_that_the_record_names(grade: int, found: list[str]) -> None:
    text = TEXT.replace("evidence_required_grade: 3", f"evidence_required_grade: {grade}")
    book = book_from({PATH: text + "  - {state: fulfilled, on: 2024-11-04, evidence: [COM-2023-0001]}\n"})
    assert the(book).asked_proof(OBLIGATION_TRACK.by_name["fulfilled"], book.as_of, book) == grade
    assert the(book).asked_proof(OBLIGATION_TRACK.by_name["disputed"], book.as_of, book) == 2
    assert [hit.says if hasattr(hit, "says") else hit[1] for hit in state_without_proof(the(book), book)] == found


def test_a_waived_one_names_who_let_it_go() -> None:
    book = with_act("{state: waived, on: 2024-11-18}")
    assert [hit[1] for hit in field_needed_here(the(book), book)] == ["waived needs `waived`"]
    signed = "waived: {by: PER-0003, on: 2024-11-15, because: Not worth a letter.}\ntrack:"
    book = book_from({PATH: (TEXT + "  - {state: waived, on: 2024-11-18}\n").replace("track:", signed)})
    assert list(field_needed_here(the(book), book)) == []
    assert not is_open(the(book), book)


@pytest.mark.parametrize(
    ("as_of", "mark"),
    [
        ("2025-05-30", Mark("due in 31 days")),
        ("2025-05-31", Mark("due in 30 days", "wait")),
        ("2025-06-29", Mark("due in 1 day", "wait")),
        ("2025-06-30", Mark("due in 0 days", "wait")),
        ("2025-07-01", Mark("late by 1 day", "bad")),
    ],
)
def test_it_is_due_on_its_last_day_and_late_after_it(as_of: str, mark: Mark) -> None:
    book = book_from(as_of=as_of)
    assert [fact.value for fact in standing(the(book), book)] == [mark]


def test_what_is_done_or_not_yet_said_is_not_due() -> None:
    done = with_act("{state: fulfilled, on: 2024-11-04, evidence: [COM-2023-0002]}")
    assert [fact.value for fact in standing(the(done), done)] == [Mark("ended")]
    early = book_from(as_of="2024-10-13")
    assert standing(the(early), early) == ()
    disputed = with_act("{state: disputed, on: 2024-11-04, evidence: [COM-2023-0001]}")
    assert is_open(the(disputed), disputed)


def test_a_plant_reads_who_and_when_and_nobody_else_gets_a_summary() -> None:
    book = book_from()
    told = [(fact.label, fact.value) for fact in summary(the(book), book, "plant")]
    assert told == [("Debtor", "the customer"), ("Due", "2025-06-30"), ("State", "open")]
    assert summary(the(book), book, "logistics") == ()
