"""The page of a retro-billing: each document with its difference, what does not count, and the control totals."""

from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Column, Mark, Number, Page, Row, Section, Table
from kamdocs.kinds.retro_billing.figures import Computed, computed
from kamdocs.kinds.retro_billing.model import RetroBilling

_COLUMNS = (
    Column("Document", Class.PRICE),
    Column("Type", Class.PRICE, below="Document"),
    Column("Pricing date", Class.PRICE),
    Column("Pieces (pcs)", Class.PRICE, numeric=True),
    Column("Billed at", Class.PRICE, numeric=True),
    Column("Price of the line", Class.PRICE, numeric=True),
    Column("Difference", Class.PRICE, numeric=True),
)


def page(retro: RetroBilling, book: Book) -> Page:
    """The lines as F-10 computes them; where it refuses, the reason in their place."""
    try:
        found = computed(retro, book)
    except Refused as refusal:
        return Page(sections=(Section("Per document", note=f"Not computable: {refusal}."),))
    return Page(sections=(Section("Per document", tables=(_lines(retro, found),)),))


def _lines(retro: RetroBilling, found: Computed) -> Table:
    new = found.held.line.unit_price
    rows = []
    for line, one in zip(retro.lines, found.run.lines, strict=True):
        difference = Mark(one.excluded, "off") if one.excluded else Number(one.amount.amount, str(one.amount))
        pieces = line.quantity.amount
        rows.append(
            Row(
                (
                    line.invoice,
                    line.document_type.value.replace("_", " "),
                    line.pricing_date.isoformat(),
                    Number(pieces, f"{pieces:,f}"),
                    Number(line.old.amount / line.old.per, str(line.old)),
                    Number(new.amount / new.per, str(new)),
                    difference,
                ),
                anchor=line.invoice,
            )
        )
    total = found.run.total
    cells = ("Control total", "", "", Number(found.run.pieces, f"{found.run.pieces:,f}"), None, None)
    rows.append(Row((*cells, Number(total.amount, str(total))), total=True))
    return Table(f"Documents of {retro.id}", _COLUMNS, tuple(rows), f"lines-{retro.id}", "No document.")
