"""The model of a vehicle programme: the leading place of SOP, EOP and the end of service."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import Item, Need, fact, maybe
from kamdocs.core.forms import Day, Line, PiecesPerWeek, ref
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Phase(StrEnum):
    """Where a programme stands."""

    ACQUISITION = "acquisition"
    DEVELOPMENT = "development"
    SERIAL_LIFE = "serial_life"
    SERVICE = "service"
    CLOSED = "closed"


class CapacityStatus(StrEnum):
    """Whether the capacity is there."""

    INSTALLED = "installed"
    PLANNED = "planned"


class Capacity(Item):
    """Weekly pieces that a plant keeps for this account from a day on."""

    plant: Annotated[str, ref("plant")] = fact("The plant.", key=True)
    valid_from: Day = fact("First day.", key=True)
    apw: PiecesPerWeek = fact("Average week.")
    mpw: PiecesPerWeek = fact("Peak week.")
    status: CapacityStatus = fact("Installed, or only planned.")
    investment: Annotated[str, ref("document")] | None = maybe("Paper of the investment behind it.")


def _has_no_frozen_schedule(programme: "Programme", book: "Book") -> bool:
    """Whether no milestone schedule of the programme has been frozen, as far as schedules are in this copy."""
    if "milestone_schedule" in book.absent_kinds or book.has_unread("milestone-schedules"):
        return False
    return programme.id not in book.remembered("programmes with frozen schedule", lambda: frozenset(_frozen(book)))


def _frozen(book: "Book") -> Iterator[str | None]:
    for one in book.own_records():
        if one.about.slug == "milestone_schedule" and any(entry.state == "frozen" for entry in one.said("track")):
            yield one.programme


def _is_nominated(programme: "Programme", book: "Book") -> bool:
    """Whether an award of the programme stands that is not contested."""
    return programme.id in book.remembered("programmes nominated", lambda: frozenset(_nominated(book)))


def _nominated(book: "Book") -> Iterator[str | None]:
    for one in book.own_records():
        track = one.said("track") if one.about.slug == "nomination" else None
        if track and track[-1].state != "contested":
            yield one.programme


def _has_stated_capacity(programme: "Programme", book: "Book") -> bool:
    """Whether an offer or an award promises a weekly capacity of the programme."""
    return programme.id in book.remembered("programmes with capacity", lambda: frozenset(_with_capacity(book)))


def _with_capacity(book: "Book") -> Iterator[str | None]:
    for one in book.own_records():
        if one.about.slug == "nomination" and one.said("capacity_obligation") is not None:
            yield one.programme
        elif one.about.slug == "offer" and (one.said("capacity_apw") or one.said("capacity_mpw")):
            rfq: str | None = one.said("rfq")
            names = [rfq] if rfq else [line.part for line in one.said("lines")]
            yield from (found.programme for name in names if (found := book.get(name)) is not None)


_NOMINATED = Need("if nominated", _is_nominated, of_book=True)


class Programme(Record):
    """A vehicle programme of the customer."""

    about: ClassVar[About] = About(
        slug="programme",
        folder="programmes",
        prefix="PRG",
        example="PRG-X1",
        plural="Programmes",
        home=Class.SCHEDULE,
    )

    vehicle: Line = fact("The vehicle.", reads="schedule")
    phase: Phase | None = maybe(
        "Where no frozen schedule says it.",
        reads="schedule",
        need=Need("if no frozen schedule", _has_no_frozen_schedule, of_book=True),
    )
    sop: Day | None = maybe("Start of series production.", reads="schedule", need=_NOMINATED)
    eop: Day | None = maybe("End of series production.", reads="schedule", need=_NOMINATED)
    end_of_service_date: Day | None = maybe(
        "Last day of service; absent: `eop` and the customer's obligation.", reads="schedule"
    )
    eop_evidence: tuple[Annotated[str, ref("communication", "document")], ...] = maybe(
        "What announced the end.", default=(), reads="schedule"
    )
    product_lines: tuple[Annotated[str, ref("product_line")], ...] = maybe(
        "Lines of our products, until the parts say it.", default=(), reads="schedule"
    )
    capacity: tuple[Capacity, ...] = maybe(
        "What our plants keep for this account.",
        default=(),
        reads="schedule",
        need=Need("if an offer or nomination states capacity", _has_stated_capacity, of_book=True),
    )

    def heading(self, book: "Book") -> str:
        """The vehicle."""
        return self.vehicle
