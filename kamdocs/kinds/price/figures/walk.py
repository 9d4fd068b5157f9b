"""The price walk: by what causes a price moved between two days. Its residual is 0, or there is no walk.

A walk adds up the build-up entries of the lines between. Where the lines do not follow from each other to the last
digit it is refused at that place; no remainder is ever spread or named a correction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kamdocs.core.ids import prefix_of
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.place import Spot
from kamdocs.kinds.change.model import Change
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.lta.model import Lta
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.price.figures.before import BuiltUp, PlacedLine, built_up, kept, like
from kamdocs.kinds.price.figures.lines import held_lines, line_on
from kamdocs.kinds.price.model import BuildUp, Price
from kamdocs.kinds.tool.model import Tool


class WalkCause(StrEnum):
    """What moved a price, in the order in which a price is built up."""

    CHANGE = "change"
    ANNUAL_REDUCTION = "annual reduction"
    MANDATED = "mandated component"
    INDEX = "index"
    AMORTISATION = "amortisation"
    WRITTEN = "agreed in writing, correction"


_BY_PREFIX = {
    Change.about.prefix: WalkCause.CHANGE,
    Lta.about.prefix: WalkCause.ANNUAL_REDUCTION,
    MandatedComponent.about.prefix: WalkCause.MANDATED,
    IndexAdjustment.about.prefix: WalkCause.INDEX,
    Tool.about.prefix: WalkCause.AMORTISATION,
}
_AMORTISED = frozenset({Layer.TOOL_AMORTISATION, Layer.DEVELOPMENT_AMORTISATION})


@dataclass(frozen=True, slots=True)
class WalkStep:
    """A build-up entry on the way.

    Attributes:
        cause: What kind of reason it is.
        line: Position of its line.
        place: Its position in the build-up of that line.
        since: First day of its line.
        entry: The entry.
    """

    cause: WalkCause
    line: int
    place: int
    since: date
    entry: BuildUp


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk that adds up: the first price and all steps give the last one.

    Attributes:
        price: The file.
        first: The line at which it starts.
        last: The line at which it ends.
        steps: All entries between, by day and position.
    """

    price: Price
    first: PlacedLine
    last: PlacedLine
    steps: tuple[WalkStep, ...]

    @property
    def by_cause(self) -> tuple[tuple[WalkCause, UnitPrice], ...]:
        """The sum of each cause that moved something, in the order of the build-up."""
        found: dict[WalkCause, Decimal] = {}
        for one in self.steps:
            found[one.cause] = found.get(one.cause, Decimal(0)) + one.entry.delta.amount
        price = self.last[1].unit_price
        return tuple((cause, like(found[cause], price)) for cause in WalkCause if found.get(cause))

    @property
    def residual(self) -> Decimal:
        """What the causes leave open between first and last price; always 0."""
        moved = sum((one.entry.delta.amount for one in self.steps), Decimal(0))
        return self.last[1].unit_price.amount - self.first[1].unit_price.amount - moved


@dataclass(frozen=True, slots=True)
class NoWalk:
    """Why there is no walk, and at which place."""

    why: str
    spot: Spot


def cause_of(entry: BuildUp) -> WalkCause:
    """The cause that an entry counts for: by the kind of its reason; a paper on amortisation counts for that."""
    by_paper = WalkCause.AMORTISATION if entry.layer in _AMORTISED else WalkCause.WRITTEN
    return _BY_PREFIX.get(prefix_of(entry.because), by_paper)


def walk(price: Price, first: PlacedLine, last: PlacedLine) -> Walk | NoWalk:
    """The walk from one line of a file to another one.

    Args:
        price: The file.
        first: Where it starts.
        last: Where it ends; not earlier.

    Returns:
        NoWalk at the line that does not follow from the one before it, or in another price unit.
    """
    if last[1].valid_from < first[1].valid_from:
        return NoWalk("the walk ends before it starts", price.at("lines", last[0], "valid_from"))
    built = {one.place: one for one in built_up(price)}
    steps: list[WalkStep] = []
    for place, line in kept(price):
        if not first[1].valid_from < line.valid_from <= last[1].valid_from:
            continue
        one = built.get(place)
        if one is None:
            says = f"{line.valid_from} stands in another price unit than the line before it"
            return NoWalk(says, price.at("lines", place, "unit_price"))
        if why := _broken(one):
            return NoWalk(why, price.at("lines", place, "unit_price"))
        steps += [WalkStep(cause_of(entry), place, number, line.valid_from, entry) for number, entry in one.counted]
    found = Walk(price, first, last, tuple(steps))
    if found.residual:
        return NoWalk(f"two lines begin on {last[1].valid_from}", price.at("lines", last[0], "valid_from"))
    return found


def _broken(one: BuiltUp) -> str:
    """Why a line does not follow from the one before it; empty if it does."""
    written = one.line.unit_price
    if one.price.amount != written.amount:
        return f"{one.line.valid_from}: the steps give {one.price}, {written} is written"
    return f"{one.line.valid_from}: a step counts only from {one.late[0][1].effective}" if one.late else ""


def walk_between(price: Price, first: date, last: date, as_of: date) -> Walk | NoWalk:
    """The walk between the prices of two days, by what had been agreed on a day (K5)."""
    lines = []
    for day in (first, last):
        held = line_on(price, day, as_of)
        if held is None:
            return NoWalk(f"no price on {day}", price.at("lines"))
        lines.append((held.place, held.line))
    return walk(price, lines[0], lines[1])


def walk_until(price: Price, on: date, as_of: date) -> Walk | NoWalk | None:
    """The walk from the first agreed line to that of a day; where the file has ended by then, to its last one.

    Returns:
        None where nothing had been agreed, or nothing has begun yet.
    """
    begun = [held for held in held_lines(price, as_of) if held.days.first <= on]
    if not begun:
        return None
    return walk(price, (begun[0].place, begun[0].line), (begun[-1].place, begun[-1].line))


def causes_in_order(found: Walk) -> Iterator[tuple[WalkCause, tuple[WalkStep, ...]]]:
    """The steps of each cause, in the order of the build-up; also those that add up to nothing."""
    for cause in WalkCause:
        steps = tuple(one for one in found.steps if one.cause is cause)
        if steps:
            yield cause, steps
