"""Rules about the days of one schedule."""

from collections.abc import Iterator
from itertools import pairwise

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.place import Spot
from kamdocs.kinds.milestone_schedule.model import Milestone, MilestoneSchedule
from kamdocs.kinds.milestone_schedule.model import MilestoneCode as Code
from kamdocs.rules.rule import Found, rule

_SEQUENCE = (
    Code.DESIGN_FREEZE,
    Code.TKO,
    Code.FIRST_OFF_TOOL,
    Code.TOOL_COMPLETE,
    Code.PPAP,
    Code.SOP,
    Code.RAMP_END,
    Code.EOP,
    Code.END_OF_SERVICE,
)
_BEFORE_TOOLS = frozenset({Code.DESIGN_FREEZE, Code.TKO})


@rule("SCH001", "milestones-out-of-order", ERROR, STATIC, per=MilestoneSchedule)
def milestones_out_of_order(schedule: MilestoneSchedule, book: Book) -> Found:
    """A milestone lies before one that has to come first, or the run at rate outside first tool part to end of ramp.

    Why:
        Every plan below it (tools, capacity, ramp) is drawn from these days.

    Fix:
        Correct the date that is wrong.
    """
    present = {one.code: one for one in schedule.milestones}
    for first, then in pairwise(present[code] for code in _SEQUENCE if code in present):
        strict = first.code in _BEFORE_TOOLS and then.code not in _BEFORE_TOOLS
        if then.day < first.day:
            yield _spot(schedule, then), f"{then.code} on {then.day}, before {first.code} on {first.day}"
        elif strict and then.day == first.day:
            yield _spot(schedule, then), f"{then.code} on {then.day}, not after {first.code} on {first.day}"
    yield from _run_at_rate(schedule, present)


def _run_at_rate(schedule: MilestoneSchedule, present: dict[Code, Milestone]) -> Iterator[tuple[Spot, str]]:
    rate, tool, ramp = (present.get(code) for code in (Code.RUN_AT_RATE, Code.FIRST_OFF_TOOL, Code.RAMP_END))
    if rate and tool and rate.day < tool.day:
        yield _spot(schedule, rate), f"{rate.code} on {rate.day}, before {tool.code} on {tool.day}"
    if rate and ramp and ramp.day < rate.day:
        yield _spot(schedule, ramp), f"{ramp.code} on {ramp.day}, before {rate.code} on {rate.day}"


def _spot(schedule: MilestoneSchedule, milestone: Milestone) -> Spot:
    """The day that counts of a milestone."""
    field = "actual" if milestone.actual else "current" if milestone.current else "baseline"
    return schedule.at("milestones", schedule.milestones.index(milestone), field)
