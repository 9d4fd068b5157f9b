"""Whether an index series is up to date on a day."""

from kamdocs.calc.series import next_value_due
from kamdocs.core.book import Book
from kamdocs.core.series import known_values
from kamdocs.core.series_view import series_standing
from kamdocs.core.view import Fact
from kamdocs.kinds.index_series.model import IndexSeries


def standing(series: IndexSeries, book: Book) -> tuple[Fact, ...]:
    """Current, late (the newest value is older than one month and the delay) or discontinued."""
    known = known_values(series.values, book.as_of)
    due = next_value_due(known[-1].month, series.publication_delay) if known else None
    return series_standing(known, due, series.discontinued_on, book.as_of)
