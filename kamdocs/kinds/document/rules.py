"""The rules of documents: papers of one agreement agree, and the original of what proves can be found."""

from collections import defaultdict
from collections.abc import Mapping

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.record import Record
from kamdocs.kinds.communication.model import Communication
from kamdocs.kinds.document.model import Document
from kamdocs.rules.every_kind.spoken import spoken
from kamdocs.rules.rule import Found, rule


@rule("EVD008", "papers-contradict", ERROR, STATIC, per=Document)
def papers_contradict(document: Document, book: Book) -> Found:
    """Two papers of one agreement state different terms, and nothing says which of them prevails.

    Why:
        Each side will read the paper that suits it.

    Fix:
        Write `precedence` as the agreement states it.
    """
    if document.agreement is None or not document.terms:
        return
    earlier = [other for other in _of_agreement(book)[document.agreement] if _key(other) < _key(document)]
    for name, value in document.terms.items():
        for other in earlier:
            stated = other.terms.get(name)
            if stated is not None and stated != value and not _is_ranked(document, other):
                here, there = spoken(value, document.home_class), spoken(stated, other.home_class)
                says = f"{other.id} says {name} {there}, {document.id} says {here}; which prevails?"
                yield document.at("terms", name), says
                break


def _key(document: Document) -> tuple[str, str]:
    return document.date.isoformat(), document.id


def _is_ranked(one: Document, other: Document) -> bool:
    ranks = (one.precedence, other.precedence)
    return None not in ranks and ranks[0] != ranks[1]


def _of_agreement(book: Book) -> Mapping[str, list[Document]]:
    def grouped() -> Mapping[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for document in book.all(Document):
            if document.agreement is not None:
                found[document.agreement].append(document)
        return found

    return book.remembered("papers by agreement", grouped)


@rule("DOC004", "original-not-kept", ERROR, STATIC, per=Record)
def original_not_kept(record: Record, book: Book) -> Found:
    """A paper or letter that proves something has no original: no file and no archive number with its hash.

    Why:
        In a dispute only the original counts, and it must be the very one.

    Fix:
        Attach it, or write archive, number and hash.
    """
    if isinstance(record, Document | Communication):
        proof = record.proof()
        if proof.derived >= 3 and not proof.has_original:
            yield record.at("files"), f"the original of {record.id} cannot be found again"
