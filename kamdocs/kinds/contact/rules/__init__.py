"""Rules about people: business data only, confirmed in time, erased in time."""

from collections.abc import Iterator

from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.place import Spot
from kamdocs.core.walk import texts_in
from kamdocs.kinds.contact import figures
from kamdocs.kinds.contact.model import Contact, Side
from kamdocs.kinds.contact.rules.names import any_word, folded_words, sentences
from kamdocs.kinds.contact.rules.private_mail import private_domain
from kamdocs.rules.rule import Found, rule


@rule("CON001", "contact-not-confirmed", WARNING, DATED, per=Contact)
def contact_not_confirmed(contact: Contact, book: Book) -> Found:
    """A person of the other side whose data nobody has confirmed within the limit `contact_check`.

    Why:
        A notice sent to somebody who has moved on was never given; the term runs all the same.

    Fix:
        Ask and write `verified_on`, or write `left_on`.
    """
    if contact.side is Side.INTERNAL or contact.left_on is not None:
        return
    due = figures.confirmation_due(contact, book)
    if due is None:
        yield contact.at("verified_on"), "never confirmed"
    elif due < book.as_of:
        yield contact.at("verified_on"), f"last confirmed on {contact.verified_on}"


@rule("CON002", "private-data", ERROR, STATIC)
def private_data(book: Book) -> Found:
    """A private mail address, or one of policy `private_words` in one sentence with a person's name.

    Why:
        The person may read every word that we keep; what is private is kept without any right to it.

    Fix:
        Keep business data only; opinions about people have no place here.
    """
    yield from _private_addresses(book)
    yield from _private_words(book)


def _private_addresses(book: Book) -> Iterator[tuple[Spot, str]]:
    for record in book.own_records():
        if isinstance(record, Contact) and record.business_email:
            domain = private_domain(record.business_email)
            if domain:
                yield record.at("business_email"), f"{domain} gives addresses to private persons"


def _private_words(book: Book) -> Iterator[tuple[Spot, str]]:
    private = any_word(book.policy.private_words, ignore_case=True)
    if private is None:
        return
    full = [contact.name for contact in book.all(Contact) if contact.name]
    written = [*full, *(name.split()[-1] for name in full)]
    named = any_word([*written, *(name.upper() for name in written)])
    if named is None:
        return
    for record in book.own_records():
        for seen in texts_in(record):
            if not private.search(seen.value):
                continue
            for sentence in sentences(seen.value):
                if (word := private.search(sentence)) and named.search(sentence):
                    yield seen.spot(record), f'"{word[0]}" next to a person\'s name'
                    break


@rule("CON005", "name-in-id", ERROR, STATIC, per=Contact)
def name_in_id(contact: Contact, book: Book) -> Found:
    """The id of a person carries a word of the name.

    Why:
        Ids stay in every reference and in Git; a name in one can never be erased.

    Fix:
        Give the person the next free number.
    """
    if contact.name and folded_words(contact.name) & set(contact.id.split("-")[1:]):
        yield contact.at("id"), f"{contact.id} carries a name"


@rule("CON006", "erasure-due", WARNING, DATED, per=Contact)
def erasure_due(contact: Contact, book: Book) -> Found:
    """The name of a person who left is still here after `retention_until`, or after the limit `contact_retention`.

    Why:
        Personal data may be kept only as long as it is needed.

    Fix:
        Erase name, mail and phone; keep id, function, level and site.

    Source:
        Regulation (EU) 2016/679, article 5 (1) (e).
    """
    last, tolerated = figures.erase_by(contact, book), figures.grace_ends(contact, book)
    if contact.name and last and tolerated and last < book.as_of <= tolerated:
        yield contact.at(_retention_field(contact)), f"to be erased since {last}"


@rule("CON010", "erasure-overdue", ERROR, DATED, per=Contact)
def erasure_overdue(contact: Contact, book: Book) -> Found:
    """The name of a person is still here, longer than the limit `retention_grace` after it had to be erased.

    Why:
        Nobody can say any more why it is kept; an authority would ask.

    Fix:
        Erase it now, and list the attachments that still show the name.

    Source:
        Regulation (EU) 2016/679, article 17.
    """
    last, tolerated = figures.erase_by(contact, book), figures.grace_ends(contact, book)
    if contact.name and last and tolerated and tolerated < book.as_of:
        yield contact.at(_retention_field(contact)), f"overdue for erasure by {(book.as_of - last).days} days"


def _retention_field(contact: Contact) -> str:
    return "retention_until" if contact.retention_until else "left_on"


@rule("CON008", "limit-from-hearsay", ERROR, STATIC, per=Contact)
def limit_from_hearsay(contact: Contact, book: Book) -> Found:
    """What a person may decide is written without the record from which we know it.

    Why:
        An agreement signed by somebody who may not sign it binds nobody.

    Fix:
        Cite the record in `known_from`.
    """
    for number, entry in enumerate(contact.decides):
        if entry.known_from is None:
            yield contact.at("decides", number), f"says {entry.up_to}, from hearsay"
