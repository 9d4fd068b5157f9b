"""The gate of an account: for every change, part and site both doors, who decides, and what a day costs (F-28)."""

from dataclasses import dataclass
from datetime import date

from kamdocs.calc.gate import Answer, Exposure
from kamdocs.core.authority import functions_with, in_charge
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures.ceiling import sites_of
from kamdocs.kinds.change.figures.days import first_launch
from kamdocs.kinds.change.figures.doors import AGREED, SCOPE, DoorAnswer, door_of
from kamdocs.kinds.change.figures.exposure import PLANNED, expected_a_day, site_exposure
from kamdocs.kinds.change.model import Change, ChangeLine, Door, TechnicalState
from kamdocs.kinds.part.model import Introduction, Part
from kamdocs.kinds.price.figures import by_part_and_site
from kamdocs.kinds.price.model import LINE_TRACK

_OVER = (TechnicalState.CLOSED, TechnicalState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a change costs at a part and site, signed: above 0 owed to us, below 0 owed by us.

    Attributes:
        a_day: Of the day, or from a planned introduction on; None if it is not computable.
        refused: Why not.
        since: First day of the disagreement, or the planned one.
        until: Last day of it, if it is over on the day.
        so_far: From the first day to the day of the book, each direction alone; None where nothing was shipped yet.
        so_far_refused: Why it is not computable.
        notes: `quoted`, `planned pieces`, `not agreed yet`.
        is_expected: It has not begun: the planned introduction is meant.
    """

    a_day: Money | None
    refused: str = ""
    since: date | None = None
    until: date | None = None
    so_far: Exposure | None = None
    so_far_refused: str = ""
    notes: tuple[str, ...] = ()
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class GateRow:
    """Both doors of a change for one part at one site.

    Attributes:
        change: The change.
        line: Its line of the part.
        site: Id of the site; empty where no site is known.
        launch: May it be launched.
        introduce: May it be introduced.
        launched_on: The day on which it was launched, on or before the day.
        introduced_on: The day on which it came into series here, on or before the day.
        is_shipped: Whether a shipment or the technical track says so, not only a loaded price.
        ppap: PPAP state of the new index: a condition of its own.
        cost: What the disagreement costs.
        functions: Functions that may sign the release that is asked for.
        all_functions: Functions that may sign a release of any amount.
        in_charge: Who answers for the agreement.
    """

    change: Change
    line: ChangeLine
    site: str
    launch: DoorAnswer
    introduce: DoorAnswer
    launched_on: date | None
    introduced_on: date | None
    is_shipped: bool
    ppap: str
    cost: Cost
    functions: tuple[str, ...]
    all_functions: tuple[str, ...]
    in_charge: str | None

    def doors(self) -> tuple[tuple[DoorAnswer, date | None], ...]:
        """Both doors, each with the day on which it was used."""
        return (self.launch, self.launched_on), (self.introduce, self.introduced_on)

    @property
    def is_overrun(self) -> bool:
        """Whether a door that answers NO-GO has already been used."""
        return any(one.answer is Answer.NO_GO and used is not None for one, used in self.doors())


def gate_rows(book: Book) -> tuple[GateRow, ...]:
    """All doors of an account: used ones that are NO-GO first, then NO-GO, unknown, GO; then by part, site, change.

    A change that was closed or cancelled is left out, unless one of its doors was used without an agreement.
    """

    def made() -> tuple[GateRow, ...]:
        rows = [
            row
            for change in book.all(Change)
            if change.received_on <= book.as_of
            for line in change.lines
            for site in sites_of(line, book) or ("",)
            if _is_of_interest(row := _row(change, line, site, book), book.as_of)
        ]
        return tuple(sorted(rows, key=_rank))

    return book.remembered("gate rows", made)


def unread_changes(book: Book) -> tuple[str, ...]:
    """Changes whose file did not load: their doors are unknown."""
    prefix = f"{Change.about.prefix}-"
    return tuple(sorted(one for one in book.shelf.unread if one.startswith(prefix)))


def _is_of_interest(row: GateRow, as_of: date) -> bool:
    if state_on(row.change.technical_track, as_of) not in _OVER:
        return True
    return any(one.reason != AGREED and used is not None for one, used in row.doors())


_WEIGHT = {Answer.NO_GO: 1, Answer.UNKNOWN: 2, Answer.GO: 3}


def _rank(row: GateRow) -> tuple[int, str, str, str]:
    """Every reader gets the same order, so a use that only a loaded price says does not count in it."""
    used = (row.launched_on, row.introduced_on if row.is_shipped else None)
    doors = (row.launch, row.introduce)
    is_overrun = any(one.answer is Answer.NO_GO and day for one, day in zip(doors, used, strict=True))
    weight = 0 if is_overrun else min(_WEIGHT[one.answer] for one, _ in row.doors())
    return weight, row.line.part, row.site, row.change.id


def _row(change: Change, line: ChangeLine, site: str, book: Book) -> GateRow:
    launch, introduce = door_of(change, Door.LAUNCH, book), door_of(change, Door.INTRODUCE, book)
    part, as_of = book.get_as(Part, line.part), book.as_of
    index = part.index(line.index_to) if part else None
    shipped = _shipped_on(change, line, site, book)
    introduced = min((day for day in (shipped, _loaded_on(line, site, book)) if day), default=None)
    launched = first_launch(change)
    asked_for = introduce.asked_for or launch.asked_for
    return GateRow(
        change,
        line,
        site,
        launch,
        introduce,
        launched_on=_past(launched.on if launched else None, as_of),
        introduced_on=_past(introduced, as_of),
        is_shipped=shipped is not None and shipped == introduced,
        ppap=index.ppap_state.value if index else "unknown",
        cost=_cost(change, line, site, book) if site else Cost(None, "site missing"),
        functions=functions_with(book, SCOPE, asked_for, as_of),
        all_functions=functions_with(book, SCOPE, None, as_of),
        in_charge=in_charge(change, book),
    )


def _past(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def _shipped_on(change: Change, line: ChangeLine, site: str, book: Book) -> date | None:
    """The day on which a shipment or the technical track says that it is in series."""
    days = [entry.on for entry in change.technical_track if entry.state is TechnicalState.IMPLEMENTED]
    there = _introduction(line, site, book) if line.has_new_index else None
    if there is not None and there.shipped_from is not None:
        days.append(there.shipped_from)
    return min(days, default=None)


def _loaded_on(line: ChangeLine, site: str, book: Book) -> date | None:
    """The first day of a price of the new index that has been loaded."""
    days = [
        held.valid_from
        for price in by_part_and_site(book).get((line.part, site), ())
        for held in price.lines
        if line.has_new_index and held.technical_index == line.index_to and LINE_TRACK.reached(held.track, "loaded")
    ]
    return min(days, default=None)


def _introduction(line: ChangeLine, site: str, book: Book) -> Introduction | None:
    """What the part says about the new index at a site."""
    part = book.get_as(Part, line.part)
    index = part.index(line.index_to) if part else None
    return next((one for one in (index.introductions if index else ()) if one.site == site), None)


def _cost(change: Change, line: ChangeLine, site: str, book: Book) -> Cost:
    """What the disagreement costs that this change belongs to; before the introduction what it will cost."""
    found = site_exposure(book, line, site, change=change.id)
    as_of = book.as_of
    if found is not None:
        over = found.last if found.last and found.last < as_of else None
        return Cost(found.a_day, found.refused, found.first, over, found.so_far, found.so_far_refused, found.notes)
    there = _introduction(line, site, book)
    planned = (there.planned_on if there else None) or change.introduction_date
    if planned is None:
        return Cost(None, "planned_on missing", is_expected=True)
    day = max(planned, as_of)
    amount, refused, notes = expected_a_day(book, line.part, site, index=line.index_to, on=day)
    return Cost(amount, refused, since=day, notes=(*notes, PLANNED), is_expected=True)
