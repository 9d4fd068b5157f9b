"""Which records of an account a reader may know of: what he reads of them, whom `only_for` names, whose plant it is.

A record that is not in reach has no page, no row, no count and no reference to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kamdocs.core.audience import Class, Reading
from kamdocs.core.book import Book
from kamdocs.core.facts import Block, fields_of
from kamdocs.core.record import Record
from kamdocs.core.view import Fact
from kamdocs.kinds.kind import Kind
from kamdocs.site.at_plant import PlantReach
from kamdocs.site.programmes import is_open, programmes_of
from kamdocs.site.reader import Reader

HEADER = frozenset(fields_of(Record))


@dataclass(frozen=True)
class Reach:
    """The ids of one account, or of `group`, that the reader may know of.

    Attributes:
        ids: Those ids.
        summaries: For records of which a class is read as a summary: what the kind says then.
        leads_to: For a plant: the ids its records lead to, also those in `group`.
    """

    ids: frozenset[str]
    summaries: Mapping[str, tuple[Fact, ...]]
    leads_to: frozenset[str] = frozenset()


def reach_of(book: Book, reader: Reader, kinds: Mapping[type[Record], Kind], whole: Book | None = None) -> Reach:
    """What a reader may know of the account of this book (not of `group`).

    Args:
        book: The account as he gets it.
        reader: Who.
        kinds: Kinds by model.
        whole: The account with all its records, which says what is narrowed; absent: `book`.
    """
    summaries: dict[str, tuple[Fact, ...]] = {}
    readable: set[str] = set()
    for record in book.own_records():
        if not reader.admitted(narrowing(record, whole or book), record.home_class):
            continue
        facts = _summary(record, book, reader, kinds.get(type(record)))
        if facts:
            summaries[record.id] = facts
        if facts or has_readable(record, reader):
            readable.add(record.id)
    if not reader.plant:
        return Reach(frozenset(readable), summaries)
    concerned = PlantReach(book, reader.plant).ids
    return Reach(frozenset(readable & concerned), summaries, concerned)


def in_group(book: Book, reader: Reader, kinds: Mapping[type[Record], Kind], wanted: Iterable[str]) -> Reach:
    """What a reader may know of `group`; a plant only of what its accounts lead to (`wanted`) and of itself."""
    whole = reach_of(book, _without_plant(reader), kinds)
    if not reader.plant:
        return whole
    own = book.get(reader.plant)
    about_it = {str(getattr(own, name, None)) for name in ("lead", "calendar")} if own else set()
    return Reach(whole.ids & ({reader.plant} | about_it | set(wanted)), whole.summaries)


def _without_plant(reader: Reader) -> Reader:
    return Reader(reader.audience, reader.readers, reader.persons)


def narrowing(record: Record, book: Book) -> tuple[str, ...]:
    """`only_for` of the record and of its programmes: each takes readers away; nobody is left where it is not known."""
    if is_open(record, book):
        return ("nobody",)
    names: tuple[str, ...] | None = record.only_for or None
    for programme in programmes_of(record, book):
        if programme.only_for:
            names = programme.only_for if names is None else tuple(set(names) & set(programme.only_for)) or ("nobody",)
    return names or ()


def _summary(record: Record, book: Book, reader: Reader, kind: Kind | None) -> tuple[Fact, ...]:
    """What the kind says to a reader who gets a summary of one of its classes."""
    if kind is None or kind.summary is None:
        return ()
    if all(reader.gets(name) is not Reading.SUMMARY for name in _classes(record)):
        return ()
    facts = kind.summary(record, book, reader.audience)
    return tuple(fact for fact in facts if reader.gets(fact.seen_as) is not Reading.NOTHING)


def _classes(record: Record) -> set[Class]:
    return {record.class_of(field) for field in fields_of(type(record)).values() if field.name not in HEADER} | {
        record.home_class
    }


def has_readable(record: Record, reader: Reader) -> bool:
    """Whether a field of the kind itself, not of the header alone, is there and read."""
    if reader.reads(record.home_class):
        return True
    own = [field for field in fields_of(type(record)).values() if field.name not in HEADER]
    return any(_read(record, record, field.name, reader, None) for field in own)


def _read(record: Record, block: Block, name: str, reader: Reader, within: Class | None) -> bool:
    field = fields_of(type(block))[name]
    value = getattr(block, field.attribute)
    if value is None or value == ():
        return False
    seen_as = record.class_of(field, within)
    if field.block is None:
        return reader.reads(seen_as)
    held: Iterable[object] = value if field.shape == "list" else value.values() if field.shape == "map" else (value,)
    blocks = [one for one in held if isinstance(one, Block)]
    return any(_read(record, one, inner, reader, seen_as) for one in blocks for inner in fields_of(type(one)))
