"""What an offer may not exceed: the capacity that is reserved for this account, and the price of tools."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.quantity import Quantity
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.offer.model import Offer
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Capacity, Programme
from kamdocs.kinds.rfq.model import Rfq

_FIELDS = {"capacity_mpw": "mpw", "capacity_apw": "apw"}


class Reserved(NamedTuple):
    """What an offer promises a week, and what our plants keep for it.

    Attributes:
        field: The field of the offer: the peak week, else the average week.
        offered: What it says.
        reserved: What the plants of the programmes keep at the start of production, installed and planned alike.
        programmes: Whose capacity that is.
    """

    field: str
    offered: Quantity
    reserved: Quantity
    programmes: tuple[str, ...]

    @property
    def exceeds(self) -> bool:
        """Whether more is offered than kept."""
        return self.offered.amount > self.reserved.amount


def reserved_capacity(offer: Offer, book: Book) -> Reserved | None:
    """What an offer promises beside what is reserved; None if one of both is not known."""
    offered = next(((field, one) for field in _FIELDS if (one := _offered(offer, field)) is not None), None)
    programmes = programmes_of(offer, book)
    if offered is None or not programmes or any(one is None or not one.capacity for one in programmes.values()):
        return None
    field, quantity = offered
    total = Decimal(0)
    for programme in programmes.values():
        sop = offer.sop or (programme.sop if programme else None)
        if programme is None or sop is None:
            return None
        for line in _in_force(programme, sop):
            kept = line.mpw if field == "capacity_mpw" else line.apw
            if kept.unit != quantity.unit:
                return None
            total += kept.amount
    return Reserved(field, quantity, Quantity(total, quantity.unit), tuple(programmes))


def _offered(offer: Offer, field: str) -> Quantity | None:
    return offer.capacity_mpw if field == "capacity_mpw" else offer.capacity_apw


def programmes_of(offer: Offer, book: Book) -> Mapping[str, Programme | None]:
    """The programme of the RFQ, else those of the offered parts; None for one that is not known here."""
    if offer.rfq is not None:
        rfq = book.get_as(Rfq, offer.rfq)
        names = [rfq.programme] if rfq and rfq.programme else []
    else:
        parts = [book.get_as(Part, line.part) for line in offer.lines]
        names = [part.programme if part else "" for part in parts]
    return {name: book.get_as(Programme, name) for name in dict.fromkeys(names)}


def _in_force(programme: Programme, day: date) -> tuple[Capacity, ...]:
    """Of each plant the line that begins last on or before a day."""
    found: dict[str, Capacity] = {}
    for line in sorted(programme.capacity, key=lambda one: one.valid_from):
        if line.valid_from <= day:
            found[line.plant] = line
    return tuple(found.values())


def tools_sum(offer: Offer) -> Money | None:
    """The sum of what the tools of an offer cost the customer; None if a price is missing or in another currency."""
    if offer.tooling_total is None:
        return None
    prices = [one.price for one in offer.tooling_lines]
    currency = offer.tooling_total.currency
    known = [one for one in prices if one is not None and one.currency == currency]
    if len(known) < len(prices):
        return None
    return Money(sum((one.amount for one in known), 0 * offer.tooling_total.amount), currency)


def tools_differ(offer: Offer) -> Money | None:
    """The sum of the tools where it is not the total that is offered; None if both agree or nothing can be added."""
    together = tools_sum(offer)
    return together if together and offer.tooling_total and together.amount != offer.tooling_total.amount else None


def marked_up(offer: Offer, book: Book) -> tuple[int, ...]:
    """The positions of tools above their cost, where the customer accepts no margin on tools."""
    customers = book.all(Customer)
    if not customers or customers[0].tool_markup_allowed:
        return ()
    return tuple(
        place
        for place, one in enumerate(offer.tooling_lines)
        if one.price and one.cost and one.price.currency == one.cost.currency and one.price.amount > one.cost.amount
    )
