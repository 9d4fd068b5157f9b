"""To which programmes a record belongs: the one it names, else those of its parts."""

from kamdocs.core.book import Book
from kamdocs.core.record import Record
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme
from kamdocs.site.references import references


def programmes_of(record: Record, book: Book) -> tuple[Programme, ...]:
    """The programmes of a record, by id. What a letter or paper is about counts as well, one step far."""
    found: dict[str, tuple[Programme, ...]] = book.remembered("site programmes", dict)
    if record.id not in found:
        ids = _programme_ids(record, book)
        if record.about.home is None:
            for one in _targets(record, book):
                if one.about.home is not None and not isinstance(one, (Part, Programme)):
                    ids |= _programme_ids(one, book)
        programmes = (book.get_as(Programme, one) for one in sorted(ids))
        found[record.id] = tuple(one for one in programmes if one is not None)
    return found[record.id]


def _targets(record: Record, book: Book) -> list[Record]:
    held = (book.get(target) for _, target in references(record))
    return [one for one in held if one is not None]


def _programme_ids(record: Record, book: Book) -> set[str]:
    ids = {record.id} if isinstance(record, Programme) else set()
    for one in (record, *_targets(record, book)):
        if one is record or isinstance(one, Part):
            ids |= {one.programme} if one.programme else set()
        elif isinstance(one, Programme):
            ids.add(one.id)
    return ids
