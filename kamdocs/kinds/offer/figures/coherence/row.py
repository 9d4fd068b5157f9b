"""One comparison of an offer: with what, whether both agree, and why that could not be told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from kamdocs.core.audience import Class
from kamdocs.core.book import Book


class Outcome(StrEnum):
    """How a comparison ended."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_COMPARED = "not compared"
    """Something that decides is missing, unread or not in this copy; that is never an agreement."""


TONES = {Outcome.AGREES: "good", Outcome.DIFFERS: "bad", Outcome.NOT_COMPARED: "wait"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the coherence block.

    Attributes:
        what: What was compared.
        beside: Records on the other side, by id.
        outcome: How it ended.
        says: What agrees, how many differ and how, or why nothing could be compared.
        seen_as: The class of the line: that of what was read.
    """

    what: str
    beside: tuple[str, ...]
    outcome: Outcome
    says: str = ""
    seen_as: Class = Class.PRICE

    def only_for(self, seen_as: Class) -> "Compared":
        """The same line, read by whom this class may be read by."""
        return replace(self, seen_as=seen_as)


def judged(what: str, beside: Iterable[str], differences: Iterable[str], agrees: str = "") -> Compared:
    """A comparison that could be made: it differs where something is said of a difference."""
    found = tuple(dict.fromkeys(differences))
    names = tuple(dict.fromkeys(beside))
    if not found:
        return Compared(what, names, Outcome.AGREES, agrees)
    return Compared(what, names, Outcome.DIFFERS, f"{len(found)}: {'; '.join(found)}")


def not_compared(what: str, why: str, beside: Iterable[str] = ()) -> Compared:
    """A comparison that could not be made."""
    return Compared(what, tuple(dict.fromkeys(beside)), Outcome.NOT_COMPARED, why)


def absence(record_id: str, book: Book) -> str:
    """Why a record that is named is not there."""
    if book.is_unread(record_id):
        return f"{record_id} is known but unread"
    if record_id.partition("-")[0] in book.absent_prefixes:
        return f"{record_id} is not in this copy"
    return f"{record_id} does not exist"
