"""Costs that an offer recovers twice, or amortises without saying what."""

from collections.abc import Iterator
from dataclasses import dataclass

from kamdocs.core.place import Path
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.offer.model import DevelopmentTreatment, Offer, Treatment


@dataclass(frozen=True, slots=True)
class TwiceRecovered:
    """A cost in the wrong number of places.

    Attributes:
        path: Its place in the breakdown.
        says: What is wrong, without an amount.
    """

    path: Path
    says: str


def recovered_twice(breakdown: CostBreakdown, offer: Offer | None) -> Iterator[TwiceRecovered]:
    """Amortisation without an amortised tool, development paid twice, and one component in two lists.

    Without the offer only the lists of the breakdown itself are compared.
    """
    if offer is not None:
        yield from _amortised(breakdown, offer)
    yield from _components(breakdown)


def _amortised(breakdown: CostBreakdown, offer: Offer) -> Iterator[TwiceRecovered]:
    layers = breakdown.cost_layers
    if layers.tool_amortisation.amount > 0 and not _has_amortised_tool(breakdown, offer):
        yield TwiceRecovered(("cost_layers", "tool_amortisation"), "tool_amortisation: layer without source")
    lump_sum = offer.development_treatment is DevelopmentTreatment.LUMP_SUM
    if layers.development_amortisation.amount > 0 and lump_sum:
        yield TwiceRecovered(("cost_layers", "development_amortisation"), "development is recovered twice")


def _has_amortised_tool(breakdown: CostBreakdown, offer: Offer) -> bool:
    """Whether a tool of the part, or one of no single part, is amortised."""
    return any(
        one.treatment is Treatment.AMORTISED and one.part in (None, breakdown.part) for one in offer.tooling_lines
    )


def _components(breakdown: CostBreakdown) -> Iterator[TwiceRecovered]:
    seen: dict[str, str] = {}
    for field in ("raw_material", "purchased_parts", "mandated_parts"):
        for place, one in enumerate(getattr(breakdown, field)):
            if one.component is None:
                continue
            if seen.setdefault(one.component, field) != field:
                yield TwiceRecovered((field, place, "component"), f"{one.component} is recovered twice")
