"""All comparisons of an offer in the order of its life, and the same as a table for its page."""

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Link, Mark, Row, Section, Table
from kamdocs.kinds.offer.figures.coherence import afterwards, components, inside
from kamdocs.kinds.offer.figures.coherence.request import request
from kamdocs.kinds.offer.figures.coherence.row import TONES, Compared
from kamdocs.kinds.offer.model import Offer

_COLUMNS = ("Compared", "With", "Result", "What")
_CAPTIONS = {Class.PRICE: "What the offer was compared with", Class.COST: "Prices and their breakdowns"}


def comparisons(offer: Offer, book: Book) -> tuple[Compared, ...]:
    """Every comparison of an offer. The facts are those that the rules of offers judge; nothing is found here anew.

    Args:
        offer: The offer, in any state.
        book: The account on its day.
    """
    return (
        *request(offer, book),
        components.bill_of_material(offer, book),
        *components.mandated_prices(offer, book),
        inside.changes(offer, book),
        inside.breakdowns(offer, book).only_for(Class.COST),
        inside.capacity(offer, book),
        *components.fees_and_terms(offer, book),
        inside.tools(offer, book),
        inside.validations(offer, book),
        inside.other_offers(offer, book),
        *afterwards.awards(offer, book),
        *afterwards.orders(offer, book),
    )


def coherence(offer: Offer, book: Book, seen_as: Class = Class.PRICE) -> Table:
    """The comparisons of one class as a table; a row speaks of every record on its other side."""
    columns = tuple(Column(name, seen_as) for name in _COLUMNS)
    rows = tuple(_row(offer, one) for one in comparisons(offer, book) if one.seen_as is seen_as)
    name = f"coherence-{offer.id}" if seen_as is Class.PRICE else f"coherence-{offer.id}-{seen_as.value}"
    return Table(_CAPTIONS[seen_as], columns, rows, name)


def coherence_section(offer: Offer, book: Book) -> Section:
    """What the page of an offer shows: all comparisons, those of strict records in a table of their own."""
    return Section("Coherence", tables=tuple(coherence(offer, book, seen_as) for seen_as in _CAPTIONS))


def _row(offer: Offer, one: Compared) -> Row:
    beside = Link(one.beside[0]) if len(one.beside) == 1 else ", ".join(one.beside)
    return Row((one.what, beside, Mark(one.outcome.value, TONES[one.outcome]), one.says), about=(offer.id, *one.beside))
