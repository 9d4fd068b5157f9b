"""Series that end, months without a value, and periods that nobody has calculated."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kamdocs.calc.days import day_after
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.period import Month, Span
from kamdocs.core.proving import cited
from kamdocs.core.quantity import Duration
from kamdocs.core.series import ValueStatus, known_values
from kamdocs.kinds.calendar.figures import our_working_days
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price_index_clause.figures.averages import main_series
from kamdocs.kinds.price_index_clause.figures.periods import (
    AnySeries,
    adjustment_for,
    by_month,
    missing_months,
    months_needed,
    period_span,
    periods,
    publication_of,
    rate_ids,
    series_ids,
)
from kamdocs.kinds.price_index_clause.model import PriceIndexClause

_PROOF = 3
_ONE_DAY = timedelta(days=1)


def window_of(clause: PriceIndexClause, first: Month) -> tuple[Month, ...]:
    """The months that a period needs; none where the clause does not say them."""
    try:
        return months_needed(clause, first)
    except Refused:
        return ()


def has_successor(book: Book, clause: PriceIndexClause) -> bool | None:
    """Whether a successor is agreed on paper of grade 3; None if a paper that may prove it is not known here."""
    if clause.fallback_series is None:
        return False
    papers = [cited(reference, book) for reference in clause.fallback_evidence]
    if any(one is not None and one.proof.grade >= _PROOF for one in papers):
        return True
    return None if None in papers else False


def ended_on(series: AnySeries, values: Iterable[tuple[Month, ValueStatus | None]]) -> date | None:
    """The last day that a series itself serves, if one of these months lies after it.

    Args:
        series: Any series.
        values: Months with the status of their value; None = no value.

    Returns:
        Its own last day; for a value that is only an alternate, the end of the month before it.
    """
    months = sorted(values, key=lambda one: one[0])
    last = series.discontinued_on
    if last is not None and any(month.first > last for month, _ in months):
        return last
    return next((month.first - _ONE_DAY for month, status in months if status is ValueStatus.ALTERNATE), None)


def _with_status(book: Book, series: AnySeries, months: Iterable[Month]) -> Iterator[tuple[Month, ValueStatus | None]]:
    known = by_month(book, series)
    for month in months:
        yield month, known[month].status if month in known else None


def used_series(book: Book, clause: PriceIndexClause) -> tuple[AnySeries, ...]:
    """The series and rates that a clause averages, as far as they are here."""
    names = (*series_ids(clause), *rate_ids(clause))
    return tuple(found for name in names if isinstance(found := book.get(name), IndexSeries | FxSeries))


def ended_before(book: Book, clause: PriceIndexClause, months: tuple[Month, ...]) -> tuple[AnySeries, date] | None:
    """The first series of a clause that does not serve these months itself, and its last day."""
    for series in used_series(book, clause):
        if (day := ended_on(series, _with_status(book, series, months))) is not None:
            return series, day
    return None


def ending(book: Book, clause: PriceIndexClause) -> Iterator[tuple[tuple[str | int, ...], AnySeries, date]]:
    """The series of a clause that are announced to end, or whose newest value is an alternate, with place and day."""
    named: list[tuple[tuple[str | int, ...], str | None]] = [(("series",), clause.series)]
    named += [(("terms", place, "series"), term.series) for place, term in enumerate(clause.terms)]
    done = set()
    for path, name in named:
        series = book.get(name)
        if isinstance(series, IndexSeries | FxSeries) and name not in done:
            done.add(name)
            if (day := _end_of(series, book.as_of)) is not None:
                yield path, series, day


def _end_of(series: AnySeries, as_of: date) -> date | None:
    if series.discontinued_on is not None:
        return series.discontinued_on
    known = known_values(series.values, as_of)
    if not known or known[-1].status is not ValueStatus.ALTERNATE:
        return None
    proper = [item.month for item in known if item.status is not ValueStatus.ALTERNATE]
    return proper[-1].last if proper else known[0].month.first - _ONE_DAY


def serving(book: Book, clause: PriceIndexClause, months: tuple[Month, ...]) -> Iterator[AnySeries]:
    """The series that give the values of these months: those of the clause, a successor where the leading one ended.

    One that has ended and has no successor is left out: that it has ended is said elsewhere.
    """
    for series in used_series(book, clause):
        if ended_on(series, _with_status(book, series, months)) is None:
            yield series
        elif series.id == main_series(clause)[0]:
            successor = book.get(clause.fallback_series)
            if isinstance(successor, IndexSeries | FxSeries):
                yield successor


def without_value(
    book: Book, series: Iterable[AnySeries], months: tuple[Month, ...]
) -> tuple[str, tuple[Month, ...]] | None:
    """The first of these series that has no value for some of the months, and which ones they are."""
    for one in series:
        if missing := missing_months(book, one, months):
            return one.id, missing
    return None


def still_provisional(book: Book, clause: PriceIndexClause, months: tuple[Month, ...]) -> tuple[Month, str] | None:
    """The first provisional month among those that a period needs, with the series that gives it."""
    for series in serving(book, clause, months):
        for month, status in _with_status(book, series, months):
            if status is ValueStatus.PROVISIONAL:
                return month, series.id
    return None


def uncalculated(book: Book, clause: PriceIndexClause, within: Duration) -> tuple[Span, date] | None:
    """The first application period whose values are final for longer than allowed, and that has no adjustment.

    Args:
        book: The account; its day is the day of the question.
        clause: A clause in force.
        within: Time to calculate; working days are those of the plant that makes most of the first part (K2).

    Returns:
        The period, and the day since which its last value is known.
    """
    try:
        ahead = Month.of(book.as_of).plus(_longest(clause))
        for first in periods(clause, ahead):
            if adjustment_for(book, clause.id, first) is None and (day := _final_since(book, clause, first)):
                due = day_after(day, within, our_working_days(book, leading_plant(book, clause))).day
                if due < book.as_of:
                    return period_span(clause, first), day
    except Refused:
        return None
    return None


def _longest(clause: PriceIndexClause) -> int:
    """How many months ahead a period can be whose window has already ended: its lag, and the month under way."""
    return (clause.lag.number if clause.lag else 0) + 1


def _final_since(book: Book, clause: PriceIndexClause, first: Month) -> date | None:
    """Since when the last month of a window is known, if it is final and every other month has a value."""
    months = months_needed(clause, first)
    series = tuple(serving(book, clause, months))
    if len(series) < len(series_ids(clause)) + len(rate_ids(clause)) or without_value(book, series, months):
        return None
    if any(by_month(book, one)[months[-1]].status is not ValueStatus.FINAL for one in series):
        return None
    return max((day for one in series if (day := publication_of(book, one, months[-1]))), default=None)


def leading_plant(book: Book, clause: PriceIndexClause) -> str | None:
    """The plant that makes most of the first part of a clause: its working days count (K2)."""
    part = book.get_as(Part, clause.lines[0].part) if clause.lines else None
    return max(part.plants, key=lambda one: one.share).plant if part and part.plants else None
