"""An offered price and its breakdown: they are equal, and yearly reductions spare what is not ours."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.decimals import price_decimals
from kamdocs.core.layers import Layer
from kamdocs.core.track import state_on
from kamdocs.core.trade import ReductionBasis
from kamdocs.kinds.cost_breakdown.figures import breakdown_of, differs_from, layers_known
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer, OfferLine
from kamdocs.rules.every_kind.currencies import has_two_units
from kamdocs.rules.rule import Found, rule

_NOT_OURS = (Layer.MANDATED, Layer.INDEXED_MATERIAL)


@rule("OFR001", "breakdown-differs-from-price", ERROR, STATIC, per=Offer, strict=True)
def breakdown_differs(offer: Offer, book: Book) -> Found:
    """The layers of a breakdown, each rounded, are not the offered price; or a price under validation has none.

    Why:
        The customer adds the breakdown up before anything else; totals must equal.

    Fix:
        Correct the breakdown or the price; there is no tolerance.

    Source:
        F-20.
    """
    if CostBreakdown.about.slug in book.absent_kinds:
        return
    decimals = None if has_two_units(offer) else price_decimals(book)
    unread = book.has_unread(CostBreakdown.about.folder)
    asked = OFFER_TRACK.at_least(state_on(offer.track), "in_validation") and not unread
    for place, line in enumerate(offer.lines):
        breakdown = breakdown_of(book, offer.id, line.part, line.site)
        spot = offer.at("lines", place, "unit_price")
        if breakdown is None:
            if asked:
                yield spot, f"no breakdown for {line.part}"
        elif decimals is not None and differs_from(breakdown, line.unit_price, decimals):
            yield spot, f"layers differ from the price {line.unit_price}"


@rule("OFR009", "reduction-on-full-price", ERROR, STATIC, per=Offer)
def reduction_on_full_price(offer: Offer, book: Book) -> Found:
    """A yearly reduction is offered on the full price of a part with mandated or indexed content, undecided.

    Why:
        What the customer or an index fixes cannot be made cheaper by us; over some years it is given away.

    Fix:
        Offer it on value added, or record who decided otherwise in `basis_decision`.

    Source:
        F-04.
    """
    proposed = offer.lta_proposed
    if proposed is None or proposed.basis is not ReductionBasis.FULL_PRICE or proposed.basis_decision is not None:
        return
    parts = dict.fromkeys(line.part for line in offer.lines if _carries(offer, line, book))
    if parts:
        content = "carries" if len(parts) == 1 else "carry"
        says = f"yearly reduction on the full price, though {', '.join(parts)} {content} mandated or indexed content"
        yield offer.at("lta_proposed", "basis"), says


def _carries(offer: Offer, line: OfferLine, book: Book) -> bool:
    """Whether a price holds mandated or indexed content: by its breakdown, else by the mandated lines of the offer."""
    breakdown, decimals = breakdown_of(book, offer.id, line.part, line.site), price_decimals(book)
    layers = layers_known(breakdown, decimals) if breakdown is not None and decimals is not None else None
    if layers is None:
        return any(one.part == line.part for one in offer.mandated_lines)
    return any(layers[layer].amount > 0 for layer in _NOT_OURS)
