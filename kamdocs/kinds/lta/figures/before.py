"""What stands in a price before a step: the line before, what comes first on its day, and what the step then gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.kinds.lta.figures.ahead import Ahead, steps_ahead
from kamdocs.kinds.lta.figures.in_prices import taken_lines
from kamdocs.kinds.lta.figures.terms import reference
from kamdocs.kinds.lta.figures.walk import Amounts, Cause, amounts_of, causes, delta_on, kept_lines, moved
from kamdocs.kinds.lta.model import Lta, LtaYear
from kamdocs.kinds.price.model import Price, PriceLine

_REDUCTION = 3


@dataclass(frozen=True, slots=True)
class Before:
    """A price before a step.

    Attributes:
        place: Position of the line before.
        line: That line.
        here: Position of the line that books the step, else of one that begins on its day; None without one.
        causes: What comes first on that line.
        layers: What the step is taken from.
        lines: The lines that lead there, oldest first; the last one is the one that books the step, if there is one.
        is_booked: Whether the price holds the step.
        ahead: Steps that come first and stand in no line yet; they are in `layers` and `lines`.
    """

    place: int
    line: PriceLine
    here: int | None
    causes: tuple[Cause, ...]
    layers: Amounts
    lines: tuple[PriceLine, ...]
    is_booked: bool
    ahead: tuple[Ahead, ...] = ()

    @property
    def unit(self) -> PriceUnit:
        """The unit of the price."""
        return PriceUnit.of(self.line.unit_price)


def before_step(book: Book, lta: Lta, step: LtaYear, price: Price) -> Before:
    """What stands in a price before a step.

    Before a step that is not booked yet come the earlier ones that are not booked either: each year is taken from what
    the year before leaves.

    Raises:
        Refused: No line before its day, layers missing, two units, or an earlier step that is not computable.
    """
    booked = next((one for one in taken_lines(book, lta, step) if one.price.id == price.id), None)
    kept = kept_lines(price)
    of_day = ((place, line) for place, line in kept if line.valid_from == step.effective)
    here = (booked.place, booked.line) if booked else next(of_day, None)
    day = here[1].valid_from if here else step.effective
    earlier = [one for one in kept if one[1].valid_from < day]
    if not earlier:
        raise Refused("line", f"of {price.id} before {day} missing")
    place, line = earlier[-1]
    first = _first(book, here[1], step, reference(lta, step) if booked else "") if here else ()
    lines = (*(one for _, one in earlier), *((booked.line,) if booked else ()))
    ahead = () if booked else steps_ahead(book, (lta, step), price, lines=lines, same_day=first)
    layers = amounts_of(ahead[-1].line if ahead else line)
    for cause in () if ahead and ahead[-1].step.effective == step.effective else first:
        layers = moved(layers, cause, PriceUnit.of(line.unit_price))
    lines = (*lines, *(one.line for one in ahead))
    return Before(place, line, here[0] if here else None, first, layers, lines, booked is not None, ahead)


def _first(book: Book, line: PriceLine, step: LtaYear, because: str) -> tuple[Cause, ...]:
    """The causes of a line that stand before a step; of one that is not booked yet, by day and order of build-up."""
    every = causes(book, line)
    if because:
        return every[: next(number for number, cause in enumerate(every) if cause.because == because)]
    return tuple(cause for cause in every if (cause.on, cause.step) < (step.effective, _REDUCTION))


def layers_on(book: Book, lta: Lta, step: LtaYear, price: Price) -> Mapping[Layer, UnitPrice]:
    """The layers of a price that stand before a step.

    Raises:
        Refused: As `before_step`.
    """
    found = before_step(book, lta, step, price)
    return {layer: found.unit.price(amount) for layer, amount in found.layers.items()}


def computed_delta(book: Book, lta: Lta, step: LtaYear, price: Price) -> UnitPrice:
    """What a step takes from a price on its day, whether or not the price books it.

    Raises:
        Refused: As `before_step` and `delta_on`.

    Source:
        F-04, F-04s, F-05.
    """
    found = before_step(book, lta, step, price)
    _, delta = delta_on(book, lta, step, layers=found.layers, lines=found.lines)
    return found.unit.price(delta)
