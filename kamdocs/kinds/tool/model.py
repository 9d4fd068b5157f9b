"""The model of a tool: what it is for, where it stands, who paid it, and both of its tracks."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import Day, Flag, Line, Literal, Money, Percent, Pieces, Positive, Shots, ref
from kamdocs.core.proof import Approval, Attachment
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Ownership(StrEnum):
    """Who has the title today."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    SHARED = "shared"


class Funding(StrEnum):
    """How the tool is paid."""

    LUMP_SUM = "lump_sum"
    AMORTISED = "amortised"
    MIXED = "mixed"
    CUSTOMER_SUPPLIED = "customer_supplied"


class AmortisationForm(StrEnum):
    """How interest is computed."""

    NONE = "none"
    COMPOUND = "compound"
    ANNUITY = "annuity"


class Disposition(StrEnum):
    """What happens to the tool after the end of production."""

    KEEP = "keep"
    STORE = "store"
    TRANSFER = "transfer"
    SCRAP = "scrap"


class StoragePaidBy(StrEnum):
    """Who pays for keeping it."""

    CUSTOMER = "customer"
    US = "us"


class ToolState(StrEnum):
    """Where the tool is in its life."""

    ESTIMATED = "estimated"
    QUOTED = "quoted"
    ORDERED_BY_CUSTOMER = "ordered_by_customer"
    RELEASED_INTERNALLY = "released_internally"
    IN_BUILD = "in_build"
    AT_PLANT = "at_plant"
    PPAP_APPROVED = "ppap_approved"
    SERIES = "series"
    SERVICE_HOLD = "service_hold"
    DISPOSAL_REQUESTED = "disposal_requested"
    DISPOSAL_AUTHORISED = "disposal_authorised"
    SCRAPPED = "scrapped"
    RETURNED = "returned"
    SOLD = "sold"
    TRANSFERRED = "transferred"


class PaymentState(StrEnum):
    """How far the tool is paid."""

    INVOICED = "invoiced"
    PART_PAID = "part_paid"
    PAID = "paid"
    REGISTERED = "registered"


_USED = ("series", "service_hold")
_GONE = ("series", "service_hold", "disposal_authorised")
_LIVE = (
    "estimated",
    "quoted",
    "ordered_by_customer",
    "released_internally",
    "in_build",
    "at_plant",
    "ppap_approved",
    "series",
    "service_hold",
    "disposal_requested",
    "disposal_authorised",
)

PHYSICAL = Track(
    states=(
        State("estimated"),
        State("quoted", after=("estimated",)),
        State("ordered_by_customer", after=("estimated", "quoted"), proof=4),
        State("released_internally", after=("quoted", "ordered_by_customer"), sign="internal_validation"),
        State("in_build", after=("released_internally",)),
        State("at_plant", after=("in_build",)),
        State("ppap_approved", after=("at_plant",)),
        State("series", after=("ppap_approved",)),
        State("service_hold", after=("series",)),
        State("disposal_requested", after=_USED, proof=2),
        State("disposal_authorised", after=("disposal_requested",), proof=3),
        State("scrapped", after=("disposal_authorised",), proof=3),
        State("returned", after=_GONE, proof=3),
        State("sold", after=_GONE, proof=3),
        State("transferred", after=_GONE, proof=3),
    ),
    order=(*_LIVE, "scrapped"),
    live=_LIVE,
    binds_from="ordered_by_customer",
)

PAYMENT = Track(
    states=(
        State("invoiced", proof=2),
        State("part_paid", after=("invoiced",), proof=5, silent="TLG003"),
        State("paid", after=("invoiced", "part_paid"), proof=5, silent="TLG003"),
        State("registered", after=("paid",), proof=5, silent="TLG003"),
    ),
    order=("invoiced", "part_paid", "paid", "registered"),
    live=("invoiced", "part_paid", "paid"),
)


class ToolPart(Item):
    """A part that the tool makes."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    technical_index: Literal = fact("The index the tool is built for.")


class ShotsUsed(Item):
    """How much of its life is used."""

    count: Shots = fact("Shots so far.")
    on: Day = fact("The day of the count.")


class Review(Item):
    """A new estimate of the volume that carries the amortisation."""

    on: Day = fact("The day of the review.", key=True)
    volume_estimate: Pieces = fact("The volume expected from then on.")


class Amortisation(Item):
    """What is paid with the piece price."""

    total: Money = fact("The amount to be recovered.")
    volume: Pieces = fact("Over how many pieces.")
    from_: Day = fact("First day.")
    form: AmortisationForm = fact("How interest is computed.")
    interest: Percent | None = maybe("Interest a year.")
    months: Positive | None = maybe("Over how many months.")
    reviews: tuple[Review, ...] = maybe("Reviews of the volume.", default=())


class ToolRelease(Approval):
    """The release of an amount before anything is committed to the toolmaker."""

    amount: Money = fact("The amount released.")


class Inventory(Item):
    """A day on which the tool was seen."""

    on: Day = fact("The day.", key=True)
    evidence: tuple[Annotated[str, ref()], ...] = maybe("The confirmation.", default=())


class ToolRiskRelease(Approval):
    """A release before the customer's order, with its end."""

    until: Day = fact("Last day on which it counts.")
    price_per_day: Money = fact("What a day costs us.")
    cost_ceiling: Money = fact("What it may cost at most.")


class BookValue(Item):
    """What the tool is worth in our books."""

    amount: Money = fact("The buy-out price.")
    on: Day = fact("The day of the value.")


class EopPlan(Item):
    """What happens after the end of production."""

    disposition: Disposition = fact("What happens to it.")
    decided_on: Day | None = maybe("The day of the decision.")
    all_time_buy: Flag | None = maybe("Whether the customer bought for all time.")
    storage_paid_by: StoragePaidBy | None = maybe(
        "Who pays for keeping it.", reads="price", need=Need("with eop_plan", lambda block, record: True)
    )


def _from(state: str) -> Callable[[Any, Any], bool]:
    return lambda block, record: PHYSICAL.at_least(state_on(record.track), state)


def _in(*states: ToolState) -> Callable[[Any, Any], bool]:
    return lambda block, record: state_on(record.track) in states


_AT_PLANT = Need("from at_plant", _from("at_plant"))
_AT_PLANT_TLG012 = Need("from at_plant", _from("at_plant"), code="TLG012")


class Tool(Record):
    """A specific tool, from estimate to scrap."""

    about: ClassVar[About] = About(
        slug="tool", folder="tools", prefix="TOL", example="TOL-0093", plural="Tools", home=Class.SCHEDULE
    )
    tracks: ClassVar[dict[str, Track]] = {"track": PHYSICAL, "payment_track": PAYMENT}
    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = (("agreed_amount", "cost"),)

    description: Line = fact("What it is.", reads="schedule")
    customer_tag: Literal | None = maybe(
        "The customer's asset number on the tool.", reads="schedule", need=_AT_PLANT_TLG012
    )
    parts: tuple[ToolPart, ...] = fact("What it makes.", reads="schedule")
    plant: Annotated[str, ref("plant")] = fact("Where it works.", reads="schedule")
    location: Line | None = maybe(
        "Where it stands: a plant, or the site of the tier-2.", reads="schedule", need=_AT_PLANT_TLG012
    )
    toolmaker: Line | None = maybe(
        "Who builds it.", reads="schedule", need=Need("from released_internally", _from("released_internally"))
    )
    cavities: Positive = fact("Pieces a shot.", reads="schedule")
    shots_guaranteed: Shots | None = maybe("Life that the toolmaker guarantees.", reads="schedule", need=_AT_PLANT)
    shots_used: ShotsUsed | None = maybe("Life used so far.", reads="schedule", need=_AT_PLANT)
    insured_by: Line | None = maybe("Who insures it.", reads="schedule", need=_AT_PLANT_TLG012)
    files: tuple[Attachment, ...] = maybe(
        "Photo of the tool and its tag.", default=(), reads="schedule", need=_AT_PLANT_TLG012
    )
    ownership: Ownership = fact("Who has the title today.", reads="schedule")
    funding: Funding = fact("How it is paid.", reads="price")
    offer: Annotated[str, ref("offer")] | None = maybe("Where it was offered.", reads="price")
    change: Annotated[str, ref("change")] | None = maybe("What changed it.", reads="schedule")
    agreed_amount: Money | None = maybe(
        "What the customer agreed to pay.",
        reads="price",
        binding=True,
        need=Need("if not customer_supplied", lambda block, record: record.funding is not Funding.CUSTOMER_SUPPLIED),
    )
    cost: Money | None = maybe("What it cost us.", reads="price", need=_AT_PLANT)
    amortisation: Amortisation | None = maybe(
        "What is paid with the piece price.",
        reads="price",
        binding=True,
        need=Need("if amortised or mixed", lambda block, record: record.funding in {Funding.AMORTISED, Funding.MIXED}),
    )
    internal_validation: ToolRelease | None = maybe(
        "Released before any commitment to the toolmaker.",
        reads="price",
        need=Need("from released_internally", _from("released_internally"), code="TLG001"),
    )
    inventories: tuple[Inventory, ...] = maybe("Days on which it was seen.", default=(), reads="schedule")
    risk_release: ToolRiskRelease | None = maybe("Released before the customer's order.", reads="price")
    book_value: BookValue | None = maybe(
        "What it is worth in our books.",
        reads="price",
        need=Need("if ownership supplier", lambda block, record: record.ownership is Ownership.SUPPLIER, code="TLG015"),
    )
    end_of_service_hold: Day | None = maybe("Kept at least until this day.", reads="schedule")
    eop_plan: EopPlan | None = maybe("What happens after the end of production.", reads="schedule")
    disposal_authorisation: Annotated[str, ref("communication", "document")] | None = maybe(
        "The customer's permission to scrap it.",
        reads="schedule",
        need=Need(
            "if disposal_authorised or scrapped",
            _in(ToolState.DISPOSAL_AUTHORISED, ToolState.SCRAPPED),
            code="TLG006",
        ),
    )
    track: tuple[Entry[ToolState], ...] = fact("Where it is in its life.", reads="schedule")
    payment_track: tuple[Entry[PaymentState], ...] = maybe("How far it is paid.", default=(), reads="price")

    def heading(self, book: "Book") -> str:
        """The description."""
        return self.description


def tools_of_change(book: "Book", change: str) -> tuple[Tool, ...]:
    """The tools that name a change, by id."""

    def grouped() -> dict[str, tuple[Tool, ...]]:
        found: dict[str, tuple[Tool, ...]] = {}
        for tool in book.all(Tool):
            if tool.change is not None:
                found[tool.change] = (*found.get(tool.change, ()), tool)
        return found

    return book.remembered("tools by change", grouped).get(change, ())
