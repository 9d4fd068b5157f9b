"""Whether a series of exchange rates is up to date on a day, and amounts in the reporting currency."""

from kamdocs.calc.conversion import Quote, converted
from kamdocs.calc.series import next_value_due
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.series import ValueStatus, known_values
from kamdocs.core.series_view import series_standing
from kamdocs.core.view import Fact
from kamdocs.kinds.fx_series.model import FxSeries


def standing(series: FxSeries, book: Book) -> tuple[Fact, ...]:
    """Current, late (the newest value is older than one month and the delay) or discontinued."""
    known = known_values(series.values, book.as_of)
    due = next_value_due(known[-1].month, series.publication_delay) if known else None
    return series_standing(known, due, series.discontinued_on, book.as_of)


def in_reporting_currency(money: Money, book: Book) -> Money:
    """An amount in `reporting_currency` of policy, for order and limits only; never added to anything owed.

    Each series gives its last final rate whose month ended by the day of the book.

    Raises:
        Refused: No rate leads there.
    """
    return converted(money, book.policy.reporting_currency, book.remembered("rates of the day", lambda: _quotes(book)))


def _quotes(book: Book) -> tuple[Quote, ...]:
    found = []
    for series in book.all(FxSeries):
        final = [
            one
            for one in known_values(series.values, book.as_of)
            if one.status is ValueStatus.FINAL and one.month.last <= book.as_of
        ]
        if final:
            found.append(Quote(series.base, series.quote, final[-1].value))
    return tuple(found)
