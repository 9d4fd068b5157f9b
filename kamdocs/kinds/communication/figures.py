"""What the calendar makes of a communication: answered, waiting for a reply, reply overdue."""

from kamdocs.core.book import Book
from kamdocs.core.view import Fact, Link, Mark
from kamdocs.kinds.communication.model import Communication


def standing(communication: Communication, book: Book) -> tuple[Fact, ...]:
    """Answered, waiting or overdue; nothing where no reply is expected."""
    seen_as = communication.home_class
    if communication.replied_by is not None:
        return (
            Fact("Standing", Mark("answered", "good"), seen_as),
            Fact("Reply", Link(communication.replied_by), seen_as),
        )
    due = communication.reply_due
    if due is None:
        return ()
    mark = Mark("reply overdue", "bad") if due < book.as_of else Mark("waiting", "wait")
    return (Fact("Standing", mark, seen_as, f"reply due on {due}"),)
