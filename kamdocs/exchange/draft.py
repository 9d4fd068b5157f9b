"""A commented draft of a record: what is given stands filled in, what may follow stands behind `#` with an example."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.forms import RefForm
from kamdocs.core.record import Record
from kamdocs.core.track import Entry
from kamdocs.exchange.written import TEXT_FORMS, flow
from kamdocs.kinds import BY_SLUG

_IN_EVERY_RECORD = ("title", "owner", "programme", "evidence", "revision", "supersedes", "formerly", "waivers",
                    "only_for", "own")  # fmt: skip
_WORDS = {"role": "kam"}
"""Examples of words that the form alone does not know."""
_ONE_LINE, _COMMENT_AT, _LONGEST = 88, 46, 104


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the draft: what stands there, and what it means."""

    text: str
    says: str = ""


def draft(model: type[Record], given: Mapping[str, Any]) -> str:
    """The YAML text of a draft.

    Args:
        model: The kind.
        given: Values by field, texts as they will stand; lists and blocks nested.

    Returns:
        The file: given fields in the order of the model, then the other fields of the kind behind `#`.
    """
    fields = fields_of(model)
    written = [row for name, field in fields.items() if name in given for row in _given(name, given[name], field, "")]
    later = [
        row
        for name, field in fields.items()
        if name not in given and (name not in _IN_EVERY_RECORD or field.told.need)
        for row in _later(name, field, "")
    ]
    summary = (model.__doc__ or "").strip().splitlines()[0]
    lines = [f"# {summary}", *_aligned(written)]
    if later:
        lines += ["", "# What may follow. Take the # away where you know the value; absent means unknown, never zero."]
        lines += _aligned(later)
    others = ", ".join(name for name in _IN_EVERY_RECORD if name not in given)
    lines += ["", f"# In every record there may also be: {others}."]
    return "\n".join(lines) + "\n"


def _aligned(rows: list[_Row]) -> Iterator[str]:
    """Lines with their comments below each other."""
    widths = [len(row.text) for row in rows if row.says and len(row.text) < _COMMENT_AT]
    width = max(widths, default=0)
    for row in rows:
        if not row.says:
            yield row.text
            continue
        room = max(_LONGEST - max(width, len(row.text)), _ONE_LINE // 2)
        first, *more = textwrap.wrap(row.says, room)
        yield f"{row.text:<{width}}  # {first}"
        yield from (f"{'':<{width}}  # {words}" for words in more)


def _given(name: str, value: Any, field: FieldOf, indent: str) -> Iterator[_Row]:
    """A field with its value; a text stands without a comment, because `#` behind it would cut it short."""
    of_text = field.form is not None and field.form.name in TEXT_FORMS and field.shape == "one"
    one_line = f"{indent}{name}: {flow(value)}"
    if field.block is None or (isinstance(value, Mapping) and len(one_line) <= _ONE_LINE):
        yield _Row(one_line, "" if of_text else _meaning(field))
    elif isinstance(value, Mapping):
        yield _Row(f"{indent}{name}:", _meaning(field))
        yield from _inside(value, field.block, f"{indent}  ")
    elif value and isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
        yield _Row(f"{indent}{name}:", _meaning(field))
        for item in value:
            yield from _item(item, field.block, f"{indent}  ")
    else:
        yield _Row(one_line, _meaning(field))


def _item(item: Mapping[str, Any], block: type[Block], indent: str) -> Iterator[_Row]:
    one_line = f"{indent}- {flow(item)}"
    flat = not any(isinstance(value, Mapping | list) for value in item.values())
    if len(one_line) <= _ONE_LINE and (issubclass(block, Entry) or flat) and len(item) <= 4:
        yield _Row(one_line)
        return
    begun = False
    for row in _inside(item, block, f"{indent}  "):
        yield row if begun else _Row(f"{indent}- {row.text.lstrip()}", row.says)
        begun = True


def _inside(values: Mapping[str, Any], block: type[Block], indent: str) -> Iterator[_Row]:
    """The fields of a block: what is given, then what may follow."""
    fields = fields_of(block)
    for name, field in fields.items():
        if name in values:
            yield from _given(name, values[name], field, indent)
    for name, value in values.items():
        if name not in fields:
            yield _Row(f"{indent}{name}: {flow(value)}")
    for name, field in fields.items():
        if name not in values:
            yield from _later(name, field, indent)


def _later(name: str, field: FieldOf, indent: str) -> Iterator[_Row]:
    yield _Row(f"{indent}# {name}: {example(field)}", _meaning(field))


def _meaning(field: FieldOf) -> str:
    need = f" Needed {field.told.need.says}." if field.told.need else ""
    words = f" One of: {', '.join(field.words)}." if field.words and len(field.words) <= 12 else ""
    return f"{field.told.says}{words}{need}"


def example(field: FieldOf) -> str:
    """A value of this field as a record may write it; of a block the fields that it needs."""
    one = _one_example(field)
    if field.shape == "list":
        return f"[{one}]"
    if field.shape == "map":
        return "{" + f"{_key_example(field)}: {one}" + "}"
    return one


def _one_example(field: FieldOf) -> str:
    if field.inner is not None:
        return example(field.inner)
    if field.block is not None:
        inner = fields_of(field.block)
        names = [name for name in inner if inner[name].required] or list(inner)[:1]
        return "{" + ", ".join(f"{name}: {example(inner[name])}" for name in names) + "}"
    if isinstance(field.form, RefForm):
        return next((BY_SLUG[kind].about.example for kind in field.form.kinds if kind in BY_SLUG), field.form.example)
    if field.form is not None and field.form.name in TEXT_FORMS:
        return '"…"' if field.form.name != "text as typed" else f'"{field.example}"'
    return _WORDS.get(field.name, field.example) if field.form and field.form.name == "word" else field.example


def _key_example(field: FieldOf) -> str:
    if field.key_words:
        return field.key_words[0]
    key = field.key_form
    return "name" if key is None or key.name in TEXT_FORMS else key.example
