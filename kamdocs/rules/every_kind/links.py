"""The chains of references that must not return to their start, read by the names of their fields."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kamdocs.core.book import Book
from kamdocs.core.place import Spot
from kamdocs.core.record import Record

Links = Mapping[str, Mapping[str, Spot]]
"""From a name to the names that it leads to, each with the place that says so."""

_FIELDS = ("supersedes", "formerly", "replaces", "reports_to")


def _of_records(book: Book) -> Iterator[Links]:
    """One set of links per field: from a record to the record that the field names."""
    for name in _FIELDS:
        links: dict[str, dict[str, Spot]] = {}
        for record in book.own_records():
            if named := record.said(name):
                ids = named if isinstance(named, tuple) else (named,)
                links[record.id] = {one: record.at(name) for one in ids}
        if links:
            yield links


def _indices(record: Record) -> tuple[Any, ...]:
    found = record.said("technical_indices")
    return found if isinstance(found, tuple) else ()


def _of_indices(book: Book) -> Iterator[Links]:
    """One set of links per part: from a technical index to the one that replaces it."""
    for record in book.own_records():
        links = {
            item.key_text(): {item.replaced_by: record.at("technical_indices", place, "replaced_by")}
            for place, item in enumerate(_indices(record))
            if item.replaced_by is not None
        }
        if links:
            yield links


def _of_bills(book: Book) -> Iterator[Links]:
    """From a part to the parts of the account that its bills of material contain, by id or customer number."""
    parts = [record for record in book.own_records() if _indices(record)]
    ids: dict[str, str] = {}
    for part in parts:
        ids[part.id] = part.id
        ids.setdefault(str(getattr(part, "customer_number", "")), part.id)
    links: dict[str, dict[str, Spot]] = {}
    for part in parts:
        for place, index in enumerate(_indices(part)):
            for line, item in enumerate(index.bom):
                if (inside := ids.get(item.component)) is not None:
                    spot = part.at("technical_indices", place, "bom", line, "component")
                    links.setdefault(part.id, {}).setdefault(inside, spot)
    if links:
        yield links


LINKS: tuple[Callable[[Book], Iterator[Links]], ...] = (_of_records, _of_indices, _of_bills)
