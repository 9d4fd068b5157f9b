"""The account without the records that `only_for` keeps from a reader: no figure and no sentence counts them."""

from collections.abc import Callable, Iterable

from kamdocs.core.book import Book
from kamdocs.core.finding import Finding
from kamdocs.core.place import Path
from kamdocs.kinds.change.figures.doors import ALL_RECORDS
from kamdocs.site.reach import narrowing
from kamdocs.site.reader import Reader

Check = Callable[[Book], Iterable[Finding]]


def narrowed_book(book: Book, reader: Reader) -> Book:
    """An account as a reader gets it; the same book where nothing is kept from him.

    Only the doors of a change are judged from all records: their answer is the same for every reader.
    """
    kept = {
        record.id: book.shelf.held[record.id]
        for record in book.own_records()
        if reader.admitted(narrowing(record, book), record.home_class)
    }
    if len(kept) == len(book.shelf.held):
        return book
    made = book.with_records(kept)
    made.remembered(ALL_RECORDS, lambda: book)
    return made


def findings_in(narrowed: Book, findings: Iterable[Finding], check: Check | None) -> tuple[Finding, ...]:
    """The findings that are there as well, and say the same, where the records kept from a reader do not exist.

    Args:
        narrowed: The account as he gets it.
        findings: Those of the whole account.
        check: All rules over a book; without it every finding about a visible record is left.
    """
    if check is None:
        return tuple(findings)
    known = {_said(one) for one in check(narrowed)}
    return tuple(one for one in findings if _said(one) in known)


def _said(finding: Finding) -> tuple[str, str, Path, str]:
    return finding.code, finding.spot.record, finding.spot.path, finding.says
