"""The order of build-up: each cause on the layers left by the one before, nothing rounded again, residual 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.kinds.lta.figures import in_order
from kamdocs.kinds.price.draft.cause import Amounts, Cause, Step


@dataclass(frozen=True, slots=True)
class Applied:
    """A cause with what it moved.

    Attributes:
        cause: The cause.
        deltas: By layer, also where they are 0.
    """

    cause: Cause
    deltas: Amounts

    @property
    def total(self) -> Decimal:
        """What it moves the price by."""
        return sum(self.deltas.values(), Decimal(0))

    @property
    def moves(self) -> bool:
        """Whether some layer moves."""
        return any(self.deltas.values())


@dataclass(frozen=True, slots=True)
class Built:
    """Layers after all causes.

    Attributes:
        layers: What is left.
        applied: What moved them, in order.
        refused: Causes that are not computable, and why; they moved nothing.
    """

    layers: Amounts
    applied: tuple[Applied, ...]
    refused: tuple[tuple[str, str], ...]

    @property
    def total(self) -> Decimal:
        """The price: all layers together."""
        return sum(self.layers.values(), Decimal(0))


def ordered(book: Book, causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Causes in the order in which they build a price: by day, step, document, reference; reductions as theirs say."""
    every = tuple(causes)
    steps = in_order(book, (one.because for one in every if one.step is Step.REDUCTION))
    places = {because: place for place, because in enumerate(steps)}

    def key(one: Cause) -> tuple[date, int, int, tuple[date, str]]:
        return one.on, int(one.step), places.get(one.because, 0), one.place

    return tuple(sorted(every, key=key))


def build(layers: Amounts, causes: Sequence[Cause]) -> Built:
    """Apply causes that are in order.

    Args:
        layers: Of the line before.
        causes: In their order.

    Source:
        F-29, step 3; 3.0, order of build-up.
    """
    left = dict(layers)
    applied: list[Applied] = []
    refused: list[tuple[str, str]] = []
    for cause in causes:
        try:
            deltas = cause.of(left)
        except Refused as refusal:
            refused.append((cause.because, str(refusal)))
            continue
        for layer, delta in deltas.items():
            left[layer] = left.get(layer, Decimal(0)) + delta
        applied.append(Applied(cause, deltas))
    in_model = {layer: left[layer] for layer in Layer if layer in left}
    return Built(in_model, tuple(applied), tuple(refused))
