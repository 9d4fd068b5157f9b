"""The line of the day that the file may hold already: what stands in it, and whether a draft may still be completed."""

from dataclasses import dataclass
from datetime import date

from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.track import state_on
from kamdocs.kinds.lta.figures import Cause as Written
from kamdocs.kinds.lta.figures import causes
from kamdocs.kinds.price.draft.cause import At, Cause, Step, as_deltas
from kamdocs.kinds.price.draft.reductions import taken_again
from kamdocs.kinds.price.model import LineState, Price, PriceLine


@dataclass(frozen=True, slots=True)
class Held:
    """The line of a day in a file.

    Attributes:
        place: Its position.
        line: The line.
        state: Its last state.
    """

    place: int
    line: PriceLine
    state: LineState

    @property
    def is_draft(self) -> bool:
        """Whether it may be completed."""
        return self.state is LineState.DRAFT


def line_of(price: Price, day: date) -> Held | None:
    """The line that begins on a day, in any state: a file has one for each day."""
    for place, line in enumerate(price.lines):
        if line.valid_from == day:
            return Held(place, line, state_on(line.track) or LineState.DRAFT)
    return None


def standing_causes(at: At, held: Held | None, *, again: bool) -> tuple[Cause, ...]:
    """The causes that stand in the line of the day, as they are typed.

    Args:
        at: The file.
        held: Its line of the day.
        again: Take reductions again, because a new cause comes before them.
    """
    if held is None:
        return ()
    return tuple(_cause(at, one, again=again and held.is_draft) for one in causes(at.book, held.line))


def _cause(at: At, one: Written, *, again: bool) -> Cause:
    deltas: dict[Layer, UnitPrice] = {}
    for _, entry in one.entries:
        known = deltas.get(entry.layer)
        amount = entry.delta.amount + (known.amount if known is not None and known.unit == entry.delta.unit else 0)
        deltas[entry.layer] = UnitPrice(amount, entry.delta.currency, entry.delta.per, entry.delta.measure)
    step, place = Step(one.step), one.entries[0][0]
    of = as_deltas(deltas, at.unit, name="build_up")
    if again and step is Step.REDUCTION:
        of = taken_again(at, one.because) or of
    return Cause(one.because, step, of, one.on, (one.on, f"{place:04d}"), place)
