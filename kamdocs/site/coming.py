"""What is near: days that a reader may see in the fields of records, from the day of the site to three months later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.site.views import Block, Items, Leaf, Node, RecordView

HORIZON = timedelta(days=92)
_DUE = frozenset(
    {
        "Reply due",
        "Quote due",
        "Due on",
        "Expected on",
        "Valid until",
        "Introduction date",
        "Planned on",
        "Notice by",
        "Valid from",
        "Valid to",
        "Until",
        "Ack due",
        "End of service hold",
        "Sop",
        "Eop",
    }
)
_OVER = frozenset({"followed", "withdrawn", "ended", "draft", "old"})


@dataclass(frozen=True, slots=True)
class Near:
    """A day that is near: what it is, of which record."""

    on: str
    what: str
    view: RecordView


def near_days(views: Iterable[RecordView], as_of: date) -> tuple[Near, ...]:
    """The days of living records that lie at most three months ahead, nearest first."""
    last = (as_of + HORIZON).isoformat()
    found: dict[tuple[str, str, str], Near] = {}
    for view in views:
        if view.over or view.facets.standing in _OVER:
            continue
        for what, day in _days(view.nodes, ""):
            if as_of.isoformat() <= day <= last:
                found.setdefault((day, view.id, what), Near(day, what, view))
    return tuple(found[key] for key in sorted(found))


def _days(nodes: tuple[Node, ...], within: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        match node:
            case Leaf() if node.label in _DUE:
                yield from ((f"{node.label}{within}", cell.text) for cell in node.cells)
            case Block():
                yield from _days(node.nodes, within)
            case Items(label="Milestones"):
                yield from _milestones(node)
            case Items() if node.label != "Waivers":
                for item in node.items:
                    yield from _days(item.nodes, within)


def _milestones(node: Items) -> Iterator[tuple[str, str]]:
    """The day that counts of a milestone that has not happened: current, else baseline."""
    for item in node.items:
        days = {leaf.label: leaf.cells[0].text for leaf in item.nodes if isinstance(leaf, Leaf)}
        day = days.get("Current") or days.get("Baseline")
        if day and "Actual" not in days:
            yield f"Milestone {days.get('Code', '')}".strip(), day
