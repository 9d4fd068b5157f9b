"""What follows from the calendar for a schedule and each of its milestones."""

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Fact, Mark, Row, Table
from kamdocs.kinds.milestone_schedule.model import MilestoneSchedule, ScheduleState, counting_schedule


def standing(schedule: MilestoneSchedule, book: Book) -> tuple[Fact, ...]:
    """Newest frozen version or followed, and the next milestone."""
    state = state_on(schedule.track, book.as_of)
    if state is not ScheduleState.FROZEN:
        word = "withdrawn" if state is ScheduleState.WITHDRAWN else "not frozen yet"
        return (Fact("Standing", Mark(word, "off"), Class.SCHEDULE),)
    counting = counting_schedule(book, schedule.programme, on=book.as_of)
    if counting is not None and counting.id != schedule.id:
        return (Fact("Standing", Mark("followed", "off"), Class.SCHEDULE, f"by {counting.id}"),)
    facts = [Fact("Standing", Mark("newest frozen", "good"), Class.SCHEDULE)]
    open_ones = [one for one in schedule.milestones if not one.is_met(book.as_of)]
    if open_ones:
        following = min(open_ones, key=lambda one: one.day)
        name = following.code.replace("_", " ")
        facts.append(Fact("Next", following.standing(book.as_of), Class.SCHEDULE, f"{name}, {following.day}"))
    return tuple(facts)


def milestone_table(schedule: MilestoneSchedule, book: Book) -> Table:
    """All days of one version: promised, planned now, happened, and the slip between them in days."""
    columns = (
        Column("Milestone", Class.SCHEDULE),
        Column("Baseline", Class.SCHEDULE),
        Column("Current", Class.SCHEDULE),
        Column("Actual", Class.SCHEDULE),
        Column("Slip (days)", Class.SCHEDULE, numeric=True),
        Column("Standing", Class.SCHEDULE),
    )
    rows = tuple(
        Row(
            (
                one.code.replace("_", " "),
                one.baseline.isoformat(),
                one.current.isoformat() if one.current else None,
                one.actual.isoformat() if one.actual else None,
                one.slip,
                one.standing(book.as_of),
            ),
            anchor=one.code.value,
        )
        for one in schedule.in_order()
    )
    return Table("Milestones", columns, rows, f"milestones-{schedule.id}", "No milestone is named.")
