"""Pieces of a part over all its sites from a day to another one, exactly: what a saving is multiplied with."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.kinds.lta.figures import pieces_from
from kamdocs.kinds.nomination.model import Nomination, counting_nomination, sites_awarded
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.volume_plan.model import Source, VolumePlan, counting_plan

_ONE_DAY = timedelta(days=1)


def pieces_between(book: Book, part: str, first: date, last: date) -> Fraction:
    """Planned pieces of a part from a first to a last day, both included; none where the last lies before the first.

    Each calendar year comes from one source: the frozen plan of source `customer_official` that names the part in it,
    else that of source `contract`, else the awards that count. A day inside a month or contract year takes its share.

    Raises:
        Refused: Nobody says pieces for one of the years, or the records that might say it are not read here.

    Source:
        F-16; K16.
    """
    if last < first:
        return Fraction(0)
    total = Fraction(0)
    for year in range(first.year, last.year + 1):
        total += _of_year_from(book, part, first, year)
        if last < date(year, 12, 31):
            total -= _of_year_from(book, part, last + _ONE_DAY, year)
    return total


def _of_year_from(book: Book, part: str, first: date, year: int) -> Fraction:
    sites = sites_in(book, part, year)
    if not sites:
        raise Refused("volume", f"of {part} in {year} missing")
    return sum((pieces_from(book, part, site, first, year) for site in sites), Fraction(0))


def sites_in(book: Book, part: str, year: int) -> tuple[str, ...]:
    """The sites that the source of a year names for a part; none where nobody does.

    Raises:
        Refused: Plans or awards lie in a root that is not joined, or one of them was not read.
    """
    for kind in (VolumePlan, Nomination):
        if kind.about.slug in book.absent_kinds:
            raise Refused("volume", f"of {part}: {kind.about.slug} not in this copy")
        if book.has_unread(kind.about.folder):
            raise Refused("volume", f"of {part}: a {kind.about.slug} does not load")
    known = book.get_as(Part, part)
    if known is None:
        raise Refused("part", f"{part} missing")
    for source in (Source.CUSTOMER_OFFICIAL, Source.CONTRACT):
        plan = counting_plan(book, known.programme, source, on=book.as_of)
        if plan is not None and (named := _named(book, plan).get((part, year))):
            return named
    return tuple(site for site in sites_awarded(book, part) if counting_nomination(book, part, site, book.as_of))


def _named(book: Book, plan: VolumePlan) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """The sites of a plan by part and year."""

    def grouped() -> dict[tuple[str, int], tuple[str, ...]]:
        found: dict[tuple[str, int], dict[str, None]] = {}
        for row, month, _ in plan.cells():
            found.setdefault((row.part, month.year), {})[row.site] = None
        return {key: tuple(sites) for key, sites in found.items()}

    return book.remembered(("sites by part and year", plan.id), grouped)
