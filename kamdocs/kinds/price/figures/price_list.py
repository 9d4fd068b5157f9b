"""The price list of the account: every price that holds on a day with its paper, and the days on which prices step."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.period import Span
from kamdocs.core.view import Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.customer_site.model import CustomerSite
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures.lines import (
    ONE_DAY,
    HeldLine,
    by_part_and_site,
    held_lines,
    shown,
    state_of,
    valid_lines,
)
from kamdocs.kinds.price.figures.passport import Paper, line_paper
from kamdocs.kinds.price.model import Price, PriceLine


@dataclass(frozen=True, slots=True)
class ListedPrice:
    """A price that holds on the day of a list.

    Attributes:
        part: Id of the part.
        customer_number: Its number as the customer writes it; the id without its prefix where the part is unknown.
        description: What it is; empty where the part is unknown.
        site: Id of the site.
        site_name: Its name.
        held: The line with its days.
        state: Its state on `as_of` in words.
        paper: The best paper behind it; None = none.
    """

    part: str
    customer_number: str
    description: str
    site: str
    site_name: str
    held: HeldLine
    state: str
    paper: Paper | None

    @property
    def line(self) -> PriceLine:
        """The line."""
        return self.held.line

    @property
    def reference(self) -> str:
        """The line as other records cite it: `PRC-4711-009-A-MEL@2024-01-01`."""
        return f"{self.held.price.id}@{self.line.valid_from}"


def price_list(book: Book, on: date, as_of: date) -> tuple[ListedPrice, ...]:
    """The prices that hold on a day, by customer number, site and currency (K5, K6).

    Args:
        book: The account.
        on: The day of the list.
        as_of: What had been agreed by then.
    """
    found = [
        _listed(held, book, as_of)
        for part, site in by_part_and_site(book)
        for held in valid_lines(book, part, site, on=on, as_of=as_of)
    ]
    return tuple(sorted(found, key=lambda one: (one.customer_number, one.site, one.held.price.id)))


def _listed(held: HeldLine, book: Book, as_of: date) -> ListedPrice:
    price = held.price
    part, site = book.get_as(Part, price.part), book.get_as(CustomerSite, price.site)
    paper, _ = line_paper(price, held.place, book)
    return ListedPrice(
        part=price.part,
        customer_number=part.customer_number if part else price.part.removeprefix("PRT-"),
        description=part.description if part else "",
        site=price.site,
        site_name=site.name if site else price.site.removeprefix("SIT-"),
        held=held,
        state=state_of(held.line, as_of),
        paper=paper,
    )


@dataclass(frozen=True, slots=True)
class StepDay:
    """A day on which prices of the account change.

    Attributes:
        day: The day.
        begin: How many agreed prices begin on it.
        end: How many end on the day before without another one of their file.
    """

    day: date
    begin: int
    end: int


def step_days(book: Book, as_of: date) -> tuple[StepDay, ...]:
    """The days on which the price list changes, by what had been agreed on a day; oldest first."""
    begin: Counter[date] = Counter()
    end: Counter[date] = Counter()
    for price in book.all(Price):
        firsts = {held.days.first for held in held_lines(price, as_of)}
        begin.update(firsts)
        lasts = {held.days.last + ONE_DAY for held in held_lines(price, as_of) if held.days.last is not None}
        end.update(lasts - firsts)
    return tuple(StepDay(day, begin[day], end[day]) for day in sorted({*begin, *end}))


_LIST = (
    Column("Customer number", Class.PRICE),
    Column("Part", Class.PRICE, below="Customer number"),
    Column("Site", Class.PRICE),
    Column("Index", Class.PRICE),
    Column("Price", Class.PRICE, numeric=True),
    Column("Valid from", Class.PRICE),
    Column("Valid to", Class.PRICE, below="Valid from"),
    Column("Layers", Class.PRICE),
    Column("State", Class.PRICE, below="Price"),
    Column("Proof", Class.PRICE),
    Column("Record", Class.PRICE, below="Proof"),
)


def price_list_tables(book: Book) -> tuple[Table, ...]:
    """The list of the day, the days on which it changes, and every agreed price with its first and last day.

    The list of any day is what the last table holds between `Valid from` and `Valid to`; `kamdocs pricelist --on DAY`
    writes it.
    """
    as_of = book.as_of
    today = tuple(_row(one) for one in price_list(book, as_of, as_of))
    empty = "No agreed price holds today."
    return (
        Table(f"Price list on {as_of}", _LIST, today, "price-list", empty),
        _days(book),
        Table("Every agreed price by date", _LIST, tuple(_all(book)), "prices-by-date", "No price is agreed yet."),
    )


def _all(book: Book) -> Iterator[Row]:
    listed = [_listed(held, book, book.as_of) for price in book.all(Price) for held in held_lines(price, book.as_of)]
    for one in sorted(listed, key=lambda one: (one.customer_number, one.site, one.held.days.first)):
        yield _row(one)


def _row(one: ListedPrice) -> Row:
    line, days = one.line, one.held.days
    provisional = ", provisional" if line.provisional else ""
    return Row(
        (
            one.customer_number,
            Link(one.part, one.description),
            Link(one.site, one.site_name),
            line.technical_index,
            shown(line.unit_price),
            days.first.isoformat(),
            _end(days),
            _layers(line),
            one.state + provisional,
            Link(one.paper.record) if one.paper is not None else Mark("no proof", "bad"),
            Link(one.held.price.id, item=line.valid_from.isoformat()),
        ),
        about=(one.held.price.id, one.part, one.site),
        parts=(one.part,),
    )


def _end(days: Span) -> str:
    return days.last.isoformat() if days.last else "open"


def _layers(line: PriceLine) -> str | None:
    if line.layers is None:
        return None
    return ", ".join(f"{layer.value.replace('_', ' ')} {value.amount:f}" for layer, value in line.layers.listed())


def _days(book: Book) -> Table:
    columns = (
        Column("Day", Class.PRICE),
        Column("Prices that begin", Class.PRICE, numeric=True),
        Column("Prices that end", Class.PRICE, numeric=True),
        Column("Standing", Class.PRICE),
    )
    rows = []
    for one in reversed(step_days(book, book.as_of)):
        standing = Mark("not yet", "wait") if one.day > book.as_of else Mark("passed", "off")
        cells = (one.day.isoformat(), _number(one.begin), _number(one.end), standing)
        rows.append(Row(cells))
    return Table("Days on which the price list changes", columns, tuple(rows), "price-steps", "No price is agreed yet.")


def _number(count: int) -> Number:
    return Number(Decimal(count), str(count))
