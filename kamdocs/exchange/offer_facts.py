"""What an offer names, in the words of the customer: part numbers, sites, his reference, the day it was released."""

from datetime import date

from kamdocs.core.book import Book
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.kinds.offer.model import Offer, OfferState
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.rfq.model import Rfq


def numbered(part: str, book: Book) -> str:
    """The part as the customer numbers it; our id without its prefix where the part is unknown."""
    found = book.get_as(Part, part)
    return found.customer_number if found else part.removeprefix("PRT-")


def described(part: str, book: Book) -> str:
    """What the part is; empty if it is unknown."""
    found = book.get_as(Part, part)
    return found.description if found else ""


def site_name(site: str, book: Book) -> str:
    """The name of the customer's site."""
    found = book.get_as(CustomerSite, site)
    return found.name if found else site.removeprefix("SIT-")


def reference(offer: Offer, book: Book) -> str:
    """The customer's number of the request or change that is answered; empty if none is on record."""
    asked, change = book.get_as(Rfq, offer.rfq), book.get_as(Change, offer.change)
    return (asked.customer_reference if asked else change.customer_reference if change else None) or ""


def change_name(change: str, book: Book) -> str:
    """The customer's number of a change; empty if it has none: our own number tells him nothing."""
    found = book.get_as(Change, change)
    return (found.customer_reference if found else None) or ""


def issued_on(offer: Offer) -> date:
    """The day that the papers of an offer bear: its last validation, else the first act of its track."""
    validated = [entry.on for entry in offer.track if entry.state is OfferState.VALIDATED]
    return validated[-1] if validated else offer.track[0].on
