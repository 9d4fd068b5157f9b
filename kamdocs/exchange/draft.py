"""A commented draft of a record: every field with its sentence, the given ones filled in, the others as comments."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.record import Record

_HEADER_LATER = (
    "title",
    "owner",
    "programme",
    "evidence",
    "revision",
    "supersedes",
    "formerly",
    "waivers",
    "only_for",
    "own",
)
_NEEDS_QUOTES = (": ", " #", "#", "{", "}", "[", "]", "&", "*", "!", "|", ">", "'", '"', "%", "@", "`", "- ", "? ")


def missing(model: type[Block], given: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, FieldOf]]:
    """The fields that a record does not load without and that are not given, with their dotted names."""
    for name, field in fields_of(model).items():
        if name in given:
            value = given[name]
            items = value if isinstance(value, list) else [value]
            if field.block is not None and field.shape != "map":
                for item in items:
                    if isinstance(item, Mapping):
                        yield from missing(field.block, item, f"{above}{name}.")
        elif field.required:
            if field.block is not None and field.shape != "map":
                yield from missing(field.block, {}, f"{above}{name}.")
            else:
                yield f"{above}{name}", field


def put(given: dict[str, Any], model: type[Block], name: str, value: Any) -> None:
    """Put a value at a dotted name: `lines.unit_price` begins the first item of `lines`.

    Raises:
        KeyError: The kind has no such field; the argument is the part of the name that it does not know.
    """
    first, _, rest = name.partition(".")
    field = fields_of(model).get(first)
    if field is None:
        raise KeyError(first)
    if not rest:
        given[first] = [value] if field.shape == "list" and not isinstance(value, list) else value
        return
    if field.block is None:
        if field.shape != "map":
            raise KeyError(rest)
        given.setdefault(first, {})[rest] = value
        return
    if field.shape == "list":
        items = given.setdefault(first, [{}])
        put(items[0], field.block, rest, value)
    else:
        put(given.setdefault(first, {}), field.block, rest, value)


def draft(model: type[Record], given: Mapping[str, Any]) -> str:
    """The YAML text of a draft.

    Args:
        model: The kind.
        given: Values by field, texts as they will stand; lists and blocks nested.

    Returns:
        The file, given fields first in the order of the model, then the others as comments.
    """
    fields = fields_of(model)
    summary = (model.__doc__ or "").strip().splitlines()[0]
    lines = [f"# {summary}"]
    for name, field in fields.items():
        if name in given:
            lines += _given(name, given[name], field)
    lines.append("#")
    lines.append("# More fields; take the # away where you know the value. Absent means unknown, never zero.")
    for name, field in fields.items():
        if name not in given and name not in _HEADER_LATER:
            lines.append(f"# {name}: {_example(field)}  # {field.told.says}{_when(field)}")
    lines.append(f"# The same in every record: {', '.join(_HEADER_LATER)}")
    return "\n".join(lines) + "\n"


def _when(field: FieldOf) -> str:
    return f" Needed {field.told.need.says}." if field.told.need else ""


def _given(name: str, value: Any, field: FieldOf) -> Iterator[str]:
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        yield f"{name}:  # {field.told.says}"
        for item in value:
            for index, (key, inner) in enumerate(item.items()):
                yield f"  {'- ' if index == 0 else '  '}{key}: {flow(inner)}"
    elif isinstance(value, Mapping):
        yield f"{name}: {flow(value)}  # {field.told.says}"
    else:
        yield f"{name}: {flow(value)}{_comment(field)}"


def _comment(field: FieldOf) -> str:
    return (
        f"  # {field.told.says}"
        if field.form is None or field.form.name not in {"text", "line", "text as typed"}
        else ""
    )


def flow(value: Any) -> str:
    """A value on one line, quoted where YAML needs it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    text = str(value)
    plain = text and text == text.strip() and not any(mark in text for mark in _NEEDS_QUOTES) and "," not in text
    return text if plain and text not in {"~", "null"} else "'" + text.replace("'", "''") + "'"


def _example(field: FieldOf) -> str:
    if field.block is not None and field.shape != "map":
        inner = "{" + ", ".join(f"{name}: …" for name in fields_of(field.block)) + "}"
        return f"[{inner}]" if field.shape == "list" else inner
    return (
        f"[{field.example}]"
        if field.shape == "list"
        else "{…: " + field.example + "}"
        if field.shape == "map"
        else field.example
    )
