"""Yearly reductions that move a price on their day (step 3)."""

from collections.abc import Callable, Iterator
from datetime import date

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.figures import conditions_met, counts, first_allowed, judged, ltas_by_part, reference, step_delta
from kamdocs.kinds.lta.figures.conditions import Answer
from kamdocs.kinds.lta.figures.terms import rate_of, step_of
from kamdocs.kinds.lta.model import Lta, LtaState, LtaYear
from kamdocs.kinds.price.draft.cause import Amounts, At, Cause, Found, LeftOut, Step, refusing


def find_reductions(at: At, found: Found) -> None:
    """The steps of a file: due, early, or left out because they are not owed on that day.

    Source:
        F-29, step 3.
    """
    for lta, step in _open_steps(at):
        because = reference(lta, step)
        try:
            why = _not_owed(at, lta, step)
            if not why:
                _single(at, lta, step)
        except Refused as refusal:
            of = refusing(refusal)
        else:
            if why:
                if step.effective == at.on:
                    found.left_out.append(LeftOut(because, at.line, why))
                continue
            of = taken(at, lta, step)
        if step.effective == at.on:
            found.due.append(Cause(because, Step.REDUCTION, of, step.effective))
        elif not _is_zero(step):
            found.early(because, step.effective)


def _open_steps(at: At) -> Iterator[tuple[Lta, LtaYear]]:
    for lta in ltas_by_part(at.book).get(at.price.part, ()):
        if counts(lta, at.book.as_of):
            yield from ((lta, step) for step in lta.steps if at.is_open(reference(lta, step), step.effective))


def _not_owed(at: At, lta: Lta, step: LtaYear) -> str:
    """Why a step is not taken on its day; empty if it is.

    Raises:
        Refused: A condition cannot be decided, or the start rule lacks its day.
    """
    state = state_on(lta.track, at.book.as_of)
    if state is not LtaState.AGREED:
        return f"the LTA is {state.value.replace('_', ' ') if state else 'not agreed'}"
    allowed = first_allowed(at.book, lta, at.price.part)
    if allowed is not None and step.effective < allowed:
        return f"the start rule allows {allowed} at the earliest"
    if conditions_met(at.book, lta, step):
        return ""
    unmet = next(one for one in judged(at.book, lta, step) if one.answer is Answer.UNMET)
    return f"its condition is not met: {unmet.why}"


def _single(at: At, lta: Lta, step: LtaYear) -> None:
    for other in ltas_by_part(at.book).get(at.price.part, ()):
        if other.id != lta.id and counts(other, at.book.as_of) and other.step(step.year) is not None:
            raise Refused("lta", f"{lta.id} and {other.id} both reduce {at.price.part} for {step.year}")


def taken(at: At, lta: Lta, step: LtaYear) -> Callable[[Amounts], Amounts]:
    """What a step takes from the layers that stand before it (F-04, F-05)."""

    def of(layers: Amounts) -> Amounts:
        before = {layer: at.unit.price(amount) for layer, amount in layers.items()}
        return {layer: delta.amount for layer, delta in step_delta(at.book, lta, step, at.price, before).items()}

    return of


def _is_zero(step: LtaYear) -> bool:
    try:
        return not rate_of(step)
    except Refused:
        return False


def taken_again(at: At, because: str) -> Callable[[Amounts], Amounts] | None:
    """What a step that stands in the draft already takes from other layers; None where it is not here."""
    found = step_of(at.book, because)
    return taken(at, *found) if found is not None else None


def day_of(book: Book, because: str) -> date | None:
    """The day of a step by its reference."""
    found = step_of(book, because)
    return found[1].effective if found is not None else None
