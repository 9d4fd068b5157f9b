"""An offer beside what came of it: the award of the customer, and his orders."""

from collections.abc import Iterator, Mapping

from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.kinds.customer_order.model import CustomerOrder, OrderLine, OrderType
from kamdocs.kinds.nomination.figures.comparison import compared, recorded
from kamdocs.kinds.nomination.model import Nomination
from kamdocs.kinds.offer.figures.coherence.row import Compared, judged, not_compared
from kamdocs.kinds.offer.model import Offer

_AWARD, _ORDER = "nomination", "customer's order"


def awards(offer: Offer, book: Book) -> Iterator[Compared]:
    """Each nomination that accepts the offer, term by term; what its `deviations` record is said as recorded."""
    found = _awards(book).get(offer.id, ())
    for nomination in found:
        terms = compared(nomination, book)
        differing = [one for one in terms if one.differs]
        open_ = [f"{one.field}: {one.says()}" for one in differing if recorded(nomination, one.field) is None]
        known = len(differing) - len(open_)
        yield judged(_AWARD, [nomination.id], open_, f"deviations recorded: {known}" if known else "")
        if unlike := [one.field for one in terms if not one.is_comparable]:
            yield not_compared(_AWARD, f"two units: {', '.join(dict.fromkeys(unlike))}", [nomination.id])
    if not found:
        yield not_compared(_AWARD, _not_yet("nomination", "nominations", book))


def orders(offer: Offer, book: Book) -> Iterator[Compared]:
    """Each order that names the offer in `matches`: prices of its lines, sums of tools and development."""
    found = _orders(book).get(offer.id, ())
    for order in found:
        differences = [says for line in order.lines for says in _line(line, offer)]
        differences += _sum(order, offer)
        recorded_ones = len(order.deviations)
        note = f"deviations recorded: {recorded_ones}" if recorded_ones else ""
        yield judged(_ORDER, [order.id], differences, note)
    if not found:
        yield not_compared(_ORDER, _not_yet("customer_order", "customer-orders", book))


def _not_yet(slug: str, folder: str, book: Book) -> str:
    """Why there is nothing to compare with."""
    if slug in book.absent_kinds:
        return "not in this copy"
    return "one is known but unread" if book.has_unread(folder) else "none names this offer yet"


def _line(line: OrderLine, offer: Offer) -> Iterator[str]:
    """How a line of an order departs from the offered line of its part and site; two currencies are not compared."""
    if line.part is None or line.unit_price is None:
        return
    where = f"{line.part} at {line.site}" if line.site else line.part
    offered = [one for one in offer.lines if one.part == line.part and line.site in (None, one.site)]
    price = line.unit_price
    if not offered:
        yield f"{where} is ordered and not offered"
    elif not any(one.unit_price.exact == price.exact and one.unit_price.currency == price.currency for one in offered):
        yield f"{where}: ordered {price}, offered {offered[0].unit_price}"


def _sum(order: CustomerOrder, offer: Offer) -> list[str]:
    totals: Mapping[OrderType, Money | None] = {
        OrderType.TOOLING: offer.tooling_total,
        OrderType.DEVELOPMENT: offer.development_total,
    }
    total = totals.get(order.type)
    if total is None or order.amount is None or total == order.amount:
        return []
    return [f"{order.type.value}: ordered {order.amount}, offered {total}"]


def _awards(book: Book) -> Mapping[str, tuple[Nomination, ...]]:
    def grouped() -> dict[str, tuple[Nomination, ...]]:
        found: dict[str, tuple[Nomination, ...]] = {}
        for one in book.all(Nomination):
            if one.offer is not None:
                found[one.offer] = (*found.get(one.offer, ()), one)
        return found

    return book.remembered("nominations by offer", grouped)


def _orders(book: Book) -> Mapping[str, tuple[CustomerOrder, ...]]:
    def grouped() -> dict[str, tuple[CustomerOrder, ...]]:
        found: dict[str, tuple[CustomerOrder, ...]] = {}
        for order in book.all(CustomerOrder):
            for name in dict.fromkeys(one.partition("@")[0] for one in order.matches):
                found[name] = (*found.get(name, ()), order)
        return found

    return book.remembered("orders by what they match", grouped)
