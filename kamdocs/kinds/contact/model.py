"""The model of a person: business data only, and what a customer's person may decide."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.dated import DayPeriod
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import Day, FunctionForm, Line, Money, Rank, ref
from kamdocs.core.parsing import parse_line
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Side(StrEnum):
    """For whom the person works."""

    INTERNAL = "internal"
    CUSTOMER = "customer"
    TIER2 = "tier2"


class Authority(StrEnum):
    """Level of a customer's buyer, where no amount is known."""

    NONE = "none"
    BUYER = "buyer"
    LEAD_BUYER = "lead_buyer"
    DIRECTOR = "director"
    VP = "vp"


class DecidesTopic(StrEnum):
    """What somebody decides: a topic of the team, or anything."""

    ANY = "any"
    PRICES_AND_CONTRACT = "prices_and_contract"
    PRODUCT_PRODUCTIVITY = "product_productivity"
    PROCESS_PRODUCTIVITY = "process_productivity"
    CHANGES = "changes"
    CLAIMS = "claims"
    TOOLING = "tooling"
    CASH = "cash"
    SCHEDULE_AND_VOLUMES = "schedule_and_volumes"
    ACQUISITION = "acquisition"
    RELATIONSHIP = "relationship"


class Decides(Item):
    """Up to which amount the person decides on a topic."""

    topic: DecidesTopic = fact("The topic.", key=True)
    up_to: Money = fact("Highest amount of one decision.")
    known_from: Annotated[str, ref()] | None = maybe(
        "The record from which we know it.",
        need=Need("if an amount", lambda block, record: True, code="CON008"),
    )


def _is_customers(block: "Contact", record: "Contact") -> bool:
    return block.side is Side.CUSTOMER


PersonFunction = Annotated[
    str,
    FunctionForm(
        "function",
        "kam",
        parse_line,
        "Ours: a name of policy `functions`; others: one line.",
        applies=lambda block: block.side is Side.INTERNAL,
    ),
]


class Contact(Record):
    """A person, ours or theirs, with business data only."""

    about: ClassVar[About] = About(
        slug="contact",
        folder="people",
        prefix="PER",
        example="PER-0007",
        plural="People",
        home=Class.CONTACT,
        lives="both",
    )

    name: Line | None = maybe(
        "The name; it stands nowhere else and is erased in time.",
        reads="contact",
        need=Need("if a person in office", lambda block, record: block.left_on is None),
    )
    side: Side = fact("For whom the person works.", reads="contact", binding=True)
    function: PersonFunction = fact("What the person is; authority and roles hang on it.", reads="contact")
    level: Rank | None = maybe(
        "Level of management, 1 = first; 0 = none.", reads="contact", need=Need("if `side: customer`", _is_customers)
    )
    reports_to: Annotated[str, ref("contact")] | None = maybe("Whose report the person is.", reads="contact")
    site: Annotated[str, ref("customer_site")] | None = maybe("Where the customer's person works.", reads="contact")
    business_email: Line | None = maybe("Business address.", reads="contact")
    business_phone: Line | None = maybe("Business number.", reads="contact")
    verified_on: Day | None = maybe(
        "Last day on which all this was confirmed.",
        reads="contact",
        need=Need(
            "if a person of the other side", lambda block, record: block.side is not Side.INTERNAL, code="CON001"
        ),
    )
    replaces: Annotated[str, ref("contact")] | None = maybe("Whom the person followed.", reads="contact")
    left_on: Day | None = maybe("Last day in this function.", reads="contact")
    retention_until: Day | None = maybe("Keep the name until; absent: `left_on` and the limit.", reads="contact")
    authority: Authority | None = maybe(
        "How far the signature of the customer's person reaches, where `decides` is silent.",
        reads="price",
        need=Need("if `side: customer`", _is_customers),
    )
    decides: tuple[Decides, ...] = maybe("What the person may decide, by topic.", default=(), reads="price")
    host_login: Line | None = maybe(
        "Login on the Git host.", reads="contact", refused_without=("side", Side.INTERNAL.value)
    )
    git_emails: tuple[Line, ...] = maybe(
        "Addresses in commits.", default=(), reads="contact", refused_without=("side", Side.INTERNAL.value)
    )
    away: tuple[DayPeriod, ...] = maybe(
        "Days of absence, without a reason.",
        default=(),
        reads="contact",
        refused_without=("side", Side.INTERNAL.value),
    )

    def heading(self, book: "Book") -> str:
        """Name and function; the function alone once the name is erased."""
        function = self.function.replace("_", " ")
        return f"{self.name}, {function}" if self.name else function
