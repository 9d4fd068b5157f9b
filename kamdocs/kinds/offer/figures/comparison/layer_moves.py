"""By which layers the offered price of a part moved from one round to another, and the reasons that were recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.decimals import price_decimals
from kamdocs.core.layers import Layer
from kamdocs.core.money import Money, UnitPrice
from kamdocs.kinds.cost_breakdown.figures import breakdown_of, layers_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.offer.figures.comparison.stated import Line
from kamdocs.kinds.offer.figures.comparison.units import at_unit
from kamdocs.kinds.offer.model import Offer, offers_answering

UNEXPLAINED = "unexplained"
"""The row of what the layers of two breakdowns do not explain of the difference of the prices."""


@dataclass(frozen=True, slots=True)
class LayerMove:
    """How one layer moved.

    Attributes:
        layer: The layer, or `unexplained`.
        delta: After less before; None where a breakdown is not here, and only the reason is known.
        money: What it is worth a year, rounded to minor units; None if unknown.
        because: The recorded reasons, oldest round first; empty = no reason given.
    """

    layer: str
    delta: UnitPrice | None
    money: Money | None = None
    because: tuple[str, ...] = ()

    def turned(self) -> "LayerMove":
        """The same from the other side."""
        money = None if self.money is None else Money(-self.money.amount, self.money.currency)
        delta = None if self.delta is None else replace(self.delta, amount=-self.delta.amount)
        return replace(self, delta=delta, money=money)


def layer_moves(early: Offer, late: Offer, line: Line, book: Book) -> tuple[tuple[LayerMove, ...], str]:
    """The layers that moved, and why they cannot be told if they cannot.

    The moves add up to the difference of the prices; what the breakdowns do not explain of it stands in a row of its
    own. Layers come in the order of the model.

    Args:
        early: The round before.
        late: The later round.
        line: The line of the later round.
        book: The account.
    """
    reasons = _reasons(early, late, line.part, book)
    sides = []
    for offer in (early, late):
        price = next(one.unit_price for one in offer.lines if _is_line(one, line))
        layers, note = _layers(offer, line, book)
        if layers is None:
            told = tuple(LayerMove(layer, None, because=said) for layer, said in reasons.items())
            return told, note
        sides.append((price, layers))
    return tuple(_moves(sides[0], sides[1], reasons)), ""


_Side = tuple[UnitPrice, Mapping[Layer, UnitPrice]]


def _moves(before: _Side, after: _Side, reasons: Mapping[str, tuple[str, ...]]) -> list[LayerMove]:
    per = max(before[0].per, after[0].per)
    found, explained = [], Decimal(0)
    for layer in Layer:
        amounts = [at_unit(side[1][layer], per) if layer in side[1] else Decimal(0) for side in (before, after)]
        delta = amounts[1] - amounts[0]
        explained += delta
        if delta or layer.value in reasons:
            price = replace(after[0], amount=delta, per=per)
            found.append(LayerMove(layer.value, price, because=reasons.get(layer.value, ())))
    rest = at_unit(after[0], per) - at_unit(before[0], per) - explained
    if rest:
        found.append(LayerMove(UNEXPLAINED, replace(after[0], amount=rest, per=per)))
    return found


def _is_line(one: object, line: Line) -> bool:
    said = (getattr(one, "part", None), getattr(one, "site", None), str(getattr(one, "price_type", "")))
    return said == (line.part, line.site, line.price_type)


def _layers(offer: Offer, line: Line, book: Book) -> tuple[Mapping[Layer, UnitPrice] | None, str]:
    """The layers of an offered price, or why they are not known."""
    breakdown = breakdown_of(book, offer.id, line.part, line.site or "")
    if breakdown is None:
        if CostBreakdown.about.slug in book.absent_kinds:
            return None, "layers: the breakdowns are not in this copy"
        unread = book.has_unread(CostBreakdown.about.folder)
        return None, f"layers: {offer.id} has no breakdown{' that can be read' if unread else ''} of {line.part}"
    decimals = price_decimals(book)
    if decimals is None:
        return None, "layers: the customer's record is not here"
    try:
        return layers_of(breakdown, decimals), ""
    except Refused as refusal:
        return None, f"layers: {breakdown.id} cannot be added up: {refusal}"


def _reasons(early: Offer, late: Offer, part: str, book: Book) -> dict[str, tuple[str, ...]]:
    """The reasons of the later round and of every round between, by layer."""
    answers = late.rfq or late.change
    if answers is None or answers != (early.rfq or early.change):
        rounds: tuple[Offer, ...] = (late,) if late.supersedes == early.id else ()
    else:
        rounds = tuple(one for one in offers_answering(book, answers) if early.round < one.round <= late.round)
    found: dict[str, tuple[str, ...]] = {}
    for one in rounds:
        for move in one.moves:
            if move.part == part and move.because:
                found[str(move.layer)] = (*found.get(str(move.layer), ()), move.because)
    return found
