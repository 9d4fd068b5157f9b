"""Other open offers of the same scope: two prices that the customer could both accept."""

from collections.abc import Mapping
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.offer.model import Offer, OfferLine, OfferState

OPEN = frozenset({OfferState.SENT, OfferState.IN_NEGOTIATION})
"""States in which the customer may still accept."""
_Key = tuple[str, str, str, str, str]


class Offered(NamedTuple):
    """A line of an open offer."""

    offer: Offer
    line: OfferLine

    @property
    def rank(self) -> tuple[int, str]:
        """Older rounds first."""
        return (self.offer.round, self.offer.id)


class Rival(NamedTuple):
    """A line of an offer, by position, and a line of another open offer that names another price for it."""

    place: int
    other: Offered


def rivals(offer: Offer, book: Book) -> tuple[Rival, ...]:
    """Lines of other open offers of the same request, part, site, index and price type at another price.

    An offer that supersedes the other one is no rival. Prices in two currencies are not compared.
    """
    if not is_open(offer):
        return ()
    known = _open_lines(book)
    return tuple(
        Rival(place, other)
        for place, line in enumerate(offer.lines)
        for other in known.get(_key(offer, line), ())
        if _is_rival(offer, line, other)
    )


def open_twins(offer: Offer, book: Book) -> tuple[str, ...]:
    """Other open offers that name at least one line of the same scope, by id."""
    known = _open_lines(book)
    found = {other.offer.id for line in offer.lines for other in known.get(_key(offer, line), ())}
    return tuple(sorted(found - {offer.id}))


def is_open(offer: Offer) -> bool:
    """Whether the customer may still accept it, by its last state."""
    return state_on(offer.track) in OPEN


def _is_rival(offer: Offer, line: OfferLine, other: Offered) -> bool:
    if other.offer.id == offer.id or offer.supersedes == other.offer.id or other.offer.supersedes == offer.id:
        return False
    one, two = line.unit_price, other.line.unit_price
    return (one.currency, one.measure) == (two.currency, two.measure) and one.exact != two.exact


def _key(offer: Offer, line: OfferLine) -> _Key:
    return (offer.rfq or offer.change or "", line.part, line.site, line.technical_index, str(line.price_type))


def _open_lines(book: Book) -> Mapping[_Key, tuple[Offered, ...]]:
    def grouped() -> dict[_Key, tuple[Offered, ...]]:
        found: dict[_Key, tuple[Offered, ...]] = {}
        for offer in book.all(Offer):
            if is_open(offer) and (offer.rfq or offer.change):
                for line in offer.lines:
                    key = _key(offer, line)
                    found[key] = (*found.get(key, ()), Offered(offer, line))
        return found

    return book.remembered("lines of open offers", grouped)
