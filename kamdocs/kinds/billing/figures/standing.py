"""What the calendar makes of an extract, and its figures step by step."""

from datetime import date
from decimal import Decimal

from kamdocs.calc.days import day_after
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained, Input, Worked
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.billing.figures.rows import PlacedRow
from kamdocs.kinds.billing.figures.turnover import MonthOfPart, months_of, row_amount
from kamdocs.kinds.billing.model import Billing, counting_billings

_SOURCE = "F-26"


def standing(billing: Billing, book: Book) -> tuple[Fact, ...]:
    """Current, or old: more than policy `ledger_age` has passed since the day of the extract."""
    age = (book.as_of - billing.as_of).days
    note = f"{age} days old" if age >= 0 else f"taken on {billing.as_of}"
    counting = counting_billings(book).get((billing.programme, billing.year))
    if counting is not None and counting.id != billing.id:
        return (Fact("Standing", Mark("followed", "off"), Class.SCHEDULE, f"by {counting.id}"),)
    limit = book.policy.limit("ledger_age", on=book.as_of)
    is_old = limit is not None and day_after(billing.as_of, limit).day < book.as_of
    mark = Mark("old", "wait") if is_old else Mark("current", "good")
    return (Fact("Standing", mark, Class.SCHEDULE, note),)


def summary(billing: Billing, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants: what is in it, no price; the pieces stand in its rows, for the parts that a reader may know of."""
    return (
        Fact("Extract of", billing.as_of.isoformat(), Class.SCHEDULE),
        Fact("Quantities", "by part, site and month", Class.SCHEDULE, f"of {billing.year}, from {billing.source}"),
    )


def rows_total(billing: Billing) -> tuple[Decimal, Decimal | None]:
    """Pieces and amount of all rows, each rounded alone.

    Returns:
        No amount where a row stands in another currency than the control total.
    """
    pieces = sum((row.quantity for row in billing.rows), Decimal(0))
    currency = billing.control_total.amount.currency
    if any(row.unit_price.currency != currency for row in billing.rows):
        return pieces, None
    amounts = (row_amount(PlacedRow(billing, place, row)) for place, row in enumerate(billing.rows))
    return pieces, sum(amounts, Decimal(0))


def explained(billing: Billing, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """The control total, then the turnover of each part and site in the newest month up to a day."""
    found = months_of(billing, book)
    newest = max((one.month for one in found if one.month.first <= on), default=None)
    return (_control(billing), *(_turnover(one, billing) for one in found if one.month == newest))


def _control(billing: Billing) -> Explained:
    pieces, amount = rows_total(billing)
    said = billing.control_total
    unit = said.amount.currency
    inputs = (
        Input("rows", str(len(billing.rows)), billing.at("rows")),
        Input("control_total", f"{said.quantity} pcs, {said.amount}", billing.at("control_total")),
    )
    if amount is None:
        why = f"rows in another currency than {unit}"
        return Explained("control total", "", Class.PRICE, inputs, refused=why)
    steps = (
        Worked("quantity", "Σ quantity", f"{pieces} pcs"),
        Worked("amount", "Σ round(quantity · unit_price / per)", f"{amount} {unit}", "half up, minor units, each row"),
    )
    agrees = (pieces, amount) == (said.quantity, said.amount.amount)
    return Explained(
        "control total", "", Class.PRICE, inputs, steps, result="agrees" if agrees else "rows and total differ"
    )


def _turnover(one: MonthOfPart, billing: Billing) -> Explained:
    name = f"turnover of {one.part} at {one.site} in {one.month}"
    inputs = tuple(
        Input("quantity", f"{row.quantity} pcs {row.document.value}", billing.at("rows", place, "quantity"))
        for place, row in enumerate(billing.rows)
        if (row.part, row.site, row.month) == (one.part, one.site, one.month)
    )
    if one.turnover is None:
        return Explained(name, _SOURCE, Class.PRICE, inputs, refused=one.refused)
    steps = (
        Worked("pieces", "invoices or self-bills, less returns", f"{one.pieces} pcs"),
        Worked(
            "turnover", "Σ pieces · days / days of the month · price", str(one.turnover), "half up, minor units, once"
        ),
    )
    return Explained(name, _SOURCE, Class.PRICE, inputs, steps, result=str(one.turnover))
