"""The model of a request for quotation: what the customer asks for, by when, and how the request ended."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import Day, Form, Line, Literal, Percent, Pieces, PiecesPerWeek, Year, ref
from kamdocs.core.forms import UnitPrice as UnitPriceField
from kamdocs.core.money import UnitPrice
from kamdocs.core.parsing import parse_unit_price, percent_parser
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on
from kamdocs.core.trade import ReductionBasis, YearlyPieces

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class RfqState(StrEnum):
    """How far the request is."""

    EXPECTED = "expected"
    RECEIVED = "received"
    FEASIBILITY = "feasibility"
    QUOTING = "quoting"
    ANSWERED = "answered"
    AWARDED = "awarded"
    LOST = "lost"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class LostBecause(StrEnum):
    """Why the business went elsewhere."""

    PRICE = "price"
    TECHNOLOGY = "technology"
    CAPACITY = "capacity"
    CUSTOMER_STRATEGY = "customer_strategy"
    OWN_CHOICE = "own_choice"


_OPEN = ("expected", "received", "feasibility", "quoting", "answered")

RFQ_TRACK = Track(
    states=(
        State("expected"),
        State("received", after=("expected",), proof=3),
        State("feasibility", after=("received",), proof=3),
        State("quoting", after=("feasibility",), proof=3),
        State("answered", after=("quoting",), proof=2),
        State("awarded", after=("answered",), proof=4),
        State("lost", after=("answered",)),
        State("declined", after=("received", "feasibility", "quoting")),
        State("cancelled", after=_OPEN),
    ),
    order=(*_OPEN, "awarded"),
    live=_OPEN,
    binds_from="answered",
)

_percent = percent_parser("", "")


class Points(str):
    """A percentage as it was written, where a field takes a unit price as well: `2.5 %`."""

    @property
    def value(self) -> Decimal:
        """The percentage in points."""
        return _percent(self)


def _parse_gap(text: str) -> Points | UnitPrice:
    if not text.endswith("%"):
        return parse_unit_price(text)
    _percent(text)
    return Points(text)


PriceGap = Annotated[Points | UnitPrice, Form("percent or unit price", "2.5 %", _parse_gap, "`2.5 %`, `0.0800 EUR`.")]


def _from(state: str) -> Callable[[Any, Any], bool]:
    return lambda block, record: RFQ_TRACK.at_least(state_on(record.track), state)


def _expected(block: Any, record: "Rfq") -> bool:
    return state_on(record.track) is RfqState.EXPECTED


def _gone(block: Any, record: "Rfq") -> bool:
    return state_on(record.track) in {RfqState.LOST, RfqState.DECLINED}


class RfqLine(Item):
    """A part that is asked for, at one site."""

    part: Annotated[str, ref("part")] = fact("The part.", key=True)
    site: Annotated[str, ref("customer_site")] = fact("The site of the customer.", key=True)
    technical_index: Literal = fact("The technical index that is asked for.")
    target_price: UnitPriceField | None = maybe("The price that the customer aims at.")
    volumes: dict[Year, YearlyPieces] = maybe(
        "Pieces by calendar year.", default={}, reads="schedule", need=Need("from received", _from("received"))
    )


class RequiredStep(Item):
    """The reduction that is asked for one year."""

    year: Year = fact("The calendar year.", key=True)
    rate: Percent = fact("By how much the base falls.")


class RequiredLta(Item):
    """The yearly reductions that the request asks for."""

    basis: ReductionBasis = fact("What they are taken from.")
    steps: tuple[RequiredStep, ...] = fact("The reductions by year.")


class Rfq(Record):
    """The customer's request, from the day on which we expect it."""

    about: ClassVar[About] = About(
        slug="rfq", folder="rfqs", prefix="RFQ", example="RFQ-2024-0003", plural="RFQs", home=Class.PRICE
    )
    tracks: ClassVar[dict[str, Track]] = {"track": RFQ_TRACK}

    programme: Annotated[str, ref("programme")] = fact("The programme.", reads="schedule")
    customer_reference: Line | None = maybe("Their number of the request.", reads="price")
    expected_on: Day | None = maybe(
        "The day on which we expect it.", reads="price", binding=True, need=Need("if expected", _expected)
    )
    known_from: Annotated[str, ref("communication", "contact")] | None = maybe(
        "The record, or the person, that we know it from.", reads="price", need=Need("if expected", _expected)
    )
    received_on: Day | None = maybe(
        "The day on which it came.", reads="price", binding=True, need=Need("from received", _from("received"))
    )
    due_on: Day | None = maybe(
        "Last day for our offer.", reads="price", binding=True, need=Need("from received", _from("received"))
    )
    lines: tuple[RfqLine, ...] = maybe(
        "The parts that are asked for.",
        default=(),
        reads="price",
        binding=True,
        need=Need("from received", _from("received")),
    )
    sop: Day | None = maybe("Start of production, as the request says.", reads="schedule", binding=True)
    eop: Day | None = maybe("End of production, as the request says.", reads="schedule", binding=True)
    lifetime_volume: Pieces | None = maybe("Pieces over the life of the programme.", reads="schedule")
    capacity_apw: PiecesPerWeek | None = maybe("Average week that is asked for.", reads="schedule")
    capacity_mpw: PiecesPerWeek | None = maybe("Peak week that is asked for.", reads="schedule")
    required_lta: RequiredLta | None = maybe("Yearly reductions that are asked for.", reads="price")
    mandated_components: tuple[Literal, ...] = maybe(
        "Numbers of components that the customer fixes.", default=(), reads="material"
    )
    tnc: Annotated[str, ref("document")] | None = maybe("General terms of the request.", reads="price")
    feasibility: Annotated[str, ref("document")] | None = maybe(
        "The signed feasibility.", reads="price", need=Need("from quoting", _from("quoting"))
    )
    lost_because: LostBecause | None = maybe(
        "Why it was lost or declined.", reads="price", need=Need("if lost or declined", _gone, code="OFR021")
    )
    price_gap: PriceGap | None = maybe("Known distance to the price that won.", reads="price")
    decided_by: Annotated[str, ref("contact")] | None = maybe(
        "Who decided: of theirs, or of ours where we declined.",
        reads="price",
        need=Need("if lost or declined", _gone, code="OFR021"),
    )
    track: tuple[Entry[RfqState], ...] = fact("What happened to it.", reads="price")

    def heading(self, book: "Book") -> str:
        """Vehicle, and the number that the customer gave it."""
        programme = book.get(self.programme)
        vehicle = programme.heading(book) if programme else self.programme
        return f"{vehicle}, {self.customer_reference}" if self.customer_reference else vehicle
