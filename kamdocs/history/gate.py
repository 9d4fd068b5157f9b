"""What a change moves of the gate itself: policy, publications, roots, baselines, delegations, people's authority."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kamdocs.core.place import Spot
from kamdocs.history.change import Change, What, flow, short
from kamdocs.history.compare import Difference

AUTHORITY = frozenset({"side", "function", "authority", "decides", "host_login", "git_emails", "left_on"})


def touched(one: Difference) -> Iterator[tuple[Spot, str]]:
    """Places and sentences of GEN011 in one file; a whole file that came or went is one finding."""
    if one.about.kind == "contact":
        yield from _contact(one)
    elif one.is_setting or one.about.kind == "delegation_of_authority":
        yield from _keys(one, one.changes) if one.changes else _whole(one)


def _contact(one: Difference) -> Iterator[tuple[Spot, str]]:
    if one.before is not None and one.after is not None:
        yield from _keys(one, [change for change in one.changes if change.path[0] in AUTHORITY])
        return
    tree = one.after or one.before or {}
    if tree.get("side") == "internal" or tree.get("decides") or tree.get("authority", "none") != "none":
        yield from _whole(one)


def _keys(one: Difference, changes: Iterable[Change]) -> Iterator[tuple[Spot, str]]:
    for change in (part for whole in changes for part in _parts(one, whole)):
        was = "not there" if change.before is None else short(change.before)
        now = "gone" if change.after is None else short(change.after)
        spot = Spot(one.about.record, change.at, True, "" if one.about.record else one.is_in)
        yield spot, f"`{change.where}` was {was}, is {now}: counts after the merge"


def _parts(one: Difference, change: Change) -> Iterator[Change]:
    """The keys inside a part of the settings that came or went as a whole: `severities.PRC011`, not `severities`."""
    tree = one.after if change.what is What.ADDED else one.before
    block = tree.get(str(change.path[0])) if one.is_setting and tree and len(change.path) == 1 else None
    if change.what is What.CHANGED or not isinstance(block, dict):
        yield change
        return
    for name, value in block.items():
        was, now = (None, flow(value)) if change.what is What.ADDED else (flow(value), None)
        path, at = (*change.path, name), (*change.at, name)
        yield replace(change, path=path, at=at, was_at=(*change.was_at, name), before=was, after=now)


def _whole(one: Difference) -> Iterator[tuple[Spot, str]]:
    name = one.about.record or one.about.kind
    match one.what:
        case What.ADDED:
            happened = "was not there, is new"
        case What.REMOVED:
            happened = "was there, is gone"
        case _:
            happened = "was another text, cannot be compared"
    file = one.is_in or one.was_in
    here = Spot(one.about.record, ("id",) if one.after else (), False, "" if one.after and one.about.record else file)
    yield here, f"`{name}` {happened}: counts after the merge"
