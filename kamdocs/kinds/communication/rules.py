"""The rules of communications: what the customer asks is answered in time."""

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, WARNING
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
