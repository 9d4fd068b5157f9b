"""Figures of offers: what one is worth a year, when a state was reached, whether it has expired."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.gate import shown_amount
from kamdocs.calc.refusal import Refused
from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.quantity import Quantity
from kamdocs.core.stake import Sort, Stake
from kamdocs.core.track import Entry, S, last, state_on
from kamdocs.core.view import Fact, Mark, Number
from kamdocs.kinds.offer.model import OFFER_TRACK, Offer, OfferLine, OfferState

_TONES = {
    OfferState.ACCEPTED: "good",
    OfferState.LOST: "bad",
    OfferState.SUPERSEDED: "off",
    OfferState.WITHDRAWN: "off",
}


def standing(offer: Offer, book: Book) -> tuple[Fact, ...]:
    """The state on the day; before it, where an open offer has passed its last day: expired."""
    entry = last(offer.track, book.as_of)
    if entry is None:
        return (Fact("State", Mark("no state yet", "off"), Class.PRICE),)
    mark = Mark(in_words(entry.state), _TONES.get(entry.state, "wait"))
    state = Fact("State", mark, Class.PRICE, f"since {entry.on}")
    if is_expired(offer, book.as_of):
        return (Fact("Standing", Mark("expired", "bad"), Class.PRICE, f"valid until {offer.valid_until}"), state)
    return (state,)


def is_expired(offer: Offer, as_of: date) -> bool:
    """Whether the last day of an offer has passed while it is sent or in negotiation; that day itself still counts."""
    open_ = state_on(offer.track, as_of) in OFFER_TRACK.live
    return open_ and offer.valid_until is not None and offer.valid_until < as_of


def is_live(offer: Offer, as_of: date) -> bool:
    """Whether an offer lies with the customer and still holds."""
    return state_on(offer.track, as_of) in OFFER_TRACK.live and not is_expired(offer, as_of)


def first_on(entries: Iterable[Entry[S]], state: str) -> date | None:
    """The day of the first act that brought a state; None if none did."""
    return next((entry.on for entry in entries if entry.state == state), None)


def reached_on(offer: Offer, state: str, on: date | None = None) -> date | None:
    """The day since which an offer stands at a state or beyond it, read up to a day; None if it does not.

    A step back below the state begins anew; an exit does not count as one.
    """
    entry = OFFER_TRACK.reached(offer.track, state, on)
    return entry.on if entry else None


def value_year(volumes: Mapping[int, Quantity], sop: date | None) -> int | None:
    """The year by which a line is valued: the first one after the year of SOP, else the one with most pieces.

    Among years with equally many pieces the later one; None without any year.
    """
    full = [year for year in volumes if sop is not None and year > sop.year]
    if full:
        return min(full)
    return max(volumes, key=lambda year: (volumes[year].amount, year), default=None)


def line_value(line: OfferLine, sop: date | None) -> Fraction:
    """Exact money of a line in its year, in the currency of its price.

    Raises:
        Refused: No volume is written, or the price is by another measure than the pieces.

    Source:
        K15: a price per 100 or 1000 is taken per piece.
    """
    year = value_year(line.volumes, sop)
    if year is None:
        raise Refused("volumes", f"of {line.part} at {line.site} missing")
    pieces = line.volumes[year]
    if line.unit_price.measure != pieces.unit:
        raise Refused(
            "unit_price", f"of {line.part} is per {line.unit_price.measure}, its volumes are in {pieces.unit}"
        )
    return line.unit_price.exact * Fraction(pieces.amount)


def summed_value(offer: Offer) -> tuple[Fraction, str]:
    """What an offer is worth a year: by line the unit price times the pieces of the first year after that of SOP.

    A line without such a year counts with its largest year. Prices per 100 or 1000 are taken per piece.

    Returns:
        The exact amount and its currency.

    Raises:
        Refused: No line, two currencies or price units, a volume that is missing, a price by another measure than
            pieces.
    """
    units = sorted(units_of(line.unit_price for line in offer.lines))
    if not units:
        raise Refused("lines", "missing")
    if len(units) > 1:
        raise Refused("unit_price", f"is in {' and '.join(units)}")
    together = sum((line_value(line, offer.sop) for line in offer.lines), Fraction(0))
    return together, offer.lines[0].unit_price.currency


def exact_value(offer: Offer) -> Money | None:
    """The yearly value as thresholds read it: not rounded; None where it is not computable."""
    try:
        amount, currency = summed_value(offer)
    except Refused:
        return None
    return Money(Decimal(amount.numerator) / Decimal(amount.denominator), currency)


def yearly_value(offer: Offer) -> Money | None:
    """The yearly value as it is shown, rounded once, half up to minor units; None where it is not computable."""
    try:
        return shown_amount(*summed_value(offer))
    except Refused:
        return None


def open_value(offer: Offer, book: Book) -> tuple[Stake, ...]:
    """The yearly value of an offer that lies with the customer, expired or not."""
    if state_on(offer.track, book.as_of) not in OFFER_TRACK.live:
        return ()
    try:
        return (Stake(offer.id, Sort.A_YEAR, money=shown_amount(*summed_value(offer))),)
    except Refused as refusal:
        return (Stake(offer.id, Sort.A_YEAR, unknown=str(refusal)),)


def value_shown(offer: Offer) -> Number | str:
    """The yearly value for a page, or which input is missing."""
    try:
        value = shown_amount(*summed_value(offer))
    except Refused as refusal:
        return f"not computable: {refusal}"
    return Number(value.amount, str(value))


def units_of(prices: Iterable[UnitPrice]) -> frozenset[str]:
    """The currencies with price units that stand in some prices; more than one cannot be added."""
    return frozenset(price.unit for price in prices)
