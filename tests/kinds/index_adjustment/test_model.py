"""Index adjustments: an increase was asked for, a waived one is signed, scrap has its own average."""

import pytest

from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.rules.every_kind.needed import field_needed_here
from tests.books import book_from, sample_files

PATH = "sample/index-adjustments/IXA-2024-0001.yaml"
CLAUSE = "sample/price-index-clauses/PIC-2024-0001.yaml"
TEXT = sample_files()[PATH].decode()
WAIVED = TEXT + "  - {state: waived, on: 2024-11-27}\n"
SIGNED = "approval: {by: PER-0003, on: 2024-11-26, because: Nothing to ask for.}\ntrack:"


def needed(text: str, clause: str = "") -> list[str]:
    written = sample_files()[CLAUSE].decode()
    book = book_from({PATH: text, CLAUSE: written.replace("scrap_share: 50 %\n", clause) if clause else written})
    found = book.get_as(IndexAdjustment, "IXA-2024-0001")
    assert found is not None
    return [hit[1] for hit in field_needed_here(found, book)]


@pytest.mark.parametrize(
    ("delta", "says"),
    [("0.0000", []), ("-0.0010", []), ("0.0001", ["notified, if an increase needs `request`"])],
)
def test_an_increase_was_asked_for(delta: str, says: list[str]) -> None:
    told = TEXT.replace("delta: 0.0000", f"delta: {delta}")
    assert needed(told + "  - {state: notified, on: 2024-11-26, evidence: [COM-2023-0001]}\n") == says
    assert needed(told) == []


def test_a_waived_one_is_signed() -> None:
    assert needed(WAIVED) == ["waived needs `approval`"]
    assert needed(WAIVED.replace("track:", SIGNED)) == []


def test_scrap_with_a_series_of_its_own_has_an_average() -> None:
    scrap = "scrap_series: IXS-ALUMINIUM\nscrap_base: 2167.28 EUR/t\n"
    assert needed(TEXT, scrap) == ["the clause has scrap needs `scrap_avg`"]
    assert needed(TEXT.replace("deviation:", "scrap_avg: 2292.93 EUR/t\ndeviation:"), scrap) == []


def test_its_title_is_the_clause_and_the_period() -> None:
    book = book_from()
    found = book.get_as(IndexAdjustment, "IXA-2024-0001")
    assert found is not None
    assert found.heading(book) == "Metal, Invented Metal Bulletin ALUMINIUM, 2025-Q1"
