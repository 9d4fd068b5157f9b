"""Rules of the money of a change: quoted in time, in the price as agreed, recovered once, given away."""

from kamdocs.core.authority import functions_with, missing_authority
from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR, STATIC, WARNING
from kamdocs.core.place import Spot
from kamdocs.core.track import state_on
from kamdocs.kinds.change.figures import (
    differences,
    gift_value,
    gifts_by_year,
    is_agreed,
    orders_of,
    quote_due,
    recovering_entries,
)
from kamdocs.kinds.change.model import COMMERCIAL, Change, CommercialState, Recovery
from kamdocs.kinds.offer.figures import reached_on
from kamdocs.kinds.offer.model import offers_answering
from kamdocs.rules.every_kind.currencies import has_two_units
from kamdocs.rules.rule import Found, Hit, rule

_SCOPE = "free_of_charge"
_NOWHERE, _TWICE = "nowhere", "twice"


@rule("CHG004", "price-moved-otherwise", ERROR, STATIC, per=Change)
def price_moved_otherwise(change: Change, book: Book) -> Found:
    """What an agreed change moved in the price of a site differs, layer by layer, from what was agreed.

    Why:
        A delta on the wrong layer is reduced every year, or follows an index that has nothing to do with it.

    Fix:
        Correct the price line; look for the mandated share first.
    """
    if not is_agreed(change) or has_two_units(change):
        return
    found: dict[Spot, list[str]] = {}
    for one in differences(change, book):
        says = f"{one.layer.value}: {one.agreed} agreed, {one.moved} in the price of {one.site}"
        found.setdefault(one.spot, []).append(says)
    for spot, sentences in found.items():
        yield spot, "; ".join(sentences)


@rule("CHG007", "quote-overdue", WARNING, DATED, per=Change)
def quote_overdue(change: Change, book: Book) -> Found:
    """The day for our quote has passed, and the change is not assessed commercially.

    Why:
        A customer may exclude costs that are quoted late.

    Fix:
        Quote now, and reserve late costs in writing.

    Source:
        [S28].
    """
    if state_on(change.commercial_track, book.as_of) is not CommercialState.NOT_ASSESSED:
        return
    due = quote_due(change, book)
    if due is not None and due < book.as_of:
        yield change.at("quote_due" if change.quote_due else "received_on"), f"quote was due on {due}"


@rule("CHG009", "one-off-not-recovered-once", ERROR, STATIC, per=Change)
def one_off_not_recovered_once(change: Change, book: Book) -> Found:
    """The one-off cost of an agreed change comes back nowhere, or by an order and through the price as well.

    Why:
        What no order and no layer names is forgotten; what both name is taken back.

    Fix:
        Get the order, or put it into a layer.
    """
    one_off = change.one_off
    total = one_off.total if one_off is not None and one_off.is_above_zero else None
    if total is not None and is_agreed(change) and (how := _recovered(change, book)):
        yield change.at("one_off_recovery"), f"{total} one-off: recovered {how}"


def _recovered(change: Change, book: Book) -> str:
    """`nowhere`, `twice`, or empty; records that are unread or not here decide nothing."""
    ordered, layered = bool(orders_of(change, book)), bool(recovering_entries(change, book))
    if ordered and layered:
        return _TWICE
    match change.one_off_recovery:
        case None:
            return _NOWHERE
        case Recovery.ORDER:
            is_open = book.has_unread("customer-orders") or "customer_order" in book.absent_kinds
            return "" if ordered or is_open else _NOWHERE
        case Recovery.PRICE_LAYER:
            is_open = book.has_unread("prices") or "price" in book.absent_kinds
            return "" if layered or is_open else _NOWHERE
        case Recovery.WAIVED:
            return "" if change.free_of_charge is not None else _NOWHERE


@rule("CHG011", "gift-without-authority", ERROR, STATIC, per=Change)
def gift_without_authority(change: Change, book: Book) -> Found:
    """A change, or its one-off cost, is given away without the signature of somebody who may give that much.

    Why:
        A gift nobody signed for is a loss that nobody decided.

    Fix:
        Let somebody sign it who has the authority for its value, or charge it.
    """
    waived = state_on(change.commercial_track) is CommercialState.WAIVED
    if not waived and change.one_off_recovery is not Recovery.WAIVED:
        return
    value, gift = gift_value(change, book), change.free_of_charge
    if gift is not None and not missing_authority(book, gift, scope=_SCOPE, amount=value, record=change):
        return
    on = gift.on if gift else change.commercial_track[-1].on
    may = functions_with(book, _SCOPE, value, on)
    fix = f"Let {' or '.join(may)} sign it, or charge it." if may else "Charge it: no function may give that much away."
    amount = str(value) if value is not None else "unknown value"
    yield Hit(change.at("free_of_charge"), f"a gift of {amount} without authority", fix)


@rule("CHG015", "gifts-above-ceiling", WARNING, STATIC)
def gifts_above_ceiling(book: Book) -> Found:
    """What the account gave away with changes in a calendar year is more than its ceiling.

    Why:
        Each gift was small and signed; together they are a price reduction that nobody negotiated.

    Fix:
        Decide the next gift above the ceiling; show the sum in the negotiation.
    """
    for gifts in gifts_by_year(book).values():
        limit = book.policy.limit("gift_ceiling", on=gifts.signed.on)
        total = gifts.sum_in(limit.currency) if limit is not None else None
        if total is not None and total.amount > limit.amount:
            more = "at least " if gifts.unknown else ""
            says = f"gifts of {gifts.year}: {more}{total}, the ceiling is {limit}"
            yield gifts.latest.at("free_of_charge"), says


@rule("CHG022", "quoted-without-offer", ERROR, STATIC, per=Change)
def quoted_without_offer(change: Change, book: Book) -> Found:
    """A change counts as quoted, and no offer for it had been sent by that day.

    Why:
        A number without an offer has no basis, no validation and no day on which it ends.

    Fix:
        Record the offer, or correct the state.
    """
    quoted = COMMERCIAL.reached(change.commercial_track, "quoted")
    if quoted is None or book.has_unread("offers") or "offer" in book.absent_kinds:
        return
    sent = [reached_on(offer, "sent") for offer in offers_answering(book, change.id)]
    if not any(day is not None and day <= quoted.on for day in sent):
        place = change.commercial_track.index(quoted)
        yield change.at("commercial_track", place), f"quoted on {quoted.on} without an offer sent"
