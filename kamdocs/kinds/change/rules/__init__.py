"""The rules of changes: nothing goes ahead before it is agreed or released, and money comes back once."""

from kamdocs.kinds.change.rules.introduction import (
    introduced_before_agreed,
    introduced_without_ppap,
    introduction_near,
    introduction_overdue,
    launched_before_agreed,
)
from kamdocs.kinds.change.rules.money import (
    gift_without_authority,
    gifts_above_ceiling,
    one_off_not_recovered_once,
    price_moved_otherwise,
    quote_overdue,
    quoted_without_offer,
)
from kamdocs.kinds.change.rules.release import (
    release_ran_out,
    release_used_up,
    release_without_terms_or_authority,
)
from kamdocs.kinds.change.rules.technical import (
    bom_and_change_differ,
    bom_without_new_index,
    index_drift_without_change,
    mandated_without_direction,
    nothing_assessed,
    ordered_on_no_order,
    own_change_not_notified,
)

__all__ = [
    "bom_and_change_differ",
    "bom_without_new_index",
    "gift_without_authority",
    "gifts_above_ceiling",
    "index_drift_without_change",
    "introduced_before_agreed",
    "introduced_without_ppap",
    "introduction_near",
    "introduction_overdue",
    "launched_before_agreed",
    "mandated_without_direction",
    "nothing_assessed",
    "one_off_not_recovered_once",
    "ordered_on_no_order",
    "own_change_not_notified",
    "price_moved_otherwise",
    "quote_overdue",
    "quoted_without_offer",
    "release_ran_out",
    "release_used_up",
    "release_without_terms_or_authority",
]
