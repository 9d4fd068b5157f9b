"""The rule that holds an offer against its request."""

from itertools import groupby

from kamdocs.core.book import Book
from kamdocs.core.code import STATIC, WARNING
from kamdocs.kinds.offer.figures.departures.request import departures_from_request
from kamdocs.kinds.offer.model import Offer
from kamdocs.rules.rule import Found, rule


@rule("OFR008", "offer-departs-from-request", WARNING, STATIC, per=Offer)
def departs_from_request(offer: Offer, book: Book) -> Found:
    """An offer departs from its request in parts, volumes, capacity or start of production, without a word on it.

    Why:
        What is offered in silence on other volumes or another day is read as an answer to what was asked.

    Fix:
        Correct it, or name the field in `exceptions` with the reason.
    """
    for place, at_one_place in groupby(departures_from_request(offer, book), key=lambda one: one.place):
        yield offer.at(*place), "; ".join(one.says() for one in at_one_place)
