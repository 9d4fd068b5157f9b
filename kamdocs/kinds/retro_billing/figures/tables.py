"""Tables of corrections: what is open, in the order in which it has to be drawn up, and what an extract leaves out."""

from collections import defaultdict

from kamdocs.calc.retro import Direction
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.track import state_on
from kamdocs.core.view import Cell, Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.retro_billing.figures.computed import line_of
from kamdocs.kinds.retro_billing.figures.open_runs import OpenRetro, open_retros
from kamdocs.kinds.retro_billing.model import RetroBilling

_OWED = {Direction.DEBIT: "to us", Direction.CREDIT: "by us", Direction.NONE: ""}
_COLUMNS = (
    Column("Line", Class.PRICE),
    Column("Part", Class.PRICE, below="Line"),
    Column("Site", Class.PRICE, below="Line"),
    Column("No", Class.PRICE),
    Column("Window", Class.PRICE),
    Column("Allowed by", Class.PRICE),
    Column("Run", Class.PRICE, below="Allowed by"),
    Column("Pieces (pcs)", Class.PRICE, numeric=True),
    Column("Money", Class.PRICE, numeric=True),
    Column("Owed", Class.PRICE, below="Money"),
    Column("Note", Class.PRICE),
)


def open_table(book: Book) -> Table:
    """Every open correction; those whose money is not known have no amount and say why."""
    rows = tuple(_row(one) for one in open_retros(book))
    return Table("Open corrections", _COLUMNS, rows, "retro", "Nothing came late without its correction.")


def _row(one: OpenRetro) -> Row:
    line, price = one.held.line, one.held.price
    rows = one.aggregate.run if one.aggregate else None
    return Row(
        (
            Link(price.id, one.name, line.valid_from.isoformat()),
            Link(price.part),
            Link(price.site),
            str(one.no),
            window_words(one),
            Link(one.amendment) if one.amendment else Mark("no paper cited", "bad"),
            Link(one.run) if one.run else "not calculated",
            Number(rows.pieces, f"{rows.pieces:,f}") if rows else None,
            Number(one.money.amount, str(one.money)) if one.money else Mark("unknown", "bad"),
            _OWED[one.direction],
            note_of(one),
        ),
        about=tuple(name for name in (price.id, price.part, price.site) if name),
        parts=(price.part,),
        anchor=one.name.replace("@", "-"),
    )


def window_words(one: OpenRetro) -> str:
    """The pricing dates of a run."""
    return f"{one.window.first} to {one.window.last}{', running' if one.window.is_running else ''}"


def note_of(one: OpenRetro) -> str:
    """What has to be known about the money of a run."""
    notes = [f"not computable: {one.refused}"] if one.refused else []
    if one.aggregate is not None and one.aggregate.known_to is not None:
        notes.append(f"extract of {one.aggregate.known_to}")
    if one.aggregate is not None and one.aggregate.earlier.amount:
        notes.append(f"less {one.aggregate.earlier} corrected before")
    if one.refused and one.lines is not None:
        notes.append("money by invoice lines")
    return ", ".join(notes)


def sums(found: tuple[OpenRetro, ...]) -> tuple[tuple[tuple[Direction, Money], ...], int]:
    """The money of open corrections by direction and currency, never netted, and how many are not known."""
    amounts: dict[tuple[Direction, str], Money] = {}
    for one in found:
        if one.money is not None:
            key = (one.direction, one.money.currency)
            before = amounts.get(key, Money(one.money.amount * 0, one.money.currency))
            amounts[key] = Money(before.amount + one.money.amount, one.money.currency)
    known = tuple((key[0], money) for key, money in sorted(amounts.items(), key=lambda one: one[0]) if money.amount)
    return known, sum(1 for one in found if one.money is None)


def sums_table(book: Book) -> Table:
    """What is open in all, by direction and currency."""
    known, unknown = sums(open_retros(book))
    columns = (Column("Owed", Class.PRICE), Column("Money", Class.PRICE, numeric=True))
    rows: list[Row] = [Row((_OWED[way], Number(money.amount, str(money)))) for way, money in known]
    if unknown:
        rows.append(Row((Mark("unknown", "bad"), f"{unknown} not computable")))
    return Table("In all", columns, tuple(rows), "retro-sums", "Nothing is open.")


def excluded_table(book: Book) -> Table:
    """Rows of the windows that are no quantities of the run."""
    columns = (Column("Line", Class.PRICE), Column("Row", Class.PRICE), Column("Why not", Class.PRICE))
    rows = [
        Row((Link(one.held.price.id, one.name), row, why), about=(one.held.price.id,))
        for one in open_retros(book)
        if one.aggregate is not None
        for row, why in one.aggregate.excluded
    ]
    return Table("Left out", columns, tuple(rows), "retro-left-out", "No row is left out.")


def runs_table(book: Book) -> Table:
    """The runs that were recorded, by state."""
    columns = (
        Column("Run", Class.PRICE),
        Column("Line", Class.PRICE),
        Column("State", Class.PRICE),
        Column("Total", Class.PRICE, numeric=True),
    )
    rows = []
    for retro in book.all(RetroBilling):
        held = line_of(retro, book, book.as_of)
        total = retro.total or total_of(retro)
        state = state_on(retro.track, book.as_of)
        line: Cell = Link(held.price.id, retro.price, held.line.valid_from.isoformat()) if held else retro.price
        about = (retro.id, *((held.price.id,) if held else ()))
        amount = Number(total.amount, str(total)) if total else None
        rows.append(Row((Link(retro.id), line, state.value.replace("_", " ") if state else None, amount), about=about))
    return Table("Recorded runs", columns, tuple(rows), "retro-runs", "No run is recorded.")


def total_of(retro: RetroBilling) -> Money | None:
    """The sum of the lines as they are written; None where they stand in two currencies or two units."""
    by_currency: dict[str, Money] = defaultdict(lambda: Money(retro.amounts[0].amount * 0, retro.amounts[0].currency))
    for line in retro.lines:
        if line.old.unit != line.new.unit:
            return None
        kept = by_currency[line.amount.currency]
        by_currency[line.amount.currency] = Money(kept.amount + line.amount.amount, line.amount.currency)
    return next(iter(by_currency.values())) if len(by_currency) == 1 else None


def retro_tables(book: Book) -> tuple[Table, ...]:
    """What the board shows."""
    return (open_table(book), sums_table(book), excluded_table(book), runs_table(book))
