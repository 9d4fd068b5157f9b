"""Turnover by month: the pieces of an extract at the price of their days (F-26), beside what was invoiced."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.calc.turnover import PricedDays, month_turnover
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money, minor_units, round_half_up
from kamdocs.core.period import Month, Span
from kamdocs.core.view import Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.billing.figures.rows import PlacedRow, quantities
from kamdocs.kinds.billing.model import Billing
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import by_part_and_site, valid_lines
from kamdocs.kinds.programme.model import Programme

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MonthOfPart:
    """A part and site in one month of an extract.

    Attributes:
        part: The part.
        site: The site.
        month: The month.
        pieces: Invoices or self-bills, less returns.
        invoiced: The same at the prices of the documents.
        turnover: At the price of each day; None = not computable.
        refused: Why not; empty if it is.
    """

    part: str
    site: str
    month: Month
    pieces: Decimal
    invoiced: Money
    turnover: Money | None
    refused: str = ""


def months_of(billing: Billing, book: Book) -> tuple[MonthOfPart, ...]:
    """Every part and site of an extract by month."""
    return book.remembered(("turnover", billing.id), lambda: tuple(_months(billing, book)))


def _months(billing: Billing, book: Book) -> Iterator[MonthOfPart]:
    grouped: dict[tuple[str, str], list[PlacedRow]] = defaultdict(list)
    for place, row in enumerate(billing.rows):
        grouped[row.part, row.site].append(PlacedRow(billing, place, row))
    for (part, site), rows in sorted(grouped.items()):
        by_month: dict[Month, list[PlacedRow]] = defaultdict(list)
        for one in quantities(rows, less_returns=True):
            by_month[one.row.month].append(one)
        for month, kept in sorted(by_month.items()):
            yield _month(part, site, month, kept, book=book)


def _month(part: str, site: str, month: Month, rows: list[PlacedRow], *, book: Book) -> MonthOfPart:
    pieces = sum((one.row.quantity for one in rows), Decimal(0))
    currency = rows[0].row.unit_price.currency
    amounts = [row_amount(one) for one in rows if one.row.unit_price.currency == currency]
    invoiced = Money(sum(amounts, Decimal(0)), currency)
    try:
        turnover = month_turnover(month, pieces, priced_days(part, site, month, book, currency=currency))
    except Refused as refusal:
        return MonthOfPart(part, site, month, pieces, invoiced, None, str(refusal))
    return MonthOfPart(part, site, month, pieces, invoiced, turnover)


def row_amount(one: PlacedRow) -> Decimal:
    """What a row comes to: pieces times price per unit, rounded to the minor units."""
    price = one.row.unit_price
    return round_half_up(price.exact * Fraction(one.row.quantity), minor_units(price.currency))


def priced_days(part: str, site: str, month: Month, book: Book, *, currency: str) -> list[PricedDays]:
    """The prices of a month in one currency, by the days on which each of them is valid (K5, K6)."""
    turns = {month.first}
    for price in by_part_and_site(book).get((part, site), ()):
        for line in price.lines:
            turns |= {line.valid_from} | ({line.valid_to + _ONE_DAY} if line.valid_to else set())
    known = book.get_as(Part, part)
    programme = book.get_as(Programme, known.programme) if known else None
    if programme is not None:
        turns |= {programme.sop} if programme.sop else set()
        turns |= {programme.eop + _ONE_DAY} if programme.eop else set()
    cuts = sorted(day for day in turns if month.first <= day <= month.last)
    found = []
    for first, after in zip(cuts, [*cuts[1:], month.last + _ONE_DAY], strict=True):
        valid = valid_lines(book, part, site, on=first, as_of=book.as_of)
        for held in valid:
            if held.line.unit_price.currency == currency:
                found.append(PricedDays(Span(first, after - _ONE_DAY), held.line.unit_price))
    return found


def totals_of(billing: Billing, book: Book) -> Mapping[tuple[Month, str], tuple[Decimal, Decimal, Decimal, int]]:
    """By month and currency: pieces, invoiced, turnover of what is computable, and how many are not."""
    found: dict[tuple[Month, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
    for one in months_of(billing, book):
        kept = found[one.month, one.invoiced.currency]
        kept[0] += one.pieces
        kept[1] += one.invoiced.amount
        kept[2] += one.turnover.amount if one.turnover else 0
        kept[3] += 0 if one.turnover else 1
    return {key: (kept[0], kept[1], kept[2], int(kept[3])) for key, kept in sorted(found.items())}


def turnover_table(billing: Billing, book: Book) -> Table:
    """One row for each month and currency; a month that is not computable for some part says for how many.

    The pieces are those of a price: who may not read prices gets the rows of the extract instead.
    """
    parts: dict[Month, dict[str, None]] = defaultdict(dict)
    for one in months_of(billing, book):
        parts[one.month][one.part] = None
    columns = (
        Column("Month", Class.PRICE),
        Column("Pieces (pcs)", Class.PRICE, numeric=True),
        Column("Turnover at the valid price", Class.PRICE, numeric=True),
        Column("As invoiced", Class.PRICE, numeric=True),
        Column("Not computable", Class.PRICE),
    )
    rows = [
        Row(
            (
                str(month),
                Number(pieces, f"{pieces:,f}"),
                _shown(turnover, currency),
                _shown(invoiced, currency),
                Mark(f"{missing} part{'s' if missing > 1 else ''} not in it", "bad") if missing else "",
            ),
            about=tuple(parts[month]),
        )
        for (month, currency), (pieces, invoiced, turnover, missing) in totals_of(billing, book).items()
    ]
    return Table("Turnover by month", columns, tuple(rows), f"turnover-{billing.id}", "No pieces in it.")


def refused_table(billing: Billing, book: Book) -> Table:
    """What has no turnover, with the reason: most of it has no price, and that is as confidential as one."""
    columns = (
        Column("Part", Class.PRICE),
        Column("Site", Class.PRICE),
        Column("Month", Class.PRICE),
        Column("Pieces (pcs)", Class.PRICE, numeric=True),
        Column("Not computable", Class.PRICE),
    )
    rows = [
        Row(
            (Link(one.part), Link(one.site), str(one.month), Number(one.pieces, f"{one.pieces:,f}"), one.refused),
            about=(one.part, one.site),
            parts=(one.part,),
        )
        for one in months_of(billing, book)
        if one.turnover is None
    ]
    return Table("Without turnover", columns, tuple(rows), f"without-turnover-{billing.id}", "Everything has one.")


def _shown(amount: Decimal, currency: str) -> Number:
    return Number(amount, f"{amount:,f} {currency}")
