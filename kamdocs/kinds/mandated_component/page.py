"""The page of a mandated component: its prices with standing, what we pay beside them, and the prices that follow."""

from kamdocs.core.acts import split
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.decimals import shown_decimals
from kamdocs.core.view import Column, Link, Page, Row, Section, Table
from kamdocs.kinds.mandated_component.figures import (
    MIRROR_PRICES,
    MIRROR_TERMS,
    line_standing,
    mandated_mirror,
    mandated_uses,
    passed_on_table,
)
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.price.figures import shown
from kamdocs.kinds.purchase_agreement.figures import mandated_days


def page(component: MandatedComponent, book: Book) -> Page:
    """Lines, mirror, uses and what is passed on."""
    return Page(
        sections=(
            Section("Prices agreed by the customer", tables=(_lines(component, book),)),
            Section("Their price and ours", tables=_mirror(component, book)),
            Section("In our prices", tables=(passed_on_table(component, book, shown_decimals(book)),)),
            Section("Where it is used", tables=(_uses(component, book),)),
        )
    )


def _lines(component: MandatedComponent, book: Book) -> Table:
    columns = (
        Column("Valid from", Class.MATERIAL),
        Column("Valid to", Class.MATERIAL),
        Column("Price", Class.MATERIAL, numeric=True),
        Column("Proof", Class.MATERIAL),
        Column("Standing", Class.MATERIAL),
    )
    rows = tuple(
        Row(
            (
                line.valid_from.isoformat(),
                days.last.isoformat() if days.last else "open",
                shown(line.unit_price),
                Link(*split(line.evidence[0])) if line.evidence else None,
                line_standing(component, line, book.as_of),
            ),
            anchor=line.valid_from.isoformat(),
        )
        for line, days in reversed(mandated_days(component))
    )
    return Table("Prices by date", columns, rows, f"lines-{component.id}")


def _mirror(component: MandatedComponent, book: Book) -> tuple[Table, Table]:
    """The rows of the mirror that speak of this component: by date, and what holds on every day."""
    every = book.remembered("mandated mirror", lambda: mandated_mirror(book))
    rows = tuple(row for row in every.rows if component.id in row.about)
    own = Table("Their price and ours", every.columns, rows)
    return (
        own.picked(MIRROR_PRICES[1:], caption="Prices by date, both sides", name=f"mirror-{component.id}"),
        own.picked(MIRROR_TERMS[2:], caption="Terms", name=f"terms-{component.id}"),
    )


def _uses(component: MandatedComponent, book: Book) -> Table:
    columns = (
        Column("Part", Class.SCHEDULE),
        Column("Index", Class.SCHEDULE),
        Column("Quantity", Class.SCHEDULE),
    )
    rows = tuple(
        Row(
            (
                Link(use.part.id, use.part.heading(book)),
                use.part.technical_indices[use.index].index,
                str(use.line.quantity),
            ),
            about=(use.part.id,),
            parts=(use.part.id,),
        )
        for use in mandated_uses(book).get(component.component, ())
    )
    empty = "No bill of material calls it mandated."
    return Table("Bills of material", columns, rows, f"uses-{component.id}", empty)
