"""The page of a purchase agreement: what we pay by date, beside what the customer agreed."""

from kamdocs.core.acts import split
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Link, Page, Row, Section, Table
from kamdocs.kinds.mandated_component.model import mandated_by_number
from kamdocs.kinds.price.figures import shown
from kamdocs.kinds.purchase_agreement.figures import meetings, side_mark, side_of
from kamdocs.kinds.purchase_agreement.model import PurchaseAgreement


def page(agreement: PurchaseAgreement, book: Book) -> Page:
    """Our prices, then every pair of prices that share a day."""
    return Page(
        sections=(
            Section("Purchase prices", tables=(_lines(agreement),)),
            Section("Beside the mandated price", tables=(_pairs(agreement, book),)),
        )
    )


def _lines(agreement: PurchaseAgreement) -> Table:
    columns = (
        Column("Valid from", Class.COST),
        Column("Price", Class.COST, numeric=True),
        Column("Proof", Class.COST),
    )
    rows = tuple(
        Row(
            (
                line.valid_from.isoformat(),
                shown(line.unit_price),
                Link(*split(line.evidence[0])) if line.evidence else None,
            ),
            anchor=line.valid_from.isoformat(),
        )
        for line in sorted(agreement.lines, key=lambda one: one.valid_from, reverse=True)
    )
    return Table("Prices by date", columns, rows, f"lines-{agreement.id}")


def _pairs(agreement: PurchaseAgreement, book: Book) -> Table:
    columns = (
        Column("From", Class.COST),
        Column("We pay", Class.COST, numeric=True),
        Column("Customer's price", Class.MATERIAL, numeric=True),
        Column("Ours is", Class.COST),
        Column("Component", Class.MATERIAL),
    )
    rows = []
    for component in mandated_by_number(book).get(agreement.component, ()):
        for one in meetings(agreement, component):
            side = side_of(one.ours.unit_price, one.theirs.unit_price)
            key = one.theirs.valid_from.isoformat()
            rows.append(
                Row(
                    (
                        one.first.isoformat(),
                        shown(one.ours.unit_price),
                        shown(one.theirs.unit_price),
                        side_mark(side),
                        Link(component.id, item=key),
                    ),
                    about=(component.id,),
                )
            )
    empty = "No mandated price of this component is recorded."
    return Table("Prices that are in force together", columns, tuple(rows), f"pairs-{agreement.id}", empty)
