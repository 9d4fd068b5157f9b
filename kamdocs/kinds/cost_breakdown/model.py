"""The model of a cost breakdown: what the offered price of one part is made of, element by element."""

from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Binds, Item, Need, fact, maybe
from kamdocs.core.forms import (
    AnyQuantity,
    CostRate,
    Delta,
    Line,
    Literal,
    Money,
    Percent,
    QuantityDelta,
    Text,
    UnitPrice,
    Weight,
    Word,
    ref,
)
from kamdocs.core.proof import Approval
from kamdocs.core.record import About, Record
from kamdocs.core.unit_costs import UnitCost

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class RawMaterial(Item):
    """A raw material: its layer is the rounded gross cost less the scrap credit."""

    material: Line = fact("The material.", key=True)
    series: Annotated[str, ref("index_series")] | None = maybe("The published series that moves it, if it is indexed.")
    component: Literal | None = maybe("Number of the component that is made of it.")
    weight_gross: Weight = fact("What goes in, for one piece or one unit of measure.")
    weight_net: Weight | None = maybe("What stays in the part.")
    unit_cost: UnitCost = fact("What a unit of weight costs, `2.4150 EUR/kg`.")
    scrap_credit: UnitPrice = fact("What the scrap brings back, at the price unit; a zero is written.")


class PurchasedPart(Item):
    """A component that we buy and choose ourselves."""

    component: Literal = fact("Number of the component, as in the BOM.", key=True)
    quantity: AnyQuantity = fact("How much of it goes into one part.")
    unit_cost: UnitCost = fact("What one of it costs us.")


class MandatedPart(Item):
    """A component whose supplier and price the customer fixes."""

    component: Literal = fact("Number of the component, as in the BOM.", key=True)
    quantity: AnyQuantity = fact("How much of it goes into one part.")
    unit_price: UnitPrice = fact("The price that the customer agreed for it.")
    handling_fee: Percent = fact("Our fee on it.")


class CostLayers(Item):
    """What is neither material nor a component; all at the price unit of the offer line, a zero is written."""

    scrap: UnitPrice = fact("Parts that we scrap.")
    direct_labour: UnitPrice = fact("Direct labour.")
    machine: UnitPrice = fact("Machine time.")
    plant_overhead: UnitPrice = fact("Overhead of the plant.")
    material_overhead: UnitPrice = fact("Overhead on material.")
    sga_on_material: UnitPrice = fact("Sales and administration on material.")
    sga_on_process: UnitPrice = fact("Sales and administration on our own work.")
    development_amortisation: UnitPrice = fact("Development paid with each piece.")
    tool_amortisation: UnitPrice = fact("Tools paid with each piece.")
    packaging: UnitPrice = fact("Packaging.")
    logistics: UnitPrice = fact("Freight and handling.")
    sequencing: UnitPrice = fact("Delivery in sequence.")
    profit: Delta = fact("Profit; below zero where the price does not cover its cost.")


class Rates(Item):
    """The rates that the breakdown was made with; later changes are priced with those of the nomination."""

    labour: CostRate | None = maybe("An hour of direct labour.")
    machine: CostRate | None = maybe("An hour of the machine.")
    material_overhead: Percent | None = maybe("Overhead on material.")
    va_overhead: Percent | None = maybe("Overhead on our own work.")
    profit: Percent | None = maybe("Profit.")


class FixedCost(Item):
    """A cost of one year that does not follow the volume."""

    element: Word = fact("A name of policy `fixed_cost_elements`.", key=True)
    amount: Money = fact("What it costs a year.")
    tool: Annotated[str, ref("tool")] | None = maybe("The tool it belongs to.")


class BomCost(Item):
    """A component that a change adds or takes away, with what it costs."""

    component: Literal = fact("Number of the component, or of the raw material it is made of.", key=True)
    quantity: QuantityDelta = fact("By how much, with its sign.")
    unit_cost: UnitCost | None = maybe("What one of it costs us; nothing is asked of a mandated component.")


class ChangeDelta(Item):
    """What a change adds: components, and our own work on them."""

    bom: tuple[BomCost, ...] = maybe("What the BOM gains and loses.", default=(), may_be_empty=True)
    process: Delta | None = maybe("What our own work gains or loses, before overhead; a zero is written.")


def _offered_twice(block: "CostBreakdown", book: "Book") -> bool:
    """Whether the offer holds lines of this part for two sites."""
    offer = book.get(block.offer)
    lines = offer.said("lines") if offer else None
    return len({getattr(line, "site", None) for line in lines or () if getattr(line, "part", None) == block.part}) > 1


def _answers_change(block: "CostBreakdown", book: "Book") -> bool:
    offer = book.get(block.offer)
    return offer is not None and offer.said("change") is not None


def _has_commitment(block: "CostBreakdown", book: "Book") -> bool:
    """Whether a nomination of the offer commits a volume of this part."""
    return any(
        not commitment.parts or block.part in commitment.parts
        for nomination in _nominations(book).get(block.offer, ())
        for commitment in nomination.said("volume_commitments") or ()
    )


def _nominations(book: "Book") -> dict[str, tuple[Record, ...]]:
    """The nominations by the offer that they award."""

    def grouped() -> dict[str, tuple[Record, ...]]:
        found: dict[str, tuple[Record, ...]] = {}
        for one in book.own_records():
            offer = one.said("offer") if one.about.slug == "nomination" else None
            if offer:
                found[offer] = (*found.get(offer, ()), one)
        return found

    return book.remembered("nominations by offer, for breakdowns", grouped)


class CostBreakdown(Record):
    """What the offered price of one part is made of."""

    about: ClassVar[About] = About(
        slug="cost_breakdown",
        folder="cost-breakdowns",
        prefix="CBD",
        example="CBD-2024-0118-4711-009-A",
        plural="Cost breakdowns",
        home=Class.COST,
    )
    binds: ClassVar[tuple[Binds, ...]] = (Binds("from the offer's `sent`", state="sent", through="offer"),)
    one_unit: ClassVar[tuple[tuple[str, ...], ...]] = (("cost_layers", "raw_material.scrap_credit"),)
    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = (
        (
            "cost_layers",
            "raw_material.scrap_credit",
            "raw_material.unit_cost",
            "purchased_parts.unit_cost",
            "mandated_parts.unit_price",
            "change_delta.bom.unit_cost",
            "change_delta.process",
        ),
        ("fixed_costs.amount",),
    )

    offer: Annotated[str, ref("offer")] = fact("The offer whose price it explains.", reads="cost", binding=True)
    part: Annotated[str, ref("part")] = fact("The part.", reads="cost", binding=True)
    technical_index: Literal = fact("The technical index that was priced.", reads="cost", binding=True)
    site: Annotated[str, ref("customer_site")] | None = maybe(
        "The site, where the part is offered for several.",
        reads="cost",
        binding=True,
        need=Need("if the part is offered for two sites", _offered_twice, of_book=True),
    )
    raw_material: tuple[RawMaterial, ...] = fact("Raw material.", reads="cost", binding=True, may_be_empty=True)
    purchased_parts: tuple[PurchasedPart, ...] = fact(
        "Components that we buy.", reads="cost", binding=True, may_be_empty=True
    )
    mandated_parts: tuple[MandatedPart, ...] = fact(
        "Components that the customer fixes.", reads="cost", binding=True, may_be_empty=True
    )
    cost_layers: CostLayers = fact("All other elements.", reads="cost", binding=True)
    rates: Rates = fact("The rates it was made with.", reads="cost", binding=True)
    fixed_costs: tuple[FixedCost, ...] = maybe(
        "Costs of a year that do not follow the volume.",
        default=(),
        reads="cost",
        binding=True,
        need=Need("if a volume is committed", _has_commitment, of_book=True),
    )
    change_delta: ChangeDelta | None = maybe(
        "What the change adds, for a breakdown of its offer.",
        reads="cost",
        binding=True,
        need=Need("if the offer answers a change", _answers_change, of_book=True),
    )
    margin: Percent | None = maybe("Margin of the part.", reads="cost", binding=True)
    npv: Money | None = maybe("Net present value.", reads="cost", binding=True)
    margin_exception: Approval | None = maybe(
        "Who allowed a margin below policy `margin_floor`.", reads="cost", binding=True
    )
    rates_justification: Text | None = maybe(
        "Why the rates are other than the nomination's.", reads="cost", binding=True
    )

    def heading(self, book: "Book") -> str:
        """Description of the part, and the offer."""
        part = book.get(self.part)
        return f"{part.heading(book) if part else self.part}, {self.offer}"
