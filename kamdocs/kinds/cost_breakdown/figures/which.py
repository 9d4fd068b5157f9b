"""Which breakdown belongs to an offered price, and which one counts for a part and site (K8)."""

from collections.abc import Mapping
from datetime import date

from kamdocs.core.book import Book
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.nomination.model import counting_nomination
from kamdocs.kinds.offer.model import Offer, OfferLine


def _by_offer(book: Book) -> Mapping[str, tuple[CostBreakdown, ...]]:
    def grouped() -> dict[str, tuple[CostBreakdown, ...]]:
        found: dict[str, tuple[CostBreakdown, ...]] = {}
        for one in book.all(CostBreakdown):
            found[one.offer] = (*found.get(one.offer, ()), one)
        return found

    return book.remembered("breakdowns by offer", grouped)


def breakdowns_of(book: Book, offer_id: str) -> tuple[CostBreakdown, ...]:
    """The breakdowns of an offer that are here, by id."""
    return _by_offer(book).get(offer_id, ())


def breakdown_of(book: Book, offer_id: str, part: str, site: str) -> CostBreakdown | None:
    """The breakdown of an offered price: that of the site, else that of the part; None if none is here."""
    found = [one for one in breakdowns_of(book, offer_id) if one.part == part and one.site in (site, None)]
    return max(found, key=lambda one: (one.site is not None, one.id), default=None)


def counting_breakdown(book: Book, part: str, site: str, as_of: date | None = None) -> CostBreakdown | None:
    """The breakdown that counts for a part and site (K8): that of the offer of the nomination that counts.

    Args:
        book: The account.
        part: Id of the part.
        site: Id of the customer's site.
        as_of: The day; None reads the last entry of each track.
    """
    found = counting_nomination(book, part, site, as_of)
    offer = found[0].offer if found else None
    return breakdown_of(book, offer, part, site) if offer else None


def nominated_breakdown(breakdown: CostBreakdown, book: Book, as_of: date | None = None) -> CostBreakdown | None:
    """The breakdown of the nomination whose rates hold for a breakdown of a change; None if none is here.

    That of its own site, else of the first site for which its offer names the part.

    Args:
        breakdown: The breakdown of the offer that answers a change.
        book: The account.
        as_of: The day; None reads the last entry of each track.
    """
    sites = (breakdown.site,) if breakdown.site else offered_sites(breakdown, book)
    found = (counting_breakdown(book, breakdown.part, site, as_of) for site in sites)
    return next((one for one in found if one is not None and one.id != breakdown.id), None)


def offered_sites(breakdown: CostBreakdown, book: Book) -> tuple[str, ...]:
    """The sites for which the offer of a breakdown names its part, in the order of the offer."""
    offer = book.get_as(Offer, breakdown.offer)
    return tuple(dict.fromkeys(line.site for line in offer.lines if line.part == breakdown.part)) if offer else ()


def offered_line(breakdown: CostBreakdown, book: Book) -> OfferLine | None:
    """The line of the offer that a breakdown explains; of several the first one."""
    offer = book.get_as(Offer, breakdown.offer)
    lines = offer.lines if offer else ()
    wanted = (line for line in lines if line.part == breakdown.part and breakdown.site in (None, line.site))
    return next(wanted, None)
