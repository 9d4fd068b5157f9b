"""The page of a price: its lines with state, reason, proof and standing, its layers, price over time and walk."""

from kamdocs.core.acts import in_words, split
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.view import Column, Link, Number, Page, Row, Section, Table
from kamdocs.kinds.price.figures import (
    held_lines,
    line_on,
    passport_table,
    shown,
    standing_of,
    state_of,
    steps_chart,
    walk_section,
)
from kamdocs.kinds.price.figures.passport import line_proof
from kamdocs.kinds.price.model import Price, PriceLine


def page(price: Price, book: Book) -> Page:
    """The lines, newest first, with the price over time; the walk from the first price to today; the layers."""
    lines = Section("Price lines", tables=(_lines(price, book),), charts=steps_chart(price, book))
    walk = walk_section(price, book)
    held = line_on(price, book.as_of, book.as_of)
    passport = (Section("Passport", tables=(passport_table(held, book),)),) if held else ()
    layers = Section("Layers", tables=(_layers(price),))
    return Page(sections=(lines, *((walk,) if walk else ()), layers, *passport))


def _lines(price: Price, book: Book) -> Table:
    columns = (
        Column("Valid from", Class.PRICE),
        Column("Valid to", Class.PRICE),
        Column("Index", Class.PRICE),
        Column("Price", Class.PRICE, numeric=True),
        Column("State", Class.PRICE),
        Column("Because", Class.PRICE),
        Column("Proof", Class.PRICE),
        Column("Standing", Class.PRICE),
    )
    ends = {held.place: held.days.last for held in held_lines(price, book.as_of)}
    rows = []
    for place, line in reversed(list(enumerate(price.lines))):
        last = ends.get(place, line.valid_to)
        rows.append(
            Row(
                (
                    line.valid_from.isoformat(),
                    last.isoformat() if last else "open",
                    line.technical_index,
                    shown(line.unit_price),
                    state_of(line, book.as_of) + (", provisional" if line.provisional else ""),
                    _because(line),
                    _proof(price, place, book),
                    standing_of(price, place, book.as_of),
                ),
                anchor=line.valid_from.isoformat(),
            )
        )
        rows += [_further(len(columns), one.because) for one in line.build_up[1:]]
    return Table("Prices by date", columns, tuple(rows), f"lines-{price.id}", "No line yet.")


def _because(line: PriceLine) -> Link | str | None:
    return Link(*split(line.build_up[0].because)) if line.build_up else None


def _further(width: int, because: str) -> Row:
    """A further reason of the line above."""
    link = Link(*split(because))
    return Row(("", "", "", "", "", link, *[None] * (width - 6)), about=(link.record,))


def _proof(price: Price, place: int, book: Book) -> Link | None:
    """The best proof of the state on the day."""
    best, _ = line_proof(price, place, book)
    return Link(*split(best.record)) if best else None


def _layers(price: Price) -> Table:
    used = [layer for layer in Layer if any(_layer(line, layer) for line in price.lines)]
    columns = (
        Column("Valid from", Class.PRICE),
        *(Column(in_words(layer), Class.PRICE, numeric=True) for layer in used),
        Column("Price", Class.PRICE, numeric=True),
    )
    rows = tuple(
        Row((line.valid_from.isoformat(), *(_shown(line, layer) for layer in used), shown(line.unit_price)))
        for line in reversed(price.lines)
    )
    return Table("Layers of the price", columns, rows, f"layers-{price.id}", "No line yet.")


def _layer(line: PriceLine, layer: Layer) -> bool:
    return line.layers is not None and getattr(line.layers, layer.value) is not None


def _shown(line: PriceLine, layer: Layer) -> Number | None:
    return shown(getattr(line.layers, layer.value)) if _layer(line, layer) else None
