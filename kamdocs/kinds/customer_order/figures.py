"""Figures of customer orders: the state on the day, and what a plant is told of an order."""

from dataclasses import replace

from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import last
from kamdocs.core.trade import AwardState
from kamdocs.core.view import Fact, Link, Mark
from kamdocs.kinds.customer_order.model import CustomerOrder

_TONES = {AwardState.ACCEPTED: "good", AwardState.CONTESTED: "bad"}


def standing(order: CustomerOrder, book: Book) -> tuple[Fact, ...]:
    """The state on the day."""
    return (_state(order, book),)


def _state(order: CustomerOrder, book: Book) -> Fact:
    entry = last(order.track, book.as_of)
    if entry is None:
        return Fact("State", Mark("no state yet", "off"), Class.PRICE)
    return Fact("State", Mark(in_words(entry.state), _TONES.get(entry.state, "wait")), Class.PRICE, f"since {entry.on}")


def summary(order: CustomerOrder, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants: what is ordered, for which parts and tools, and the state. No amount."""
    facts = [Fact("Type", in_words(order.type), Class.PRICE)]
    named = dict.fromkeys(name for line in order.lines for name in (line.part, line.tool) if name)
    facts += [Fact("Orders", Link(name), Class.PRICE) for name in named]
    return (*facts, replace(_state(order, book), note=""))
