"""The rules of customer orders: whoever signs for the customer may sign that much."""

from datetime import date
from typing import Any

from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.money import Money
from kamdocs.core.place import Path
from kamdocs.core.proving import proof_at
from kamdocs.core.record import Record
from kamdocs.core.track import Entry, Track
from kamdocs.core.trade import AWARD_TRACK
from kamdocs.core.walk import Acts
from kamdocs.kinds.claim.model import TRACK as CLAIM_TRACK
from kamdocs.kinds.claim.model import Claim
from kamdocs.kinds.contact.model import Contact, DecidesTopic
from kamdocs.kinds.customer_order.model import CustomerOrder
from kamdocs.rules.rule import Found, rule


@rule("EVD005", "signed-above-authority", ERROR, STATIC, per=Record)
def signed_above_authority(record: Record, book: Book) -> Found:
    """Who signed an order or an agreed claim for the customer may sign less than its amount.

    Why:
        What he could not sign, his house can refuse; the paper then proves nothing.

    Fix:
        Get the signature of somebody who may sign that much.
    """
    entries: tuple[Entry[Any], ...]
    if isinstance(record, CustomerOrder):
        amount, topic = record.amount, DecidesTopic.PRICES_AND_CONTRACT
        entries, track, state = record.track, AWARD_TRACK, "received"
    elif isinstance(record, Claim):
        amount, topic = record.settled_amount, DecidesTopic.CLAIMS
        entries, track, state = record.track, CLAIM_TRACK, "agreed"
    else:
        return
    signed = _signed(record, entries, track, state, book=book) if amount is not None else None
    if signed is None or amount is None:
        return
    signatory, path = signed
    limit = _limit(signatory, topic, book, on=entries[int(str(path[-1]))].on)
    if limit is not None and limit.currency == amount.currency and abs(amount.amount) > limit.amount:
        says = f"{signatory.id} may sign up to {limit}; the amount is {amount}"
        if isinstance(record, Claim):
            says = f"{signatory.id} may sign less: the amount is above the limit"
        yield record.at(*path, "evidence"), says


def _signed(
    record: Record, entries: tuple[Entry[Any], ...], track: Track, state: str, *, book: Book
) -> tuple[Contact, Path] | None:
    """Who signed the best proof of a state, and the place of its entry."""
    reached = track.reached(entries, state)
    if reached is None:
        return None
    place = next(index for index, entry in enumerate(entries) if entry is reached)
    best, _ = proof_at(record, Acts(("track",), track, entries), place, book)
    contact = book.authority.get_as(Contact, best.proof.signatory) if best else None
    return (contact, ("track", place)) if contact else None


def _limit(signatory: Contact, topic: DecidesTopic, book: Book, on: date) -> Money | None:
    """What a person may sign: on this topic, else on any, else by the level of authority; None = not known."""
    by_topic = {one.topic: one.up_to for one in signatory.decides}
    own = by_topic.get(topic) or by_topic.get(DecidesTopic.ANY)
    if own is not None or signatory.authority is None:
        return own
    usual = book.policy.limit("customer_authority", on=on) or {}
    levels: dict[str, Money] = {str(level): amount for level, amount in usual.items()}
    return levels.get(signatory.authority.value)
