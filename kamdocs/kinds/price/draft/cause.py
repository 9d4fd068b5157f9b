"""What moves a price on a day: one cause with its step in the order of build-up, and how its deltas are found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Month
from kamdocs.kinds.price.model import Price

Amounts = Mapping[Layer, Decimal]
"""Layers, or what moves them, as bare amounts at the unit of their price."""


class Step(IntEnum):
    """The place of a cause in the order of build-up (F-29)."""

    CHANGE = 2
    REDUCTION = 3
    MANDATED = 4
    INDEX = 5
    TOOL = 6
    AGREED = 7

    @property
    def words(self) -> str:
        """As people are shown it."""
        return _WORDS[self]


_WORDS = {
    Step.CHANGE: "change",
    Step.REDUCTION: "annual reduction",
    Step.MANDATED: "mandated component",
    Step.INDEX: "index",
    Step.TOOL: "tool",
    Step.AGREED: "agreed in writing",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause that is due, or that already stands in the draft.

    Attributes:
        because: As a build-up entry cites it.
        step: Its place in the order.
        of: What moves by layer, from the layers that stand before it. Raises `Refused` where that is not computable.
        place: Orders causes of one step: day of the document, then reference.
        entry: Position of its first entry in the draft line; -1 = it does not stand there yet.
        on: The day from which it counts.
        is_provisional: An index value behind it is not final.
        period: Of an index adjustment its clause and the first month of its period.
    """

    because: str
    step: Step
    of: Callable[[Amounts], Amounts]
    on: date
    place: tuple[date, str] = (date.min, "")
    entry: int = -1
    is_provisional: bool = False
    period: tuple[str, Month] | None = None

    @property
    def is_new(self) -> bool:
        """Whether the draft does not hold it yet."""
        return self.entry < 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A cause that does not move a line although its day is the day of the round; the line is drafted all the same.

    Attributes:
        because: The cause.
        line: The price line that it would have moved.
        why: Why not.
        period: Of an index adjustment its clause and the first month of its period.
    """

    because: str
    line: str
    why: str
    period: tuple[str, Month] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a round is asked for.

    Attributes:
        on: The day of which the lines are drafted.
        programme: Only parts of this programme; empty = all.
        cause: Only this change, step or mandated price; empty = every cause.
        periods: Only these periods of clauses: clause and first month; empty = no limit.
    """

    on: date
    programme: str = ""
    cause: str = ""
    periods: frozenset[tuple[str, Month]] = frozenset()

    def asks_for(self, cause: Cause | LeftOut) -> bool:
        """Whether a cause belongs to the round."""
        return self.is_whole or cause.because == self.cause or cause.period in self.periods

    @property
    def is_whole(self) -> bool:
        """Whether every cause is asked for."""
        return not self.cause and not self.periods


@dataclass(frozen=True, slots=True)
class At:
    """One price file in a round.

    Attributes:
        book: The account on its day.
        price: The file.
        unit: Its price unit.
        on: The day of which its line is drafted.
        since: First day of its first line; what counts from then or earlier is in that line.
        booked: What stands in the build-up of some line that is not withdrawn.
        name: Gives an adjustment that is not written yet its id.
    """

    book: Book
    price: Price
    unit: PriceUnit
    on: date
    since: date
    booked: frozenset[str]
    name: Callable[[str, Month], str]

    @property
    def line(self) -> str:
        """The line that is drafted, as a reference."""
        return f"{self.price.id}@{self.on}"

    def is_open(self, because: str, day: date) -> bool:
        """Whether a cause of a day counts in this file up to the day of the round, and stands in no line yet."""
        return self.since < day <= self.on and because not in self.booked


@dataclass
class Found:
    """The causes of one file.

    Attributes:
        due: Those of the day itself.
        blocking: What keeps the line from being drafted once something is due: cause or input, and why.
        left_out: Those that do not move the line.
    """

    due: list[Cause] = field(default_factory=list)
    blocking: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def early(self, because: str, day: date) -> None:
        """A cause of a day before the round that stands in no line: its own day comes first."""
        self.blocking.append((because, f"counts from {day} and stands in no line; its own day comes first"))


def refusing(refusal: Refused) -> Callable[[Amounts], Amounts]:
    """What a cause moves that is due and not computable."""

    def refuse(layers: Amounts) -> Amounts:
        raise refusal

    return refuse


def fixed(amounts: Amounts) -> Callable[[Amounts], Amounts]:
    """What a cause moves whatever stands before it."""
    return lambda layers: amounts


def as_deltas(deltas: Mapping[Layer, UnitPrice], unit: PriceUnit, *, name: str) -> Callable[[Amounts], Amounts]:
    """Written deltas, refused where one of them stands in another currency or price unit."""
    for layer, value in deltas.items():
        if PriceUnit.of(value) != unit:
            expected = unit.price(Decimal(0)).unit
            return refusing(Refused(name, f"of {layer.value} is in {value.unit}, the price is in {expected}"))
    return fixed({layer: value.amount for layer, value in deltas.items()})


def moves_nothing(of: Callable[[Amounts], Amounts]) -> bool:
    """Whether what is computable without the layers is 0."""
    try:
        return not any(of({}).values())
    except Refused:
        return False
