"""Rules of where an adjustment ends up: in the price, once, marked as long as it is provisional, and in no claim."""

from collections.abc import Mapping

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.money import UnitPrice
from kamdocs.core.track import state_on
from kamdocs.kinds.claim.model import Category, Claim, ClaimState
from kamdocs.kinds.index_adjustment.figures import same_price
from kamdocs.kinds.index_adjustment.figures.limits import replaced
from kamdocs.kinds.index_adjustment.model import ADJUSTMENT_TRACK, AdjustmentState, IndexAdjustment, Settlement
from kamdocs.kinds.price.model import HELD, BuildUp, LineState, Price, PriceLine
from kamdocs.kinds.price_index_clause.figures import adjustments_of, clauses_by_part, counts
from kamdocs.kinds.price_index_clause.model import PriceIndexClause, Subject
from kamdocs.rules.rule import Found, Hit, rule

_GIVEN_UP = frozenset({ClaimState.REJECTED, ClaimState.ABANDONED})
_SETTLES = frozenset({AdjustmentState.AGREED, AdjustmentState.APPLIED})
_SUBJECTS = {
    Category.RAW_MATERIAL: frozenset({Subject.MATERIAL, Subject.METAL}),
    Category.ENERGY: frozenset({Subject.ENERGY}),
    Category.FX: frozenset({Subject.EXCHANGE_RATE}),
}


def _adjustment(entry: BuildUp, book: Book) -> IndexAdjustment | None:
    return book.get_as(IndexAdjustment, entry.because)


@rule("IDX013", "added-instead-of-replaced", ERROR, STATIC, per=Price)
def added_instead_of_replaced(price: Price, book: Book) -> Found:
    """An adjustment that is compared with the base is added to the earlier one of its clause instead of replacing it.

    Why:
        The earlier movement is paid twice for as long as the price holds.

    Fix:
        Book the difference between the new adjustment and the one that it replaces.

    Source:
        F-02, F-03.
    """
    for place, line in enumerate(price.lines):
        if state_on(line.track) is LineState.WITHDRAWN:
            continue
        for number, entry in enumerate(line.build_up):
            adjustment = _adjustment(entry, book)
            before = replaced(book, adjustment, price.part) if adjustment is not None else None
            stated = _delta(adjustment, price.part)
            if before is None or stated is None or not same_price(entry.delta, stated):
                continue
            if (before.currency, before.measure) == (stated.currency, stated.measure):
                yield _added(price, (place, number), entry, before)


def _delta(adjustment: IndexAdjustment | None, part: str) -> UnitPrice | None:
    lines = adjustment.lines if adjustment is not None else ()
    return next((line.delta for line in lines if line.part == part), None)


def _added(price: Price, where: tuple[int, int], entry: BuildUp, before: UnitPrice) -> Hit:
    new = entry.delta
    rest = UnitPrice(new.amount - before.amount * new.per / before.per, new.currency, new.per, new.measure)
    spot = price.at("lines", where[0], "build_up", where[1], "delta")
    return Hit(spot, f"{new} is added on top of {before}; it replaces it", f"Book {rest}.")


@rule("IDX015", "claim-settled-by-clause", ERROR, STATIC, per=Claim, strict=True)
def claim_settled_by_clause(claim: Claim, book: Book) -> Found:
    """A claim asks for material, energy or a rate of exchange for days that an adjustment of a clause has settled.

    Why:
        It is paid through the price already; the customer finds it and doubts the rest.

    Fix:
        Claim only what the clause leaves out.
    """
    if claim.category not in _SUBJECTS or state_on(claim.track) in _GIVEN_UP:
        return
    for clause in _clauses_of(claim, book):
        for adjustment in adjustments_of(book, clause.id):
            settles = state_on(adjustment.track) in _SETTLES
            if settles and adjustment.period.span.overlap(claim.period.span) is not None:
                yield claim.at("period"), f"{adjustment.id} already settles this material and period"
                return


def _clauses_of(claim: Claim, book: Book) -> tuple[PriceIndexClause, ...]:
    """The clauses that a claim names, and those of its subject on its parts, by id."""
    named = book.get_as(PriceIndexClause, claim.index_clause)
    found = {named.id: named} if named is not None else {}
    for part in claim.parts:
        for clause in clauses_by_part(book).get(part, ()):
            if clause.subject in _SUBJECTS[claim.category]:
                found[clause.id] = clause
    return tuple(clause for _, clause in sorted(found.items()) if counts(clause))


@rule("IDX023", "provisional-not-marked", WARNING, STATIC, per=Price)
def provisional_not_marked(price: Price, book: Book) -> Found:
    """An agreed price rests on a provisional adjustment and does not say so, or says so without one.

    Why:
        The flag tells the reader that the price will move; without it nobody waits for the difference.

    Fix:
        Set the flag, or take it out.

    Source:
        F-01.
    """
    for place, line in enumerate(price.lines):
        if state_on(line.track) not in HELD or (rests := _is_provisional(line, book)) in (None, line.provisional):
            continue
        says = "built on provisional values and not marked" if rests else "marked without cause"
        yield price.at("lines", place, "provisional"), says


def _is_provisional(line: PriceLine, book: Book) -> bool | None:
    """Whether a line rests on a provisional adjustment; None if one that decides is not known here."""
    prefix = f"{IndexAdjustment.about.prefix}-"
    causes = [entry for entry in line.build_up if entry.because.startswith(prefix)]
    found = [_adjustment(entry, book) for entry in causes]
    if any(one is not None and one.settlement is Settlement.PROVISIONAL for one in found):
        return True
    return None if None in found else False


@rule("IDX024", "applied-in-no-price", ERROR, STATIC, per=IndexAdjustment)
def applied_in_no_price(adjustment: IndexAdjustment, book: Book) -> Found:
    """An adjustment counts as applied and stands in no agreed price of one of its parts.

    Why:
        What nobody put into the price nobody pays.

    Fix:
        `kamdocs round` drafts the line.
    """
    entry = ADJUSTMENT_TRACK.reached(adjustment.track, AdjustmentState.APPLIED)
    if entry is None or Price.about.slug in book.absent_kinds or book.has_unread(Price.about.folder):
        return
    booked = _booked(book).get(adjustment.id, frozenset())
    left = [line.part for line in adjustment.lines if line.part not in booked and _moves(adjustment, line.part, book)]
    if left:
        place = adjustment.track.index(entry)
        yield adjustment.at("track", place), f"applied, but in no price of {', '.join(left)}"


def _moves(adjustment: IndexAdjustment, part: str, book: Book) -> bool:
    """Whether an adjustment leaves something to book: it is not zero, and does not repeat the one it replaces."""
    stated, before = _delta(adjustment, part), replaced(book, adjustment, part)
    return stated is not None and stated.amount != 0 and not (before is not None and same_price(stated, before))


def _booked(book: Book) -> Mapping[str, frozenset[str]]:
    """The parts in whose agreed prices each adjustment stands."""

    def grouped() -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for price in book.all(Price):
            for line in price.lines:
                for entry in line.build_up if state_on(line.track) in HELD else ():
                    found.setdefault(entry.because, set()).add(price.part)
        return {reason: frozenset(parts) for reason, parts in found.items()}

    return book.remembered("parts by reason in agreed prices", grouped)
