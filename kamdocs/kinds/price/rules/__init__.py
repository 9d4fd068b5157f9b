"""The rules of prices, by what they look at: days, papers, sums, what lies beside a price, what comes soon."""

from kamdocs.kinds.price.rules.beside import (
    price_below_floor,
    price_of_another_index,
    service_price_above_freeze,
    step_given_for_nothing,
    two_sites_two_prices,
)
from kamdocs.kinds.price.rules.coming import increase_not_proposed, known_cause_not_drafted, no_service_price
from kamdocs.kinds.price.rules.days import days_without_price, temporary_price_ended, two_prices_on_one_day
from kamdocs.kinds.price.rules.papers import agreed_in_words_only, loaded_without_order, valid_and_not_loaded
from kamdocs.kinds.price.rules.sums import (
    layers_do_not_add_up,
    steps_do_not_explain_price,
    unknown_below_a_formula,
)

__all__ = [
    "agreed_in_words_only",
    "days_without_price",
    "increase_not_proposed",
    "known_cause_not_drafted",
    "layers_do_not_add_up",
    "loaded_without_order",
    "no_service_price",
    "price_below_floor",
    "price_of_another_index",
    "service_price_above_freeze",
    "step_given_for_nothing",
    "steps_do_not_explain_price",
    "temporary_price_ended",
    "two_prices_on_one_day",
    "two_sites_two_prices",
    "unknown_below_a_formula",
    "valid_and_not_loaded",
]
