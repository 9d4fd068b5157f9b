"""Figures of changes: agreed or not, days, releases, the two doors, gifts, what prices and components say of them."""

from kamdocs.calc.gate import Answer
from kamdocs.kinds.change.figures.board import change_status, one_off_total, standing, summary, words
from kamdocs.kinds.change.figures.components import bom_differences, lacks_direction, touched_silently
from kamdocs.kinds.change.figures.days import (
    IntroductionDay,
    LaunchDay,
    commercially,
    first_introduction,
    first_launch,
    first_through,
    introduction_days,
    is_agreed,
    last_warning_day,
    launch_days,
    parts_are_known,
    quote_due,
    shipped_at_all,
)
from kamdocs.kinds.change.figures.doors import DoorAnswer, door, door_of
from kamdocs.kinds.change.figures.gate import GateRow, gate_rows, unread_changes
from kamdocs.kinds.change.figures.gate_table import gate_table
from kamdocs.kinds.change.figures.gifts import gift_value, gifts_by_year
from kamdocs.kinds.change.figures.in_price import differences, recovering_entries
from kamdocs.kinds.change.figures.open_value import open_value
from kamdocs.kinds.change.figures.papers import orders_of, weak_order
from kamdocs.kinds.change.figures.releases import Release, released_amount, releases, stated_use
from kamdocs.kinds.change.figures.steps import drifts

__all__ = [
    "Answer",
    "DoorAnswer",
    "GateRow",
    "IntroductionDay",
    "LaunchDay",
    "Release",
    "bom_differences",
    "change_status",
    "commercially",
    "differences",
    "door",
    "door_of",
    "drifts",
    "first_introduction",
    "first_launch",
    "first_through",
    "gate_rows",
    "gate_table",
    "gift_value",
    "gifts_by_year",
    "introduction_days",
    "is_agreed",
    "lacks_direction",
    "last_warning_day",
    "launch_days",
    "one_off_total",
    "open_value",
    "orders_of",
    "parts_are_known",
    "quote_due",
    "recovering_entries",
    "released_amount",
    "releases",
    "shipped_at_all",
    "standing",
    "stated_use",
    "summary",
    "touched_silently",
    "unread_changes",
    "weak_order",
    "words",
]
