"""The files of one account to a shelf of records, with every refusal on the way."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from kamdocs.core.book import Held, Shelf
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.place import Path, Step
from kamdocs.core.record import Record
from kamdocs.load.listing import Listing
from kamdocs.load.loader import Words, typed
from kamdocs.load.places import PlacesOf
from kamdocs.load.problem import Problem
from kamdocs.load.yaml_events import parse

B = TypeVar("B", bound=Block)
_CUT_FORMS = frozenset({"text", "line", "text as typed"})
FileProblem = tuple[str, str, Problem]
"""File as shown, id (file name without ending), problem."""


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the garbage collector out of the way while many small objects are built and none is thrown away."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_shelf(
    listing: Listing, models: Mapping[str, type[Record]], words: Words
) -> tuple[Shelf, tuple[FileProblem, ...]]:
    """Load the records of one account.

    Args:
        listing: Its files.
        models: Kinds by folder.
        words: Names that policy declares.

    Returns:
        The shelf, and the problems of its files. A file with a problem that forbids loading is unread.
    """
    held: dict[str, Held] = {}
    twice: list[Held] = []
    unread: dict[str, str] = {}
    problems: list[FileProblem] = [(shown, "", problem) for shown, problem in listing.problems]
    with collector_off():
        for source in listing.sources:
            record, found = _read_one(source.shown, source.read, models[source.folder], words)
            problems += [(source.shown, source.stem, problem) for problem in found]
            if record is None:
                unread[source.stem] = source.shown
                continue
            one = Held(record, source.shown, listing.account, source.root)
            if record.id in held:
                twice.append(one)
            else:
                held[record.id] = one
    shelf = Shelf(listing.account, held, unread, tuple(twice), listing.files, listing.first_file)
    return shelf, tuple(problems)


def _read_one(shown: str, read: object, model: type[Record], words: Words) -> tuple[Record | None, list[Problem]]:
    try:
        data: bytes = read()  # type: ignore[operator]
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [Problem("YML001", f"this file cannot be read: {reason.lower()}", line=1, column=1)]
    return read_record(shown, data, model, words)


def read_record(shown: str, data: bytes, model: type[B], words: Words) -> tuple[B | None, list[Problem]]:
    """Read one record, or a file of configuration; a text that a comment cuts short is refused (YML019)."""
    parsed = parse(data)
    if parsed.tree is not None and parsed.may_cut_text:
        about = getattr(model, "about", None)
        own = words.own_fields.get(about.slug, {}) if about else {}
        paths = (path for path in _text_paths(parsed.tree, model, ()) if not _is_typed_own(path, own))
        cut = _cut_texts(paths, PlacesOf(shown, data))
        if cut:
            return None, cut
    return typed(parsed, model, words)


def _is_typed_own(path: Path, own: Mapping[str, str]) -> bool:
    """Whether an own field is declared as something else than words: behind such a value a comment is fine."""
    return path[0] == "own" and own.get(str(path[1]), "text") not in _CUT_FORMS


def _cut_texts(paths: Iterable[Path], places: PlacesOf) -> list[Problem]:
    problems = []
    for path in paths:
        if (comment := places.after_value(path)) is not None:
            line, column, text = comment
            says = f'everything after ` #` is lost: "{text}"'
            problems.append(Problem("YML019", says, line=line, column=column, end_column=column + len(text)))
    return problems


def _text_paths(tree: object, model: type[Block], path: Path) -> Iterator[Path]:
    """Paths of all values whose field is a text or a line."""
    fields = fields_of(model)
    for name, value in tree.items() if isinstance(tree, dict) else ():
        if (field := fields.get(name)) is not None:
            yield from _in_field(value, field, (*path, name))


def _in_field(value: object, field: FieldOf, path: Path) -> Iterator[Path]:
    if field.shape != "one":
        inside = field.inner or replace(field, shape="one")
        for step, one in _steps(value):
            yield from _in_field(one, inside, (*path, step))
    elif field.block is not None:
        yield from _text_paths(value, field.block, path)
    elif field.form is not None and field.form.name in _CUT_FORMS and isinstance(value, str):
        yield path


def _steps(value: object) -> Iterator[tuple[Step, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)
