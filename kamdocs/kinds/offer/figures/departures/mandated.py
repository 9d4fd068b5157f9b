"""Mandated components of an offer beside the BOM, the mandated price, the cap on fees and the terms of payment."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kamdocs.calc.cash import due_date
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import converted
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.place import Path
from kamdocs.core.quantity import Quantity
from kamdocs.core.terms import Terms
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.mandated_component.model import MandatedComponent, mandated_by_number
from kamdocs.kinds.offer.model import MandatedLine, Offer
from kamdocs.kinds.part.model import BomLine, Part, TechnicalIndex

_INVOICED_ON = date(2024, 4, 1)
"""First day of a month of 30 days: both payment terms are compared for an invoice written and received on it."""


class Departure(NamedTuple):
    """A component that stands otherwise in the offer.

    Attributes:
        place: Where in the offer.
        component: Its number.
        says: What differs, in words that follow the number and a colon.
    """

    place: Path
    component: str
    says: str


def offered_indices(offer: Offer, book: Book) -> tuple[tuple[str, TechnicalIndex], ...]:
    """Each offered part with each of its offered indices, as far as both are known here."""
    found: dict[tuple[str, str], TechnicalIndex] = {}
    for line in offer.lines:
        part = book.get_as(Part, line.part)
        index = part.index(line.technical_index) if part else None
        if index is not None:
            found[line.part, line.technical_index] = index
    return tuple((part, index) for (part, _), index in found.items())


def mandated_lines_of(index: TechnicalIndex) -> tuple[BomLine, ...]:
    """The components of a bill of material whose supplier the customer fixes."""
    return tuple(one for one in index.bom if one.mandated)


def departs_from_bom(offer: Offer, book: Book) -> tuple[Departure, ...]:
    """Mandated components of the offered indices that the offer lacks, or that it holds in another quantity."""
    listed = {(one.part, one.component): (place, one) for place, one in enumerate(offer.mandated_lines)}
    found: dict[Path, Departure] = {}
    missing: dict[str, Departure] = {}
    for part, index in offered_indices(offer, book):
        for bom in mandated_lines_of(index):
            place, entry = listed.get((part, bom.component), (None, None))
            if place is None or entry is None:
                missing.setdefault(bom.component, Departure(("mandated_lines",), bom.component, "missing"))
            elif not same_quantity(entry.quantity, bom.quantity):
                path = ("mandated_lines", place, "quantity")
                found[path] = Departure(path, bom.component, f"{entry.quantity} instead of {bom.quantity}")
    return (*missing.values(), *found.values())


def same_quantity(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are the same; metric units of one dimension convert, others never do."""
    try:
        return converted(one, other.unit, name="quantity") == Fraction(other.amount)
    except Refused:
        return False


def departs_from_mandated_price(offer: Offer, book: Book) -> tuple[Departure, ...]:
    """Components of the offered indices that stand at another price than the mandated one of the price year.

    The mandated price is the one in force on 1 January of `price_basis.price_year`. Where it is not known, or stands
    in another currency or unit of measure, nothing is compared.
    """
    basis = offer.price_basis
    if basis is None or basis.price_year is None:
        return ()
    day = date(basis.price_year, 1, 1)
    asked = {(part, bom.component) for part, index in offered_indices(offer, book) for bom in mandated_lines_of(index)}
    found = []
    for place, entry in enumerate(offer.mandated_lines):
        mandated = mandated_price(entry.component, day, book) if (entry.part, entry.component) in asked else None
        if mandated is not None and _is_another(entry.unit_price, mandated):
            path: Path = ("mandated_lines", place, "unit_price")
            found.append(Departure(path, entry.component, f"{entry.unit_price} instead of {mandated}"))
    return tuple(found)


def mandated_record(component: str, book: Book) -> MandatedComponent | None:
    """The record of a component; of two with one number the one with the lower id."""
    found = mandated_by_number(book).get(component, ())
    return found[0] if found else None


def mandated_price(component: str, day: date, book: Book) -> UnitPrice | None:
    """The mandated price of a component that is in force on a day; None if it is not known."""
    record = mandated_record(component, book)
    line = record.line_on(day) if record else None
    return line.unit_price if line else None


def _is_another(one: UnitPrice, other: UnitPrice) -> bool:
    same_units = (one.currency, one.measure) == (other.currency, other.measure)
    return same_units and one.exact != other.exact


def not_in_bom(offer: Offer, book: Book) -> Iterator[tuple[int, MandatedLine, str]]:
    """Entries whose component is no mandated one of an offered index of their part, with that index.

    An entry of a part that is not offered stands for no index at all; a part or index that is not known here decides
    nothing.
    """
    indices: dict[str, list[TechnicalIndex]] = {}
    for part, index in offered_indices(offer, book):
        indices.setdefault(part, []).append(index)
    offered = {line.part for line in offer.lines}
    for place, entry in enumerate(offer.mandated_lines):
        known = indices.get(entry.part, [])
        if entry.part in offered and not known:
            continue
        if not any(one.component == entry.component for index in known for one in mandated_lines_of(index)):
            yield place, entry, " and ".join(index.index for index in known)


def odd_fees(offer: Offer, book: Book) -> Iterator[tuple[int, str]]:
    """Entries with no handling fee at all, or with one above the customer's cap: position, and what is wrong."""
    customers = book.all(Customer)
    cap = customers[0].mandated_handling_cap if customers else None
    for place, entry in enumerate(offer.mandated_lines):
        if entry.handling_fee is None:
            continue
        if entry.handling_fee == 0:
            yield place, "handling fee is nil"
        elif cap is not None and entry.handling_fee > cap:
            yield place, f"handling fee {entry.handling_fee} %, the cap is {cap} %"


class Gap(NamedTuple):
    """A component that we pay before we are paid: its supplier, days until we pay, days until we are paid."""

    place: int
    supplier: str
    pays: int
    is_paid: int


def payment_gaps(offer: Offer, book: Book) -> Iterator[Gap]:
    """Components whose supplier is due before the customer is, for an invoice of the first of a 30-day month (F-11)."""
    terms = offer.price_basis.payment_terms if offer.price_basis else None
    if terms is None:
        return
    is_paid = days_until_due(terms)
    for place, entry in enumerate(offer.mandated_lines):
        record = mandated_record(entry.component, book)
        pays = days_until_due(record.tier2_payment_terms) if record else is_paid
        if record is not None and pays < is_paid:
            yield Gap(place, record.tier2_supplier, pays, is_paid)


def days_until_due(terms: Terms) -> int:
    """Days from an invoice that is written and received on the first of a month of 30 days until it is due.

    Source:
        F-11.
    """
    return (due_date(terms, _INVOICED_ON, _INVOICED_ON) - _INVOICED_ON).days
