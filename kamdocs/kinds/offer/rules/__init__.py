"""The rules of offers, by what they compare an offer with."""

from kamdocs.kinds.offer.rules.against_rfq import departs_from_request
from kamdocs.kinds.offer.rules.breakdowns import breakdown_differs, reduction_on_full_price
from kamdocs.kinds.offer.rules.index import open_change_left_out, other_index_than_asked
from kamdocs.kinds.offer.rules.limits import more_than_reserved, tools_do_not_add_up
from kamdocs.kinds.offer.rules.mandated import (
    component_not_in_bom,
    mandated_component_departs,
    odd_handling_fee,
    paid_after_we_pay,
)
from kamdocs.kinds.offer.rules.validity import (
    expired_and_open,
    incomplete_price_basis,
    not_validated,
    two_open_prices,
)

__all__ = [
    "breakdown_differs",
    "component_not_in_bom",
    "departs_from_request",
    "expired_and_open",
    "incomplete_price_basis",
    "mandated_component_departs",
    "more_than_reserved",
    "not_validated",
    "odd_handling_fee",
    "open_change_left_out",
    "other_index_than_asked",
    "paid_after_we_pay",
    "reduction_on_full_price",
    "tools_do_not_add_up",
    "two_open_prices",
]
