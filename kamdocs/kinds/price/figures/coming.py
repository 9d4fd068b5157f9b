"""Lines that begin soon: increases that are still drafts, and whether a known cause has its line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.track import state_on
from kamdocs.kinds.price.figures.before import kept, like, pairs
from kamdocs.kinds.price.figures.lines import ONE_DAY, by_part_and_site, held_lines, priced_sites
from kamdocs.kinds.price.model import LineState, Price, PriceLine


@dataclass(frozen=True, slots=True)
class Increase:
    """A draft line above the line before it.

    Attributes:
        place: Position of the line.
        line: The line.
        delta: By how much it is above the line before it, above zero.
    """

    place: int
    line: PriceLine
    delta: UnitPrice


def increases(price: Price, as_of: date, last: date) -> Iterator[Increase]:
    """The lines that are drafts on a day, begin from then to a last day, and cost more than the line before them."""
    for (_, before), (place, line) in pairs(price, as_of):
        is_soon = as_of <= line.valid_from <= last
        if not is_soon or state_on(line.track, as_of) is not LineState.DRAFT:
            continue
        delta = line.unit_price.amount - before.unit_price.amount
        if before.unit_price.unit == line.unit_price.unit and delta > 0:
            yield Increase(place, line, like(delta, line.unit_price))


def sites_in_use(book: Book, part: str, day: date) -> tuple[str, ...]:
    """The sites for which a price of a part holds on a day or on the day before it, by what is known on the day."""
    return tuple(site for site in priced_sites(book, part) if _is_in_use(book, part, site, day))


def _is_in_use(book: Book, part: str, site: str, day: date) -> bool:
    return any(
        day in held.days or day - ONE_DAY in held.days
        for price in by_part_and_site(book)[part, site]
        for held in held_lines(price, book.as_of)
    )


def has_line_because(book: Book, part: str, site: str, *, day: date, because: str) -> bool:
    """Whether a part and site has a line from a day on, not withdrawn, that names a cause in its build-up.

    Args:
        book: The account on its day.
        part: Id of the part.
        site: Id of the site.
        day: First day of the line.
        because: The cause; without an item any item of the record counts.
    """
    return any(
        line.valid_from == day and any(_is_cause(one.because, because) for one in line.build_up)
        for price in by_part_and_site(book).get((part, site), ())
        for _, line in kept(price, book.as_of)
    )


def _is_cause(written: str, because: str) -> bool:
    return written == because or ("@" not in because and written.partition("@")[0] == because)
