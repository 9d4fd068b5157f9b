"""Fields that have to be there in some case: from a state on, with another field, or where a state has to be signed."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.facts import Block, FieldOf, Need, fields_of, needs_of
from kamdocs.core.place import Path
from kamdocs.core.record import Record
from kamdocs.core.walk import tracks_in, walk
from kamdocs.rules.rule import Found, rule
from kamdocs.rules.waiting import WAITING

_CODE = "GEN023"
_CASE_WORDS = ("from ", "if ", "with ")


def _has_needs(field: FieldOf, seen_as: Class) -> bool:
    return field.block is not None and bool(needs_of(field.block))


@rule("GEN023", "field-needed-here", ERROR, STATIC, per=Record)
def field_needed_here(record: Record, book: Book) -> Found:
    """A field is missing that the record needs in its state or case, or a state is not signed.

    Why:
        From that state on somebody relies on the field: without it no figure and no check can be made.

    Fix:
        Add the fields, or take the state back.
    """
    if needs_of(type(record)):
        yield from _missing(record, record, (), book)
    for seen in walk(record, _has_needs):
        yield from _missing(record, seen.value, seen.path, book)
    if _has_signed_states(type(record)):
        yield from _unsigned(record)


@cache
def _has_signed_states(model: type[Record]) -> bool:
    return any(state.sign for track in model.tracks.values() for state in track.states)


def _missing(record: Record, block: Block, path: Path, book: Book) -> Found:
    cases: dict[str, list[str]] = defaultdict(list)
    for field, need in _needs(type(block)):
        if _is_absent(getattr(block, field.attribute)) and need.holds(block, book if need.of_book else record):
            cases[_case(need.says)].append(field.name)
    if cases:
        says = "; ".join(f"{case} needs {', '.join(f'`{name}`' for name in names)}" for case, names in cases.items())
        yield record.at(*path, next(iter(cases.values()))[0]), says


@cache
def _needs(model: type[Block]) -> tuple[tuple[FieldOf, Need], ...]:
    """The fields of which no other rule reports the absence: the code that such a field names is not in force yet."""
    told = ((field, field.told.need) for field in needs_of(model))
    return tuple((field, need) for field, need in told if need and (need.code == _CODE or need.code in WAITING))


def _is_absent(value: Any) -> bool:
    return value is None or (not value and type(value) in (tuple, dict))


def _case(says: str) -> str:
    for word in _CASE_WORDS:
        if says.startswith(word):
            return says.removeprefix(word)
    return says


def _unsigned(record: Record) -> Iterator[tuple[Any, str]]:
    """Entries whose state has to be signed in a field that is not there and has no case of its own."""
    for acts in tracks_in(record):
        for index, entry in enumerate(acts.entries):
            state = acts.track.by_name.get(entry.state)
            if state is None or not state.sign:
                continue
            field = fields_of(type(record)).get(state.sign)
            if field is not None and field.told.need is None and getattr(record, field.attribute) is None:
                yield record.at(*acts.path, index), f"{entry.state} needs `{state.sign}`"
