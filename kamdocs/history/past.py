"""What the past allows: binding fields that differ from BASE, acts that were rewritten, acts that are yet to come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from kamdocs.core.book import Book
from kamdocs.core.facts import Block, fields_of
from kamdocs.core.place import Path, Spot
from kamdocs.core.record import Record, spell
from kamdocs.core.track import Entry
from kamdocs.history.change import Change, Tree, What, short
from kamdocs.history.compare import Difference
from kamdocs.history.frozen import Bound, Chain, Frozen, Held, chain_to, day_in
from kamdocs.load.mask import HIDDEN
from kamdocs.rules.rule import Hit


def rewritten(one: Difference, as_of: date, base: Book | None = None) -> Iterator[Hit]:
    """Hits of GEN004 in one record.

    Args:
        one: A record that differs from BASE.
        as_of: The day.
        base: The account at BASE: some fields bind by what another record says there.

    Yields:
        One hit for each place.
    """
    if one.before is None or one.after is None or one.model is None or not issubclass(one.model, Record):
        return
    then, now = Frozen(one.model, one.before, as_of, base), Frozen(one.model, one.after, as_of)
    revised = _revision(one.after) > _revision(one.before)
    hits: dict[tuple[Path, bool], list[str]] = defaultdict(list)
    for change in one.changes:
        chain = then.chain(change.was_at)
        secret = then.is_secret(chain) or now.is_secret(now.chain(change.at))
        if any(_is_track(held) for held in chain):
            said = _of_track(change, chain, one, secret=secret)
        else:
            said = "" if revised else _of_field(change, chain, then, secret=secret)
        if said:
            hits[(change.at, change.what is What.REMOVED and change.is_item)].append(said)
    for (path, key), sentences in hits.items():
        more = f" ({len(sentences) - 1} more here)" if len(sentences) > 1 else ""
        yield Hit(Spot(one.about.record, path, key), sentences[0] + more)


def _revision(tree: Tree) -> int:
    block = tree.get("revision")
    number = block.get("no") if isinstance(block, Mapping) else None
    return int(number) if isinstance(number, str) and number.isdecimal() else 1


def _is_track(held: Held) -> bool:
    return held.field.block is not None and issubclass(held.field.block, Entry)


def _of_field(change: Change, chain: Chain, then: Frozen, *, secret: bool) -> str:
    """What to say of a change outside of tracks; empty if it is free."""
    if not chain or _is_free(change, chain):
        return ""
    binding = [index for index, held in enumerate(chain) if held.field.told.binding]
    grows_only = chain[0].field.name == "evidence" and len(chain) == 1
    if binding:
        bound = then.since(chain[: binding[0] + 1])
    elif grows_only:
        bound = then.since_anywhere()
    elif change.what is What.REMOVED:
        bound = then.since_inside(change.was_at, _at(then.chain(change.was_at), change))
    else:
        return ""
    return _sentence(change, chain, bound, secret=secret) if bound else ""


def _at(chain: Chain, change: Change) -> Any:
    """The part of BASE that is gone."""
    node: Any = chain[0].block if chain else None
    for step in change.was_at:
        node = node[step] if isinstance(node, list) and isinstance(step, int) else node.get(step)
    return node


def _is_free(change: Change, chain: Chain) -> bool:
    """Growing lists, fields that are meant to come later, and the same value written otherwise."""
    field, last = chain[-1].field, change.path[-1]
    of_field = last == field.name
    if change.what is What.ADDED:
        grows = change.is_item or (of_field and (field.shape == "list" or field.told.may_be_added))
        return grows or (of_field and _default(chain[-1]) == change.after)
    if change.what is What.REMOVED:
        return of_field and _default(chain[-1]) == change.before
    if field.form is None or change.before is None or change.after is None:
        return False
    try:
        return bool(field.form.typed(change.before) == field.form.typed(change.after))
    except (PydanticCustomError, ValueError):
        return False


def _default(held: Held) -> str | None:
    default = held.model.model_fields[held.field.attribute].default
    return spell(default) if isinstance(default, str | bool | int) else None


def _of_track(change: Change, chain: Chain, one: Difference, *, secret: bool) -> str:
    """What to say of a change of a track; empty if the track has only grown at its end."""
    track = next(held for held in chain if _is_track(held))
    rest = change.path[change.path.index(track.field.name) + 1 :]
    entry = _entry(track, change.was_at)
    act = Bound(str(entry.get("on", "")), str(entry.get("state", "")), secret)
    if change.what is What.ADDED and len(rest) == 1:
        return _put_before(change, one, secret=secret)
    if change.what is What.ADDED and rest[1:] != ("by",):
        return ""
    if len(rest) == 1:
        what = HIDDEN if secret else f"{act.state} of {act.day}"
        return f"the entry {what} was there, is gone, and acts are never rewritten"
    return _sentence(change, chain, act, secret=secret)


def _entry(held: Held, was_at: Path) -> Mapping[str, Any]:
    """The act at BASE that a path goes through."""
    entries = held.block.get(held.field.name)
    steps = was_at[was_at.index(held.field.name) + 1 :]
    if isinstance(entries, list) and steps and isinstance(steps[0], int) and steps[0] < len(entries):
        found = entries[steps[0]]
        return found if isinstance(found, Mapping) else {}
    return {}


def _put_before(change: Change, one: Difference, *, secret: bool) -> str:
    """A new entry must stand behind the last one of BASE."""
    track, position = change.at[:-1], change.at[-1]
    new = {two.at[-1] for two in one.changes if two.what is What.ADDED and two.at[:-1] == track}
    entries: Any = one.after
    for step in track:
        entries = entries[step]
    later = [index for index in range(len(entries)) if isinstance(position, int) and index > position]
    if all(index in new for index in later):
        return ""
    what = HIDDEN if secret else change.after or ""
    return f"the entry {short(what)} was put before an older act, and acts are never rewritten"


def _sentence(change: Change, chain: Chain, bound: Bound, *, secret: bool) -> str:
    field, last = chain[-1].field, change.path[-1]
    if change.is_item and str(last).startswith("@"):
        key = f"@{HIDDEN}" if secret else last
        return f"`{field.name}{key}` was there, is gone, and {_since(bound)}"
    in_map = field.shape == "map" and last != field.name and not secret
    was = "not there" if change.before is None else HIDDEN if secret else short(change.before)
    now = "gone" if change.after is None else HIDDEN if secret else short(change.after)
    name = f"{field.name}.{last}" if in_map else field.name
    return f"`{name}` was {was}, is {now}, and {_since(bound)}"


def _since(bound: Bound) -> str:
    if bound.secret:
        return f"binds since {bound.state}" if bound.state else "binds"
    return f"binds since {bound.day}" if bound.day else "binds since it was recorded"


def in_the_future(one: Difference, as_of: date) -> Iterator[Hit]:
    """Hits of GEN014 in one record: entries that BASE does not have and that lie behind the day."""
    if one.after is None or one.model is None or not issubclass(one.model, Record):
        return
    now = Frozen(one.model, one.after, as_of)
    added = [change.at for change in one.changes if change.what is What.ADDED]
    for path, entry in _entries(one.model, one.after, ()):
        is_new = one.what is What.ADDED or any(path[: len(start)] == start for start in added)
        day = day_in(entry)
        if is_new and day is not None and day > as_of:
            secret = now.is_secret(chain_to(one.model, one.after, path))
            what = f"an act on {HIDDEN}" if secret else f"{entry.get('state')} on {day}"
            yield Hit(Spot(one.about.record, (*path, "on")), f"{what} is in the future", day=day.isoformat())


def _entries(model: type[Block], tree: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """All entries of all tracks of a tree, with the way to them."""
    if not isinstance(tree, Mapping):
        return
    for field in fields_of(model).values():
        value = tree.get(field.name)
        if field.block is None or value is None:
            continue
        steps: Iterable[tuple[Any, Any]] = ((None, value),)
        if isinstance(value, list):
            steps = enumerate(value)
        elif field.shape == "map" and isinstance(value, Mapping):
            steps = value.items()
        for step, item in steps:
            there = (*path, field.name) if step is None else (*path, field.name, step)
            if issubclass(field.block, Entry):
                if isinstance(item, Mapping):
                    yield there, item
            else:
                yield from _entries(field.block, item, there)
