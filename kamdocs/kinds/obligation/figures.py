"""Figures of obligations: whether one is due, late or ended, and what a plant is told of it."""

from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.obligation.model import OBLIGATION_TRACK, Debtor, Obligation

_SOON = 30


def is_open(obligation: Obligation, book: Book) -> bool:
    """Whether it still has to be done: open or disputed on the day."""
    return state_on(obligation.track, book.as_of) in OBLIGATION_TRACK.live


def days_left(obligation: Obligation, book: Book) -> int:
    """Days to the last day, that day included (K1); below 0 it is late by so many."""
    return (obligation.due - book.as_of).days


def standing(obligation: Obligation, book: Book) -> tuple[Fact, ...]:
    """Due in so many days, late, or ended; nothing before its first act."""
    if state_on(obligation.track, book.as_of) is None:
        return ()
    mark = _mark(days_left(obligation, book)) if is_open(obligation, book) else Mark("ended")
    return (Fact("Standing", mark, Class.PRICE, f"due {obligation.due}"),)


def _mark(left: int) -> Mark:
    days = f"{abs(left)} day{'s' if abs(left) != 1 else ''}"
    return Mark(f"late by {days}", "bad") if left < 0 else Mark(f"due in {days}", "wait" if left <= _SOON else "off")


def summary(obligation: Obligation, book: Book, audience: str) -> tuple[Fact, ...]:
    """For the plant: who has to act, by when, and the state; not what it is worth."""
    if audience != "plant":
        return ()
    state = state_on(obligation.track, book.as_of)
    debtor = "the customer" if obligation.debtor is Debtor.CUSTOMER else "us"
    return (
        Fact("Debtor", debtor, Class.PRICE),
        Fact("Due", str(obligation.due), Class.PRICE),
        Fact("State", in_words(state) if state else None, Class.PRICE),
    )
