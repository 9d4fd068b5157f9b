"""A price round for a terminal: causes with lines and money, old → new, what is not computable, what was left out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kamdocs.core.layers import Layer
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.track import state_on
from kamdocs.kinds.price.draft import CauseSum, DraftedLine, NotComputable, Round, Untouched
from kamdocs.report.shown import counted, visible

MANY = 20
"""So many lines are shown one by one; more only with `--all`."""


def round_text(found: Round, *, in_full: bool) -> Iterator[str]:
    """One round.

    Args:
        found: The round.
        in_full: Every line with its build-up.
    """
    return map(visible, _lines(found, in_full))


def _lines(found: Round, in_full: bool) -> Iterator[str]:
    yield f"Round of {found.on} · as of {found.as_of} · {found.account}"
    if found.drafted:
        yield ""
        yield from _causes(found)
        yield ""
        yield f"DRAFTED ({len(found.drafted)})"
        yield from _drafted(found.drafted, in_full)
    if found.adjustments:
        yield ""
        yield f"INDEX ADJUSTMENTS ({len(found.adjustments)})"
        for one in found.adjustments:
            state = "triggered" if one.result.triggered else "not triggered"
            provisional = ", provisional" if one.result.provisional else ""
            yield f"  {one.id}  {one.clause.id}  {one.result.period}  {state}{provisional}"
    yield from _rest(found, in_full)
    if found.is_empty:
        yield ""
        yield "Nothing to draft." if not found.refused else "Nothing is drafted."


def _causes(found: Round) -> Iterator[str]:
    sums = found.by_cause()
    width = max(5, *(len(one.because) for one in sums))
    yield f"  {'CAUSE':<{width}}  {'WHAT':<19}  {'LINES':>6}  A YEAR, BY THE VOLUME OF {found.on.year}"
    for one in sums:
        yield f"  {one.because:<{width}}  {one.step.words:<19}  {one.lines:>6,}  {_sum_words(one)}"
    unknown = _unknown_words(found.unknown)
    total = " · ".join(word for word in (*map(signed, found.total()), unknown) if word)
    yield f"  {'All':<{width}}  {'':<19}  {len(found.drafted):>6,}  {total}"


def _sum_words(one: CauseSum) -> str:
    typed = f"{counted(one.typed, 'line')} had it already" if one.typed else ""
    return " · ".join(word for word in (*map(signed, one.money), _unknown_words(one.unknown), typed) if word)


def _unknown_words(number: int) -> str:
    return f"volume of {counted(number, 'line')} unknown" if number else ""


def _drafted(lines: Sequence[DraftedLine], in_full: bool) -> Iterator[str]:
    shown = lines if in_full else lines[:MANY]
    width = max(len(line.name) for line in shown)
    for line in shown:
        pieces = f"{line.pieces:,} pcs" if line.pieces is not None else "volume unknown"
        money = f"{signed(line.money)} a year" if line.money is not None else "money unknown"
        marks = [word for word in ("provisional" if line.provisional else "", _what(line), line.note) if word]
        head = f"  {line.name:<{width}}  {line.before.unit_price} → {line.unit_price}  {pieces}  {money}"
        yield " · ".join((head, *marks))
        if in_full:
            yield from _build_up(line)
    if len(shown) < len(lines):
        yield f"  and {len(lines) - len(shown):,} more: --all shows each with its build-up"


def _what(line: DraftedLine) -> str:
    return "draft completed" if line.place is not None else ""


def _build_up(line: DraftedLine) -> Iterator[str]:
    """Layer by layer from the line before to the new one."""
    written = dict(line.before.layers.listed()) if line.before.layers else {}
    used = [layer for layer in Layer if layer in written or layer in line.layers]
    old = [_bare(written.get(one)) for one in used]
    rows = [(f"line of {line.before.valid_from}", old, str(line.before.unit_price))]
    for one in line.moves:
        again = " (taken again)" if one.was else "" if one.is_new else " (typed)"
        rows.append((f"{one.because}{again}", [_move(one.deltas.get(layer)) for layer in used], _move(one.total)))
    rows.append((f"line of {line.on}", [_bare(line.layers.get(one)) for one in used], str(line.unit_price)))
    names = [layer.value for layer in used]
    first = max(len(row[0]) for row in rows)
    widths = [max(len(name), *(len(row[1][place]) for row in rows)) for place, name in enumerate(names)]
    yield f"      {'':<{first}}  " + "  ".join(f"{name:>{width}}" for name, width in zip(names, widths, strict=True))
    for name, cells, price in rows:
        joined = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield f"      {name:<{first}}  {joined}  {price}"


def _bare(value: UnitPrice | None) -> str:
    return f"{value.amount:f}" if value is not None else "–"


def _move(value: UnitPrice | None) -> str:
    return f"{value.amount:+f}" if value is not None else ""


def _rest(found: Round, in_full: bool) -> Iterator[str]:
    """What the round did not draft, and why."""
    if found.refused:
        yield ""
        yield f"NOT COMPUTABLE ({len(found.refused)})"
        for one in found.refused if in_full else found.refused[:MANY]:
            yield from _refused(one)
        yield from _more(len(found.refused), in_full)
    if found.untouched:
        yield ""
        yield f"NOT TOUCHED, AND LACKING SOMETHING ({len(found.untouched)})"
        for held in found.untouched:
            yield from _untouched(held)
    if found.left_out:
        yield ""
        yield "LEFT OUT"
        for (because, why), number in Counter((one.because, one.why) for one in found.left_out).items():
            yield f"  {because}: {why} ({counted(number, 'line')})"
    later = [(line, after) for line in found.drafted for after in line.later]
    if later:
        yield ""
        yield f"LINES AFTER {found.on}, WHOSE BASE MOVES ({len(later)})"
        for line, after in later if in_full else later[:MANY]:
            state = state_on(after.track)
            yield f"  {line.price.id}@{after.valid_from}  {after.unit_price}  {state.value if state else 'no state'}"
        yield from _more(len(later), in_full)
    if found.notes:
        yield ""
        yield from found.notes


def _more(number: int, in_full: bool) -> Iterator[str]:
    if not in_full and number > MANY:
        yield f"  and {number - MANY:,} more: --all shows each"


def _refused(one: NotComputable) -> Iterator[str]:
    worth = f"worth {plain(one.worth)} a year" if one.worth is not None else "worth unknown"
    others = ""
    if one.others is not None:
        money = f"{signed(one.others_money)} a year" if one.others_money is not None else "money unknown"
        others = f" · the other causes move it by {_move(one.others)} {one.others.unit}, {money}"
    yield f"  {one.name}  {worth}{others}"
    for because, why in one.reasons:
        yield f"     {because}: {why}" if because else f"     {why}"


def _untouched(line: Untouched) -> Iterator[str]:
    yield f"  {line.name}  {line.state.value.replace('_', ' ')}"
    for one in line.missing:
        money = f"{signed(one.money)} a year" if one.money is not None else "money unknown"
        yield f"     {one.because} ({one.step.words}) is missing: {_move(one.total)} {one.total.unit}, {money}"
    for because, why in line.refused:
        yield f"     {because}: not computable: {why}" if because else f"     not computable: {why}"


def signed(money: Money) -> str:
    """An amount with its sign: `+8,100.00 EUR`."""
    return f"{money.amount:+,f} {money.currency}" if money.amount else f"{money.amount:,f} {money.currency}"


def plain(money: Money) -> str:
    """An amount without a sign in front of it."""
    return f"{money.amount:,f} {money.currency}"
