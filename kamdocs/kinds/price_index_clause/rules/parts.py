"""Rules of what a clause moves: the weight that is in the part, nothing twice, no currency twice."""

from collections.abc import Iterator

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.period import Span
from kamdocs.core.track import state_on
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.mandated_component.figures import last_index
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price_index_clause.figures import clauses_by_part, counts, rate_ids, series_ids
from kamdocs.kinds.price_index_clause.figures.weights import other_weights
from kamdocs.kinds.price_index_clause.model import ClauseForm, ClauseState, PriceIndexClause
from kamdocs.rules.rule import Found, Hit, rule


@rule("IDX006", "weight-not-of-the-breakdown", ERROR, STATIC, per=PriceIndexClause, strict=True)
def weight_not_of_the_breakdown(clause: PriceIndexClause, book: Book) -> Found:
    """The weight of a clause differs from that in the breakdown which the customer accepted last for the part.

    Why:
        After a change the part is lighter or heavier; the clause goes on paying for the old weight.

    Fix:
        Agree the new weight; it changed with the last technical index.

    Source:
        F-03.
    """
    for one in other_weights(book, clause) if counts(clause) else ():
        says = f"clause weight differs from the breakdown of {one.offer}"
        yield Hit(clause.at(*one.path), says, f"Agree the new weight; it changed with index {one.index}.")


@rule("IDX009", "component-moved-twice", ERROR, STATIC, per=PriceIndexClause)
def component_moved_twice(clause: PriceIndexClause, book: Book) -> Found:
    """A component that the customer fixes moves by a clause as well.

    Why:
        Its price reaches ours by pass-through and a second time by the index.

    Fix:
        Take it out of one of the two.

    Source:
        F-03, F-18.
    """
    if state_on(clause.track) is ClauseState.TERMINATED:
        return
    for place, line in enumerate(clause.lines):
        part = book.get_as(Part, line.part) if line.components else None
        fixed = (
            {one.component for one in last_index(part).bom if one.mandated} if part and part.technical_indices else ()
        )
        for number, component in enumerate(line.components):
            if component in fixed:
                spot = clause.at("lines", place, "components", number)
                yield spot, f"{component} moves by this clause and by pass-through"


@rule("IDX016", "currency-moved-twice", ERROR, STATIC, per=PriceIndexClause)
def currency_moved_twice(clause: PriceIndexClause, book: Book) -> Found:
    """Two clauses on one part and one time move it by the same pair of currencies.

    Why:
        One converts its series, the other moves the price by the rate: the same movement is paid twice.

    Fix:
        Take the currency out of one of them.

    Source:
        F-01, F-19.
    """
    if clause.form is not ClauseForm.EXCHANGE_RATE or not counts(clause):
        return
    pairs = dict(_pairs(book, series_ids(clause)))
    others = {other.id: other for line in clause.lines for other in clauses_by_part(book).get(line.part, ())}
    for _, other in sorted(others.items()):
        if other.id != clause.id and other.form is not ClauseForm.EXCHANGE_RATE and counts(other):
            both = [name for pair, name in _pairs(book, rate_ids(other)) if pair in pairs]
            if both and _share_a_day(clause, other):
                yield clause.at("id"), f"{both[0]} moves this price twice: here and in {other.id}"
                return


def _pairs(book: Book, names: tuple[str, ...]) -> Iterator[tuple[frozenset[str], str]]:
    """The pairs of currencies of rates, whichever way they are quoted, with the name of each."""
    for name in names:
        if (rates := book.get_as(FxSeries, name)) is not None:
            yield frozenset((rates.base, rates.quote)), f"{rates.base}/{rates.quote}"


def _share_a_day(one: PriceIndexClause, other: PriceIndexClause) -> bool:
    first, second = _time(one), _time(other)
    return first is not None and second is not None and first.overlap(second) is not None


def _time(clause: PriceIndexClause) -> Span | None:
    """From its first application period to its last month; None if its beginning is not written."""
    if clause.applies_from is None:
        return None
    return Span(clause.applies_from.first, clause.applies_until.last if clause.applies_until else None)
