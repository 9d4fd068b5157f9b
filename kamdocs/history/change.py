"""A change as one frozen fact, and the differences of two text trees as such facts.

Nothing is typed: the model only says which items of a list belong together, so an old file that no longer loads is
compared all the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kamdocs.core.facts import Block, FieldOf, fields_of
from kamdocs.core.place import Path
from kamdocs.history.matching import matched

Tree = Mapping[str, Any]
"""A file as text: `dict`, `list`, `str` and `None`."""
_LONGEST = 60


class What(StrEnum):
    """What happened to a file, a field or an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared: the account, the id of the record today, its kind. Policy and the like have no record."""

    account: str
    record: str
    kind: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        about: The record it is about.
        path: Names of fields; items by key (`@2024-01-01`), or by position (a number) where they have none.
        what: Added, removed or changed; an added or removed block is one fact.
        before: The text before, a block on one line; None if it was not there.
        after: The text after.
        at: The way to it in the file of today; to where it would stand if it is gone.
        was_at: The way to it in the file before.
    """

    about: Subject
    path: Path
    what: What
    before: str | None
    after: str | None
    at: Path
    was_at: Path

    @property
    def field(self) -> str:
        """The innermost field."""
        return next((step for step in reversed(self.path) if isinstance(step, str) and step[:1] != "@"), "")

    @property
    def where(self) -> str:
        """The whole way in one word: `lines@2024-01-01.unit_price`."""
        text = ""
        for step in self.path:
            text += f"[{step + 1}]" if isinstance(step, int) else step if step[:1] == "@" else f".{step}"
        return text.removeprefix(".")

    @property
    def is_item(self) -> bool:
        """Whether a whole item of a list was added or removed."""
        last = self.path[-1] if self.path else ""
        return self.what is not What.CHANGED and (isinstance(last, int) or last[:1] == "@")


def flow(value: Any) -> str:
    """A part of a tree on one line, as a record writes it: `{state: agreed, on: 2024-11-12}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {flow(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return "" if value is None else str(value)


def short(text: str) -> str:
    """A text as a sentence quotes it: at most 60 characters."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def changes_between(before: Tree, after: Tree, model: type[Block] | None, *, about: Subject) -> tuple[Change, ...]:
    """What differs between two trees, in the order of the later one; what is gone comes last in its block.

    Args:
        before: The earlier tree.
        after: The later tree.
        model: What both are; None = unknown, then lists have no keys.
        about: What the facts are about.
    """
    return tuple(_Differ(about).mapping(before, after, _fields_in(model), _Way()))


@dataclass(frozen=True, slots=True)
class _Way:
    path: Path = ()
    at: Path = ()
    was_at: Path = ()


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is known of a value: the model of its block or items, and whether it is one, a list or a map."""

    model: type[Block] | None = None
    shape: str = "one"


_Inside = Callable[[str], _Shape]


def _fields_in(model: type[Block] | None) -> _Inside:
    fields: Mapping[str, FieldOf] = fields_of(model) if model else {}

    def inside(name: str) -> _Shape:
        field = fields.get(name)
        return _Shape(field.block, field.shape) if field else _Shape()

    return inside


@dataclass(frozen=True, slots=True)
class _Differ:
    about: Subject

    def mapping(self, before: Tree, after: Tree, inside: _Inside, way: _Way) -> Iterator[Change]:
        for name in dict.fromkeys((*after, *before)):
            there = _Way((*way.path, name), (*way.at, name), (*way.was_at, name))
            if name not in before:
                yield self.fact(What.ADDED, there, None, after[name])
            elif name not in after:
                yield self.fact(What.REMOVED, there, before[name], None)
            else:
                yield from self.value(before[name], after[name], inside(name), there)

    def value(self, before: Any, after: Any, known: _Shape, way: _Way) -> Iterator[Change]:
        if before == after:
            return
        if isinstance(before, dict) and isinstance(after, dict):
            inner = _Shape(known.model)
            inside = (lambda name: inner) if known.shape == "map" else _fields_in(known.model)
            yield from self.mapping(before, after, inside, way)
        elif isinstance(before, list) and isinstance(after, list):
            yield from self.items(before, after, known.model, way)
        else:
            yield self.fact(What.CHANGED, way, before, after)

    def items(self, before: list[Any], after: list[Any], model: type[Block] | None, way: _Way) -> Iterator[Change]:
        for old, new, label in matched(before, after, model):
            at = way.at if new is None else (*way.at, new)
            was_at = way.was_at if old is None else (*way.was_at, old)
            there = _Way((*way.path, label), at, was_at)
            if old is None and new is not None:
                yield self.fact(What.ADDED, there, None, after[new])
            elif new is None and old is not None:
                yield self.fact(What.REMOVED, there, before[old], None)
            elif old is not None and new is not None:
                yield from self.value(before[old], after[new], _Shape(model), there)

    def fact(self, what: What, way: _Way, before: Any, after: Any) -> Change:
        was = None if what is What.ADDED else flow(before)
        now = None if what is What.REMOVED else flow(after)
        return Change(self.about, way.path, what, was, now, way.at, way.was_at)
