"""The model of an offer: what we propose, at which price and on which basis, who validated it, which round counts."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import (
    AnyQuantity,
    Day,
    Line,
    Literal,
    Money,
    NamedPeriod,
    PaymentTerms,
    Percent,
    Pieces,
    PiecesPerWeek,
    Positive,
    Text,
    UnitPrice,
    Word,
    Year,
    ref,
)
from kamdocs.core.layers import Layer
from kamdocs.core.proof import Approval
from kamdocs.core.record import About, Record
from kamdocs.core.reductions import Reductions
from kamdocs.core.track import Entry, State, Track, state_on
from kamdocs.core.trade import Incoterm, PriceType, VolumeSource, YearlyPieces

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class OfferState(StrEnum):
    """How far the offer is."""

    DRAFT = "draft"
    IN_VALIDATION = "in_validation"
    VALIDATED = "validated"
    SENT = "sent"
    IN_NEGOTIATION = "in_negotiation"
    ACCEPTED = "accepted"
    LOST = "lost"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Treatment(StrEnum):
    """How one tool is paid."""

    LUMP_SUM = "lump_sum"
    AMORTISED = "amortised"
    CUSTOMER_SUPPLIED = "customer_supplied"


class ToolingTreatment(StrEnum):
    """How the tools of an offer are paid, taken together."""

    LUMP_SUM = "lump_sum"
    AMORTISED = "amortised"
    CUSTOMER_SUPPLIED = "customer_supplied"
    MIXED = "mixed"
    NONE = "none"


class DevelopmentTreatment(StrEnum):
    """How the development is paid."""

    LUMP_SUM = "lump_sum"
    AMORTISED = "amortised"
    NONE = "none"


class Result(StrEnum):
    """What somebody who validates an offer says of it."""

    OK = "ok"
    NOT_OK = "not_ok"


_AT_THE_CUSTOMER = ("sent", "in_negotiation")

OFFER_TRACK = Track(
    states=(
        State("draft", after=("in_validation", "validated")),
        State("in_validation", after=("draft",)),
        State("validated", after=("in_validation",)),
        State("sent", after=("validated",), proof=2),
        State("in_negotiation", after=("sent",), proof=1),
        State("accepted", after=_AT_THE_CUSTOMER, proof=4),
        State("lost", after=_AT_THE_CUSTOMER),
        State("superseded", after=_AT_THE_CUSTOMER),
        State("withdrawn", after=("validated", *_AT_THE_CUSTOMER)),
    ),
    order=("draft", "in_validation", "validated", *_AT_THE_CUSTOMER, "accepted"),
    live=_AT_THE_CUSTOMER,
    binds_from="sent",
)

NOT_COUNTING = frozenset({OfferState.DRAFT, OfferState.WITHDRAWN, OfferState.SUPERSEDED})
"""States in which a round is not the one that counts."""

TERMS = (
    "sop",
    "lifetime_volume",
    "capacity_apw",
    "capacity_mpw",
    "capacity_investment",
    "price_basis",
    "tooling_total",
    "development_total",
    "tooling_lines",
    "development_treatment",
    "mandated_lines",
    "lta_proposed",
    "assumptions",
    "exclusions",
)
"""What holds for an offer as a whole, beside its lines: rounds are compared by it, and the next one keeps it."""


def _from(state: str) -> Callable[[Any, Any], bool]:
    return lambda block, record: OFFER_TRACK.at_least(state_on(record.track), state)


def _asked(field: str) -> Need:
    """Needed if the answered request says this as well."""

    def states(block: "Offer", book: "Book") -> bool:
        asked = book.get(block.rfq)
        return asked is not None and asked.said(field) is not None

    return Need("if the RFQ states it", states, of_book=True)


class OfferLine(Item):
    """The price of one part, at one site, of one price type."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    site: Annotated[str, ref("customer_site")] = fact("The site of the customer.", key=True)
    price_type: PriceType = fact("In which phase the price counts.", key=True)
    technical_index: Literal = fact("The technical index that is priced.")
    unit_price: UnitPrice = fact("The price that we offer.")
    volumes: dict[Year, YearlyPieces] = fact("Pieces by calendar year.", reads="schedule")


class IndexBase(Item):
    """The period of a published series that the price rests on."""

    series: Annotated[str, ref("index_series")] = fact("The series.")
    period: NamedPeriod = fact("The period of its values.")


class FxBase(Item):
    """The period of exchange rates that the price rests on."""

    series: Annotated[str, ref("fx_series")] = fact("The series.")
    period: NamedPeriod = fact("The period of its rates.")


_BASIS = Need("from in_validation", _from("in_validation"), code="OFR007")


class PriceBasis(Item):
    """What the price rests on; the next negotiation starts here."""

    incoterm: Incoterm | None = maybe("Delivery term.", need=_BASIS)
    place: Line | None = maybe("Named place of the delivery term.", need=_BASIS)
    payment_terms: PaymentTerms | None = maybe("When we are paid.", need=_BASIS)
    price_year: Year | None = maybe("The year whose prices are meant.", need=_BASIS)
    volume_basis: VolumeSource | None = maybe("Where the volumes come from.", need=_BASIS)
    tooling_treatment: ToolingTreatment | None = maybe("How the tools are paid.", need=_BASIS)
    index_base: tuple[IndexBase, ...] = maybe("Periods of the indices behind raw material.", default=())
    fx_base: tuple[FxBase, ...] = maybe("Periods of the exchange rates behind foreign cost.", default=())


class ToolingLine(Item):
    """A tool in the offer: what it costs us, and what we ask for it."""

    what: Line = fact("What it is.", key=True)
    part: Annotated[str, ref("part")] | None = maybe("The part that is made with it.")
    tool: Annotated[str, ref("tool")] | None = maybe("Its record.")
    cost: Money = fact("What it costs us.")
    price: Money = fact("What the customer pays for it.")
    treatment: Treatment | None = maybe("How it is paid.")


class MandatedLine(Item):
    """A component in an offered part whose price the customer fixes."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    component: Literal = fact("Number of the component, as in the BOM.", key=True)
    quantity: AnyQuantity = fact("How much of it goes into one part.")
    unit_price: UnitPrice = fact("The price that the customer agreed for it.")
    handling_fee: Percent | None = maybe(
        "Our fee on it.", reads="price", need=Need("with mandated_lines", lambda block, record: True)
    )


class LtaProposed(Reductions):
    """The yearly reductions that we propose."""

    basis_decision: Approval | None = maybe("Who decided on the full price, with mandated or indexed content.")


class Exclusion(Item):
    """Something that is not in the offer."""

    change: Annotated[str, ref("change")] | None = maybe("The open change that is not in it.")
    says: Text = fact("What is not in it, as the offer says.")


class OfferException(Item):
    """A difference from the request that is meant."""

    field: Line = fact("The field that differs.", key=True)
    because: Text | None = maybe("Why.")


class Validation(Item):
    """One function's word on this version."""

    role: Word = fact("In which function: a role of policy `offer_roles`.", key=True)
    by: Annotated[str, ref("contact")] = fact("Who of ours.")
    on: Day = fact("On which day.")
    result: Result = fact("Whether it is in order.")
    because: Text | None = maybe("Why.")


class Move(Item):
    """Why a layer of a price moved against the round before."""

    part: Annotated[str, ref("part")] = fact("The part.")
    layer: Layer = fact("The layer that moved.")
    because: Text | None = maybe("Why.")


class Offer(Record):
    """Our dated, versioned and validated proposal."""

    about: ClassVar[About] = About(
        slug="offer", folder="offers", prefix="OFR", example="OFR-2024-0118", plural="Offers", home=Class.PRICE
    )
    tracks: ClassVar[dict[str, Track]] = {"track": OFFER_TRACK}
    one_unit: ClassVar[tuple[tuple[str, ...], ...]] = (("lines.unit_price",),)
    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("tooling_total", "tooling_lines.cost", "tooling_lines.price"),
    )

    rfq: Annotated[str, ref("rfq")] | None = maybe("The request that it answers.", reads="price", binding=True)
    change: Annotated[str, ref("change")] | None = maybe(
        "The change that it answers.", reads="price", binding=True, refused_with=("rfq", "")
    )
    round: Positive = fact("1, 2, … of the same request or change.", reads="price", binding=True)
    lines: tuple[OfferLine, ...] = fact("The prices.", reads="price", binding=True)
    priced_on: Day | None = maybe(
        "The day on which a price last changed.",
        reads="price",
        binding=True,
        need=Need("from in_validation", _from("in_validation")),
    )
    valid_until: Day | None = maybe(
        "Last day on which it stands.", reads="price", binding=True, need=Need("from validated", _from("validated"))
    )
    sop: Day | None = maybe(
        "Start of production that the prices rest on.", reads="schedule", binding=True, need=_asked("sop")
    )
    lifetime_volume: Pieces | None = maybe(
        "Pieces over the life of the programme.", reads="schedule", binding=True, need=_asked("lifetime_volume")
    )
    capacity_apw: PiecesPerWeek | None = maybe(
        "Average week that we offer.", reads="schedule", binding=True, need=_asked("capacity_apw")
    )
    capacity_mpw: PiecesPerWeek | None = maybe(
        "Peak week that we offer.", reads="schedule", binding=True, need=_asked("capacity_mpw")
    )
    capacity_investment: Annotated[str, ref("document")] | None = maybe(
        "The investment for capacity that is not there yet.", reads="price", binding=True
    )
    price_basis: PriceBasis | None = maybe("What the prices rest on.", reads="price", binding=True, need=_BASIS)
    tooling_total: Money | None = maybe("What the tools cost the customer.", reads="price", binding=True)
    development_total: Money | None = maybe("What the development costs the customer.", reads="price", binding=True)
    tooling_lines: tuple[ToolingLine, ...] = maybe(
        "The tools, one by one.",
        default=(),
        reads="price",
        binding=True,
        need=Need("if tooling_total", lambda block, record: record.tooling_total is not None, code="OFR015"),
    )
    development_treatment: DevelopmentTreatment | None = maybe(
        "How the development is paid.",
        reads="price",
        binding=True,
        need=Need("if development_total", lambda block, record: record.development_total is not None),
    )
    mandated_lines: tuple[MandatedLine, ...] = maybe(
        "Components that the customer fixes, as the BOM of the offered index has them.",
        default=(),
        reads="material",
        binding=True,
        code="OFR003",
    )
    lta_proposed: LtaProposed | None = maybe("Yearly reductions that we propose.", reads="price", binding=True)
    assumptions: tuple[Text, ...] = maybe(
        "What the offer rests on; printed in it.", default=(), reads="price", binding=True
    )
    exclusions: tuple[Exclusion, ...] = maybe("What is not in it.", default=(), reads="price", binding=True)
    exceptions: tuple[OfferException, ...] = maybe(
        "Differences from the request that are meant.", default=(), reads="price", binding=True
    )
    validations: tuple[Validation, ...] = maybe(
        "Who validated this version.",
        default=(),
        reads="price",
        binding=True,
        need=Need("from validated", _from("validated"), code="OFR005"),
    )
    moves: tuple[Move, ...] = maybe(
        "Why a price moved against the round before.", default=(), reads="price", binding=True
    )
    track: tuple[Entry[OfferState], ...] = fact("What happened to it.", reads="price")

    def heading(self, book: "Book") -> str:
        """The request or change, and the round."""
        answered = book.get(self.answers)
        name = answered.heading(book) if answered else self.answers or "Offer"
        return f"{name}, round {self.round}"

    @property
    def answers(self) -> str | None:
        """The request or change that it answers."""
        return self.rfq or self.change

    def line(self, part: str, site: str, price_type: PriceType | None = None) -> OfferLine | None:
        """The line of a part at a site; without a price type the first one."""
        return next(
            (
                line
                for line in self.lines
                if (line.part, line.site) == (part, site) and price_type in (None, line.price_type)
            ),
            None,
        )


def offers_answering(book: "Book", answers: str) -> tuple[Offer, ...]:
    """The offers that answer a request or change, by round, among equal rounds by id."""
    return _answering(book).get(answers, ())


def _answering(book: "Book") -> Mapping[str, tuple[Offer, ...]]:
    def grouped() -> dict[str, tuple[Offer, ...]]:
        found: dict[str, list[Offer]] = {}
        for offer in book.all(Offer):
            if offer.answers:
                found.setdefault(offer.answers, []).append(offer)
        return {name: tuple(sorted(offers, key=lambda one: one.round)) for name, offers in found.items()}

    return book.remembered("offers by what they answer", grouped)


def counting_offer(book: "Book", answers: str, as_of: date | None = None) -> Offer | None:
    """The offer that counts (K8): of the highest round, unless it is a draft, withdrawn or superseded.

    Args:
        book: The account.
        answers: Id of the request or change.
        as_of: The day; None reads the last entry of each track.
    """
    for offer in reversed(offers_answering(book, answers)):
        state = state_on(offer.track, as_of)
        if state is not None and state not in NOT_COUNTING:
            return offer
    return None
