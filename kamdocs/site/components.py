"""Which parts a component goes into: records of a component follow its parts, although they name it by number alone."""

from collections import defaultdict
from collections.abc import Mapping

from kamdocs.core.book import Book
from kamdocs.core.record import Record
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.purchase_agreement.model import PurchaseAgreement


def parts_with(book: Book, number: str) -> tuple[Part, ...]:
    """The parts of the account with this component in the bill of material of some index, by id."""
    return _by_component(book).get(number, ())


def _by_component(book: Book) -> Mapping[str, tuple[Part, ...]]:
    def grouped() -> dict[str, tuple[Part, ...]]:
        found: dict[str, list[Part]] = defaultdict(list)
        for part in book.all(Part):
            for number in dict.fromkeys(line.component for one in part.technical_indices for line in one.bom):
                found[number].append(part)
        return {number: tuple(parts) for number, parts in found.items()}

    return book.remembered("site: parts by component", grouped)


def users_of(record: Record, book: Book) -> tuple[Part, ...] | None:
    """The parts behind a record of a component; None for a record of any other kind."""
    match record:
        case MandatedComponent() | PurchaseAgreement():
            return parts_with(book, record.component)
    return None


def programmes_of_component(record: Record, book: Book) -> frozenset[str]:
    """The programmes that a component belongs to: none of them, if one that everybody may know of uses it as well."""
    programmes = {part.programme for part in users_of(record, book) or ()}
    known = [book.get(one) for one in programmes]
    if any(one is not None and not one.only_for for one in known):
        return frozenset()
    return frozenset(programmes)
