"""Steps that come before a step and stand in no line yet: the line that each of them would leave (F-04, F-05)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.layers import Layers
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.figures.terms import counts, in_order, ltas_by_part, reference
from kamdocs.kinds.lta.figures.walk import Cause, amounts_of, delta_on, kept_lines, moved, steps_in
from kamdocs.kinds.lta.model import Lta, LtaState, LtaYear
from kamdocs.kinds.price.model import HELD, BuildUp, Price, PriceLine

Step = tuple[Lta, LtaYear]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that comes first and is not booked.

    Attributes:
        lta: The agreement.
        step: Its step.
        entry: What it moves.
        line: The line that it leaves.
    """

    lta: Lta
    step: LtaYear
    entry: BuildUp
    line: PriceLine


def steps_ahead(
    book: Book, target: Step, price: Price, *, lines: Sequence[PriceLine], same_day: Sequence[Cause]
) -> tuple[Ahead, ...]:
    """The steps between the last line and a step that is not booked, each taken from what the one before leaves.

    Args:
        book: The account.
        target: The step that comes after them.
        price: The price.
        lines: Its lines before the step, oldest first.
        same_day: What comes before all reductions of the day of the step.

    Raises:
        Refused: One of them is not computable, so nothing behind it is.
    """
    known, found = list(lines), []
    for lta, step in _earlier(book, target, price, last=lines[-1]):
        causes = same_day if step.effective == target[1].effective else ()
        same_day = () if causes else same_day
        left = _left(book, (lta, step), known, causes)
        known.append(left.line)
        found.append(left)
    return tuple(found)


def _earlier(book: Book, target: Step, price: Price, *, last: PriceLine) -> Iterator[Step]:
    """The steps that are owed for a part, not booked, and begin after its last line and before the target."""
    booked = {because for _, line in kept_lines(price) for because, _ in steps_in(line)}
    every = [
        (lta, step)
        for lta in ltas_by_part(book).get(price.part, ())
        if lta.id == target[0].id or _is_owed(book, lta)
        for step in lta.steps
    ]
    order = {name: place for place, name in enumerate(in_order(book, (reference(*one) for one in every)))}

    def place(one: Step) -> tuple[date, int]:
        return one[1].effective, order[reference(*one)]

    for one in sorted(every, key=place):
        open_day = one[1].effective > last.valid_from or _is_open(one[1], last)
        if place(one) < place(target) and open_day and one[1].objection is None and reference(*one) not in booked:
            yield one


def _is_owed(book: Book, lta: Lta) -> bool:
    return counts(lta, book.as_of) and state_on(lta.track, book.as_of) is not LtaState.SUSPENDED


def _is_open(step: LtaYear, last: PriceLine) -> bool:
    """Whether the line of the day of a step may still take it in."""
    return step.effective == last.valid_from and state_on(last.track) not in HELD


def _left(book: Book, one: Step, lines: Sequence[PriceLine], same_day: Sequence[Cause]) -> Ahead:
    lta, step = one
    before, unit = lines[-1], PriceUnit.of(lines[-1].unit_price)
    layers = amounts_of(before)
    for cause in same_day:
        layers = moved(layers, cause, unit)
    layer, delta = delta_on(book, lta, step, layers=layers, lines=lines)
    entry = BuildUp.model_construct(because=reference(lta, step), layer=layer, delta=unit.price(delta), effective=None)
    own = Cause(entry.because, step.effective, 3, ((0, entry),))
    after = moved(layers, own, unit)
    line = before.model_copy(
        update={
            "valid_from": step.effective,
            "unit_price": unit.price(sum(after.values(), Decimal(0))),
            "layers": Layers().model_copy(update={one.value: unit.price(amount) for one, amount in after.items()}),
            "build_up": (*(moves for cause in same_day for _, moves in cause.entries), entry),
        }
    )
    return Ahead(lta, step, entry, line)
