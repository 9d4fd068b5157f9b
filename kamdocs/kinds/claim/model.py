"""The model of a claim: who demands what on which ground, the inputs of its formula, its track to the settlement."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.dated import Period
from kamdocs.core.facts import Binds, Item, Need, fact, maybe
from kamdocs.core.forms import (
    CostRate,
    Day,
    Hours,
    Length,
    Line,
    Money,
    MonthOf,
    Pieces,
    Share,
    Word,
    item_ref,
    ref,
)
from kamdocs.core.proof import Approval
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Direction(StrEnum):
    """Who pays if it succeeds."""

    ON_CUSTOMER = "on_customer"
    ON_US = "on_us"


class Category(StrEnum):
    """What the demand is about."""

    MISSING_PRODUCTION_STRUCTURAL = "missing_production_structural"
    MISSING_PRODUCTION_SHORT_NOTICE = "missing_production_short_notice"
    LOST_MARGIN = "lost_margin"
    RAW_MATERIAL = "raw_material"
    FX = "fx"
    ENERGY = "energy"
    LOGISTICS_PREMIUM = "logistics_premium"
    OBSOLESCENCE = "obsolescence"
    CHANGE_UNPAID = "change_unpaid"
    MANDATED_PRICE = "mandated_price"
    DEVELOPMENT = "development"
    UNAMORTISED_BALANCE = "unamortised_balance"
    EARLY_EOP = "early_eop"
    QUALITY_CHARGEBACK = "quality_chargeback"
    CUSTOMER_DEBIT = "customer_debit"
    LATE_INTEREST = "late_interest"
    OTHER = "other"


class Method(StrEnum):
    """The formula behind the amount; `stated` = the figure of the other side."""

    VOLUME_FLOOR = "volume_floor"
    VOLUME_REVENUE = "volume_revenue"
    VOLUME_INVESTMENT = "volume_investment"
    VOLUME_AVERAGE = "volume_average"
    SHORT_NOTICE = "short_notice"
    AUTHORISATION = "authorisation"
    INDEX = "index"
    EXCHANGE_RATE = "exchange_rate"
    UNAMORTISED_BALANCE = "unamortised_balance"
    CHANGE = "change"
    LATE_INTEREST = "late_interest"
    STATED = "stated"


class Cause(StrEnum):
    """Why pieces are missing."""

    CUSTOMER_DEMAND = "customer_demand"
    OUR_DELIVERY = "our_delivery"
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


class SettlementForm(StrEnum):
    """In what a claim was settled."""

    LUMP_SUM = "lump_sum"
    PIECE_PRICE = "piece_price"
    VOLUME = "volume"
    AWARD = "award"
    CREDIT_NOTE = "credit_note"
    TOOLING = "tooling"
    NONE = "none"


class ClaimState(StrEnum):
    """How far the claim is."""

    IDENTIFIED = "identified"
    QUANTIFIED = "quantified"
    VALIDATED = "validated"
    NOTIFIED = "notified"
    SUBMITTED = "submitted"
    IN_NEGOTIATION = "in_negotiation"
    AGREED = "agreed"
    SETTLED = "settled"
    CLOSED = "closed"
    TRADED = "traded"
    REJECTED = "rejected"
    ABANDONED = "abandoned"


VOLUME_CATEGORIES = frozenset(
    {Category.MISSING_PRODUCTION_STRUCTURAL, Category.MISSING_PRODUCTION_SHORT_NOTICE, Category.LOST_MARGIN}
)
_VOLUME_METHODS = (Method.VOLUME_FLOOR, Method.VOLUME_REVENUE, Method.VOLUME_INVESTMENT, Method.VOLUME_AVERAGE)
_OPEN = ("identified", "quantified", "validated", "notified", "submitted", "in_negotiation", "agreed")

TRACK = Track(
    states=(
        State("identified"),
        State("quantified", after=("identified",)),
        State("validated", after=("quantified",), sign="validated"),
        State("notified", after=("validated",), proof=2),
        State("submitted", after=("notified",), proof=2),
        State("in_negotiation", after=("submitted", "rejected"), proof=2),
        State("agreed", after=("submitted", "in_negotiation"), proof=3),
        State("settled", after=("agreed",), proof=5),
        State("closed", after=("settled", "traded", "rejected", "abandoned")),
        State("traded", after=("in_negotiation", "agreed"), proof=4),
        State("rejected", after=("submitted", "in_negotiation"), proof=3),
        State("abandoned", after=_OPEN, sign="concession_approval"),
    ),
    order=(*_OPEN, "settled", "closed"),
    live=_OPEN,
    binds_from="submitted",
)


class Basis(Item):
    """The ground of the demand: a clause of a paper, or the law."""

    document: Annotated[str, ref("document")] | None = maybe("The paper.")
    clause: Line | None = maybe("Its clause.")
    legal_ground: Line | None = maybe("The law.")


class Shortfall(Item):
    """A month below the minimum."""

    month: MonthOf = fact("The month.", key=True)
    minimum: Pieces = fact("What was to be taken.")
    actual: Pieces = fact("What was taken.")
    excluded: Pieces | None = maybe("Pieces that do not count.")


class Cut(Item):
    """A firm day that was cut."""

    day: Day = fact("The day.", key=True)
    firm: Pieces = fact("What was firm.")
    taken: Pieces = fact("What was taken.")


def _from(state: str) -> Callable[[Any, Any], bool]:
    return lambda block, record: TRACK.at_least(state_on(record.track), state)


def _by(*methods: Method) -> Callable[[Any, Any], bool]:
    return lambda block, record: record.method in methods


def _went_through(*states: str) -> Callable[[Any, Any], bool]:
    return lambda block, record: any(entry.state in states for entry in record.track)


def _on_us(block: Any, record: "Claim") -> bool:
    return record.direction is Direction.ON_US


def _volume_category(block: Any, record: "Claim") -> bool:
    return record.category in VOLUME_CATEGORIES


def _cost_avoidable(block: Any, record: "Claim") -> bool:
    by_volume = record.method in (*_VOLUME_METHODS, Method.SHORT_NOTICE)
    return (by_volume or record.category is Category.EARLY_EOP) and _from("quantified")(block, record)


_SHORT = Need("if short_notice", _by(Method.SHORT_NOTICE))
_IF_SETTLED = Need("if settled or traded", _went_through("settled", "traded"))


class Claim(Record):
    """A quantified commercial demand, ours or the customer's."""

    about: ClassVar[About] = About(
        slug="claim", folder="claims", prefix="CLM", example="CLM-2024-0014", plural="Claims", home=Class.CLAIM
    )
    tracks: ClassVar[dict[str, Track]] = {"track": TRACK}
    binds: ClassVar[tuple[Binds, ...]] = (
        Binds("from submitted", fields=("amount_claimed", "basis", "period", "parts", "method"), state="submitted"),
        Binds("from agreed", state="agreed"),
    )

    direction: Direction = fact("Who pays if it succeeds.", reads="claim", binding=True)
    category: Category = fact("What the demand is about.", reads="claim", binding=True)
    parts: tuple[Annotated[str, ref("part")], ...] = fact("The parts.", reads="claim", binding=True)
    period: Period = fact("The time it speaks of.", reads="claim", binding=True)
    event_on: Day = fact("The day from which the notice period runs.", reads="claim", binding=True)
    notice_period: Length | None = maybe(
        "Of the cited clause; absent = the customer's `claim_notice` or `termination_claim`.",
        reads="claim",
        binding=True,
    )
    basis: Basis | None = maybe("The ground of the demand.", reads="claim", binding=True, code="CLM001")
    method: Method | None = maybe(
        "The formula.", reads="claim", binding=True, need=Need("from quantified", _from("quantified"))
    )
    commitment: Annotated[str, item_ref("nomination")] | None = maybe(
        "The volume commitment.", reads="claim", binding=True, need=Need("if a volume method", _by(*_VOLUME_METHODS))
    )
    cost_elements: tuple[Word, ...] = maybe(
        "Elements of the cost breakdown that count.",
        default=(),
        reads="claim",
        binding=True,
        need=Need(
            "if volume_floor, volume_average or short_notice",
            _by(Method.VOLUME_FLOOR, Method.VOLUME_AVERAGE, Method.SHORT_NOTICE),
        ),
    )
    actual_volume: Pieces | None = maybe(
        "Taken in the period.",
        reads="claim",
        binding=True,
        need=Need("if volume_floor or volume_investment", _by(Method.VOLUME_FLOOR, Method.VOLUME_INVESTMENT)),
    )
    actual_revenue: Money | None = maybe(
        "Revenue of the period.",
        reads="claim",
        binding=True,
        need=Need("if volume_revenue", _by(Method.VOLUME_REVENUE)),
    )
    shortfalls: tuple[Shortfall, ...] = maybe(
        "Months below the minimum.",
        default=(),
        reads="claim",
        binding=True,
        need=Need("if volume_average", _by(Method.VOLUME_AVERAGE)),
    )
    cuts: tuple[Cut, ...] = maybe("Firm days that were cut.", default=(), reads="claim", binding=True, need=_SHORT)
    idle_hours: Hours | None = maybe("Hours without work; a zero is written.", reads="claim", binding=True, need=_SHORT)
    hourly_rate: CostRate | None = maybe("Cost of an hour.", reads="claim", binding=True, need=_SHORT)
    premium_freight: Money | None = maybe("Extra freight; a zero is written.", reads="claim", binding=True, need=_SHORT)
    obsolescence: Money | None = maybe(
        "Stock that nobody takes; a zero is written.", reads="claim", binding=True, need=_SHORT
    )
    call_off: Annotated[str, item_ref("call_off")] | None = maybe(
        "The authorisation.", reads="claim", binding=True, need=Need("if authorisation", _by(Method.AUTHORISATION))
    )
    index_clause: Annotated[str, ref("price_index_clause")] | None = maybe(
        "The index clause.", reads="claim", binding=True, need=Need("if index", _by(Method.INDEX))
    )
    tool: Annotated[str, ref("tool")] | None = maybe(
        "The tool.", reads="claim", binding=True, need=Need("if unamortised_balance", _by(Method.UNAMORTISED_BALANCE))
    )
    change: Annotated[str, ref("change")] | None = maybe(
        "The change.", reads="claim", binding=True, need=Need("if change", _by(Method.CHANGE))
    )
    invoices: tuple[Annotated[str, item_ref("ledger")], ...] = maybe(
        "The late invoices.",
        default=(),
        reads="claim",
        binding=True,
        need=Need("if late_interest", _by(Method.LATE_INTEREST)),
    )
    cause: Cause | None = maybe(
        "Why pieces are missing.",
        reads="claim",
        binding=True,
        need=Need("if a volume category", _volume_category, code="CLM011"),
    )
    avoided_cost: Money | None = maybe(
        "Cost that did not arise.",
        reads="claim",
        binding=True,
        need=Need("if volume, short notice or early EOP, from quantified", _cost_avoidable, code="CLM012"),
    )
    amount_claimed: Money | None = maybe(
        "As in the letter.", reads="claim", binding=True, need=Need("from quantified", _from("quantified"))
    )
    amount_expected: Money | None = maybe("What we think it ends at.", reads="claim", binding=True, may_be_added=True)
    probability: Share | None = maybe("How likely that is.", reads="claim", binding=True, may_be_added=True)
    recognised_amount: Money | None = maybe("In our forecast.", reads="claim", binding=True, may_be_added=True)
    validated: Approval | None = maybe(
        "Controlling has checked it.", reads="claim", binding=True, need=Need("from validated", _from("validated"))
    )
    reply_due: Day | None = maybe("Last day for our reply.", reads="claim", binding=True, need=Need("if on_us", _on_us))
    answered_by: Annotated[str, ref("communication")] | None = maybe(
        "Our reply.", reads="claim", binding=True, may_be_added=True
    )
    settled_amount: Money | None = maybe(
        "What it was settled at.", reads="claim", binding=True, may_be_added=True, need=_IF_SETTLED
    )
    settlement_form: SettlementForm | None = maybe(
        "In what it was settled.", reads="claim", binding=True, may_be_added=True, need=_IF_SETTLED
    )
    settled_by: tuple[Annotated[str, item_ref("ledger", "receivable", "document", "price")], ...] = maybe(
        "What settled it.",
        default=(),
        reads="claim",
        binding=True,
        may_be_added=True,
        need=Need("if settled", _went_through("settled"), code="CLM007"),
    )
    concession_approval: Approval | None = maybe(
        "Who let it go.",
        reads="claim",
        binding=True,
        may_be_added=True,
        need=Need("if abandoned", _went_through("abandoned"), code="CLM014"),
    )
    track: tuple[Entry[ClaimState], ...] = fact("What was done with it.", reads="claim")

    def heading(self, book: "Book") -> str:
        """Category and period."""
        return f"{in_words(self.category)}, {self.period}"

    def asked_proof(self, state: State, on: date, book: "Book") -> int:
        """A claim on us is notified and submitted by the customer's own letter."""
        if self.direction is Direction.ON_US and state.name in {"notified", "submitted"}:
            return 3
        return state.proof


def in_words(category: Category) -> str:
    """The category as a heading names it."""
    shown = {Category.FX: "Exchange rates", Category.EARLY_EOP: "Early EOP"}
    return shown.get(category) or category.value.replace("_", " ").capitalize()
