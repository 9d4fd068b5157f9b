"""Figures of nominations: the state on the day, and the award beside the offer."""

from decimal import Decimal

from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.quantity import Quantity
from kamdocs.core.track import last
from kamdocs.core.trade import AwardState
from kamdocs.core.view import Cell, Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.nomination.figures.comparison import Compared, Value, compared, not_awarded, recorded, shown
from kamdocs.kinds.nomination.model import Nomination
from kamdocs.kinds.offer.model import Offer, OfferLine

_TONES = {AwardState.ACCEPTED: "good", AwardState.CONTESTED: "bad"}
_TERMS = {"lta": "yearly reduction", "steps": "yearly reduction"}
_NUMBERS = ("Offered", "Awarded", "Difference")
_COLUMNS = ("Part", "Site", "Field", "Offered", "Awarded", "Difference", "Deviation")


def standing(nomination: Nomination, book: Book) -> tuple[Fact, ...]:
    """The state on the day."""
    entry = last(nomination.track, book.as_of)
    if entry is None:
        return (Fact("State", Mark("no state yet", "off"), Class.PRICE),)
    mark = Mark(in_words(entry.state), _TONES.get(entry.state, "wait"))
    return (Fact("State", mark, Class.PRICE, f"since {entry.on}"),)


def differing(nomination: Nomination, book: Book) -> tuple[Fact, ...]:
    """How many terms are not what was offered, and whether all of them are recorded; nothing without an offer."""
    if book.get_as(Offer, nomination.offer) is None:
        return ()
    found = [one for one in compared(nomination, book) if one.differs]
    silent = sum(recorded(nomination, one.field) is None for one in found)
    mark = (
        Mark(f"{len(found)} term{'s' * (len(found) != 1)}", "bad" if silent else "wait")
        if found
        else Mark("none", "good")
    )
    note = f"{silent} without a recorded deviation" if silent else "each with a recorded deviation" if found else ""
    return (Fact("Differs from the offer", mark, Class.PRICE, note),)


def award_beside_offer(nomination: Nomination, book: Book) -> Table:
    """Line by line and term by term: offered, awarded, the difference, and why it stands."""
    offer = book.get_as(Offer, nomination.offer)
    rows = [_row(one, nomination) for one in compared(nomination, book)]
    rows += [_left(line) for line in not_awarded(nomination, offer)] if offer else []
    empty = "Awarded without an offer of ours." if nomination.offer is None else "The offer is not in this copy."
    columns = tuple(Column(name, Class.PRICE, numeric=name in _NUMBERS) for name in _COLUMNS)
    return Table("Award beside the offer", columns, tuple(rows), f"award-{nomination.id}", empty)


def _row(one: Compared, nomination: Nomination) -> Row:
    line = nomination.lines[one.line] if one.line is not None else None
    cells = (
        Link(line.part) if line else "All parts",
        Link(line.site) if line else "",
        f"{_TERMS.get(one.field) or in_words(one.field)} {one.item}".strip(),
        _value(one.offered),
        _value(one.awarded),
        _difference(one.difference),
        _deviation(one, nomination),
    )
    return Row(cells, about=(line.part, line.site) if line else (), parts=(line.part,) if line else ())


def _value(value: Value | None) -> Cell:
    """A term as a page shows it: a number with its digits in groups."""
    match value:
        case Money() | UnitPrice() | Quantity():
            return Number(value.amount, shown(value))
        case Decimal():
            return Number(value, shown(value))
    return shown(value)


def _difference(text: str) -> Cell:
    """A difference with its sign as a number; words stay words."""
    return Number(Decimal(text.split()[0]), text) if text[:1] in ("+", "-") else text


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
