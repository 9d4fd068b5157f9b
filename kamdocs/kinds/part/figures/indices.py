"""Which technical index of a part is in series on a day, and its introductions and bills of material as tables."""

from datetime import date

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.part.model import Introduction, Part, PpapState, TechnicalIndex

_PPAP_TONES = {PpapState.APPROVED: "good", PpapState.INTERIM: "wait", PpapState.SUBMITTED: "wait"}
_NO_TONE = {PpapState.NONE: "off", PpapState.REJECTED: "bad"}


def index_in_series(part: Part, site: str, on: date) -> TechnicalIndex | None:
    """The technical index that a site gets on a day (K7); None if it is unknown."""
    return part.index_in_series(site, on)


def sites_of(part: Part) -> tuple[str, ...]:
    """The sites to which some index of the part was or will be introduced, by id."""
    return tuple(sorted({there.site for one in part.technical_indices for there in one.introductions}))


def standing(part: Part, book: Book) -> tuple[Fact, ...]:
    """The index in series at each site on the day."""
    facts = []
    for site in sites_of(part):
        found = part.index_in_series(site, book.as_of)
        place = book.get(site)
        label = f"In series at {place.heading(book) if place else site}"
        value = f"index {found.index}" if found else Mark("unknown", "wait")
        facts.append(Fact(label, value, Class.SCHEDULE))
    return tuple(facts) or (Fact("In series", Mark("unknown", "wait"), Class.SCHEDULE, "no introduction is recorded"),)


def introductions_table(part: Part, book: Book) -> Table:
    """Every technical index with its release for series, and when it comes to which site."""
    columns = tuple(
        Column(heading, Class.SCHEDULE)
        for heading in ("Index", "Released", "PPAP", "Site", "Planned", "Shipped from", "Standing")
    )
    rows = []
    for one in part.technical_indices:
        ppap = Mark(one.ppap_state.value, _PPAP_TONES.get(one.ppap_state) or _NO_TONE[one.ppap_state])
        for there in one.introductions or (None,):
            cells = (one.index, one.release_date.isoformat(), ppap, *_introduction(part, one, there, book))
            about = (there.site,) if there else ()
            rows.append(Row(cells, about=about, parts=(part.id,), anchor=one.index))
    return Table("Technical indices and introductions", columns, tuple(rows), f"indices-{part.id}")


def _introduction(
    part: Part, one: TechnicalIndex, there: Introduction | None, book: Book
) -> tuple[Link | None, str | None, str | None, Mark | None]:
    if there is None:
        return (None, None, None, None)
    planned, shipped = there.planned_on, there.shipped_from
    if part.index_in_series(there.site, book.as_of) is one:
        mark = Mark("in series", "good")
    elif shipped is not None and shipped <= book.as_of:
        mark = Mark("followed", "off")
    elif shipped is None and planned is not None and planned < book.as_of:
        mark = Mark("planned day passed", "bad")
    else:
        mark = Mark("not yet", "wait")
    return (
        Link(there.site),
        planned.isoformat() if planned else None,
        shipped.isoformat() if shipped else None,
        mark,
    )


def bom_tables(part: Part) -> tuple[Table, ...]:
    """The bill of material of each index, newest index first."""
    columns = (
        Column("Component", Class.SCHEDULE),
        Column("Quantity", Class.SCHEDULE, numeric=True),
        Column("Mandated", Class.SCHEDULE),
    )
    tables = []
    for one in reversed(part.technical_indices):
        rows = tuple(
            Row(
                (line.component, Number(line.quantity.amount, str(line.quantity)), "yes" if line.mandated else "no"),
                parts=(part.id,),
            )
            for line in one.bom
        )
        tables.append(Table(f"Index {one.index}", columns, rows, f"bom-{part.id}-{one.index}"))
    return tuple(tables)
