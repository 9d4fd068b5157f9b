"""The working days of our side and of the customer's, as calculations take them (K2)."""

from kamdocs.calc.days import WorkingDays
from kamdocs.core.book import Book
from kamdocs.kinds.calendar.model import Calendar
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.plant.model import Plant


def working_days(book: Book, calendar: str | None) -> WorkingDays | None:
    """The calendar with this id as plain values; None if there is none, so that holidays are unknown."""
    found = book.get_as(Calendar, calendar)
    if found is None:
        return None
    return WorkingDays(found.covers.span, frozenset(found.non_working_days), tuple(one.span for one in found.shutdowns))


def our_working_days(book: Book, plant: str | None) -> WorkingDays | None:
    """Those of a plant of ours."""
    found = book.get_as(Plant, plant)
    return working_days(book, found.calendar) if found else None


def their_working_days(book: Book) -> WorkingDays | None:
    """Those of the customer of the account."""
    customer = next(iter(book.all(Customer)), None)
    return working_days(book, customer.calendar) if customer else None
