"""What a record needs a signature of ours for, whether it is given, and who may give it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kamdocs.core.authority import (
    Signature,
    functions_with,
    in_charge,
    is_ours,
    is_unknown,
    missing_authority,
    person_in,
)
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.record import Record


class Given(StrEnum):
    """How a signature stands."""

    GIVEN = "given"
    VOID = "void"
    """It was given, and does not count: older than the last price, of one's own record, or without authority."""
    REFUSED = "refused"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """Something that decides is not in this copy; that is never a signature."""


@dataclass(frozen=True, slots=True)
class Needed:
    """One signature that a record needs.

    Attributes:
        record: The record that is signed, by id.
        what: What for: `validation by controller`, `risk release to launch until 2024-12-31`.
        scope: The scope of delegations that covers it.
        amount: What is signed for, as K14 computes it; None = not computable.
        given: How it stands.
        by: Who signed, by id; empty while nobody has.
        on: On which day.
        says: Why it does not count, or what is missing; never an amount of a strict class.
        functions: Who may sign it.
        persons: The people of these functions who do not own the record, by id.
    """

    record: str
    what: str
    scope: str
    amount: Money | None
    given: Given
    by: str = ""
    on: date | None = None
    says: str = ""
    functions: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether somebody still has to sign."""
        return self.given in (Given.VOID, Given.REFUSED, Given.MISSING)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the record, what for, the scope and the amount."""

    record: Record
    what: str
    scope: str
    amount: Money | None


def delegated(asked: Asked, signature: Signature | None, book: Book) -> Needed:
    """A signature that a delegation must cover (K14).

    Args:
        asked: What is signed.
        signature: The signature; None while there is none.
        book: The account on its day; people and delegations are those of BASE where there is one.
    """
    functions = functions_with(book, asked.scope, asked.amount, signature.on if signature else book.as_of)
    needed = Needed(
        asked.record.id,
        asked.what,
        asked.scope,
        asked.amount,
        Given.MISSING,
        functions=functions,
        persons=tuple(persons_of(book, functions, asked.record)),
    )
    if signature is None:
        return replace(needed, says="" if functions else "no delegation covers it")
    given, says = _standing(asked, signature, book)
    return replace(needed, given=given, says=says, by=signature.by, on=signature.on)


def _standing(asked: Asked, signature: Signature, book: Book) -> tuple[Given, str]:
    if asked.amount is None:
        return Given.UNKNOWN, "what it is worth is not known"
    if is_unknown(book.authority, signature.by):
        return Given.UNKNOWN, f"{signature.by} is not in this copy"
    lacks = missing_authority(book, signature, scope=asked.scope, amount=asked.amount, record=asked.record)
    return (Given.VOID, lacks) if lacks else (Given.GIVEN, "")


def persons_of(book: Book, functions: tuple[str, ...], record: Record) -> Iterator[str]:
    """The people of ours in these functions who are still here and do not own the record, by id."""
    owner = in_charge(record, book)
    for one in _people(book.authority):
        person = person_in(book.authority, one)
        if person is None or one == owner or not is_ours(person) or person.function not in functions:
            continue
        if person.left_on is None or person.left_on >= book.as_of:
            yield one


def _people(book: Book) -> tuple[str, ...]:
    def found() -> tuple[str, ...]:
        shelves = (book.shelf, book.group) if book.group else (book.shelf,)
        held = [one.record for shelf in shelves for one in shelf.held.values()]
        return tuple(sorted(one.id for one in held if one.about.slug == "contact"))

    return book.remembered("ids of people", found)
