"""Figures of changes: agreed or not, introduction days, releases, the two doors, the changes of the account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kamdocs.calc.days import day_after
from kamdocs.core.audience import Class
from kamdocs.core.authority import has_authority
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.place import Spot
from kamdocs.core.proving import proof_at
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.core.walk import Acts
from kamdocs.kinds.change.model import COMMERCIAL, Change, ChangeLine, CommercialState, Door, OneOff, RiskRelease
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.model import LINE_TRACK, Price

_AGREED = frozenset({CommercialState.AGREED, CommercialState.ORDERED, CommercialState.INVOICED})
_SCOPE = "risk_release"


def is_agreed(change: Change, as_of: date | None = None) -> bool:
    """Whether the commercial track stands at agreed or later, or the change was given away with a signature."""
    state = state_on(change.commercial_track, as_of)
    return state in _AGREED or (state is CommercialState.WAIVED and change.free_of_charge is not None)


@dataclass(frozen=True, slots=True)
class IntroductionDay:
    """A day on which a changed part came into series, and the place that says so."""

    on: date
    spot: Spot
    part: str
    technical_index: str


def introduction_days(change: Change, book: Book) -> Iterator[IntroductionDay]:
    """Every sign that the change is in series: implemented, first shipment, a loaded price of the new index."""
    for index, entry in enumerate(change.technical_track):
        if entry.state == "implemented" and change.lines:
            line = change.lines[0]
            yield IntroductionDay(entry.on, change.at("technical_track", index), line.part, line.index_to)
    for line in change.lines:
        yield from _shipped(line, book)
        yield from _loaded(line, book)


def _shipped(line: ChangeLine, book: Book) -> Iterator[IntroductionDay]:
    part = book.get_as(Part, line.part)
    for place, one in enumerate(part.technical_indices if part else ()):
        for row, there in enumerate(one.introductions if one.index == line.index_to else ()):
            if part and there.shipped_from and (not line.sites or there.site in line.sites):
                spot = part.at("technical_indices", place, "introductions", row, "shipped_from")
                yield IntroductionDay(there.shipped_from, spot, line.part, line.index_to)


def _loaded(line: ChangeLine, book: Book) -> Iterator[IntroductionDay]:
    for price in _prices_of(line.part, book):
        for place, held in enumerate(price.lines if not line.sites or price.site in line.sites else ()):
            if held.technical_index == line.index_to and LINE_TRACK.reached(held.track, "loaded"):
                spot = price.at("lines", place, "valid_from")
                yield IntroductionDay(held.valid_from, spot, line.part, line.index_to)


def _prices_of(part: str, book: Book) -> tuple[Price, ...]:
    def grouped() -> dict[str, tuple[Price, ...]]:
        found: dict[str, tuple[Price, ...]] = {}
        for price in book.all(Price):
            found[price.part] = (*found.get(price.part, ()), price)
        return found

    return book.remembered("prices by part", grouped).get(part, ())


@dataclass(frozen=True, slots=True)
class Release:
    """A release that opens a door: signed with authority, with its end, its price and its ceiling."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether it counts on a day, both ends included."""
        return self.first <= day <= self.last


def releases(change: Change, door: Door, book: Book) -> tuple[Release, ...]:
    """The releases of a door that are complete and signed with authority."""
    return tuple(
        Release(one.on, one.until)
        for one in change.risk_releases
        if one.door is door
        and (amount := released_amount(one)) is not None
        and has_authority(book, one, scope=_SCOPE, amount=amount, record=change)
    )


def released_amount(one: RiskRelease) -> Money | None:
    """What a release may cost: its ceiling and its price a day over its days, both ends included.

    Returns:
        None if one of both amounts is missing, they stand in two currencies, or it ends before it begins.

    Source:
        K14.
    """
    if one.price_per_day is None or one.cost_ceiling is None or one.until < one.on:
        return None
    if one.price_per_day.currency != one.cost_ceiling.currency:
        return None
    days = (one.until - one.on).days + 1
    return Money(one.cost_ceiling.amount + days * one.price_per_day.amount, one.cost_ceiling.currency)


class Answer(StrEnum):
    """What a door answers. Unknown is never GO."""

    GO = "GO"
    NO_GO = "NO-GO"
    UNKNOWN = "UNKNOWN"


_TONES = {Answer.GO: "good", Answer.NO_GO: "bad", Answer.UNKNOWN: "wait"}


def door(change: Change, which: Door, book: Book) -> tuple[Answer, date | None]:
    """What a door of a change answers on the day of the book, and until when a GO is valid.

    A door opens if the change is agreed on the day with the proof its state asks for, or if a release covers the day.
    It is unknown where a cited paper, a person or a delegation that decides is not known here. How far a release has
    been used up is not computed yet, so a GO on a release may end earlier than its last day.

    Returns:
        The answer, and for a GO the earlier of the day plus policy `gate_valid` and the last day of its release.

    Source:
        F-28, steps 1 to 4.
    """
    as_of = book.as_of
    ends = day_after(as_of, book.policy.limit("gate_valid", on=as_of)).day
    proved = _agreed_with_proof(change, book)
    if proved is Answer.GO:
        return Answer.GO, ends
    covering = [one.last for one in releases(change, which, book) if one.covers(as_of)]
    if covering:
        if _authority_is_open(change, which, book):
            return Answer.UNKNOWN, None
        return Answer.GO, min(ends, max(covering))
    return proved, None


def _agreed_with_proof(change: Change, book: Book) -> Answer:
    """GO if agreed on the day with proof of the grade asked; UNKNOWN if that rests on a paper not known here."""
    if not is_agreed(change, book.as_of):
        return Answer.NO_GO
    if state_on(change.commercial_track, book.as_of) is CommercialState.WAIVED:
        return Answer.GO
    entries = tuple(entry for entry in change.commercial_track if entry.on <= book.as_of)
    agreed = COMMERCIAL.reached(entries, "agreed")
    if agreed is None:
        return Answer.NO_GO
    place = entries.index(agreed)
    best, all_known = proof_at(change, Acts(("commercial_track",), COMMERCIAL, entries), place, book)
    asked = change.asked_proof(COMMERCIAL.by_name["agreed"], agreed.on, book)
    if best is not None and best.proof.grade >= asked:
        return Answer.GO
    return Answer.NO_GO if all_known else Answer.UNKNOWN


def _authority_is_open(change: Change, which: Door, book: Book) -> bool:
    """Whether nobody here can tell if the signer had authority: the person or the delegations are not in this copy."""
    known = book.authority
    signers = {one.by for one in change.risk_releases if one.door is which}
    if {"contact", "delegation_of_authority"} & known.absent_kinds:
        return True
    return any(known.is_unread(person) for person in signers)


def quote_due(change: Change, book: Book) -> date | None:
    """Last day for our quote: as written, else by the customer's deadline from the receipt."""
    if change.quote_due is not None:
        return change.quote_due
    customers = book.all(Customer)
    if not customers or customers[0].change_quote_deadline is None:
        return None
    return day_after(change.received_on, customers[0].change_quote_deadline).day


def words(state: StrEnum | None) -> str:
    """A state in words."""
    return state.value.replace("_", " ") if state else "no state yet"


def standing(change: Change, book: Book) -> tuple[Fact, ...]:
    """Whether the change may be launched and introduced today, and until when that answer holds."""
    facts = []
    for label, which in (("May launch", Door.LAUNCH), ("May introduce", Door.INTRODUCE)):
        answer, until = door(change, which, book)
        note = f"valid until {until}" if until else ""
        facts.append(Fact(label, Mark(answer.value, _TONES[answer]), Class.SCHEDULE, note))
    return tuple(facts)


def summary(change: Change, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants: the commercial state."""
    return (Fact("Commercial state", words(state_on(change.commercial_track, book.as_of)), Class.PRICE),)


_COLUMNS = (
    Column("Change", Class.SCHEDULE),
    Column("What changes", Class.SCHEDULE),
    Column("Parts", Class.SCHEDULE),
    Column("Technical state", Class.SCHEDULE),
    Column("Commercial state", Class.PRICE),
    Column("since", Class.PRICE),
    Column("One-off", Class.PRICE, numeric=True),
    Column("Planned introduction", Class.SCHEDULE),
    Column("May launch", Class.SCHEDULE),
    Column("May introduce", Class.SCHEDULE),
)
_ORDER = (
    CommercialState.NOT_ASSESSED,
    CommercialState.REFUSED,
    CommercialState.QUOTED,
    CommercialState.IN_NEGOTIATION,
    CommercialState.AGREED_IN_PRINCIPLE,
    CommercialState.AGREED,
    CommercialState.ORDERED,
    CommercialState.INVOICED,
    CommercialState.WAIVED,
)


def change_status(book: Book) -> Table:
    """All changes by commercial state, those that wait for an agreement first; within a state the oldest first."""
    changes = sorted(book.all(Change), key=lambda change: _rank(change, book.as_of))
    rows = tuple(_row(change, book) for change in changes)
    return Table("Changes by commercial state", _COLUMNS, rows, "changes", "No changes.")


def _rank(change: Change, as_of: date) -> tuple[int, date, str]:
    state = state_on(change.commercial_track, as_of)
    return (_ORDER.index(state) if state else -1, change.received_on, change.id)


def _row(change: Change, book: Book) -> Row:
    state = state_on(change.commercial_track, book.as_of)
    since = max((entry.on for entry in change.commercial_track if entry.on <= book.as_of), default=None)
    return Row(
        (
            Link(change.id),
            change.title or change.heading(book),
            Link(change.lines[0].part) if len(change.lines) == 1 else f"{len(change.lines)} parts",
            words(state_on(change.technical_track, book.as_of)),
            words(state),
            since.isoformat() if since else None,
            one_off_total(change),
            change.introduction_date.isoformat() if change.introduction_date else None,
            _door_mark(change, Door.LAUNCH, book),
            _door_mark(change, Door.INTRODUCE, book),
        ),
        about=(change.id,),
        parts=tuple(line.part for line in change.lines),
        anchor=change.id,
    )


def _door_mark(change: Change, which: Door, book: Book) -> Mark:
    """The answer of a door; a GO never without its end."""
    answer, until = door(change, which, book)
    return Mark(f"{answer.value} until {until}" if until else answer.value, _TONES[answer])


def one_off_total(change: Change) -> Number | str | None:
    """Sum of the one-offs that are written; how many are not is said beside it, and two currencies have no sum."""
    if change.one_off is None:
        return None
    amounts = change.one_off.amounts
    currencies = {amount.currency for amount in amounts}
    if len(currencies) != 1:
        return "not comparable" if currencies else None
    total = Money(sum((amount.amount for amount in amounts[1:]), amounts[0].amount), currencies.pop())
    unknown = len(OneOff.model_fields) - len(amounts)
    return Number(total.amount, f"{total}, {unknown} unknown" if unknown else str(total))
