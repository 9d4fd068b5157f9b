"""The rules of index adjustments: what the letter states, and where it ends up."""

from kamdocs.kinds.index_adjustment.rules.booking import (
    added_instead_of_replaced,
    applied_in_no_price,
    claim_settled_by_clause,
    provisional_not_marked,
)
from kamdocs.kinds.index_adjustment.rules.letter import (
    adjustment_not_by_formula,
    adjustment_skipped,
    adjustments_above_cap,
    final_on_provisional_value,
    increase_before_request,
    series_ended,
)

__all__ = [
    "added_instead_of_replaced",
    "adjustment_not_by_formula",
    "adjustment_skipped",
    "adjustments_above_cap",
    "applied_in_no_price",
    "claim_settled_by_clause",
    "final_on_provisional_value",
    "increase_before_request",
    "provisional_not_marked",
    "series_ended",
]
