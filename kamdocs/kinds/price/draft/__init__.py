"""The price round (F-29): drafts every price line of one day from the causes that are due, in the order of build-up."""

from kamdocs.kinds.price.draft.cause import LeftOut, Step, Wanted
from kamdocs.kinds.price.draft.one_cause import days_of_change, days_of_index, days_of_mandated, days_of_step
from kamdocs.kinds.price.draft.result import (
    Adjustment,
    CauseSum,
    DraftedLine,
    Moved,
    NotComputable,
    Round,
    Untouched,
)
from kamdocs.kinds.price.draft.round import DependsOn, Names, price_round

__all__ = [
    "Adjustment",
    "CauseSum",
    "DependsOn",
    "DraftedLine",
    "LeftOut",
    "Moved",
    "Names",
    "NotComputable",
    "Round",
    "Step",
    "Untouched",
    "Wanted",
    "days_of_change",
    "days_of_index",
    "days_of_mandated",
    "days_of_step",
    "price_round",
]
