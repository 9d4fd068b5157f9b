"""The model of a customer: who leads the account, and the terms that hold for all of its parts and sites."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import Country, Flag, Length, Line, Money, MonthDay, PaymentTerms, Percent, PriceDecimals, ref
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class CumReset(StrEnum):
    """When the customer's cumulative quantities start again from zero."""

    CALENDAR_YEAR = "calendar_year"
    FISCAL_YEAR = "fiscal_year"
    CUSTOMER = "customer"


class ToolPriceRule(StrEnum):
    """What the customer pays for a tool."""

    AGREED = "agreed"
    LOWER = "lower_of_agreed_and_actual"


class PriceColumn(Item):
    """A column of the customer's price list."""

    heading: Line = fact("Heading of the column, in the customer's words.", key=True)
    shows: Line = fact("The field or figure of a price that stands in it.")


class Customer(Record):
    """The group that negotiates; one per account."""

    about: ClassVar[About] = About(
        slug="customer",
        folder="customers",
        prefix="CUS",
        example="CUS-AURORA",
        plural="Customers",
        home=Class.PRICE,
    )

    name: Line = fact("Name of the group.", reads="schedule")
    account_lead: Annotated[str, ref("contact")] = fact(
        "In charge where neither a responsibility nor an `owner` says otherwise.", reads="contact"
    )
    seller_country: Country = fact("Whose law limits payment terms and sets late interest.", reads="schedule")
    payment_terms: PaymentTerms = fact("Agreed terms of payment; other papers are compared with these.", reads="price")
    price_decimals: PriceDecimals = maybe(
        "Decimals of unit prices and their moves; absent: 4.", default=4, reads="schedule"
    )
    tnc: Annotated[str, ref("document")] | None = maybe("General terms that were agreed last.", reads="price")
    change_quote_deadline: Length | None = maybe("Time to quote a change, from its receipt.", reads="price")
    claim_notice: Length | None = maybe("Notice period of a claim, from the event.", reads="price")
    termination_claim: Length | None = maybe(
        "The same for `unamortised_balance` and `early_eop`, from the event.", reads="price"
    )
    retro_min_amount: Money | None = maybe("A retro run below it is kept and not billed.", reads="price")
    # Required once the account has call-offs: the need comes with that kind.
    cum_reset_rule: CumReset | None = maybe(
        "When cumulative quantities restart; `customer` = on the day that the message names.", reads="schedule"
    )
    fiscal_year_start: MonthDay | None = maybe(
        "First day of the customer's fiscal year.",
        reads="schedule",
        need=Need(
            "if `cum_reset_rule: fiscal_year`", lambda block, record: block.cum_reset_rule is CumReset.FISCAL_YEAR
        ),
        refused_without=("cum_reset_rule", "fiscal_year"),
    )
    frozen_horizon: Length | None = maybe("How far ahead a call-off is firm.", reads="schedule")
    service_obligation: Length | None = maybe(
        "Time after the end of series in which we still deliver; a day at the programme goes first.", reads="schedule"
    )
    tool_price_rule: ToolPriceRule = fact("What the customer pays for a tool.", reads="price")
    tool_markup_allowed: Flag = fact("Whether a margin on tools is accepted.", reads="price")
    mandated_handling_cap: Percent | None = maybe("Highest fee on components that they mandate.", reads="price")
    calendar: Annotated[str, ref("calendar")] | None = maybe("Days on which they do not work.", reads="schedule")
    price_list: tuple[PriceColumn, ...] = maybe("Columns of their price list.", default=(), reads="price")

    def heading(self, book: "Book") -> str:
        """The name of the group."""
        return self.name
