"""Figures of LTAs: what a step gives, where it is booked, when it may start, what it depends on, what it costs."""

from kamdocs.kinds.lta.figures.before import computed_delta, layers_on
from kamdocs.kinds.lta.figures.calendar import conditions_mark, conditions_table, lta_calendar, steps_table
from kamdocs.kinds.lta.figures.conditions import Answer, Judged, conditions_met, judged
from kamdocs.kinds.lta.figures.explained import explained
from kamdocs.kinds.lta.figures.in_prices import (
    Overlap,
    Surplus,
    WrongStep,
    on_excluded_layers,
    overlaps,
    surplus_steps,
    taken_lines,
    wrong_steps,
)
from kamdocs.kinds.lta.figures.saving import Committed, PriceSaving, committed
from kamdocs.kinds.lta.figures.standing import (
    NextStep,
    all_steps,
    is_due,
    is_taken,
    next_steps,
    not_proposed,
    open_value,
    prices_of,
    standing,
    step_mark,
)
from kamdocs.kinds.lta.figures.terms import (
    counts,
    first_allowed,
    in_order,
    latest_start,
    ltas_by_part,
    rate_of,
    reference,
    step_of,
)
from kamdocs.kinds.lta.figures.volumes import pieces_from
from kamdocs.kinds.lta.figures.walk import Cause, StepLine, causes, step_delta, step_lines

__all__ = [
    "Answer",
    "Cause",
    "Committed",
    "Judged",
    "NextStep",
    "Overlap",
    "PriceSaving",
    "StepLine",
    "Surplus",
    "WrongStep",
    "all_steps",
    "causes",
    "committed",
    "computed_delta",
    "conditions_mark",
    "conditions_met",
    "conditions_table",
    "counts",
    "explained",
    "first_allowed",
    "in_order",
    "is_due",
    "is_taken",
    "judged",
    "latest_start",
    "layers_on",
    "lta_calendar",
    "ltas_by_part",
    "next_steps",
    "not_proposed",
    "on_excluded_layers",
    "open_value",
    "overlaps",
    "pieces_from",
    "prices_of",
    "rate_of",
    "reference",
    "standing",
    "step_delta",
    "step_lines",
    "step_mark",
    "step_of",
    "steps_table",
    "surplus_steps",
    "taken_lines",
    "wrong_steps",
]
