"""The figures of a price step by step: which line holds on a day, its layers, and the walk that leads to it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained, Input, Worked
from kamdocs.core.money import UnitPrice
from kamdocs.kinds.price.figures.before import kept, like, line_before
from kamdocs.kinds.price.figures.lines import HeldLine, by_part_and_site, line_on, state_of, types_on, valid_lines
from kamdocs.kinds.price.figures.walk import NoWalk, Walk, causes_in_order, walk, walk_between, walk_until
from kamdocs.kinds.price.model import Price, PriceLine

_VALID, _WALK = "K5, K6", "3.0, price walk"


def explained(price: Price, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """Price valid on a day, its layers, and the walk from the first agreed line to it.

    With the key of a line instead: its layers, and the steps from the line before it. Where the day of the figures is
    not that of the book, the walk between both days follows.
    """
    if item:
        place = next(number for number, line in enumerate(price.lines) if line.valid_from.isoformat() == item)
        return (_layers(price, place), _from_before(price, place))
    held = line_on(price, on, book.as_of)
    found = [_valid(price, held, on, book)]
    if held is not None:
        found.append(_layers(price, held.place))
    found.append(_walked(walk_until(price, on, book.as_of), price, f"price walk of {price.id} to {on}"))
    if on != book.as_of:
        first, last = sorted((on, book.as_of))
        between = walk_between(price, first, last, book.as_of)
        found.append(_walked(between, price, f"price walk of {price.id} from {first} to {last}"))
    return tuple(found)


def _valid(price: Price, held: HeldLine | None, on: date, book: Book) -> Explained:
    """Why this line and no other one is the price of the day."""
    name = f"price of {price.part} at {price.site} on {on}"
    holding = _holding(price, on, book)
    inputs = (
        Input("price types that count", ", ".join(types_on(book, price.part, on)), price.at("price_type")),
        *(
            Input(
                one.price.price_type.value,
                f"{one.line.unit_price} of {one.price.id}, {_days(one)}, {state_of(one.line, book.as_of)}",
                one.price.at("lines", one.place, "unit_price"),
            )
            for one in holding
        ),
    )
    currency = price.lines[0].unit_price.currency if price.lines else ""
    valid = [
        one
        for one in valid_lines(book, price.part, price.site, on=on, as_of=book.as_of)
        if one.line.unit_price.currency == currency
    ]
    if not valid:
        why = f"no line that is agreed by {book.as_of} holds on {on}"
        if held is not None:
            why = f"a {price.price_type.value.replace('_', ' ')} price does not count on {on}"
        return Explained(name, _VALID, Class.PRICE, inputs, refused=why)
    one = valid[0]
    steps = (
        Worked("line", "greatest valid_from up to the day, agreed, not ended", f"{one.price.id}@{one.line.valid_from}"),
    )
    provisional = ", provisional" if one.line.provisional else ""
    result = f"{one.line.unit_price}, index {one.line.technical_index}{provisional}"
    return Explained(name, _VALID, Class.PRICE, inputs, steps, result)


def _holding(price: Price, on: date, book: Book) -> list[HeldLine]:
    """The lines of all files of the part and site that hold on a day."""
    files = by_part_and_site(book).get((price.part, price.site), ())
    return [one for file in files if (one := line_on(file, on, book.as_of)) is not None]


def _days(held: HeldLine) -> str:
    last = held.days.last
    return f"from {held.days.first} to {last}" if last else f"from {held.days.first} on"


def _layers(price: Price, place: int) -> Explained:
    """The layers of a line with their sum."""
    line = price.lines[place]
    name = f"layers of {price.id}@{line.valid_from}"
    if line.layers is None:
        return Explained(name, "PRC016", Class.PRICE, refused="layers missing")
    listed = list(line.layers.listed())
    inputs = tuple(
        Input(layer.value, str(value), price.at("lines", place, "layers", layer.value)) for layer, value in listed
    )
    if len({value.unit for _, value in listed} | {line.unit_price.unit}) > 1:
        return Explained(name, "PRC016", Class.PRICE, inputs, refused="layers stand in two price units")
    total = like(sum((value.amount for _, value in listed), Decimal(0)), line.unit_price)
    formula = " + ".join(f"{value.amount:f}" for _, value in listed) or "nothing"
    steps = (Worked("sum", formula, str(total)),)
    if total.amount != line.unit_price.amount:
        why = f"layers give {total}, the price is {line.unit_price}"
        return Explained(name, "PRC016", Class.PRICE, inputs, steps, refused=why)
    return Explained(name, "PRC016", Class.PRICE, inputs, steps, str(total))


def _from_before(price: Price, place: int) -> Explained:
    name = f"steps of {price.id}@{price.lines[place].valid_from}"
    before = line_before(price, place)
    if before is None:
        is_gone = all(place != one for one, _ in kept(price))
        return Explained(name, _WALK, Class.PRICE, refused="withdrawn" if is_gone else "no line stands before it")
    return _walked(walk(price, before, (place, price.lines[place])), price, name)


def _walked(found: Walk | NoWalk | None, price: Price, name: str) -> Explained:
    """A walk as steps by cause, each entry as an input."""
    if not isinstance(found, Walk):
        why = found.why if found is not None else "nothing is agreed by then"
        places = (Input("line", why, found.spot),) if found is not None else ()
        return Explained(name, _WALK, Class.PRICE, places, refused=why)
    (start, first), (end, last) = found.first, found.last
    inputs = (
        Input("first price", _said(first), price.at("lines", start, "unit_price")),
        *_entries(found),
        Input("last price", _said(last), price.at("lines", end, "unit_price")),
    )
    return Explained(name, _WALK, Class.PRICE, inputs, tuple(_steps(found)), str(last.unit_price))


def _said(line: PriceLine) -> str:
    return f"{line.unit_price} from {line.valid_from}"


def _entries(found: Walk) -> Iterator[Input]:
    for one in found.steps:
        spot = found.price.at("lines", one.line, "build_up", one.place, "delta")
        said = f"{one.entry.delta} on {one.entry.layer.value} from {one.since}"
        yield Input(one.entry.because, said, spot)


def _steps(found: Walk) -> Iterator[Worked]:
    last = found.last[1].unit_price
    parts = [f"{found.first[1].unit_price.amount:f}"]
    for cause, steps in causes_in_order(found):
        moved = like(sum((one.entry.delta.amount for one in steps), Decimal(0)), last)
        yield Worked(cause.value, _sum([one.entry.delta for one in steps]), str(moved))
        parts.append(_term(moved))
    yield Worked("price", " ".join(parts), str(last))
    yield Worked("residual", f"{last.amount:f} - ({' '.join(parts)})", str(like(found.residual, last)))


def _sum(deltas: list[UnitPrice]) -> str:
    first, *rest = deltas
    return " ".join((f"{first.amount:f}", *map(_term, rest)))


def _term(value: UnitPrice) -> str:
    return f"- {-value.amount:f}" if value.amount < 0 else f"+ {value.amount:f}"
