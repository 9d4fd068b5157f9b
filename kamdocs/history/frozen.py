"""From when which field of a record binds, read from its text at BASE, and which acts of its past were rewritten."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kamdocs.core.audience import Class, Level, level_of
from kamdocs.core.book import Book
from kamdocs.core.facts import Binds, Block, FieldOf, fields_of
from kamdocs.core.place import Path
from kamdocs.core.record import Record
from kamdocs.core.track import Entry, Track
from kamdocs.history.change import Tree


@dataclass(frozen=True, slots=True)
class Held:
    """A field on the way to a value: the block that holds it, the names that lead to that block, the field."""

    model: type[Block]
    block: Tree
    names: tuple[str, ...]
    field: FieldOf


@dataclass(frozen=True, slots=True)
class Bound:
    """Since when something binds: the day and state of the act; both empty = since it was recorded."""

    day: str = ""
    state: str = ""
    secret: bool = False


Chain = Sequence[Held]


def chain_to(model: type[Block], tree: Tree, path: Path) -> list[Held]:
    """The fields that a path goes through, outermost first; it ends where the model knows no more."""
    found: list[Held] = []
    node: Any = tree
    block: type[Block] | None = model
    in_map = False
    for step in path:
        if isinstance(step, int) or in_map:
            node, in_map = _inside(node, step), False
            continue
        field = fields_of(block).get(step) if block else None
        if block is None or field is None:
            break
        names = (*found[-1].names, found[-1].field.name) if found else ()
        found.append(Held(block, node if isinstance(node, Mapping) else {}, names, field))
        node, block, in_map = _inside(node, step), field.block, field.shape == "map"
    return found


def _inside(node: Any, step: str | int) -> Any:
    if isinstance(node, Mapping):
        return node.get(str(step))
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


class Frozen:
    """What binds in one record as it stood at BASE.

    Args:
        model: Its kind.
        tree: Its text at BASE.
        as_of: The day; a field that binds from a later day does not bind yet.
        base: The account at BASE, where other records decide from when something binds; without it they do not.
    """

    def __init__(self, model: type[Record], tree: Tree, as_of: date, base: Book | None = None) -> None:
        self._model = model
        self._base = base
        self._tree = tree
        self._as_of, self._today = as_of.isoformat(), as_of
        named = tree.get("class")
        known = isinstance(named, str) and named in set(Class)
        shell: Any = {"class": named} if known else {}
        self._shell = model.model_construct(**shell)
        self._is_strict = named is not None and not known

    def chain(self, path: Path) -> list[Held]:
        """The fields that a path at BASE goes through."""
        return chain_to(self._model, self._tree, path)

    def is_secret(self, chain: Chain) -> bool:
        """Whether a value at the end of these fields is of a class that is never printed."""
        within: Class | None = None
        for held in chain:
            within = self._shell.class_of(held.field, within)
        return self._is_strict or within is None or level_of(within) is Level.STRICT

    def since(self, chain: Chain) -> Bound | None:
        """Since when the last of these fields binds: by its block, else by the blocks around it. None = not yet."""
        for index in range(len(chain) - 1, -1, -1):
            held, outer = chain[index], chain[:index]
            told = _binds(held.model, held.field.name)
            if told is not None:
                return self._by(told, held, outer)
            tracks = self._tracks_of(held)
            if tracks:
                found = [self._reached(name, track, track.binds_from, held, outer) for name, track in tracks.items()]
                return min((one for one in found if one), key=lambda one: one.day, default=None)
        return Bound()

    def since_anywhere(self) -> Bound | None:
        """Since when anything of the record binds; None = nothing yet."""
        found = [self.since(chain) for chain in self._binding_in(self._model, self._tree, ())]
        return min((one for one in found if one), key=lambda one: one.day, default=None)

    def since_inside(self, path: Path, value: Any) -> Bound | None:
        """Since when anything inside a part of the record binds that is no binding field itself."""
        chain = self.chain(path)
        block = chain[-1].field.block if chain else None
        if block is None:
            return None
        items = value if isinstance(value, list) else [value]
        found = [self.since(one) for item in items for one in self._binding_in(block, item, chain)]
        return min((one for one in found if one), key=lambda one: one.day, default=None)

    def _binding_in(self, model: type[Block], node: Any, outer: Chain) -> Iterator[Chain]:
        """Chains to the binding fields that are written in a block."""
        if not isinstance(node, Mapping):
            return
        names = (*outer[-1].names, outer[-1].field.name) if outer else ()
        for field in fields_of(model).values():
            value = node.get(field.name)
            if value is None:
                continue
            chain = (*outer, Held(model, node, names, field))
            if field.told.binding:
                yield chain
            elif field.block is not None and not issubclass(field.block, Entry):
                inner = value if isinstance(value, list) else [value]
                inner = list(value.values()) if field.shape == "map" and isinstance(value, Mapping) else inner
                for item in inner:
                    yield from self._binding_in(field.block, item, chain)

    def _tracks_of(self, held: Held) -> dict[str, Track]:
        """The tracks of a block from which something binds, by their field."""
        above = "".join(f"{name}." for name in held.names)
        return {
            path.removeprefix(above): track
            for path, track in self._model.tracks.items()
            if track.binds_from and path.startswith(above) and "." not in path.removeprefix(above)
        }

    def _by(self, told: Binds, held: Held, outer: Chain) -> Bound | None:
        if told.through:
            return self._by_record(told, held.block.get(told.through))
        if told.grade:
            return self._by_proof(told.grade, held.block.get("evidence"))
        if told.state:
            path = ".".join((*held.names, told.track))
            return self._reached(told.track, self._model.tracks[path], told.state, held, outer)
        if not told.days:
            return Bound()
        for group in told.days:
            days = [_text(held.block, name) for name in group]
            if any(days):
                last = max(days)
                secret = self._secret(group[0].partition(".")[0], held, outer)
                return Bound(last, secret=secret) if all(days) and last <= self._as_of else None
        return None

    def _by_record(self, told: Binds, named: Any) -> Bound | None:
        """Since when the track of another record, as BASE has it, stands at the state or beyond."""
        other = self._base.get(named) if self._base and isinstance(named, str) else None
        track = other.tracks.get(told.track) if other else None
        found = track.reached(other.said(told.track) or (), told.state) if other and track else None
        return Bound(found.on.isoformat(), f"{named} {found.state}") if found and found.on <= self._today else None

    def _by_proof(self, grade: int, named: Any) -> Bound | None:
        """Since when a cited record of BASE proves the block; the earliest day of those that do."""
        cited = [self._base.get(one) for one in named if isinstance(one, str)] if self._base and named else []
        proofs = [one.proof() for one in cited if one is not None]
        days = [proof.on.isoformat() for proof in proofs if proof.grade >= grade and proof.on]
        return Bound(min(days)) if days and min(days) <= self._as_of else None

    def _reached(self, name: str, track: Track, limit: str, held: Held, outer: Chain) -> Bound | None:
        found = track.reached(list(acts(held.block.get(name))), limit)
        if found is None:
            return None
        secret = self._secret(name, held, outer)
        return Bound(found.on.isoformat(), str(found.state), secret)

    def _secret(self, name: str, held: Held, outer: Chain) -> bool:
        field = fields_of(held.model).get(name)
        return field is None or self.is_secret((*outer, Held(held.model, held.block, held.names, field)))


def acts(entries: Any) -> Iterator[Entry[Any]]:
    """The entries of a track as far as their text can be read."""
    for entry in entries if isinstance(entries, list) else ():
        state, on = (entry.get("state"), day_in(entry)) if isinstance(entry, Mapping) else (None, None)
        if isinstance(state, str) and on is not None:
            yield Entry.model_construct(state=state, on=on)


def day_in(entry: Any, name: str = "on") -> date | None:
    """The day in a field of a block of text."""
    text = entry.get(name) if isinstance(entry, Mapping) else None
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _binds(model: type[Block], name: str) -> Binds | None:
    named = [told for told in model.binds if name in told.fields]
    return next(iter(named), next((told for told in model.binds if not told.fields), None))


def _text(block: Tree, dotted: str) -> str:
    node: Any = block
    for name in dotted.split("."):
        node = _inside(node, name)
    return node if isinstance(node, str) else ""
