"""Figures of cost breakdowns: which one belongs to a price, its elements and layers, and the price of a change."""

from kamdocs.kinds.cost_breakdown.figures.change_price import change_layers
from kamdocs.kinds.cost_breakdown.figures.layers import (
    Element,
    differs_from,
    elements_of,
    layers_known,
    layers_of,
    price_unit,
)
from kamdocs.kinds.cost_breakdown.figures.recovery import TwiceRecovered, recovered_twice
from kamdocs.kinds.cost_breakdown.figures.standing import standing, summary
from kamdocs.kinds.cost_breakdown.figures.which import (
    breakdown_of,
    breakdowns_of,
    counting_breakdown,
    nominated_breakdown,
    offered_line,
    offered_sites,
)

__all__ = [
    "Element",
    "TwiceRecovered",
    "breakdown_of",
    "breakdowns_of",
    "change_layers",
    "counting_breakdown",
    "differs_from",
    "elements_of",
    "layers_known",
    "layers_of",
    "nominated_breakdown",
    "offered_line",
    "offered_sites",
    "price_unit",
    "recovered_twice",
    "standing",
    "summary",
]
