"""Application periods of a clause: whether it is in force, which months a period needs, and when they are published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from kamdocs.calc.days import day_after
from kamdocs.calc.index_average import length_of, period_at, window_months
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.period import Month, Span
from kamdocs.core.series import MonthValue
from kamdocs.core.track import Entry
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.index_adjustment.model import AdjustmentState, IndexAdjustment
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.price_index_clause.model import ClauseState, PriceIndexClause

_COUNTS = frozenset({ClauseState.AGREED, ClauseState.SIGNED})
AnySeries = IndexSeries | FxSeries


def counts(clause: PriceIndexClause) -> bool:
    """Whether its last state is agreed or signed."""
    return bool(clause.track) and clause.track[-1].state in _COUNTS


def is_in_force(clause: PriceIndexClause, day: date) -> bool:
    """Whether it moves prices on a day: agreed or signed, begun, not over, and not terminated by then."""
    entries: list[Entry[ClauseState]] = [
        one for one in clause.track if one.state is not ClauseState.TERMINATED or one.on <= day
    ]
    if not entries or entries[-1].state not in _COUNTS or clause.applies_from is None:
        return False
    month = Month.of(day)
    return clause.applies_from <= month and (clause.applies_until is None or month <= clause.applies_until)


def clauses_by_part(book: Book) -> Mapping[str, tuple[PriceIndexClause, ...]]:
    """The clauses of the account by part, each by id, whatever their state."""

    def grouped() -> dict[str, tuple[PriceIndexClause, ...]]:
        found: dict[str, tuple[PriceIndexClause, ...]] = {}
        for clause in book.all(PriceIndexClause):
            for part in dict.fromkeys(line.part for line in clause.lines):
                found[part] = (*found.get(part, ()), clause)
        return found

    return book.remembered("index clauses by part", grouped)


def adjustments_of(book: Book, clause_id: str) -> tuple[IndexAdjustment, ...]:
    """The adjustments of a clause by first month of their period, then by id."""

    def grouped() -> dict[str, tuple[IndexAdjustment, ...]]:
        found: dict[str, list[IndexAdjustment]] = {}
        for one in book.all(IndexAdjustment):
            found.setdefault(one.clause, []).append(one)
        return {clause: tuple(sorted(every, key=_order)) for clause, every in found.items()}

    return book.remembered("index adjustments by clause", grouped).get(clause_id, ())


def _order(adjustment: IndexAdjustment) -> tuple[Month, str]:
    return adjustment.period.from_, adjustment.id


def adjustment_for(book: Book, clause_id: str, first: Month) -> IndexAdjustment | None:
    """The adjustment of a clause whose period begins in a month, if there is one."""
    return next((one for one in adjustments_of(book, clause_id) if one.period.from_ == first), None)


def applied_before(book: Book, clause_id: str, first: Month, as_of: date | None = None) -> tuple[IndexAdjustment, ...]:
    """The adjustments of earlier periods in state applied (on a day), oldest first."""
    return tuple(
        one
        for one in adjustments_of(book, clause_id)
        if one.period.from_ < first and _state(one, as_of) is AdjustmentState.APPLIED
    )


def _state(adjustment: IndexAdjustment, as_of: date | None) -> AdjustmentState | None:
    known = [entry.state for entry in adjustment.track if as_of is None or entry.on <= as_of]
    return known[-1] if known else None


def _length(clause: PriceIndexClause) -> int:
    return length_of(clause.frequency.value if clause.frequency else "")


def _start(clause: PriceIndexClause) -> Month:
    if clause.applies_from is None:
        raise Refused("applies_from", "missing")
    return clause.applies_from


def period_of(clause: PriceIndexClause, day: date) -> Month:
    """The first month of the application period that contains a day.

    Raises:
        Refused: A day before `applies_from`, or that field or the frequency missing.
    """
    return period_at(day, _start(clause), _length(clause))


def period_span(clause: PriceIndexClause, first: Month) -> Span:
    """The days of the application period that begins in a month, cut where the clause ends.

    Raises:
        Refused: The frequency is missing.
    """
    final = first.plus(_length(clause) - 1)
    until = clause.applies_until
    return Span(first.first, (min(final, until) if until is not None else final).last)


def periods(clause: PriceIndexClause, until: Month) -> tuple[Month, ...]:
    """The first months of all application periods in force that begin in a month or before it.

    Raises:
        Refused: `applies_from` or the frequency is missing.
    """
    start, length = _start(clause), _length(clause)
    last = until if clause.applies_until is None else min(until, clause.applies_until)
    number = (last.year - start.year) * 12 + last.month - start.month
    found = (start.plus(step * length) for step in range(number // length + 1 if number >= 0 else 0))
    return tuple(takewhile(lambda month: is_in_force(clause, month.first), found))


def months_needed(clause: PriceIndexClause, first: Month) -> tuple[Month, ...]:
    """The months of the window of an application period, oldest first.

    Raises:
        Refused: Window or lag is missing, or not stated in months.
    """
    lengths = []
    for name, written in (("window", clause.window), ("lag", clause.lag)):
        if written is None:
            raise Refused(name, "missing")
        factor = {"months": 1, "years": 12}.get(written.unit)
        if factor is None:
            raise Refused(name, f"is {written}, months are needed")
        lengths.append(written.number * factor)
    return window_months(first, lengths[0], lengths[1])


def series_named(book: Book, series_id: str | None, *, name: str = "series") -> AnySeries:
    """A series by its id.

    Raises:
        Refused: None is named, or it is not here.
    """
    if not series_id:
        raise Refused(name, "missing")
    found = book.get(series_id)
    if isinstance(found, IndexSeries | FxSeries):
        return found
    absent = book.is_unread(series_id) or series_id.split("-")[0] in book.absent_prefixes
    raise Refused(series_id, "not in this copy" if absent else "missing")


def by_month(book: Book, series: AnySeries) -> Mapping[Month, MonthValue]:
    """The values of a series by month; computed once for a book."""
    return book.remembered(("series by month", series.id), lambda: {item.month: item for item in series.values})


def publication_of(book: Book, series: AnySeries, month: Month) -> date | None:
    """When the value of a month was or will be published: as written, else the end of the month and the delay."""
    item = by_month(book, series).get(month)
    if item is not None and item.published_on is not None:
        return item.published_on
    return day_after(month.last, series.publication_delay).day if series.publication_delay else month.last


def missing_months(book: Book, series: AnySeries, months: tuple[Month, ...]) -> tuple[Month, ...]:
    """Which of these months the series has no value for."""
    known = by_month(book, series)
    return tuple(month for month in months if month not in known)


def gaps(book: Book, series: AnySeries) -> tuple[Month, ...]:
    """The months without value between the first and the last one of a series."""
    known = by_month(book, series)
    if not known:
        return ()
    first, final = min(known), max(known)
    count = (final.year - first.year) * 12 + final.month - first.month
    return tuple(month for step in range(count) if (month := first.plus(step)) not in known)


@dataclass(frozen=True, slots=True)
class NextDate:
    """An application period to come.

    Attributes:
        period: Its days.
        months: The window that it needs.
        published: Day on which the last value of the window is or will be published; None = series not known.
        final: Whether every value of the window is here and final.
    """

    period: Span
    months: tuple[Month, ...]
    published: date | None
    final: bool


def next_dates(clause: PriceIndexClause, book: Book, as_of: date, count: int = 4) -> tuple[NextDate, ...]:
    """The application periods that begin after a day, while the clause is in force.

    Raises:
        Refused: A field of the clause that aligns its periods is missing.
    """
    start, length = _start(clause), _length(clause)
    first = start if as_of < start.first else period_of(clause, as_of).plus(length)
    found: list[NextDate] = []
    while len(found) < count and is_in_force(clause, first.first):
        months = months_needed(clause, first)
        found.append(NextDate(period_span(clause, first), months, *_published(book, clause, months, as_of)))
        first = first.plus(length)
    return tuple(found)


def _published(
    book: Book, clause: PriceIndexClause, months: tuple[Month, ...], as_of: date
) -> tuple[date | None, bool]:
    series = [found for name in series_ids(clause) if isinstance(found := book.get(name), IndexSeries | FxSeries)]
    if not series:
        return None, False
    days = [day for one in series if (day := publication_of(book, one, months[-1])) is not None]
    items = [by_month(book, one).get(month) for one in series for month in months]
    return max(days, default=None), all(item is not None and _is_final(item, as_of) for item in items)


def _is_final(item: MonthValue, as_of: date) -> bool:
    return item.status == "final" and (item.published_on or item.month.last) <= as_of


def series_ids(clause: PriceIndexClause) -> tuple[str, ...]:
    """The series whose average moves the price: the leading one, those of the terms, that of scrap; each once."""
    named = (clause.series, *(term.series for term in clause.terms), clause.scrap_series)
    return tuple(dict.fromkeys(name for name in named if name))


def last_publication(book: Book, clause: PriceIndexClause, first: Month) -> tuple[date, bool] | None:
    """When the last month that a period needs was published, and whether every value of the window is final.

    Returns:
        The latest day over the series of the clause; None while a series or its value for that month is not here.

    Raises:
        Refused: A field of the clause that says the months is missing.
    """
    months = months_needed(clause, first)
    days, final = [], True
    for name in (*series_ids(clause), *rate_ids(clause)):
        series = book.get(name)
        if not isinstance(series, IndexSeries | FxSeries):
            return None
        if (item := by_month(book, series).get(months[-1])) is None:
            return None
        final = final and item.status == "final"
        if (day := publication_of(book, series, months[-1])) is not None:
            days.append(day)
    return (max(days), final) if days else None


def rate_ids(clause: PriceIndexClause) -> tuple[str, ...]:
    """The rates of the currency step, if the clause names some."""
    named = clause.fx.series if clause.fx else clause.fx_series
    return (named,) if named else ()
