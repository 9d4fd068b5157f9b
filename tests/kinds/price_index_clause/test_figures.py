"""Periods, standing, base values, next dates and what each audience may learn of a clause."""

from datetime import date

import pytest

from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.period import Month
from kamdocs.core.view import Link
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.price_index_clause.figures import (
    base_checks,
    clauses_by_part,
    explained,
    gaps,
    is_in_force,
    last_publication,
    next_dates,
    period_of,
    periods,
    standing_mark,
    summary,
)
from kamdocs.kinds.price_index_clause.page import page
from tests.kinds.index_adjustment.clauses import (
    CLAUSE,
    CLAUSE_FILE,
    PART,
    book_with,
    clause_file,
    price_file,
    series_file,
    the_clause,
)

FIELDS = f"""form: weight
lines: [{{part: {PART}, weight_gross: 0.500 kg, original_price: 3.0000 EUR}}]
series: IXS-MAIN
base_period: {{from: 2023-11, to: 2024-01}}
base_value: 2000.00 EUR/t
window: 3 months
lag: 1 months
frequency: four_months
applies_from: 2024-02
"""
VALUES = {"2023-11": "1990.00", "2023-12": "2000.00", "2024-01": "2010.00", "2024-03": "2100.00"}


def _book(**changed: str) -> Book:
    more = "publication_delay: 5 days\n"
    main = series_file("IXS-MAIN", "EUR/t", VALUES, more)
    return book_with(main, price_file("3.0000 EUR"), clause_file(FIELDS, **changed))


def test_periods_are_aligned_by_the_first_month_alone() -> None:
    book = _book(applies_until="2025-09")
    clause = the_clause(book)
    assert [str(one) for one in periods(clause, Month(2026, 1))] == [
        "2024-02",
        "2024-06",
        "2024-10",
        "2025-02",
        "2025-06",
    ]
    assert period_of(clause, date(2024, 9, 30)) == Month(2024, 6)
    with pytest.raises(Refused, match="before 2024-02"):
        period_of(clause, date(2024, 1, 31))


def test_a_clause_is_in_force_between_its_months_and_until_it_is_terminated() -> None:
    book = _book(applies_until="2025-09")
    clause = the_clause(book)
    days = [date(2024, 1, 31), date(2024, 2, 1), date(2025, 9, 30), date(2025, 10, 1)]
    assert [is_in_force(clause, day) for day in days] == [False, True, True, False]
    assert [standing_mark(clause, day).word for day in days] == ["not yet", "in force", "in force", "ended"]
    text = clause_file(FIELDS)[CLAUSE_FILE].replace(
        "evidence: [DOC-2022-0001]}]", "evidence: [DOC-2022-0001]}, {state: terminated, on: 2024-08-15}]"
    )
    over = the_clause(book_with({CLAUSE_FILE: text}))
    assert [is_in_force(over, day) for day in (date(2024, 8, 14), date(2024, 8, 15))] == [True, False]
    assert standing_mark(over, date(2024, 8, 15)).word == "ended"


def test_a_draft_moves_nothing() -> None:
    text = clause_file(FIELDS)[CLAUSE_FILE].replace("state: signed", "state: draft")
    draft = the_clause(book_with({CLAUSE_FILE: text}))
    assert not is_in_force(draft, date(2024, 6, 1))
    assert standing_mark(draft, date(2024, 6, 1)).word == "not agreed"


def test_next_dates_say_what_is_awaited() -> None:
    book = _book()
    found = next_dates(the_clause(book), book, date(2024, 2, 3), 2)
    assert [(str(one.period.first), f"{one.months[0]} to {one.months[-1]}", one.final) for one in found] == [
        ("2024-06-01", "2024-02 to 2024-04", False),
        ("2024-10-01", "2024-06 to 2024-08", False),
    ]
    assert [one.published for one in found] == [date(2024, 5, 5), date(2024, 9, 5)]


def test_the_last_month_that_a_period_needs_with_its_publication() -> None:
    book = _book(lag="0 months")
    assert last_publication(book, the_clause(book), Month(2024, 2)) == (date(2024, 2, 5), True)
    assert last_publication(book, the_clause(book), Month(2024, 3)) is None


def test_a_base_value_stands_beside_its_series() -> None:
    book = _book()
    (check,) = base_checks(book, the_clause(book))
    assert check.computed is not None
    assert (str(check.computed.value), check.agrees) == ("2000.00 EUR/t", True)
    (other,) = base_checks(wrong := _book(base_value="1999.00 EUR/t"), the_clause(wrong))
    assert other.computed is not None
    assert not other.agrees


def test_gaps_of_a_series_are_named() -> None:
    book = _book()
    series = book.get_as(IndexSeries, "IXS-MAIN")
    assert series is not None
    assert gaps(book, series) == (Month(2024, 2),)


def test_clauses_are_found_by_part() -> None:
    book = _book()
    assert [clause.id for clause in clauses_by_part(book)[PART]] == [CLAUSE]


def test_plants_and_logistics_learn_parts_and_month_only() -> None:
    book = _book()
    facts = summary(the_clause(book), book, "plant")
    assert [fact.label for fact in facts] == ["Parts covered", "Next application"]
    assert [fact.value for fact in facts] == [Link(PART, "Cover, rear"), "2025-02"]


def test_what_purchasing_reads_of_the_page_holds_no_price() -> None:
    """Every amount of a price stands in class price; the terms, values and dates in class material or below."""
    book = _book()
    sections = page(the_clause(book), book).sections
    columns = {column.heading: column.seen_as for one in sections for table in one.tables for column in table.columns}
    assert {columns[name] for name in ("Original price", "Adjustment", "Average", "Movement")} == {Class.PRICE}
    assert {columns[name] for name in ("Gross weight", "Written", "Months averaged")} == {Class.MATERIAL}
    assert {fact.seen_as for one in sections for fact in one.facts} == {Class.MATERIAL}
    assert [one.charts[0].seen_as for one in sections if one.charts] == [Class.MATERIAL]
    assert "3.0000" not in str([fact.value for one in sections for fact in one.facts])


def test_the_figures_of_a_clause_name_what_is_missing() -> None:
    book = _book()
    base, period = explained(the_clause(book), book, "", date(2024, 6, 15))
    assert base.result == "2000.00 EUR/t"
    assert (period.result, period.refused) == ("", "IXS-MAIN has no value for 2024-02, 2024-04")
    assert {one.seen_as for one in (base, period)} == {Class.MATERIAL}
