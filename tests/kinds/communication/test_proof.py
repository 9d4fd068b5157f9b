"""What a communication is worth as proof, and what the calendar makes of it."""

from datetime import date

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.view import Fact, Link, Mark
from kamdocs.kinds.communication.figures import standing
from kamdocs.kinds.communication.model import Communication
from kamdocs.load.loader import load
from tests.books import book_from

PATH = "sample/communications/COM-2024-0001.yaml"
LETTER = """\
id: COM-2024-0001
class: price
direction: in
channel: letter
date: 2024-11-11
party: customer
from: PER-0101
subject: Price of the cover from January
files:
  - {held_in: Mail archive 12, sha256: 0000000000000000000000000000000000000000000000000000000000000001}
"""


def letter(*changes: tuple[str, str]) -> Communication:
    text = LETTER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    found, problems = load(text.encode(), Communication)
    assert found is not None, problems
    return found


@pytest.mark.parametrize(
    ("direction", "channel", "party", "grade"),
    [
        ("in", "letter", "customer", 3),
        ("in", "email", "customer", 3),
        ("in", "portal", "customer", 3),
        ("out", "letter", "us", 2),
        ("out", "email", "us", 2),
        ("out", "portal", "us", 2),
        ("in", "call", "customer", 1),
        ("out", "call", "us", 1),
        ("in", "meeting", "customer", 1),
        ("internal", "email", "us", 1),
        ("internal", "letter", "customer", 1),
        ("in", "letter", "tier2", 1),
        ("out", "letter", "customer", 1),
    ],
)
def test_grade_follows_from_who_wrote_what(direction: str, channel: str, party: str, grade: int) -> None:
    made = letter(
        ("direction: in", f"direction: {direction}"),
        ("channel: letter", f"channel: {channel}"),
        ("party: customer", f"party: {party}"),
    )
    assert made.proof().grade == made.proof().derived == grade


def test_a_typed_grade_only_lowers() -> None:
    lowered = letter(("party: customer", "party: customer\ngrade: 1")).proof()
    raised = letter(("party: customer", "party: customer\ngrade: 5")).proof()
    assert (lowered.grade, lowered.derived) == (1, 3)
    assert (raised.grade, raised.derived) == (3, 3)


def test_it_proves_from_its_day_and_whoever_signed_answers_for_it() -> None:
    own = letter(("from: PER-0101", "from: PER-0101\nsignatory: PER-0102"))
    assert letter().proof().signatory == "PER-0101"
    assert own.proof().signatory == "PER-0102"
    assert own.proof().on == date(2024, 11, 11)
    assert own.proof().party == "customer"


def test_an_original_needs_its_hash() -> None:
    without = letter((", sha256: 0000000000000000000000000000000000000000000000000000000000000001", ""))
    assert letter().proof().has_original is True
    assert without.proof().has_original is False


def test_the_title_is_the_subject() -> None:
    assert letter().heading(book_from()) == "Price of the cover from January"


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("", ()),
        (
            "reply_due: 2024-12-02\n",
            (Fact("Standing", Mark("waiting", "wait"), Class.PRICE, "reply due on 2024-12-02"),),
        ),
        (
            "reply_due: 2024-12-01\n",
            (Fact("Standing", Mark("reply overdue", "bad"), Class.PRICE, "reply due on 2024-12-01"),),
        ),
        (
            "reply_due: 2024-12-01\nreplied_by: COM-2023-0001\n",
            (
                Fact("Standing", Mark("answered", "good"), Class.PRICE),
                Fact("Reply", Link("COM-2023-0001"), Class.PRICE),
            ),
        ),
    ],
)
def test_standing(extra: str, expected: tuple[Fact, ...]) -> None:
    book = book_from({PATH: LETTER + extra})
    found = book.get_as(Communication, "COM-2024-0001")
    assert found is not None
    assert standing(found, book) == expected


def test_a_letter_without_class_is_of_class_claim() -> None:
    assert letter(("class: price\n", "")).home_class is Class.CLAIM
