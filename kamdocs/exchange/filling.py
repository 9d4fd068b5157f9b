"""Filling a draft: values under dotted names, what is still missing, and what follows from the records there are."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.core.book import Book
from kamdocs.core.errors import KamdocsError
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.ids import nearest
from kamdocs.core.record import Record
from kamdocs.kinds.part.model import Part
from kamdocs.load.yaml_events import parse


def missing(model: type[Block], given: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, FieldOf]]:
    """The fields that a record does not load without and that are not given, with their dotted names."""
    for name, field in fields_of(model).items():
        inside = field.block if field.shape != "map" else None
        if name in given:
            value = given[name]
            for item in value if isinstance(value, list) else [value]:
                if inside is not None and isinstance(item, Mapping):
                    yield from missing(inside, item, f"{above}{name}.")
        elif field.required:
            within = list(missing(inside, {}, f"{above}{name}.")) if inside is not None else []
            yield from within or [(f"{above}{name}", field)]


def field_at(model: type[Block], name: str) -> FieldOf:
    """The field under a dotted name; below a map of values the map itself.

    Raises:
        KamdocsError: There is none.
    """
    first, _, rest = name.partition(".")
    field = fields_of(model).get(first)
    if field is None:
        meant = nearest(first, fields_of(model))
        hint = f"Did you mean `{meant}`?" if meant else f"There are: {', '.join(fields_of(model))}."
        raise KamdocsError(f"There is no field `{first}`.", hint)
    if not rest or field.shape == "map":
        return field
    if field.block is None:
        raise KamdocsError(f"`{first}` has no fields of its own.", f"Write `{first}={field.example}`.")
    return field_at(field.block, rest)


def put(given: dict[str, Any], model: type[Block], name: str, text: str) -> None:
    """Put a text at a dotted name: `lines.unit_price` begins the first item of `lines`.

    Lists and blocks are written in one line: `[a, b]`, `{a: b}`. The order of names does not matter.

    Raises:
        KamdocsError: The kind has no such field, or a list or block cannot be read.
    """
    field = field_at(model, name)
    steps = name.split(".")
    block: dict[str, Any] = given
    inner: type[Block] | None = model
    for step in steps[:-1]:
        on_the_way = fields_of(inner)[step] if inner is not None else None
        is_list = on_the_way is not None and on_the_way.shape == "list"
        held = block.setdefault(step, [{}] if is_list else {})
        block = held[0] if isinstance(held, list) and held else held
        if not isinstance(block, dict):
            raise KamdocsError(f"`{step}` has a value already.", f"Give either `{step}` or its fields.")
        inner = on_the_way.block if on_the_way is not None else None
    whole = steps[-1] == field.name and inner is not None
    block[steps[-1]] = _value(field, text) if whole else text


def _value(field: FieldOf, text: str) -> Any:
    """The text as what the field takes: one value, a list, or a block."""
    one_value = field.shape == "one" and field.block is None
    if one_value or text[:1] not in ("[", "{"):
        return text if one_value or field.shape != "list" else [text]
    parsed = parse(f"value: {text}".encode())
    if parsed.tree is None:
        raise KamdocsError(f"`{text}` cannot be read: {parsed.problems[0].says}.", "Write [a, b] or {a: b}.")
    value = parsed.tree["value"]
    return [value] if field.shape == "list" and not isinstance(value, list) else value


def begin(given: dict[str, Any], model: type[Record], book: Book) -> None:
    """Put in what a draft can begin with: tracks in their first state, a price valid from today for the latest index.

    Args:
        given: What is given already; it is never replaced.
        model: The kind.
        book: The account.
    """
    if model.about.slug == "price":
        _begin_price(given, book)
    for name, track in model.tracks.items():
        if not _is_required(model, name):
            continue
        first = {"state": track.states[0].name, "on": book.as_of.isoformat()}
        above, _, last = name.rpartition(".")
        items = given.get(above, ()) if above else [given]
        for item in items if isinstance(items, list) else ():
            if not isinstance(item, dict):
                continue
            entries = item.setdefault(last, [{}])
            if isinstance(entries, list) and entries and isinstance(entries[0], dict):
                entries[0] = {**first, **entries[0]}


def _is_required(model: type[Block], name: str) -> bool:
    """Whether a record always has this track; one that may be absent begins with the first act."""
    first, _, rest = name.partition(".")
    field = fields_of(model)[first]
    return _is_required(field.block, rest) if rest and field.block is not None else field.required


def _begin_price(given: dict[str, Any], book: Book) -> None:
    given.setdefault("price_type", "series")
    lines = given.setdefault("lines", [{}])
    line = lines[0] if isinstance(lines, list) and lines else None
    if not isinstance(line, dict):
        return
    line.setdefault("valid_from", book.as_of.isoformat())
    part = book.get_as(Part, str(given.get("part", "")))
    if part is not None and part.technical_indices:
        latest = max(part.technical_indices, key=lambda one: one.release_date)
        line.setdefault("technical_index", latest.index)
    if "unit_price" in line:
        line.setdefault("layers", {"unknown": line["unit_price"]})
