"""What pages show of changes: standing, summary, the table of all changes of the account."""

from datetime import date
from enum import StrEnum

from kamdocs.calc.gate import Answer
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.money import Money
from kamdocs.core.track import state_on
from kamdocs.core.view import Column, Fact, Link, Number, Row, Table
from kamdocs.kinds.change.figures.doors import door_of
from kamdocs.kinds.change.figures.gate_table import afterwards, mark_of
from kamdocs.kinds.change.model import Change, CommercialState, Door, OneOff


def words(state: StrEnum | None) -> str:
    """A state in words."""
    return state.value.replace("_", " ") if state else "no state yet"


_WEIGHT = (Answer.NO_GO, Answer.UNKNOWN, Answer.GO)


def standing(change: Change, book: Book) -> tuple[Fact, ...]:
    """Whether the change may be launched and introduced today, until when that holds; a door that is closed first."""
    facts = []
    for label, which in (("May launch", Door.LAUNCH), ("May introduce", Door.INTRODUCE)):
        found = door_of(change, which, book)
        note = afterwards(found) or found.told
        facts.append((_WEIGHT.index(found.answer), Fact(label, mark_of(found, with_end=True), Class.SCHEDULE, note)))
    return tuple(fact for _, fact in sorted(facts, key=lambda one: one[0]))


def summary(change: Change, book: Book, audience: str) -> tuple[Fact, ...]:
    """For plants: the commercial state."""
    return (Fact("Commercial state", words(state_on(change.commercial_track, book.as_of)), Class.PRICE),)


_COLUMNS = (
    Column("Change", Class.SCHEDULE),
    Column("What changes", Class.SCHEDULE),
    Column("Parts", Class.SCHEDULE, below="Change"),
    Column("Technical state", Class.SCHEDULE),
    Column("Commercial state", Class.PRICE),
    Column("since", Class.PRICE, below="Commercial state"),
    Column("One-off", Class.PRICE, numeric=True),
    Column("Planned introduction", Class.SCHEDULE),
    Column("May launch", Class.SCHEDULE),
    Column("May introduce", Class.SCHEDULE),
)
_ORDER = (
    CommercialState.NOT_ASSESSED,
    CommercialState.REFUSED,
    CommercialState.QUOTED,
    CommercialState.IN_NEGOTIATION,
    CommercialState.AGREED_IN_PRINCIPLE,
    CommercialState.AGREED,
    CommercialState.ORDERED,
    CommercialState.INVOICED,
    CommercialState.WAIVED,
)


def change_status(book: Book) -> Table:
    """All changes by commercial state, those that wait for an agreement first; within a state the oldest first."""
    changes = sorted(book.all(Change), key=lambda change: _rank(change, book.as_of))
    rows = tuple(_row(change, book) for change in changes)
    return Table("Changes by commercial state", _COLUMNS, rows, "changes", "No changes.", Class.PRICE)


def _rank(change: Change, as_of: date) -> tuple[int, date, str]:
    state = state_on(change.commercial_track, as_of)
    return (_ORDER.index(state) if state else -1, change.received_on, change.id)


def _row(change: Change, book: Book) -> Row:
    state = state_on(change.commercial_track, book.as_of)
    since = max((entry.on for entry in change.commercial_track if entry.on <= book.as_of), default=None)
    return Row(
        (
            Link(change.id),
            change.title or change.heading(book),
            Link(change.lines[0].part) if len(change.lines) == 1 else f"{len(change.lines)} parts",
            words(state_on(change.technical_track, book.as_of)),
            words(state),
            since.isoformat() if since else None,
            one_off_total(change),
            change.introduction_date.isoformat() if change.introduction_date else None,
            mark_of(door_of(change, Door.LAUNCH, book), with_end=True),
            mark_of(door_of(change, Door.INTRODUCE, book), with_end=True),
        ),
        about=(change.id,),
        parts=tuple(line.part for line in change.lines),
        anchor=change.id,
    )


def one_off_total(change: Change) -> Number | str | None:
    """Sum of the one-offs that are written; how many are not is said beside it, and two currencies have no sum."""
    if change.one_off is None:
        return None
    amounts = change.one_off.amounts
    currencies = {amount.currency for amount in amounts}
    if len(currencies) != 1:
        return "not comparable" if currencies else None
    total = Money(sum((amount.amount for amount in amounts[1:]), amounts[0].amount), currencies.pop())
    unknown = len(OneOff.model_fields) - len(amounts)
    return Number(total.amount, f"{total}, {unknown} unknown" if unknown else str(total))
