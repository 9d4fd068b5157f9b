"""What a day costs on which the index shipped is not the index of the price: per part and site, signed (F-28).

Above 0 the customer owes us, below 0 we owe him. Nothing is netted over parts, sites or directions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from kamdocs.calc.gate import (
    Exposure,
    PerPiece,
    due_price,
    exposure_of_day,
    exposure_of_days,
    shown_amount,
)
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.period import Month
from kamdocs.kinds.change.figures.chain import chain, delta_of
from kamdocs.kinds.change.figures.day_pieces import PLANNED as PLANNED
from kamdocs.kinds.change.figures.day_pieces import pieces_on, source_on
from kamdocs.kinds.change.model import ChangeLine
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import HeldLine, by_part_and_site, held_lines, valid_lines
from kamdocs.kinds.programme.model import Programme

WHOLE_BOOK = "whole book"
"""Where a book that holds the share of one plant alone keeps the book of all plants."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row on which neither the price nor the index shipped changes.

    Attributes:
        first: First day.
        last: Last day, included.
        paid: The price that is valid; None if that is not known.
        due: The price of the index shipped.
        changes: The changes between the two indices.
        notes: Where a delta comes from if not from an agreement.
        refused: Why it cannot be computed; empty if it can.
    """

    first: date
    last: date
    paid: PerPiece | None = None
    due: PerPiece | None = None
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""

    @property
    def agrees(self) -> bool:
        """Whether index shipped and index of the price are the same, or nothing is owed for the difference."""
        return not self.refused and self.due == self.paid


def shipped_on(part: Part, day: date, site: str) -> str | None:
    """The index that a site gets on a day: the one with the greatest first shipment on or before it."""
    known = [(on, index) for on, index in shipments(part, site) if on <= day]
    return max(known, key=lambda one: one[0])[1] if known else None


def shipments(part: Part, site: str) -> list[tuple[date, str]]:
    """First shipments of indices to a site, in the order of the record."""
    return [
        (there.shipped_from, one.index)
        for one in part.technical_indices
        for there in one.introductions
        if there.site == site and there.shipped_from
    ]


@dataclass
class PartAtSite:
    """One part at one site, with all it costs by day; stretches and days are worked out once.

    Attributes:
        book: The account with the volumes of all plants.
        part: The part.
        site: Id of the site.
    """

    book: Book
    part: Part
    site: str
    _days: dict[date, Fraction] = field(default_factory=dict)
    _stretches: dict[tuple[date, date], tuple[Stretch, ...]] = field(default_factory=dict)

    def stretches(self, first: date, last: date) -> tuple[Stretch, ...]:
        """The days of a period, cut wherever price or index shipped changes."""
        if (first, last) not in self._stretches:
            self._stretches[first, last] = tuple(self._cut(first, last))
        return self._stretches[first, last]

    def _cut(self, first: date, last: date) -> Iterator[Stretch]:
        cuts = sorted({first, *(day for day in self._turns() if first < day <= last)})
        for begin, end in zip(cuts, [*(day - ONE_DAY for day in cuts[1:]), last], strict=True):
            if begin <= end:
                yield self.at(begin, end)

    def _turns(self) -> Iterator[date]:
        """Every day on which something may change."""
        yield from (on for on, _ in shipments(self.part, self.site))
        for price in by_part_and_site(self.book).get((self.part.id, self.site), ()):
            for line in price.lines:
                yield line.valid_from
                if line.valid_to is not None:
                    yield line.valid_to + ONE_DAY
        programme = self.book.get_as(Programme, self.part.programme)
        if programme is not None:
            yield from (day for day in (programme.sop,) if day)
            yield from (day + ONE_DAY for day in (programme.eop,) if day)

    def begins_with(self, change: str, index: str) -> date | None:
        """The first day on which the new index of a change is shipped or priced, or the change lies between the two.

        A site may get a later index at once: then the change costs money without a day of its own index.
        """
        days = [on for on, one in shipments(self.part, self.site) if one == index]
        for price in by_part_and_site(self.book).get((self.part.id, self.site), ()):
            held = held_lines(price, self.book.as_of)
            days += [one.days.first for one in held if one.line.technical_index == index]
        first = min(self._turns(), default=None)
        known = self.stretches(first, self.book.as_of) if first and first <= self.book.as_of else ()
        days += [one.first for one in known if change in one.changes][:1]
        return min(days, default=None)

    def at(self, first: date, last: date, *, shipped: str | None = None) -> Stretch:
        """A stretch by what holds on its first day.

        Args:
            first: First day.
            last: Last day.
            shipped: An index to take as shipped, for days that are only planned.
        """
        try:
            held = self._price(first)
            index = shipped or shipped_on(self.part, first, self.site)
            if index is None:
                raise Refused("shipped_from", f"of {self.part.id} at {self.site} missing")
            return self._joined(held, index, first, last)
        except Refused as refusal:
            return Stretch(first, last, refused=str(refusal))

    def _price(self, day: date) -> HeldLine:
        valid = valid_lines(self.book, self.part.id, self.site, on=day, as_of=self.book.as_of)
        if len(valid) == 1:
            return valid[0]
        if valid:
            raise Refused("price", f"of {self.part.id} at {self.site} valid in two currencies on {day}")
        unread = self.book.has_unread("prices")
        why = "not in this copy" if "price" in self.book.absent_kinds else "not read" if unread else "missing"
        raise Refused("price", f"of {self.part.id} at {self.site} {why} on {day}")

    def _joined(self, held: HeldLine, shipped: str, first: date, last: date) -> Stretch:
        paid, index = PerPiece.of(held.line.unit_price), held.line.technical_index
        if index == shipped:
            return Stretch(first, last, paid, paid)
        ahead = chain(self.book, self.part.id, self.site, first=index, last=shipped)
        steps = ahead or chain(self.book, self.part.id, self.site, first=shipped, last=index)
        if not steps:
            raise Refused("changes", f"between index {index} of the price and index {shipped} shipped missing")
        deltas = [delta_of(step, self.site, self.book) for step in steps]
        moved = [delta.amount for delta in deltas if delta.amount is not None]
        due = due_price(paid, moved, is_ahead=bool(ahead))
        notes = tuple(dict.fromkeys(delta.note for delta in deltas if delta.note))
        return Stretch(first, last, paid, due, tuple(dict.fromkeys(step.change.id for step in steps)), notes)

    def of_day(self, day: date, stretch: Stretch) -> Fraction:
        """What a day of a stretch costs, unrounded.

        Raises:
            Refused: The stretch cannot be computed, or the pieces of the day are not known.
        """
        if stretch.paid is None or stretch.due is None:
            raise Refused(*_apart(stretch.refused))
        if stretch.agrees:
            return Fraction(0)
        if day not in self._days:
            self._days[day] = pieces_on(self.book, self.part.id, self.site, day)
        return exposure_of_day(self._days[day], stretch.due, stretch.paid)


def _apart(refused: str) -> tuple[str, str]:
    name, _, why = refused.partition(" ")
    return name, why


def at_site(book: Book, part: str, site: str) -> PartAtSite | None:
    """A part at a site; None if the part is not known. Figures of one plant are those of all plants here."""
    whole = whole_book(book)
    known = whole.get_as(Part, part)
    if known is None:
        return None
    return whole.remembered(("part at site", part, site), lambda: PartAtSite(whole, known, site))


def whole_book(book: Book) -> Book:
    """The account with the volumes of all plants, where a book holds those of one plant alone."""
    return book.remembered(WHOLE_BOOK, lambda: book)


@dataclass(frozen=True, slots=True)
class SiteExposure:
    """What a change costs at a part and site, on the day and so far.

    Attributes:
        a_day: Of the day, rounded; None if it is not computable.
        refused: Why not; empty if it is.
        first: First day on which index shipped and index of the price disagree because of the change.
        last: The last one up to the day.
        so_far: Of all those days, each direction alone; None if there is none, or if it is not computable.
        so_far_refused: Why not.
        notes: `quoted`, `planned pieces`, `billed pieces` and the like.
    """

    a_day: Money | None
    refused: str = ""
    first: date | None = None
    last: date | None = None
    so_far: Exposure | None = None
    so_far_refused: str = ""
    notes: tuple[str, ...] = ()


def site_exposure(book: Book, line: ChangeLine, site: str, *, change: str) -> SiteExposure | None:
    """The exposure of a change at a site, from its first day there to the day of the book (F-28).

    Args:
        book: The account.
        line: The line of the change.
        site: Id of the site.
        change: Id of the change.

    Returns:
        None where neither a shipment nor a price of the new index has begun, nor one beyond it.
    """
    place = at_site(book, line.part, site)
    if place is None:
        return SiteExposure(None, f"part {line.part} missing")
    begin, as_of = place.begins_with(change, line.index_to), book.as_of
    if begin is None or begin > as_of:
        return None
    stretches = place.stretches(begin, as_of)
    odd = [one for one in stretches if one.refused or (change in one.changes and not one.agrees)]
    a_day, refused = _today(place, stretches[-1], as_of, change)
    if not odd:
        return SiteExposure(a_day, refused)
    so_far, so_far_refused = _so_far(place, odd)
    notes = tuple(dict.fromkeys((*(note for one in odd for note in one.notes), *_sources(place, odd))))
    return SiteExposure(a_day, refused, odd[0].first, odd[-1].last, so_far, so_far_refused, notes)


def _sources(place: PartAtSite, odd: list[Stretch]) -> Iterator[str]:
    """Where the pieces of all those days come from."""
    for one in odd:
        months = {Month.of(day): day for day in days_of(one)}
        yield from (source_on(place.book, place.part.id, place.site, day) for day in months.values())


def _today(place: PartAtSite, stretch: Stretch, day: date, change: str) -> tuple[Money | None, str]:
    """What the day costs because of a change; nothing where other changes alone lie between price and shipments."""
    if stretch.paid and change not in stretch.changes:
        return shown_amount(Fraction(0), stretch.paid.currency), ""
    return _day_amount(place, stretch, day)


def _day_amount(place: PartAtSite, stretch: Stretch, day: date) -> tuple[Money | None, str]:
    try:
        exact = place.of_day(day, stretch)
    except Refused as refusal:
        return None, str(refusal)
    return (shown_amount(exact, stretch.paid.currency), "") if stretch.paid else (None, stretch.refused)


def _so_far(place: PartAtSite, odd: list[Stretch]) -> tuple[Exposure | None, str]:
    """The sum of all days of disagreement, or what keeps it from being computed."""
    currencies = {one.paid.currency for one in odd if one.paid}
    if len(currencies) > 1:
        return None, f"currency is {' and '.join(sorted(currencies))}"
    try:
        days = [place.of_day(day, one) for one in odd for day in days_of(one)]
    except Refused as refusal:
        return None, str(refusal)
    return exposure_of_days(days, currencies.pop()), ""


def days_of(stretch: Stretch) -> Iterator[date]:
    """Every day of a stretch."""
    for number in range((stretch.last - stretch.first).days + 1):
        yield stretch.first + timedelta(days=number)


def expected_a_day(
    book: Book, part: str, site: str, *, index: str, on: date
) -> tuple[Money | None, str, tuple[str, ...]]:
    """What a day will cost from a planned introduction on, if nothing is agreed until then.

    Args:
        book: The account.
        part: Id of the part.
        site: Id of the site.
        index: The index that will be shipped.
        on: The planned day.

    Returns:
        The amount, where it is None why, and where it comes from.
    """
    place = at_site(book, part, site)
    if place is None:
        return None, f"part {part} missing", ()
    stretch = place.at(on, on, shipped=index)
    return *_day_amount(place, stretch, on), stretch.notes
