"""Figures of productivity ideas: standing, coverage of a step, funded share of a year, and what rules ask of them."""

from kamdocs.kinds.productivity_idea.figures.alerts import (
    coverage_mark,
    covered_years,
    is_below_warning,
    is_in_the_red,
    shares_of_target,
)
from kamdocs.kinds.productivity_idea.figures.boards import (
    coverage_table,
    duties_table,
    funded_table,
    ideas_of_step_table,
    productivity_tables,
    purchasing_table,
)
from kamdocs.kinds.productivity_idea.figures.coverage import Coverage, IdeaRow, coverage, ideas_by_step, weights_on
from kamdocs.kinds.productivity_idea.figures.explained import explained, explained_of, explained_step
from kamdocs.kinds.productivity_idea.figures.funded import (
    FundedYear,
    SavedBy,
    fiscal_year,
    funded_year,
    funded_years,
)
from kamdocs.kinds.productivity_idea.figures.judged import (
    Assumed,
    Waits,
    assumed_too_many,
    is_counted_wrong,
    steps_without_idea,
    waits_for,
    wrong_share,
)
from kamdocs.kinds.productivity_idea.figures.standing import grade_of, is_late, standing, standing_mark, summary
from kamdocs.kinds.productivity_idea.figures.volumes import pieces_between

__all__ = [
    "Assumed",
    "Coverage",
    "FundedYear",
    "IdeaRow",
    "SavedBy",
    "Waits",
    "assumed_too_many",
    "coverage",
    "coverage_mark",
    "coverage_table",
    "covered_years",
    "duties_table",
    "explained",
    "explained_of",
    "explained_step",
    "fiscal_year",
    "funded_table",
    "funded_year",
    "funded_years",
    "grade_of",
    "ideas_by_step",
    "ideas_of_step_table",
    "is_below_warning",
    "is_counted_wrong",
    "is_in_the_red",
    "is_late",
    "pieces_between",
    "productivity_tables",
    "purchasing_table",
    "shares_of_target",
    "standing",
    "standing_mark",
    "steps_without_idea",
    "summary",
    "waits_for",
    "weights_on",
    "wrong_share",
]
