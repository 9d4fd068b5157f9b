"""Which rounds a call of `kamdocs round` asks for: that of a day, or those of the days on which one cause counts."""

from dataclasses import dataclass, replace
from datetime import date

from pydantic_core import PydanticCustomError

from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import split_item
from kamdocs.core.parsing_days import parse_day
from kamdocs.core.period import Span, named_period
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.price.draft import Wanted, days_of_change, days_of_index, days_of_mandated, days_of_step

_FLAGS = {"index": "--index", "change": "--change", "mandated": "--mandated", "lta": "--lta"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call asks for.

    Attributes:
        cause: Sort of the one cause and its words; None = every cause.
        day: The day from which the lines hold; None = the days of the cause.
        programme: Only parts of this programme; empty = all.
    """

    cause: tuple[str, str] | None
    day: date | None
    programme: str

    @property
    def nowhere(self) -> tuple[str, str]:
        """What to say where no account has it."""
        if self.cause is None:
            return "There is no account.", "Begin one: kamdocs new customer --account NAME."
        sort, words = self.cause
        if sort == "index":
            return f"No clause has an application period {words}.", "Name its first month, or a quarter: 2024-Q4."
        on = f" on {self.day}" if self.day is not None else ""
        return f"{words} moves no price{on}.", "Look at its day and its parts: kamdocs show shows the record."


def named_cause(**given: str | None) -> tuple[str, str] | None:
    """The one cause that is given.

    Raises:
        KamdocsError: Two are given.
    """
    found = [(sort, words) for sort, words in given.items() if words]
    if len(found) > 1:
        flags = " and ".join(_FLAGS[sort] for sort, _ in found)
        raise KamdocsError(f"{flags} do not go together.", "A round drafts one day, or one cause.")
    return found[0] if found else None


def rounds_for(book: Book, asked: Asked) -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
    """The rounds of one account, and what has no day.

    Raises:
        KamdocsError: Neither day nor cause, or the words name nothing.
    """
    if asked.cause is None:
        if asked.day is None:
            raise KamdocsError(
                "A round needs its day or its cause.", "Write --effective 2025-01-01 or --index 2024-Q4."
            )
        return (Wanted(asked.day, asked.programme),), ()
    sort, words = asked.cause
    every, lost = _days(book, sort, words)
    chosen = (one for one in every if asked.day in (None, one.on))
    return tuple(replace(one, programme=asked.programme) for one in chosen), lost


def _days(book: Book, sort: str, words: str) -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
    if sort == "index":
        return days_of_index(book, _period(words))
    if sort == "change":
        change = book.get_as(Change, words)
        return (days_of_change(book, change) if change is not None else ()), ()
    if sort == "lta":
        return days_of_step(book, words), ()
    name, item = split_item(words)
    component = book.get_as(MandatedComponent, name)
    return (days_of_mandated(component, _day(words, item)) if component is not None else ()), ()


def _period(words: str) -> Span:
    found = named_period(words)
    if found is None:
        raise KamdocsError(f'"{words}" is no period.', "Write 2024-Q4, 2024-H2, or its first month 2024-10.")
    return found


def _day(words: str, item: str | None) -> date:
    try:
        return parse_day(item or "")
    except PydanticCustomError as error:
        raise KamdocsError(f"{words} names no price of a component.", "Write MDC-8K0-121@2025-01-01.") from error
