"""The model of an index adjustment: what a clause gave for one application period, as the letter says it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.dated import MonthPeriod
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import Day, Delta, Flag, IndexValue, Percent, ref
from kamdocs.core.proof import Approval
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Settlement(StrEnum):
    """Whether the values behind it are final."""

    PROVISIONAL = "provisional"
    FINAL = "final"


class AdjustmentState(StrEnum):
    """How far the adjustment is."""

    CALCULATED = "calculated"
    NOTIFIED = "notified"
    AGREED = "agreed"
    APPLIED = "applied"
    WAIVED = "waived"


ADJUSTMENT_TRACK = Track(
    states=(
        State("calculated"),
        State("notified", after=("calculated",), proof=2),
        State("agreed", after=("calculated", "notified"), proof=3),
        State("applied", after=("agreed",), proof=3),
        State("waived", after=("calculated", "notified", "agreed"), sign="approval"),
    ),
    order=("calculated", "notified", "agreed", "applied"),
    live=("notified", "agreed", "applied"),
    binds_from="notified",
)


def _with_scrap(block: "IndexAdjustment", book: "Book") -> bool:
    clause = book.get(block.clause)
    return clause is not None and clause.said("scrap_series") is not None


def _increase(block: "IndexAdjustment", record: "IndexAdjustment") -> bool:
    """Whether it says more than our own reckoning: before the letter there is no request that it could name."""
    asked = state_on(block.track) is not AdjustmentState.CALCULATED
    return asked and any(line.delta.amount > 0 for line in block.lines)


def _waived(block: "IndexAdjustment", record: "IndexAdjustment") -> bool:
    return state_on(block.track) is AdjustmentState.WAIVED


class AdjustmentLine(Item):
    """What the letter says for one part."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    delta: Delta = fact("By how much, with its sign; zero if not triggered.")


class IndexAdjustment(Record):
    """The result of a clause for one application period, as notified."""

    about: ClassVar[About] = About(
        slug="index_adjustment",
        folder="index-adjustments",
        prefix="IXA",
        example="IXA-2024-0007",
        plural="Index adjustments",
        home=Class.PRICE,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": ADJUSTMENT_TRACK}

    clause: Annotated[str, ref("price_index_clause")] = fact("The clause.", reads="price", binding=True)
    period: MonthPeriod = fact("The application period.", reads="price", binding=True)
    reference_value: IndexValue = fact("The value that it is compared with.", reads="price", binding=True)
    index_avg: IndexValue = fact("The average of the window.", reads="price", binding=True)
    scrap_avg: IndexValue | None = maybe(
        "The average of scrap.",
        reads="price",
        binding=True,
        need=Need("if the clause has scrap", _with_scrap, of_book=True),
    )
    deviation: Percent = fact("Movement against the reference.", reads="price", binding=True)
    triggered: Flag = fact("Whether the threshold is passed.", reads="price", binding=True)
    lines: tuple[AdjustmentLine, ...] = fact("By part.", reads="price", binding=True)
    effective_from: Day = fact("First day.", reads="price", binding=True)
    settlement: Settlement = fact("Whether the values behind it are final.", reads="price", binding=True)
    request: Annotated[str, ref("communication")] | None = maybe(
        "Our request; its date is the day of receipt.",
        reads="price",
        binding=True,
        need=Need("from notified, if an increase", _increase),
    )
    approval: Approval | None = maybe(
        "Who let it go.", reads="price", binding=True, may_be_added=True, need=Need("if waived", _waived)
    )
    track: tuple[Entry[AdjustmentState], ...] = fact("What was done with it.", reads="price")

    def heading(self, book: "Book") -> str:
        """The clause and the period."""
        clause = book.get(self.clause)
        return f"{clause.heading(book) if clause else self.clause}, {self.period}"
