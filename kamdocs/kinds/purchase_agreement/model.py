"""The model of a purchase agreement: what we pay a tier-2 for a component, and the clause behind it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.dated import Period
from kamdocs.core.facts import Binds, Item, fact, maybe
from kamdocs.core.forms import AnyQuantity, Day, Length, Line, Literal, Percent, Text, UnitPrice, ref
from kamdocs.core.record import About, Record
from kamdocs.core.trade import ThresholdMode, ThresholdOperator

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class PurchaseLine(Item):
    """What we pay from one day on, until the next line."""

    binds: ClassVar[tuple[Binds, ...]] = (Binds("with evidence", grade=1),)

    valid_from: Day = fact("First day.", key=True, binding=True)
    unit_price: UnitPrice = fact("What we pay.", binding=True)
    evidence: tuple[Annotated[str, ref()], ...] = maybe("What proves it.", default=(), binding=True)


class Dispute(Item):
    """Why we pay another price than the mandated one."""

    since: Day = fact("First day of the dispute.")
    because: Text | None = maybe("Why.")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("What proves it.", default=())


class PurchaseClause(Item):
    """The index clause of the purchase, as far as it is written."""

    mirrors: Annotated[str, ref("price_index_clause")] | None = maybe("The clause with the customer that it follows.")
    series: Annotated[str, ref("index_series")] | None = maybe("The published series.")
    window: Length | None = maybe("Months that are averaged.")
    lag: Length | None = maybe("Months between the last value and the price.")
    threshold: Percent | None = maybe("Movement below which nothing happens.")
    threshold_operator: ThresholdOperator | None = maybe("Whether exactly the threshold counts.")
    threshold_mode: ThresholdMode | None = maybe("What counts once it is passed.")
    pass_through: Percent | None = maybe("The share that moves our purchase price.")


class Commitment(Item):
    """A volume promised to the tier-2, in components."""

    period: Period = fact("For which time.")
    quantity: AnyQuantity = fact("How much.")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("What proves it.", default=())


class PurchaseAgreement(Record):
    """What we pay a tier-2 for a component, and the clause behind it."""

    about: ClassVar[About] = About(
        slug="purchase_agreement",
        folder="purchase-agreements",
        prefix="PUR",
        example="PUR-2024-0011",
        plural="Purchase agreements",
        home=Class.COST,
    )

    component: Literal = fact("Number of the component, as in the bill of material.", reads="material")
    tier2_supplier: Line = fact("Who makes it.", reads="material")
    lines: tuple[PurchaseLine, ...] = fact("What we pay, by date.", reads="cost")
    dispute: Dispute | None = maybe("Why we pay another price than the mandated one.", reads="material")
    index_clause: PurchaseClause | None = maybe("The clause that moves what we pay.", reads="material")
    commitments: tuple[Commitment, ...] = maybe("Volumes promised to the tier-2.", default=(), reads="material")

    def heading(self, book: "Book") -> str:
        """Component and supplier."""
        return f"{self.component}, {self.tier2_supplier}"

    def line_on(self, day: date) -> PurchaseLine | None:
        """The line in force on a day; None before the first one."""
        begun = [line for line in self.lines if line.valid_from <= day]
        return max(begun, key=lambda line: line.valid_from, default=None)


def agreements_by_number(book: "Book") -> Mapping[str, tuple[PurchaseAgreement, ...]]:
    """The purchase agreements by component number, each by id; computed once for a book."""

    def grouped() -> dict[str, tuple[PurchaseAgreement, ...]]:
        found: dict[str, tuple[PurchaseAgreement, ...]] = {}
        for one in book.all(PurchaseAgreement):
            found[one.component] = (*found.get(one.component, ()), one)
        return found

    return book.remembered("purchase agreements by number", grouped)
