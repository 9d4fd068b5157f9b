"""Rounds for one cause: on which days a change, a step, a mandated price or an index period moves prices."""

from collections.abc import Iterator
from datetime import date

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.period import Month, Span, named_period
from kamdocs.kinds.change.figures.ceiling import sites_of
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.index_adjustment.figures import change_day
from kamdocs.kinds.lta.figures.terms import step_of
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.price.draft.cause import Wanted
from kamdocs.kinds.price.draft.changes import arrival
from kamdocs.kinds.price.draft.indices import computed_result
from kamdocs.kinds.price_index_clause.figures import adjustment_for, period_span, periods
from kamdocs.kinds.price_index_clause.model import PriceIndexClause


def days_of_change(book: Book, change: Change) -> tuple[Wanted, ...]:
    """A round for each day on which a site gets the changed part; none while no day is known."""
    days = {arrival(book, change, line, site) for line in change.lines for site in sites_of(line, book) or ("",)}
    return tuple(Wanted(day, cause=change.id) for day in sorted(day for day in days if day is not None))


def days_of_step(book: Book, because: str) -> tuple[Wanted, ...]:
    """The round of a step on its day; none where there is no such step."""
    found = step_of(book, because)
    return (Wanted(found[1].effective, cause=because),) if found is not None else ()


def days_of_mandated(component: MandatedComponent, day: date) -> tuple[Wanted, ...]:
    """The round of a mandated price on its first day; none for the first price, which follows no other."""
    first = min(line.valid_from for line in component.lines)
    found = [line.valid_from for line in component.lines if line.valid_from == day != first]
    return tuple(Wanted(one, cause=f"{component.id}@{one}") for one in found[:1])


def days_of_index(book: Book, period: Span) -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
    """A round for each day on which an application period moves prices.

    Args:
        book: The account.
        period: `2024-Q4` means periods of that very length; a month means every period that begins in it.

    Returns:
        The rounds by day, and what keeps the period of a clause from having a day.
    """
    days: dict[date, set[tuple[str, Month]]] = {}
    lost = []
    for clause in book.all(PriceIndexClause):
        for first in _meant(clause, period):
            day, why = _day(book, clause, first)
            if day is not None:
                days.setdefault(day, set()).add((clause.id, first))
            else:
                lost.append(f"{clause.id} {first}: not computable: {why}")
    return tuple(Wanted(day, periods=frozenset(found)) for day, found in sorted(days.items())), tuple(lost)


def _meant(clause: PriceIndexClause, period: Span) -> Iterator[Month]:
    first = Month.of(period.first)
    try:
        if first not in periods(clause, first)[-1:]:
            return
        is_month = period == named_period(str(first))
        if is_month or period_span(clause, first).last == period.last:
            yield first
    except Refused:
        return


def _day(book: Book, clause: PriceIndexClause, first: Month) -> tuple[date | None, str]:
    record = adjustment_for(book, clause.id, first)
    if record is not None:
        return record.effective_from, ""
    found = computed_result(book, clause, first)
    if found.result is not None:
        return found.result.effective_from, ""
    try:
        return (change_day(book, clause, first) if found.waits else None), found.refused
    except Refused as refusal:
        return None, str(refusal)
