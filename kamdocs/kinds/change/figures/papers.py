"""The papers behind a change: what its technical order rests on, and the customer's orders that pay it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kamdocs.core.book import Book
from kamdocs.core.proving import proof_at
from kamdocs.core.walk import Acts
from kamdocs.kinds.change.model import TECHNICAL, Change
from kamdocs.kinds.customer_order.model import CustomerOrder
from kamdocs.kinds.document.model import Document

_BINDING = 4


@dataclass(frozen=True, slots=True)
class WeakOrder:
    """What a change counts as ordered on, where none of it binds the customer.

    Attributes:
        place: Position of the entry in the technical track.
        record: The best paper; empty if none is cited.
        sort: Its type, else its kind.
    """

    place: int
    record: str
    sort: str


def weak_order(change: Change, book: Book) -> WeakOrder | None:
    """What an ordered change rests on if nothing binds; None if something does, or a paper is not known here."""
    ordered = TECHNICAL.reached(change.technical_track, "ordered")
    if ordered is None:
        return None
    place = change.technical_track.index(ordered)
    best, all_known = proof_at(change, Acts(("technical_track",), TECHNICAL, change.technical_track), place, book)
    if not all_known or (best is not None and best.proof.grade >= _BINDING):
        return None
    if best is None:
        return WeakOrder(place, "", "a state alone")
    record = book.get(best.record)
    sort = record.type.value if isinstance(record, Document) else record.about.slug if record else "paper"
    return WeakOrder(place, best.record, sort)


def orders_of(change: Change, book: Book) -> tuple[str, ...]:
    """The customer's orders with a line for a change."""

    def grouped() -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for order in book.all(CustomerOrder):
            for name in dict.fromkeys(line.change for line in order.lines if line.change):
                found[name] = (*found.get(name, ()), order.id)
        return found

    return book.remembered("orders by change", grouped).get(change.id, ())
