"""The model of a milestone schedule: one version of the dates of a programme, and which version counts."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import Day, Line, ref
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on
from kamdocs.core.view import Mark, Number

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class MilestoneCode(StrEnum):
    """What happens, in the order in which it happens; `run_at_rate` lies between first tool part and end of ramp."""

    NOMINATION = "nomination"
    DESIGN_FREEZE = "design_freeze"
    TKO = "tko"
    FIRST_OFF_TOOL = "first_off_tool"
    TOOL_COMPLETE = "tool_complete"
    PPAP = "ppap"
    RUN_AT_RATE = "run_at_rate"
    SOP = "sop"
    RAMP_END = "ramp_end"
    EOP = "eop"
    END_OF_SERVICE = "end_of_service"


class ScheduleState(StrEnum):
    """State of a schedule."""

    DRAFT = "draft"
    FROZEN = "frozen"
    WITHDRAWN = "withdrawn"


class Milestone(Item):
    """One milestone: as it was promised, as it is now, as it came."""

    code: MilestoneCode = fact("What happens.", key=True)
    baseline: Day = fact("The day that was promised first.")
    current: Day | None = maybe("The day as it is planned now; absent: as promised.")
    actual: Day | None = maybe("The day on which it happened.")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("What proves it.", default=())
    review: Annotated[str, ref("decision")] | None = maybe("What was decided when SOP moved.")

    @property
    def day(self) -> date:
        """The day that counts: actual, else current, else baseline."""
        return self.actual or self.current or self.baseline

    @property
    def slip(self) -> Number:
        """Days later than promised; negative = earlier."""
        days = (self.day - self.baseline).days
        return Number(Decimal(days), f"{days:+d}" if days else "0")

    def is_met(self, as_of: date) -> bool:
        """Whether it had happened by a day."""
        return self.actual is not None and self.actual <= as_of

    def standing(self, as_of: date) -> Mark:
        """Met, due in n days, or late: the day has passed and nothing says that it happened."""
        if self.is_met(as_of):
            return Mark("met", "good")
        left = (self.day - as_of).days
        days = "1 day" if abs(left) == 1 else f"{abs(left)} days"
        return Mark(f"late by {days}", "bad") if left < 0 else Mark(f"due in {days}", "wait" if left <= 30 else "off")


TRACK = Track(
    states=(State("draft"), State("frozen", after=("draft",)), State("withdrawn", after=("draft",))),
    order=("draft", "frozen"),
    live=("frozen",),
    binds_from="frozen",
)


class MilestoneSchedule(Record):
    """One version of the dates of a programme."""

    about: ClassVar[About] = About(
        slug="milestone_schedule",
        folder="milestone-schedules",
        prefix="SCH",
        example="SCH-X1-04",
        plural="Milestone schedules",
        home=Class.SCHEDULE,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": TRACK}

    programme: Annotated[str, ref("programme")] = fact("The programme.", reads="schedule", binding=True)
    version: Line = fact("Name of the version.", reads="schedule", binding=True)
    milestones: tuple[Milestone, ...] = fact("The dates.", reads="schedule", binding=True)
    track: tuple[Entry[ScheduleState], ...] = fact("Its acts.", reads="schedule")

    def heading(self, book: "Book") -> str:
        """Vehicle and version."""
        programme = book.get(self.programme)
        return f"{programme.heading(book) if programme else self.programme}, {self.version}"

    def in_order(self) -> tuple[Milestone, ...]:
        """The milestones in the order in which they happen."""
        order = list(MilestoneCode)
        return tuple(sorted(self.milestones, key=lambda one: order.index(one.code)))

    def milestone(self, code: MilestoneCode) -> Milestone | None:
        """The milestone with this code."""
        return next((one for one in self.milestones if one.code is code), None)

    def frozen_on(self, on: date | None = None) -> date | None:
        """The day on which this version was frozen, if it is (on a day)."""
        if state_on(self.track, on) is not ScheduleState.FROZEN:
            return None
        return next(entry.on for entry in reversed(self.track) if entry.state is ScheduleState.FROZEN)


def counting_schedule(book: "Book", programme: str, *, on: date | None = None) -> MilestoneSchedule | None:
    """The version that counts for a programme (K8): frozen last, among equal days the greatest id.

    Args:
        book: The account.
        programme: Id of the programme.
        on: The day; None reads the last entry of each track.
    """

    def find() -> MilestoneSchedule | None:
        dated = [
            (frozen, schedule.id, schedule)
            for schedule in book.all(MilestoneSchedule)
            if schedule.programme == programme and (frozen := schedule.frozen_on(on))
        ]
        return max(dated, key=lambda one: one[:2])[2] if dated else None

    return book.remembered(("counting schedule", programme, on), find)
