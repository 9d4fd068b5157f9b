"""Figures of offers: what one is worth, when a state was reached, whether it has expired, who has to validate it."""

from kamdocs.kinds.offer.figures.validation import asked_roles, is_ok, judged_on, unvalidated
from kamdocs.kinds.offer.figures.value import (
    exact_value,
    first_on,
    is_expired,
    is_live,
    line_value,
    open_value,
    reached_on,
    standing,
    value_shown,
    value_year,
    yearly_value,
)

__all__ = [
    "asked_roles",
    "exact_value",
    "first_on",
    "is_expired",
    "is_live",
    "is_ok",
    "judged_on",
    "line_value",
    "open_value",
    "reached_on",
    "standing",
    "unvalidated",
    "value_shown",
    "value_year",
    "yearly_value",
]
