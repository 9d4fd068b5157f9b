"""A nomination beside the offer that it accepts, term by term: what is compared, what differs, what is recorded."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.place import Path
from kamdocs.core.quantity import Quantity
from kamdocs.core.terms import Terms
from kamdocs.kinds.nomination.model import Nomination, NominationDeviation, NominationLine
from kamdocs.kinds.offer.model import Offer, OfferLine

Value = UnitPrice | Quantity | Money | Terms | Decimal | str
_ALSO_CALLED: Mapping[str, str] = {"index": "technical_index", "rate": "lta", "steps": "lta"}


class Compared(NamedTuple):
    """One term of an award beside the offer.

    Attributes:
        place: Where in the nomination it stands; where it says nothing, the block in which it is missing.
        field: Its name, as `deviations` writes it.
        item: Year of a volume or reduction; empty for all else.
        line: Position of the awarded line; None for a term of the whole award.
        offered: What was offered; None if the offer says nothing.
        awarded: What was awarded; None if the letter says nothing.
    """

    place: Path
    field: str
    item: str
    line: int | None
    offered: Value | None
    awarded: Value | None

    @property
    def differs(self) -> bool:
        """Whether both are not the same; prices are compared exactly by piece, never across currencies."""
        if self.offered is None or self.awarded is None:
            return True
        return self.is_comparable and not _same(self.offered, self.awarded)

    @property
    def is_comparable(self) -> bool:
        """Whether both stand in one currency and one measure."""
        return _kind_of(self.offered) == _kind_of(self.awarded)

    @property
    def difference(self) -> str:
        """Awarded less offered, with its sign; in words where there is no such number."""
        if self.offered is None or self.awarded is None:
            return "not offered" if self.offered is None else "not awarded"
        if not self.is_comparable:
            return "not comparable"
        return _less(self.awarded, self.offered) if self.differs else "none"

    def says(self) -> str:
        """Both values in words."""
        year = f" for {self.item}" if self.item and (self.awarded is None or self.offered is None) else ""
        awarded = shown(self.awarded, "nothing")
        return f"awarded {awarded}{year}, offered {shown(self.offered, 'nothing')}"


def shown(value: Value | None, unknown: str = "not said") -> str:
    """A term in words; a rate with its sign of percent."""
    if value is None:
        return unknown
    return f"{value:f} %" if isinstance(value, Decimal) else str(value)


def _same(offered: Value, awarded: Value) -> bool:
    if isinstance(offered, UnitPrice) and isinstance(awarded, UnitPrice):
        return offered.exact == awarded.exact
    return offered == awarded


def _kind_of(value: Value | None) -> tuple[str, ...]:
    match value:
        case UnitPrice():
            return (value.currency, value.measure)
        case Money():
            return (value.currency,)
        case Quantity():
            return (value.unit,)
    return ()


def _less(awarded: Value, offered: Value) -> str:
    match awarded, offered:
        case (UnitPrice(), UnitPrice()) if awarded.unit == offered.unit:
            return _signed(awarded.amount - offered.amount, awarded.unit)
        case (Money(), Money()):
            return _signed(awarded.amount - offered.amount, awarded.currency)
        case (Quantity(), Quantity()):
            return _signed(awarded.amount - offered.amount, awarded.unit)
        case (Decimal(), Decimal()):
            return _signed(awarded - offered, "%")
    return "differs"


def _signed(number: Decimal, unit: str) -> str:
    return f"{number:+f} {unit}"


def compared(nomination: Nomination, book: Book) -> tuple[Compared, ...]:
    """Everything that both papers can say, line by line, then the terms; empty if the offer is not known here.

    A term of the whole award is compared only where both papers state it. Of several offered lines of one part and
    site that of price type `series` is meant.
    """
    offer = book.get_as(Offer, nomination.offer)
    if offer is None:
        return ()
    return (*_lines(nomination, offer), *_reductions(nomination, offer), *_terms(nomination, offer))


def offered_line(offer: Offer, part: str, site: str) -> OfferLine | None:
    """The offered line of a part and site: of several the one for series, else the first."""
    same = [line for line in offer.lines if (line.part, line.site) == (part, site)]
    return next((line for line in same if line.price_type == "series"), same[0] if same else None)


def not_awarded(nomination: Nomination, offer: Offer) -> tuple[OfferLine, ...]:
    """The offered lines of parts and sites that the letter does not name."""
    return tuple(line for line in offer.lines if nomination.line(line.part, line.site) is None)


def _lines(nomination: Nomination, offer: Offer) -> Iterator[Compared]:
    for place, line in enumerate(nomination.lines):
        offered = offered_line(offer, line.part, line.site)
        here: Path = ("lines", place)
        price = offered.unit_price if offered else None
        yield Compared((*here, "unit_price"), "unit_price", "", place, price, line.unit_price)
        if offered is not None:
            index = ("technical_index", "", place, offered.technical_index, line.technical_index)
            yield Compared((*here, "technical_index"), *index)
            yield from _volumes(line, offered, place)


def _volumes(line: NominationLine, offered: OfferLine, place: int) -> Iterator[Compared]:
    for year in sorted({*line.volumes, *offered.volumes}):
        awarded = line.volumes.get(year)
        path: Path = ("lines", place, "volumes")
        where = path if awarded is None else (*path, str(year))
        yield Compared(where, "volumes", str(year), place, offered.volumes.get(year), awarded)


def _reductions(nomination: Nomination, offer: Offer) -> Iterator[Compared]:
    if nomination.lta is None or offer.lta_proposed is None:
        return
    offered = {step.year: step.rate for step in offer.lta_proposed.steps}
    awarded = {step.year: (place, step.rate) for place, step in enumerate(nomination.lta.steps)}
    for year in sorted({*offered, *awarded}):
        place, rate = awarded.get(year, (None, None))
        path: Path = ("lta", "steps") if place is None else ("lta", "steps", place, "rate")
        yield Compared(path, "lta", str(year), None, offered.get(year), rate)


def _terms(nomination: Nomination, offer: Offer) -> Iterator[Compared]:
    basis = offer.price_basis
    pairs: tuple[tuple[str, Value | None, Value | None], ...] = (
        ("payment_terms", basis.payment_terms if basis else None, nomination.payment_terms),
        ("incoterm", basis.incoterm if basis else None, nomination.incoterm),
        ("tooling_total", offer.tooling_total, nomination.tooling_total),
    )
    for name, offered, awarded in pairs:
        if offered is not None and awarded is not None:
            yield Compared((name,), name, "", None, offered, awarded)


def recorded(nomination: Nomination, field: str) -> NominationDeviation | None:
    """The deviation that names a field, also by its path: `unit_price`, `lines.unit_price`, `lta.steps`."""
    for one in nomination.deviations:
        words = re.split(r"[. /@]", one.field)
        if field in {_ALSO_CALLED.get(word, word) for word in words}:
            return one
    return None
