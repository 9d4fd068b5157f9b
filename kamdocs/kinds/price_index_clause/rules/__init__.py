"""The rules of index clauses: a complete formula, units that meet, series that last, nothing moved twice."""

from kamdocs.kinds.price_index_clause.rules.formula import (
    base_value_not_of_its_series,
    example_does_not_follow,
    formula_incomplete,
    shares_not_a_whole,
    unit_does_not_fit_series,
)
from kamdocs.kinds.price_index_clause.rules.parts import (
    component_moved_twice,
    currency_moved_twice,
    weight_not_of_the_breakdown,
)
from kamdocs.kinds.price_index_clause.rules.series import (
    adjustment_not_calculated,
    month_without_value,
    series_ends,
)

__all__ = [
    "adjustment_not_calculated",
    "base_value_not_of_its_series",
    "component_moved_twice",
    "currency_moved_twice",
    "example_does_not_follow",
    "formula_incomplete",
    "month_without_value",
    "series_ends",
    "shares_not_a_whole",
    "unit_does_not_fit_series",
    "weight_not_of_the_breakdown",
]
