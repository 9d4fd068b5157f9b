"""The pieces of one day for a part at a site, in day shares, exactly: as billed, else as planned.

A month counts as billed once an extract was taken after its end. No kind holds shipped pieces yet.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.gate import share_of_month, share_of_year
from kamdocs.calc.refusal import Refused
from kamdocs.calc.volumes import whole_pieces
from kamdocs.core.book import Book
from kamdocs.core.period import Month
from kamdocs.kinds.billing.figures import billed_pieces
from kamdocs.kinds.nomination.model import counting_nomination
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.volume_plan.model import Source, VolumePlan, counting_plan

PLANNED, BILLED = "planned pieces", "billed pieces"
_BY_ROW = Mapping[tuple[str, str], Mapping[Month, Decimal]]


def pieces_on(book: Book, part: str, site: str, day: date) -> Fraction:
    """Pieces of a day: of the month that was billed, else planned.

    Planned are the month of the frozen plan of source `customer_official` that counts, else of that of source
    `contract`, else the year of the nomination that counts.

    Raises:
        Refused: No plan and no nomination says pieces for that day, or the days of its year are unknown.

    Source:
        K16; F-28, step 6.
    """
    known = book.get_as(Part, part)
    if known is None:
        raise Refused("part", f"{part} missing")
    month = Month.of(day)
    if (billed := billed_pieces(book, part, site, month)) is not None:
        return share_of_month(billed, month)
    for source in (Source.CUSTOMER_OFFICIAL, Source.CONTRACT):
        plan = counting_plan(book, known.programme, source, on=book.as_of)
        if plan is not None and (pieces := _rows(book, plan).get((part, site), {}).get(month)) is not None:
            return share_of_month(pieces, month)
    return _nominated(book, known, site, day)


def pieces_before(book: Book, part: str, site: str, *, since: date) -> Decimal | None:
    """Planned pieces from a day to the day before that of the book, whole, half up; None if a day of it is unknown."""
    days = (book.as_of - since).days
    try:
        together = sum((pieces_on(book, part, site, since + timedelta(number)) for number in range(days)), Fraction(0))
    except Refused:
        return None
    return whole_pieces(together)


def source_on(book: Book, part: str, site: str, day: date) -> str:
    """Where the pieces of a day come from, in words."""
    return PLANNED if billed_pieces(book, part, site, Month.of(day)) is None else BILLED


def _rows(book: Book, plan: VolumePlan) -> _BY_ROW:
    """The months of a plan by part and site, all purposes together."""

    def grouped() -> _BY_ROW:
        found: dict[tuple[str, str], dict[Month, Decimal]] = {}
        for row, month, pieces in plan.cells():
            months = found.setdefault((row.part, row.site), {})
            months[month] = months.get(month, Decimal(0)) + pieces
        return found

    return book.remembered(("months by part and site", plan.id), grouped)


def _nominated(book: Book, part: Part, site: str, day: date) -> Fraction:
    """The day share of a contract year; a day before SOP or after EOP has none of it."""
    found = counting_nomination(book, part.id, site, book.as_of)
    pieces = found[1].volumes.get(day.year) if found else None
    if pieces is None:
        raise Refused("pieces", f"missing for {Month.of(day)}")
    programme = book.get_as(Programme, part.programme)
    sop, eop = (programme.sop, programme.eop) if programme else (None, None)
    share = share_of_year(pieces.amount, day.year, sop=sop, eop=eop)
    return share if sop and eop and sop <= day <= eop else Fraction(0)
