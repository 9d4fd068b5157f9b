"""The model of a customer order: what the customer ordered, on which day, and what it was compared with."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import AnyQuantity, Day, Line, Literal, Money, Text, UnitPrice, item_ref, ref
from kamdocs.core.proof import Attachment, Proof
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, Track, state_on
from kamdocs.core.trade import AWARD_TRACK, AwardState

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class OrderType(StrEnum):
    """What is ordered."""

    PIECE = "piece"
    TOOLING = "tooling"
    DEVELOPMENT = "development"
    CHANGE = "change"
    SETTLEMENT = "settlement"


class OrderLine(Item):
    """A line of the order, with the keys that its type needs."""

    no: Literal = fact("Its number, as the customer writes it.", key=True)
    part: Annotated[str, ref("part")] | None = maybe("The part.")
    site: Annotated[str, ref("customer_site")] | None = maybe("The site of the customer.")
    unit_price: UnitPrice | None = maybe("The price ordered.")
    quantity: AnyQuantity | None = maybe("How much is ordered.")
    amount: Money | None = maybe("Amount of the line.")
    change: Annotated[str, ref("change")] | None = maybe("The change it pays.")
    tool: Annotated[str, ref("tool")] | None = maybe("The tool it pays.")


class Deviation(Item):
    """A difference between what was offered and what was ordered."""

    field: Line = fact("What differs.")
    offered: Line = fact("As offered.")
    ordered: Line = fact("As ordered.")
    because: Text | None = maybe("Why.")


def _in_amounts(block: "CustomerOrder", record: "CustomerOrder") -> bool:
    return record.type is not OrderType.PIECE


def _checked(block: "CustomerOrder", record: "CustomerOrder") -> bool:
    return AWARD_TRACK.at_least(state_on(record.track), "checked")


class CustomerOrder(Record):
    """A binding order of the customer, or an amendment of one."""

    about: ClassVar[About] = About(
        slug="customer_order",
        folder="customer-orders",
        prefix="ORD",
        example="ORD-2024-0031",
        plural="Customer orders",
        home=Class.PRICE,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": AWARD_TRACK}
    proves_itself: ClassVar[bool] = True
    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = (("amount", "lines.amount", "lines.unit_price"),)

    number: Literal = fact("Its number, as the customer writes it.", reads="price", binding=True)
    type: OrderType = fact("What is ordered.", reads="price", binding=True)
    received_on: Day = fact("The day it reached us.", reads="price", binding=True)
    lines: tuple[OrderLine, ...] = fact("Its lines.", reads="price", binding=True)
    amount: Money | None = maybe(
        "Amount of the order.", reads="price", binding=True, need=Need("if not for pieces", _in_amounts)
    )
    matches: tuple[Annotated[str, item_ref("offer", "price", "tool", "change")], ...] = maybe(
        "What it was compared with.", default=(), reads="price", need=Need("from checked", _checked)
    )
    deviations: tuple[Deviation, ...] = maybe("How it differs from what was offered.", default=(), reads="price")
    signatory: Annotated[str, ref("contact")] = fact("Who of theirs signed.", reads="price", binding=True)
    files: tuple[Attachment, ...] = fact("The order itself.", reads="price", binding=True)
    track: tuple[Entry[AwardState], ...] = fact("What was done with it.", reads="price")

    def heading(self, book: "Book") -> str:
        """Type and number."""
        return f"{self.type.value.capitalize()} order {self.number}"

    def proof(self) -> Proof:
        """A binding document of the customer, from the day it reached us."""
        return Proof(4, 4, self.received_on, "customer", self.signatory, because="an order of the customer")
