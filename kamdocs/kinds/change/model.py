"""The model of a change: its technical and its commercial side, what it costs, and who released it before agreement."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import field_validator

from kamdocs.core.audience import Class
from kamdocs.core.facts import Binds, Item, Need, fact, maybe
from kamdocs.core.forms import Day, Line, Literal, Money, Pieces, QuantityDelta, Text, ref
from kamdocs.core.headings import first_words
from kamdocs.core.layers import Layers
from kamdocs.core.money import Money as MoneyValue
from kamdocs.core.numbers import between
from kamdocs.core.proof import Approval
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Initiator(StrEnum):
    """Who raised the change."""

    CUSTOMER = "customer"
    US = "us"
    TIER2 = "tier2"


class ToolingImpact(StrEnum):
    """What the change asks of our tools."""

    NONE = "none"
    MODIFICATION = "modification"
    NEW_TOOL = "new_tool"


class Recovery(StrEnum):
    """How a one-off comes back."""

    ORDER = "order"
    PRICE_LAYER = "price_layer"
    WAIVED = "waived"


class MandatedAction(StrEnum):
    """What happens to a mandated component."""

    ADDED = "added"
    REMOVED = "removed"
    SUBSTITUTED = "substituted"


class Door(StrEnum):
    """What a risk release opens before the change is agreed."""

    LAUNCH = "launch"
    INTRODUCE = "introduce"


class TechnicalState(StrEnum):
    """How far the change is, technically."""

    INQUIRY = "inquiry"
    CREATED = "created"
    ANALYSED = "analysed"
    COMMENTED = "commented"
    APPROVED = "approved"
    ORDERED = "ordered"
    IMPLEMENTED = "implemented"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class CommercialState(StrEnum):
    """How far the money of the change is agreed."""

    NOT_ASSESSED = "not_assessed"
    QUOTED = "quoted"
    IN_NEGOTIATION = "in_negotiation"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    AGREED = "agreed"
    ORDERED = "ordered"
    INVOICED = "invoiced"
    REFUSED = "refused"
    WAIVED = "waived"


_BEFORE_END = ("inquiry", "created", "analysed", "commented", "approved", "ordered")
_IN_TALKS = ("quoted", "in_negotiation", "agreed_in_principle")

TECHNICAL = Track(
    states=(
        State("inquiry"),
        State("created", after=("inquiry",)),
        State("analysed", after=("created",)),
        State("commented", after=("analysed",)),
        State("approved", after=("analysed", "commented")),
        State("ordered", after=("approved",), proof=4, silent="CHG014"),
        State("implemented", after=("ordered",)),
        State("closed", after=("implemented",)),
        State("cancelled", after=_BEFORE_END),
    ),
    order=(*_BEFORE_END, "implemented", "closed"),
    live=(*_BEFORE_END, "implemented"),
)

COMMERCIAL = Track(
    states=(
        State("not_assessed"),
        State("quoted", after=("not_assessed", "refused"), proof=2),
        State("in_negotiation", after=("quoted",), proof=2),
        State("agreed_in_principle", after=("quoted", "in_negotiation"), proof=1),
        State("agreed", after=_IN_TALKS, proof=3),
        State("ordered", after=("agreed",), proof=4),
        State("invoiced", after=("ordered",), proof=4),
        State("refused", after=_IN_TALKS, proof=3),
        State("waived", after=_IN_TALKS, sign="free_of_charge"),
    ),
    order=("not_assessed", *_IN_TALKS, "agreed", "ordered", "invoiced"),
    as_if={"waived": "agreed"},
    live=("not_assessed", *_IN_TALKS, "refused"),
    binds_from="agreed",
)


class BomDelta(Item):
    """A component whose quantity changes."""

    component: Literal = fact("Number of the component, as in the BOM.", key=True)
    quantity: QuantityDelta = fact("By how much, with its sign.")


def _agreed(block: Any, record: "Change") -> bool:
    return COMMERCIAL.at_least(state_on(record.commercial_track), "agreed")


def _quoted(block: Any, record: "Change") -> bool:
    return COMMERCIAL.at_least(state_on(record.commercial_track), "quoted")


def _analysed(block: Any, record: "Change") -> bool:
    return TECHNICAL.at_least(state_on(record.technical_track), "analysed")


def _approved(block: Any, record: "Change") -> bool:
    return TECHNICAL.at_least(state_on(record.technical_track), "approved")


def _with_one_off(block: "Change", record: "Change") -> bool:
    return _agreed(block, record) and record.one_off is not None and record.one_off.is_above_zero


def _gift(block: "Change", record: "Change") -> bool:
    waived = state_on(record.commercial_track) is CommercialState.WAIVED
    return waived or record.one_off_recovery is Recovery.WAIVED


class ChangeLine(Item):
    """A part that changes from one index to the next."""

    one_unit: ClassVar[tuple[tuple[str, ...], ...]] = (("price_delta",),)

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    sites: tuple[Annotated[str, ref("customer_site")], ...] = maybe(
        "Sites that change; absent = every site with a price.", default=()
    )
    index_from: Literal = fact("The index before.")
    index_to: Literal = fact("The index after.")
    bom_delta: tuple[BomDelta, ...] = maybe("What the BOM gains and loses; absent = unchanged.", default=())
    price_delta: Layers | None = maybe(
        "By how much each layer moves.", reads="price", need=Need("from commercial agreed", _agreed)
    )

    @property
    def has_new_index(self) -> bool:
        """Whether the index moves; if not, shipments and prices of the index say nothing of this change."""
        return self.index_from != self.index_to


class OneOff(Item):
    """What is paid once; a zero is written."""

    tooling: Money | None = maybe("Tools.")
    validation: Money | None = maybe("Tests and approvals.")
    obsolescence: Money | None = maybe("Stock that nobody takes.")
    development: Money | None = maybe("Development.")

    @property
    def amounts(self) -> tuple[Money, ...]:
        """The amounts that are written."""
        found = (self.tooling, self.validation, self.obsolescence, self.development)
        return tuple(amount for amount in found if amount is not None)

    @property
    def total(self) -> MoneyValue | None:
        """The written amounts together; None without any, or in two currencies."""
        currencies = {one.currency for one in self.amounts}
        if len(currencies) != 1:
            return None
        first, *others = self.amounts
        return MoneyValue(sum((one.amount for one in others), first.amount), first.currency)

    @property
    def is_above_zero(self) -> bool:
        """Whether something has to be recovered."""
        return any(amount.amount > 0 for amount in self.amounts)


class StockExposure(Item):
    """Stock and authorised material of the old index; a zero is written."""

    quantity: Pieces = fact("Pieces.")
    amount: Money = fact("What they are worth.")
    assessed_on: Day = fact("The day of the count.")


class MandatedImpact(Item):
    """What happens to a component that the customer mandates."""

    component: Literal = fact("Number of the component.", key=True)
    action: MandatedAction = fact("What happens to it.")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("Who directed it.", default=())


class _Door(Item):
    door: Door = fact("What it opens.", key=True)


_WITH_RELEASE = Need("with risk_releases", lambda block, record: True, code="CHG003")


class RiskRelease(Approval, _Door):
    """A release before the change is agreed, with its end and its ceiling."""

    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = (("price_per_day", "cost_ceiling"),)

    on: Day = fact("The day of the signature; authority is judged on it.", key=True)
    until: Day | None = maybe("Last day on which it counts.", need=_WITH_RELEASE)
    price_per_day: Money | None = maybe("What a day costs us.", need=_WITH_RELEASE)
    cost_ceiling: Money | None = maybe("What it may cost at most.", need=_WITH_RELEASE)

    @field_validator("price_per_day", "cost_ceiling")
    @classmethod
    def _not_below_zero(cls, money: MoneyValue | None) -> MoneyValue | None:
        if money is not None:
            between(money, money.amount, "0", "")
        return money


class Change(Record):
    """A technical change with its commercial side: nothing is launched or introduced before it is agreed."""

    about: ClassVar[About] = About(
        slug="change",
        folder="changes",
        prefix="CHG",
        example="CHG-2024-0187",
        plural="Changes",
        home=Class.SCHEDULE,
    )
    tracks: ClassVar[dict[str, Track]] = {"technical_track": TECHNICAL, "commercial_track": COMMERCIAL}
    binds: ClassVar[tuple[Binds, ...]] = (
        Binds("from commercial agreed", fields=("lines", "one_off"), state="agreed", track="commercial_track"),
        Binds("always", fields=("risk_releases",)),
    )
    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = (("lines.price_delta", "one_off"),)

    customer_reference: Line | None = maybe("Their number: ECR, ECN.", reads="schedule")
    initiator: Initiator = fact("Who raised it.", reads="schedule")
    reason: Text = fact("What changes and why.", reads="schedule")
    received_on: Day = fact("The day it was received, or raised by us.", reads="schedule")
    quote_due: Day | None = maybe(
        "Last day for our quote; absent = by the customer's `change_quote_deadline`.", reads="schedule"
    )
    introduction_date: Day | None = maybe(
        "Planned first shipment.", reads="schedule", need=Need("from technical approved", _approved)
    )
    lines: tuple[ChangeLine, ...] = fact("The parts that change.", reads="schedule", binding=True)
    one_off: OneOff | None = maybe("What is paid once.", reads="price", binding=True, need=Need("from quoted", _quoted))
    one_off_recovery: Recovery | None = maybe(
        "How the one-off comes back.",
        reads="price",
        need=Need("if a one-off is above zero, from agreed", _with_one_off, code="CHG009"),
    )
    stock_exposure: StockExposure | None = maybe(
        "Stock of the old index.", reads="price", need=Need("from analysed", _analysed, code="CHG008")
    )
    tooling_impact: ToolingImpact | None = maybe(
        "What it asks of our tools.", reads="schedule", need=Need("from analysed", _analysed, code="CHG008")
    )
    mandated_impact: tuple[MandatedImpact, ...] = maybe(
        "Mandated components that come, go or are replaced.", default=(), reads="material"
    )
    internal_release_on: Day | None = maybe("Released to plant or engineering.", reads="schedule")
    tier2_order_on: Day | None = maybe("Ordered from a tier-2.", reads="schedule")
    first_cost_on: Day | None = maybe("First cost booked.", reads="schedule")
    risk_releases: tuple[RiskRelease, ...] = maybe(
        "Releases before the change is agreed.", default=(), reads="price", binding=True
    )
    free_of_charge: Approval | None = maybe(
        "Who gave it away.", reads="price", need=Need("if waived", _gift, code="CHG011")
    )
    technical_track: tuple[Entry[TechnicalState], ...] = fact("The technical side.", reads="schedule")
    commercial_track: tuple[Entry[CommercialState], ...] = fact("The commercial side.", reads="price")

    def heading(self, book: "Book") -> str:
        """The first words of the reason."""
        return first_words(self.reason)

    def asked_proof(self, state: State, on: date, book: "Book") -> int:
        """A binding paper where the one-offs are above policy `one_off_order`."""
        if state.name != "agreed" or self.one_off is None:
            return state.proof
        limit = book.policy.limit("one_off_order", on=on)
        amounts = self.one_off.amounts
        if limit is None or any(amount.currency != limit.currency for amount in amounts):
            return state.proof
        return 4 if sum(amount.amount for amount in amounts) > limit.amount else state.proof
