"""How far a risk release still carries (F-28): what it used up by its own words, and by what was really at stake."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from kamdocs.calc import gate
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.kinds.change.figures.days import first_through
from kamdocs.kinds.change.figures.exposure import PartAtSite, at_site
from kamdocs.kinds.change.model import Change, ChangeLine, Door, RiskRelease, ToolingImpact
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import priced_sites
from kamdocs.kinds.tool.model import PHYSICAL, Tool, tools_of_change


@dataclass(frozen=True, slots=True)
class Carried:
    """A complete release on the day of the book.

    Attributes:
        entry: The release as it is written.
        terms: Its end, price per day and ceiling.
        last: The last day on which it carries; None if it was used up at once.
        used: How far it is used up on the day.
        not_measured: Why the measured side says nothing; empty if it does.
    """

    entry: RiskRelease
    terms: gate.Release
    last: date | None
    used: gate.Used
    not_measured: str

    def carries_on(self, day: date) -> bool:
        """Whether it opens its door on a day."""
        return self.last is not None and self.terms.on <= day <= self.last


def carried(change: Change, entry: RiskRelease, book: Book) -> Carried:
    """How far a release carries, with known days up to the day of the book and planned ones after it.

    Raises:
        Refused: End, price per day or ceiling is missing, or they do not fit each other.

    Source:
        F-28, steps 7 to 9.
    """
    terms = gate.release_of(entry.on, entry.until, entry.price_per_day, entry.cost_ceiling)
    used_from = first_through(change, entry.door, book)
    measured = _measured(change, entry.door, book, terms, used_from)
    day = min(max(book.as_of, terms.on), terms.until)
    used = gate.used_on(terms, day, used_from=used_from, measured=measured)
    last = gate.last_day(terms, used_from=used_from, measured=measured)
    return Carried(entry, terms, last, used, measured.why)


@dataclass
class Running:
    """A sum that grows day by day, until a day cannot be computed.

    Attributes:
        first: The first day; before it the sum is 0.
        of_day: What a day adds; refused if it is not known.
        why: What keeps it from being computed further.
    """

    first: date | None
    of_day: Callable[[date], Fraction]
    why: str = ""
    _sums: list[Fraction] = field(default_factory=list)

    def __call__(self, day: date) -> Fraction | None:
        """The sum from the first day to this one, unrounded; None if it is not computable."""
        if self.first is None or day < self.first:
            return Fraction(0)
        place = (day - self.first).days
        while len(self._sums) <= place and not self.why:
            try:
                added = self.of_day(self.first + timedelta(days=len(self._sums)))
            except Refused as refusal:
                self.why = str(refusal)
            else:
                self._sums.append((self._sums[-1] if self._sums else Fraction(0)) + added)
        return self._sums[place] if place < len(self._sums) else None


def _measured(change: Change, door: Door, book: Book, terms: gate.Release, used_from: date | None) -> Running:
    currency = terms.ceiling.currency
    if door is Door.LAUNCH:
        return _of_tools(change, book, currency)

    def of_day(day: date) -> Fraction:
        window = (used_from or day, terms.until)
        return sum((_owed_to_us(place, day, window, currency) for place in places), Fraction(0))

    try:
        places = tuple(_places(change, book))
    except Refused as refusal:
        return Running(used_from, of_day, str(refusal) if used_from else "")
    return Running(used_from, of_day)


def _places(change: Change, book: Book) -> Iterator[PartAtSite]:
    """Every part of a change at every site of it; one that is not known leaves the whole unknown."""
    for line in change.lines:
        sites = sites_of(line, book)
        if not sites:
            raise Refused("site", f"of {line.part} missing")
        for site in sites:
            place = at_site(book, line.part, site)
            if place is None:
                raise Refused("part", f"{line.part} missing")
            yield place


def _owed_to_us(place: PartAtSite, day: date, window: tuple[date, date], currency: str) -> Fraction:
    """What the customer owes us for a day; what we owe him is not set against it."""
    stretch = next(one for one in place.stretches(*window) if one.first <= day <= one.last)
    amount = place.of_day(day, stretch)
    if amount and stretch.paid and stretch.paid.currency != currency:
        raise Refused("currency", f"is {stretch.paid.currency} and {currency}")
    return max(amount, Fraction(0))


def _of_tools(change: Change, book: Book, currency: str) -> Running:
    """What the tools of a change cost that were released internally, each from that day on."""
    tools = tools_of_change(book, change.id)
    if not tools and "tool" in book.absent_kinds:
        return Running(date.min, _refuse("tool", "not in this copy"))
    if book.has_unread("tools"):
        return Running(date.min, _refuse("tool", "not read"))
    if not tools and change.tooling_impact is not ToolingImpact.NONE:
        return Running(date.min, _refuse("tool", f"of {change.id} missing"))
    released: dict[date, list[Tool]] = {}
    for tool in tools:
        entry = PHYSICAL.reached(tool.track, "released_internally")
        if entry is not None:
            released.setdefault(entry.on, []).append(tool)

    def of_day(day: date) -> Fraction:
        return sum((_cost_of(tool, currency) for tool in released.get(day, ())), Fraction(0))

    return Running(min(released, default=None), of_day)


def _cost_of(tool: Tool, currency: str) -> Fraction:
    """What a tool cost us, else what was agreed for it."""
    money = tool.cost or tool.agreed_amount
    if money is None:
        raise Refused("cost", f"of {tool.id} missing")
    if money.currency != currency:
        raise Refused("currency", f"is {money.currency} and {currency}")
    return Fraction(money.amount)


def _refuse(name: str, why: str) -> Callable[[date], Fraction]:
    def refuse(day: date) -> Fraction:
        raise Refused(name, why)

    return refuse


def sites_of(line: ChangeLine, book: Book) -> tuple[str, ...]:
    """The sites of a line: as written, else every site with a price for the part, else those of its introductions."""
    if known := line.sites or priced_sites(book, line.part):
        return known
    part = book.get_as(Part, line.part)
    introduced = {there.site for one in (part.technical_indices if part else ()) for there in one.introductions}
    return tuple(sorted(introduced))
