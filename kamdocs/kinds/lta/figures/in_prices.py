"""What rules ask of steps in prices: amounts, layers, steps booked twice or without right, agreements that overlap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.decimals import price_decimals
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.place import Spot
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.figures.terms import counts, ltas_by_part, reference, step_of, untouchable
from kamdocs.kinds.lta.figures.walk import (
    Amounts,
    Cause,
    StepLine,
    before_cause,
    causes,
    delta_on,
    in_unit,
    kept_lines,
    step_lines,
    steps_in,
)
from kamdocs.kinds.lta.model import Lta, LtaState, LtaYear
from kamdocs.kinds.price.model import HELD, LineState, Price, PriceLine


@dataclass(frozen=True, slots=True)
class WrongStep:
    """A step that moved a layer of a price by another amount than the agreement gives.

    Attributes:
        spot: Its delta.
        year: Of the step.
        due: What it gives on this layer.
        written: What the price holds.
    """

    spot: Spot
    year: int
    due: UnitPrice
    written: UnitPrice


def wrong_steps(price: Price, book: Book) -> Iterator[WrongStep]:
    """The step entries of a price that differ from F-04 or F-05, in lines that are not withdrawn.

    The first line is left out, as what stood before it is not here. So is a second booking of a step, which is a
    surplus as a whole, and what the formula refuses.
    """
    decimals = price_decimals(book)
    kept = tuple(line for _, line in kept_lines(price))
    seen: set[str] = set()
    for place, line in kept_lines(price) if decimals is not None else ():
        lines = (*(one for one in kept if one.valid_from < line.valid_from), line)
        for cause in causes(book, line):
            found = step_of(book, cause.because)
            if found is not None and cause.because not in seen:
                seen.add(cause.because)
                if len(lines) > 1:
                    yield from _wrong(book, (price, place), found, cause, lines=lines)


def _wrong(
    book: Book, at: tuple[Price, int], found: tuple[Lta, LtaYear], cause: Cause, *, lines: tuple[PriceLine, ...]
) -> Iterator[WrongStep]:
    lta, step = found
    price, place = at
    unit = PriceUnit.of(lines[-1].unit_price)
    try:
        layers = before_cause(book, lines[-1], lines[-2], cause.because)
        layer, due = delta_on(book, lta, step, layers=layers, lines=lines)
        written = _written(cause, unit)
    except Refused:
        return
    outside = untouchable(lta) & written.keys()
    if outside and (outside == written.keys() or sum(written.values(), Decimal(0)) == due):
        return
    for one, entry in _differing(cause, written, (layer, due), outside):
        expected = due if one is layer else abs(due) * 0
        spot = price.at("lines", place, "build_up", entry, "delta")
        yield WrongStep(spot, step.year, unit.price(expected), unit.price(written[one]))


def _differing(
    cause: Cause, written: Amounts, expected: tuple[Layer, Decimal], outside: frozenset[Layer]
) -> Iterator[tuple[Layer, int]]:
    """The layers that were moved otherwise, each with its first entry. On excluded layers another rule speaks."""
    layer, due = expected
    for one, amount in written.items():
        if one not in outside and amount != (due if one is layer else 0):
            yield one, next(place for place, entry in cause.entries if entry.layer is one)


def _written(cause: Cause, unit: PriceUnit) -> Amounts:
    """What the entries of a cause move by layer.

    Raises:
        Refused: One of them stands in another unit.
    """
    found: dict[Layer, Decimal] = {}
    for _, entry in cause.entries:
        delta = in_unit({entry.layer: entry.delta}, unit)[entry.layer]
        found[entry.layer] = found.get(entry.layer, Decimal(0)) + delta
    return found


def on_excluded_layers(price: Price, book: Book) -> Iterator[tuple[Spot, Layer]]:
    """The step entries of a price on a layer that their agreement leaves out, with the place of the layer."""
    for place, line in enumerate(price.lines):
        for because, entries in steps_in(line):
            found = step_of(book, because)
            for position, entry in entries if found else ():
                if found and entry.layer in untouchable(found[0]):
                    yield price.at("lines", place, "build_up", position, "layer"), entry.layer


@dataclass(frozen=True, slots=True)
class Surplus:
    """A step that a price books without right, or once more than it was signed.

    Attributes:
        spot: The entry that names it.
        booked: In how many lines of the file it stands.
        signed: How many the agreement gives: 1, or none.
    """

    spot: Spot
    booked: int
    signed: int


def surplus_steps(price: Price, book: Book) -> Iterator[Surplus]:
    """The steps that stand in a second line of the file, or in a held line of a part that the agreement lacks.

    An agreement that is only proposed gives no step either. Lines that are withdrawn book nothing.
    """
    booked: dict[str, list[tuple[Spot, PriceLine]]] = {}
    for place, line in kept_lines(price):
        for because, entries in steps_in(line):
            spot = price.at("lines", place, "build_up", entries[0][0], "because")
            booked.setdefault(because, []).append((spot, line))
    for because, lines in booked.items():
        found = step_of(book, because)
        if found is None:
            continue
        signed = int(price.part in found[0].parts and state_on(found[0].track) is not LtaState.PROPOSED)
        for number, (spot, line) in enumerate(lines):
            if number or (not signed and state_on(line.track) in HELD):
                yield Surplus(spot, len(lines), signed)


@dataclass(frozen=True, slots=True)
class Overlap:
    """A step year for which another agreement reduces the same part.

    Attributes:
        place: Position of the step.
        year: The year.
        part: The part.
        other: The agreement that came first.
    """

    place: int
    year: int
    part: str
    other: str


def overlaps(lta: Lta, book: Book) -> Iterator[Overlap]:
    """The steps of an LTA that counts, for whose year an earlier one that counts has one of its parts."""
    if not counts(lta):
        return
    mine = _agreed_on(lta)
    for place, step in enumerate(lta.steps):
        for part in lta.parts:
            others = [
                one for one in ltas_by_part(book)[part] if one.id != lta.id and counts(one) and one.step(step.year)
            ]
            first = min(others, key=_agreed_on, default=None)
            if first is not None and _agreed_on(first) < mine:
                yield Overlap(place, step.year, part, first.id)
                break


def _agreed_on(lta: Lta) -> tuple[date, str]:
    """When it was agreed first; among equal days the id decides."""
    return next((entry.on for entry in lta.track if entry.state is LtaState.AGREED), date.max), lta.id


def taken_lines(book: Book, lta: Lta, step: LtaYear) -> tuple[StepLine, ...]:
    """The step lines of a step that are not withdrawn by their last state."""
    lines = step_lines(book).get(reference(lta, step), ())
    return tuple(one for one in lines if state_on(one.line.track) is not LineState.WITHDRAWN)
