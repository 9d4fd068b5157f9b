"""The funded share: what implemented ideas save in a fiscal year against the reductions that take effect in it."""

from datetime import date
from fractions import Fraction

import pytest

from kamdocs.calc.productivity import percent
from kamdocs.kinds.productivity_idea.figures import fiscal_year, funded_year, funded_years
from tests.kinds.productivity_idea.written import book_of, idea, lta

MIDDLE = date(2025, 1, 1)


def test_product_and_process_ideas_count_as_a_whole_from_hg4() -> None:
    """0.0200 and 0.0300 EUR on 16,400 pieces: 820.00 of 984.00 EUR, neither weighted nor shared."""
    book = book_of(
        idea(1, "HG4", "0.0200 EUR", customer_share="30 %"),
        idea(2, "HG5", "0.0300 EUR", type="process", counted_in="", one_off_cost="250.00 EUR"),
        idea(3, "HG3", "9.0000 EUR"),
        idea(4, "HG5", "9.0000 EUR", type="purchasing"),
        idea(5, "HG4", "9.0000 EUR", type="logistics"),
    )
    found = funded_year(book, MIDDLE)
    assert found.found is not None
    assert (str(found.found.savings), str(found.found.reductions)) == ("820.00 EUR", "984.00 EUR")
    assert (percent(found.found.share), str(found.found.unfunded)) == ("83.33 %", "164.00 EUR")
    assert (str(found.one_off), found.refused) == ("1250.00 EUR", "")


def test_savings_begin_with_the_idea_and_what_is_unknown_is_listed() -> None:
    book = book_of(
        idea(1, "HG4", "0.0200 EUR", implementation_date="2025-02-15"),
        idea(2, "HG4", "0.0200 EUR", implementation_date=""),
        idea(3, "HG4", "", counted_in=""),
        idea(4, "HG4", "0.0200 EUR", implementation_date="2024-12-01", one_off_cost="77.00 EUR"),
    )
    found = funded_year(book, MIDDLE)
    refused = {row.idea.id: row.refused for row in found.rows if row.refused}
    assert refused == {
        "IDE-2024-0902": "implementation_date missing",
        "IDE-2024-0903": "gross_saving missing",
    }
    assert found.found is not None
    assert str(found.found.savings) == "410.00 EUR"
    assert str(found.one_off) == "2000.00 EUR"


@pytest.mark.parametrize(
    ("start", "on", "first", "last"),
    [
        ("01-01", "2025-07-01", "2025-01-01", "2025-12-31"),
        ("04-01", "2025-03-31", "2024-04-01", "2025-03-31"),
        ("04-01", "2025-04-01", "2025-04-01", "2026-03-31"),
        ("10-01", "2024-12-02", "2024-10-01", "2025-09-30"),
    ],
)
def test_the_fiscal_year_begins_where_policy_says(start: str, on: str, first: str, last: str) -> None:
    found = fiscal_year(book_of(policy=f"fiscal_year_start: {start}\n"), date.fromisoformat(on))
    assert (found.first.isoformat(), str(found.last)) == (first, last)


def test_a_step_falls_into_the_fiscal_year_of_its_day_with_the_pieces_of_that_year() -> None:
    """From 1 December to 31 March the plan has 6,001 and twice 8,200 pieces; the step is that of its calendar year."""
    book = book_of(idea(1, "HG5", "0.0100 EUR", implementation_date="2024-12-01"), policy="fiscal_year_start: 04-01\n")
    every = {one.name: one for one in funded_years(book)}
    found = every["2024-04-01 to 2025-03-31"]
    assert [step.year for _, step in found.steps] == [2025]
    assert found.rows[0].saving is not None
    assert found.rows[0].saving.pieces == 22401
    assert found.found is not None
    assert found.found.share == Fraction(22401, 98400)


def test_without_reductions_there_is_nothing_to_measure() -> None:
    book = book_of(idea(1, "HG5"), agreed=lta(state="proposed"))
    assert "2025" not in [one.name for one in funded_years(book)]
    assert funded_year(book, MIDDLE).refused == "reductions missing: nothing to measure"


def test_a_step_that_is_not_computable_leaves_no_share() -> None:
    book = book_of(idea(1, "HG5"), agreed=lta(2027, effective="2027-01-01"))
    assert funded_year(book, date(2027, 5, 1)).refused.startswith("saving not whole: PRC-100-A-ONE: volume")
