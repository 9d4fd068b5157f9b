"""The page of a billing: turnover by month, what has none, and the rows as they were extracted."""

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Link, Number, Page, Row, Section, Table
from kamdocs.kinds.billing.figures import refused_table, turnover_table
from kamdocs.kinds.billing.model import Billing, BillingRow


def page(billing: Billing, book: Book) -> Page:
    """Turnover first; its rows keep the order of the extract."""
    without = refused_table(billing, book)
    tables = (turnover_table(billing, book), *((without,) if without.rows else ()))
    return Page(sections=(Section("Turnover", tables=tables), Section("Rows", tables=(_rows(billing),))))


def _rows(billing: Billing) -> Table:
    columns = (
        Column("Part", Class.SCHEDULE),
        Column("Site", Class.SCHEDULE),
        Column("Month", Class.SCHEDULE),
        Column("Days", Class.SCHEDULE, below="Month"),
        Column("Document", Class.SCHEDULE),
        Column("Pricing date", Class.SCHEDULE, below="Document"),
        Column("Pieces (pcs)", Class.SCHEDULE, numeric=True),
        Column("Price", Class.PRICE, numeric=True),
    )
    rows = tuple(_row(one) for one in billing.rows)
    return Table(f"Rows of {billing.id}", columns, rows, f"rows-{billing.id}", "No row.")


def _row(row: BillingRow) -> Row:
    days = f"{row.from_ or row.month.first} to {row.to or row.month.last}" if row.from_ or row.to else ""
    price = row.unit_price
    return Row(
        (
            Link(row.part),
            Link(row.site),
            str(row.month),
            days,
            row.document.value.replace("_", " "),
            row.basis.value.replace("_", " "),
            Number(row.quantity, f"{row.quantity:,f}"),
            Number(price.amount / price.per, str(price)),
        ),
        about=(row.part, row.site),
        parts=(row.part,),
    )
