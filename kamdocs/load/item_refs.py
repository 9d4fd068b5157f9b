"""References to items: whether a kind has items to point at, and whether what stands behind `@` can be a key of one."""

from collections.abc import Iterator, Mapping
from functools import cache

from kamdocs.core.audience import Class
from kamdocs.core.facts import Block, FieldOf, fields_of, key_names
from kamdocs.core.forms import RefForm
from kamdocs.core.ids import prefix_of, split_item
from kamdocs.core.record import Record, Waiver
from kamdocs.core.walk import walk
from kamdocs.load.problem import Problem

Key = tuple[FieldOf, ...]
"""The fields whose values make up the key of an item, in their order."""

_AS_TYPED = frozenset({"text", "line", "text as typed"})


@cache
def keys_of(model: type[Block]) -> tuple[Key, ...]:
    """The keys of all lists of a record, also of lists inside items."""
    found: list[Key] = []
    for field in fields_of(model).values():
        if field.block is None or field.block is Waiver:
            continue
        inside = fields_of(field.block).values()
        if names := key_names(field.block):
            found.append(tuple(one for one in inside if one.attribute in names))
        found += keys_of(field.block)
    return tuple(found)


def _is_item_reference(field: FieldOf, seen_as: Class) -> bool:
    return isinstance(field.form, RefForm) and field.form.item


def misfitting(record: Record, keys: Mapping[str, tuple[Key, ...]]) -> Iterator[Problem]:
    """References of a record to items that cannot be there (VAL016, VAL023).

    Args:
        record: A record.
        keys: By prefix of the ids of a kind: the keys of its lists. A prefix that is not named is not judged.
    """
    for seen in walk(record, _is_item_reference):
        record_id, item = split_item(seen.value)
        known = keys.get(prefix_of(record_id)) if item else None
        if known is None:
            continue
        if not known:
            fix = f"Write `{record_id}`."
            yield Problem("VAL023", f"{record_id} has no items to point at", fix, path=seen.path, key=seen.is_key)
        elif not any(_fits(item, key) for key in known):
            says = f'"{seen.value}" is no id of an item'
            fix = f"Behind `@` stands {' or '.join(sorted(_in_words(key) for key in known))}."
            yield Problem("VAL016", says, fix, path=seen.path, key=seen.is_key)


def _fits(item: str, key: Key) -> bool:
    """Whether a text can be this key, or the beginning of it; what others write may look like anything."""
    if any(field.form is not None and field.form.name in _AS_TYPED for field in key):
        return True
    parts = item.split("/")
    return len(parts) <= len(key) and all(_is_of(part, field) for part, field in zip(parts, key, strict=False))


def _is_of(part: str, field: FieldOf) -> bool:
    if field.form is None:
        return part in field.words
    try:
        field.form.typed(part)
    except ValueError:
        return False
    return True


def _in_words(key: Key) -> str:
    return "/".join(field.name for field in key)
