"""Figures of prices: which line holds on a day, what a line is worth today, what comes next, the account's prices."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kamdocs.calc.days import day_after
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Span
from kamdocs.core.quantity import Duration
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.model import HELD, LineState, Price, PriceLine, PriceType
from kamdocs.kinds.programme.model import Programme

ONE_DAY = timedelta(days=1)


class HeldLine(NamedTuple):
    """A line that is a price, with the days on which it holds.

    Attributes:
        price: Its record.
        place: Its position there.
        line: The line.
        days: From its first to its last day; open where neither the line nor a later one ends it.
    """

    price: Price
    place: int
    line: PriceLine
    days: Span


def held_lines(price: Price, as_of: date | None = None) -> tuple[HeldLine, ...]:
    """The lines that were agreed, loaded or contested on a day (without a day: by their last state), by first day.

    A line without `valid_to` ends on the day before the next of them (K5). Lines that begin on one day come in the
    order of the file.
    """
    held = [(line.valid_from, index, line) for index, line in enumerate(price.lines) if _is_held(line, as_of)]
    held.sort(key=lambda one: one[:2])
    found = []
    for place, (first, index, line) in enumerate(held):
        last = line.valid_to
        if last is None and place + 1 < len(held):
            last = held[place + 1][0] - ONE_DAY
        found.append(HeldLine(price, index, line, Span(first, last)))
    return tuple(found)


def _is_held(line: PriceLine, as_of: date | None) -> bool:
    return state_on(line.track, as_of) in HELD


def last_day_unwritten(on: date, limit: Duration) -> date:
    """The last day on which an agreement of a day may be oral only."""
    return day_after(on, limit).day


def by_part_and_site(book: Book) -> Mapping[tuple[str, str], tuple[Price, ...]]:
    """The prices of the account by part and site, by id."""
    return book.remembered("prices by part and site", lambda: _grouped(book))


def _grouped(book: Book) -> Mapping[tuple[str, str], tuple[Price, ...]]:
    found: dict[tuple[str, str], list[Price]] = defaultdict(list)
    for price in book.all(Price):
        found[price.part, price.site].append(price)
    return {key: tuple(prices) for key, prices in found.items()}


def priced_sites(book: Book, part: str) -> tuple[str, ...]:
    """The sites for which a part has a price file, by id."""
    return book.remembered("sites with a price by part", lambda: _sites(book)).get(part, ())


def _sites(book: Book) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for part, site in sorted(by_part_and_site(book)):
        found[part].append(site)
    return {part: tuple(sites) for part, sites in found.items()}


def line_on(price: Price, on: date, as_of: date) -> HeldLine | None:
    """The line of one file that holds on a day, by what had been agreed on `as_of` (K5)."""
    holding = [one for one in held_lines(price, as_of) if on in one.days]
    return holding[-1] if holding else None


def valid_lines(book: Book, part: str, site: str, *, on: date, as_of: date) -> tuple[HeldLine, ...]:
    """The lines of a part and site that hold on a day, one for each currency (K5, K6).

    A temporary price goes before all others; else prototype and pre-series prices count before SOP, series prices
    from SOP to EOP and service prices after EOP.
    """
    holding = [
        line
        for price in by_part_and_site(book).get((part, site), ())
        if (line := line_on(price, on, as_of)) is not None
    ]
    found: dict[str, HeldLine] = {}
    wanted = types_on(book, part, on)
    for line in sorted(holding, key=lambda one: _place(one.price.price_type, wanted)):
        if line.price.price_type in wanted:
            found.setdefault(line.line.unit_price.currency, line)
    return tuple(found.values())


def valid_line(book: Book, part: str, site: str, *, on: date, as_of: date) -> HeldLine | None:
    """The line of a part and site that holds on a day; with two currencies that of the first file."""
    lines = valid_lines(book, part, site, on=on, as_of=as_of)
    return min(lines, key=lambda one: one.price.id) if lines else None


def _place(price_type: PriceType, wanted: tuple[PriceType, ...]) -> int:
    return wanted.index(price_type) if price_type in wanted else len(wanted)


def types_on(book: Book, part_id: str, on: date) -> tuple[PriceType, ...]:
    """The price types that count for a part on a day (K6), the first one first; all where SOP and EOP are not known."""
    part = book.get_as(Part, part_id)
    programme = book.get_as(Programme, part.programme) if part else None
    if programme is None or (programme.sop is None and programme.eop is None):
        return (PriceType.TEMPORARY, PriceType.SERIES, PriceType.SERVICE, PriceType.PRE_SERIES, PriceType.PROTOTYPE)
    if programme.sop is not None and on < programme.sop:
        return (PriceType.TEMPORARY, PriceType.PRE_SERIES, PriceType.PROTOTYPE)
    if programme.eop is not None and on > programme.eop:
        return (PriceType.TEMPORARY, PriceType.SERVICE)
    return (PriceType.TEMPORARY, PriceType.SERIES)


def standing_of(price: Price, index: int, as_of: date) -> Mark:
    """What the calendar makes of a line: not agreed, not yet, in force, followed, ended."""
    line = price.lines[index]
    for held in held_lines(price, as_of):
        if held.place == index:
            break
    else:
        withdrawn = state_on(line.track, as_of) is LineState.WITHDRAWN
        return Mark("withdrawn", "off") if withdrawn else Mark("not agreed", "wait")
    if as_of < held.days.first:
        return Mark("not yet", "wait")
    if as_of in held.days:
        return Mark("in force", "good")
    return Mark("ended", "off") if held.line.valid_to is not None else Mark("followed", "off")


def next_line(price: Price, as_of: date) -> tuple[int, PriceLine] | None:
    """The next line that begins after a day, agreed or not; withdrawn lines are no step."""
    coming = [
        (index, line)
        for index, line in enumerate(price.lines)
        if line.valid_from > as_of and state_on(line.track, as_of) is not LineState.WITHDRAWN
    ]
    return min(coming, key=lambda one: one[1].valid_from, default=None)


def shown(price: UnitPrice) -> Number:
    """A unit price for a page: sorted by its price per piece."""
    return Number(price.amount / price.per, str(price))


def state_of(line: PriceLine, as_of: date) -> str:
    """The state of a line on a day in words."""
    state = state_on(line.track, as_of)
    return state.value.replace("_", " ") if state else "no state yet"


def standing(price: Price, book: Book) -> tuple[Fact, ...]:
    """The price today and the next step."""
    today = line_on(price, book.as_of, book.as_of)
    coming = next_line(price, book.as_of)
    facts = [Fact("Standing", _standing(price, book.as_of), Class.PRICE)]
    if today is not None:
        until = f"until {today.days.last}" if today.days.last else "open end"
        note = f"from {today.days.first}, {until}"
        facts.append(Fact("Price today", shown(today.line.unit_price), Class.PRICE, note))
    if today is not None and today.line.provisional:
        facts.append(Fact("Index", Mark("provisional", "wait"), Class.PRICE, "an index value is not final yet"))
    if coming is not None:
        index, line = coming
        word = standing_of(price, index, book.as_of).word
        note = f"from {line.valid_from}, {state_of(line, book.as_of)}" + (f", {word}" if word == "not agreed" else "")
        facts.append(Fact("Next step", shown(line.unit_price), Class.PRICE, note))
    return tuple(facts)


def _standing(price: Price, as_of: date) -> Mark:
    """The standing of the file: that of the line in force, else of the next one, else of what is over."""
    marks = {mark.word: mark for mark in (standing_of(price, place, as_of) for place in range(len(price.lines)))}
    for word in ("in force", "not yet", "not agreed", "ended", "followed", "withdrawn"):
        if word in marks:
            return marks[word]
    return Mark("no line yet", "off")


def summary(price: Price, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants: whether the price of the index in series is agreed. No amount."""
    part = book.get_as(Part, price.part)
    index = part.index_in_series(price.site, book.as_of) if part else None
    if index is None:
        return (Fact("Price agreed for the index in series", Mark("unknown", "wait"), Class.PRICE),)
    lines = valid_lines(book, price.part, price.site, on=book.as_of, as_of=book.as_of)
    agreed = any(line.line.technical_index == index.index for line in lines)
    mark = Mark("yes", "good") if agreed else Mark("no", "bad")
    return (Fact("Price agreed for the index in series", mark, Class.PRICE, f"index {index.index}"),)


_COLUMNS = (
    Column("Price", Class.PRICE),
    Column("Part", Class.PRICE),
    Column("Customer number", Class.SCHEDULE, below="Part"),
    Column("Site", Class.PRICE),
    Column("Price type", Class.PRICE, below="Site"),
    Column("Index", Class.PRICE),
    Column("Price today", Class.PRICE, numeric=True),
    Column("Valid from", Class.PRICE),
    Column("Valid to", Class.PRICE, below="Valid from"),
    Column("State", Class.PRICE, below="Price today"),
    Column("Next price", Class.PRICE, numeric=True),
    Column("From", Class.PRICE, below="Next price"),
    Column("Next state", Class.PRICE, below="Next price"),
)


def price_status(book: Book) -> Table:
    """The prices that hold today and their next steps: one row for each part, site and currency with a price record.

    A part and site without a price today keeps its row, so that the gap is seen.
    """
    rows: list[Row] = []
    for (part, site), prices in sorted(by_part_and_site(book).items()):
        today = valid_lines(book, part, site, on=book.as_of, as_of=book.as_of)
        rows += [_row(book, held.price, held) for held in today]
        shown_currencies = {held.line.unit_price.currency for held in today}
        rows += [_row(book, price, None) for price in prices if _is_alone(price, shown_currencies, book.as_of)]
    return Table("Prices valid today and next steps", _COLUMNS, tuple(rows), "prices", "No prices yet.")


def _is_alone(price: Price, currencies: set[str], as_of: date) -> bool:
    """Whether a file without a price today still has something to say: a gap, or a price to come."""
    if not price.lines or price.lines[0].unit_price.currency in currencies:
        return False
    return next_line(price, as_of) is not None or not currencies


def _row(book: Book, price: Price, held: HeldLine | None) -> Row:
    part, site = book.get_as(Part, price.part), book.get(price.site)
    coming = next_line(price, book.as_of)
    last = held.days.last if held else None
    return Row(
        (
            Link(price.id),
            Link(price.part, part.heading(book) if part else ""),
            part.customer_number if part else None,
            Link(price.site, site.heading(book) if site else ""),
            price.price_type.value.replace("_", " "),
            held.line.technical_index if held else None,
            shown(held.line.unit_price) if held else Mark("no price today", "bad"),
            held.days.first.isoformat() if held else None,
            last.isoformat() if last else ("open" if held else None),
            state_of(held.line, book.as_of) if held else None,
            shown(coming[1].unit_price) if coming else None,
            coming[1].valid_from.isoformat() if coming else None,
            state_of(coming[1], book.as_of) if coming else None,
        ),
        about=(price.id, price.part, price.site),
        parts=(price.part,),
        anchor=price.id,
    )
