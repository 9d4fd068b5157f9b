"""What the calendar makes of a communication: answered, waiting, overdue; and which prices a letter may name."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.view import Fact, Link, Mark
from kamdocs.kinds.communication.model import Communication, PriceStated
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer
from kamdocs.kinds.price.figures import valid_lines


def standing(communication: Communication, book: Book) -> tuple[Fact, ...]:
    """Answered, waiting or overdue; nothing where no reply is expected."""
    seen_as = communication.home_class
    if communication.replied_by is not None:
        return (
            Fact("Standing", Mark("answered", "good"), seen_as),
            Fact("Reply", Link(communication.replied_by), seen_as),
        )
    due = communication.reply_due
    if due is None:
        return ()
    mark = Mark("reply overdue", "bad") if due < book.as_of else Mark("waiting", "wait")
    return (Fact("Standing", mark, seen_as, f"reply due on {due}"),)


class Known(NamedTuple):
    """A price that a letter may name, and the record that holds it."""

    price: UnitPrice
    record: str

    def is_same(self, other: UnitPrice) -> bool:
        """Whether it is exactly the same for one piece, in the same currency."""
        return self.is_comparable(other) and self.price.exact == other.exact

    def is_comparable(self, other: UnitPrice) -> bool:
        """Whether both stand in one currency and one measure."""
        return (self.price.currency, self.price.measure) == (other.currency, other.measure)


def prices_to_state(row: PriceStated, on: date, book: Book) -> tuple[Known, ...] | None:
    """The prices that a letter of a day may name for a part and site: those of validated offers, then the valid one.

    An offer counts if it was validated on that day or before, and the day lies from `priced_on` to `valid_until` (one
    that is missing bounds nothing: its absence is said at the offer); its lines are those of the index that the letter
    names, of any where it names none. Newest offer first.

    Returns:
        None if offers or prices are not all in this copy, so that nobody can tell.
    """
    if {"offer", "price"} & book.absent_kinds or book.has_unread("offers") or book.has_unread("prices"):
        return None
    offers = sorted(_offers_of(row.part, book), key=lambda one: (one.priced_on or date.min, one.id), reverse=True)
    offered = [found for offer in offers if _may_be_named(offer, on) for found in _lines(offer, row)]
    # The price is read by what is agreed today: a line agreed later for that day is a price of that day.
    valid = valid_lines(book, row.part, row.site, on=on, as_of=date.max)
    return (*offered, *(Known(one.line.unit_price, one.price.id) for one in valid))


def _may_be_named(offer: Offer, on: date) -> bool:
    first, last = offer.priced_on, offer.valid_until
    validated = OFFER_TRACK.reached(offer.track, "validated", on)
    return validated is not None and (first is None or first <= on) and (last is None or on <= last)


def _lines(offer: Offer, row: PriceStated) -> Iterator[Known]:
    for line in offer.lines:
        if (line.part, line.site) == (row.part, row.site) and row.technical_index in (None, line.technical_index):
            yield Known(line.unit_price, offer.id)


def _offers_of(part: str, book: Book) -> tuple[Offer, ...]:
    def grouped() -> dict[str, tuple[Offer, ...]]:
        found: dict[str, tuple[Offer, ...]] = {}
        for offer in book.all(Offer):
            for name in dict.fromkeys(line.part for line in offer.lines):
                found[name] = (*found.get(name, ()), offer)
        return found

    return book.remembered("offers by part", grouped).get(part, ())
