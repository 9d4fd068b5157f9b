"""The model of a retro-billing: the invoices that carried the old price, and what the correction comes to."""

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import PIECE_UNITS, Day, Form, Literal, Money, UnitPrice, item_ref
from kamdocs.core.money import Money as MoneyValue
from kamdocs.core.money import minor_units, round_half_up
from kamdocs.core.parsing import quantity_parser
from kamdocs.core.proof import Approval
from kamdocs.core.quantity import Quantity
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on

if TYPE_CHECKING:
    from kamdocs.core.book import Book

SignedPieces = Annotated[
    Quantity,
    Form("pieces", "1001 pcs", quantity_parser(PIECE_UNITS, "1001 pcs", ""), "Whole pieces; returns are negative."),
]


class RetroState(StrEnum):
    """How far the correction is."""

    CALCULATED = "calculated"
    ISSUED = "issued"
    SETTLED = "settled"
    NOT_BILLED = "not_billed"


class RetroDocument(StrEnum):
    """What a billing document is; cancelled and pro forma ones are not summed."""

    INVOICE = "invoice"
    RETURN = "return"
    CANCELLED = "cancelled"
    PRO_FORMA = "pro_forma"


class RetroDirection(StrEnum):
    """Who owes whom."""

    DEBIT = "debit"
    CREDIT = "credit"


RETRO_TRACK = Track(
    states=(
        State("calculated"),
        State("issued", after=("calculated",), proof=2),
        State("settled", after=("issued",), proof=5),
        State("not_billed", after=("calculated",), sign="approval"),
    ),
    order=("calculated", "issued", "settled"),
    live=("calculated", "issued"),
    binds_from="issued",
)


def _from(state: str) -> Callable[[Any, Any], bool]:
    return lambda block, record: RETRO_TRACK.at_least(state_on(record.track), state)


def _given_up(block: "RetroBilling", book: "Book") -> bool:
    """Whether money goes back, or is let go that is not below what the customer's record keeps unbilled."""
    if block.direction is RetroDirection.CREDIT:
        return True
    if state_on(block.track) is not RetroState.NOT_BILLED:
        return False
    customer = next((one for one in book.own_records() if one.about.slug == "customer"), None)
    least = customer.said("retro_min_amount") if customer is not None else None
    return (
        least is None
        or any(one.currency != least.currency for one in block.amounts)
        or (abs(sum(one.amount for one in block.amounts)) >= least.amount)
    )


_ISSUED = Need("from issued", _from("issued"))


class RetroLine(Item):
    """One line of a billing document that carried the old price."""

    one_unit: ClassVar[tuple[tuple[str, ...], ...]] = (("old", "new"),)

    invoice: Literal = fact("Number of the document, as it is written there.", key=True)
    document_type: RetroDocument = fact("What it is.")
    pricing_date: Day = fact("The day that selects the price, as the site names it.")
    quantity: SignedPieces = fact("Pieces; negative for returns.")
    old: UnitPrice = fact("The price that was billed, with corrections already issued.")
    new: UnitPrice = fact("The price of the line.")

    @property
    def amount(self) -> MoneyValue:
        """What the difference comes to, rounded once; zero for a document that is not summed (F-10)."""
        summed = self.document_type in (RetroDocument.INVOICE, RetroDocument.RETURN)
        exact = (self.new.exact - self.old.exact) * Fraction(self.quantity.amount) if summed else Fraction(0)
        return MoneyValue(round_half_up(exact, minor_units(self.new.currency)), self.new.currency)


class RetroBilling(Record):
    """The correction of deliveries invoiced before a price was loaded."""

    about: ClassVar[About] = About(
        slug="retro_billing",
        folder="retro-billings",
        prefix="RET",
        example="RET-2024-0005",
        plural="Retro-billings",
        home=Class.PRICE,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": RETRO_TRACK}
    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = (("lines.old", "lines.new", "total", "customer_total"),)

    price: Annotated[str, item_ref("price")] = fact("The price line that came late.", reads="price", binding=True)
    lines: tuple[RetroLine, ...] = fact("The documents that carried the old price.", reads="price", binding=True)
    document_no: Literal | None = maybe("Number of our correction.", reads="price", binding=True, need=_ISSUED)
    direction: RetroDirection | None = maybe("Who owes whom.", reads="price", binding=True, need=_ISSUED)
    total: Money | None = maybe("As on the paper; owed to us is positive.", reads="price", binding=True, need=_ISSUED)
    customer_total: Money | None = maybe("The customer's own correction.", reads="price", binding=True)
    approval: Approval | None = maybe(
        "Who gave the money back, or let it go.",
        reads="price",
        binding=True,
        need=Need("if credit or not_billed", _given_up, code="CSH010", of_book=True),
    )
    track: tuple[Entry[RetroState], ...] = fact("What was done with it.", reads="price")

    def heading(self, book: "Book") -> str:
        """The price line."""
        return self.price

    @property
    def amounts(self) -> tuple[MoneyValue, ...]:
        """The amount of each line."""
        return tuple(line.amount for line in self.lines)
