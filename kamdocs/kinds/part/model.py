"""The model of a part: its technical indices with bill of material, and their introductions at the customer's sites."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import field_validator

from kamdocs.core.audience import Class
from kamdocs.core.facts import Binds, Item, Need, fact, maybe
from kamdocs.core.forms import AnyQuantity, Day, Flag, Line, Literal, Share, ref
from kamdocs.core.numbers import refuse
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Lifecycle(StrEnum):
    """Where a part stands."""

    PROTOTYPE = "prototype"
    SERIES = "series"
    SERVICE = "service"
    CLOSED = "closed"


class PpapState(StrEnum):
    """State of the release of a technical index for series."""

    NONE = "none"
    SUBMITTED = "submitted"
    INTERIM = "interim"
    APPROVED = "approved"
    REJECTED = "rejected"


class PlantShare(Item):
    """What share of the part a plant makes."""

    plant: Annotated[str, ref("plant")] = fact("The plant.", key=True)
    share: Share = fact("Its share; all shares add up to 100 %.")


class Introduction(Item):
    """When a technical index comes to a site."""

    site: Annotated[str, ref("customer_site")] = fact("The site.", key=True)
    planned_on: Day | None = maybe("Planned first shipment.")
    shipped_from: Day | None = maybe("First shipment to this site, written by the plant.")
    evidence: tuple[Annotated[str, ref()], ...] = maybe("What proves it.", default=())


class BomLine(Item):
    """One component of a part."""

    component: Literal = fact("Number of the component.", key=True)
    quantity: AnyQuantity = fact("How much of it goes into one part.")
    mandated: Flag = maybe("Whether the customer fixes its supplier and price; absent: no.", default=False)


class TechnicalIndex(Item):
    """One released state of the drawing."""

    binds: ClassVar[tuple[Binds, ...]] = (Binds("from `release_date`", days=(("release_date",),)),)

    index: Literal = fact("As other records cite it in `technical_index`.", key=True, binding=True)
    release_date: Day = fact("The day of the release; from then on it binds.", binding=True)
    customer_release: Annotated[str, ref("communication", "document")] | None = maybe("The customer's release.")
    drawing: Annotated[str, ref("document")] | None = maybe("The drawing.")
    ppap_state: PpapState = fact("State of its release for series; other records are compared with this.")
    ppap_on: Day | None = maybe(
        "The day of that state.",
        need=Need("if a PPAP state", lambda block, record: block.ppap_state is not PpapState.NONE),
        refused_with=("ppap_state", PpapState.NONE.value),
    )
    replaced_by: Literal | None = maybe("The next index.")
    introductions: tuple[Introduction, ...] = maybe("When it comes to which site.", default=())
    bom: tuple[BomLine, ...] = fact("What one part consists of.", binding=True)


class Part(Record):
    """A part we sell, with its technical indices, bills of material and introductions."""

    about: ClassVar[About] = About(
        slug="part",
        folder="parts",
        prefix="PRT",
        example="PRT-4711-009-A",
        plural="Parts",
        home=Class.SCHEDULE,
    )

    programme: Annotated[str, ref("programme")] = fact("The programme it is built for.", reads="schedule")
    customer_number: Literal = fact("Its number, exactly as the customer writes it.", reads="schedule")
    description: Line = fact("What it is.", reads="schedule")
    plants: tuple[PlantShare, ...] = fact("Where we make it.", reads="schedule")
    # Exactly one is needed once the group has product lines: that need comes with that kind.
    product_line: Annotated[str, ref("product_line")] | None = maybe("The line it belongs to.", reads="schedule")
    lifecycle: Lifecycle = fact("Where the part stands.", reads="schedule")
    technical_indices: tuple[TechnicalIndex, ...] = fact("Released states of its drawing.", reads="schedule")

    @field_validator("plants")
    @classmethod
    def _add_up(cls, plants: tuple[PlantShare, ...]) -> tuple[PlantShare, ...]:
        together = sum((one.share for one in plants), Decimal(0))
        if together != 100:
            refuse("VAL013", f"shares of `{{field}}` add up to {together} %, not to 100 %", "Correct the shares.")
        return plants

    def heading(self, book: "Book") -> str:
        """What it is."""
        return self.description

    def index(self, letter: str) -> TechnicalIndex | None:
        """The technical index with this name."""
        return next((one for one in self.technical_indices if one.index == letter), None)

    def index_in_series(self, site: str, on: date) -> TechnicalIndex | None:
        """The index that a site gets on a day (K7).

        The one shipped last on or before the day; where none was ever shipped to that site, the one planned last on
        or before it.

        Returns:
            None if it is unknown.
        """
        here = [(one, there) for one in self.technical_indices for there in one.introductions if there.site == site]
        shipped = [(there.shipped_from, one) for one, there in here if there.shipped_from]
        planned = [(there.planned_on, one) for one, there in here if there.planned_on]
        known = [(day, one) for day, one in shipped or planned if day <= on]
        return max(known, key=lambda pair: pair[0])[1] if known else None
