"""The page of an index series: the last three years."""

from kamdocs.core.book import Book
from kamdocs.core.series import known_values
from kamdocs.core.series_view import series_section
from kamdocs.core.view import Page
from kamdocs.kinds.index_series.model import IndexSeries


def page(series: IndexSeries, book: Book) -> Page:
    """A chart of the last 36 months with its table."""
    known = known_values(series.values, book.as_of)
    return Page(sections=(series_section(known, series.unit, series.decimals, name=series.id),))
