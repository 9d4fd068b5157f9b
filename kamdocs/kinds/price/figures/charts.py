"""The price over time and the price walk as charts, each with the table that says the same."""

from kamdocs.core.acts import split
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.view import Chart, Column, Link, Number, Point, Row, Section, Table
from kamdocs.kinds.price.figures.lines import shown, standing_of, state_of
from kamdocs.kinds.price.figures.walk import Walk, causes_in_order, walk_until
from kamdocs.kinds.price.model import Price

_FUTURE = frozenset({"not yet", "not agreed"})


def steps_chart(price: Price, book: Book) -> tuple[Chart, ...]:
    """The unit price in steps; a line that is not in force yet, or not agreed, is drawn as planned.

    Nothing where the file has one line only, or lines in two price units.
    """
    lines = sorted(enumerate(price.lines), key=lambda one: one[1].valid_from)
    words = {place: standing_of(price, place, book.as_of).word for place, _ in lines}
    drawn = [(place, line) for place, line in lines if words[place] != "withdrawn"]
    if len(drawn) < 2 or len({line.unit_price.unit for _, line in drawn}) > 1:
        return ()
    points, rows = [], []
    for place, line in drawn:
        word, day = words[place], line.valid_from.isoformat()
        style = "planned" if word in _FUTURE else "plain" if word == "in force" else "past"
        points.append(Point(day, line.unit_price.amount, str(line.unit_price), style))
        rows.append(Row((day, shown(line.unit_price), state_of(line, book.as_of))))
    first, final = drawn[0][1].unit_price, drawn[-1][1].unit_price
    title = f"From {first} to {final} since {drawn[0][1].valid_from}"
    columns = (
        Column("From", Class.PRICE),
        Column(first.unit, Class.PRICE, numeric=True),
        Column("State", Class.PRICE),
    )
    table = Table("Unit price in steps", columns, tuple(rows), f"steps-{price.id}")
    return (Chart("steps", title, first.unit, tuple(points), Class.PRICE, table),)


def walk_section(price: Price, book: Book, heading: str = "Price walk") -> Section | None:
    """The walk from the first agreed price to that of the day, as a waterfall; a note where it does not add up."""
    found = walk_until(price, book.as_of, book.as_of)
    if found is None or (isinstance(found, Walk) and not found.steps):
        return None
    if not isinstance(found, Walk):
        return Section(heading, tables=(_refused(price, found.why),))
    return Section(heading, charts=(walk_chart(found),))


def _refused(price: Price, why: str) -> Table:
    """What stands in the place of a walk that does not add up."""
    columns = (Column("Price walk", Class.PRICE),)
    return Table("Price walk", columns, (Row((f"not computable: {why}",)),), f"walk-{price.id}")


def walk_chart(found: Walk) -> Chart:
    """First price, each cause, last price; the table twin names every step with its reason."""
    first, last = found.first[1], found.last[1]
    moves = found.by_cause
    points = (
        Point(first.valid_from.isoformat(), first.unit_price.amount, str(first.unit_price), "total"),
        *(Point(cause.value, moved.amount, signed(moved)) for cause, moved in moves),
        Point(last.valid_from.isoformat(), last.unit_price.amount, str(last.unit_price), "total"),
    )
    title = f"From {first.unit_price} to {last.unit_price}"
    if moves:
        most = max(moves, key=lambda one: abs(one[1].amount))
        title += f": {most[0].value} moves most, {signed(most[1])}"
    return Chart("waterfall", title, last.unit_price.unit, points, Class.PRICE, walk_table(found))


def walk_table(found: Walk) -> Table:
    """Every step of a walk by cause, between the first and the last price."""
    columns = (
        Column("Cause", Class.PRICE),
        Column("Because", Class.PRICE),
        Column("From", Class.PRICE),
        Column("Layer", Class.PRICE),
        Column("Moves by", Class.PRICE, numeric=True),
    )
    first, last = found.first[1], found.last[1]
    rows = [Row(("price", None, first.valid_from.isoformat(), None, shown(first.unit_price)), total=True)]
    for cause, steps in causes_in_order(found):
        for one in steps:
            link = Link(*split(one.entry.because))
            layer = one.entry.layer.value.replace("_", " ")
            delta = Number(one.entry.delta.amount / one.entry.delta.per, signed(one.entry.delta))
            rows.append(Row((cause.value, link, one.since.isoformat(), layer, delta)))
    rows.append(Row(("price", None, last.valid_from.isoformat(), None, shown(last.unit_price)), total=True))
    return Table("Price walk by cause", columns, tuple(rows), f"walk-{found.price.id}")


def signed(move: UnitPrice) -> str:
    """A move with its sign: `+0.0120 EUR`, `-0.0389 EUR`."""
    return str(move) if move.amount < 0 else f"+{move}"
