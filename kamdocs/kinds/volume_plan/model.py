"""The model of a volume plan: one version of the pieces of a programme from one source, month by month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import BareNumber, Day, Line, MonthOf, Pieces, PiecesPerWeek, Share, Text, Word, Year, ref
from kamdocs.core.period import Month
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on
from kamdocs.core.trade import VolumeSource

if TYPE_CHECKING:
    from kamdocs.core.book import Book


Source = VolumeSource
"""Where the volumes of a plan come from."""


class Purpose(StrEnum):
    """What the pieces are for."""

    SERIES = "series"
    PRE_SERIES = "pre_series"
    SERVICE = "service"


class PlanState(StrEnum):
    """State of a plan."""

    DRAFT = "draft"
    VALIDATED = "validated"
    FROZEN = "frozen"
    WITHDRAWN = "withdrawn"


class PlanUnit(StrEnum):
    """Unit of all rows."""

    PIECES = "pcs"


class PlanRow(Item):
    """The months of one part at one site."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    site: Annotated[str, ref("customer_site")] = fact("The customer's site.", key=True)
    purpose: Purpose = maybe("What the pieces are for; absent: series.", default=Purpose.SERIES, key=True)
    months: dict[MonthOf, BareNumber] = fact("Pieces by month.")


class PlanTotal(Item):
    """A year as the paper states it."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    site: Annotated[str, ref("customer_site")] = fact("The customer's site.", key=True)
    year: Year = fact("The calendar year.", key=True)
    quantity: Pieces = fact("Pieces of that year, all purposes.")


TRACK = Track(
    states=(
        State("draft"),
        State("validated", after=("draft",)),
        State("frozen", after=("validated",)),
        State("withdrawn", after=("draft", "validated")),
    ),
    order=("draft", "validated", "frozen"),
    live=("frozen",),
    binds_from="frozen",
)


class VolumePlan(Record):
    """One version of the volumes of one programme from one source."""

    about: ClassVar[About] = About(
        slug="volume_plan",
        folder="volume-plans",
        prefix="VOL",
        example="VOL-X1-2024-11",
        plural="Volume plans",
        home=Class.SCHEDULE,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": TRACK}

    programme: Annotated[str, ref("programme")] = fact("The programme.", reads="schedule", binding=True)
    version: Line = fact("Name of the version.", reads="schedule", binding=True)
    source: Source = fact("Where it comes from; sources are never mixed.", reads="schedule", binding=True)
    as_of: Day = fact("The day of the source.", reads="schedule", binding=True)
    unit: PlanUnit = fact("Unit of the rows.", reads="schedule", binding=True)
    rows: tuple[PlanRow, ...] = fact("The months by part and site.", reads="schedule", binding=True)
    totals: tuple[PlanTotal, ...] = maybe(
        "Years that the paper states, compared with the months.", default=(), reads="schedule", binding=True
    )
    control_total: Pieces = fact("Sum of all rows, as the paper or the extract says.", reads="schedule", binding=True)
    apw: PiecesPerWeek | None = maybe("Average week.", reads="schedule", binding=True)
    mpw: PiecesPerWeek | None = maybe("Peak week.", reads="schedule", binding=True)
    mix: dict[Word, Share] = maybe("Variants, as the paper says.", default={}, reads="schedule", binding=True)
    site_split: dict[Annotated[str, ref("customer_site")], Share] = maybe(
        "Sites, as the paper says.", default={}, reads="schedule", binding=True
    )
    assumptions: tuple[Text, ...] = maybe("What it rests on.", default=(), reads="schedule", binding=True)
    track: tuple[Entry[PlanState], ...] = fact("Its acts.", reads="schedule")

    def heading(self, book: "Book") -> str:
        """Vehicle and version."""
        programme = book.get(self.programme)
        return f"{programme.heading(book) if programme else self.programme}, {self.version}"

    def frozen_on(self, on: date | None = None) -> date | None:
        """The day on which this version was frozen, if it is (on a day)."""
        if state_on(self.track, on) is not PlanState.FROZEN:
            return None
        return next(entry.on for entry in reversed(self.track) if entry.state is PlanState.FROZEN)

    def cells(self) -> Iterator[tuple[PlanRow, Month, Decimal]]:
        """Every number of the plan with its row and month."""
        for row in self.rows:
            for month, quantity in row.months.items():
                yield row, month, quantity


def counting_plan(book: "Book", programme: str, source: Source, *, on: date | None = None) -> VolumePlan | None:
    """The version that counts for a programme and a source (K8): frozen last, among equal days the greatest id.

    Args:
        book: The account.
        programme: Id of the programme.
        source: Where the volumes come from.
        on: The day; None reads the last entry of each track.
    """

    def find() -> VolumePlan | None:
        dated = [
            (frozen, plan.id, plan)
            for plan in book.all(VolumePlan)
            if plan.programme == programme and plan.source is source and (frozen := plan.frozen_on(on))
        ]
        return max(dated, key=lambda one: one[:2])[2] if dated else None

    return book.remembered(("counting plan", programme, source, on), find)
