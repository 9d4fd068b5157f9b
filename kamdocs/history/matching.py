"""Which item of a list is which item of its later version: by key, acts of a track in their order, else by equality."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from pydantic_core import PydanticUndefined

from kamdocs.core.facts import Block, fields_of, key_names
from kamdocs.core.place import Step
from kamdocs.core.record import spell
from kamdocs.core.track import Entry

Match = tuple[int | None, int | None, Step]
"""Position before, position after, and how the item is called: `@key`, or its position."""


def matched(before: Sequence[Any], after: Sequence[Any], model: type[Block] | None) -> list[Match]:
    """Pair the items of two lists.

    Args:
        before: The items before.
        after: The items after.
        model: What the items are.

    Returns:
        One match for each item of either list, in the order of the later list; what is gone comes last.
    """
    if model is not None and issubclass(model, Entry):
        found = list(_in_order(before, after))
    elif model is not None and key_names(model):
        found = list(_by_name(_names(before, model), _names(after, model)))
    else:
        found = list(_by_equality(before, after))
    return sorted(found, key=lambda one: (one[1] is None, one[1] if one[1] is not None else one[0]))


def key_in(item: Any, model: type[Block]) -> str:
    """The key of an item as a reference writes it after `@`, read from its text; a default counts as written."""
    if not isinstance(item, dict):
        return ""
    texts = [item.get(name, default) for name, default in _keys(model)]
    return "/".join(text for text in texts if isinstance(text, str))


def _keys(model: type[Block]) -> Iterator[tuple[str, str | None]]:
    names = set(key_names(model))
    for field in fields_of(model).values():
        if field.attribute in names:
            default = model.model_fields[field.attribute].default
            yield field.name, None if default in (None, PydanticUndefined, ()) else spell(default)


def _names(items: Sequence[Any], model: type[Block]) -> list[str]:
    """A name for each item: its key, with its number where the key stands more than once."""
    seen: Counter[str] = Counter()
    names = []
    for item in items:
        key = key_in(item, model)
        seen[key] += 1
        names.append(f"@{key}" if seen[key] == 1 else f"@{key}#{seen[key]}")
    return names


def _by_name(before: list[str], after: list[str]) -> Iterator[Match]:
    old = {name: index for index, name in enumerate(before)}
    for index, name in enumerate(after):
        yield old.pop(name, None), index, name
    for name, index in old.items():
        yield index, None, name


def _by_equality(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Match]:
    """Equal items belong together wherever they stand; what is left over is paired in its order."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(before):
        waiting[_same(item)].append(index)
    left = []
    for index, item in enumerate(after):
        if known := waiting[_same(item)]:
            yield known.pop(0), index, index
        else:
            left.append(index)
    gone = sorted(index for indices in waiting.values() for index in indices)
    yield from _paired(gone, left)


def _in_order(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Match]:
    """Acts stay in their order: one that was put between two others moves none of them."""
    old, new = [_act(entry) for entry in before], [_act(entry) for entry in after]
    for _, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from _paired(list(range(first, last)), list(range(begin, end)))


def _paired(gone: list[int], new: list[int]) -> Iterator[Match]:
    for index in range(max(len(gone), len(new))):
        old = gone[index] if index < len(gone) else None
        now = new[index] if index < len(new) else None
        label = now if now is not None else old
        if label is not None:
            yield old, now, label


def _act(entry: Any) -> str:
    return _same([entry.get("state"), entry.get("on")]) if isinstance(entry, dict) else _same(entry)


def _same(item: Any) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False)
