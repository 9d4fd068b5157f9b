"""Rules of the series behind a clause: values in time, no series that ends, no month without a value."""

from collections.abc import Iterator

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.place import Spot
from kamdocs.core.track import state_on
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.price_index_clause.figures import is_in_force
from kamdocs.kinds.price_index_clause.figures.ends import (
    ending,
    has_successor,
    serving,
    uncalculated,
    used_series,
    window_of,
    without_value,
)
from kamdocs.kinds.price_index_clause.model import ClauseState, PriceIndexClause
from kamdocs.rules.rule import Found, Hit, rule

_IN_USE = frozenset({ClauseState.AGREED, ClauseState.SIGNED})


def _moves_today(clause: PriceIndexClause, book: Book) -> bool:
    return state_on(clause.track, book.as_of) in _IN_USE and is_in_force(clause, book.as_of)


@rule("IDX004", "adjustment-not-calculated", WARNING, DATED, per=PriceIndexClause)
def adjustment_not_calculated(clause: PriceIndexClause, book: Book) -> Found:
    """The values of an application period are final for longer than policy `index_calculation` allows, and nobody has
    calculated it.

    Why:
        An increase that nobody asks for is lost; a decrease that nobody offers comes back as a claim.

    Fix:
        `kamdocs round --index PERIOD` drafts it; a period that moves nothing has its record too.

    Source:
        F-01.
    """
    if not _moves_today(clause, book) or IndexAdjustment.about.slug in book.absent_kinds:
        return
    if book.has_unread(IndexAdjustment.about.folder):
        return
    found = uncalculated(book, clause, book.policy.limit("index_calculation", on=book.as_of))
    if found is not None:
        period, day = found
        says = f"{period}: values final since {day}, nothing calculated"
        yield Hit(clause.at("applies_from"), says, f"`kamdocs round --index {period}`.")


@rule("IDX017", "series-ends", WARNING, DATED, per=PriceIndexClause)
def series_ends(clause: PriceIndexClause, book: Book) -> Found:
    """The series of a clause in force ends, or its newest value is only an alternate, and no successor is agreed.

    Why:
        After the last value nobody can compute the price, and each side proposes another series.

    Fix:
        Agree series, link and first month of the successor before the last value is out.

    Source:
        F-01.
    """
    if not _moves_today(clause, book) or has_successor(book, clause) is not False:
        return
    for path, series, day in ending(book, clause):
        yield clause.at(*path), f"{series.id} ends on {day}; no successor is agreed"


@rule("IDX019", "month-without-value", ERROR, STATIC)
def month_without_value(book: Book) -> Found:
    """A month that a base period or an adjustment needs has no value in its series.

    Why:
        Without every month there is no average, and a guess is not what was agreed.

    Fix:
        Complete the series, or correct lag and window.

    Source:
        F-01.
    """
    for spot, series, months in _gaps(book):
        yield spot, f"{series} has no value for {', '.join(map(str, months))}: not computable"


def _gaps(book: Book) -> Iterator[tuple[Spot, str, tuple[object, ...]]]:
    for clause in book.all(PriceIndexClause):
        months = clause.base_period.months if clause.base_period else ()
        if (found := without_value(book, used_series(book, clause), months)) is not None:
            yield clause.at("base_period"), *found
    for adjustment in book.all(IndexAdjustment):
        of = book.get_as(PriceIndexClause, adjustment.clause)
        months = window_of(of, adjustment.period.from_) if of is not None else ()
        if of is not None and (found := without_value(book, serving(book, of, months), months)) is not None:
            yield adjustment.at("period"), *found
