"""Attachments: there, unchanged, named after their record, not too large; and files that nobody names."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from kamdocs.core.book import AttachedFile, Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.place import Spot
from kamdocs.core.record import Record
from kamdocs.core.walk import Seen, attachments_in
from kamdocs.rules.rule import Found, rule

FOLDER = "files"
LARGEST = 10 * 1024 * 1024
"""Bytes of the largest attachment that belongs into Git."""


def _named_files(record: Record) -> Iterator[tuple[Seen, str]]:
    """The attachments of a record that are files."""
    for seen in attachments_in(record):
        if seen.value.file is not None:
            yield seen, seen.value.file


def fits(path: str, record_id: str) -> bool:
    """Whether a path is `files/<id>.<ext>` or `files/<id>-<n>.<ext>`."""
    folder, _, name = path.partition("/")
    rest = name.removeprefix(record_id)
    if folder != FOLDER or rest == name or "/" in name:
        return False
    number, dot, ending = rest.partition(".")
    return bool(dot and ending) and not ending.startswith(".") and (not number or _is_number(number))


def _is_number(text: str) -> bool:
    return text[0] == "-" and text[1:].isascii() and text[1:].isdigit()


def _found(path: str, record: Record, book: Book) -> AttachedFile | None:
    """The file, if its path is in order: what EVD010 refuses, no other rule reads."""
    return book.attached(record.id, path) if fits(path, record.id) else None


@rule("EVD003", "attachment-not-there", ERROR, STATIC, per=Record)
def attachment_not_there(record: Record, book: Book) -> Found:
    """A file that the record names is missing, is only a pointer, or is not the file that was recorded.

    Why:
        A paper that cannot be shown, or may have been exchanged, proves nothing.

    Fix:
        Restore the file; a new version is a new record.
    """
    for seen, path in _named_files(record):
        spot = seen.spot(record)
        if not fits(path, record.id):
            continue
        attached = _found(path, record, book)
        if attached is None:
            yield spot, f"{path} is missing"
        elif attached.leaves_root:
            continue
        elif attached.is_pointer:
            yield spot, f"{path} is only a pointer to a file that is not here"
        elif seen.value.sha256 is not None and attached.sha256() != seen.value.sha256:
            yield spot, f"{path} is not the file that was recorded"


@rule("EVD010", "attachment-misnamed", ERROR, STATIC, per=Record)
def attachment_misnamed(record: Record, book: Book) -> Found:
    """The path of an attachment is not that of its record, or leads out of the records.

    Why:
        A file is found, shown and forgotten together with its record; only its name ties the two.

    Fix:
        Rename the file after its record.
    """
    for seen, path in _named_files(record):
        attached = _found(path, record, book)
        if attached is not None and attached.leaves_root:
            yield seen.spot(record), f"{path} is a link that leads out of the records"
        elif not fits(path, record.id):
            ending = PurePosixPath(path).suffix or ".pdf"
            yield seen.spot(record), f"{path} must be {FOLDER}/{record.id}-1{ending}"


@rule("EVD012", "attachment-too-large", WARNING, STATIC, per=Record)
def attachment_too_large(record: Record, book: Book) -> Found:
    """An attachment is larger than 10 MiB.

    Why:
        It stays in the history for ever, and everybody who copies the records carries it.

    Fix:
        Keep the original in the archive, and cite it by `held_in` with its hash.
    """
    for seen, path in _named_files(record):
        attached = _found(path, record, book)
        if attached is not None and attached.size > LARGEST:
            yield seen.spot(record), f"{path}: {_mebibytes(attached.size)} MiB in Git for ever"


def _mebibytes(size: int) -> str:
    """The size with one decimal, rounded up, so that what is too large never reads as the limit."""
    tenths = -(-size * 10 // (1024 * 1024))
    return f"{tenths // 10}.{tenths % 10}"


@rule("EVD011", "file-without-record", WARNING, STATIC)
def file_without_record(book: Book) -> Found:
    """A file lies among the attachments, and no record names it.

    Why:
        Nobody knows what it proves, and nobody will remove it when it has to go.

    Fix:
        Name it in the record it belongs to, or delete it.
    """
    if not book.shelf.files:
        return
    named = {path for record in book.own_records() for _, path in _named_files(record)}
    unread = tuple(book.shelf.unread)
    for path in sorted(book.shelf.files):
        if path not in named and not any(fits(path, record_id) for record_id in unread):
            yield Spot("", file=book.shelf.shown_file(path)), f"{path} belongs to no record"
