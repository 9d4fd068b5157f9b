"""The model of a price: the lines of one part, site, currency and price type, each with layers and its own track."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import Day, Delta, Flag, Literal, UnitPrice, item_ref, ref
from kamdocs.core.layers import Layer, Layers
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track
from kamdocs.core.trade import PriceType as PriceType

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class LineState(StrEnum):
    """How far a price line is agreed."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    AGREED = "agreed"
    LOADED = "loaded"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"


HELD = frozenset({LineState.AGREED, LineState.LOADED, LineState.CONTESTED})
"""States in which a line is a price, not a wish."""

LINE_TRACK = Track(
    states=(
        State("draft"),
        State("proposed", after=("draft",), proof=2),
        State("agreed_in_principle", after=("proposed",), proof=1),
        State("agreed", after=("draft", "proposed", "agreed_in_principle", "contested"), proof=3),
        State("loaded", after=("agreed", "contested"), proof=4, silent="PRC003"),
        State("contested", after=("agreed", "loaded"), proof=3),
        State("withdrawn", after=("draft", "proposed", "agreed_in_principle")),
    ),
    order=("draft", "proposed", "agreed_in_principle", "agreed", "loaded"),
    as_if={"contested": "agreed"},
    live=("agreed", "loaded", "contested"),
    binds_from="agreed",
)

_REASONS = (
    "lta",
    "change",
    "index_adjustment",
    "mandated_component",
    "productivity_idea",
    "tool",
    "obligation",
    "nomination",
    "customer_order",
    "document",
    "communication",
)


class BuildUp(Item):
    """One reason why a line differs from the line before it."""

    because: Annotated[str, item_ref(*_REASONS)] = fact("What moved the price.", binding=True)
    layer: Layer = fact("The layer that it moved.", binding=True)
    delta: Delta = fact("By how much, with its sign.", binding=True)
    effective: Day | None = maybe("From which day; absent = `valid_from` of the line.", binding=True)


def _follows(block: "PriceLine", record: "Price") -> bool:
    """Whether this line comes after another one of the file."""
    return any(line.valid_from < block.valid_from for line in record.lines)


class PriceLine(Item):
    """The price from one day on. Once agreed it is never edited, only followed."""

    one_unit: ClassVar[tuple[tuple[str, ...], ...]] = (("unit_price", "layers", "build_up.delta"),)

    valid_from: Day = fact("First day.", key=True, binding=True)
    valid_to: Day | None = maybe(
        "Last day, included; absent = the day before the next line.", binding=True, may_be_added=True
    )
    technical_index: Literal = fact("The technical index it pays.", binding=True)
    unit_price: UnitPrice = fact("The price.", binding=True)
    layers: Layers | None = maybe("The price by layer; the layers add up to it.", code="PRC016", binding=True)
    build_up: tuple[BuildUp, ...] = maybe(
        "Why it differs from the line before.",
        default=(),
        binding=True,
        need=Need("after the first line", _follows, code="PRC004"),
    )
    provisional: Flag = maybe("An index value behind it is not final yet.", default=False)
    track: tuple[Entry[LineState], ...] = fact("What was done to agree it.")


class Price(Record):
    """The prices of one part, for one site, in one currency, of one price type."""

    about: ClassVar[About] = About(
        slug="price",
        folder="prices",
        prefix="PRC",
        example="PRC-4711-009-A-MEL",
        plural="Prices",
        home=Class.PRICE,
    )
    tracks: ClassVar[dict[str, Track]] = {"lines.track": LINE_TRACK}

    part: Annotated[str, ref("part")] = fact("The part.", reads="price")
    site: Annotated[str, ref("customer_site")] = fact("The site of the customer.", reads="price")
    price_type: PriceType = fact("In which phase it counts.", reads="price")
    agreed_in: Annotated[str, ref("document")] | None = maybe("The agreement it rests on.", reads="price")
    lines: tuple[PriceLine, ...] = fact("The prices by date.", reads="price", code="PRC001")

    def heading(self, book: "Book") -> str:
        """Description of the part and name of the site."""
        part, site = book.get(self.part), book.get(self.site)
        return f"{part.heading(book) if part else self.part}, {site.heading(book) if site else self.site}"
