"""Rows of the extracts that count, by part and site, and the pieces that a month of them says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.period import Month, Span
from kamdocs.kinds.billing.model import Billing, BillingDocument, BillingRow, counting_billings
from kamdocs.kinds.part.model import Part

_PRIMARY = frozenset({BillingDocument.INVOICE, BillingDocument.RETURN})
Place = tuple[str, str]
"""Part and site."""


class PlacedRow(NamedTuple):
    """A row with the extract that holds it and its position there."""

    billing: Billing
    place: int
    row: BillingRow

    @property
    def first(self) -> date:
        """First day that it stands for; without days that of its month."""
        return self.row.from_ or self.row.month.first

    @property
    def last(self) -> date:
        """Last day that it stands for."""
        return self.row.to or self.row.month.last

    @property
    def days(self) -> int:
        """How many days it stands for; 0 where they contradict each other."""
        return max(0, (self.last - self.first).days + 1)

    def share_of(self, span: Span) -> Fraction:
        """Its pieces on the days of a span: spread evenly over its own days, unrounded."""
        first, last = max(self.first, span.first), min(self.last, span.last or self.last)
        number = (last - first).days + 1
        return Fraction(self.row.quantity) * number / self.days if number > 0 and self.days else Fraction(0)


def latest_billings(book: Book) -> Mapping[tuple[str, int], Billing]:
    """By programme and year the latest extract, also one after the day of the book: what static rules read (K8)."""

    def latest() -> dict[tuple[str, int], Billing]:
        ordered = sorted(book.all(Billing), key=lambda one: (one.as_of, one.id))
        return {(one.programme, one.year): one for one in ordered}

    return book.remembered("latest billings", latest)


def rows_of(book: Book, part: str, site: str) -> tuple[PlacedRow, ...]:
    """All rows of a part and site in the extracts that count on the day of the book, by their first day."""
    grouped = book.remembered("billed rows", lambda: _grouped(counting_billings(book).values()))
    return grouped.get((part, site), ())


def latest_rows_of(book: Book, part: str, site: str) -> tuple[PlacedRow, ...]:
    """The same in the latest extracts, whatever their day."""
    grouped = book.remembered("latest billed rows", lambda: _grouped(latest_billings(book).values()))
    return grouped.get((part, site), ())


def _grouped(billings: Iterable[Billing]) -> Mapping[Place, tuple[PlacedRow, ...]]:
    found: dict[Place, list[PlacedRow]] = defaultdict(list)
    for billing in billings:
        for place, row in enumerate(billing.rows):
            found[row.part, row.site].append(PlacedRow(billing, place, row))
    return {key: tuple(sorted(rows, key=lambda one: (one.first, one.place))) for key, rows in found.items()}


def quantities(rows: Iterable[PlacedRow], *, less_returns: bool = False) -> tuple[PlacedRow, ...]:
    """The rows that are quantities: invoices and returns, or self-bills in the months in which there are any.

    Args:
        rows: Of one part and site.
        less_returns: Returns count beside self-bills as well.
    """
    all_of_them = tuple(rows)
    his = {one.row.month for one in all_of_them if one.row.document is BillingDocument.SELF_BILL}
    return tuple(one for one in all_of_them if _counts(one.row, his, less_returns))


def _counts(row: BillingRow, his: set[Month], less_returns: bool) -> bool:
    if row.month not in his:
        return row.document in _PRIMARY
    return row.document is BillingDocument.SELF_BILL or (less_returns and row.document is BillingDocument.RETURN)


def billed_pieces(book: Book, part: str, site: str, month: Month) -> Decimal | None:
    """Pieces of a month that the extract knows to its end: invoices or self-bills, less returns.

    Returns:
        None where no row says any, or where the extract was taken before the month was over.
    """
    months = book.remembered("billed months", lambda: _months(book))
    return months.get((part, site, month))


def _months(book: Book) -> Mapping[tuple[str, str, Month], Decimal]:
    found: dict[tuple[str, str, Month], Decimal] = defaultdict(Decimal)
    shipped: set[tuple[str, str, Month]] = set()
    grouped = book.remembered("billed rows", lambda: _grouped(counting_billings(book).values()))
    for (part, site), rows in grouped.items():
        for one in quantities(rows, less_returns=True):
            if one.billing.as_of >= one.row.month.last:
                key = (part, site, one.row.month)
                found[key] += one.row.quantity
                if one.row.document is not BillingDocument.RETURN:
                    shipped.add(key)
    return {key: quantity for key, quantity in found.items() if key in shipped}


def programme_of(book: Book, part: str) -> str:
    """The programme of a part; empty if the part is not known."""
    known = book.get_as(Part, part)
    return known.programme if known else ""


def why_unknown(book: Book) -> str:
    """Why an extract is not there."""
    if Billing.about.slug in book.absent_kinds:
        return "not in this copy"
    return "not read" if book.has_unread(Billing.about.folder) else "missing"
