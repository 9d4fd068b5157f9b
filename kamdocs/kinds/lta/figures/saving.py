"""The committed saving of a step: what it takes from each price, times the pieces of its year from its day on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kamdocs.calc.lta import Saved, committed_saving, saving_of
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.place import Spot
from kamdocs.kinds.lta.figures.before import computed_delta
from kamdocs.kinds.lta.figures.in_prices import taken_lines
from kamdocs.kinds.lta.figures.terms import reference
from kamdocs.kinds.lta.figures.volumes import Planned, planned_from
from kamdocs.kinds.lta.figures.walk import StepLine, in_unit
from kamdocs.kinds.lta.model import Lta, LtaYear
from kamdocs.kinds.price.figures import by_part_and_site, priced_sites, valid_lines
from kamdocs.kinds.price.figures.lines import types_on
from kamdocs.kinds.price.model import Price


@dataclass(frozen=True, slots=True)
class PriceSaving:
    """What a step takes from one price.

    Attributes:
        part: The part.
        site: The site.
        price: Its price file; None where none holds on the day.
        line: The line that holds the step; None where it is not booked yet.
        saved: Delta and pieces; None where one of them is not computable.
        refused: Why.
        planned: The place that says the pieces.
    """

    part: str
    site: str
    price: Price | None
    line: StepLine | None = None
    saved: Saved | None = None
    refused: str = ""
    planned: Spot | None = None


@dataclass(frozen=True, slots=True)
class Committed:
    """The committed saving of a step in its year over all its prices.

    Attributes:
        rows: Each price of it.
    """

    rows: tuple[PriceSaving, ...]

    @property
    def refused(self) -> tuple[str, ...]:
        """What is not computable, price by price, else of the sum; empty = the saving is whole."""
        of_rows = self._of_rows()
        if of_rows:
            return of_rows
        try:
            saving_of(self._known())
        except Refused as refusal:
            return (str(refusal),)
        return ()

    @property
    def money(self) -> Money:
        """Rounded once.

        Raises:
            Refused: A price of it is not computable, or two currencies.
        """
        return committed_saving(self._known())

    @property
    def exact(self) -> tuple[Fraction, str]:
        """Unrounded amount and currency.

        Raises:
            Refused: As `money`.
        """
        return saving_of(self._known())

    def _of_rows(self) -> tuple[str, ...]:
        return tuple(row.refused for row in self.rows if row.refused)

    def _known(self) -> tuple[Saved, ...]:
        if left := self._of_rows():
            raise Refused("saving", f"not whole: {left[0]}")
        return tuple(row.saved for row in self.rows if row.saved is not None)


def committed(book: Book, lta: Lta, step: LtaYear) -> Committed:
    """What a step takes in its calendar year, price by price.

    A price that books the step says its delta itself; else it is computed on the layers of its day.

    Source:
        F-04, committed saving.
    """

    return book.remembered(("committed saving", reference(lta, step)), lambda: Committed(tuple(_rows(book, lta, step))))


def _rows(book: Book, lta: Lta, step: LtaYear) -> Iterator[PriceSaving]:
    booked: dict[tuple[str, str], list[StepLine]] = {}
    for one in taken_lines(book, lta, step):
        booked.setdefault((one.price.part, one.price.site), []).append(one)
    for part in lta.parts:
        sites = priced_sites(book, part)
        if not sites:
            yield PriceSaving(part, "", None, refused=f"no price of {part}")
        for site in sites:
            lines = booked.get((part, site))
            if lines:
                for price in dict.fromkeys(one.price.id for one in lines):
                    yield _booked(book, step, [one for one in lines if one.price.id == price])
            else:
                yield from _to_come(book, lta, step, (part, site))


def _booked(book: Book, step: LtaYear, lines: list[StepLine]) -> PriceSaving:
    """A price that holds the step: the sum of its entries."""
    price, unit = lines[0].price, PriceUnit.of(lines[0].line.unit_price)
    entries = [entry for one in lines for _, entry in one.entries]
    try:
        delta = sum((in_unit({one.layer: one.delta}, unit)[one.layer] for one in entries), entries[0].delta.amount * 0)
        planned = _pieces(book, price.part, price.site, step)
    except Refused as refusal:
        return PriceSaving(price.part, price.site, price, lines[0], refused=_said(price, refusal))
    saved = Saved(planned.pieces, unit.price(delta))
    return PriceSaving(price.part, price.site, price, lines[0], saved, planned=planned.spot)


def _to_come(book: Book, lta: Lta, step: LtaYear, at: tuple[str, str]) -> Iterator[PriceSaving]:
    """The prices that hold on the day of the step and do not book it yet.

    A site whose prices are all of a type that does not count on that day (K6) has nothing that the step could take.
    """
    part, site = at
    held = valid_lines(book, part, site, on=step.effective, as_of=book.as_of)
    counting = types_on(book, part, step.effective)
    if not held and any(price.price_type in counting for price in by_part_and_site(book)[part, site]):
        yield PriceSaving(part, site, None, refused=f"price of {part} at {site} missing on {step.effective}")
    for price in (one.price for one in held):
        try:
            delta = computed_delta(book, lta, step, price)
            planned = _pieces(book, part, site, step)
            yield PriceSaving(part, site, price, saved=Saved(planned.pieces, delta), planned=planned.spot)
        except Refused as refusal:
            yield PriceSaving(part, site, price, refused=_said(price, refusal))


def _said(price: Price, refusal: Refused) -> str:
    return f"{price.id}: {refusal}"


def _pieces(book: Book, part: str, site: str, step: LtaYear) -> Planned:
    if step.effective > date(step.year, 12, 31):
        raise Refused("effective", f"{step.effective} lies after {step.year}")
    return planned_from(book, part, site, step.effective, step.year)
