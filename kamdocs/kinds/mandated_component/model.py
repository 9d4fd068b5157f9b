"""The model of a mandated component: whose supplier and terms the customer fixes, with the price it agreed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Binds, Item, fact, maybe
from kamdocs.core.forms import Day, Flag, Line, Literal, PaymentTerms, Percent, UnitPrice, ref
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Negotiator(StrEnum):
    """Who negotiates the price with the tier-2."""

    CUSTOMER = "customer"
    US = "us"


class MandatedPriceLine(Item):
    """The price that the customer agreed, from one day on."""

    binds: ClassVar[tuple[Binds, ...]] = (Binds("from their evidence of grade 3 or more", grade=3),)
    is_followed: ClassVar[bool] = True

    valid_from: Day = fact("First day.", key=True, binding=True)
    valid_to: Day | None = maybe("Last day, included; absent = the day before the next line.", binding=True)
    unit_price: UnitPrice = fact("The price.", binding=True)
    evidence: tuple[Annotated[str, ref()], ...] = maybe("What proves it.", default=(), binding=True)


class MandatedComponent(Record):
    """A component whose supplier and terms the customer fixes; leading for its price and handling fee."""

    about: ClassVar[About] = About(
        slug="mandated_component",
        folder="mandated-components",
        prefix="MDC",
        example="MDC-8K0-121",
        plural="Mandated components",
        home=Class.MATERIAL,
    )

    component: Literal = fact("Its number, as in the bill of material.", reads="schedule")
    description: Line = fact("What it is.", reads="schedule")
    tier2_supplier: Line = fact("Who makes it.", reads="material")
    direction_evidence: tuple[Annotated[str, ref("communication", "document", "nomination", "meeting")], ...] = maybe(
        "The papers in which the customer directs it.", default=(), reads="material", code="DIR001"
    )
    lines: tuple[MandatedPriceLine, ...] = fact("The prices that the customer agreed, by date.", reads="material")
    price_negotiated_by: Negotiator = fact("Who negotiates its price.", reads="material")
    handling_fee: Percent = fact("Our fee on it.", reads="price")
    tier2_payment_terms: PaymentTerms = fact("When we must pay the supplier.", reads="material")
    rasic: Annotated[str, ref("document")] | None = maybe("Who answers for what.", reads="material")
    directed_buy_agreement: Annotated[str, ref("document")] | None = maybe(
        "The agreement on buying as directed.", reads="material"
    )
    warranty_back_to_back: Flag = fact("Whether the supplier's warranty lasts as long as ours.", reads="material")

    def heading(self, book: "Book") -> str:
        """What it is."""
        return self.description

    def line_on(self, day: date) -> MandatedPriceLine | None:
        """The price line in force on a day; None before the first line and in a gap."""
        begun = [line for line in self.lines if line.valid_from <= day]
        found = max(begun, key=lambda line: line.valid_from, default=None)
        return found if found and (found.valid_to is None or found.valid_to >= day) else None


def mandated_by_number(book: "Book") -> Mapping[str, tuple[MandatedComponent, ...]]:
    """The records of mandated components by component number, each by id; computed once for a book."""

    def grouped() -> dict[str, tuple[MandatedComponent, ...]]:
        found: dict[str, tuple[MandatedComponent, ...]] = {}
        for one in book.all(MandatedComponent):
            found[one.component] = (*found.get(one.component, ()), one)
        return found

    return book.remembered("mandated components by number", grouped)
