"""Words that may not stand in texts and names: those of another customer, and those that disclose what a record is."""

from collections.abc import Iterator
from itertools import chain

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.place import Spot
from kamdocs.core.record import Record
from kamdocs.core.walk import attachments_in, texts_in
from kamdocs.rules.every_kind.wordlist import WordList
from kamdocs.rules.rule import Found, rule


@rule("SEC002", "word-of-another-customer", ERROR, STATIC)
def word_of_another_customer(book: Book) -> Found:
    """A text, an attachment's name or a file's name holds a word that policy lists for another account.

    Why:
        One customer must never read what belongs to another; a copied sentence is the usual way it happens.

    Fix:
        Rewrite it, and look whether it was copied from a record of the other account.
    """
    words = book.policy.customer_markers
    markers = WordList(chain.from_iterable(words[account] for account in words if account != book.account))
    if not markers:
        return
    for record in book.own_records():
        for spot, text in _texts(record, markers):
            if word := markers.first_in(text):
                yield spot, _of_another(word)
    for name in _uncited(book):
        if word := markers.first_in(name):
            yield _of_file(name, book), _of_another(word)


def _of_another(word: str) -> str:
    return f"{word} belongs to another customer"


def _texts(record: Record, markers: WordList) -> Iterator[tuple[Spot, str]]:
    """The id (the file name) and every text; nothing where all of them together hold no marker."""
    texts = texts_in(record)
    if markers.first_in("\n".join((record.id, *(seen.value for seen in texts)))):
        yield record.at("id"), record.id
        for seen in texts:
            yield seen.spot(record), seen.value


@rule("SEC005", "name-that-discloses", ERROR, STATIC)
def name_that_discloses(book: Book) -> Found:
    """A title, a subject or the name of an attachment holds one of the confidential words of policy.

    Why:
        Names travel in logs, mails and lists, where nobody asks who may read them.

    Fix:
        Name it neutrally; what it is stands inside the record.
    """
    words = WordList(book.policy.confidential_words)
    if not words:
        return
    for record in book.own_records():
        for spot, text in _names(record):
            if word := words.first_in(text):
                yield spot, _discloses(word)
    for name in _uncited(book):
        if word := words.first_in(name):
            yield _of_file(name, book), _discloses(word)


def _discloses(word: str) -> str:
    return f'"{word}" discloses what the record is'


def _names(record: Record) -> Iterator[tuple[Spot, str]]:
    """What a record shows of itself outside: its title, the subject of a letter, the names of its attachments."""
    for name in ("title", "subject"):
        if text := getattr(record, name, None):
            yield record.at(name), text
    for seen in attachments_in(record):
        if seen.value.file is not None:
            yield record.at(*seen.path, "file"), seen.value.file


def _uncited(book: Book) -> Iterator[str]:
    """The files of the account that no record names."""
    if book.shelf.files:
        cited = {seen.value.file for record in book.own_records() for seen in attachments_in(record)}
        yield from (name for name in sorted(book.shelf.files) if name not in cited)


def _of_file(name: str, book: Book) -> Spot:
    """The record that the file is named after, else the file itself."""
    stem = name.rpartition("/")[2].partition(".")[0]
    owners = [known for known in book.shelf.held if stem == known or stem.startswith(f"{known}-")]
    if owners:
        return Spot(max(owners, key=len), ("files",), key=True)
    return Spot("", file=book.shelf.shown_file(name))
