"""The causes of a price line in the order of build-up, and what a step gives on the layers that stand before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.lta import Reducible, after_step, reduced
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.ids import prefix_of
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.track import state_on
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.lta.figures.terms import base_of, booked_on, in_order, rate_of, reference, step_of, steps_of
from kamdocs.kinds.lta.model import Lta, LtaYear
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.price.model import BuildUp, LineState, Price, PriceLine
from kamdocs.kinds.tool.model import Tool

Amounts = Mapping[Layer, Decimal]

_STEPS = {
    Change.about.prefix: 2,
    Lta.about.prefix: 3,
    MandatedComponent.about.prefix: 4,
    IndexAdjustment.about.prefix: 5,
    Tool.about.prefix: 6,
}
_BY_PAPER_VALUE_ADDED, _BY_PAPER = 2, 7


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason of a price line, with its entries on one or several layers.

    Attributes:
        because: The reference as it is written.
        on: The day from which it counts.
        step: Its place in the build-up: 2 change, 3 reduction, 4 mandated, 5 index, 6 tool, 7 other papers.
        entries: Position in `build_up` and entry.
    """

    because: str
    on: date
    step: int
    entries: tuple[tuple[int, BuildUp], ...]


def causes(book: Book, line: PriceLine) -> tuple[Cause, ...]:
    """The reasons of a line in the order in which they build it up: by day, step of the build-up, document, reference.

    What a letter, order, award or idea moves in `value_added` is taken with the changes.
    """
    found: dict[tuple[date, int, str], list[tuple[int, BuildUp]]] = {}
    for place, entry in enumerate(line.build_up):
        key = (entry.effective or line.valid_from, _step(entry), entry.because)
        found.setdefault(key, []).append((place, entry))
    order = {because: place for place, because in enumerate(in_order(book, (key[2] for key in found)))}
    keys = sorted(found, key=lambda key: (key[0], key[1], order.get(key[2], 0), found[key][0][0]))
    return tuple(Cause(because, on, step, tuple(found[on, step, because])) for on, step, because in keys)


def _step(entry: BuildUp) -> int:
    by_paper = _BY_PAPER_VALUE_ADDED if entry.layer is Layer.VALUE_ADDED else _BY_PAPER
    return _STEPS.get(prefix_of(entry.because), by_paper)


def kept_lines(price: Price) -> tuple[tuple[int, PriceLine], ...]:
    """The lines that are not withdrawn with their position, oldest first."""
    kept = [one for one in enumerate(price.lines) if state_on(one[1].track) is not LineState.WITHDRAWN]
    return tuple(sorted(kept, key=lambda one: (one[1].valid_from, one[0])))


def lines_before(price: Price, day: date) -> tuple[PriceLine, ...]:
    """The lines that are not withdrawn and begin before a day, oldest first."""
    return tuple(line for _, line in kept_lines(price) if line.valid_from < day)


def amounts_of(line: PriceLine) -> Amounts:
    """The layers of a line in the unit of its price.

    Raises:
        Refused: They are missing, or stand in another unit.
    """
    if line.layers is None:
        raise Refused("layers", f"of {line.valid_from} missing")
    return in_unit(dict(line.layers.listed()), PriceUnit.of(line.unit_price))


def in_unit(layers: Mapping[Layer, UnitPrice], unit: PriceUnit) -> Amounts:
    """Layers or deltas as bare amounts of one unit.

    Raises:
        Refused: One of them stands in another unit.
    """
    for layer, value in layers.items():
        if PriceUnit.of(value) != unit:
            raise Refused("layers", f"{layer.value} is in {value.unit}, not in {unit.price(Decimal(0)).unit}")
    return {layer: value.amount for layer, value in layers.items()}


def moved(layers: Amounts, cause: Cause, unit: PriceUnit, *, sign: int = 1) -> Amounts:
    """Layers with the entries of a cause.

    Raises:
        Refused: An entry stands in another unit.
    """
    found = dict(layers)
    for _, entry in cause.entries:
        delta = in_unit({entry.layer: entry.delta}, unit)[entry.layer]
        found[entry.layer] = found.get(entry.layer, Decimal(0)) + sign * delta
    return found


def before_cause(book: Book, line: PriceLine, previous: PriceLine, because: str) -> Amounts:
    """The layers that stand before a cause of a line: those of the line before and what comes first on that day.

    Raises:
        Refused: Layers missing, or in two units.
    """
    unit = PriceUnit.of(line.unit_price)
    layers = in_unit(dict(previous.layers.listed()), unit) if previous.layers else amounts_of(previous)
    for cause in causes(book, line):
        if cause.because == because:
            break
        layers = moved(layers, cause, unit)
    return layers


def walked(book: Book, lta: Lta, lines: Sequence[PriceLine], because: str = "") -> Reducible | None:
    """The base of an LTA after all causes of these lines: as it stands, without roundings, and without its steps.

    Args:
        book: The account.
        lta: Whose base.
        lines: Of one price, oldest first. What a first line names as its own causes is walked as well.
        because: The cause of the last line before which to stop; empty = none.

    Returns:
        None without a line.

    Raises:
        Refused: Layers or a rate missing, two units, or `unknown` in a base.
    """
    if len({PriceUnit.of(line.unit_price) for line in lines}) > 1:
        raise Refused("lines", "stand in two units")
    base: Reducible | None = None
    layers: Amounts = {}
    for number, line in enumerate(lines):
        unit, every = PriceUnit.of(line.unit_price), causes(book, line)
        if base is None:
            layers = amounts_of(line)
            for cause in every:
                layers = moved(layers, cause, unit, sign=-1)
            base = Reducible.of(base_of(lta, layers))
        for cause in every:
            if cause.because == because and number == len(lines) - 1:
                return base
            layers = moved(layers, cause, unit)
            base = _behind(book, lta, base, (cause, base_of(lta, layers)))
        layers = amounts_of(line)
        base = base.moved(Fraction(base_of(lta, layers)) - base.now)
    return base


def _behind(book: Book, lta: Lta, base: Reducible, moves: tuple[Cause, Decimal]) -> Reducible:
    """The base behind a cause that brought it to a new value."""
    cause, value = moves
    found = step_of(book, cause.because)
    if found is None or found[0].id != lta.id:
        return base.moved(Fraction(value) - base.now)
    return after_step(base, rate_of(found[1]), steps_of(book, lta), booked=Fraction(value) - base.now)


def step_delta(
    book: Book, lta: Lta, step: LtaYear, price: Price, layers_before: Mapping[Layer, UnitPrice]
) -> Mapping[Layer, UnitPrice]:
    """What a step takes from a price on its day.

    Args:
        book: The account.
        lta: The agreement.
        step: Its step.
        price: The price; its lines before `effective` tell the first value and what was not rounded.
        layers_before: The layers on that day after the causes that stand before the step.

    Returns:
        The one layer on which the step is booked, with its delta.

    Raises:
        Refused: `unknown` in the base, a tier without pieces, no customer record, layers missing or in two units, or
            two steps of this LTA on one day that follow from the first value.

    Source:
        F-04, F-04s, F-05.
    """
    units = {PriceUnit.of(value) for value in layers_before.values()}
    if len(units) != 1:
        raise Refused("layers", "stand in two units" if units else "missing")
    unit = units.pop()
    lines = lines_before(price, step.effective)
    if not _follows_alone(book, lta) and lines and _same_day_before(lta, step):
        raise Refused("steps", f"of {lta.id}: two on {step.effective} that follow from the first value")
    layers = in_unit(layers_before, unit)
    layer, delta = delta_on(book, lta, step, layers=layers, lines=lines)
    return {layer: unit.price(delta)}


def _follows_alone(book: Book, lta: Lta) -> bool:
    """Whether a step is taken from what stands before it, whatever led there."""
    steps = steps_of(book, lta)
    return steps.is_chain and steps.rounds_each


def _same_day_before(lta: Lta, step: LtaYear) -> bool:
    return any(one.effective == step.effective for one in lta.steps[: lta.steps.index(step)])


def delta_on(
    book: Book, lta: Lta, step: LtaYear, *, layers: Amounts, lines: Sequence[PriceLine]
) -> tuple[Layer, Decimal]:
    """The layer on which a step is booked, and by how much it moves it.

    Args:
        book: The account.
        lta: The agreement.
        step: Its step.
        layers: What stands before it.
        lines: The lines that led there, oldest first; the last one may hold the step itself.

    Raises:
        Refused: As `step_delta`.
    """
    base = base_before(book, lta, step, layers=layers, lines=lines)
    return booked_on(lta, layers), reduced(base, rate_of(step), steps_of(book, lta)) - base_of(lta, layers)


def base_before(book: Book, lta: Lta, step: LtaYear, *, layers: Amounts, lines: Sequence[PriceLine]) -> Reducible:
    """The base of a step with its history, where compounding or rounding asks for one.

    Raises:
        Refused: As `step_delta`.
    """
    now = base_of(lta, layers)
    before = None if _follows_alone(book, lta) else walked(book, lta, lines, reference(lta, step))
    return Reducible.of(now) if before is None else before.moved(Fraction(now) - before.now)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A price line that was built up because of a step.

    Attributes:
        price: Its record.
        place: Position of the line.
        line: The line, in any state.
        entries: Position in `build_up` and entry, of this step.
    """

    price: Price
    place: int
    line: PriceLine
    entries: tuple[tuple[int, BuildUp], ...]


def step_lines(book: Book) -> Mapping[str, tuple[StepLine, ...]]:
    """The step lines of every step by its reference, withdrawn ones too; by price and position."""
    return book.remembered("step lines", lambda: _grouped(book))


def _grouped(book: Book) -> dict[str, tuple[StepLine, ...]]:
    found: dict[str, list[StepLine]] = {}
    for price in book.all(Price):
        for place, line in enumerate(price.lines):
            for because, entries in steps_in(line):
                found.setdefault(because, []).append(StepLine(price, place, line, entries))
    return {because: tuple(lines) for because, lines in found.items()}


def steps_in(line: PriceLine) -> Iterator[tuple[str, tuple[tuple[int, BuildUp], ...]]]:
    """The steps that a line names, each with its entries, in the order of the file."""
    found: dict[str, list[tuple[int, BuildUp]]] = {}
    for place, entry in enumerate(line.build_up):
        if prefix_of(entry.because) == Lta.about.prefix and "@" in entry.because:
            found.setdefault(entry.because, []).append((place, entry))
    yield from ((because, tuple(entries)) for because, entries in found.items())
