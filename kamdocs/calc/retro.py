"""Retro-billing (F-10): what the deliveries come to that were invoiced before a late price was loaded.

Per invoice line, or per row of an extract in its place; each is rounded alone and the sum is that of the rounded
differences. A positive amount is owed to us.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up
from kamdocs.core.period import Month, Span

_ONE_DAY = timedelta(days=1)
_PRIMARY = ("invoice", "return")
_PIECES = "pcs"


class Direction(StrEnum):
    """Which note a total asks for."""

    DEBIT = "debit"
    CREDIT = "credit"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Window:
    """The pricing dates that a run corrects.

    Attributes:
        first: First day of the line.
        last: Last day that is corrected, included; before `first` where nothing came late.
        is_running: The line is not loaded yet, so that the window grows with the day.
    """

    first: date
    last: date
    is_running: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing came late."""
        return self.last < self.first

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def window(days: Span, loaded: date | None, as_of: date) -> Window:
    """The pricing dates of a line that were billed at another price.

    Args:
        days: First and last day of the line.
        loaded: The day on which it was loaded; None = not yet.
        as_of: To here a line runs that is not loaded yet.

    Returns:
        From its first day to the day before it was loaded, at most to its own last day.

    Source:
        F-10, step 1.
    """
    last = as_of if loaded is None else loaded - _ONE_DAY
    if days.last is not None:
        last = min(last, days.last)
    return Window(days.first, last, is_running=loaded is None)


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line of a billing document.

    Attributes:
        invoice: Its number.
        document: `invoice`, `return`, `cancelled` or `pro_forma`; the last two are not summed.
        pricing_date: The date that selects the price, as the site names it.
        pieces: Below 0 for a return.
        billed: The price on the document.
        corrections: What corrections already issued for this line have added to that price.
        part: The part, where it has to be compared with that of the run.
        site: The site, likewise.
    """

    invoice: str
    document: str
    pricing_date: date
    pieces: Decimal
    billed: UnitPrice
    corrections: tuple[UnitPrice, ...] = ()
    part: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A line or row with what it comes to.

    Attributes:
        name: Number of the invoice, or the month of the row.
        pieces: Below 0 for a return.
        old: The price that was billed, with corrections already issued.
        amount: The difference, rounded; 0 where it does not count.
        excluded: Why it does not count; empty if it does.
    """

    name: str
    pieces: Decimal
    old: UnitPrice
    amount: Money
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """All lines or rows of a run.

    Attributes:
        lines: Each with its difference, in the order given.
        total: The sum of the rounded differences.
        pieces: Net pieces of what counts.
    """

    lines: tuple[Corrected, ...]
    total: Money
    pieces: Decimal

    @property
    def counted(self) -> int:
        """How many lines or rows count."""
        return sum(1 for one in self.lines if not one.excluded)


def difference(pieces: Decimal, *, old: UnitPrice, new: UnitPrice) -> Money:
    """What one line or row comes to: round((new − old) · pieces / per, m).

    Args:
        pieces: Below 0 for a return.
        old: The price that was billed, with corrections already issued.
        new: The price of the line.

    Raises:
        Refused: Two currencies or price units, or a price that is not per piece.

    Source:
        F-10, step 2.
    """
    if old.currency != new.currency:
        raise Refused("currency", f"is {old.currency} and {new.currency}")
    if new.measure != _PIECES:
        raise Refused("unit_price", f"is per {new.measure}, not per piece")
    if old.unit != new.unit:
        raise Refused("price unit", f"is {old.unit} and {new.unit}")
    exact = (new.exact - old.exact) * Fraction(pieces)
    return Money(round_half_up(exact, minor_units(new.currency)), new.currency)


def of_lines(lines: Iterable[InvoiceLine], new: UnitPrice, within: Window, *, part: str = "", site: str = "") -> Run:
    """A run per invoice line.

    Args:
        lines: Of billing documents in any order.
        new: The price of the line.
        within: The pricing dates that are corrected; lines outside do not count.
        part: Part of the run; empty = not compared.
        site: Site of the run; empty = not compared.

    Raises:
        Refused: Two currencies or price units, a document of another part or site, or a return above 0.

    Source:
        F-10, steps 1 and 2.
    """
    found = []
    for line in lines:
        _refuse_foreign(line, part, site)
        old = _corrected(line)
        if line.document == "return" and line.pieces > 0:
            raise Refused("quantity", f"of return {line.invoice} is {line.pieces}, below 0 is needed")
        why = _why_excluded(line, within)
        amount = difference(line.pieces if not why else Decimal(0), old=old, new=new)
        found.append(Corrected(line.invoice, line.pieces, old, amount, why))
    return _summed(found, new)


def _refuse_foreign(line: InvoiceLine, part: str, site: str) -> None:
    for name, theirs, ours in (("part", line.part, part), ("site", line.site, site)):
        if theirs and ours and theirs != ours:
            raise Refused(name, f"of {line.invoice} is {theirs}, the run is for {ours}")


def _corrected(line: InvoiceLine) -> UnitPrice:
    """The price that was billed, with the corrections already issued for the line."""
    amount = line.billed.amount
    for one in line.corrections:
        if one.unit != line.billed.unit:
            raise Refused("corrections", f"of {line.invoice} are in {one.unit}, billed is {line.billed.unit}")
        amount += one.amount
    return UnitPrice(amount, line.billed.currency, line.billed.per, line.billed.measure)


def _why_excluded(line: InvoiceLine, within: Window) -> str:
    if line.document not in _PRIMARY:
        return line.document.replace("_", " ")
    return "" if line.pricing_date in within else f"{line.pricing_date} is outside {within.first} to {within.last}"


def _summed(found: Sequence[Corrected], new: UnitPrice) -> Run:
    amount = sum((one.amount.amount for one in found), Decimal(0).scaleb(-minor_units(new.currency)))
    pieces = sum((one.pieces for one in found if not one.excluded), Decimal(0))
    return Run(tuple(found), Money(amount, new.currency), pieces)


@dataclass(frozen=True, slots=True)
class BilledRow:
    """One row of an extract: a month of the pricing date at one price.

    Attributes:
        month: The month.
        pieces: Below 0 for a return.
        billed: The price on the documents.
        first: First day, where the row says it.
        last: Last day, where the row says it.
    """

    month: Month
    pieces: Decimal
    billed: UnitPrice
    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> tuple[date, date]:
        """First and last day that it stands for; without days its whole month."""
        return self.first or self.month.first, self.last or self.month.last

    @property
    def name(self) -> str:
        """Its month, or its days."""
        first, last = self.days
        return str(self.month) if (first, last) == (self.month.first, self.month.last) else f"{first} to {last}"


def of_rows(rows: Iterable[BilledRow], new: UnitPrice, within: Window, *, days: Span) -> Run:
    """A run on rows of an extract, one rounding per row.

    A row counts whole if one of its days is corrected: in the month of loading too, where what was billed at the new
    price gives 0.

    Args:
        rows: Invoices and returns, or self-bills where the customer bills himself; never both.
        new: The price of the line.
        within: The pricing dates that are corrected.
        days: Days of the line.

    Raises:
        Refused: Two currencies or price units, or a row that reaches over an end of the line.

    Source:
        F-10, step 3.
    """
    found = []
    for row in rows:
        first, last = row.days
        if within.is_empty or last < within.first or first > within.last:
            continue
        if first not in days or last not in days:
            raise Refused("billing", f"row {row.name} reaches over an end of the line: needs invoice lines")
        amount = difference(row.pieces, old=row.billed, new=new)
        found.append(Corrected(row.name, row.pieces, row.billed, amount))
    return _summed(found, new)


def direction(total: Money) -> Direction:
    """Debit note where the customer owes us, credit note where we owe him.

    Source:
        F-10, step 4.
    """
    if total.amount == 0:
        return Direction.NONE
    return Direction.DEBIT if total.amount > 0 else Direction.CREDIT


def is_below_minimum(total: Money, least: Money | None) -> bool:
    """Whether a run is too small to be billed; it is kept as not billed.

    Args:
        total: Of the run.
        least: `retro_min_amount` of the customer; None = there is none.

    Raises:
        Refused: Two currencies.

    Source:
        F-10, step 5.
    """
    if least is None:
        return False
    _refuse_two("retro_min_amount", least.currency, total.currency)
    return abs(total.amount) < least.amount


def is_within_tolerance(total: Money, customers: Money, *, tolerance: UnitPrice | None, pieces: Decimal) -> bool:
    """Whether the customer's own correction may stand: |total − his| ≤ tolerance · pieces.

    Args:
        total: Of the run.
        customers: Of his document.
        tolerance: `self_bill_tolerance`; None = nothing is let pass.
        pieces: Net pieces of the run.

    Raises:
        Refused: Two currencies.

    Source:
        F-10, step 6.
    """
    _refuse_two("customer_total", customers.currency, total.currency)
    allowed = Fraction(0)
    if tolerance is not None:
        _refuse_two("self_bill_tolerance", tolerance.currency, total.currency)
        allowed = tolerance.exact * Fraction(abs(pieces))
    return abs(Fraction(total.amount) - Fraction(customers.amount)) <= allowed


def agree(lines: Run, rows: Run) -> bool:
    """Whether invoice lines and rows can hold the same pieces: |Σ lines − Σ rows| ≤ 0.5 · 10^−m · (lines + rows).

    Raises:
        Refused: Two currencies.

    Source:
        F-10, which form when.
    """
    _refuse_two("currency", rows.total.currency, lines.total.currency)
    half = Fraction(1, 2) / 10 ** minor_units(lines.total.currency)
    apart = abs(Fraction(lines.total.amount) - Fraction(rows.total.amount))
    return bool(apart <= half * (lines.counted + rows.counted))


def _refuse_two(name: str, one: str, other: str) -> None:
    if one != other:
        raise Refused(name, f"is in {one}, the run is in {other}")
