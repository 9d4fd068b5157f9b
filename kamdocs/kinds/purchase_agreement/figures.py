"""What we pay a tier-2 beside what the customer agreed: on which days both hold, and which of them is higher."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Span
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.mandated_component.model import MandatedComponent, MandatedPriceLine, mandated_by_number
from kamdocs.kinds.price.figures import shown
from kamdocs.kinds.purchase_agreement.model import PurchaseAgreement, PurchaseLine, agreements_by_number

_ONE_DAY = timedelta(days=1)
_TONES = {"above": "bad", "on": "good", "below": "good"}


@dataclass(frozen=True, slots=True)
class Meeting:
    """The days on which one purchase price and one mandated price are in force together.

    Attributes:
        place: Position of our line in its agreement.
        ours: What we pay.
        theirs: What the customer agreed.
        first: First of these days.
    """

    place: int
    ours: PurchaseLine
    theirs: MandatedPriceLine
    first: date


def mandated_days(component: MandatedComponent) -> tuple[tuple[MandatedPriceLine, Span], ...]:
    """The lines of a mandated component with the days on which each is in force, oldest first.

    A line without `valid_to` ends on the day before the next one.
    """
    lines = sorted(component.lines, key=lambda line: line.valid_from)
    found = []
    for place, line in enumerate(lines):
        following = lines[place + 1].valid_from - _ONE_DAY if place + 1 < len(lines) else None
        ends = [day for day in (line.valid_to, following) if day is not None]
        found.append((line, Span(line.valid_from, min(ends, default=None))))
    return tuple(found)


def meetings(agreement: PurchaseAgreement, component: MandatedComponent) -> Iterator[Meeting]:
    """Every pair of prices that share a day, in the order of our lines, then of theirs."""
    begins = sorted(line.valid_from for line in agreement.lines)
    for place, ours in enumerate(agreement.lines):
        later = [day for day in begins if day > ours.valid_from]
        last = later[0] - _ONE_DAY if later else None
        for theirs, days in mandated_days(component):
            first = max(ours.valid_from, days.first)
            ends = [day for day in (last, days.last) if day is not None]
            if not ends or first <= min(ends):
                yield Meeting(place, ours, theirs, first)


def comparable(one: UnitPrice, other: UnitPrice) -> bool:
    """Whether two prices stand in one currency and one price unit."""
    return one.unit == other.unit


def side_of(ours: UnitPrice | None, theirs: UnitPrice | None) -> str:
    """Whether our purchase price is `above`, `on` or `below` another one, or `not comparable`."""
    if ours is None or theirs is None or (ours.currency, ours.measure) != (theirs.currency, theirs.measure):
        return "not comparable"
    if ours.exact == theirs.exact:
        return "on"
    return "above" if ours.exact > theirs.exact else "below"


def side_mark(word: str) -> Mark:
    """The same with its tone."""
    return Mark(word, _TONES.get(word, "wait"))


def bought_on(book: Book, component: str, day: date) -> UnitPrice | None:
    """What we pay for a component on a day; None if no agreement says it, or several say different things."""
    lines = (one.line_on(day) for one in agreements_by_number(book).get(component, ()))
    prices = {line.unit_price for line in lines if line is not None}
    return prices.pop() if len(prices) == 1 else None


def standing(agreement: PurchaseAgreement, book: Book) -> tuple[Fact, ...]:
    """What we pay today, on which side of the mandated price it lies, and whether it is disputed."""
    line = agreement.line_on(book.as_of)
    if line is None:
        return (Fact("Standing", Mark("not yet", "wait"), Class.COST),)
    facts = [Fact("Standing", Mark("in force", "good"), Class.COST)]
    facts.append(Fact("Price today", shown(line.unit_price), Class.COST, f"from {line.valid_from}"))
    for one in mandated_by_number(book).get(agreement.component, ()):
        theirs = one.line_on(book.as_of)
        word = side_of(line.unit_price, theirs.unit_price if theirs else None)
        facts.append(Fact("Against the mandated price", side_mark(word), Class.COST, one.id))
    if agreement.dispute is not None and agreement.dispute.since <= book.as_of:
        since = f"since {agreement.dispute.since}"
        facts.append(Fact("Dispute", Mark("price disputed", "wait"), Class.MATERIAL, since))
    return tuple(facts)


def summary(agreement: PurchaseAgreement, book: Book, audience: str) -> tuple[Fact, ...]:
    """For purchasing: whether what we pay is above, on or below the mandated price, by day. No amount.

    The days are those on which the mandated price moves, and today.
    """
    if audience != "purchasing":
        return ()
    facts = []
    for one in mandated_by_number(book).get(agreement.component, ()):
        days = sorted({line.valid_from for line in one.lines} | {book.as_of})
        for day in days:
            ours, theirs = agreement.line_on(day), one.line_on(day)
            if ours is not None and theirs is not None:
                mark = side_mark(side_of(ours.unit_price, theirs.unit_price))
                label = f"Purchase price of {agreement.component} on {day}"
                facts.append(Fact(label, mark, Class.COST, "against the mandated price"))
    return tuple(facts)
