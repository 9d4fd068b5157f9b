"""The two doors of a change: may it be launched, may it be introduced, why, and until when that answer may be read."""

from dataclasses import dataclass
from datetime import date

from kamdocs.calc.days import day_after
from kamdocs.calc.gate import Answer, door_answer, go_valid_until, shown_amount
from kamdocs.calc.refusal import Refused
from kamdocs.core.authority import missing_authority
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.proving import Cited, cited
from kamdocs.core.track import Entry, state_on
from kamdocs.kinds.change.figures.ceiling import Carried, carried
from kamdocs.kinds.change.figures.days import is_agreed
from kamdocs.kinds.change.figures.exposure import whole_book
from kamdocs.kinds.change.figures.releases import released_amount
from kamdocs.kinds.change.model import COMMERCIAL, Change, CommercialState, Door, OneOff, RiskRelease

SCOPE = "risk_release"
_TOLD = {Answer.GO: "agreed or released", Answer.NO_GO: "not agreed", Answer.UNKNOWN: "not known"}
AGREED = "agreed"
ALL_RECORDS = "all records"
"""Where a book from which records are kept keeps the one that holds all of them."""
_LETTER, _BINDING = 3, 4


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether one way through a door is open.

    Attributes:
        answer: GO, NO-GO or UNKNOWN.
        reason: In a few words, without anything commercial.
        because: In full, for who may read prices.
        last: Last day, if the way ends by itself.
    """

    answer: Answer
    reason: str
    because: str
    last: date | None = None


@dataclass(frozen=True, slots=True)
class DoorAnswer:
    """What a door of a change answers on the day of the book.

    Attributes:
        door: Which one.
        answer: GO, NO-GO or UNKNOWN.
        valid_until: Last day on which a GO may be read; None for every other answer.
        reason: Why, in a few words, without anything commercial.
        because: Why, in full, for who may read prices.
        asked_for: The amount of a release that waits for a signature with authority; None = no such release.
    """

    door: Door
    answer: Answer
    valid_until: date | None
    reason: str
    because: str
    asked_for: Money | None = None

    @property
    def told(self) -> str:
        """Why, for who may not read prices: what the answer says itself, not by which agreement or release."""
        return _TOLD[self.answer]


def door(change: Change, which: Door, book: Book) -> tuple[Answer, date | None]:
    """What a door of a change answers, and until when a GO may be read; `door_of` says why."""
    found = door_of(change, which, book)
    return found.answer, found.valid_until


def door_of(change: Change, which: Door, book: Book) -> DoorAnswer:
    """What a door of a change answers on the day of the book.

    It opens if the change is agreed on the day with the proof that its state asks for, or if a release signed with
    authority carries on the day. It is unknown where something that decides is missing, was not read, or is not here.
    The answer is the same for each part and site of the change, and for every reader.

    Source:
        F-28, steps 1 to 4.
    """
    whole = book.remembered(ALL_RECORDS, lambda: whole_book(book))
    return whole.remembered(("door", change.id, which), lambda: _door_of(change, which, whole))


def _door_of(change: Change, which: Door, book: Book) -> DoorAnswer:
    agreed = _agreed(change, book)
    releases = [_released(change, one, book) for one in change.risk_releases if one.door is which]
    released = _best(releases)
    answer = door_answer(agreed.answer, released.answer)
    waiting = [
        one
        for one in change.risk_releases
        if one.door is which and one.until is not None and one.on <= book.as_of <= one.until
    ]
    asked_for = next((amount for one in waiting if (amount := released_amount(one))), None)
    because = "; ".join(dict.fromkeys(one.because for one in (agreed, *releases) if one.because))
    if answer is not Answer.GO:
        deciding = agreed if agreed.answer is answer else released
        return DoorAnswer(which, answer, None, deciding.reason, because, asked_for)
    through = agreed if agreed.answer is Answer.GO else released
    held_to = day_after(book.as_of, book.policy.limit("gate_valid", on=book.as_of)).day
    return DoorAnswer(which, answer, go_valid_until(held_to, through.last), through.reason, through.because)


def _best(releases: list[Judged]) -> Judged:
    """The release that carries longest, else one that nobody here can judge, else none."""
    going = [one for one in releases if one.answer is Answer.GO]
    if going:
        return max(going, key=lambda one: one.last or date.min)
    unknown = [one for one in releases if one.answer is Answer.UNKNOWN]
    return unknown[0] if unknown else Judged(Answer.NO_GO, "", "")


def _agreed(change: Change, book: Book) -> Judged:
    """Whether the commercial track stands at agreed or later on the day, with its proof."""
    as_of, state = book.as_of, state_on(change.commercial_track, book.as_of)
    if not is_agreed(change, as_of):
        return Judged(Answer.NO_GO, "not agreed", _commercially(change, as_of))
    if not is_agreed(change):
        return Judged(Answer.UNKNOWN, "unknown: not agreed later", "the commercial track steps back after the day")
    if state is CommercialState.WAIVED:
        gift = change.free_of_charge
        if gift is None or gift.on > as_of:
            return Judged(Answer.NO_GO, "not agreed", "given away, not signed on the day")
        return Judged(Answer.GO, AGREED, f"given away on {gift.on}")
    entries = tuple(entry for entry in change.commercial_track if entry.on <= as_of)
    reached = COMMERCIAL.reached(entries, "agreed")
    if reached is None:
        return Judged(Answer.NO_GO, "not agreed", _commercially(change, as_of))
    return _proved(change, reached, entries, book)


def _commercially(change: Change, as_of: date) -> str:
    known = [entry for entry in change.commercial_track if entry.on <= as_of]
    if not known:
        return "commercially no state yet"
    return f"commercially {known[-1].state.value.replace('_', ' ')} since {known[-1].on}"


def _proved(
    change: Change, agreed: Entry[CommercialState], entries: tuple[Entry[CommercialState], ...], book: Book
) -> Judged:
    """Whether an agreement is proved: grade 3, or 4 if the one-offs exceed policy `one_off_order`.

    The agreement by a paper of its own day or before; where that is too little, an order or invoice that came later by
    one of its day: who ordered has agreed.
    """
    items, grade = _proof_of(change, agreed, entries, book)
    asked = _asked_grade(change, agreed.on, book)
    if grade >= (asked or _BINDING):
        return Judged(Answer.GO, AGREED, f"agreed on {agreed.on}, proof of grade {grade}")
    if None in items:
        return Judged(
            Answer.UNKNOWN, "unknown: proof not here", f"agreed on {agreed.on}, its proof is not in this copy"
        )
    if asked is None and grade >= _LETTER:
        why = f"agreed on {agreed.on}, one-offs not comparable with policy `one_off_order`"
        return Judged(Answer.UNKNOWN, "unknown: one-offs", why)
    why = f"agreed on {agreed.on}, proof of grade {grade}, grade {asked or _LETTER} is asked"
    return Judged(Answer.NO_GO, "not agreed in writing", why)


def _proof_of(
    change: Change, agreed: Entry[CommercialState], entries: tuple[Entry[CommercialState], ...], book: Book
) -> tuple[list[Cited | None], int]:
    """All papers of an agreement and of what followed it, and the best grade that one of these acts can show."""
    items = [cited(reference, book) for reference in change.evidence]
    grade = 0
    for place, entry in enumerate(entries):
        items += [cited(reference, book) for reference in entry.evidence]
        if place >= entries.index(agreed) and COMMERCIAL.at_least(entry.state, "agreed"):
            grade = max([grade, *(item.proof.grade for item in items if item and _counts(item, entry.on))])
    return items, grade


def _counts(item: Cited, on: date) -> bool:
    """Whether a paper proves an act of a day: it is not later, and the side that must sign it did."""
    return (item.proof.on is None or item.proof.on <= on) and not item.unsigned_by


def _asked_grade(change: Change, on: date, book: Book) -> int | None:
    """The grade that the agreement needs; None if the one-offs cannot be compared with the limit."""
    limit = book.policy.limit("one_off_order", on=on)
    if limit is None:
        return _LETTER
    amounts = change.one_off.amounts if change.one_off else ()
    if any(amount.currency != limit.currency for amount in amounts):
        return None
    if sum(amount.amount for amount in amounts) > limit.amount:
        return _BINDING
    return _LETTER if len(amounts) == len(OneOff.model_fields) else None


def _released(change: Change, entry: RiskRelease, book: Book) -> Judged:
    """Whether a release opens its door on the day."""
    said, as_of = f"release of {entry.on}", book.as_of
    if as_of < entry.on:
        return Judged(Answer.NO_GO, "", f"{said} not yet signed")
    try:
        one = carried(change, entry, book)
    except Refused as refusal:
        return Judged(Answer.NO_GO, "", f"{said} opens nothing: {refusal}")
    if lacks := missing_authority(book, entry, scope=SCOPE, amount=released_amount(entry), record=change):
        return Judged(Answer.NO_GO, "", f"{said} opens nothing: {lacks}")
    if not one.carries_on(as_of):
        return Judged(Answer.NO_GO, "", f"{said} {_over(one, as_of)}")
    if authority_is_open(entry.by, book):
        return Judged(Answer.UNKNOWN, "unknown: authority not here", f"{said}: its signer cannot be judged here")
    return Judged(Answer.GO, "released", f"{said} carries until {one.last}: {used_words(one)}", one.last)


def _over(one: Carried, as_of: date) -> str:
    if as_of > one.terms.until:
        return f"ended on {one.terms.until}"
    return f"used up after {one.last}: {used_words(one)}" if one.last else f"used up at once: {used_words(one)}"


def used_words(one: Carried) -> str:
    """How far a release is used up, both sides and the ceiling."""
    currency = one.terms.ceiling.currency
    words = [f"stated {shown_amount(one.used.stated, currency)}"]
    if one.used.measured is not None:
        words.append(f"measured {shown_amount(one.used.measured, currency)}")
    if one.not_measured:
        words.append(f"the stated side decides alone, not computable: {one.not_measured}")
    if one.used.was_too_low:
        words.append("the price per day was too low")
    return ", ".join((*words, f"ceiling {one.terms.ceiling}"))


def authority_is_open(signer: str, book: Book) -> bool:
    """Whether nobody here can tell if a signer had authority: the person or a delegation is unread or not here."""
    known = book.authority
    if {"contact", "delegation_of_authority"} & known.absent_kinds or known.is_unread(signer):
        return True
    shelves = (known.shelf, known.group)
    return any(one.startswith("DOA-") for shelf in shelves if shelf for one in shelf.unread)
