"""Classes and levels: what a root may hold, records without a class, and readers taken away twice."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from kamdocs.core.audience import Class, Level, Reading, level_of, reading
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.facts import FieldOf
from kamdocs.core.ids import is_id
from kamdocs.core.place import Path, Spot
from kamdocs.core.record import Record
from kamdocs.core.walk import Wanted, walk
from kamdocs.rules.every_kind.spoken import a_kind
from kamdocs.rules.rule import Found, rule


@rule("SEC001", "above-the-root", ERROR, STATIC, strict=True)
def above_the_root(book: Book) -> Found:
    """A field is more confidential than the record root in which its file lies may be.

    Why:
        Everybody who can clone the root has already read it; redaction comes too late.

    Fix:
        Move the record to a root with that ceiling, and purge it from the history of this one.
    """
    for held in book.shelf.held.values():
        ceiling = book.holds.get(held.root, Level.STRICT)
        if ceiling is not Level.STRICT:
            for spot, name, level in _above(held.record, ceiling, book):
                yield spot, f"{name} is {level}, this root holds {ceiling}"


def _above(record: Record, ceiling: Level, book: Book) -> Iterator[tuple[Spot, str, Level]]:
    """What of a record may not lie here: all of it, or single fields, the outermost of each."""
    home = level_of(record.home_class)
    if home > ceiling:
        name = "class" if getattr(record, "class_", None) else "id"
        yield record.at(name), a_kind(record.about.slug), home
        return
    last: Path | None = None
    for seen in walk(record, _higher_than(ceiling)):
        if last is None or seen.path[: len(last)] != last:
            last = seen.field_path
            yield record.at(*last), f"`{seen.field.name}`", level_of(seen.seen_as)
    declared = book.policy.own_fields.get(record.about.slug, {}) if record.own else {}
    for name in record.own:
        own = declared.get(name)
        if own is not None and own.class_ is not None and level_of(own.class_) > ceiling:
            yield record.at("own", name), f"`{name}`", level_of(own.class_)


@cache
def _higher_than(ceiling: Level) -> Wanted:
    def is_higher(field: FieldOf, seen_as: Class) -> bool:
        return level_of(seen_as) > ceiling

    return is_higher


@rule("SEC004", "no-class", WARNING, STATIC, per=Record)
def no_class(record: Record, book: Book) -> Found:
    """A record of a kind that says its class itself says none.

    Why:
        It counts as `claim`: nobody outside the account team reads it, however harmless it is.

    Fix:
        Write the class that its content has.
    """
    if record.about.home is None and getattr(record, "class_", None) is None:
        yield record.at("id"), "no class: strictly confidential until you say otherwise"


@rule("SEC007", "readers-taken-twice", ERROR, STATIC, per=Record)
def readers_taken_twice(record: Record, book: Book) -> Found:
    """`only_for` names somebody who may not read the record anyway, or an audience where only persons read.

    Why:
        It looks like a permission and is none: `only_for` takes readers away and never adds one.

    Fix:
        Name only those whom the readers' table lets read it; in class `mandate` name persons.
    """
    for place, name in enumerate(record.only_for):
        if is_id(name):
            person: Any = book.get(name)
            if person is not None and getattr(person, "side", "internal") != "internal":
                yield record.at("only_for", place), f"{name} cannot read this anyway"
        elif record.home_class is Class.MANDATE:
            yield record.at("only_for", place), f"`{name}` is an audience: name persons"
        elif reading(book.policy.readers_table(), name, record.home_class) is Reading.NOTHING:
            yield record.at("only_for", place), f"{name} cannot read this anyway"
