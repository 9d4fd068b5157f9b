"""What steps depend on: whether the customer did it, did not, or nobody can tell yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.model import ConditionKind, Lta, LtaCondition, LtaYear
from kamdocs.kinds.obligation.model import Obligation, ObligationState


class Answer(StrEnum):
    """Whether a condition is met."""

    MET = "met"
    UNMET = "not met"
    UNKNOWN = "cannot be decided"


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition of a step as it stands.

    Attributes:
        place: Position in `conditions`.
        condition: The condition.
        answer: Whether it is met.
        why: What it rests on, or what is missing.
    """

    place: int
    condition: LtaCondition
    answer: Answer
    why: str


def judged(book: Book, lta: Lta, step: LtaYear, as_of: date | None = None) -> tuple[Judged, ...]:
    """The conditions of a step, in the order of the record.

    Args:
        book: The account.
        lta: The agreement.
        step: Its step.
        as_of: The day; None = that of the book.
    """
    return tuple(_judged(book, lta, step, as_of or book.as_of))


def _judged(book: Book, lta: Lta, step: LtaYear, as_of: date) -> Iterator[Judged]:
    for place, one in enumerate(lta.conditions):
        if one.step == step.year:
            yield Judged(place, one, *_answer(book, one, step, as_of))


def _answer(book: Book, condition: LtaCondition, step: LtaYear, as_of: date) -> tuple[Answer, str]:
    if condition.kind is ConditionKind.VOLUME:
        # Actual volumes are no kind yet: nobody can tell what was taken.
        return Answer.UNKNOWN, f"actual_volume of {step.effective.year - 1} missing"
    if condition.obligation is None:
        return Answer.UNKNOWN, "obligation missing"
    obligation = book.get_as(Obligation, condition.obligation)
    if obligation is None:
        absent = Obligation.about.slug in book.absent_kinds
        return Answer.UNKNOWN, f"{condition.obligation} {'not in this copy' if absent else 'missing'}"
    state = state_on(obligation.track, as_of)
    done = state is ObligationState.FULFILLED
    return Answer.MET if done else Answer.UNMET, f"{obligation.id} {state.value if state else 'without a state'}"


def conditions_met(book: Book, lta: Lta, step: LtaYear, as_of: date | None = None) -> bool:
    """Whether all conditions of a step are met; one that is not decides, whatever the others are.

    Raises:
        Refused: None is unmet, and one cannot be decided.

    Source:
        F-04, F-29.
    """
    every = judged(book, lta, step, as_of)
    if any(one.answer is Answer.UNMET for one in every):
        return False
    open_ones = [one for one in every if one.answer is Answer.UNKNOWN]
    if open_ones:
        raise Refused("conditions", f"of {step.year}: {open_ones[0].why}")
    return True
