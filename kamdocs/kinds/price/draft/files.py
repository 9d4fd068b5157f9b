"""The price files in use on a day: for each part, site and currency the one whose price type counts (K6)."""

from collections.abc import Iterator, Sequence
from datetime import date

from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.kinds.lta.figures.walk import kept_lines
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.draft.before import reaching
from kamdocs.kinds.price.figures import by_part_and_site, line_on
from kamdocs.kinds.price.figures.lines import types_on
from kamdocs.kinds.price.model import Price, PriceType


def files_in_use(book: Book, on: date, programme: str = "") -> Iterator[Price]:
    """The price files in use on a day, by id.

    Args:
        book: The account.
        on: The day.
        programme: Only parts of this programme; empty = all.

    Source:
        F-29; K6.
    """
    found: list[Price] = []
    for (part, _), prices in by_part_and_site(book).items():
        known = book.get_as(Part, part)
        if not programme or (known is not None and known.programme == programme):
            found += _chosen(book, prices, types_on(book, part, on), on)
    return iter(sorted(found, key=lambda price: price.id))


def _chosen(book: Book, prices: Sequence[Price], wanted: tuple[PriceType, ...], on: date) -> Iterator[Price]:
    groups: dict[str, list[Price]] = {}
    for price in prices:
        if (unit := _unit(price)) is not None and price.price_type in wanted:
            groups.setdefault(unit.currency, []).append(price)
    for group in groups.values():
        begun = [one for one in group if _has_begun(one, on) and _counts(book, one, on)]
        begun.sort(key=lambda one: (reaching(one, on) is None, wanted.index(one.price_type), one.id))
        yield from begun[:1]


def _unit(price: Price) -> UnitPrice | None:
    kept = kept_lines(price)
    return kept[-1][1].unit_price if kept else None


def _has_begun(price: Price, on: date) -> bool:
    return any(line.valid_from < on for _, line in kept_lines(price))


def _counts(book: Book, price: Price, on: date) -> bool:
    """A temporary price counts only where a line of it is valid on the day."""
    return price.price_type is not PriceType.TEMPORARY or line_on(price, on, book.as_of) is not None
