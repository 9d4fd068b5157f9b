"""The page of a price: its lines with state, reason, proof and standing, its layers, and the price over time."""

from kamdocs.core.acts import in_words, split
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.place import Path
from kamdocs.core.proving import proof_at
from kamdocs.core.view import Chart, Column, Link, Number, Page, Point, Row, Section, Table
from kamdocs.core.walk import Acts
from kamdocs.kinds.price.figures import held_lines, shown, standing_of, state_of
from kamdocs.kinds.price.model import LINE_TRACK, Price, PriceLine

_FUTURE = frozenset({"not yet", "not agreed"})


def page(price: Price, book: Book) -> Page:
    """The lines, newest first, then the layers and the chart."""
    return Page(
        sections=(
            Section("Price lines", tables=(_lines(price, book),), charts=_chart(price, book)),
            Section("Layers", tables=(_layers(price),)),
        )
    )


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
                    _proof(price, ("lines", place, "track"), line, book),
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


def _proof(price: Price, path: Path, line: PriceLine, book: Book) -> Link | None:
    """The best proof of the state on the day."""
    entries = tuple(entry for entry in line.track if entry.on <= book.as_of)
    if not entries:
        return None
    best, _ = proof_at(price, Acts(path, LINE_TRACK, entries), len(entries) - 1, book)
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


def _chart(price: Price, book: Book) -> tuple[Chart, ...]:
    """The unit price in steps; a line that is not in force yet, or not agreed, is drawn as planned."""
    lines = sorted(enumerate(price.lines), key=lambda one: one[1].valid_from)
    shown_lines = [(place, line) for place, line in lines if standing_of(price, place, book.as_of).word != "withdrawn"]
    if len(shown_lines) < 2 or len({line.unit_price.unit for _, line in shown_lines}) > 1:
        return ()
    points = []
    for place, line in shown_lines:
        word = standing_of(price, place, book.as_of).word
        style = "planned" if word in _FUTURE else "plain" if word == "in force" else "past"
        points.append(Point(line.valid_from.isoformat(), line.unit_price.amount, str(line.unit_price), style))
    first, final = shown_lines[0][1].unit_price, shown_lines[-1][1].unit_price
    title = f"From {first} to {final} since {shown_lines[0][1].valid_from}"
    columns = (Column("From", Class.PRICE), Column(first.unit, Class.PRICE, numeric=True))
    steps = tuple(Row((line.valid_from.isoformat(), shown(line.unit_price))) for _, line in shown_lines)
    table = Table("Unit price in steps", columns, steps, f"steps-{price.id}")
    return (Chart("steps", title, first.unit, tuple(points), Class.PRICE, table),)
