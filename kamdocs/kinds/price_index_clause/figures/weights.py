"""The weights of a clause beside those of the breakdown that the customer accepted last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import converted
from kamdocs.core.book import Book
from kamdocs.core.place import Path
from kamdocs.core.quantity import Quantity
from kamdocs.core.track import last
from kamdocs.kinds.cost_breakdown.figures import breakdowns_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.mandated_component.figures import last_index
from kamdocs.kinds.offer.model import Offer, OfferState
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price_index_clause.figures.averages import main_series
from kamdocs.kinds.price_index_clause.model import ClauseForm, ClauseLine, PriceIndexClause


@dataclass(frozen=True, slots=True)
class OtherWeight:
    """A weight of a clause that the breakdown does not give.

    Attributes:
        path: Where it stands in the clause.
        offer: Id of the offer whose breakdown gives another one.
        index: Last technical index of the part.
    """

    path: Path
    offer: str
    index: str


def other_weights(book: Book, clause: PriceIndexClause) -> tuple[OtherWeight, ...]:
    """The lines of a clause by weight whose weights differ from the accepted breakdown, one entry for each line."""
    series = main_series(clause)[0]
    if clause.form is not ClauseForm.WEIGHT or series is None:
        return ()
    found = (_of_line(book, series, place, line) for place, line in enumerate(clause.lines))
    return tuple(one for one in found if one is not None)


def _of_line(book: Book, series: str, place: int, line: ClauseLine) -> OtherWeight | None:
    part = book.get_as(Part, line.part)
    index = last_index(part).index if part is not None else ""
    offer = _accepted(book).get((line.part, index))
    for breakdown in breakdowns_of(book, offer) if offer else ():
        if breakdown.part == line.part and breakdown.technical_index == index and _differs(line, breakdown, series):
            name = "weight_gross" if line.weight_gross else "weight_net"
            return OtherWeight(("lines", place, name), breakdown.offer, index)
    return None


def _differs(line: ClauseLine, breakdown: CostBreakdown, series: str) -> bool:
    used = [one for one in breakdown.raw_material if one.series == series]
    sides = (
        (line.weight_gross, [one.weight_gross for one in used]),
        (line.weight_net, [one.weight_net for one in used]),
    )
    return any(_is_other(written, weights) for written, weights in sides)


def _is_other(written: Quantity | None, weights: Iterable[Quantity | None]) -> bool:
    """Whether a weight is not the sum of those of the breakdown; one that names none for the series decides nothing."""
    known = list(weights)
    if written is None or not known or None in known:
        return False
    try:
        total = sum((converted(one, written.unit, name="weight") for one in known if one is not None), Fraction(0))
    except Refused:
        return False
    return total != Fraction(written.amount)


def _accepted(book: Book) -> Mapping[tuple[str, str], str]:
    """The offer accepted last by part and technical index, those of changes included."""

    def latest() -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], tuple[date, str]] = {}
        for offer in book.all(Offer):
            entry = last(offer.track)
            if entry is None or entry.state is not OfferState.ACCEPTED:
                continue
            for line in offer.lines:
                key, this = (line.part, line.technical_index), (entry.on, offer.id)
                found[key] = max(found.get(key, this), this)
        return {key: offer for key, (_, offer) in found.items()}

    return book.remembered("offer accepted last by part and index", latest)
