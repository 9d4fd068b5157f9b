"""The model of a productivity idea: what it saves and costs, how mature it is, and which step it pays for."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Binds, Item, Need, fact, maybe
from kamdocs.core.forms import Day, Flag, Money, Pieces, Share, Text, UnitPrice, item_ref, ref
from kamdocs.core.headings import first_words
from kamdocs.core.proof import Approval
from kamdocs.core.record import About, Record
from kamdocs.core.track import Entry, State, Track, state_on

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class IdeaType(StrEnum):
    """Where the saving comes from."""

    PRODUCT = "product"
    PROCESS = "process"
    PURCHASING = "purchasing"
    LOGISTICS = "logistics"


class VolumeFrom(StrEnum):
    """Where the volume comes from."""

    CONTRACT = "contract"
    PLAN = "plan"


class Maturity(StrEnum):
    """How sure the saving is."""

    HG1 = "HG1"
    HG2 = "HG2"
    HG3 = "HG3"
    HG4 = "HG4"
    HG5 = "HG5"
    DROPPED = "dropped"


IDEA_TRACK = Track(
    states=(
        State("HG1", after=("HG2",)),
        State("HG2", after=("HG1", "HG3")),
        State("HG3", after=("HG2", "HG4"), sign="approval"),
        State("HG4", after=("HG3", "HG5")),
        State("HG5", after=("HG4",), sign="verified"),
        State("dropped", after=("HG1", "HG2", "HG3", "HG4")),
    ),
    order=("HG1", "HG2", "HG3", "HG4", "HG5"),
    live=("HG1", "HG2", "HG3", "HG4", "HG5"),
    binds_from="HG3",
)


def _from(state: str) -> Callable[[Any, Any], bool]:
    return lambda block, record: IDEA_TRACK.at_least(state_on(record.track), state)


def _product_from_hg4(block: "ProductivityIdea", record: "ProductivityIdea") -> bool:
    return block.type is IdeaType.PRODUCT and _from("HG4")(block, record)


class VolumeBasis(Item):
    """The pieces a year on which the saving rests."""

    source: VolumeFrom = fact("Where they come from.")
    quantity: Pieces = fact("Pieces a year.")


_HG2, _HG3, _HG5 = (Need(f"from {state}", _from(state)) for state in ("HG2", "HG3", "HG5"))


class ProductivityIdea(Record):
    """A candidate saving; its track is its maturity."""

    about: ClassVar[About] = About(
        slug="productivity_idea",
        folder="productivity-ideas",
        prefix="IDE",
        example="IDE-2024-0021",
        plural="Productivity ideas",
        home=Class.MATERIAL,
    )
    tracks: ClassVar[dict[str, Track]] = {"track": IDEA_TRACK}
    one_currency: ClassVar[tuple[tuple[str, ...], ...]] = (("gross_saving", "one_off_cost"),)
    binds: ClassVar[tuple[Binds, ...]] = (Binds("from HG3", fields=("counted_in",), state="HG3"),)

    type: IdeaType = fact("Where the saving comes from.", reads="schedule")
    description: Text = fact("What is saved, and how.", reads="schedule")
    parts: tuple[Annotated[str, ref("part")], ...] = fact("The parts.", reads="schedule")
    gross_saving: UnitPrice | None = maybe("What it saves per piece.", reads="material", need=_HG2)
    one_off_cost: Money | None = maybe(
        "Development, tools, tests and financing; a zero is written.", reads="material", need=_HG2
    )
    volume_basis: VolumeBasis | None = maybe("The pieces on which it rests.", reads="material", need=_HG2)
    implementation_date: Day | None = maybe("First day of the saving.", reads="schedule", need=_HG3)
    approval: Approval | None = maybe("Who decided and planned it.", reads="material", need=_HG3)
    our_share: Share | None = maybe("What we keep.", reads="price", need=_HG3)
    customer_share: Share | None = maybe("What the customer gets.", reads="price", need=_HG3)
    counted_in: tuple[Annotated[str, item_ref("lta", "offer")], ...] = maybe(
        "The committed or proposed step that it pays for; one at most.", default=(), reads="price", binding=True
    )
    internal_budget: Flag = fact("Whether our own budget counts it instead.", reads="price")
    change: Annotated[str, ref("change")] | None = maybe(
        "The change that brings it.",
        reads="schedule",
        need=Need("from HG4, if product", _product_from_hg4, code="LTA010"),
    )
    verified: Approval | None = maybe("Controlling's statement.", reads="material", need=_HG5)
    track: tuple[Entry[Maturity], ...] = fact("How mature it was when.", reads="schedule")

    def heading(self, book: "Book") -> str:
        """The first words of the description."""
        return first_words(self.description)
