"""The line on which a draft builds: the one before the day, which must reach the day before it, layer by layer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.figures.walk import amounts_of, kept_lines
from kamdocs.kinds.price.draft.cause import Amounts
from kamdocs.kinds.price.figures import ONE_DAY
from kamdocs.kinds.price.model import HELD, LineState, Price, PriceLine


@dataclass(frozen=True, slots=True)
class Before:
    """The line before the day.

    Attributes:
        line: It.
        layers: Its layers, which add up to its price.
        unit: Its price unit.
        note: What to say where it is not agreed yet; empty if it is.
    """

    line: PriceLine
    layers: Amounts
    unit: PriceUnit
    note: str


def line_before(price: Price, day: date) -> PriceLine | None:
    """The line with the greatest first day before a day that is not withdrawn."""
    earlier = [line for _, line in kept_lines(price) if line.valid_from < day]
    return earlier[-1] if earlier else None


def reaching(price: Price, day: date) -> PriceLine | None:
    """The line before a day if it holds on the day before it."""
    line = line_before(price, day)
    reaches = line is not None and (line.valid_to is None or line.valid_to >= day - ONE_DAY)
    return line if reaches else None


def base(price: Price, day: date) -> Before:
    """The line on which a draft of a day builds.

    Raises:
        Refused: No line reaches the day before, layers are missing or do not add up, or stand in two units.

    Source:
        F-29, step 1.
    """
    line = reaching(price, day)
    if line is None:
        earlier = line_before(price, day)
        ended = f"; the last one ends on {earlier.valid_to}" if earlier else ""
        raise Refused("line", f"that reaches {day - ONE_DAY} missing{ended}")
    layers = amounts_of(line)
    together = sum(layers.values(), Decimal(0))
    if together != line.unit_price.amount:
        raise Refused("layers", f"of {line.valid_from} add up to {together:f}, the price is {line.unit_price}")
    return Before(line, layers, PriceUnit.of(line.unit_price), _note(line))


def _note(line: PriceLine) -> str:
    state = state_on(line.track)
    if state in HELD:
        return ""
    word = (state or LineState.DRAFT).value.replace("_", " ")
    return f"builds on the line of {line.valid_from}, which is {word}"
