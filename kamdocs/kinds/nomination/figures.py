"""Figures of nominations: the state on the day, and the award beside the offer."""

from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import last
from kamdocs.core.trade import AwardState
from kamdocs.core.view import Cell, Column, Fact, Link, Mark, Row, Table
from kamdocs.kinds.nomination.comparison import Compared, compared, not_awarded, recorded, shown
from kamdocs.kinds.nomination.model import Nomination
from kamdocs.kinds.offer.model import Offer, OfferLine

_TONES = {AwardState.ACCEPTED: "good", AwardState.CONTESTED: "bad"}
_COLUMNS = ("Part", "Site", "Field", "Offered", "Awarded", "Difference", "Deviation")


def standing(nomination: Nomination, book: Book) -> tuple[Fact, ...]:
    """The state on the day."""
    entry = last(nomination.track, book.as_of)
    if entry is None:
        return (Fact("State", Mark("no state yet", "off"), Class.PRICE),)
    mark = Mark(in_words(entry.state), _TONES.get(entry.state, "wait"))
    return (Fact("State", mark, Class.PRICE, f"since {entry.on}"),)


def award_beside_offer(nomination: Nomination, book: Book) -> Table:
    """Line by line and term by term: offered, awarded, the difference, and why it stands."""
    offer = book.get_as(Offer, nomination.offer)
    rows = [_row(one, nomination) for one in compared(nomination, book)]
    rows += [_left(line) for line in not_awarded(nomination, offer)] if offer else []
    empty = "Awarded without an offer of ours." if nomination.offer is None else "The offer is not in this copy."
    columns = tuple(Column(name, Class.PRICE) for name in _COLUMNS)
    return Table("Award beside the offer", columns, tuple(rows), f"award-{nomination.id}", empty)


def _row(one: Compared, nomination: Nomination) -> Row:
    line = nomination.lines[one.line] if one.line is not None else None
    cells = (
        Link(line.part) if line else "All parts",
        Link(line.site) if line else "",
        f"{in_words(one.field)} {one.item}".strip(),
        shown(one.offered),
        shown(one.awarded),
        one.difference,
        _deviation(one, nomination),
    )
    return Row(cells, about=(line.part, line.site) if line else (), parts=(line.part,) if line else ())


def _deviation(one: Compared, nomination: Nomination) -> Cell:
    if not one.differs:
        return "not comparable" if not one.is_comparable else ""
    found = recorded(nomination, one.field)
    if found is None:
        return Mark("no deviation recorded", "bad")
    return found.because or "recorded without a reason"


def _left(line: OfferLine) -> Row:
    """An offered line that the award does not name."""
    cells = (Link(line.part), Link(line.site), "unit price", str(line.unit_price), "not said", "not awarded", "")
    return Row(cells, about=(line.part, line.site), parts=(line.part,))
