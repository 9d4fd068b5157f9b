"""Rules of the technical index: the one that was asked for, with every change that came before the offer was sent."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.track import state_on
from kamdocs.kinds.offer.figures.departures.index import departs_in_index, left_out
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer
from kamdocs.rules.rule import Found, rule


@rule("OFR002", "other-index-than-asked", ERROR, STATIC, per=Offer)
def other_index_than_asked(offer: Offer, book: Book) -> Found:
    """A line prices another technical index than the request or the change asks for, or than was released.

    Why:
        The customer compares prices of one index; ours then pays for a part that nobody asked for.

    Fix:
        Price the index that was asked for, or have the request changed in writing.
    """
    for place, asked in departs_in_index(offer, book):
        says = f"index {offer.lines[place].technical_index} is offered, {asked.letter} is {asked.how}"
        yield offer.at("lines", place, "technical_index"), says


@rule("OFR022", "open-change-left-out", ERROR, STATIC, per=Offer)
def open_change_left_out(offer: Offer, book: Book) -> Found:
    """A change that was here before the offer was sent is neither in the offered index nor excluded in words.

    Why:
        What the offer does not exclude the customer takes as included, at the price of the old index.

    Fix:
        Price the index of the change, or exclude the change in words.
    """
    if not OFFER_TRACK.at_least(state_on(offer.track), "in_validation"):
        return
    says = [
        f"open change {one.change} on {one.part} is neither in index {one.letter} nor excluded"
        for one in left_out(offer, book)
    ]
    if says:
        yield offer.at("exclusions"), "; ".join(says)
