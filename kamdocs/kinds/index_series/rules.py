"""The rule of published series, rates of exchange included: no month without a value between first and last."""

from kamdocs.core.book import Book
from kamdocs.core.code import STATIC, WARNING
from kamdocs.core.record import Record
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.price_index_clause.figures import gaps
from kamdocs.rules.rule import Found, rule


@rule("IDX021", "series-with-gap", WARNING, STATIC, per=Record)
def series_with_gap(series: Record, book: Book) -> Found:
    """A series has no value for a month between its first and its last.

    Why:
        A clause whose window meets the gap cannot be computed, and nobody sees it before the day.

    Fix:
        Complete it, with the source of the value.

    Source:
        F-01.
    """
    if isinstance(series, IndexSeries | FxSeries) and (months := gaps(book, series)):
        yield series.at("values"), f"no value for {', '.join(map(str, months))}"
