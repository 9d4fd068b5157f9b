"""Figures of retro-billings: a run computed again, what is open without one, and the lines that came late."""

from kamdocs.kinds.retro_billing.figures.computed import Computed, amendment, computed, line_of, window_of
from kamdocs.kinds.retro_billing.figures.late import Late, late_lines
from kamdocs.kinds.retro_billing.figures.open_runs import Aggregate, OpenRetro, aggregate, open_retros, runs_of
from kamdocs.kinds.retro_billing.figures.standing import explained, open_value, standing
from kamdocs.kinds.retro_billing.figures.tables import note_of, retro_tables, sums, total_of, window_words

__all__ = [
    "Aggregate",
    "Computed",
    "Late",
    "OpenRetro",
    "aggregate",
    "amendment",
    "computed",
    "explained",
    "late_lines",
    "line_of",
    "note_of",
    "open_retros",
    "open_value",
    "retro_tables",
    "runs_of",
    "standing",
    "sums",
    "total_of",
    "window_of",
    "window_words",
]
