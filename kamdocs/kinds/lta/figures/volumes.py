"""The pieces of a year from a day on, for a part at a site: as planned, with day shares, exactly (K16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.gate import share_of_month, share_of_year
from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.period import Month
from kamdocs.core.place import Spot
from kamdocs.kinds.nomination.model import counting_nomination
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.volume_plan.model import Source, VolumePlan, counting_plan

_ByRow = Mapping[tuple[str, str, int], Mapping[Month, Decimal]]
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """Pieces with the place that says them.

    Attributes:
        pieces: Exact.
        spot: The row of the plan, or the line of the award.
    """

    pieces: Fraction
    spot: Spot


def pieces_from(book: Book, part: str, site: str, first: date, year: int) -> Fraction:
    """Planned pieces of a calendar year from a day on; a day before the year begins it.

    Raises:
        Refused: As `planned_from`.

    Source:
        K16; the day share of F-04 and F-16.
    """
    return planned_from(book, part, site, first, year).pieces


def planned_from(book: Book, part: str, site: str, first: date, year: int) -> Planned:
    """Planned pieces of a calendar year from a day on, and where they stand.

    From the frozen plan of source `customer_official` that counts, else that of source `contract`, else from the year
    of the nomination that counts, spread over its days from SOP to EOP. A plan must name part and site in that year.

    Raises:
        Refused: Nobody says pieces for that year, or the day cuts a contract year whose days are unknown.

    Source:
        K16; the day share of F-04 and F-16.
    """
    known = book.get_as(Part, part)
    if known is None:
        raise Refused("part", f"{part} missing")
    for source in (Source.CUSTOMER_OFFICIAL, Source.CONTRACT):
        plan = counting_plan(book, known.programme, source, on=book.as_of)
        if plan is not None and (months := _rows(book, plan).get((part, site, year))):
            place = next(number for number, row in enumerate(plan.rows) if (row.part, row.site) == (part, site))
            pieces = sum((_of_month(month, pieces, first) for month, pieces in months.items()), Fraction(0))
            return Planned(pieces, plan.at("rows", place))
    return _nominated(book, known, site, first, year)


def _rows(book: Book, plan: VolumePlan) -> _ByRow:
    """The months of a plan by part, site and year, all purposes together."""

    def grouped() -> _ByRow:
        found: dict[tuple[str, str, int], dict[Month, Decimal]] = {}
        for row, month, pieces in plan.cells():
            months = found.setdefault((row.part, row.site, month.year), {})
            months[month] = months.get(month, Decimal(0)) + pieces
        return found

    return book.remembered(("months by part, site and year", plan.id), grouped)


def _of_month(month: Month, pieces: Decimal, first: date) -> Fraction:
    """What of a month lies on or after a day: the day itself counts."""
    if month.first >= first:
        return Fraction(pieces)
    days = (month.last - first) // _ONE_DAY + 1
    return share_of_month(pieces, month) * max(days, 0)


def _nominated(book: Book, part: Part, site: str, first: date, year: int) -> Planned:
    found = counting_nomination(book, part.id, site, book.as_of)
    pieces = found[1].volumes.get(year) if found else None
    if found is None or pieces is None:
        raise Refused("volume", f"of {part.id} at {site} in {year} missing")
    spot = found[0].at("lines", found[0].lines.index(found[1]), "volumes")
    programme = book.get_as(Programme, part.programme)
    sop, eop = (programme.sop, programme.eop) if programme else (None, None)
    if first <= max(date(year, 1, 1), sop or date.min):
        return Planned(Fraction(pieces.amount), spot)
    share = share_of_year(pieces.amount, year, sop=sop, eop=eop)
    last = min(date(year, 12, 31), eop or date.max)
    return Planned(share * max((last - first) // _ONE_DAY + 1, 0), spot)
