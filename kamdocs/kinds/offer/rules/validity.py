"""Rules of a valid offer: validated by whom it must, on a complete basis, not expired, one price for one scope."""

from collections.abc import Iterator

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.track import state_on
from kamdocs.kinds.offer.figures.departures.basis import missing_basis
from kamdocs.kinds.offer.figures.departures.rivals import OPEN, Offered, rivals
from kamdocs.kinds.offer.figures.validation import asked_roles, judged_on, unvalidated
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer
from kamdocs.rules.rule import Found, Hit, rule


@rule("OFR005", "not-validated", ERROR, STATIC, per=Offer)
def not_validated(offer: Offer, book: Book) -> Found:
    """An offer counts as validated although a function has not agreed to it since its last change of a price.

    Why:
        Two pairs of eyes on the old price have not seen the new one, and it is the new one that binds us.

    Fix:
        Get the validation; a new price needs a new one.
    """
    if OFFER_TRACK.reached(offer.track, "validated") is None:
        return
    day = judged_on(offer, book)
    roles = asked_roles(offer, book, on=day)
    says = [one.says(offer.priced_on) for one in unvalidated(offer, roles or ())]
    if says:
        yield Hit(offer.at("validations"), "; ".join(says), day=day.isoformat())


@rule("OFR007", "incomplete-price-basis", ERROR, STATIC, per=Offer)
def incomplete_price_basis(offer: Offer, book: Book) -> Found:
    """The price basis of an offer lacks terms, years, volumes, or the index and exchange rates that it rests on.

    Why:
        The next negotiation starts from this basis; what it does not say the other side fills in.

    Fix:
        Complete the price basis.
    """
    if OFFER_TRACK.at_least(state_on(offer.track), "in_validation") and (missing := missing_basis(offer, book)):
        yield offer.at("price_basis"), f"the price basis lacks {', '.join(missing)}"


@rule("OFR010", "expired-and-open", WARNING, DATED, per=Offer)
def expired_and_open(offer: Offer, book: Book) -> Found:
    """The day until which an offer is valid has passed, and it is still open.

    Why:
        The customer may take the silence for an extension at the old price.

    Fix:
        Extend it in writing, price it again, or withdraw it.
    """
    until = offer.valid_until
    if state_on(offer.track, book.as_of) in OPEN and until is not None and until < book.as_of:
        yield offer.at("valid_until"), f"expired on {until}, still open"


@rule("OFR011", "two-open-prices", ERROR, STATIC, per=Offer)
def two_open_prices(offer: Offer, book: Book) -> Found:
    """Two open offers give two prices for one part, site, index and price type of the same request.

    Why:
        The customer accepts the lower one, and both bind us.

    Fix:
        Supersede the older round.
    """
    for place, other in _older(offer, book):
        own = offer.lines[place].unit_price
        says = f"{other.offer.id} offers {other.line.unit_price}, {offer.id} offers {own}, both are open"
        yield offer.at("lines", place, "unit_price"), says


def _older(offer: Offer, book: Book) -> Iterator[tuple[int, Offered]]:
    """For each line the newest of the other offers that came before this one."""
    mine = (offer.round, offer.id)
    found: dict[int, Offered] = {}
    for place, other in rivals(offer, book):
        if other.rank < mine and (place not in found or found[place].rank < other.rank):
            found[place] = other
    yield from sorted(found.items())
