"""What a clause gives for an application period: averages, trigger, and for each part A and entry (F-01 to F-03)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kamdocs.calc.index_booking import IndexChange, effective_day
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.period import Month, Span
from kamdocs.core.quantity import Rate
from kamdocs.kinds.calendar.figures import our_working_days
from kamdocs.kinds.communication.model import Communication
from kamdocs.kinds.index_adjustment.figures.parts import PartResult, parts_of
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.price_index_clause.figures import (
    Moved,
    SeriesAverage,
    accumulates,
    adjustment_for,
    applied_before,
    average_of,
    base_average,
    base_of_term,
    main_series,
    months_needed,
    moved,
    period_span,
    publication_of,
    series_named,
    serving_id,
)
from kamdocs.kinds.price_index_clause.figures.ends import leading_plant
from kamdocs.kinds.price_index_clause.model import ClauseForm, PriceIndexClause


@dataclass(frozen=True, slots=True)
class Reference:
    """What an average is compared with, and where that comes from: an adjustment, or empty for the base value."""

    value: Rate
    adjustment: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """What a clause gives for one application period.

    Attributes:
        clause: Its id.
        period: Days of the application period.
        months: The window.
        leading: Average of the leading series; None where there is none, or the written value was taken.
        scrap: Average of the scrap series, if it has one.
        reference: What the leading average is compared with.
        moved: Values and trigger.
        provisional: A value in it is not final yet.
        parts: By part, in the order of the clause.
        refused_parts: Why a part has no result.
        effective_from: First day; None where it cannot be said.
        not_effective: Why not.
        series: Averages of the terms.
    """

    clause: str
    period: Span
    months: tuple[Month, ...]
    leading: SeriesAverage | None
    scrap: SeriesAverage | None
    reference: Reference | None
    moved: Moved
    provisional: bool
    parts: Mapping[str, PartResult]
    refused_parts: Mapping[str, str]
    effective_from: date | None
    not_effective: str
    terms: tuple[SeriesAverage, ...] = ()

    @property
    def index_avg(self) -> Rate | None:
        """The average that counts."""
        return self.moved.average

    @property
    def scrap_avg(self) -> Rate | None:
        """The average of scrap that counts."""
        return self.moved.scrap

    @property
    def deviation(self) -> Fraction:
        """Exact, as a share."""
        return self.moved.movement.deviation

    @property
    def triggered(self) -> bool:
        """Whether the threshold is passed."""
        return self.moved.movement.triggered


def computed(
    book: Book,
    clause: PriceIndexClause,
    first_month: Month,
    as_of: date | None = None,
    *,
    written: IndexAdjustment | None = None,
) -> Computed:
    """What a clause gives for the application period that begins in a month; computed once for a book.

    Args:
        book: The account.
        clause: The clause.
        first_month: First month of the period.
        as_of: What is published or done later does not exist yet; None = all that is written counts.
        written: Take the averages and the reference that this adjustment states instead of those of the series.

    Raises:
        Refused: The averages or the trigger cannot be computed; what fails for one part alone is in `refused_parts`.
    """
    key = ("index computed", clause.id, first_month, as_of, written.id if written else "")
    return book.remembered(key, lambda: _computed(book, clause, first_month, as_of, written))


def _computed(
    book: Book, clause: PriceIndexClause, first: Month, as_of: date | None, written: IndexAdjustment | None
) -> Computed:
    months = months_needed(clause, first)
    leading = _leading(book, clause, months, as_of, written)
    terms = _terms(book, clause, months, as_of)
    scrap = _scrap(book, clause, months, as_of, written)
    before = last_triggered(book, clause, first, as_of)
    known = Reference(written.reference_value) if written else _reference(book, clause, months, before, as_of)
    index_avg = written.index_avg if written else leading.value if leading else None
    values, bases = _term_values(clause, terms, written), _bases(book, clause, months, as_of)
    done = moved(clause, index_avg, known.value if known else None, terms=values, bases=bases)
    scrap_avg = scrap.value if scrap else written.scrap_avg if written else None
    scrap_ref = before.scrap_avg if before is not None and before.scrap_avg is not None else clause.scrap_base
    done = replace(done, scrap=scrap_avg, scrap_reference=scrap_ref)
    parts, refused = parts_of(book, clause, done, first, as_of)
    day, why = _effective(book, clause, first, parts)
    averages = [one.averaged for one in (leading, scrap, *terms) if one is not None]
    return Computed(
        clause.id,
        period_span(clause, first),
        months,
        leading,
        scrap,
        known,
        done,
        any(one.provisional for one in averages),
        parts,
        refused,
        day,
        why,
        terms,
    )


def _leading(
    book: Book,
    clause: PriceIndexClause,
    months: tuple[Month, ...],
    as_of: date | None,
    written: IndexAdjustment | None,
) -> SeriesAverage | None:
    named = main_series(clause)[0]
    if written is not None or (named is None and clause.form is ClauseForm.PROPORTIONAL):
        return None
    return average_of(book, clause, named, months, as_of=as_of)


def _terms(
    book: Book, clause: PriceIndexClause, months: tuple[Month, ...], as_of: date | None
) -> tuple[SeriesAverage, ...]:
    if clause.form is not ClauseForm.PROPORTIONAL:
        return ()
    return tuple(average_of(book, clause, term.series, months, as_of=as_of) for term in clause.terms)


def _term_values(
    clause: PriceIndexClause, terms: tuple[SeriesAverage, ...], written: IndexAdjustment | None
) -> tuple[Rate, ...]:
    """The averages of the terms; of the leading series that which the letter states, if there is one."""
    leading = main_series(clause)[0]
    return tuple(
        written.index_avg if written is not None and term.series == leading else found.value
        for term, found in zip(clause.terms, terms, strict=False)
    )


def _bases(book: Book, clause: PriceIndexClause, months: tuple[Month, ...], as_of: date | None) -> tuple[Rate, ...]:
    """What each term is compared with: its base value; of a successor its own average on the base period."""
    if clause.form not in (ClauseForm.PROPORTIONAL, ClauseForm.EXCHANGE_RATE):
        return ()
    found = []
    for place, term in enumerate(clause.terms):
        serves = serving_id(book, clause, term.series, months, as_of=as_of)
        successor = serves if serves != term.series else None
        of_its_own = base_average(book, clause, successor, as_of=as_of).value if successor else None
        found.append(of_its_own or base_of_term(clause, place))
    return tuple(found)


def _scrap(
    book: Book,
    clause: PriceIndexClause,
    months: tuple[Month, ...],
    as_of: date | None,
    written: IndexAdjustment | None,
) -> SeriesAverage | None:
    if not has_scrap_series(clause) or (written is not None and written.scrap_avg is not None):
        return None
    return average_of(book, clause, clause.scrap_series, months, as_of=as_of)


def has_scrap_series(clause: PriceIndexClause) -> bool:
    """Whether scrap moves with a series of its own."""
    return clause.form is ClauseForm.WEIGHT and clause.scrap_series is not None


def last_triggered(
    book: Book, clause: PriceIndexClause, first: Month, as_of: date | None = None
) -> IndexAdjustment | None:
    """Under `last_applied` the latest earlier adjustment that was triggered and applied; None: the base counts."""
    if not accumulates(clause):
        return None
    found = [one for one in applied_before(book, clause.id, first, as_of) if one.triggered]
    return found[-1] if found else None


def reference_value(
    book: Book, clause: PriceIndexClause, first_month: Month, as_of: date | None = None
) -> Reference | None:
    """What the average of a period is compared with; None where several terms have no leading series.

    Raises:
        Refused: It is not stated, or a successor cannot be averaged.
    """
    months = months_needed(clause, first_month)
    return _reference(book, clause, months, last_triggered(book, clause, first_month, as_of), as_of)


def _reference(
    book: Book,
    clause: PriceIndexClause,
    months: tuple[Month, ...],
    before: IndexAdjustment | None,
    as_of: date | None,
) -> Reference | None:
    named, base = main_series(clause)
    if named is None and clause.form is ClauseForm.PROPORTIONAL:
        return None
    serves = serving_id(book, clause, named, months, as_of=as_of)
    if serves is not None and serves != named:
        return _of_successor(book, clause, serves, before, as_of)
    if before is not None:
        return Reference(before.index_avg, before.id)
    if base is None:
        raise Refused("base_value", "missing")
    return Reference(base)


def _of_successor(
    book: Book, clause: PriceIndexClause, series: str, before: IndexAdjustment | None, as_of: date | None
) -> Reference:
    """The reference of a successor is its own average: on the base period, or on the period last applied."""
    if before is None:
        return Reference(base_average(book, clause, series, as_of=as_of).value)
    months = months_needed(clause, before.period.from_)
    return Reference(average_of(book, clause, series, months, as_of=as_of).value, before.id)


def change_day(book: Book, clause: PriceIndexClause, first_month: Month) -> date | None:
    """The day on which the index changed: publication of the last month of the window.

    Raises:
        Refused: The window or the series is missing.
    """
    months = months_needed(clause, first_month)
    named = main_series(clause)[0] or (clause.terms[0].series if clause.terms else None)
    return publication_of(book, series_named(book, serving_id(book, clause, named, months)), months[-1])


def _effective(
    book: Book, clause: PriceIndexClause, first: Month, parts: Mapping[str, PartResult]
) -> tuple[date | None, str]:
    rule = clause.effective_rule.value if clause.effective_rule else None
    record = adjustment_for(book, clause.id, first)
    request = book.get_as(Communication, record.request) if record and record.request else None
    plant = leading_plant(book, clause)
    increase = any(one.booked.entry > 0 for one in parts.values())
    try:
        asked = request.date if request else None
        change = IndexChange(change_day(book, clause, first), clause.notice, asked, our_working_days(book, plant))
        return effective_day(rule, first, change, increase=increase), ""
    except Refused as why:
        return None, str(why)
