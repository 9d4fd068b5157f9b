"""Whether the movement of an index moves a price, and which part of it counts (F-02)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused


@dataclass(frozen=True, slots=True)
class Threshold:
    """What has to be exceeded, as the clause words it; None = not stated.

    Attributes:
        percent: In percent points; `0` where the clause has none.
        operator: `gt` or `gte`.
        mode: `full` or `excess_only`.
    """

    percent: Decimal | None
    operator: str | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class Movement:
    """What a deviation moves.

    Attributes:
        deviation: Exact, as a share: 0.05 is 5 %.
        triggered: Whether it exceeds the threshold.
        counted: The part of the movement that counts: 1, under `excess_only` (|dev| - t) / |dev|, 0 if not triggered.
    """

    deviation: Fraction
    triggered: bool
    counted: Fraction

    def of(self, difference: Decimal | Fraction) -> Fraction:
        """The part of a difference that counts: M of the formula for `average - reference`."""
        return Fraction(difference) * self.counted


def deviation_of(average: Decimal, reference: Decimal) -> Fraction:
    """(average - reference) / reference, exact.

    Raises:
        Refused: A reference of zero or less.

    Source:
        F-02.
    """
    if reference <= 0:
        raise Refused("reference_value", f"is {reference}, above 0 is needed")
    return (Fraction(average) - Fraction(reference)) / Fraction(reference)


def movement(deviation: Fraction, threshold: Threshold) -> Movement:
    """Compare an exact deviation with the threshold; nothing is rounded.

    Args:
        deviation: As a share.
        threshold: As the clause words it.

    Raises:
        Refused: Threshold, operator or mode not stated, or no word that the clause may use; a threshold below 0.

    Source:
        F-02.
    """
    limit, inclusive, excess = _stated(threshold)
    size = abs(deviation)
    triggered = size >= limit if inclusive else size > limit
    if not triggered:
        return Movement(deviation, False, Fraction(0))
    if excess and size:
        return Movement(deviation, True, (size - limit) / size)
    return Movement(deviation, True, Fraction(1))


def _stated(threshold: Threshold) -> tuple[Fraction, bool, bool]:
    if threshold.percent is None:
        raise Refused("threshold", "missing")
    if threshold.percent < 0:
        raise Refused("threshold", f"is {threshold.percent} %, at least 0 % is needed")
    if threshold.operator not in ("gt", "gte"):
        raise Refused("threshold_operator", f"is {threshold.operator}" if threshold.operator else "missing")
    if threshold.mode not in ("full", "excess_only"):
        raise Refused("threshold_mode", f"is {threshold.mode}" if threshold.mode else "missing")
    return Fraction(threshold.percent) / 100, threshold.operator == "gte", threshold.mode == "excess_only"
