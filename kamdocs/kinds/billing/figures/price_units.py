"""Unit prices of one part and site that records of different kinds state in different price units."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.place import Spot
from kamdocs.core.record import Record
from kamdocs.core.track import state_on
from kamdocs.kinds.billing.model import Billing
from kamdocs.kinds.customer_order.model import CustomerOrder
from kamdocs.kinds.price.model import LineState, Price


class Stated(NamedTuple):
    """A unit price as a record states it.

    Attributes:
        on: The day from which the record stands.
        record: Its id.
        kind: Its kind.
        spot: The place of the price.
        price: The price.
    """

    on: date
    record: str
    kind: str
    spot: Spot
    price: UnitPrice

    @property
    def unit(self) -> tuple[int, str]:
        """Per how many of what; the currency is no part of it."""
        return self.price.per, self.price.measure


def other_price_units(book: Book) -> Iterator[tuple[Stated, Stated]]:
    """For each record, part and site: its first price in another unit than an earlier record of another kind has.

    Returns:
        The later price and the earlier one, by part and site.
    """
    found: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for key, stated in _all(book):
        found[key].append(stated)
    for _, prices in sorted(found.items()):
        if len({one.unit for one in prices}) > 1:
            yield from _pairs(sorted(prices, key=lambda one: (one.on, one.record)))


def _pairs(prices: list[Stated]) -> Iterator[tuple[Stated, Stated]]:
    told: set[str] = set()
    for place, later in enumerate(prices):
        others = (one for one in reversed(prices[:place]) if one.kind != later.kind and one.unit != later.unit)
        earlier = next(others, None)
        if earlier is not None and later.record not in told:
            told.add(later.record)
            yield later, earlier


def _all(book: Book) -> Iterator[tuple[tuple[str, str], Stated]]:
    for price in book.all(Price):
        for place, line in enumerate(price.lines):
            if line.track and state_on(line.track) is not LineState.WITHDRAWN:
                spot = price.at("lines", place, "unit_price")
                yield (price.part, price.site), _stated(price, line.track[0].on, spot, line.unit_price)
    for order in book.all(CustomerOrder):
        for place, ordered in enumerate(order.lines):
            if ordered.part and ordered.site and ordered.unit_price:
                spot = order.at("lines", place, "unit_price")
                yield (ordered.part, ordered.site), _stated(order, order.received_on, spot, ordered.unit_price)
    for billing in book.all(Billing):
        for place, row in enumerate(billing.rows):
            spot = billing.at("rows", place, "unit_price")
            yield (row.part, row.site), _stated(billing, billing.as_of, spot, row.unit_price)


def _stated(record: Record, on: date, spot: Spot, price: UnitPrice) -> Stated:
    return Stated(on, record.id, record.about.slug, spot, price)
