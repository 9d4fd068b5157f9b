"""Mandated components of an offer beside BOM, mandated prices, and the customer's rules on fee and terms."""

from collections.abc import Iterator
from datetime import date

from kamdocs.core.book import Book
from kamdocs.kinds.customer.model import Customer
from kamdocs.kinds.mandated_component.model import MandatedComponent
from kamdocs.kinds.offer.figures.coherence.row import Compared, absence, judged, not_compared
from kamdocs.kinds.offer.figures.departures.mandated import (
    departs_from_bom,
    departs_from_mandated_price,
    mandated_lines_of,
    mandated_price,
    mandated_record,
    not_in_bom,
    odd_fees,
    offered_indices,
    payment_gaps,
)
from kamdocs.kinds.offer.model import Offer
from kamdocs.kinds.part.model import Part

_BOM, _PRICES, _FEE = "BOM of the index", "mandated prices", "handling fee"
_TERMS = "terms of payment of mandated components"


def bill_of_material(offer: Offer, book: Book) -> Compared:
    """Every mandated component of the offered indices, and nothing else."""
    parts = list(dict.fromkeys(line.part for line in offer.lines))
    known = offered_indices(offer, book)
    for line in offer.lines:
        if book.get_as(Part, line.part) is None:
            return not_compared(_BOM, absence(line.part, book), parts)
        if (line.part, line.technical_index) not in {(part, index.index) for part, index in known}:
            return not_compared(_BOM, f"{line.part} has no index {line.technical_index}", parts)
    surplus = (f"{entry.component}: not in the BOM of {entry.part}" for _, entry, _ in not_in_bom(offer, book))
    differences = [f"{one.component}: {one.says}" for one in departs_from_bom(offer, book)]
    number = sum(len(mandated_lines_of(index)) for _, index in known)
    return judged(_BOM, parts, [*differences, *surplus], f"mandated components: {number}")


def mandated_prices(offer: Offer, book: Book) -> Iterator[Compared]:
    """The prices of the entries beside those in force on 1 January of the price year."""
    if not offer.mandated_lines:
        return
    components = tuple(dict.fromkeys(one.component for one in offer.mandated_lines))
    records = [record.id for one in components if (record := mandated_record(one, book)) is not None]
    year = offer.price_basis.price_year if offer.price_basis else None
    if "mandated_component" in book.absent_kinds:
        yield not_compared(_PRICES, "mandated components are not in this copy")
        return
    if year is None:
        yield not_compared(_PRICES, "the price basis names no price year", records)
        return
    what = f"{_PRICES} of {year}"
    unknown = [one for one in components if mandated_price(one, date(year, 1, 1), book) is None]
    differences = [f"{one.component}: {one.says}" for one in departs_from_mandated_price(offer, book)]
    if differences or len(unknown) < len(components):
        yield judged(what, records, differences, f"components: {len(components) - len(unknown)}")
    if unknown:
        yield not_compared(what, f"no mandated price on {year}-01-01 for {', '.join(unknown)}", records)


def fees_and_terms(offer: Offer, book: Book) -> Iterator[Compared]:
    """The handling fees beside the customer's cap, and the days between paying the supplier and being paid."""
    if not offer.mandated_lines:
        return
    customers = book.all(Customer)
    if not customers:
        yield not_compared(_FEE, "the customer's record is not here")
        return
    customer = customers[0]
    entries = offer.mandated_lines
    odd = [f"{entries[place].component}: {says}" for place, says in odd_fees(offer, book)]
    without = [one.component for one in entries if one.handling_fee is None]
    cap = customer.mandated_handling_cap
    if cap is None and not odd:
        yield not_compared(_FEE, "the customer has no cap on record", [customer.id])
    elif without and not odd:
        yield not_compared(_FEE, f"no fee is written for {', '.join(without)}", [customer.id])
    else:
        yield judged(_FEE, [customer.id], odd, f"at most {cap} %")
    yield _terms(offer, book)


def _terms(offer: Offer, book: Book) -> Compared:
    records: dict[str, MandatedComponent | None] = {
        one.component: mandated_record(one.component, book) for one in offer.mandated_lines
    }
    known = [record.id for record in records.values() if record is not None]
    if offer.price_basis is None or offer.price_basis.payment_terms is None:
        return not_compared(_TERMS, "the price basis names no terms of payment", known)
    gaps = [
        f"{offer.mandated_lines[gap.place].component}: paid after {gap.pays} days, we after {gap.is_paid}"
        for gap in payment_gaps(offer, book)
    ]
    unknown = [component for component, record in records.items() if record is None]
    if unknown and not gaps:
        return not_compared(_TERMS, f"no record of {', '.join(unknown)}", known)
    return judged(_TERMS, known, gaps, "no supplier is due before the customer")
