"""Figures of index adjustments: what the clause gives, what differs from it, and what values published later change."""

from kamdocs.kinds.index_adjustment.figures.computed import (
    Computed,
    Reference,
    change_day,
    computed,
    has_scrap_series,
    last_triggered,
    reference_value,
)
from kamdocs.kinds.index_adjustment.figures.differences import (
    Difference,
    PartTrueUp,
    TrueUp,
    clause_of,
    differences,
    formula_of,
    in_force_sum,
    is_revised,
    leads,
    notified_on,
    published_after,
    same_price,
    true_up,
)
from kamdocs.kinds.index_adjustment.figures.parts import PartResult, booked_in, for_price, in_force_before
from kamdocs.kinds.index_adjustment.figures.standing import explained, since_notified, standing
from kamdocs.kinds.price_index_clause.figures import adjustments_of

__all__ = [
    "Computed",
    "Difference",
    "PartResult",
    "PartTrueUp",
    "Reference",
    "TrueUp",
    "adjustments_of",
    "booked_in",
    "change_day",
    "clause_of",
    "computed",
    "differences",
    "explained",
    "for_price",
    "formula_of",
    "has_scrap_series",
    "in_force_before",
    "in_force_sum",
    "is_revised",
    "last_triggered",
    "leads",
    "notified_on",
    "published_after",
    "reference_value",
    "same_price",
    "since_notified",
    "standing",
    "true_up",
]
