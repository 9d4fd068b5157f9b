"""Three indices of a part at a site, joined by day: the agreed one, that of the price, that of the shipments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kamdocs.calc.refusal import Refused

Steps = Sequence[tuple[date, str | None]]
"""From which day on which index holds; None = from then on it is unknown."""
_ONE_DAY = timedelta(days=1)
_ENOUGH = 2


class Side(StrEnum):
    """Who says which index it is."""

    AGREED = "agreed"
    PRICE = "price"
    SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row on which no side changes its index.

    Attributes:
        first: First day.
        last: Last day, included.
        agreed: Index agreed with the customer; None = unknown.
        price: Index of the price that is valid; None = no price, or unknown.
        shipped: Index that was shipped; None = nothing shipped yet.
    """

    first: date
    last: date
    agreed: str | None
    price: str | None
    shipped: str | None

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def odd(self) -> tuple[Side, ...]:
        """The side that stands against the two others; all known ones where no two agree; none without a contradiction.

        An unknown index contradicts nothing.
        """
        known = {side: index for side in Side if (index := getattr(self, side.value)) is not None}
        if len(set(known.values())) < _ENOUGH:
            return ()
        said = list(known.values())
        alone = tuple(side for side, index in known.items() if said.count(index) == 1)
        return alone if len(alone) == 1 else tuple(known)


def joined(sides: Mapping[Side, Steps], *, last: date) -> tuple[Stretch, ...]:
    """All days from the first one on which some side says an index, to `last`, cut where a side changes.

    Args:
        sides: Steps of each side in any order; a side that is left out is unknown throughout.
        last: Last day to look at, included.

    Returns:
        In order, without gap or overlap; empty if nothing is said up to `last`.

    Raises:
        Refused: A side names two indices from the same day on.

    Source:
        K5 for the price, K7 for what was shipped; the days of F-28.
    """
    steps = {side: _ordered(side, sides.get(side, ())) for side in Side}
    said = [day for one in steps.values() for day, index in one if index is not None]
    if not said or min(said) > last:
        return ()
    first = min(said)
    cuts = sorted({first, *(day for one in steps.values() for day, _ in one if first < day <= last)})
    ends = [*(day - _ONE_DAY for day in cuts[1:]), last]
    found: list[Stretch] = []
    for begin, end in zip(cuts, ends, strict=True):
        agreed, price, shipped = (_on(steps[side], begin) for side in Side)
        before = found[-1] if found else None
        if before is not None and (before.agreed, before.price, before.shipped) == (agreed, price, shipped):
            found[-1] = Stretch(before.first, end, agreed, price, shipped)
        else:
            found.append(Stretch(begin, end, agreed, price, shipped))
    return tuple(found)


def disagreements(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches on which two known indices contradict each other, in their order."""
    return tuple(one for one in stretches if one.odd)


def _ordered(side: Side, steps: Steps) -> list[tuple[date, str | None]]:
    by_day: dict[date, str | None] = {}
    for day, index in steps:
        if by_day.setdefault(day, index) != index:
            raise Refused(f"{side} index", f"is {by_day[day]} and {index} from {day} on")
    return sorted(by_day.items(), key=lambda one: one[0])


def _on(steps: list[tuple[date, str | None]], day: date) -> str | None:
    """The index that holds on a day: that of the last step on or before it."""
    held = [index for begin, index in steps if begin <= day]
    return held[-1] if held else None
