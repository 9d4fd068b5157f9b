"""Whether the customer's prices follow a mandated price, by how much they should, and layers that hold more (F-18)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.calc.days import day_after
from kamdocs.calc.mandated import Fitted, level, pass_through
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.quantity import Duration, Quantity
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.mandated_component.figures.uses import Use, series_uses
from kamdocs.kinds.mandated_component.model import MandatedComponent, MandatedPriceLine, mandated_by_number
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import by_part_and_site, held_lines, priced_sites, shown, valid_line
from kamdocs.kinds.price.model import LINE_TRACK, Price, PriceLine


@dataclass(frozen=True, slots=True)
class PriceOf:
    """A part and site with a price, in whose bill of material in series the component stands."""

    use: Use
    site: str


def known_since(line: MandatedPriceLine, limit: Duration) -> date:
    """The last day on which the prices need not follow a new mandated price."""
    return day_after(line.valid_from, limit).day


def prices_with(book: Book, component: str) -> tuple[PriceOf, ...]:
    """Every part and site with a price that has the component in the bill of material in series."""
    return tuple(PriceOf(use, site) for use in series_uses(book, component) for site in priced_sites(book, use.part.id))


def not_passed_on(
    component: MandatedComponent, line: MandatedPriceLine, book: Book
) -> tuple[tuple[PriceOf, ...], tuple[PriceOf, ...]]:
    """The prices that name this line nowhere in their build-up, and all prices that should.

    A price follows once a line that is proposed or further on the day of the book was built up because of it.
    """
    wanted = f"{component.id}@{line.valid_from}"
    every = prices_with(book, component.component)
    left = (one for one in every if not any(_names(price, wanted, book.as_of) for price in _files(one, book)))
    return tuple(left), every


def _files(one: PriceOf, book: Book) -> tuple[Price, ...]:
    return by_part_and_site(book).get((one.use.part.id, one.site), ())


def _names(price: Price, wanted: str, as_of: date) -> bool:
    return any(
        LINE_TRACK.at_least(state_on(line.track, as_of), "proposed")
        and any(reason.because == wanted for reason in line.build_up)
        for line in price.lines
    )


def quantity_in_series(component: str, part: Part, site: str, on: date) -> Quantity:
    """How much of a mandated component goes into a part, by the index in series at a site on a day (K7).

    Raises:
        Refused: The index in series is not known, or its bill of material is without the component.
    """
    index = part.index_in_series(site, on)
    if index is None:
        raise Refused("technical_index", f"in series at {site} on {on} unknown")
    found = (one.quantity for one in index.bom if one.mandated and one.component == component)
    quantity = next(found, None)
    if quantity is None:
        raise Refused("quantity", f"of {component} in index {index.index} missing")
    return quantity


def expected_delta(
    component: MandatedComponent, line: MandatedPriceLine, quantity: Quantity, *, unit: PriceUnit, d: int
) -> Decimal:
    """What a mandated line moves the price of a part by, against the line before it.

    Args:
        component: The component with its handling fee.
        line: The new price.
        quantity: How much of it goes into one part, by the index in series.
        unit: The unit of the customer's price.
        d: Decimals of unit prices of the customer.

    Raises:
        Refused: It is the first line, or as `calc.mandated.pass_through`.

    Source:
        F-18.
    """
    before = [one for one in component.lines if one.valid_from < line.valid_from]
    old = max(before, key=lambda one: one.valid_from, default=None)
    fitted = Fitted(quantity, component.handling_fee)
    return pass_through(fitted, old=old.unit_price if old else None, new=line.unit_price, unit=unit, decimals=d)


@dataclass(frozen=True, slots=True)
class Surplus:
    """A held price line whose mandated layer is higher than its components give.

    Attributes:
        place: Position of the line.
        layer: What the layer holds.
        components: What the components give.
    """

    place: int
    layer: UnitPrice
    components: UnitPrice


def surplus_layers(price: Price, book: Book, decimals: int) -> Iterator[Surplus]:
    """The lines of a price with more in the mandated layer than the components of their index give.

    F-18 rounds each delta, so one unit of the last decimal is allowed for each mandated step since the first line. A
    line is left out where a component has no price, is priced in another unit, or is not known.
    """
    part = book.get_as(Part, price.part)
    steps = 0
    for held in held_lines(price):
        line = held.line
        steps += sum(1 for reason in line.build_up if reason.layer is Layer.MANDATED)
        layer = line.layers.mandated if line.layers else None
        if part is None or layer is None or layer.unit != line.unit_price.unit:
            continue
        try:
            given = _components(part, line, book, decimals)
        except Refused:
            continue
        if layer.amount - given > steps * Decimal(1).scaleb(-decimals):
            yield Surplus(held.place, layer, PriceUnit.of(layer).price(given))


def _components(part: Part, line: PriceLine, book: Book, decimals: int) -> Decimal:
    """What the mandated components of the index of a line give on its first day."""
    index = part.index(line.technical_index)
    if index is None:
        raise Refused("technical_index", "unknown")
    unit, found = PriceUnit.of(line.unit_price), Decimal(0).scaleb(-decimals)
    for one in index.bom:
        if not one.mandated:
            continue
        known = mandated_by_number(book).get(one.component, ())
        if not known:
            raise Refused("mandated_component", f"of {one.component} missing")
        agreed = known[0].line_on(line.valid_from)
        fitted = Fitted(one.quantity, known[0].handling_fee)
        found += level(fitted, price=agreed.unit_price if agreed else None, unit=unit, decimals=decimals)
    return found


def passed_on_table(component: MandatedComponent, book: Book, decimals: int) -> Table:
    """By part, site and mandated line: what the customer's price should move by, and whether some line does.

    Each row is a customer's price, so the table is for who may read prices.
    """
    columns = (
        Column("From", Class.PRICE),
        Column("Part", Class.PRICE),
        Column("Site", Class.PRICE),
        Column("Quantity", Class.SCHEDULE),
        Column("Moves the price by", Class.PRICE, numeric=True),
        Column("Passed on", Class.PRICE),
    )
    rows = []
    for line in sorted(component.lines, key=lambda one: one.valid_from, reverse=True)[: len(component.lines) - 1]:
        left, every = not_passed_on(component, line, book)
        rows += [_row(component, line, one, book, (one not in left, decimals)) for one in every]
    empty = "No price rests on a second mandated price yet."
    return Table("What it moves", columns, tuple(rows), f"passed-on-{component.id}", empty)


def _row(
    component: MandatedComponent, line: MandatedPriceLine, one: PriceOf, book: Book, told: tuple[bool, int]
) -> Row:
    follows, decimals = told
    quantity: Quantity | None = None
    moves: Number | Mark
    try:
        quantity = quantity_in_series(component.component, one.use.part, one.site, line.valid_from)
        unit = _unit_on(one, line.valid_from, book)
        moves = shown(unit.price(expected_delta(component, line, quantity, unit=unit, d=decimals)))
    except Refused as refusal:
        moves = Mark(f"not computable: {refusal}", "wait")
    return Row(
        (
            line.valid_from.isoformat(),
            Link(one.use.part.id, one.use.part.heading(book)),
            Link(one.site),
            str(quantity) if quantity else None,
            moves,
            Mark("yes", "good") if follows else Mark("no", "bad"),
        ),
        about=(one.use.part.id, one.site),
        parts=(one.use.part.id,),
    )


def _unit_on(one: PriceOf, day: date, book: Book) -> PriceUnit:
    """The unit of the customer's price on a day."""
    held = valid_line(book, one.use.part.id, one.site, on=day, as_of=book.as_of)
    if held is None:
        raise Refused("price", f"of {one.use.part.id} at {one.site} missing on {day}")
    return PriceUnit.of(held.line.unit_price)
