"""The technical index that an offered line must have, and the open changes that its index leaves out."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.change.model import Change, ChangeLine, CommercialState, TechnicalState
from kamdocs.kinds.offer.figures import reached_on
from kamdocs.kinds.offer.model import Offer, OfferLine
from kamdocs.kinds.part.model import Part, TechnicalIndex
from kamdocs.kinds.rfq.model import Rfq

_NOT_OPEN = frozenset({CommercialState.REFUSED, CommercialState.WAIVED})


class Asked(NamedTuple):
    """The index that a line should have, and whether it was `asked` for or `released`."""

    letter: str
    how: str


def asked_index(offer: Offer, line: OfferLine, book: Book) -> Asked | None:
    """The index that a line answers: of the RFQ, of the change, else the one released last when the offer was sent.

    Returns:
        None if it is not known: the request does not name the line, its record is not here, or nothing was sent yet.
    """
    if offer.rfq is not None:
        rfq = book.get_as(Rfq, offer.rfq)
        asked = [one for one in rfq.lines if (one.part, one.site) == (line.part, line.site)] if rfq else []
        return Asked(asked[0].technical_index, "asked") if asked else None
    if offer.change is not None:
        change = book.get_as(Change, offer.change)
        changed = [one.index_to for one in change.lines if one.part == line.part] if change else []
        return Asked(changed[0], "asked") if changed else None
    sent = reached_on(offer, "sent")
    part = book.get_as(Part, line.part)
    newest = _released_on(part, sent) if part and sent else None
    return Asked(newest.index, "released") if newest else None


def _released_on(part: Part, day: date) -> TechnicalIndex | None:
    """The index with the greatest day of release up to a day; of two of one day the later one of the record."""
    released = [one for one in part.technical_indices if one.release_date <= day]
    return max(enumerate(released), key=lambda pair: (pair[1].release_date, pair[0]))[1] if released else None


def departs_in_index(offer: Offer, book: Book) -> tuple[tuple[int, Asked], ...]:
    """The lines whose index is another one than asked for, by position; an index that the part lacks is not judged."""
    found = []
    for place, line in enumerate(offer.lines):
        asked = asked_index(offer, line, book)
        if asked is not None and asked.letter != line.technical_index and not _is_unknown(line, book):
            found.append((place, asked))
    return tuple(found)


def _is_unknown(line: OfferLine, book: Book) -> bool:
    part = book.get_as(Part, line.part)
    return part is not None and part.index(line.technical_index) is None


class LeftOut(NamedTuple):
    """An open change that an offered part has not in its index, and that no words exclude."""

    change: str
    part: str
    letter: str


def changes_received(offer: Offer, book: Book) -> tuple[Change, ...]:
    """The open changes on offered parts that were here before the offer was sent (not sent: all), by id.

    The change that the offer answers is none of them, nor is one cancelled, refused or waived.
    """
    known = _by_part(book)
    found = {
        change.id: change
        for line in offer.lines
        for change, changed in known.get(line.part, ())
        if _touches(changed, line) and _is_open_for(offer, change)
    }
    return tuple(found[one] for one in sorted(found))


def left_out(offer: Offer, book: Book) -> tuple[LeftOut, ...]:
    """Open changes whose index comes after the offered one and which `exclusions` does not name, by id."""
    excluded = {one.change for one in offer.exclusions}
    found: dict[tuple[str, str], LeftOut] = {}
    for change in changes_received(offer, book):
        for line in offer.lines if change.id not in excluded else ():
            for changed in change.lines:
                if changed.part == line.part and _touches(changed, line) and _comes_after(changed, line, book):
                    found.setdefault((change.id, line.part), LeftOut(change.id, line.part, line.technical_index))
    return tuple(found.values())


def _is_open_for(offer: Offer, change: Change) -> bool:
    sent = reached_on(offer, "sent")
    return (
        change.id != offer.change
        and (sent is None or change.received_on <= sent)
        and state_on(change.technical_track) is not TechnicalState.CANCELLED
        and state_on(change.commercial_track) not in _NOT_OPEN
    )


def _touches(changed: ChangeLine, line: OfferLine) -> bool:
    return not changed.sites or line.site in changed.sites


def _comes_after(changed: ChangeLine, line: OfferLine, book: Book) -> bool:
    """Whether the new index was released after the offered one; of two of one day the later one of the record."""
    part = book.get_as(Part, line.part)
    order = {one.index: (one.release_date, place) for place, one in enumerate(part.technical_indices)} if part else {}
    new, offered = order.get(changed.index_to), order.get(line.technical_index)
    return new is not None and offered is not None and new > offered


def _by_part(book: Book) -> Mapping[str, tuple[tuple[Change, ChangeLine], ...]]:
    def grouped() -> dict[str, tuple[tuple[Change, ChangeLine], ...]]:
        found: dict[str, tuple[tuple[Change, ChangeLine], ...]] = {}
        for change in book.all(Change):
            for line in change.lines:
                found[line.part] = (*found.get(line.part, ()), (change, line))
        return found

    return book.remembered("changed lines by part", grouped)
