"""The rules of communications: what the customer asks is answered in time, and letters name validated prices only."""

from kamdocs.core.audience import Class, stricter
from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.kinds.communication.figures import prices_to_state
from kamdocs.kinds.communication.model import Communication, Direction
from kamdocs.rules.every_kind.spoken import spoken
from kamdocs.rules.rule import Found, rule


@rule("EVD007", "reply-overdue", WARNING, DATED, per=Communication)
def reply_overdue(communication: Communication, book: Book) -> Found:
    """The day for the reply to something that came in has passed, and no reply is cited. A late one ends it.

    Why:
        Silence may count as acceptance.

    Fix:
        Answer, and cite the answer in `replied_by`.
    """
    # A letter that is evidence of a claim on us gets its own rule once that one is in force.
    due = communication.reply_due
    if communication.direction is Direction.IN and communication.replied_by is None and due and due < book.as_of:
        yield communication.at("reply_due"), f"reply was due on {spoken(due, communication.home_class)}"


@rule("EVD006", "stated-price-not-validated", ERROR, STATIC, per=Communication)
def stated_price_not_validated(communication: Communication, book: Book) -> Found:
    """A letter of ours names a price that is neither that of a validated offer nor the valid one of its day.

    Why:
        What we wrote we offered; the customer accepts the letter, whatever was calculated.

    Fix:
        Correct the letter, or have the offer validated first.
    """
    # Minutes that were sent are judged the same way once there are meetings.
    if communication.direction is not Direction.OUT:
        return
    seen_as = stricter(Class.PRICE, communication.home_class)
    for place, row in enumerate(communication.prices_stated):
        known = prices_to_state(row, communication.date, book)
        if known is None or any(one.is_same(row.unit_price) for one in known):
            continue
        near = [one for one in known if one.is_comparable(row.unit_price)]
        if known and not near:
            continue
        said = f"the letter says {spoken(row.unit_price, seen_as)}"
        best = f"the validated price is {near[0].price} ({near[0].record})" if near else "no price is validated"
        yield communication.at("prices_stated", place, "unit_price"), f"{said}, {best}"
