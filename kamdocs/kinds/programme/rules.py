"""Rules about the leading days of a programme."""

from collections.abc import Iterator
from datetime import date

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.place import Spot
from kamdocs.kinds.milestone_schedule.model import MilestoneCode, MilestoneSchedule, counting_schedule
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.figures import end_of_service
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.tool.model import Tool
from kamdocs.rules.rule import Found, rule


@rule("SCH002", "programme-and-schedule-differ", ERROR, STATIC)
def programme_and_schedule_differ(book: Book) -> Found:
    """SOP, EOP or end of service differs from the counting schedule, or a tool is kept for too short a time.

    Why:
        Prices, reductions, amortisation and tool storage all run from these days; two of them give two answers.

    Fix:
        Correct the programme first, it leads; then the rest.
    """
    for programme in book.all(Programme):
        yield from _against_schedule(programme, book)
    for tool in book.all(Tool):
        yield from _hold_too_short(tool, book)


def _against_schedule(programme: Programme, book: Book) -> Iterator[tuple[Spot, str]]:
    if book.has_unread(MilestoneSchedule.about.folder):
        return
    schedule = counting_schedule(book, programme.id)
    pairs = (
        ("sop", programme.sop, MilestoneCode.SOP),
        ("eop", programme.eop, MilestoneCode.EOP),
        ("end_of_service_date", programme.end_of_service_date, MilestoneCode.END_OF_SERVICE),
    )
    for field, day, code in pairs:
        milestone = schedule.milestone(code) if schedule else None
        if day and schedule and milestone and milestone.day != day:
            yield programme.at(field), f"{field} {day} here, {milestone.day} in {schedule.id}"


def _hold_too_short(tool: Tool, book: Book) -> Iterator[tuple[Spot, str]]:
    """The hold of a tool against the end of service of the latest programme of its parts."""
    hold = tool.end_of_service_hold
    if hold is None:
        return
    parts = (book.get_as(Part, line.part) for line in tool.parts)
    programmes = (book.get_as(Programme, part.programme) for part in parts if part)
    ends: list[tuple[date, str]] = [
        (last, programme.id) for programme in programmes if programme and (last := end_of_service(programme, book))
    ]
    if ends and hold < max(ends)[0]:
        last, name = max(ends)
        yield tool.at("end_of_service_hold"), f"end_of_service_hold {hold} here, {last} in {name}"
