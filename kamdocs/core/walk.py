"""The way through a record: every value, reference, text and track with its path and class, whatever the kind.

Which fields matter is worked out once per kind (and class, for kinds that say their class themselves); a record without
such fields costs one look into a table.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from kamdocs.core.audience import Class
from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.forms import RefForm
from kamdocs.core.place import Path, Spot
from kamdocs.core.proof import Attachment
from kamdocs.core.record import Record
from kamdocs.core.track import Entry, Track


class Seen(NamedTuple):
    """A value on the way through a record.

    Attributes:
        path: Its place: field names as in the file, list positions, keys of maps.
        field: Its field; of a list or map that is the field of the whole.
        value: The value, or the block.
        seen_as: The class of its field.
        block: The block (or record) that holds the field.
        is_key: It is a key of a map, not the value behind it.
    """

    path: Path
    field: FieldOf
    value: Any
    seen_as: Class
    block: Block
    is_key: bool = False

    def spot(self, record: Record) -> Spot:
        """Its place in this record."""
        return Spot(record.id, self.path, self.is_key)

    @property
    def field_path(self) -> Path:
        """The place of its field, without positions and keys."""
        last = max(index for index, step in enumerate(self.path) if step == self.field.name)
        return self.path[: last + 1]


Wanted = Callable[[FieldOf, Class], bool]
"""Whether values of this form are looked for; asked once per field, with the innermost description of a list or map."""


class _Step(NamedTuple):
    attribute: str
    field: FieldOf
    seen_as: Class
    values: bool
    keys: bool
    inner: "tuple[_Step, ...]"


_PLANS: dict[tuple[type[Record], Class, Wanted], tuple[_Step, ...]] = {}


def walk(record: Record, wanted: Wanted) -> list[Seen]:
    """All values of a record that are wanted, in the order of the model; wanted blocks come before their fields.

    Args:
        record: Any record.
        wanted: A function of the module level, so that its answers can be kept.
    """
    key = (type(record), record.home_class, wanted)
    if (plan := _PLANS.get(key)) is None:
        plan = _PLANS[key] = _plan(record, type(record), wanted, None)
    found: list[Seen] = []
    if plan:
        _collect(record, plan, (), found)
    return found


def _plan(record: Record, model: type[Block], wanted: Wanted, within: Class | None) -> tuple[_Step, ...]:
    steps = []
    for field in fields_of(model).values():
        seen_as = record.class_of(field, within)
        leaf = innermost(field)
        inner = _plan(record, leaf.block, wanted, seen_as) if leaf.block else ()
        keys = _key_wanted(field, wanted, seen_as)
        if (values := wanted(leaf, seen_as)) or keys or inner:
            steps.append(_Step(field.attribute, field, seen_as, values, keys, inner))
    return tuple(steps)


def innermost(field: FieldOf) -> FieldOf:
    """What stands inside a list or map, of whatever depth."""
    return innermost(field.inner) if field.inner else field


def _key_wanted(field: FieldOf, wanted: Wanted, seen_as: Class) -> bool:
    if field.shape != "map" or field.key_form is None:
        return False
    as_field = FieldOf(field.attribute, field.name, field.told, True, "one", field.key_form, (), None)
    return wanted(as_field, seen_as)


def _collect(block: Block, steps: tuple[_Step, ...], path: Path, found: list[Seen]) -> None:
    held = block.__dict__
    for step in steps:
        value = held[step.attribute]
        if value is not None and (value or type(value) is not tuple):
            _value(value, step, (*path, step.field.name), block, found)


def _value(value: Any, step: _Step, path: Path, block: Block, found: list[Seen]) -> None:
    kind = type(value)
    if kind is tuple:
        for index, item in enumerate(value):
            _value(item, step, (*path, index), block, found)
    elif kind is dict:
        for key, item in value.items():
            here = (*path, str(key))
            if step.keys:
                found.append(Seen(here, step.field, key, step.seen_as, block, True))
            _value(item, step, here, block, found)
    else:
        if step.values:
            found.append(Seen(path, step.field, value, step.seen_as, block))
        if step.inner:
            _collect(value, step.inner, path, found)


_TEXT_FORMS = frozenset({"text", "line", "text as typed"})


def _is_reference(field: FieldOf, seen_as: Class) -> bool:
    return isinstance(field.form, RefForm)


def _is_text(field: FieldOf, seen_as: Class) -> bool:
    return field.form is not None and field.form.name in _TEXT_FORMS


def _is_value(field: FieldOf, seen_as: Class) -> bool:
    return field.block is None


def _is_attachment(field: FieldOf, seen_as: Class) -> bool:
    return field.block is Attachment


def references_in(record: Record) -> list[Seen]:
    """Every reference and item reference; the value is its text."""
    return walk(record, _is_reference)


def reference_form(seen: Seen) -> RefForm:
    """The form of a reference that `references_in` found: which kinds it takes."""
    form = seen.field.key_form if seen.is_key else innermost(seen.field).form
    if not isinstance(form, RefForm):
        raise TypeError(f"`{seen.field.name}` holds no reference")
    return form


def texts_in(record: Record) -> list[Seen]:
    """Every text and line that a person wrote, without ids, words of closed lists and references."""
    return walk(record, _is_text)


def values_in(record: Record) -> list[Seen]:
    """Every typed value; lists and maps are taken apart, keys of maps are values too."""
    return walk(record, _is_value)


def attachments_in(record: Record) -> list[Seen]:
    """Every attachment; the value is the block."""
    return walk(record, _is_attachment)


class Acts(NamedTuple):
    """A track of a record as it stands: its path, its table, its entries."""

    path: Path
    track: Track
    entries: Sequence[Entry[Any]]


def tracks_in(record: Record) -> Iterator[Acts]:
    """Every track of a record, also those of the items of its lists. Empty ones are left out."""
    for names, track in _ways(type(record)):
        yield from _tracks(record, names, track, ())


@cache
def _ways(model: type[Record]) -> tuple[tuple[tuple[str, ...], Track], ...]:
    return tuple((tuple(name.split(".")), track) for name, track in model.tracks.items())


def _tracks(block: Block, names: tuple[str, ...], track: Track, path: Path) -> Iterator[Acts]:
    field = fields_of(type(block))[names[0]]
    value = block.__dict__[field.attribute]
    here = (*path, names[0])
    if not value:
        return
    if len(names) == 1:
        yield Acts(here, track, value)
    elif field.shape == "list":
        for index, item in enumerate(value):
            yield from _tracks(item, names[1:], track, (*here, index))
    else:
        yield from _tracks(value, names[1:], track, here)
