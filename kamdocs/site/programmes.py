"""To which programmes a record belongs: the one it names, those of its parts, and those of the work it is part of."""

from collections.abc import Iterator

from kamdocs.core.book import Book
from kamdocs.core.record import Record
from kamdocs.kinds.obligation.model import Obligation
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme
from kamdocs.site.components import programmes_of_component
from kamdocs.site.references import named_kinds, references

_WORK = frozenset(
    {
        "change",
        "claim",
        "mandated_component",
        "milestone_schedule",
        "nomination",
        "offer",
        "part",
        "price",
        "programme",
        "rfq",
        "tool",
    }
)
"""Kinds whose records carry their programme to whatever is about them: an order of a tool, an offer for a change."""


def programmes_of(record: Record, book: Book) -> tuple[Programme, ...]:
    """The programmes of a record, by id; a letter about a letter counts as well, however far."""
    found = (book.get_as(Programme, one) for one in sorted(_ids(record, book)))
    return tuple(one for one in found if one is not None)


def is_open(record: Record, book: Book) -> bool:
    """Whether nobody can tell to which programmes a record belongs, because a file that says it did not load.

    A part that did not load matters only where a programme of the account is narrowed, or may be.
    """
    narrowed = book.remembered("a programme may be narrowed", lambda: _may_be_narrowed(book))
    return narrowed and any(book.is_unread(one) for one in (*_ids(record, book), *_reached(record, book)[1]))


def _may_be_narrowed(book: Book) -> bool:
    return any(one.only_for for one in book.all(Programme)) or book.has_unread(Programme.about.folder)


def _ids(record: Record, book: Book) -> frozenset[str]:
    return _reached(record, book)[0]


def _reached(record: Record, book: Book) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of its programmes, and of everything on the way there."""
    known: dict[str, tuple[frozenset[str], frozenset[str]]] = book.remembered("site programmes", dict)
    if record.id not in known:
        programmes: set[str] = set()
        seen = {record.id}
        todo = [record]
        while todo:
            one = todo.pop()
            programmes |= {one.programme} if one.programme else set()
            programmes |= {one.id} if isinstance(one, Programme) else set()
            programmes |= programmes_of_component(one, book)
            for target in _led_to(one):
                if target not in seen:
                    seen.add(target)
                    found = book.get(target)
                    todo += [found] if found is not None else []
        known[record.id] = frozenset(programmes | {one for one in seen if one.startswith("PRG-")}), frozenset(seen)
    return known[record.id]


def _led_to(record: Record) -> Iterator[str]:
    """The records whose programmes are its own as well; a part leads to no further one."""
    if isinstance(record, (Part, Programme)):
        return
    about = ("source", "condition_of") if isinstance(record, Obligation) else ("about",)
    for field, target in references(record):
        kinds = named_kinds(field)
        if field.name in about or (kinds and _WORK.issuperset(kinds)):
            yield target
