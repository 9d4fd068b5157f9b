"""Rules of mandated components in an offer: quantity, price, fee, and who pays whom first."""

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC, WARNING
from kamdocs.core.place import Path
from kamdocs.core.track import state_on
from kamdocs.kinds.offer.figures.departures.mandated import (
    departs_from_bom,
    departs_from_mandated_price,
    not_in_bom,
    odd_fees,
    payment_gaps,
)
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer
from kamdocs.rules.rule import Found, rule


@rule("OFR003", "mandated-component-departs", ERROR, STATIC, per=Offer)
def mandated_component_departs(offer: Offer, book: Book) -> Found:
    """A mandated component of an offered index is missing, or has another quantity or price than is mandated.

    Why:
        The customer fixed quantity and price himself; a difference is ours to pay on every piece.

    Fix:
        Take the quantity from the bill of material and the price from the record of the component.
    """
    if not OFFER_TRACK.at_least(state_on(offer.track), "in_validation"):
        return
    by_place: dict[Path, list[str]] = {}
    for one in (*departs_from_bom(offer, book), *departs_from_mandated_price(offer, book)):
        by_place.setdefault(one.place, []).append(f"{one.component}: {one.says}")
    for place, says in by_place.items():
        yield offer.at(*place), "; ".join(says)


@rule("OFR004", "component-not-in-bom", ERROR, STATIC, per=Offer)
def component_not_in_bom(offer: Offer, book: Book) -> Found:
    """A mandated component of an offer is none of the offered index of its part.

    Why:
        The offer then sells a component that nobody builds in, and a buyer who finds it doubts the rest.

    Fix:
        Delete the entry, or correct the index of the line.
    """
    for place, entry, index in not_in_bom(offer, book):
        where = f"{entry.part} index {index}" if index else f"{entry.part}, which is not offered"
        yield offer.at("mandated_lines", place, "component"), f"{entry.component} is not in the BOM of {where}"


@rule("OFR012", "odd-handling-fee", WARNING, STATIC, per=Offer)
def odd_handling_fee(offer: Offer, book: Book) -> Found:
    """A mandated component carries no handling fee, or one above the cap of the customer.

    Why:
        Without a fee we finance and handle the component for nothing; above the cap it is struck out later.

    Fix:
        Add the fee, or correct it to the cap.
    """
    for place, says in odd_fees(offer, book):
        yield offer.at("mandated_lines", place, "handling_fee"), says


@rule("OFR013", "paid-after-we-pay", WARNING, STATIC, per=Offer)
def paid_after_we_pay(offer: Offer, book: Book) -> Found:
    """We pay the supplier of a mandated component earlier than the customer pays us.

    Why:
        The customer fixed the supplier and its terms; the days between are financed by us.

    Fix:
        Ask for longer terms at the supplier, or price the gap.

    Source:
        F-11.
    """
    for gap in payment_gaps(offer, book):
        says = f"we pay {gap.supplier} after {gap.pays} days and are paid after {gap.is_paid}"
        yield offer.at("mandated_lines", gap.place, "component"), says
