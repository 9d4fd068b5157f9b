"""What follows from the calendar for a person: whether the data is still confirmed, and when the name is erased."""

from datetime import date

from kamdocs.calc.days import day_after
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.contact.model import Contact, Side


def standing(contact: Contact, book: Book) -> tuple[Fact, ...]:
    """Active, left or forgotten, and when the data was last confirmed."""
    if contact.name is None:
        mark, note = Mark("forgotten", "off"), "the name has been erased"
    elif contact.left_on is not None and contact.left_on < book.as_of:
        mark, note = Mark("left", "off"), f"on {contact.left_on}"
    else:
        mark, note = Mark("active", "good"), ""
    facts = [Fact("Standing", mark, Class.CONTACT, note)]
    due = confirmation_due(contact, book)
    if due is not None and mark.word == "active":
        facts.append(Fact("To be confirmed by", due.isoformat(), Class.CONTACT))
    return tuple(facts)


def confirmation_due(contact: Contact, book: Book) -> date | None:
    """The last day on which the confirmation of a person of the other side still counts.

    Returns:
        None for people of ours, and where nothing was ever confirmed.
    """
    if contact.side is Side.INTERNAL or contact.verified_on is None:
        return None
    return day_after(contact.verified_on, book.policy.limit("contact_check", on=book.as_of)).day


def erase_by(contact: Contact, book: Book) -> date | None:
    """The last day on which the name may stand here; None while the person is in office."""
    if contact.retention_until is not None:
        return contact.retention_until
    if contact.left_on is None:
        return None
    return day_after(contact.left_on, book.policy.limit("contact_retention", on=book.as_of)).day


def grace_ends(contact: Contact, book: Book) -> date | None:
    """The last day on which a name that should be erased is still tolerated."""
    last = erase_by(contact, book)
    return day_after(last, book.policy.limit("retention_grace", on=book.as_of)).day if last else None
