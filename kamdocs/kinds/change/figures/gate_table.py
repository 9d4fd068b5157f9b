"""The gate in words: reasons, who decides, what a day costs, and the table that every site shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kamdocs.calc.gate import Answer
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.view import Column, Fact, Guarded, Link, Mark, Number, Plain, Row, Table
from kamdocs.kinds.change.figures.doors import DoorAnswer
from kamdocs.kinds.change.figures.gate import Cost, GateRow, gate_rows
from kamdocs.kinds.change.model import Change, Door

TONES = {Answer.GO: "good", Answer.NO_GO: "bad", Answer.UNKNOWN: "wait"}
NEVER_STOPS = "This answer never asks to stop shipments."
_COLUMNS = (
    Column("Part", Class.SCHEDULE),
    Column("Site", Class.SCHEDULE, below="Part"),
    Column("Change", Class.SCHEDULE),
    Column("May launch", Class.SCHEDULE),
    Column("May introduce", Class.SCHEDULE),
    Column("Valid until", Class.SCHEDULE),
    Column("Why", Class.SCHEDULE),
    Column("Money a day", Class.PRICE, numeric=True),
    Column("Money", Class.PRICE, below="Why"),
    Column("PPAP", Class.SCHEDULE, below="Change"),
    Column("Agreement by", Class.CONTACT),
    Column("Release by", Class.CONTACT, below="Agreement by"),
)


def mark_of(one: DoorAnswer, *, with_end: bool = False) -> Mark:
    """The answer of a door; a screen makes "unknown: ask" of a GO after its last day.

    Args:
        one: The answer.
        with_end: Say the last day in the word itself, where no column beside it does.
    """
    if one.valid_until is None:
        return Mark(one.answer.value, TONES[one.answer])
    word = f"{one.answer.value} until {one.valid_until}" if with_end else one.answer.value
    return Mark(word, TONES[one.answer], until=one.valid_until.isoformat())


def afterwards(one: DoorAnswer) -> str:
    """What a print-out says about the time after a GO; empty for every other answer."""
    return f"after {one.valid_until}: unknown, ask" if one.valid_until else ""


def gate_table(book: Book) -> Table:
    """Every part, site and change with both doors, the heaviest first."""
    rows = tuple(_row(row) for row in gate_rows(book))
    return Table("May launch, may introduce", _COLUMNS, rows, "gate", "No change is open.")


_DOORS = ("Part", "Site", "May launch", "May introduce", "Valid until", "Why", "PPAP", "Agreement by", "Release by")
_MONEY = ("Part", "Site", "Money a day", "Money")


def doors_tables(change: Change, book: Book) -> tuple[Table, Table]:
    """Both doors of one change by part and site, and what a day of disagreement costs there."""
    every = _of_change(change, book)
    money = every.picked(_MONEY, caption="What the disagreement of index and price costs", name=f"exposure-{change.id}")
    return (
        every.picked(_DOORS, caption="May launch, may introduce", name=f"gate-{change.id}"),
        replace(money, columns=tuple(replace(column, seen_as=Class.PRICE) for column in money.columns)),
    )


def gate_facts(change: Change, book: Book) -> Iterator[Fact]:
    """What a reader of a change asks next: what a day of a closed door costs, and who can open it."""
    rows = _rows_of(change, book)
    if len(rows) == 1:
        cost = rows[0].cost
        yield Fact("Money a day", day_cell(cost), Class.PRICE, money_words(cost))
    if any(one.answer is not Answer.GO for row in rows for one, _ in row.doors()):
        asked: Plain = Link(rows[0].in_charge) if rows[0].in_charge else "nobody is named"
        yield Fact("Agreement by", asked, Class.CONTACT, f"release: {all_signers(rows[0])}")


def _of_change(change: Change, book: Book) -> Table:
    rows = tuple(_row(row) for row in _rows_of(change, book))
    empty = "The change is over: no door is left to open."
    return Table("May launch, may introduce", _COLUMNS, rows, f"gate-{change.id}", empty)


def _rows_of(change: Change, book: Book) -> tuple[GateRow, ...]:
    def grouped() -> dict[str, tuple[GateRow, ...]]:
        found: dict[str, tuple[GateRow, ...]] = {}
        for row in gate_rows(book):
            found[row.change.id] = (*found.get(row.change.id, ()), row)
        return found

    return book.remembered("gate rows by change", grouped).get(change.id, ())


def _row(row: GateRow) -> Row:
    cells = (
        Link(row.line.part),
        Link(row.site) if row.site else "site unknown",
        Link(row.change.id, f"{row.change.id}, {row.line.index_from} → {row.line.index_to}"),
        mark_of(row.launch),
        mark_of(row.introduce),
        validity(row),
        Guarded(reasons(row), Class.PRICE, public_reasons(row)),
        day_cell(row.cost),
        money_words(row.cost) or None,
        f"{row.line.index_to}: {row.ppap}",
        Link(row.in_charge) if row.in_charge else "nobody is named",
        Guarded(signers(row), Class.PRICE, all_signers(row)),
    )
    anchor = "-".join(name for name in (row.change.id, row.line.part, row.site) if name)
    return Row(cells, about=(row.change.id,), parts=(row.line.part,), anchor=anchor)


def reasons(row: GateRow) -> str:
    """Why, for both doors; a door that was used says since when."""
    launch, introduce = (_reason(one, row) for one in (row.launch, row.introduce))
    return launch if launch == introduce else f"launch: {launch}; introduce: {introduce}"


def _reason(one: DoorAnswer, row: GateRow) -> str:
    word = "launched" if one.door is Door.LAUNCH else "introduced"
    used = row.launched_on if one.door is Door.LAUNCH else row.introduced_on
    if used is None:
        return one.reason
    # The day of a loaded price is a fact of the price; the day of a shipment is not.
    day = f" on {used}" if one.door is Door.LAUNCH or row.is_shipped else " already"
    return f"{one.reason}, {word}{day}"


def public_reasons(row: GateRow) -> str:
    """The same for who may not read prices: nothing of the commercial side but what the answers say themselves."""
    launch, introduce = (_used(one.told, one, row) for one in (row.launch, row.introduce))
    return launch if launch == introduce else f"launch: {launch}; introduce: {introduce}"


def _used(words: str, one: DoorAnswer, row: GateRow) -> str:
    """With the day on which a door was used, unless a loaded price alone says so."""
    word, day = ("launched", row.launched_on) if one.door is Door.LAUNCH else ("introduced", row.introduced_on)
    is_public = one.door is Door.LAUNCH or row.is_shipped
    return f"{words}, {word} on {day}" if day and is_public else words


def validity(row: GateRow) -> str:
    """Until when a GO may be read, and what it is worth afterwards."""
    launch, introduce = afterwards(row.launch), afterwards(row.introduce)
    if launch == introduce or not (launch and introduce):
        return launch or introduce
    return f"launch {launch}; introduce {introduce}"


def signers(row: GateRow) -> str:
    """The functions that may sign a risk release of the amount that is asked for, by the delegations of the day."""
    return _named(row.functions)


def all_signers(row: GateRow) -> str:
    """The functions that may sign any risk release on the day: those of one amount would tell how high it is."""
    return _named(row.all_functions)


def _named(functions: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in functions) or "no function"


def day_cell(cost: Cost) -> Number | str:
    """The money of a day, signed."""
    return Number(cost.a_day.amount, signed(cost.a_day)) if cost.a_day else "not computable"


def money_words(cost: Cost) -> str:
    """What belongs to the money of a day: its direction and origin, what is missing, and both sums so far."""
    return "; ".join(words for words in (*_about_day(cost), sums_words(cost, shown_on_page)) if words)


def day_words(cost: Cost) -> str:
    """The money of a day in words; without one what is missing."""
    return ", ".join((signed(cost.a_day), *_about_day(cost)) if cost.a_day else _about_day(cost))


def _about_day(cost: Cost) -> tuple[str, ...]:
    if cost.a_day is None:
        return (f"not computable: {cost.refused}",)
    direction = "owed to us" if cost.a_day.amount > 0 else "owed by us"
    begins = (f"expected from {cost.since}",) if cost.is_expected else ()
    return (*((direction, *cost.notes) if cost.a_day.amount else ()), *begins)


def signed(amount: Money) -> str:
    """An amount with its sign: `+64.35 EUR`."""
    return f"{amount.amount:+f} {amount.currency}" if amount.amount else str(amount)


def shown_on_page(amount: Money) -> str:
    """An amount with its sign as pages show it: digits in groups, a minus that is none of a day."""
    return f"{amount.amount:+,f} {amount.currency}".replace("-", "−") if amount.amount else str(amount)


def sums_words(cost: Cost, spelled: Callable[[Money], str] = signed) -> str:
    """Both directions from the first day on; empty where nothing has begun.

    Args:
        cost: What a change costs at a site.
        spelled: How an amount is written.
    """
    if cost.so_far_refused:
        return f"since {cost.since} not computable: {cost.so_far_refused}"
    if cost.so_far is None:
        return ""
    sums = [spelled(one) for one in (cost.so_far.owed_to_us, cost.so_far.owed_by_us) if one.amount]
    days = f"{cost.since} to {cost.until}" if cost.until else f"since {cost.since}"
    return f"{days}: {', '.join(sums) or spelled(cost.so_far.owed_to_us)}"
