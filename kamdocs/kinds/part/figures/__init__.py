"""Figures of parts: index in series, history by site, bills of material, and three indices joined by day."""

from kamdocs.kinds.part.figures.coherence import SiteJoin, cost_of, joins_of
from kamdocs.kinds.part.figures.explained import explained
from kamdocs.kinds.part.figures.history import Held, history_of, history_table
from kamdocs.kinds.part.figures.indices import (
    bom_tables,
    index_in_series,
    introductions_table,
    sites_of,
    standing,
)
from kamdocs.kinds.part.figures.three_way import NOTE, days_table, disagreement_board, three_way_fact, today_table

__all__ = [
    "NOTE",
    "Held",
    "SiteJoin",
    "bom_tables",
    "cost_of",
    "days_table",
    "disagreement_board",
    "explained",
    "history_of",
    "history_table",
    "index_in_series",
    "introductions_table",
    "joins_of",
    "sites_of",
    "standing",
    "three_way_fact",
    "today_table",
]
