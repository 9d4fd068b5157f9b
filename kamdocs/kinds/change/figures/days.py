"""Days of a change: whether it is agreed, when it was launched and came into series, when our quote is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kamdocs.calc.days import day_after
from kamdocs.calc.refusal import Refused
from kamdocs.core.acts import in_words
from kamdocs.core.book import Book
from kamdocs.core.place import Spot
from kamdocs.core.track import state_on
from kamdocs.kinds.calendar.figures import our_working_days
from kamdocs.kinds.change.model import Change, ChangeLine, CommercialState, Door
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.model import LINE_TRACK, Price

_AGREED = frozenset({CommercialState.AGREED, CommercialState.ORDERED, CommercialState.INVOICED})


def is_agreed(change: Change, as_of: date | None = None) -> bool:
    """Whether the commercial track stands at agreed or later, or the change was given away with a signature."""
    state = state_on(change.commercial_track, as_of)
    return state in _AGREED or (state is CommercialState.WAIVED and change.free_of_charge is not None)


@dataclass(frozen=True, slots=True)
class IntroductionDay:
    """A day on which a changed part came into series, and the place that says so.

    Attributes:
        on: The day.
        spot: What says it.
        part: The part.
        technical_index: The index that came.
        site: The site that got it; None where the change as a whole says it.
    """

    on: date
    spot: Spot
    part: str
    technical_index: str
    site: str | None = None


def introduction_days(change: Change, book: Book) -> Iterator[IntroductionDay]:
    """Every sign that the change is in series: implemented, first shipment, a loaded price of the new index.

    A part that keeps its index was shipped with it all along: there only the technical track says when.
    """
    for index, entry in enumerate(change.technical_track):
        if entry.state == "implemented" and change.lines:
            line = change.lines[0]
            yield IntroductionDay(entry.on, change.at("technical_track", index), line.part, line.index_to)
    for line in change.lines:
        if line.has_new_index:
            yield from _shipped(line, book)
            yield from _loaded(line, book)


def _shipped(line: ChangeLine, book: Book) -> Iterator[IntroductionDay]:
    part = book.get_as(Part, line.part)
    for place, one in enumerate(part.technical_indices if part else ()):
        for row, there in enumerate(one.introductions if one.index == line.index_to else ()):
            if part and there.shipped_from and (not line.sites or there.site in line.sites):
                spot = part.at("technical_indices", place, "introductions", row, "shipped_from")
                yield IntroductionDay(there.shipped_from, spot, line.part, line.index_to, there.site)


def _loaded(line: ChangeLine, book: Book) -> Iterator[IntroductionDay]:
    for price in _prices_of(line.part, book):
        for place, held in enumerate(price.lines if not line.sites or price.site in line.sites else ()):
            if held.technical_index == line.index_to and LINE_TRACK.reached(held.track, "loaded"):
                spot = price.at("lines", place, "valid_from")
                yield IntroductionDay(held.valid_from, spot, line.part, line.index_to, price.site)


def _prices_of(part: str, book: Book) -> tuple[Price, ...]:
    def grouped() -> dict[str, tuple[Price, ...]]:
        found: dict[str, tuple[Price, ...]] = {}
        for price in book.all(Price):
            found[price.part] = (*found.get(price.part, ()), price)
        return found

    return book.remembered("prices by part", grouped).get(part, ())


@dataclass(frozen=True, slots=True)
class LaunchDay:
    """A day on which money was first spent on a change, what happened on it, and the place that says so."""

    on: date
    what: str
    spot: Spot


def launch_days(change: Change) -> Iterator[LaunchDay]:
    """Every sign that the change is launched: ordered, released inside, ordered from a tier-2, first cost booked."""
    for index, entry in enumerate(change.technical_track):
        if entry.state == "ordered":
            yield LaunchDay(entry.on, "ordered", change.at("technical_track", index))
    written = (
        ("internal_release_on", "released inside", change.internal_release_on),
        ("tier2_order_on", "ordered from a tier-2", change.tier2_order_on),
        ("first_cost_on", "first cost booked", change.first_cost_on),
    )
    for name, what, on in written:
        if on is not None:
            yield LaunchDay(on, what, change.at(name))


def first_introduction(change: Change, book: Book) -> IntroductionDay | None:
    """The introduction day of a change with what says so; None as long as nothing does."""
    return book.remembered(
        ("first introduction", change.id),
        lambda: min(introduction_days(change, book), key=lambda one: one.on, default=None),
    )


def first_launch(change: Change) -> LaunchDay | None:
    """The launch day of a change with what says so; None as long as nothing does."""
    return min(launch_days(change), key=lambda one: one.on, default=None)


def first_through(change: Change, which: Door, book: Book) -> date | None:
    """The day on which a change first went through a door: its launch day or its introduction day."""
    found = first_launch(change) if which is Door.LAUNCH else first_introduction(change, book)
    return found.on if found else None


def parts_are_known(change: Change, book: Book) -> bool:
    """Whether all parts of a change are here and were read, so that an introduction would be seen."""
    return all(book.get_as(Part, line.part) is not None for line in change.lines)


def shipped_at_all(change: Change, book: Book) -> bool:
    """Whether some part of the change was shipped with its new index to one of its sites."""
    return any(True for line in change.lines for _ in _shipped(line, book))


def commercially(change: Change, as_of: date | None = None) -> str:
    """The commercial state in words; before the first act nothing is assessed."""
    state = state_on(change.commercial_track, as_of)
    return in_words(state) if state else in_words(CommercialState.NOT_ASSESSED)


def last_warning_day(book: Book) -> date:
    """The last introduction day of which policy `introduction` warns today."""
    return day_after(book.as_of, book.policy.limit("introduction", on=book.as_of).warning).day


def quote_due(change: Change, book: Book) -> date | None:
    """Last day for our quote: as written, else by the customer's deadline from the receipt.

    Working days are those of the plant that makes most of the first part of the change (K2).

    Returns:
        None where neither says it, or the calendar has no working day.
    """
    if change.quote_due is not None:
        return change.quote_due
    customers = book.all(Customer)
    deadline = customers[0].change_quote_deadline if customers else None
    if deadline is None:
        return None
    part = book.get_as(Part, change.lines[0].part) if change.lines else None
    plant = max(part.plants, key=lambda one: one.share).plant if part and part.plants else None
    try:
        return day_after(change.received_on, deadline, our_working_days(book, plant)).day
    except Refused:
        return None
