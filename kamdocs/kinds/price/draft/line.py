"""The line of one price file in a round: drafted, completed, not computable, or left as it is with what it lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.layers import Layer
from kamdocs.core.money import Money, UnitPrice, minor_units, round_half_up
from kamdocs.kinds.lta.figures.walk import kept_lines
from kamdocs.kinds.price.draft.apply import Applied, Built, build, ordered
from kamdocs.kinds.price.draft.before import Before, base, reaching
from kamdocs.kinds.price.draft.cause import At, Cause, Found, Step
from kamdocs.kinds.price.draft.mandated import series_index
from kamdocs.kinds.price.draft.result import DraftedLine, Moved, NotComputable, Untouched, summed
from kamdocs.kinds.price.draft.standing import Held, line_of, standing_causes
from kamdocs.kinds.price.model import LineState
from kamdocs.kinds.volume_plan.figures import yearly_volume

Outcome = DraftedLine | NotComputable | Untouched


def outcome(at: At, found: Found) -> Outcome | None:
    """What becomes of the line of a file; None where nothing is due, or nothing moves.

    Source:
        F-29, steps 1 to 6 and what is not computable.
    """
    if not found.due:
        return None
    held = line_of(at.price, at.on)
    if held is not None and held.state not in (LineState.DRAFT, LineState.WITHDRAWN):
        return _untouched(at, found, held)
    reasons = list(found.blocking)
    if held is not None and held.state is LineState.WITHDRAWN:
        reasons.append((at.line, "is withdrawn, and a file has one line for a day; take it out of the file first"))
        held = None
    try:
        before, index = base(at.price, at.on), series_index(at).index
    except Refused as refusal:
        return _refused(at, found, held, [*reasons, ("", str(refusal)), *_uncomputable(at, found, held)])
    built = _built(at, found, held, before)
    reasons += [*_mismatch(at, held, before), *built.refused]
    if not built.refused and built.total < 0:
        reasons.append(("", f"the price would be {at.unit.price(built.total)}"))
    if reasons:
        return _refused(at, found, held, reasons)
    if not any(one.moves for one in built.applied if one.cause.is_new):
        return None
    return _drafted(at, built, before, held=held, index=index)


def _causes(at: At, found: Found, held: Held | None) -> tuple[Cause, ...]:
    """What is due and what stands there, in order; reductions are taken again behind a new cause."""
    again = any(one.step is Step.CHANGE for one in found.due)
    return ordered(at.book, (*standing_causes(at, held, again=again), *found.due))


def _built(at: At, found: Found, held: Held | None, before: Before) -> Built:
    return build(before.layers, _causes(at, found, held))


def _mismatch(at: At, held: Held | None, before: Before) -> list[tuple[str, str]]:
    """A draft whose price is neither that of the line before nor what its own reasons make of it."""
    if held is None:
        return []
    reasons = build(before.layers, standing_causes(at, held, again=False))
    price, sums = held.line.unit_price, (reasons.total, sum(before.layers.values(), Decimal(0)))
    if PriceUnit.of(price) != at.unit:
        return [(at.line, f"the draft is in {price.unit}, the line before it in {at.unit.price(Decimal(0)).unit}")]
    if reasons.refused or price.amount in sums:
        return []
    return [(at.line, f"the draft says {price}, its reasons give {at.unit.price(reasons.total)}; correct it first")]


def _uncomputable(at: At, found: Found, held: Held | None) -> tuple[tuple[str, str], ...]:
    """The causes that refuse for a reason of their own, whatever stands before them."""
    return tuple(one for one in build({}, _causes(at, found, held)).refused if not one[1].startswith("layers missing"))


def _drafted(at: At, built: Built, before: Before, *, held: Held | None, index: str) -> DraftedLine:
    pieces = _pieces(at)
    layers = {layer: at.unit.price(amount) for layer, amount in built.layers.items()}
    later = tuple(line for _, line in kept_lines(at.price) if line.valid_from > at.on)
    moves = tuple(_moved(at, one, held, pieces) for one in built.applied)
    return DraftedLine(
        at.price,
        held.place if held is not None else None,
        at.on,
        before.line,
        index,
        layers,
        at.unit.price(built.total),
        moves,
        pieces,
        any(one.is_provisional for one in moves) or (held is not None and held.line.provisional),
        before.note,
        later,
    )


def _moved(at: At, one: Applied, held: Held | None, pieces: Decimal | None) -> Moved:
    cause, deltas = one.cause, one.deltas
    if cause.is_new and len(deltas) > 1 and one.moves:
        deltas = {layer: amount for layer, amount in deltas.items() if amount}
    priced = {layer: at.unit.price(deltas[layer]) for layer in Layer if layer in deltas}
    total = at.unit.price(one.total)
    moved = Moved(cause.because, cause.step, priced, total, _money(total, pieces), cause.is_new)
    if held is None or cause.is_new:
        return replace(moved, is_provisional=cause.is_provisional)
    entries = [(place, entry) for place, entry in enumerate(held.line.build_up) if entry.because == cause.because]
    differs = sum((entry.delta.amount for _, entry in entries), Decimal(0)) != one.total
    return replace(moved, was=tuple(place for place, _ in entries) if differs else ())


def _pieces(at: At) -> Decimal | None:
    """The volume of the year of the day; unknown where the price is not per piece."""
    if at.unit.measure != "pcs":
        return None
    return yearly_volume(at.book, at.price.part, at.on.year, site=at.price.site)


def _money(price: UnitPrice, pieces: Decimal | None) -> Money | None:
    """round(delta / per · volume of the year, m)."""
    if pieces is None or price.measure != "pcs":
        return None
    return Money(round_half_up(price.exact * Fraction(pieces), minor_units(price.currency)), price.currency)


def _refused(at: At, found: Found, held: Held | None, reasons: Iterable[tuple[str, str]]) -> NotComputable:
    """The line with its reasons, what its other causes would move, and what it is worth."""
    line = reaching(at.price, at.on)
    try:
        layers = base(at.price, at.on).layers
    except Refused:
        layers = {}
    others = [one for one in build(layers, _causes(at, found, held)).applied if one.cause.is_new]
    pieces = _pieces(at)
    moved = at.unit.price(sum((one.total for one in others), Decimal(0))) if others else None
    money = summed(_money(at.unit.price(one.total), pieces) for one in others)
    worth = _money(line.unit_price, pieces) if line is not None else None
    return NotComputable(at.price.id, at.on, _once(reasons), moved, money, worth)


def _once(reasons: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(reasons))


def _untouched(at: At, found: Found, held: Held) -> Untouched:
    """What a line lacks that is proposed or further: nothing of it is drafted."""
    reasons: list[tuple[str, str]] = list(found.blocking)
    missing: Sequence[Moved] = ()
    try:
        built = _built(at, found, held, base(at.price, at.on))
    except Refused as refusal:
        reasons.append(("", str(refusal)))
    else:
        pieces = _pieces(at)
        missing = [_moved(at, one, held, pieces) for one in built.applied if one.cause.is_new]
        reasons += built.refused
    return Untouched(at.line, held.state, tuple(missing), _once(reasons))
