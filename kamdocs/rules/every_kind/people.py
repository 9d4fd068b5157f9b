"""Whether those in charge are ours and still here."""

from typing import Any

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, WARNING
from kamdocs.core.record import Record
from kamdocs.rules.rule import Found, rule

_IN_CHARGE = {"owner": "owns this", "account_lead": "leads this account"}
"""Fields that put a person in charge, and what the person does by them."""


@rule("GEN007", "owner-gone", WARNING, DATED, per=Record)
def owner_gone(record: Record, book: Book) -> Found:
    """The owner of a record, or the lead of the account, is none of ours or has left.

    Why:
        What nobody owns is answered by nobody; the customer notices first.

    Fix:
        Name the successor, or leave `owner` out where a responsibility says it.
    """
    for name, does in _IN_CHARGE.items():
        person: Any = book.get(record.said(name))
        if person is None or person.about.slug != "contact":
            continue
        if person.side != "internal":
            yield record.at(name), f"{person.id} is not one of ours and {does}"
        elif person.left_on is not None and person.left_on < book.as_of:
            yield record.at(name), f"{person.id} left on {person.left_on} and still {does}"
