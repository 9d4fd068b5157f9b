"""What the calendar makes of a document: unsigned, signed by us or by both, in force, notice due, ended."""

from kamdocs.core.book import Book
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.document.model import AGREEMENTS, Document, DocumentType


def standing(document: Document, book: Book) -> tuple[Fact, ...]:
    """How far an agreement is signed, and whether it holds on the day; nothing for other papers."""
    if document.type not in AGREEMENTS and document.type is not DocumentType.NDA and document.signed is None:
        return ()
    seen_as = document.home_class
    mark = _signed(document, book) or _in_time(document, book)
    facts = [Fact("Standing", mark, seen_as)]
    if document.notice_by is not None and document.notice_by >= book.as_of:
        facts.append(Fact("Notice", Mark("notice due", "wait"), seen_as, f"by {document.notice_by}"))
    return tuple(facts)


def _signed(document: Document, book: Book) -> Mark | None:
    """What is missing of the signatures on the day; None if nothing is."""
    signed = document.signed
    us = bool(signed and signed.us and signed.us.on <= book.as_of)
    customer = bool(signed and signed.customer and signed.customer.on <= book.as_of)
    if us and customer:
        return None
    if us:
        return Mark("signed by us", "wait")
    return Mark("signed by the customer", "wait") if customer else Mark("unsigned", "wait")


def _in_time(document: Document, book: Book) -> Mark:
    if document.valid is None:
        return Mark("signed by both", "good")
    days = document.valid.span
    if book.as_of < days.first:
        return Mark("not yet", "wait")
    return Mark("in force", "good") if book.as_of in days else Mark("ended", "off")
