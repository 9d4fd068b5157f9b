"""Figures of mandated components: standing, where they are used, what is passed on, and the mirror of both sides."""

from kamdocs.kinds.mandated_component.figures.mirror import (
    MIRROR_PRICES,
    MIRROR_TERMS,
    mandated_mirror,
    mirror_tables,
    payment_days,
)
from kamdocs.kinds.mandated_component.figures.passed_on import (
    PriceOf,
    expected_delta,
    known_since,
    not_passed_on,
    passed_on_table,
    surplus_layers,
)
from kamdocs.kinds.mandated_component.figures.standing import (
    direction_proven,
    line_standing,
    standing,
    summary,
)
from kamdocs.kinds.mandated_component.figures.uses import Use, last_index, mandated_uses, series_uses

__all__ = [
    "MIRROR_PRICES",
    "MIRROR_TERMS",
    "PriceOf",
    "Use",
    "direction_proven",
    "expected_delta",
    "known_since",
    "last_index",
    "line_standing",
    "mandated_mirror",
    "mandated_uses",
    "mirror_tables",
    "not_passed_on",
    "passed_on_table",
    "payment_days",
    "series_uses",
    "standing",
    "summary",
    "surplus_layers",
]
