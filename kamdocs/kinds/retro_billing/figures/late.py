"""Lines that were loaded late, for the rule that asks for their correction: by the last entries and latest extracts."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.money import round_half_up
from kamdocs.core.period import Span
from kamdocs.kinds.billing.figures import latest_billings, latest_rows_of, programme_of, quantities
from kamdocs.kinds.price.model import LineState, Price
from kamdocs.kinds.retro_billing.figures.open_runs import runs_of

_ONE_DAY = timedelta(days=1)


class Late(NamedTuple):
    """A line that was loaded late and has no run.

    Attributes:
        place: Its position in the file.
        entry: Position of its `loaded` entry.
        loaded: The day of that entry.
        pieces: Billed at another price between its first day and that day; None = not known.
    """

    place: int
    entry: int
    loaded: date
    pieces: Decimal | None


def late_lines(price: Price, book: Book) -> Iterator[Late]:
    """The lines of a file that came late, have no run, and were not shown to have been billed to nobody."""
    for place, line in enumerate(price.lines):
        entries = enumerate(line.track)
        entry, loaded = next(((no, one.on) for no, one in entries if one.state is LineState.LOADED), (0, None))
        if loaded is None or loaded <= line.valid_from or f"{price.id}@{line.valid_from}" in runs_of(book):
            continue
        pieces = _pieces(price, Span(line.valid_from, loaded - _ONE_DAY), line.unit_price.exact, book)
        if pieces is None or pieces != 0:
            yield Late(place, entry, loaded, pieces)


def _pieces(price: Price, span: Span, new: Fraction, book: Book) -> Decimal | None:
    """Pieces billed at another price on the days of a span, in whole pieces where a day cuts a row.

    Returns:
        None where an extract of a year is missing, or was taken before the days were over.
    """
    last = span.last or span.first
    programme = programme_of(book, price.part)
    for year in range(span.first.year, last.year + 1):
        billing = latest_billings(book).get((programme, year))
        if billing is None or billing.as_of < min(last, date(year, 12, 31)):
            return None
    rows = quantities(latest_rows_of(book, price.part, price.site))
    shares = [one.share_of(span) for one in rows if one.row.unit_price.exact != new]
    return round_half_up(sum(shares, Fraction(0)), 0) if any(shares) else Decimal(0)
