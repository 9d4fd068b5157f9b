"""The page of a claim: its amounts, its ground and deadline, its track."""

from kamdocs.core.acts import acts_table
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.view import Fact, Link, Number, Page, Section, Table
from kamdocs.kinds.claim.figures import SIDES, notice_deadline, notified_on
from kamdocs.kinds.claim.model import Claim, Direction


def page(claim: Claim, book: Book) -> Page:
    """Amounts first: claimed, expected, settled and what lies between them."""
    return Page(
        headline=(
            Fact("Direction", SIDES[claim.direction], Class.CLAIM),
            _amount("Claimed", claim.amount_claimed),
            _amount("Expected", claim.amount_expected),
            _amount("Settled", claim.settled_amount),
            _difference(claim),
        ),
        sections=(
            Section("Ground and notice", facts=(*_ground(claim), *_notice(claim, book))),
            Section("Track", tables=(_track(claim),)),
        ),
    )


def _amount(label: str, amount: Money | None) -> Fact:
    value = Number(amount.amount, str(amount)) if amount is not None else "not known"
    return Fact(label, value, Class.CLAIM)


def _difference(claim: Claim) -> Fact:
    """What would be given up: claimed less settled, else less expected."""
    end = claim.settled_amount or claim.amount_expected
    start = claim.amount_claimed
    if start is None or end is None:
        return Fact("Difference", "not known", Class.CLAIM)
    if start.currency != end.currency:
        return Fact("Difference", "not comparable", Class.CLAIM)
    return _amount("Difference", Money(start.amount - end.amount, start.currency))


def _ground(claim: Claim) -> tuple[Fact, ...]:
    basis = claim.basis
    if basis is None:
        return (Fact("Ground", "none is cited", Class.CLAIM),)
    facts = []
    if basis.document:
        facts.append(
            Fact("Ground", Link(basis.document), Class.CLAIM, f"clause {basis.clause}" if basis.clause else "")
        )
    if basis.legal_ground:
        facts.append(Fact("Law", basis.legal_ground, Class.CLAIM))
    return tuple(facts)


def _notice(claim: Claim, book: Book) -> tuple[Fact, ...]:
    if claim.direction is Direction.ON_US:
        due = claim.reply_due.isoformat() if claim.reply_due else "not known"
        return (Fact("Reply due", due, Class.CLAIM),)
    deadline = notice_deadline(claim, book)
    told = notified_on(claim, book.as_of)
    return (
        Fact("Event", claim.event_on.isoformat(), Class.CLAIM),
        Fact("Notice deadline", deadline.isoformat() if deadline else "not known", Class.CLAIM),
        Fact("Notified", told.isoformat() if told else "not yet", Class.CLAIM),
    )


def _track(claim: Claim) -> Table:
    return acts_table("What was done", claim.track, seen_as=Class.CLAIM, proof_as=Class.CLAIM, name=f"track-{claim.id}")
