"""The offers of an account that are not decided yet: drafts on their way out, and what lies with the customer."""

from datetime import date
from decimal import Decimal

from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.core.view import Cell, Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.offer.figures.value import is_expired, value_shown
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer

_OPEN = frozenset({"draft", "in_validation", "validated", *OFFER_TRACK.live})
_COLUMNS = (
    *(Column(name, Class.PRICE) for name in ("Offer", "Answers", "What", "Round", "State", "Valid until")),
    *(Column(name, Class.PRICE, numeric=True) for name in ("Days left", "Parts", "Yearly value")),
)


def open_offers(book: Book) -> Table:
    """The undecided offers, those that expire first on top; one that has expired is still open and says so."""
    offers = [offer for offer in book.all(Offer) if state_on(offer.track, book.as_of) in _OPEN]
    rows = tuple(_row(offer, book) for offer in sorted(offers, key=lambda one: _urgency(one, book.as_of)))
    return Table("Open offers", _COLUMNS, rows, "offers", "No open offer.")


def _urgency(offer: Offer, as_of: date) -> tuple[bool, date, str]:
    """What lies with the customer comes before drafts."""
    return (state_on(offer.track, as_of) not in OFFER_TRACK.live, offer.valid_until or date.max, offer.id)


def _row(offer: Offer, book: Book) -> Row:
    state = state_on(offer.track, book.as_of)
    answers = offer.rfq or offer.change
    with_customer = state in OFFER_TRACK.live and offer.valid_until is not None
    left = (offer.valid_until - book.as_of).days if with_customer and offer.valid_until else None
    parts = tuple(dict.fromkeys(line.part for line in offer.lines))
    cells: tuple[Cell, ...] = (
        Link(offer.id),
        Link(answers) if answers else "nothing asked",
        offer.title or offer.heading(book),
        str(offer.round),
        Mark("expired", "bad") if is_expired(offer, book.as_of) else Mark(in_words(state) if state else "", "wait"),
        offer.valid_until.isoformat() if offer.valid_until else "not set",
        Number(Decimal(left), str(left)) if left is not None else None,
        Number(Decimal(len(parts)), str(len(parts))),
        value_shown(offer),
    )
    return Row(cells, about=tuple(one for one in (offer.id, answers) if one), parts=parts, anchor=offer.id)
