"""Changes that move a price: agreed, and shipped to the site from the day on (step 2)."""

from collections.abc import Mapping
from datetime import date

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures import commercially
from kamdocs.kinds.change.model import COMMERCIAL, Change, ChangeLine, CommercialState, TechnicalState
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.draft.cause import At, Cause, Found, LeftOut, Step, as_deltas, moves_nothing, refusing

_Lines = tuple[tuple[Change, ChangeLine], ...]


def changes_by_part(book: Book) -> Mapping[str, _Lines]:
    """The lines of all changes that were not cancelled, by part."""

    def grouped() -> dict[str, _Lines]:
        found: dict[str, _Lines] = {}
        for change in book.all(Change):
            if state_on(change.technical_track, book.as_of) is not TechnicalState.CANCELLED:
                for line in change.lines:
                    found[line.part] = (*found.get(line.part, ()), (change, line))
        return found

    return book.remembered("changes that may move a price, by part", grouped)


def arrival(book: Book, change: Change, line: ChangeLine, site: str) -> date | None:
    """The day from which a site gets the changed part: first shipped, before that the planned introduction.

    A part that keeps its index was shipped with it all along, so only the planned day says when.
    """
    part = book.get_as(Part, line.part) if line.has_new_index else None
    shipped = [
        there.shipped_from
        for one in (part.technical_indices if part else ())
        for there in (one.introductions if one.index == line.index_to else ())
        if there.site == site and there.shipped_from is not None
    ]
    return min(shipped, default=change.introduction_date)


def find_changes(at: At, found: Found) -> None:
    """The changes of a file: due, early, or introduced and not agreed.

    Source:
        F-29, step 2.
    """
    for change, line in changes_by_part(at.book).get(at.price.part, ()):
        day = arrival(at.book, change, line, at.price.site) if _concerns(line, at.price.site) else None
        if day is None or not at.is_open(change.id, day):
            continue
        state = state_on(change.commercial_track, at.book.as_of)
        given = state is CommercialState.WAIVED
        if given or not COMMERCIAL.at_least(state, "agreed"):
            if day == at.on:
                why = (
                    "given away, its delta is not charged" if given else f"introduced, not agreed: {_words(at, change)}"
                )
                found.left_out.append(LeftOut(change.id, at.line, why))
            continue
        cause = _cause(at, change, line, day)
        if day == at.on:
            found.due.append(cause)
        elif not moves_nothing(cause.of):
            found.early(change.id, day)


def _concerns(line: ChangeLine, site: str) -> bool:
    return not line.sites or site in line.sites


def _words(at: At, change: Change) -> str:
    return commercially(change, at.book.as_of)


def _cause(at: At, change: Change, line: ChangeLine, day: date) -> Cause:
    agreed = COMMERCIAL.reached(change.commercial_track, "agreed", at.book.as_of)
    deltas = dict(line.price_delta.listed()) if line.price_delta is not None else {}
    if deltas:
        of = as_deltas(deltas, at.unit, name="price_delta")
    else:
        of = refusing(Refused("price_delta", f"of {line.part} at {at.price.site} missing in {change.id}"))
    return Cause(change.id, Step.CHANGE, of, day, (agreed.on if agreed else day, change.id))


def index_brought(at: At, letter: str) -> str:
    """The index that an agreed change brings to the site on the day, before anything of it is shipped.

    Args:
        at: The file.
        letter: The index in series by what is known.

    Returns:
        `letter` itself where no change follows it on that day.
    """
    for change, line in changes_by_part(at.book).get(at.price.part, ()):
        if line.index_from != letter or not line.has_new_index or not _concerns(line, at.price.site):
            continue
        agreed = COMMERCIAL.at_least(state_on(change.commercial_track, at.book.as_of), "agreed")
        if agreed and arrival(at.book, change, line, at.price.site) == at.on:
            return line.index_to
    return letter
