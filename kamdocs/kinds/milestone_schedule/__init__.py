"""A version of the dates of a programme."""

from kamdocs.kinds.kind import kind_of
from kamdocs.kinds.milestone_schedule import figures, page, rules
from kamdocs.kinds.milestone_schedule.model import MilestoneSchedule

KIND = kind_of(MilestoneSchedule, rules=rules, figures=figures, page=page)
