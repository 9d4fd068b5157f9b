"""What the calendar makes of an idea: its maturity on a day, on time or late; and what plants are told of it."""

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.productivity_idea.model import IDEA_TRACK, Maturity, ProductivityIdea

NOT_YET = frozenset({Maturity.HG1, Maturity.HG2, Maturity.HG3})
"""Maturities at which nothing is introduced yet."""


def grade_of(maturity: Maturity | None) -> int:
    """1 to 5; 0 where it is dropped or has no maturity yet."""
    return IDEA_TRACK.rank(maturity) + 1


def is_late(idea: ProductivityIdea, book: Book) -> bool:
    """Whether its day has passed and it is not introduced."""
    day = idea.implementation_date
    return day is not None and day < book.as_of and state_on(idea.track, book.as_of) in NOT_YET


def standing_mark(idea: ProductivityIdea, book: Book) -> Mark:
    """On time, late, dropped, or without a day."""
    state = state_on(idea.track, book.as_of)
    if state in (None, Maturity.DROPPED):
        return Mark("dropped" if state else "no maturity yet", "off")
    if is_late(idea, book):
        return Mark("late", "bad")
    if idea.implementation_date is None:
        return Mark("no day yet", "wait" if state in NOT_YET else "off")
    return Mark("on time", "good")


def standing(idea: ProductivityIdea, book: Book) -> tuple[Fact, ...]:
    """On time or late, and the maturity on the day."""
    state = state_on(idea.track, book.as_of)
    day = idea.implementation_date
    facts = [Fact("Standing", standing_mark(idea, book), Class.SCHEDULE, f"planned for {day}" if day else "")]
    if state is not None:
        facts.append(Fact("Maturity", state.value, Class.SCHEDULE))
    return tuple(facts)


def summary(idea: ProductivityIdea, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants and logistics: what is planned, how sure it is, and from which day."""
    if audience not in ("plant", "logistics"):
        return ()
    state = state_on(idea.track, book.as_of)
    day = idea.implementation_date
    return (
        Fact("Description", idea.description, Class.MATERIAL),
        Fact("Maturity", state.value if state else None, Class.MATERIAL),
        Fact("Implementation", day.isoformat() if day else None, Class.MATERIAL),
    )
