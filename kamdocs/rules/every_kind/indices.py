"""Technical indices as other records cite them: each must be one of the part of the same line."""

from collections.abc import Iterator
from typing import Any

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.facts import FieldOf
from kamdocs.core.ids import nearest
from kamdocs.core.place import Spot
from kamdocs.core.record import Record
from kamdocs.core.walk import walk

_NAME, _PART = "technical_index", "part"


def _is_index(field: FieldOf, seen_as: Class) -> bool:
    return field.name == _NAME and field.block is None


def unknown_indices(record: Record, book: Book) -> Iterator[tuple[Spot, str]]:
    """The fields `technical_index` of a record that are no index of their part.

    The part is that of the same line, else that of the record. A part that is not known here is silent: the reference
    to it has its own finding.
    """
    for seen in walk(record, _is_index):
        part = book.get(getattr(seen.block, _PART, None) or record.said(_PART))
        if part is None or seen.value in (known := _indices_of(part, book)):
            continue
        meant = nearest(seen.value, known)
        offer = f"; did you mean {meant}?" if meant else ""
        yield seen.spot(record), f"{part.id} has no technical index {seen.value}{offer}"


def _indices_of(part: Record, book: Book) -> tuple[str, ...]:
    def read() -> tuple[str, ...]:
        items: tuple[Any, ...] = getattr(part, "technical_indices", ())
        return tuple(item.key_text() for item in items)

    return book.remembered(("indices", part.id), read)
