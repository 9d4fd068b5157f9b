"""The page of a milestone schedule: promised, planned now, happened."""

from kamdocs.core.book import Book
from kamdocs.core.view import Page, Section
from kamdocs.kinds.milestone_schedule.figures import milestone_table
from kamdocs.kinds.milestone_schedule.model import MilestoneSchedule


def page(schedule: MilestoneSchedule, book: Book) -> Page:
    """The milestones as one table."""
    return Page(sections=(Section("Milestones", tables=(milestone_table(schedule, book),)),))
