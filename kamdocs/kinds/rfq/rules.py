"""The rules of requests: they are answered in time, with an offer that was sent, and their end teaches something."""

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.track import state_on
from kamdocs.kinds.rfq.figures import is_due_soon, offer_reached, offers_are_open
from kamdocs.kinds.rfq.model import RFQ_TRACK, Rfq, RfqState
from kamdocs.rules.rule import Found, rule


@rule("OFR017", "request-due-without-validated-offer", WARNING, DATED, per=Rfq)
def due_without_validated_offer(rfq: Rfq, book: Book) -> Found:
    """A request is due within policy `rfq_warning`, or has been due, and no offer of it has been validated.

    Why:
        Validation by several functions takes days; an offer that is rushed through on the last one is checked by none.

    Fix:
        Finish the validation, or ask the customer for another date.
    """
    if offers_are_open(book) or not is_due_soon(rfq, book):
        return
    if not offer_reached(rfq, "validated", book.as_of, book):
        yield rfq.at("due_on"), f"due on {rfq.due_on}, no validated offer yet"


@rule("OFR020", "expected-request-did-not-come", WARNING, DATED, per=Rfq)
def expected_request_did_not_come(rfq: Rfq, book: Book) -> Found:
    """A request was expected by a day that has passed, and nothing has been received.

    Why:
        A request that does not come has gone to somebody else, or the programme has moved; both are worth a call.

    Fix:
        Ask; then move the day and cite what was said in `known_from`, or cancel the request.
    """
    expected = state_on(rfq.track, book.as_of) is RfqState.EXPECTED
    if expected and rfq.expected_on is not None and rfq.expected_on < book.as_of:
        yield rfq.at("expected_on"), f"expected on {rfq.expected_on}, nothing received"


@rule("OFR021", "lost-without-reason", ERROR, STATIC, per=Rfq)
def lost_without_reason(rfq: Rfq, book: Book) -> Found:
    """A request was lost or declined, and the record does not say why, or who decided it.

    Why:
        The reason is known for about a week; afterwards nothing else teaches the next offer.

    Fix:
        Write `lost_because`, and in `decided_by` who decided: of theirs, or of ours where we declined.
    """
    state = state_on(rfq.track)
    if state not in {RfqState.LOST, RfqState.DECLINED}:
        return
    missing = [word for word, value in (("reason", rfq.lost_because), ("decider", rfq.decided_by)) if value is None]
    if missing:
        yield rfq.at("track", len(rfq.track) - 1), f"{state} without {' and '.join(missing)}"


@rule("OFR023", "answered-without-offer-sent", ERROR, STATIC, per=Rfq)
def answered_without_offer_sent(rfq: Rfq, book: Book) -> Found:
    """A request counts as answered, and no offer for it was sent by that day.

    Why:
        What was sent is the start of every later talk; without its record nobody can say what we promised.

    Fix:
        Record the offer with the letter that sent it, or correct the state of the request.
    """
    entry = RFQ_TRACK.reached(rfq.track, "answered")
    if entry is None or offers_are_open(book) or offer_reached(rfq, "sent", entry.on, book):
        return
    place = next(index for index, one in enumerate(rfq.track) if one is entry)
    yield rfq.at("track", place), f"answered on {entry.on} without an offer sent"
