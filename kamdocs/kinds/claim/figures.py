"""Figures of claims: the notice deadline, what the calendar makes of a claim, the account's claims with their money."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kamdocs.calc.days import day_after
from kamdocs.core.acts import in_words
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.quantity import Duration
from kamdocs.core.stake import Owed, Sort, Stake
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Fact, Link, Mark, Number, Row, Table
from kamdocs.kinds.claim import model
from kamdocs.kinds.claim.model import TRACK, Category, Claim, ClaimState, Direction
from kamdocs.kinds.customer.model import Customer

_TERMINATION = frozenset({Category.UNAMORTISED_BALANCE, Category.EARLY_EOP})
SIDES = {Direction.ON_CUSTOMER: "on the customer", Direction.ON_US: "on us"}


def notice_period(claim: Claim, book: Book) -> Duration | None:
    """Of the cited clause, else what the customer's record says for this category; None = nobody can tell."""
    if claim.notice_period is not None:
        return claim.notice_period
    customers = book.all(Customer)
    if not customers:
        return None
    return customers[0].termination_claim if claim.category in _TERMINATION else customers[0].claim_notice


def notice_deadline(claim: Claim, book: Book) -> date | None:
    """Last day of the notice: `event_on` plus the notice period. Working days are counted without holidays."""
    period = notice_period(claim, book)
    return day_after(claim.event_on, period).day if period else None


def notified_on(claim: Claim, as_of: date) -> date | None:
    """The day from which the other side has been told."""
    entry = TRACK.reached(claim.track, "notified", as_of)
    return entry.on if entry else None


def is_live(claim: Claim, as_of: date) -> bool:
    """Whether something may still come of the claim."""
    state = state_on(claim.track, as_of)
    return state is None or state.value in TRACK.live


def open_value(claim: Claim, book: Book) -> tuple[Stake, ...]:
    """The amount claimed while the claim is live (F-22); without one it is unknown, never zero."""
    if not is_live(claim, book.as_of) or has_lapsed(claim, book):
        return ()
    owed = Owed.BY_US if claim.direction is Direction.ON_US else Owed.TO_US
    unknown = "" if claim.amount_claimed is not None else "amount_claimed missing"
    return (Stake(claim.id, Sort.CASH, owed, claim.amount_claimed, unknown, Class.CLAIM),)


def has_lapsed(claim: Claim, book: Book) -> bool:
    """Whether our own claim passed its notice deadline before the customer was told."""
    deadline = notice_deadline(claim, book)
    if claim.direction is Direction.ON_US or deadline is None:
        return False
    told = notified_on(claim, book.as_of)
    return deadline < (told or book.as_of)


def standing(claim: Claim, book: Book) -> tuple[Fact, ...]:
    """Open, notice due, lapsed, reply overdue or ended."""
    mark, note = _standing(claim, book)
    return (Fact("Standing", mark, Class.CLAIM, note),)


def _standing(claim: Claim, book: Book) -> tuple[Mark, str]:
    state = state_on(claim.track, book.as_of)
    if not is_live(claim, book.as_of):
        return Mark("ended", "off"), in_words(state) if state else ""
    if claim.direction is Direction.ON_US:
        return _on_us(claim, book.as_of)
    if has_lapsed(claim, book):
        return Mark("lapsed", "bad"), f"notice was due on {notice_deadline(claim, book)}"
    deadline = notice_deadline(claim, book)
    if notified_on(claim, book.as_of) is not None:
        return Mark("open", "wait"), in_words(state) if state else ""
    if deadline is None:
        return Mark("open", "wait"), "notice deadline not known"
    days = (deadline - book.as_of).days
    return Mark(f"notice due in {days} {'day' if days == 1 else 'days'}", "wait"), f"until {deadline}"


def _on_us(claim: Claim, as_of: date) -> tuple[Mark, str]:
    if claim.answered_by is None and claim.reply_due is not None and claim.reply_due < as_of:
        return Mark("reply overdue", "bad"), f"due on {claim.reply_due}"
    if claim.answered_by is None and claim.reply_due is not None:
        return Mark("open", "wait"), f"reply due on {claim.reply_due}"
    return Mark("open", "wait"), ""


def summary(claim: Claim, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants: what it is about, which parts, when, how many pieces and why; no direction, no money."""
    facts = [Fact("Category", model.in_words(claim.category), Class.CLAIM)]
    facts += [Fact("Part", Link(part), Class.CLAIM) for part in claim.parts]
    facts.append(Fact("Period", str(claim.period), Class.CLAIM))
    if claim.actual_volume is not None:
        facts.append(Fact("Pieces taken", str(claim.actual_volume), Class.CLAIM))
    if claim.cause is not None:
        facts.append(Fact("Cause", in_words(claim.cause), Class.CLAIM))
    mark = Mark("open", "wait") if is_live(claim, book.as_of) else Mark("ended", "off")
    return (*facts, Fact("Standing", mark, Class.CLAIM))


_COLUMNS = (
    Column("Direction", Class.CLAIM),
    Column("State", Class.CLAIM),
    Column("Claims", Class.CLAIM, numeric=True),
    Column("Claimed", Class.CLAIM, numeric=True),
    Column("Settled", Class.CLAIM, numeric=True),
    Column("Without an amount", Class.CLAIM, numeric=True),
)


def claim_status(book: Book) -> Table:
    """Claims in both directions by state: one row for each currency.

    A claim without an amount is counted apart and is in no sum; both directions are never netted.
    """
    groups: dict[tuple[int, int, str], list[Claim]] = defaultdict(list)
    for claim in book.all(Claim):
        state = state_on(claim.track, book.as_of)
        side, rank = list(Direction).index(claim.direction), list(ClaimState).index(state) if state else -1
        currency = claim.amount_claimed.currency if claim.amount_claimed else ""
        groups[side, rank, currency].append(claim)
    rows = tuple(_row(claims, book.as_of) for _, claims in sorted(groups.items()))
    return Table("Claims by direction and state", _COLUMNS, rows, "claims", "No claims.")


def _row(claims: list[Claim], as_of: date) -> Row:
    first = claims[0]
    state = state_on(first.track, as_of)
    claimed = [claim.amount_claimed for claim in claims if claim.amount_claimed is not None]
    settled = [claim.settled_amount for claim in claims if claim.settled_amount is not None]
    unknown = len(claims) - len(claimed)
    return Row(
        (
            SIDES[first.direction],
            in_words(state) if state else "no state yet",
            _count(len(claims)),
            summed(claimed),
            summed(settled),
            _count(unknown) if unknown else None,
        ),
        about=tuple(claim.id for claim in claims),
        parts=tuple(sorted({part for claim in claims for part in claim.parts})),
    )


def _count(number: int) -> Number:
    return Number(Decimal(number), str(number))


def summed(amounts: Sequence[Money]) -> Number | str | None:
    """The sum of amounts in one currency; nothing where there is none, in words where there are two currencies."""
    if not amounts:
        return None
    if len({amount.currency for amount in amounts}) > 1:
        return "not comparable"
    total = Money(sum((amount.amount for amount in amounts[1:]), amounts[0].amount), amounts[0].currency)
    return Number(total.amount, str(total))
