"""The history of a part at each site: which technical index it got from when to when, and which change brought it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Link, Mark, Row, Table
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.part.figures.indices import sites_of
from kamdocs.kinds.part.model import Part

_COLUMNS = tuple(
    Column(heading, Class.SCHEDULE, numeric=heading == "Days")
    for heading in ("Site", "Index", "From", "Until", "Days", "Known from", "Change", "Standing")
)


@dataclass(frozen=True, slots=True)
class Held:
    """The days on which a site gets one index.

    Attributes:
        index: The technical index.
        first: First day.
        last: Last day, included; None = open.
        shipped: Whether the plant wrote the first shipment; else it is planned.
    """

    index: str
    first: date
    last: date | None
    shipped: bool

    def lasts_on(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


def history_of(part: Part, site: str) -> tuple[Held, ...]:
    """The indices of a part at a site, oldest first: what was shipped, then what is planned after it (K7).

    A planned day counts only after the last shipment: once an index is shipped, its own plan is over.
    """
    here = [(one, there) for one in part.technical_indices for there in one.introductions if there.site == site]
    begins: dict[date, tuple[str, bool]] = {}
    for one, there in here:
        if there.shipped_from:
            begins.setdefault(there.shipped_from, (one.index, True))
    latest = max(begins, default=date.min)
    for one, there in here:
        if there.shipped_from is None and there.planned_on and there.planned_on > latest:
            begins.setdefault(there.planned_on, (one.index, False))
    days = sorted(begins)
    ends = [*(day - timedelta(days=1) for day in days[1:]), None]
    return tuple(Held(begins[day][0], day, end, begins[day][1]) for day, end in zip(days, ends, strict=True))


def history_table(part: Part, book: Book) -> Table:
    """One row for each index and site, by site and day; planned ones are marked."""
    rows = tuple(_row(part, site, held, book) for site in sites_of(part) for held in history_of(part, site))
    empty = "No introduction is recorded: write `introductions` under the index."
    return Table("Which site got which index when", _COLUMNS, rows, f"history-{part.id}", empty)


def _row(part: Part, site: str, held: Held, book: Book) -> Row:
    place, as_of = book.get(site), book.as_of
    change = _changes_to(book).get((part.id, held.index))
    cells = (
        Link(site, place.heading(book) if place else ""),
        held.index,
        held.first.isoformat(),
        held.last.isoformat() if held.last else "open",
        _days(held, as_of),
        "shipment" if held.shipped else "plan",
        Link(change) if change else None,
        _standing(held, as_of),
    )
    return Row(cells, about=(site,), parts=(part.id,))


def _days(held: Held, as_of: date) -> str:
    """Days so far; those of a plan have not been."""
    last = as_of if held.last is None else min(held.last, as_of)
    return str((last - held.first).days + 1) if held.first <= last else ""


def _standing(held: Held, as_of: date) -> Mark:
    if held.first > as_of:
        return Mark("not yet", "wait")
    if held.lasts_on(as_of):
        return Mark("in series", "good") if held.shipped else Mark("planned, not shipped", "bad")
    return Mark("followed", "off")


def _changes_to(book: Book) -> Mapping[tuple[str, str], str]:
    """The change that brings a part to an index; the newest one where several do."""

    def grouped() -> dict[tuple[str, str], str]:
        changes = sorted(book.all(Change), key=lambda one: (one.received_on, one.id))
        return {(line.part, line.index_to): change.id for change in changes for line in change.lines}

    return book.remembered("changes by part and index", grouped)
