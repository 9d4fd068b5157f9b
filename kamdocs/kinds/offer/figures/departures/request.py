"""An offer beside the request that it answers: parts and sites, volumes, capacity, start of production."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.place import Path
from kamdocs.kinds.offer.model import Offer, OfferException, OfferLine
from kamdocs.kinds.rfq.model import Rfq, RfqLine

_WHOLE = ("capacity_apw", "capacity_mpw", "sop", "lifetime_volume")
_LINES = "lines"


class FromRequest(NamedTuple):
    """A term that both records can say.

    Attributes:
        place: Where in the offer it stands; where it says nothing, the block in which it is missing.
        field: Its name, as `exceptions` writes it.
        asked: What the request says.
        offered: What the offer says.
        differs: Whether both are not the same.
        item: Year of a volume; empty for all else.
    """

    place: Path
    field: str
    asked: str
    offered: str
    differs: bool
    item: str = ""

    def says(self) -> str:
        """Both values in words."""
        return f"{self.field}: asked {self.asked}, offered {self.offered}"


def against_request(offer: Offer, book: Book) -> tuple[FromRequest, ...]:
    """Everything that is compared between an offer and its request; empty if the request is not known here.

    A start of production, a volume or a capacity is compared where both state it. Of several offered lines of one part
    and site that of price type `series` is meant.
    """
    rfq = book.get_as(Rfq, offer.rfq)
    if rfq is None:
        return ()
    return (*_parts(offer, rfq), *_volumes(offer, rfq), *_terms(offer, rfq))


def departures_from_request(offer: Offer, book: Book) -> tuple[FromRequest, ...]:
    """What differs and is not named in `exceptions`."""
    return tuple(one for one in against_request(offer, book) if one.differs and excepted(offer, one.field) is None)


def excepted(offer: Offer, field: str) -> OfferException | None:
    """The exception that names a field, also by its path: `volumes`, `lines.volumes`; `part` and `site` mean lines."""
    meant = {field, "part", "parts", "site", "sites"} if field == _LINES else {field}
    for one in offer.exceptions:
        # A path into the lines speaks of the field behind it, not of the lines.
        words = [word for word in re.split(r"[. /@]", one.field) if word]
        if meant & set(words[1:] if words[0] == _LINES and len(words) > 1 else words):
            return one
    return None


def _parts(offer: Offer, rfq: Rfq) -> Iterator[FromRequest]:
    asked = list(dict.fromkeys((line.part, line.site) for line in rfq.lines))
    offered = list(dict.fromkeys((line.part, line.site) for line in offer.lines))
    left = [one for one in asked if one not in offered]
    if left:
        yield FromRequest((_LINES,), _LINES, _named(left), "nothing", differs=True)
    elif asked and set(asked) == set(offered):
        yield FromRequest((_LINES,), _LINES, _named(asked), _named(offered), differs=False)
    for place, line in enumerate(offer.lines):
        if asked and (line.part, line.site) not in asked:
            own = _named([(line.part, line.site)])
            yield FromRequest((_LINES, place, "part"), _LINES, "nothing", own, differs=True)


def _named(pairs: list[tuple[str, str]]) -> str:
    return ", ".join(f"{part} at {site}" for part, site in pairs)


def _volumes(offer: Offer, rfq: Rfq) -> Iterator[FromRequest]:
    for asked in rfq.lines:
        found = _offered_line(offer, asked)
        if found is None or not asked.volumes:
            continue
        place, line = found
        for year in sorted({*asked.volumes, *line.volumes}):
            here: Path = (_LINES, place, "volumes")
            where = (*here, str(year)) if year in line.volumes else here
            said = asked.volumes.get(year), line.volumes.get(year)
            asked_for, offered = (str(pieces) if pieces is not None else f"nothing for {year}" for pieces in said)
            yield FromRequest(where, "volumes", asked_for, offered, differs=said[0] != said[1], item=str(year))


def _offered_line(offer: Offer, asked: RfqLine) -> tuple[int, OfferLine] | None:
    """The offered line of an asked part and site with its position: of several the one for series, else the first."""
    same = [
        (place, line) for place, line in enumerate(offer.lines) if (line.part, line.site) == (asked.part, asked.site)
    ]
    return next((one for one in same if one[1].price_type == "series"), same[0] if same else None)


def _terms(offer: Offer, rfq: Rfq) -> Iterator[FromRequest]:
    for field in _WHOLE:
        asked, offered = rfq.said(field), offer.said(field)
        if asked is not None and offered is not None:
            yield FromRequest((field,), field, str(asked), str(offered), differs=asked != offered)
