"""The model of a customer's site: where we deliver, on which terms, and which date selects the price there."""

import re
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import fact, maybe
from kamdocs.core.forms import Form, Line
from kamdocs.core.numbers import refuse
from kamdocs.core.record import About, Record
from kamdocs.core.trade import Incoterm, PricingDate

if TYPE_CHECKING:
    from kamdocs.core.book import Book


def _parse_code(text: str) -> str:
    if re.fullmatch(r"[A-Z0-9]{2,6}", text):
        return text
    refuse("VAL016", f'"{text}" is not 2 to 6 capitals or digits', "Shorten it: ids of prices carry this code.")


SiteCode = Annotated[str, Form("code", "MEL", _parse_code, "2 to 6 capitals or digits.")]


class CustomerSite(Record):
    """A delivery point of the customer."""

    about: ClassVar[About] = About(
        slug="customer_site",
        folder="customer-sites",
        prefix="SIT",
        example="SIT-MELFI",
        plural="Customer sites",
        home=Class.SCHEDULE,
    )

    name: Line = fact("Name of the site.", reads="schedule")
    code: SiteCode = fact("Short form inside ids: `PRC-…-MEL`.", reads="schedule")
    pricing_date_basis: PricingDate = fact("Which date selects the price here.", reads="schedule")
    incoterm: Incoterm = fact("Delivery term of the site.", reads="schedule")
    place: Line = fact("Named place of the delivery term.", reads="schedule")
    edi_id: Line | None = maybe("How call-off messages name the site.", reads="schedule")

    def heading(self, book: "Book") -> str:
        """The name of the site."""
        return self.name
