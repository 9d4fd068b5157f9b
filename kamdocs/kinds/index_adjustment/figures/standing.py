"""How far an adjustment is, whether it agrees with its clause, and all of it step by step with its true-up."""

from datetime import date

from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained, Input, Worked
from kamdocs.core.money import round_half_up
from kamdocs.core.place import Spot
from kamdocs.core.track import state_on
from kamdocs.core.view import Fact, Mark
from kamdocs.kinds.index_adjustment.figures.computed import Computed, Reference, computed
from kamdocs.kinds.index_adjustment.figures.differences import TrueUp, clause_of, differences, formula_of, true_up
from kamdocs.kinds.index_adjustment.figures.parts import PartResult
from kamdocs.kinds.index_adjustment.model import AdjustmentState, IndexAdjustment, Settlement
from kamdocs.kinds.price_index_clause.figures import (
    average_inputs,
    average_steps,
    main_series,
    part_inputs,
    part_steps,
    period_of,
    prices_by_part,
    trigger_inputs,
    trigger_steps,
)
from kamdocs.kinds.price_index_clause.model import ClauseForm, ClauseLine, PriceIndexClause

_TONES = {
    AdjustmentState.CALCULATED: "wait",
    AdjustmentState.NOTIFIED: "wait",
    AdjustmentState.AGREED: "good",
    AdjustmentState.APPLIED: "good",
    AdjustmentState.WAIVED: "off",
}


def standing(adjustment: IndexAdjustment, book: Book) -> tuple[Fact, ...]:
    """Its state, whether it agrees with its clause, and what values published since change."""
    state = state_on(adjustment.track, book.as_of)
    mark = Mark(state.value, _TONES[state]) if state else Mark("no state yet", "off")
    facts = [Fact("Standing", mark, Class.PRICE, f"effective from {adjustment.effective_from}")]
    if adjustment.settlement is Settlement.PROVISIONAL:
        facts.append(Fact("Settlement", Mark("provisional", "wait"), Class.PRICE, "a value behind it is not final yet"))
    if wrong := differences(book, adjustment):
        names = ", ".join(dict.fromkeys(one.field for one in wrong))
        facts.append(Fact("Beside the clause", Mark("differs", "bad"), Class.PRICE, names))
    if (since := since_notified(book, adjustment)) is not None:
        facts.append(since)
    return tuple(facts)


def since_notified(book: Book, adjustment: IndexAdjustment) -> Fact | None:
    """The true-up in one line; None where no value was published after the letter."""
    try:
        found = true_up(book, adjustment, book.as_of)
    except Refused as refused:
        return Fact("True-up", Mark("not computable", "wait"), Class.PRICE, str(refused))
    if found is None:
        return None
    if not found.moves_money:
        return Fact("True-up", Mark("nothing to settle", "good"), Class.PRICE, _what(found))
    amounts = ", ".join(f"{one.part} {one.difference}" for one in found.parts if one.difference.amount)
    return Fact("True-up", Mark("to settle", "wait"), Class.PRICE, f"{amounts}; {_what(found)}")


def _what(found: TrueUp) -> str:
    revised = ", ".join(f"{series} {month}" for series, month in found.revised)
    word = "final" if found.final else "provisional"
    return f"values now {word}" + (f", published since: {revised}" if revised else "")


def explained(adjustment: IndexAdjustment, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """Average and trigger, then each part (or the one asked for), then the true-up.

    What the letter states is compared; the numbers are those of the clause and its series on the day of the book.
    """
    clause = clause_of(book, adjustment)
    name = f"index average and trigger of {adjustment.period}"
    if clause is None:
        return (Explained(name, "F-01", Class.PRICE, refused=f"{adjustment.clause} {_why(book, adjustment)}"),)
    try:
        _begins_a_period(clause, adjustment)
        found = computed(book, clause, adjustment.period.from_, book.as_of)
    except Refused as refused:
        inputs = (Input("period", str(adjustment.period), adjustment.at("period")),)
        return (Explained(name, "F-01", Class.PRICE, inputs, refused=str(refused)),)
    figures = [] if item else [_trigger(adjustment, clause, book, found)]
    figures += [_part(adjustment, clause, book, found, line) for line in clause.lines if item in ("", line.part)]
    if not item:
        figures += _settled(adjustment, book)
    return tuple(figures)


def _why(book: Book, adjustment: IndexAdjustment) -> str:
    return "does not load" if book.is_unread(adjustment.clause) else "missing"


def _begins_a_period(clause: PriceIndexClause, adjustment: IndexAdjustment) -> None:
    """Refuse a period that is none of the clause: averages of other months say nothing of it."""
    first, until = adjustment.period.from_, clause.applies_until
    if until is not None and first > until:
        raise Refused("period", f"begins after {until}, until which the clause applies")
    if (begins := period_of(clause, first.first)) != first:
        raise Refused("period", f"begins in {first}, the application period in {begins}")


def _trigger(adjustment: IndexAdjustment, clause: PriceIndexClause, book: Book, found: Computed) -> Explained:
    name = f"index average and trigger of {adjustment.period}"
    inputs: list[Input] = [Input("period", str(adjustment.period), adjustment.at("period"))]
    steps: list[Worked] = [Worked("months", "window and lag", f"{found.months[0]} to {found.months[-1]}")]
    for one, label in ((found.leading, "index_avg"), (found.scrap, "scrap_avg")):
        if one is not None:
            inputs += average_inputs(book, one)
            steps += average_steps(one, label)
    for one in found.terms if found.leading is None else ():
        inputs += average_inputs(book, one)
        steps += average_steps(one, f"average of {one.series}")
    if found.reference is not None:
        inputs.append(_reference(clause, book, found.reference))
    inputs += trigger_inputs(clause)
    steps += trigger_steps(clause, found.moved)
    deviation = round_half_up(found.deviation * 100, 2)
    word = "triggered" if found.triggered else "not triggered"
    source = "F-19, F-02" if clause.form is ClauseForm.EXCHANGE_RATE else "F-01, F-02"
    open_word = ", provisional" if found.provisional else ""
    return Explained(name, source, Class.PRICE, tuple(inputs), tuple(steps), f"{deviation} %, {word}{open_word}")


def _reference(clause: PriceIndexClause, book: Book, reference: Reference) -> Input:
    if reference.adjustment:
        return Input("reference_value", str(reference.value), Spot(reference.adjustment, ("index_avg",)))
    in_terms = clause.base_value is None or main_series(clause)[1] is not clause.base_value
    spot = clause.at("terms", 0, "base_value") if in_terms and clause.terms else clause.at("base_value")
    return Input("reference_value", str(reference.value), spot)


def _part(
    adjustment: IndexAdjustment, clause: PriceIndexClause, book: Book, found: Computed, line: ClauseLine
) -> Explained:
    name = f"index adjustment of {adjustment.period} for {line.part}"
    source = formula_of(clause, "F-03")
    result = found.parts.get(line.part)
    if result is None:
        return Explained(name, source, Class.PRICE, refused=found.refused_parts.get(line.part, f"{line.part} missing"))
    inputs = list(part_inputs(clause, line, result.original, _price_spot(clause, book, line)))
    written = next((place for place, one in enumerate(adjustment.lines) if one.part == line.part), None)
    if written is not None:
        delta = adjustment.lines[written].delta
        inputs.append(Input("delta in the letter", str(delta), adjustment.at("lines", written, "delta")))
    steps = (*part_steps(clause, line, found.moved, result.adjusted, result.passing), *_booking(result))
    says = f"{result.stated}, entry {result.entry}" if not result.accumulates else f"{result.stated}"
    return Explained(name, source, Class.PRICE, tuple(inputs), steps, f"{says}{_from(found)}")


def _from(found: Computed) -> str:
    return f", from {found.effective_from}" if found.effective_from else f"; first day: {found.not_effective}"


def _price_spot(clause: PriceIndexClause, book: Book, line: ClauseLine) -> Spot | None:
    if line.original_price is not None:
        return clause.at("lines", clause.lines.index(line), "original_price")
    files = prices_by_part(book).get(line.part, ())
    if not files:
        return None
    first = min(range(len(files[0].lines)), key=lambda place: files[0].lines[place].valid_from)
    return files[0].at("lines", first, "unit_price")


def _booking(result: PartResult) -> tuple[Worked, ...]:
    unit = result.unit
    added = result.previous + result.adjusted.value if result.accumulates else result.adjusted.value
    formula = f"{result.previous:f} + {result.adjusted.value:f}" if result.accumulates else f"{added:f}"
    if result.ceiling is not None:
        formula = f"min({formula}, {result.ceiling:f})"
    return (
        Worked("aggregate A", formula, f"{result.aggregate}" + (" (cap)" if result.capped else "")),
        Worked("entry", f"{result.booked.aggregate:f} - {result.previous:f}", str(unit.price(result.booked.entry))),
    )


def _settled(adjustment: IndexAdjustment, book: Book) -> list[Explained]:
    """What values published after the letter change; nothing where there are none."""
    name = f"true-up of {adjustment.period} since it was notified"
    try:
        found = true_up(book, adjustment, book.as_of)
    except Refused as refused:
        return [Explained(name, "F-01, F-10", Class.PRICE, refused=str(refused))]
    if found is None:
        return []
    inputs = [Input("index_avg in the letter", str(adjustment.index_avg), adjustment.at("index_avg"))]
    inputs += [
        Input(f"{series} {month}", "published since", Spot(series, ("values",))) for series, month in found.revised
    ]
    if found.index_avg is not None:
        inputs.append(Input("index_avg now", str(found.index_avg)))
    steps = tuple(Worked(one.part, f"{one.now} - {one.written}", str(one.difference)) for one in found.parts)
    word = "nothing to settle" if not found.moves_money else "a difference to settle, per price unit"
    return [Explained(name, "F-01, F-10", Class.PRICE, tuple(inputs), steps, f"{word}; {_what(found)}")]
