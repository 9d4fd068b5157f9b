"""Productivity ideas: what each maturity needs."""

import pytest

from kamdocs.kinds.productivity_idea.model import ProductivityIdea
from kamdocs.rules.every_kind.needed import field_needed_here
from tests.books import book_from, sample_files

PATH = "sample/productivity-ideas/IDE-2024-0001.yaml"
TEXT = sample_files()[PATH].decode()
BARE = """id: IDE-2024-0001
type: {type}
description: Two covers are clipped in one stroke instead of two.
parts: [PRT-200-B]
internal_budget: false
track:
  - {{state: {state}, on: 2024-09-09}}
"""


def needed(text: str) -> list[str]:
    book = book_from({PATH: text})
    idea = book.get_as(ProductivityIdea, "IDE-2024-0001")
    assert idea is not None
    return [hit[1] for hit in field_needed_here(idea, book)]


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("HG1", []),
        ("HG2", ["HG2 needs `gross_saving`, `one_off_cost`, `volume_basis`"]),
        (
            "HG3",
            [
                "HG2 needs `gross_saving`, `one_off_cost`, `volume_basis`; "
                "HG3 needs `implementation_date`, `approval`, `our_share`, `customer_share`"
            ],
        ),
        ("dropped", []),
    ],
)
def test_each_maturity_asks_for_more(state: str, says: list[str]) -> None:
    assert needed(BARE.format(type="process", state=state)) == says


def test_only_the_last_one_needs_the_word_of_controlling() -> None:
    assert "HG5 needs `verified`" in needed(BARE.format(type="process", state="HG5"))[0]
    assert "verified" not in needed(BARE.format(type="process", state="HG4"))[0]


def test_the_sample_has_what_it_needs() -> None:
    assert needed(TEXT) == []


def test_its_title_is_the_first_words() -> None:
    book = book_from()
    idea = book.get_as(ProductivityIdea, "IDE-2024-0001")
    assert idea is not None
    assert idea.heading(book) == "Two covers are clipped in one stroke instead of two"
    assert idea.item("HG1") is False
