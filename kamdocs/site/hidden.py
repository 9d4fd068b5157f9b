"""The values of a record that a reader may not read, as a page would spell them: what the leak test looks for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from kamdocs.core.audience import Class
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.forms import RefForm
from kamdocs.core.record import Record, spell
from kamdocs.site.tree import Sight, Within


class Spelled(NamedTuple):
    """One value of a record as it is written.

    Attributes:
        field: Its field, with the path to it.
        text: How it is written.
        readable: Whether the reader may read it.
        telling: Whether somebody who finds it elsewhere knows what it says: money, words, ids; no day, flag or state.
    """

    field: str
    text: str
    readable: bool
    telling: bool = True


_TELLING = frozenset(
    {
        "cost rate",
        "hash",
        "id",
        "index value",
        "item reference",
        "line",
        "money",
        "percent",
        "reference",
        "text",
        "text as typed",
        "unit price",
    }
)


def spelled_values(record: Record, sight: Sight) -> Iterator[Spelled]:
    """Every value of a record with the judgement of the readers' table."""
    yield from _values(record, Within(record, (), None), sight)


def hidden_values(record: Record, sight: Sight) -> frozenset[str]:
    """The values of a record that the reader may not read."""
    values = (one.text.removesuffix(" %") for one in spelled_values(record, sight) if not one.readable)
    return frozenset(value for value in values if len(value) > 3)


def _values(block: Block, within: Within, sight: Sight) -> Iterator[Spelled]:
    for field in fields_of(type(block)).values():
        value = getattr(block, field.attribute)
        if value is None or value == () or value == {}:
            continue
        seen_as = within.record.class_of(field, within.seen_as)
        inner = replace(within, path=(*within.path, field.name), seen_as=seen_as)
        reads = within.kept and sight.reader.reads(seen_as)
        held = value if field.shape == "list" else value.values() if field.shape == "map" else (value,)
        if field.name == "own" and not within.path:
            yield from _own(within.record, value, sight)
            continue
        for one in held:
            if isinstance(one, Block):
                kept = within.kept and sight.keeps(one)
                yield from _values(one, replace(inner, kept=kept), sight)
            else:
                telling = field.form is not None and field.form.name in _TELLING
                yield Spelled(".".join(inner.path), _text(field, one), reads, telling)
        if field.shape == "map":
            yield from (Spelled(".".join(inner.path), str(key), reads, False) for key in value)


def _own(record: Record, value: dict[str, str], sight: Sight) -> Iterator[Spelled]:
    for name, text in value.items():
        seen_as: Class | None = sight.own_class(record.about.slug, name)
        yield Spelled(f"own.{name}", str(text), seen_as is not None and sight.reader.reads(seen_as))


def _text(field: FieldOf, value: object) -> str:
    if isinstance(field.form, RefForm):
        return str(value)
    percent = field.form is not None and field.form.name == "percent"
    return f"{spell(value)} %" if percent else spell(value)
