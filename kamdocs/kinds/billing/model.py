"""The model of a billing: invoiced and self-billed quantities of a programme by month of the pricing date."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import Day, Form, Line, Money, MonthOf, UnitPrice, Year, ref
from kamdocs.core.parsing import parse_signed_number
from kamdocs.core.record import About, Record
from kamdocs.core.trade import PricingDate

if TYPE_CHECKING:
    from kamdocs.core.book import Book

SignedPieces = Annotated[
    Decimal, Form("bare number", "9800", parse_signed_number, "The unit stands above; returns are negative.")
]


class BillingDocument(StrEnum):
    """The paper behind a row."""

    INVOICE = "invoice"
    SELF_BILL = "self_bill"
    CREDIT_NOTE = "credit_note"
    RETURN = "return"


class BillingUnit(StrEnum):
    """Unit of all quantities."""

    PIECES = "pcs"


class BillingRow(Item):
    """What was billed of one part at one site in one month at one price."""

    part: Annotated[str, ref("part")] = fact("The part.")
    site: Annotated[str, ref("customer_site")] = fact("The site of the customer.")
    month: MonthOf = fact("The month of the pricing date.")
    document: BillingDocument = fact("The paper behind it.")
    basis: PricingDate = fact("The date that selects the price.")
    from_: Day | None = maybe("First day, where a price changes inside the month.")
    to: Day | None = maybe("Last day, included, where a price changes inside the month.")
    quantity: SignedPieces = fact("Pieces; negative for returns.")
    unit_price: UnitPrice = fact("As on the document.", reads="price")


class ControlTotal(Item):
    """What the extract says of itself."""

    quantity: SignedPieces = fact("Sum of all quantities.")
    amount: Money = fact("Sum of all amounts.")


class Billing(Record):
    """What was invoiced and self-billed for one programme in one calendar year; an extract, never typed."""

    about: ClassVar[About] = About(
        slug="billing", folder="billings", prefix="BIL", example="BIL-X1-2024", plural="Billings", home=Class.SCHEDULE
    )

    programme: Annotated[str, ref("programme")] = fact("The programme.", reads="schedule")
    year: Year = fact("The calendar year.", reads="schedule")
    source: Line = fact("The system that it was taken from.", reads="schedule")
    as_of: Day = fact("The day of the extract.", reads="schedule")
    unit: BillingUnit = fact("Unit of all quantities.", reads="schedule")
    rows: tuple[BillingRow, ...] = fact("By month of the pricing date, one row per price.", reads="schedule")
    control_total: ControlTotal = fact("Of the extract; the rows add up to it.", reads="price")

    def heading(self, book: "Book") -> str:
        """The vehicle and the year."""
        programme = book.get(self.programme)
        return f"{programme.heading(book) if programme else self.programme}, {self.year}"


def counting_billings(book: "Book") -> Mapping[tuple[str, int], Billing]:
    """By programme and calendar year the billing that counts (K8): the latest extract, equal days by id."""

    def counted() -> dict[tuple[str, int], Billing]:
        ordered = sorted(book.all(Billing), key=lambda one: (one.as_of, one.id))
        return {(one.programme, one.year): one for one in ordered if one.as_of <= book.as_of}

    return book.remembered("billings that count", counted)
