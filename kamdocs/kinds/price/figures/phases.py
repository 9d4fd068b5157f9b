"""Prices beside the life of the part: another index that is shipped, the frozen service price, the end of series."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kamdocs.calc.days import day_after
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Span
from kamdocs.core.quantity import Duration
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.nomination.model import counting_nomination
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures.lines import ONE_DAY, HeldLine, by_part_and_site, held_lines, line_on, priced_sites
from kamdocs.kinds.price.model import Price, PriceType
from kamdocs.kinds.programme.model import Programme


def last_day_within(as_of: date, limit: Duration) -> date:
    """The last day that lies within a limit from a day on (K1)."""
    return day_after(as_of, limit).day


def other_index(held: HeldLine, book: Book) -> tuple[date, str] | None:
    """From which day of a line another index is in series than the one that it pays (K7).

    Returns:
        The day and the index in series; None if there is none, or nothing is known.
    """
    part = book.get_as(Part, held.price.part)
    if part is None:
        return None
    for day in (held.days.first, *_begins(part, held)):
        found = part.index_in_series(held.price.site, day)
        if found is None or found.index == held.line.technical_index:
            continue
        if day <= book.as_of or not _is_planned_by(part, held, day):
            return day, found.index
    return None


def _is_planned_by(part: Part, held: HeldLine, day: date) -> bool:
    """Whether the index of a line is to come to its site by a day: on a day to come its shipment is not known yet."""
    index = part.index(held.line.technical_index)
    here = (there for there in index.introductions if there.site == held.price.site) if index else ()
    return any(there.planned_on is not None and there.planned_on <= day for there in here)


def _begins(part: Part, held: HeldLine) -> list[date]:
    """The days of a line on which an index is shipped, or planned, to its site for the first time."""
    here = [there for one in part.technical_indices for there in one.introductions if there.site == held.price.site]
    days = {day for there in here for day in (there.shipped_from, there.planned_on) if day is not None}
    return sorted(day for day in days if day > held.days.first and day in held.days)


@dataclass(frozen=True, slots=True)
class AboveFrozen:
    """A service price above the last series price while that one is frozen.

    Attributes:
        place: Position of the line.
        price: The service price.
        last: The last series price.
        until: Last day of the freeze.
    """

    place: int
    price: UnitPrice
    last: UnitPrice
    until: date


def above_frozen(price: Price, book: Book) -> Iterator[AboveFrozen]:
    """The lines of a service price that are above the series price of the last day of series, inside the freeze."""
    frozen = _freeze(price, book) if price.price_type is PriceType.SERVICE else None
    for held in held_lines(price) if frozen is not None else ():
        if frozen is None or held.days.overlap(frozen) is None or frozen.last is None:
            continue
        last = _last_series_price(held, frozen.first - ONE_DAY, book)
        price_then = held.line.unit_price
        if last is not None and last.measure == price_then.measure and price_then.exact > last.exact:
            yield AboveFrozen(held.place, price_then, last, frozen.last)


def _freeze(price: Price, book: Book) -> Span | None:
    """The days after the end of series on which the price may not rise; None where none are agreed."""
    programme = _programme(book.get_as(Part, price.part), book)
    found = counting_nomination(book, price.part, price.site)
    length = found[0].service_price_freeze if found else None
    if programme is None or programme.eop is None or length is None:
        return None
    return Span(programme.eop + ONE_DAY, day_after(programme.eop, length).day)


def _last_series_price(held: HeldLine, eop: date, book: Book) -> UnitPrice | None:
    currency = held.line.unit_price.currency
    for price in by_part_and_site(book)[held.price.part, held.price.site]:
        found = line_on(price, eop, date.max) if price.price_type is PriceType.SERIES else None
        if found is not None and found.line.unit_price.currency == currency:
            return found.line.unit_price
    return None


def without_service_price(part: Part, book: Book, within: Duration) -> tuple[date, date] | None:
    """The last day of series and of service of a part that ends soon, or has ended, without an agreed service price.

    Args:
        part: The part.
        book: The account on its day.
        within: How near the end of series must be.
    """
    programme = _programme(part, book)
    if programme is None or programme.eop is None or last_day_within(book.as_of, within) < programme.eop:
        return None
    end = _end_of_service(programme, programme.eop, book)
    if end is None or end <= programme.eop or _is_priced_for_service(part, programme.eop + ONE_DAY, book):
        return None
    return programme.eop, end


def _end_of_service(programme: Programme, eop: date, book: Book) -> date | None:
    if programme.end_of_service_date is not None:
        return programme.end_of_service_date
    customer = next(iter(book.all(Customer)), None)
    length = customer.service_obligation if customer is not None else None
    return day_after(eop, length).day if length is not None else None


def _is_priced_for_service(part: Part, day: date, book: Book) -> bool:
    return any(
        price.price_type is PriceType.SERVICE and line_on(price, day, book.as_of) is not None
        for site in priced_sites(book, part.id)
        for price in by_part_and_site(book)[part.id, site]
    )


def _programme(part: Part | None, book: Book) -> Programme | None:
    return book.get_as(Programme, part.programme) if part is not None else None
