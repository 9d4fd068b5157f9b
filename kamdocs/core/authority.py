"""Who may sign what: the person, the delegation that covers the amount, and the record that must not be one's own.

Delegations and the data of our people are read from BASE where there is one, so nobody signs with authority that the
same pull request gives. What lies in a file that did not load, or in a root that is not joined, decides nothing: the
answer is then "nothing is missing", and the rule that asks stays silent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast

from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.record import Record


class Signature(Protocol):
    """Who signed on which day; every Approval is one."""

    @property
    def by(self) -> str:
        """Id of the person."""
        ...

    @property
    def on(self) -> date:
        """The day on which authority is judged."""
        ...


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that is no Approval, such as that of a waiver."""

    by: str
    on: date


class Person(Protocol):
    """What is read of a contact."""

    @property
    def side(self) -> str:
        """`internal`, `customer` or `tier2`."""
        ...

    @property
    def function(self) -> str:
        """The function that authority hangs on."""
        ...

    @property
    def left_on(self) -> date | None:
        """The day on which the person left."""
        ...


class Delegation(Protocol):
    """What is read of a delegation of authority."""

    @property
    def scope(self) -> str:
        """What may be signed."""
        ...

    @property
    def function(self) -> str:
        """Who may sign."""
        ...

    @property
    def up_to(self) -> Money | None:
        """Limit of one signature."""
        ...

    @property
    def valid_from(self) -> date:
        """First day."""
        ...

    @property
    def valid_to(self) -> date | None:
        """Last day; None = open."""
        ...


def person_in(book: Book, person_id: str) -> Person | None:
    """The contact with this id in a book; None if there is none."""
    record = book.get(person_id)
    return cast(Person, record) if record is not None and record.about.slug == "contact" else None


def is_unknown(book: Book, person_id: str) -> bool:
    """Whether nothing can be said of a person: the file did not load, or people are not in this copy."""
    return book.is_unread(person_id) or (book.get(person_id) is None and "contact" in book.absent_kinds)


def is_ours(person: Person) -> bool:
    """Whether somebody is one of our people."""
    return person.side == "internal"


def in_charge(record: Record, book: Book) -> str | None:
    """Who owns a record: its `owner`, else the account lead of the customer; None if nobody is named."""
    if record.owner is not None:
        return record.owner
    return book.remembered("account lead", lambda: _account_lead(book)) if _is_of_account(record, book) else None


def _is_of_account(record: Record, book: Book) -> bool:
    return record.id in book.shelf.held


def _account_lead(book: Book) -> str | None:
    customers = sorted((one for one in book.own_records() if one.about.slug == "customer"), key=lambda one: one.id)
    lead: str | None = getattr(customers[0], "account_lead", None) if customers else None
    return lead


def delegations(book: Book) -> tuple[Delegation, ...]:
    """All delegations that count for this book, by id: those of BASE where there is one."""
    return book.remembered("delegations", lambda: tuple(_delegations(book.authority)))


def _delegations(book: Book) -> Iterator[Delegation]:
    shelves = (book.shelf, book.group) if book.group else (book.shelf,)
    held = {record_id: one.record for shelf in shelves for record_id, one in shelf.held.items()}
    for record_id in sorted(held):
        if held[record_id].about.slug == "delegation_of_authority":
            yield cast(Delegation, held[record_id])


def _delegations_unknown(book: Book) -> bool:
    """Whether a delegation may exist that this copy cannot read."""
    unread = (record_id for one in (book.shelf, book.group) if one for record_id in one.unread)
    return "delegation_of_authority" in book.absent_kinds or any(one.startswith("DOA-") for one in unread)


def functions_with(book: Book, scope: str, amount: Money | None, on: date) -> tuple[str, ...]:
    """The functions that may sign this on that day, in the order of policy `functions`."""
    named = {one.function for one in delegations(book) if _covers(one, scope, amount, on)}
    return tuple(function for function in book.policy.functions if function in named)


def _covers(one: Delegation, scope: str, amount: Money | None, on: date) -> bool:
    if one.scope != scope or on < one.valid_from or (one.valid_to is not None and on > one.valid_to):
        return False
    if amount is None:
        return True
    return one.up_to is not None and one.up_to.currency == amount.currency and one.up_to.amount >= amount.amount


def has_authority(
    book: Book, signature: Signature, *, scope: str, amount: Money | None, record: Record | None = None
) -> bool:
    """Whether a signature has authority (convention K14); see `missing_authority`."""
    return not missing_authority(book, signature, scope=scope, amount=amount, record=record)


def missing_authority(
    book: Book, signature: Signature, *, scope: str, amount: Money | None, record: Record | None = None
) -> str:
    """What a signature lacks, in words that follow a colon; empty if it lacks nothing.

    Args:
        book: The book; people and delegations are those of BASE where there is one.
        signature: Who signed on which day.
        scope: A scope of delegations, e.g. `risk_release`.
        amount: What is signed, as K14 computes it; None = no amount is asked for.
        record: The record that is signed; its owner may not.

    Returns:
        A sentence without a value of the record: the amount itself is never printed.
    """
    known = book.authority
    if is_unknown(known, signature.by) or _delegations_unknown(known):
        return ""
    person = person_in(known, signature.by)
    if person is None or not is_ours(person):
        return "no person of ours" + (" before this change" if known is not book else "")
    if person.left_on is not None and person.left_on < signature.on:
        return f"left on {person.left_on}"
    if record is not None and in_charge(record, book) == signature.by:
        return "nobody signs a record of his own"
    return _missing_delegation(book, signature, person.function, scope=scope, amount=amount)


def _missing_delegation(book: Book, signature: Signature, function: str, *, scope: str, amount: Money | None) -> str:
    if function in functions_with(book, scope, amount, signature.on):
        return ""
    word = scope.replace("_", " ")
    if function in functions_with(book, scope, None, signature.on):
        return f"{function} may sign a {word} only up to a lower amount"
    return f"{function} may not sign a {word} on {signature.on}"
