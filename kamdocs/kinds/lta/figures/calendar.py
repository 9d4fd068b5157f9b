"""The LTA calendar: every step of the account with its day, prices, money and conditions."""

from collections.abc import Iterable
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.core.view import Cell, Column, Link, Mark, Number, Row, Table
from kamdocs.kinds.lta.figures.conditions import Answer, judged
from kamdocs.kinds.lta.figures.saving import committed
from kamdocs.kinds.lta.figures.standing import all_steps, not_proposed, step_mark
from kamdocs.kinds.lta.model import Lta, LtaState, LtaYear

_TONES = {Answer.MET: "good", Answer.UNMET: "bad", Answer.UNKNOWN: "wait"}

COLUMNS = (
    Column("From", Class.PRICE),
    Column("LTA", Class.PRICE),
    Column("Step", Class.PRICE, below="LTA"),
    Column("Reduction", Class.PRICE, numeric=True),
    Column("Basis", Class.PRICE, below="Reduction"),
    Column("Parts", Class.PRICE, numeric=True),
    Column("Prices", Class.PRICE, numeric=True),
    Column("Proposed", Class.PRICE, numeric=True, below="Prices"),
    Column("Money in its year", Class.PRICE, numeric=True),
    Column("Conditions", Class.PRICE),
    Column("Standing", Class.PRICE),
)


def lta_calendar(book: Book) -> Table:
    """The steps of all LTAs but those that were followed by another one, by day."""
    steps = [one for one in all_steps(book) if state_on(one[0].track, book.as_of) is not LtaState.RENEGOTIATED]
    rows = tuple(_row(book, lta, step) for lta, step in steps)
    return Table("Yearly reductions by day", COLUMNS, rows, "lta-calendar", "No yearly reduction is agreed.")


def steps_table(lta: Lta, book: Book) -> Table:
    """The steps of one LTA."""
    rows = tuple(_row(book, lta, step) for step in sorted(lta.steps, key=lambda one: one.effective))
    every = Table("Steps", COLUMNS, rows)
    wanted = [column.heading for column in COLUMNS if column.heading not in ("LTA", "Basis")]
    return every.picked(wanted, caption="Steps", name=f"steps-{lta.id}")


def _row(book: Book, lta: Lta, step: LtaYear) -> Row:
    left, every = not_proposed(book, lta, step)
    cells: tuple[Cell, ...] = (
        step.effective.isoformat(),
        Link(lta.id),
        str(step.year),
        _rate(step),
        lta.basis.value.replace("_", " "),
        _count(len(dict.fromkeys(lta.parts))),
        _count(len(every)),
        Number(Decimal(len(every) - len(left)), f"{len(every) - len(left)} of {len(every)}"),
        _money(book, lta, step),
        conditions_mark(book, lta, step),
        step_mark(book, lta, step),
    )
    return Row(cells, about=(lta.id, *lta.parts), parts=lta.parts, anchor=str(step.year))


def _rate(step: LtaYear) -> Number | str:
    return Number(step.rate, f"{step.rate:f} %") if step.rate is not None else f"{len(step.tiers)} tiers"


def _count(number: int) -> Number:
    return Number(Decimal(number), str(number))


def _money(book: Book, lta: Lta, step: LtaYear) -> Number | Mark:
    """What the step takes in its year: below zero, as it lowers what we are paid."""
    try:
        money = committed(book, lta, step).money
    except Refused as refusal:
        return Mark(f"not computable: {refusal}", "wait")
    return Number(-money.amount, f"{-money.amount:,f} {money.currency}")


def conditions_mark(book: Book, lta: Lta, step: LtaYear) -> Mark | str:
    """All conditions of a step in one word: one that is unmet decides, then one that cannot be decided."""
    answers = {one.answer for one in judged(book, lta, step)}
    word = next((one for one in (Answer.UNMET, Answer.UNKNOWN, Answer.MET) if one in answers), None)
    return Mark(word.value, _TONES[word]) if word else "none"


def conditions_table(lta: Lta, book: Book) -> Table:
    """Each condition with what it asks for and how it stands."""
    columns = (
        Column("Step", Class.PRICE),
        Column("Condition", Class.PRICE),
        Column("Asks for", Class.PRICE),
        Column("Standing", Class.PRICE),
        Column("Because", Class.PRICE),
    )
    rows = tuple(_condition_rows(lta, book))
    return Table("Conditions", columns, rows, f"conditions-{lta.id}", "No step depends on anything.")


def _condition_rows(lta: Lta, book: Book) -> Iterable[Row]:
    for step in lta.steps:
        for one in judged(book, lta, step):
            asked: Cell = Link(one.condition.obligation) if one.condition.obligation else None
            if one.condition.volume_min is not None:
                asked = f"{one.condition.volume_min:f} % of the contract volume"
            answer = Mark(one.answer.value, _TONES[one.answer])
            about = (one.condition.obligation,) if one.condition.obligation else ()
            yield Row((str(step.year), one.condition.kind.value, asked, answer, one.why), about=about)
