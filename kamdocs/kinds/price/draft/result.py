"""What a round gives: lines drafted, lines that cannot be computed, what is missing in others, what was left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.core.layers import Layer
from kamdocs.core.money import Money, UnitPrice
from kamdocs.kinds.index_adjustment.figures import Computed
from kamdocs.kinds.price.draft.cause import LeftOut, Step
from kamdocs.kinds.price.model import LineState, Price, PriceLine
from kamdocs.kinds.price_index_clause.model import PriceIndexClause


@dataclass(frozen=True, slots=True)
class Moved:
    """What one cause moves in one line.

    Attributes:
        because: As the build-up entry cites it.
        step: Its place in the order.
        deltas: By layer.
        total: All of them together.
        money: In the year of the day; None = unknown.
        is_new: The file does not hold it yet.
        was: Positions in `build_up` of a reduction that is taken again, with another delta than the draft says.
        is_provisional: An index value behind it is not final.
    """

    because: str
    step: Step
    deltas: Mapping[Layer, UnitPrice]
    total: UnitPrice
    money: Money | None
    is_new: bool
    was: tuple[int, ...] = ()
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class DraftedLine:
    """A line that the round drafts, or a draft that it completes.

    Attributes:
        price: The file.
        place: Position of the draft that is completed; None = a new line.
        on: Its first day.
        before: The line before it.
        technical_index: The index in series on the day.
        layers: Its layers.
        unit_price: Their sum.
        moves: Every cause of it, in order; `is_new` are those that the round brings.
        pieces: Volume of the year of the day (K16); None = unknown.
        provisional: Whether an index value behind it is not final.
        note: On what it builds, if that is not agreed.
        later: The lines after it, whose base moves.
    """

    price: Price
    place: int | None
    on: date
    before: PriceLine
    technical_index: str
    layers: Mapping[Layer, UnitPrice]
    unit_price: UnitPrice
    moves: tuple[Moved, ...]
    pieces: Decimal | None
    provisional: bool
    note: str
    later: tuple[PriceLine, ...]

    @property
    def name(self) -> str:
        """The line as a reference."""
        return f"{self.price.id}@{self.on}"

    @property
    def new_moves(self) -> tuple[Moved, ...]:
        """What the round brings."""
        return tuple(one for one in self.moves if one.is_new)

    @property
    def money(self) -> Money | None:
        """What all causes of the line move in the year, typed ones too; None = unknown."""
        return summed(one.money for one in self.moves)


@dataclass(frozen=True, slots=True)
class NotComputable:
    """A line of which nothing is drafted.

    Attributes:
        price: Id of its file.
        on: Its day.
        reasons: Cause or input, and why.
        others: What the other causes would move a piece by; None where there is none.
        others_money: The same in the year; None = unknown.
        worth: Price of the day before times the volume of the year; None = unknown.
    """

    price: str
    on: date
    reasons: tuple[tuple[str, str], ...]
    others: UnitPrice | None
    others_money: Money | None
    worth: Money | None

    @property
    def name(self) -> str:
        """The line as a reference."""
        return f"{self.price}@{self.on}"


@dataclass(frozen=True, slots=True)
class Untouched:
    """A line of the day that is proposed or further, and lacks something.

    Attributes:
        name: The line as a reference.
        state: Its state.
        missing: What it lacks, each with its money.
        refused: What it lacks and is not computable, and why.
    """

    name: str
    state: LineState
    missing: tuple[Moved, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An index adjustment that is not written yet.

    Attributes:
        id: The next free one.
        clause: Its clause.
        result: What the clause gives for the period.
    """

    id: str
    clause: PriceIndexClause
    result: Computed


@dataclass(frozen=True, slots=True)
class CauseSum:
    """One cause over all lines that it moves.

    Attributes:
        because: The cause.
        step: Its place in the order.
        lines: How many lines.
        typed: In how many of them it stood in the draft already.
        money: Sums of the year by currency, each line rounded; a line without volume is not in them.
        unknown: Lines without volume.
    """

    because: str
    step: Step
    lines: int
    typed: int
    money: tuple[Money, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Round:
    """A price round.

    Attributes:
        account: The account.
        on: The day of its lines.
        as_of: What was known by then.
        drafted: Lines drafted or completed.
        refused: Lines that cannot be computed.
        untouched: Lines that are proposed or further and lack something.
        left_out: Causes that do not move a line that they concern.
        adjustments: Index adjustments to be written, also without effect.
        notes: What the round as a whole does not do, or could not read.
    """

    account: str
    on: date
    as_of: date
    drafted: tuple[DraftedLine, ...] = ()
    refused: tuple[NotComputable, ...] = ()
    untouched: tuple[Untouched, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.drafted and not self.adjustments

    def by_cause(self) -> tuple[CauseSum, ...]:
        """What the drafted lines move, cause by cause, in the order of build-up."""
        found: dict[tuple[int, str], list[Moved]] = {}
        for line in self.drafted:
            for one in line.moves:
                found.setdefault((int(one.step), one.because), []).append(one)
        return tuple(
            CauseSum(because, Step(step), len(moves), _typed(moves), sums(one.money for one in moves), _unknown(moves))
            for (step, because), moves in sorted(found.items())
        )

    def total(self) -> tuple[Money, ...]:
        """What all causes of the drafted lines move in the year, by currency, as far as volumes are known."""
        return sums(one.money for line in self.drafted for one in line.moves)

    @property
    def unknown(self) -> int:
        """Drafted lines without volume."""
        return sum(1 for line in self.drafted if line.money is None)


def _typed(moves: Iterable[Moved]) -> int:
    return sum(1 for one in moves if not one.is_new)


def _unknown(moves: Iterable[Moved]) -> int:
    return sum(1 for one in moves if one.money is None)


def sums(amounts: Iterable[Money | None]) -> tuple[Money, ...]:
    """Sums by currency of what is known."""
    found: dict[str, Decimal] = {}
    for one in amounts:
        if one is not None:
            found[one.currency] = found.get(one.currency, Decimal(0)) + one.amount
    return tuple(Money(amount, currency) for currency, amount in sorted(found.items()))


def summed(amounts: Iterable[Money | None]) -> Money | None:
    """The sum of amounts of one currency; None where one is unknown or there is none."""
    every = tuple(amounts)
    known = sums(every)
    return known[0] if len(known) == 1 and None not in every else None
