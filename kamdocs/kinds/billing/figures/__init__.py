"""Figures of billings: their rows by part and site, the price that was to be billed, turnover by month."""

from kamdocs.kinds.billing.figures.expected import loaded_on, odd_price, pieces_unpriced
from kamdocs.kinds.billing.figures.price_units import other_price_units
from kamdocs.kinds.billing.figures.rows import (
    PlacedRow,
    billed_pieces,
    latest_billings,
    latest_rows_of,
    programme_of,
    quantities,
    rows_of,
    why_unknown,
)
from kamdocs.kinds.billing.figures.standing import explained, rows_total, standing, summary
from kamdocs.kinds.billing.figures.turnover import months_of, refused_table, turnover_table

__all__ = [
    "PlacedRow",
    "billed_pieces",
    "explained",
    "latest_billings",
    "latest_rows_of",
    "loaded_on",
    "months_of",
    "odd_price",
    "other_price_units",
    "pieces_unpriced",
    "programme_of",
    "quantities",
    "refused_table",
    "rows_of",
    "rows_total",
    "standing",
    "summary",
    "turnover_table",
    "why_unknown",
]
