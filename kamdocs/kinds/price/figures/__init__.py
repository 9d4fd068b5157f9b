"""Figures of prices: which line holds on a day and what comes next."""

from kamdocs.kinds.price.figures.before import BuiltUp, amount_of, built_up, kept, line_before
from kamdocs.kinds.price.figures.charts import steps_chart, walk_section
from kamdocs.kinds.price.figures.coming import has_line_because, increases, sites_in_use
from kamdocs.kinds.price.figures.explained import explained
from kamdocs.kinds.price.figures.floor import below_floor
from kamdocs.kinds.price.figures.lines import (
    ONE_DAY,
    HeldLine,
    by_part_and_site,
    held_lines,
    last_day_unwritten,
    line_on,
    next_line,
    price_status,
    priced_sites,
    shown,
    standing,
    standing_of,
    state_of,
    summary,
    valid_line,
    valid_lines,
)
from kamdocs.kinds.price.figures.open_value import open_value
from kamdocs.kinds.price.figures.passport import Passport, passport, passport_table
from kamdocs.kinds.price.figures.phases import above_frozen, last_day_within, other_index, without_service_price
from kamdocs.kinds.price.figures.price_list import ListedPrice, price_list, price_list_tables, step_days
from kamdocs.kinds.price.figures.sites import dearer_than_elsewhere
from kamdocs.kinds.price.figures.walk import NoWalk, Walk, WalkCause, cause_of, walk, walk_between, walk_until

__all__ = [
    "ONE_DAY",
    "BuiltUp",
    "HeldLine",
    "ListedPrice",
    "NoWalk",
    "Passport",
    "Walk",
    "WalkCause",
    "above_frozen",
    "amount_of",
    "below_floor",
    "built_up",
    "by_part_and_site",
    "cause_of",
    "dearer_than_elsewhere",
    "explained",
    "has_line_because",
    "held_lines",
    "increases",
    "kept",
    "last_day_unwritten",
    "last_day_within",
    "line_before",
    "line_on",
    "next_line",
    "open_value",
    "other_index",
    "passport",
    "passport_table",
    "price_list",
    "price_list_tables",
    "price_status",
    "priced_sites",
    "shown",
    "sites_in_use",
    "standing",
    "standing_of",
    "state_of",
    "step_days",
    "steps_chart",
    "summary",
    "valid_line",
    "valid_lines",
    "walk",
    "walk_between",
    "walk_section",
    "walk_until",
    "without_service_price",
]
