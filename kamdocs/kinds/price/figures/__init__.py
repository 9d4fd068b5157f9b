"""Figures of prices: which line holds on a day and what comes next."""

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

__all__ = [
    "ONE_DAY",
    "HeldLine",
    "by_part_and_site",
    "held_lines",
    "last_day_unwritten",
    "line_on",
    "next_line",
    "price_status",
    "priced_sites",
    "shown",
    "standing",
    "standing_of",
    "state_of",
    "summary",
    "valid_line",
    "valid_lines",
]
