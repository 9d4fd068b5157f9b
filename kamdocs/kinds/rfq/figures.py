"""Figures of requests: the days that are left, what an answer still lacks, and the board of open requests."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kamdocs.calc.days import day_after
from kamdocs.calc.refusal import Refused
from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import last, state_on
from kamdocs.core.view import Cell, Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.calendar.figures import our_working_days
from kamdocs.kinds.offer.figures import asked_roles, is_expired, judged_on, reached_on, unvalidated
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer, OfferState, offers_answering
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.rfq.model import RFQ_TRACK, Rfq, RfqState

TO_ANSWER = frozenset({RfqState.RECEIVED, RfqState.FEASIBILITY, RfqState.QUOTING})
"""States in which the customer waits for our offer."""

_TONES = {RfqState.AWARDED: "good", RfqState.LOST: "bad", RfqState.DECLINED: "off", RfqState.CANCELLED: "off"}
_ENDED = frozenset({OfferState.LOST, OfferState.SUPERSEDED, OfferState.WITHDRAWN})


def standing(rfq: Rfq, book: Book) -> tuple[Fact, ...]:
    """Due in so many days, overdue, or expected and late; beside it the state on the day."""
    entry = last(rfq.track, book.as_of)
    if entry is None:
        return (Fact("State", Mark("no state yet", "off"), Class.PRICE),)
    mark = Mark(in_words(entry.state), _TONES.get(entry.state, "wait"))
    state = Fact("State", mark, Class.PRICE, f"since {entry.on}")
    found = _standing(rfq, book)
    return (Fact("Standing", found[0], Class.PRICE, found[1]), state) if found else (state,)


def _standing(rfq: Rfq, book: Book) -> tuple[Mark, str] | None:
    state = state_on(rfq.track, book.as_of)
    if state is RfqState.EXPECTED and rfq.expected_on is not None:
        late = rfq.expected_on < book.as_of
        return Mark("expected and late" if late else "expected", "bad" if late else "wait"), f"on {rfq.expected_on}"
    left = days_left(rfq, book.as_of)
    if left is None:
        return None
    if left < 0:
        return Mark("overdue", "bad"), f"was due on {rfq.due_on}"
    return Mark(f"due in {left} day{'s' if left != 1 else ''}", "bad" if is_due_soon(rfq, book) else "wait"), ""


def days_left(rfq: Rfq, as_of: date) -> int | None:
    """Calendar days to the last day for our offer, below zero once it has passed; None if nothing is to be answered."""
    if state_on(rfq.track, as_of) not in TO_ANSWER or rfq.due_on is None:
        return None
    return (rfq.due_on - as_of).days


def is_due_soon(rfq: Rfq, book: Book) -> bool:
    """Whether a request that waits for our offer is due within policy `rfq_warning`, or has been due.

    A warning in working days counts those of the first plant that makes the first part.
    """
    if state_on(rfq.track, book.as_of) not in TO_ANSWER or rfq.due_on is None:
        return False
    part = book.get_as(Part, rfq.lines[0].part) if rfq.lines else None
    calendar = our_working_days(book, part.plants[0].plant if part and part.plants else None)
    try:
        return rfq.due_on <= day_after(book.as_of, book.policy.limit("rfq_warning", on=book.as_of), calendar).day
    except Refused:
        return rfq.due_on <= book.as_of


def offers_are_open(book: Book) -> bool:
    """Whether nobody can tell which offers there are: some were not read, or lie in a root that is not joined."""
    return Offer.about.slug in book.absent_kinds or book.has_unread(Offer.about.folder)


def offer_reached(rfq: Rfq, state: str, on: date | None, book: Book) -> bool:
    """Whether some offer of a request has reached a state by a day; without a day at all."""
    return any(reached_on(offer, state, on) is not None for offer in offers_answering(book, rfq.id))


def newest_offer(rfq: Rfq, as_of: date, book: Book) -> Offer | None:
    """The offer of the highest round that exists on a day, whatever its state."""
    known = [offer for offer in offers_answering(book, rfq.id) if state_on(offer.track, as_of) is not None]
    return known[-1] if known else None


def missing_for_answer(rfq: Rfq, book: Book) -> tuple[str, ...]:
    """What still stands between a request and our answer, in the order in which it is done."""
    state = state_on(rfq.track, book.as_of)
    if state is RfqState.EXPECTED:
        return ("the request",)
    return tuple(_missing(rfq, book)) if state in TO_ANSWER else ()


def _missing(rfq: Rfq, book: Book) -> Iterator[str]:
    if any(not line.volumes for line in rfq.lines) or not rfq.lines:
        yield "volumes"
    if rfq.feasibility is None:
        yield "feasibility"
    offer = newest_offer(rfq, book.as_of, book)
    if offer is None or state_on(offer.track, book.as_of) in _ENDED:
        yield "offer"
    elif not OFFER_TRACK.at_least(state_on(offer.track, book.as_of), "validated"):
        yield "offer not validated"
        yield from missing_roles(offer, book)


def missing_roles(offer: Offer, book: Book) -> tuple[str, ...]:
    """The functions whose word on the last price of an offer is missing; in words where its value is not computable."""
    roles = asked_roles(offer, book, judged_on(offer, book))
    if roles is None:
        return ("roles not known: yearly value not computable",)
    return tuple(f"{in_words(one.role)}'s validation" for one in unvalidated(offer, roles))


def rfq_board(book: Book) -> Table:
    """The requests that are still open, most urgent first: overdue, then by days left, then expected, then answered."""
    columns = (
        Column("RFQ", Class.PRICE),
        Column("Title", Class.PRICE),
        Column("Due", Class.PRICE),
        Column("Days left", Class.PRICE, numeric=True, below="Due"),
        Column("State", Class.PRICE),
        Column("Missing", Class.PRICE),
        Column("Rounds", Class.PRICE, numeric=True),
        Column("Newest offer", Class.PRICE),
        Column("Offer state", Class.PRICE, below="Newest offer"),
    )
    live = [rfq for rfq in book.all(Rfq) if state_on(rfq.track, book.as_of) in RFQ_TRACK.live]
    rows = tuple(_row(rfq, book) for rfq in sorted(live, key=lambda one: _urgency(one, book.as_of)))
    return Table("Open RFQs", columns, rows, "rfqs", "No open RFQ.")


def _urgency(rfq: Rfq, as_of: date) -> tuple[int, date, str]:
    """Where a request stands on the board; one without a day comes last of its group."""
    state = state_on(rfq.track, as_of)
    if state is RfqState.EXPECTED:
        return (1, rfq.expected_on or date.max, rfq.id)
    return (0 if state in TO_ANSWER else 2, rfq.due_on or date.max, rfq.id)


def _row(rfq: Rfq, book: Book) -> Row:
    left = days_left(rfq, book.as_of)
    offers = [one for one in offers_answering(book, rfq.id) if state_on(one.track, book.as_of) is not None]
    newest = offers[-1] if offers else None
    missing = missing_for_answer(rfq, book)
    cells: tuple[Cell, ...] = (
        Link(rfq.id),
        rfq.title or rfq.heading(book),
        _due(rfq, book),
        None if left is None else _number(left),
        _state(rfq, book),
        ", ".join(missing) or "nothing",
        _number(len(offers)),
        Link(newest.id) if newest else "none",
        _offer_state(newest, book.as_of) if newest else "",
    )
    return Row(cells, about=(rfq.id, rfq.programme, *(one.id for one in offers)))


def _state(rfq: Rfq, book: Book) -> Mark:
    state = state_on(rfq.track, book.as_of)
    found = _standing(rfq, book)
    word = in_words(state) if state else "no state yet"
    if found is None or found[0].word == word:
        return Mark(word, "wait")
    return Mark(found[0].word if found[0].word.startswith(word) else f"{word}, {found[0].word}", found[0].tone)


def _due(rfq: Rfq, book: Book) -> str:
    if state_on(rfq.track, book.as_of) is RfqState.EXPECTED:
        return rfq.expected_on.isoformat() if rfq.expected_on else "not known"
    return rfq.due_on.isoformat() if rfq.due_on else "not known"


def _offer_state(offer: Offer, as_of: date) -> Mark:
    state = state_on(offer.track, as_of)
    if is_expired(offer, as_of):
        return Mark("expired", "bad")
    return Mark(in_words(state) if state else "no state yet", "wait")


def _number(count: int) -> Number:
    return Number(Decimal(count), str(count))
