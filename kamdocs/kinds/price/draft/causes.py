"""All causes of one price file: what is due on the day, what should have come before, what is left out."""

from dataclasses import replace
from datetime import date

from kamdocs.core.book import Book
from kamdocs.core.record import Record
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.lta.figures.walk import kept_lines
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.price.draft.cause import At, Cause, Found, Step, Wanted
from kamdocs.kinds.price.draft.changes import find_changes
from kamdocs.kinds.price.draft.indices import find_indices
from kamdocs.kinds.price.draft.mandated import find_mandated
from kamdocs.kinds.price.draft.reductions import find_reductions
from kamdocs.kinds.price.model import Price
from kamdocs.kinds.price_index_clause.model import PriceIndexClause

READ: tuple[type[Record], ...] = (Change, Lta, PriceIndexClause, IndexAdjustment)
"""Kinds of which each record may move any price; what is not read of them leaves every line unknown."""


def booked_in(price: Price) -> frozenset[str]:
    """What stands in the build-up of a line that is not withdrawn."""
    return frozenset(entry.because for _, line in kept_lines(price) for entry in line.build_up)


def first_day(price: Price) -> date | None:
    """First day of the first line that is not withdrawn."""
    kept = kept_lines(price)
    return kept[0][1].valid_from if kept else None


def find_causes(at: At) -> Found:
    """Everything that counts in a file up to the day and stands in no line of it.

    Source:
        F-29, step 2.
    """
    found = Found()
    find_changes(at, found)
    find_reductions(at, found)
    find_mandated(at, found)
    find_indices(at, found)
    found.blocking += unread(at.book)
    return found


def unread(book: Book) -> list[tuple[str, str]]:
    """The inputs of every line that are not in this copy, or do not load."""
    return book.remembered("inputs of a round that are not read", lambda: _unread(book))


def _unread(book: Book) -> list[tuple[str, str]]:
    found = [(kind.about.plural, "are not in this copy") for kind in READ if kind.about.slug in book.absent_kinds]
    prefixes = tuple(f"{kind.about.prefix}-" for kind in READ)
    lost = sorted(name for name in book.shelf.unread if name.startswith(prefixes))
    return [*found, *((name, "does not load") for name in lost)]


def narrowed(found: Found, wanted: Wanted, book: Book) -> tuple[Found, tuple[Cause, ...]]:
    """The causes that a round for one cause drafts, and those that should stand in the draft before it.

    A reduction is taken from what changes leave; the other causes do not depend on what comes before them.
    """
    if wanted.is_whole:
        return found, ()
    due = [one for one in found.due if wanted.asks_for(one)]
    depends = any(one.step is Step.REDUCTION for one in due)
    earlier = tuple(one for one in found.due if depends and one.step is Step.CHANGE)
    lost = dict(unread(book))
    left_out = [one for one in found.left_out if wanted.asks_for(one)]
    blocking = [one for one in found.blocking if one[0] not in lost]
    return replace(found, due=due, blocking=blocking, left_out=left_out), earlier
