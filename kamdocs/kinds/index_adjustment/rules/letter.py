"""Rules of what an adjustment states: by the formula, on final values, within the cap, from the day that counts."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.track import state_on
from kamdocs.kinds.index_adjustment.figures import clause_of, differences
from kamdocs.kinds.index_adjustment.figures.limits import above_cap, asked_late
from kamdocs.kinds.index_adjustment.model import AdjustmentState, IndexAdjustment, Settlement
from kamdocs.kinds.price_index_clause.figures import adjustments_of
from kamdocs.kinds.price_index_clause.figures.ends import ended_before, has_successor, still_provisional, window_of
from kamdocs.rules.rule import Found, rule

_DONE = frozenset({AdjustmentState.APPLIED, AdjustmentState.WAIVED})


@rule("IDX003", "adjustment-not-by-formula", ERROR, STATIC, per=IndexAdjustment)
def adjustment_not_by_formula(adjustment: IndexAdjustment, book: Book) -> Found:
    """An average, reference, deviation, trigger or delta of an adjustment differs from the one that its clause gives.

    Why:
        What the letter says is paid for a whole period, and the next one may start from it.

    Fix:
        Correct the letter before it goes out, or after it the record with a revision.

    Source:
        F-01, F-02, F-03, F-19.
    """
    for one in differences(book, adjustment)[:1]:
        says = f"{one.field}: {one.written} written, {one.computed} computed ({one.formula})"
        yield adjustment.at(*one.path), says


@rule("IDX005", "series-ended", ERROR, STATIC, per=IndexAdjustment)
def series_ended(adjustment: IndexAdjustment, book: Book) -> Found:
    """An adjustment needs a month after the end of its series, and no successor is agreed.

    Why:
        A number from a series that nobody agreed is a proposal, not an adjustment.

    Fix:
        Agree the successor and its link in writing: `fallback_series` with `fallback_evidence`.

    Source:
        F-01.
    """
    clause = clause_of(book, adjustment)
    if clause is None or has_successor(book, clause) is not False:
        return
    found = ended_before(book, clause, window_of(clause, adjustment.period.from_))
    if found is not None:
        series, day = found
        yield adjustment.at("period"), f"{series.id} ended on {day}; no successor is agreed"


@rule("IDX007", "final-on-provisional-value", ERROR, STATIC, per=IndexAdjustment)
def final_on_provisional_value(adjustment: IndexAdjustment, book: Book) -> Found:
    """An adjustment calls itself final, and a month of its window is still provisional.

    Why:
        The value will move, and nobody will ask for the difference.

    Fix:
        Settle provisionally, and true up when the value is final.

    Source:
        F-01.
    """
    clause = clause_of(book, adjustment)
    if clause is None or adjustment.settlement is not Settlement.FINAL:
        return
    found = still_provisional(book, clause, window_of(clause, adjustment.period.from_))
    if found is not None:
        month, series = found
        yield adjustment.at("settlement"), f"{month} of {series} is still provisional"


@rule("IDX008", "adjustment-skipped", WARNING, STATIC, per=IndexAdjustment)
def adjustment_skipped(adjustment: IndexAdjustment, book: Book) -> Found:
    """A triggered adjustment was neither applied nor waived, and a later one of the opposite sign was applied.

    Why:
        Skipped decreases come back as claims, skipped increases never come back.

    Fix:
        Apply it or waive it.

    Source:
        [S44].
    """
    if not adjustment.triggered or not adjustment.deviation or state_on(adjustment.track) in _DONE:
        return
    for other in adjustments_of(book, adjustment.clause):
        is_later = other.period.from_ > adjustment.period.from_
        if is_later and other.deviation * adjustment.deviation < 0 and _is_applied(other):
            here, there = _move(adjustment), _move(other)
            yield adjustment.at("id"), f"{here} was not applied, {there} was"
            return


def _is_applied(adjustment: IndexAdjustment) -> bool:
    return state_on(adjustment.track) is AdjustmentState.APPLIED


def _move(adjustment: IndexAdjustment) -> str:
    return f"{adjustment.period} {'increase' if adjustment.deviation > 0 else 'decrease'}"


@rule("IDX010", "adjustments-above-cap", ERROR, STATIC, per=IndexAdjustment)
def adjustments_above_cap(adjustment: IndexAdjustment, book: Book) -> Found:
    """The adjustments in force of a clause add up to more than its cap allows.

    Why:
        The cap is the customer's protection; what lies above it he takes back with interest.

    Fix:
        Apply at most the cap.

    Source:
        [S13]; F-03.
    """
    clause = clause_of(book, adjustment)
    if clause is None or clause.cap is None or not _is_applied(adjustment):
        return
    for one in above_cap(book, clause, adjustment):
        says = f"adjustments of {one.together} exceed the cap of {clause.cap:f} % on {one.original}"
        yield adjustment.at("lines", one.place, "delta"), says


@rule("IDX012", "increase-before-request", ERROR, STATIC, per=IndexAdjustment)
def increase_before_request(adjustment: IndexAdjustment, book: Book) -> Found:
    """An increase that was asked for after the notice takes effect before the day on which it was asked for.

    Why:
        The contract gives it from the day of receipt; what is invoiced before comes back.

    Fix:
        Correct the day, and ask within the notice next time.

    Source:
        [S13]; F-03.
    """
    clause = clause_of(book, adjustment)
    found = asked_late(book, clause, adjustment) if clause is not None else None
    if found is not None and adjustment.effective_from < found[0]:
        asked, days = found
        says = f"asked on {asked}, {days} days after the change: effective from {asked} at the earliest"
        yield adjustment.at("effective_from"), says
