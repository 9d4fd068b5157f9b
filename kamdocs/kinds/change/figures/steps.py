"""Whether changes lead unbroken from one technical index of a part to another one, and which steps are missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.change.model import TECHNICAL, Change, ChangeLine
from kamdocs.kinds.nomination.model import awards_of, counting_nomination
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme


@dataclass(frozen=True, slots=True)
class Drift:
    """A part that started at a site on another index than the nominated one, without changes that explain it.

    Attributes:
        site: The site.
        nominated: The index of the nomination that counts.
        started: The index in series at SOP.
        missing: The steps that no approved change makes.
    """

    site: str
    nominated: str
    started: str
    missing: tuple[tuple[str, str], ...]


def drifts(part: Part, book: Book) -> Iterator[Drift]:
    """The sites of a part at which the way from the nominated index to the one at SOP is broken.

    A site is left out where the nomination, SOP or the index in series is not known; so are all while a change was not
    read.
    """
    programme = book.get_as(Programme, part.programme)
    unknown = book.has_unread("changes") or book.has_unread("nominations") or "change" in book.absent_kinds
    if programme is None or programme.sop is None or unknown:
        return
    for site in _awarded_sites(book).get(part.id, ()):
        found = counting_nomination(book, part.id, site)
        started = part.index_in_series(site, programme.sop)
        if found is None or started is None or found[1].technical_index == started.index:
            continue
        nominated = found[1].technical_index
        missing = _missing(part, site, nominated, started.index, book)
        if missing:
            yield Drift(site, nominated, started.index, missing)


def _awarded_sites(book: Book) -> Mapping[str, tuple[str, ...]]:
    def grouped() -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for part, site in sorted(awards_of(book)):
            found[part] = (*found.get(part, ()), site)
        return found

    return book.remembered("awarded sites by part", grouped)


def _missing(part: Part, site: str, first: str, last: str, book: Book) -> tuple[tuple[str, str], ...]:
    """The steps between two indices that no approved change makes; empty if some way leads through."""
    lines = [line for line in _approved_lines(book).get(part.id, ()) if not line.sites or site in line.sites]
    reached = {first}
    front = [first]
    while front:
        following = {line.index_to for line in lines if line.index_from in front} - reached
        reached |= following
        front = sorted(following)
    if last in reached:
        return ()
    order = [one.index for one in sorted(part.technical_indices, key=lambda one: one.release_date)]
    if first not in order or last not in order or order.index(first) > order.index(last):
        return ((first, last),)
    begin = max(place for place in range(order.index(last)) if order[place] in reached)
    way = order[begin : order.index(last) + 1]
    made = {(line.index_from, line.index_to) for line in lines}
    return tuple(step for step in pairwise(way) if step not in made)


def _approved_lines(book: Book) -> Mapping[str, tuple[ChangeLine, ...]]:
    """The lines of all changes that are technically approved or beyond, by part."""

    def grouped() -> dict[str, tuple[ChangeLine, ...]]:
        found: dict[str, tuple[ChangeLine, ...]] = {}
        for change in book.all(Change):
            if TECHNICAL.at_least(state_on(change.technical_track), "approved"):
                for line in change.lines:
                    found[line.part] = (*found.get(line.part, ()), line)
        return found

    return book.remembered("approved lines of changes by part", grouped)
