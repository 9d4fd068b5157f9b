"""How much of the turnover stands on a binding paper, and what does not, by money (F-24, F-26).

Pieces come from one source, which is named: the billing extracts, where the account has any, else the plan.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.calc.share import PartTurnover, Share, proven_share
from kamdocs.calc.turnover import month_turnover, total
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.period import Month
from kamdocs.core.view import Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.billing.figures.rows import billed_pieces
from kamdocs.kinds.billing.figures.turnover import priced_days
from kamdocs.kinds.billing.model import counting_billings
from kamdocs.kinds.price.figures import HeldLine, by_part_and_site, valid_line
from kamdocs.kinds.price.figures.passport import EVIDENCED, Paper, line_paper
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.volume_plan.model import Source, counting_plan

MONTHS = 12
BILLING, PLAN = "billing", "plan"
_PLANS = (Source.CUSTOMER_OFFICIAL, Source.CONTRACT)


@dataclass(frozen=True, slots=True)
class Covered:
    """A part at a site.

    Attributes:
        part: Its id.
        site: The site.
        held: The price line of the day; None = no price holds.
        paper: The best paper behind it.
        turnover: Of the months that are known; None = of no month.
        missing: Why months are not in it; empty = all twelve are.
    """

    part: str
    site: str
    held: HeldLine | None
    paper: Paper | None
    turnover: Money | None
    missing: tuple[str, ...]

    @property
    def is_proven(self) -> bool:
        """Whether an order, an amendment or a paper that both sides signed stands behind the price."""
        return self.paper is not None and self.paper.grade >= EVIDENCED


@dataclass(frozen=True, slots=True)
class Coverage:
    """The proof of an account's prices.

    Attributes:
        source: Where the pieces come from: `billing` or `plan`.
        months: The twelve months.
        rows: Every part and site with a price, the most money first; unknown turnover last.
        share: Proven of known; None where two currencies stand in it.
    """

    source: str
    months: tuple[Month, ...]
    rows: tuple[Covered, ...]
    share: Share | None


def coverage(book: Book) -> Coverage:
    """The coverage of the account over the twelve months that ended before the day of the book."""
    return book.remembered("coverage of proof", lambda: _coverage(book))


def _coverage(book: Book) -> Coverage:
    last = Month.of(book.as_of)
    months = tuple(last.plus(-number) for number in range(MONTHS, 0, -1))
    source = BILLING if counting_billings(book) else PLAN
    rows = [_covered(part, site, months, source, book=book) for part, site in sorted(by_part_and_site(book))]
    rows.sort(key=lambda one: (one.turnover is None, -one.turnover.amount if one.turnover else Decimal(0)))
    try:
        share = proven_share(PartTurnover(one.turnover, one.is_proven) for one in rows)
    except Refused:
        share = None
    return Coverage(source, months, tuple(rows), share)


def _covered(part: str, site: str, months: tuple[Month, ...], source: str, *, book: Book) -> Covered:
    held = valid_line(book, part, site, on=book.as_of, as_of=book.as_of)
    price = by_part_and_site(book)[part, site][0]
    first = held.line if held is not None else price.lines[0]
    amounts, missing = [], []
    for month in months:
        try:
            pieces = billed_pieces(book, part, site, month) if source == BILLING else _planned(book, part, site, month)
            days = priced_days(part, site, month, book, currency=first.unit_price.currency)
            amounts.append(month_turnover(month, pieces, days))
        except Refused as refusal:
            missing.append(str(refusal))
    paper = line_paper(held.price, held.place, book)[0] if held is not None else None
    return Covered(part, site, held, paper, total(amounts) if amounts else None, tuple(missing))


def _planned(book: Book, part: str, site: str, month: Month) -> Decimal | None:
    """Pieces of a month by the frozen plan of the customer, else by that of the contract (K8)."""
    return book.remembered("planned pieces by month", lambda: _by_month(book)).get((part, site, month))


def _by_month(book: Book) -> Mapping[tuple[str, str, Month], Decimal]:
    found: dict[tuple[str, str, Month], Decimal] = defaultdict(Decimal)
    for programme in book.all(Programme):
        plans = (counting_plan(book, programme.id, source, on=book.as_of) for source in _PLANS)
        plan = next((one for one in plans if one is not None), None)
        for row, month, quantity in plan.cells() if plan is not None else ():
            found[row.part, row.site, month] += quantity
    return found


_COLUMNS = (
    Column("Part", Class.PRICE),
    Column("Site", Class.PRICE),
    Column("Price today", Class.PRICE, numeric=True),
    Column("Turnover of 12 months", Class.PRICE, numeric=True),
    Column("Paper", Class.PRICE),
    Column("Grade", Class.PRICE),
    Column("SHA-256", Class.PRICE),
    Column("Not in the figure", Class.PRICE),
)


def coverage_tables(book: Book) -> tuple[Table, ...]:
    """What is not evidenced by money, then what is; the caption says the share and its source."""
    found = coverage(book)
    known = str(found.share) if found.share is not None else "not computable: two currencies"
    words = f"pieces from {found.source}, {found.months[0]} to {found.months[-1]}"
    open_rows = tuple(_row(one, book) for one in found.rows if not one.is_proven)
    proven = tuple(_row(one, book) for one in found.rows if one.is_proven)
    return (
        Table(
            f"Prices without a binding paper ({known} of the turnover is evidenced, {words})",
            _COLUMNS,
            open_rows,
            "coverage-open",
            "Every price stands on an order or a paper that both sides signed.",
        ),
        Table(f"Prices with a binding paper ({words})", _COLUMNS, proven, "coverage-proven", "None."),
    )


def _row(one: Covered, book: Book) -> Row:
    part, site = book.get(one.part), book.get(one.site)
    amount = Number(one.turnover.amount, str(one.turnover)) if one.turnover else Mark("unknown", "wait")
    price = one.held.line.unit_price if one.held else None
    return Row(
        (
            Link(one.part, part.heading(book) if part else ""),
            Link(one.site, site.heading(book) if site else ""),
            Number(price.amount / price.per, str(price)) if price else Mark("no price today", "bad"),
            amount,
            Link(one.paper.record) if one.paper else Mark("no proof", "bad"),
            str(one.paper.grade) if one.paper else None,
            Mark(one.paper.seal.value, "good" if one.paper.seal.value == "verified" else "wait") if one.paper else None,
            f"{len(one.missing)} months: {one.missing[0]}" if one.missing else None,
        ),
        about=(one.part, one.site),
        parts=(one.part,),
        anchor=f"{one.part}-{one.site}",
    )
