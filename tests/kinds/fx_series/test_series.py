"""A series of exchange rates: its title and unit, when it is late, and what its page says."""

from kamdocs.core.view import Mark
from kamdocs.kinds.fx_series.figures import standing
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.fx_series.page import page
from tests.books import book_from


def test_title_is_the_pair() -> None:
    book = book_from()
    assert book.all(FxSeries)[0].heading(book) == "EUR/USD"


def test_without_a_delay_the_value_is_due_at_the_end_of_the_month() -> None:
    marks = []
    for day in ("2024-12-31", "2025-01-01"):
        book = book_from(as_of=day)
        marks += [fact.value for fact in standing(book.all(FxSeries)[0], book)]
    assert marks == [Mark("current", "good"), Mark("late", "bad")]


def test_the_page_reads_quote_per_base() -> None:
    book = book_from()
    (section,) = page(book.all(FxSeries)[0], book).sections
    (chart,) = section.charts
    assert (chart.unit, chart.title) == ("USD per EUR", "1.0630 USD per EUR in 2024-11")
