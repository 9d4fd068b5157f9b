"""Which plan counts, and its pieces by month, year, part and plant.

Shares of a plant are exact; only what is shown is rounded, half up to whole pieces. A sum is rounded from its exact
value, so a shown sum can differ by a piece from the sum of what is shown above it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from kamdocs.calc.refusal import Refused
from kamdocs.calc.volumes import as_decimal, exact_shares, summed, total, whole_pieces
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.ids import is_id
from kamdocs.core.period import Month
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.nomination.model import counting_nomination, sites_awarded
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.volume_plan.model import PlanRow, PlanState, Source, VolumePlan, counting_plan

Cell = str | Link | Mark | Number | None
Key = tuple[str, ...]
P = TypeVar("P", Month, int)


@dataclass(frozen=True, slots=True)
class Volume:
    """The exact pieces of one row of a plan in one month, for one plant or for all."""

    row: PlanRow
    month: Month
    quantity: Fraction


def standing(plan: VolumePlan, book: Book) -> tuple[Fact, ...]:
    """Newest frozen of its source, followed, or old: every month of it has passed."""
    state = state_on(plan.track, book.as_of)
    if state is not PlanState.FROZEN:
        word = "withdrawn" if state is PlanState.WITHDRAWN else "not frozen yet"
        return (Fact("Standing", Mark(word, "off"), Class.SCHEDULE),)
    counting = counting_plan(book, plan.programme, plan.source, on=book.as_of)
    if counting is not None and counting.id != plan.id:
        return (Fact("Standing", Mark("followed", "off"), Class.SCHEDULE, f"by {counting.id}"),)
    last = max((month for _, month, _ in plan.cells()), default=None)
    if last is not None and last.last < book.as_of:
        return (Fact("Standing", Mark("old", "bad"), Class.SCHEDULE, f"its last month is {last}"),)
    note = f"of source {plan.source.replace('_', ' ')}"
    return (Fact("Standing", Mark("newest frozen", "good"), Class.SCHEDULE, note),)


def yearly_volume(book: Book, part: str, year: int, *, site: str | None = None) -> Decimal | None:
    """Pieces of a year as money reads them (K16).

    From the frozen plan of source `customer_official` that counts, else from that of source `contract`, else from the
    lines of the nominations that count. A plan must name the part in that year, a nomination the year for the part.

    Args:
        book: The account on its day.
        part: Id of the part.
        year: Calendar year.
        site: One site, or None for all.

    Returns:
        None if it is unknown.
    """
    known = book.get_as(Part, part)
    if known is None:
        return None
    for source in (Source.CUSTOMER_OFFICIAL, Source.CONTRACT):
        plan = counting_plan(book, known.programme, source, on=book.as_of)
        planned = _planned(book, plan).get((part, year), {}) if plan else {}
        found = [quantity for there, quantity in planned.items() if site in (None, there)]
        if found:
            return sum(found, Decimal(0))
    return _awarded(book, part, year, site)


def _planned(book: Book, plan: VolumePlan) -> dict[tuple[str, int], dict[str, Decimal]]:
    """The pieces of a plan by part and year, then by site; worked out once."""

    def added() -> dict[tuple[str, int], dict[str, Decimal]]:
        found: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for row, month, quantity in plan.cells():
            found[row.part, month.year][row.site] += quantity
        return found

    return book.remembered(("pieces by part and year", plan.id), added)


def _awarded(book: Book, part: str, year: int, site: str | None) -> Decimal | None:
    """Contract volume of a year by the nominations that count; of all sites only if each of them says that year."""
    sites = (site,) if site is not None else sites_awarded(book, part)
    counting = [found for there in sites if (found := counting_nomination(book, part, there, book.as_of))]
    pieces = [line.volumes.get(year) for _, line in counting]
    known = [quantity.amount for quantity in pieces if quantity is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(pieces) else None


def volumes(plan: VolumePlan, book: Book, plant: str | None = None) -> Iterator[Volume]:
    """Every number of a plan, exactly; with a plant its share of it. A part whose shares are unknown has none."""
    for row in plan.rows:
        share: Fraction | None = Fraction(1)
        if plant is not None:
            share = shares_of(row.part, book).get(plant)
        if share is not None:
            for month, quantity in row.months.items():
                yield Volume(row, month, Fraction(quantity) * share)


def shares_of(part: str, book: Book) -> dict[str, Fraction]:
    """The exact share of each plant in a part; empty if the part or its shares are unknown."""
    known = book.get_as(Part, part)
    if known is None:
        return {}
    try:
        return exact_shares({one.plant: one.share for one in known.plants})
    except Refused:
        return {}


def plan_by_month(plan: VolumePlan, book: Book, plant: str | None = None) -> Table:
    """One row per row of the plan, one column per month, a last row with the sums."""
    found = volumes(plan, book, plant)
    cells = (((one.row.part, one.row.site, one.row.purpose.value), one.month, one.quantity) for one in found)
    return _table(plan, cells, names=("Part", "Site", "Purpose"), what=f"by month{_of(plant)}")


def plan_by_year(plan: VolumePlan, book: Book, plant: str | None = None) -> Table:
    """One row per part, one column per calendar year, a last row with the sums."""
    cells = (((one.row.part,), one.month.year, one.quantity) for one in volumes(plan, book, plant))
    return _table(plan, cells, names=("Part",), what=f"by year{_of(plant)}")


def plan_by_part(plan: VolumePlan, book: Book, plant: str | None = None) -> Table:
    """One row per part over all sites and purposes, one column per month: what purchasing orders from."""
    cells = (((one.row.part,), one.month, one.quantity) for one in volumes(plan, book, plant))
    return _table(plan, cells, names=("Part",), what=f"by part and month{_of(plant)}")


def plan_by_plant(plan: VolumePlan, book: Book) -> Table:
    """One row per plant, one column per calendar year; pieces of parts whose shares are unknown stand apart."""
    cells: list[tuple[Key, int, Fraction]] = []
    made: dict[Key, tuple[str, ...]] = defaultdict(tuple)
    for one in volumes(plan, book):
        for plant, share in (shares_of(one.row.part, book) or {"": Fraction(1)}).items():
            cells.append(((plant,), one.month.year, one.quantity * share))
            made[(plant,)] += (one.row.part,)
    return _table(plan, cells, names=("Plant",), what="by plant and year", speaks_of=made)


def _of(plant: str | None) -> str:
    return f", share of {plant}" if plant else ""


def _table(
    plan: VolumePlan,
    cells: Iterable[tuple[Key, P, Fraction]],
    *,
    names: tuple[str, ...],
    what: str,
    speaks_of: Mapping[Key, tuple[str, ...]] | None = None,
) -> Table:
    """Exact sums by key and period; the row of sums speaks of every record above it.

    Args:
        plan: Where they come from.
        cells: Key of the row, period of the column, pieces.
        names: What the parts of a key are called.
        what: Caption.
        speaks_of: Parts behind a row that does not name them itself.
    """
    sums = summed(((key, period), quantity) for key, period, quantity in cells)
    periods: list[P] = sorted({period for _, period in sums})
    rows = []
    for key in sorted({key for key, _ in sums}):
        parts = dict.fromkeys((speaks_of or {}).get(key, ()))
        rows.append(_row(key, _pieces([sums.get((key, period)) for period in periods]), tuple(parts)))
    if len(rows) > 1:
        every: dict[P, Fraction] = summed((period, quantity) for (_, period), quantity in sums.items())
        about = tuple(dict.fromkeys(name for row in rows for name in row.about))
        rows.append(
            Row(
                ("All", *(None,) * len(names[1:]), *_pieces([every[period] for period in periods])),
                about=about,
                total=True,
            )
        )
    columns = (
        *(Column(name, Class.SCHEDULE) for name in names),
        *(Column(f"{period} (pcs)", Class.SCHEDULE, numeric=True) for period in periods),
        Column("Sum (pcs)", Class.SCHEDULE, numeric=True),
    )
    name = f"{plan.id}-{what.replace(',', '').replace(' ', '-')}"
    return Table(f"{plan.id} {what}", columns, tuple(rows), name, "The plan has no pieces here.")


def _row(key: Key, pieces: tuple[Cell, ...], parts: tuple[str, ...]) -> Row:
    names = tuple(Link(name) if is_id(name) else name.replace("_", " ") or "plant unknown" for name in key)
    ids = tuple(name for name in key if is_id(name))
    return Row((*names, *pieces), about=(*ids, *parts), parts=tuple(one for one in ids if one.startswith("PRT-")))


def _pieces(quantities: Sequence[Fraction | None]) -> tuple[Cell, ...]:
    """The cells of a row and their sum; where a plan says nothing the cell is empty, not zero."""
    together = total(quantity for quantity in quantities if quantity is not None)
    return tuple(
        None if quantity is None else Number(as_decimal(quantity), f"{whole_pieces(quantity):,}")
        for quantity in (*quantities, together)
    )
