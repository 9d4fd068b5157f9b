"""The figures of an LTA step by step: first day allowed, what a step takes from each price, its committed saving."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.lta import Reducible, Steps, reduced
from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained, Input, Worked
from kamdocs.core.money import decimals_of, round_half_up
from kamdocs.kinds.lta.figures.before import Before, before_step
from kamdocs.kinds.lta.figures.in_prices import taken_lines
from kamdocs.kinds.lta.figures.saving import PriceSaving, committed
from kamdocs.kinds.lta.figures.terms import (
    base_of,
    booked_on,
    first_allowed,
    rate_of,
    reference,
    steps_of,
    untouchable,
)
from kamdocs.kinds.lta.figures.walk import base_before
from kamdocs.kinds.lta.model import Compounding, Lta, LtaYear, ReductionBasis, StartRule
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price.figures import by_part_and_site, valid_lines
from kamdocs.kinds.price.model import Price
from kamdocs.kinds.programme.model import Programme

_SHOWN_DIGITS = 12


def explained(lta: Lta, book: Book, item: str, on: date) -> tuple[Explained, ...]:
    """Of one step, or of all: the first day by part, the step in each price, the committed saving of its year."""
    steps = [step for step in lta.steps if item in ("", str(step.year))]
    return tuple(one for step in steps for one in _of_step(lta, step, book))


def _of_step(lta: Lta, step: LtaYear, book: Book) -> Iterator[Explained]:
    for part in dict.fromkeys(lta.parts):
        yield _start(lta, step, part, book)
    for price in _prices(lta, step, book):
        yield _delta(lta, step, price, book)
    yield _saving(lta, step, book)


def _effective(lta: Lta, step: LtaYear) -> Input:
    return Input("effective", str(step.effective), lta.at("steps", lta.steps.index(step), "effective"))


def _start(lta: Lta, step: LtaYear, part: str, book: Book) -> Explained:
    """The first day of a part by the start rule, beside the day of the step."""
    name = f"first day of {reference(lta, step)} for {part}"
    inputs = [Input("start_rule", lta.start_rule.value, lta.at("start_rule")), _effective(lta, step)]
    known = book.get_as(Part, part)
    programme = book.get_as(Programme, known.programme) if known else None
    if lta.start_rule is not StartRule.FIXED_DATE and programme is not None and programme.sop is not None:
        inputs.append(Input("sop", str(programme.sop), programme.at("sop")))
    if lta.start_after is not None:
        inputs.append(Input("start_after", str(lta.start_after), lta.at("start_after")))
    try:
        day = first_allowed(book, lta, part)
    except Refused as refusal:
        return Explained(name, "F-04", Class.PRICE, tuple(inputs), refused=str(refusal))
    if day is None:
        return Explained(name, "F-04", Class.PRICE, tuple(inputs), result=f"{step.effective}, as written")
    formula = "1 January after the first full year" if lta.start_after is None else f"sop + {lta.start_after}"
    kept = "kept" if step.effective >= day else f"{step.effective} is too early"
    worked = (Worked("first day", formula, str(day)),)
    return Explained(name, "F-04", Class.PRICE, tuple(inputs), worked, result=f"{day}: {kept}")


def _prices(lta: Lta, step: LtaYear, book: Book) -> tuple[Price, ...]:
    """The prices that book a step, and those that hold on its day."""
    found = {one.price.id: one.price for one in taken_lines(book, lta, step)}
    for part, site in by_part_and_site(book):
        if part in lta.parts:
            held = valid_lines(book, part, site, on=step.effective, as_of=book.as_of)
            found |= {one.price.id: one.price for one in held}
    return tuple(found[name] for name in sorted(found))


def source_of(lta: Lta) -> str:
    """The formula of its steps."""
    if lta.basis is ReductionBasis.VALUE_ADDED:
        return "F-05"
    return "F-04" if lta.compounding is Compounding.CHAIN else "F-04s"


def _delta(lta: Lta, step: LtaYear, price: Price, book: Book) -> Explained:
    """What a step takes from one price, on the layers that stand before it on its day."""
    name = f"{reference(lta, step)} in {price.id}"
    source, inputs = source_of(lta), list(_terms(lta, step))
    try:
        before = before_step(book, lta, step, price)
        inputs += _layers(price, before)
        worked, result = _worked(lta, step, book, before)
    except Refused as refusal:
        return Explained(name, source, Class.PRICE, tuple(inputs), refused=str(refusal))
    return Explained(name, source, Class.PRICE, tuple(inputs), worked, result=result)


def _terms(lta: Lta, step: LtaYear) -> Iterator[Input]:
    yield Input("basis", lta.basis.value, lta.at("basis"))
    if lta.basis is not ReductionBasis.VALUE_ADDED:
        yield Input("excludes", ", ".join(lta.excludes) or "nothing", lta.at("excludes"))
    yield Input("compounding", lta.compounding.value, lta.at("compounding"))
    written = lta.at("round_each_step") if "round_each_step" in lta.model_fields_set else None
    yield Input("round_each_step", "true" if lta.round_each_step else "false", written)
    if step.rate is not None:
        yield Input("rate", f"{step.rate:f} %", lta.at("steps", lta.steps.index(step), "rate"))
    yield _effective(lta, step)


def _layers(price: Price, before: Before) -> Iterator[Input]:
    """The layers of the line before, then what moves them first on the day of the step."""
    for layer, value in before.line.layers.listed() if before.line.layers else ():
        yield Input(layer.value, str(value), price.at("lines", before.place, "layers", layer.value))
    for cause in before.causes:
        for place, entry in cause.entries:
            spot = price.at("lines", before.here or 0, "build_up", place, "delta")
            yield Input(cause.because, f"{entry.delta} on {entry.layer.value}", spot)
    for one in before.ahead:
        spot = one.lta.at("steps", one.lta.steps.index(one.step))
        yield Input(one.entry.because, f"{one.entry.delta} on {one.entry.layer.value}, not booked yet", spot)


def _worked(lta: Lta, step: LtaYear, book: Book, before: Before) -> tuple[tuple[Worked, ...], str]:
    unit, steps, rate, now = before.unit, steps_of(book, lta), rate_of(step), base_of(lta, before.layers)
    base = base_before(book, lta, step, layers=before.layers, lines=before.lines)
    after = reduced(base, rate, steps)
    layer, delta = booked_on(lta, before.layers), after - now
    worked = (
        Worked("base", _sum_of(lta, before), str(unit.price(now))),
        Worked("reduced", _formula(lta, base, rate, steps), str(unit.price(after)), _rounding(steps)),
        Worked("delta", f"{after:f} - {now:f}", str(unit.price(delta))),
    )
    return worked, f"{unit.price(delta)} on {layer.value}"


def _rounding(steps: Steps) -> str:
    return f"half up, {steps.decimals} decimals"


def _sum_of(lta: Lta, before: Before) -> str:
    """What the base is added up from: its layers in the line before, then what came first on the day."""
    outside = untouchable(lta)
    listed = before.line.layers.listed() if before.line.layers else ()
    terms = [value.amount for layer, value in listed if layer not in outside]
    entries = [entry for cause in before.causes for _, entry in cause.entries]
    entries += [one.entry for one in before.ahead]
    terms += [entry.delta.amount for entry in entries if entry.layer not in outside]
    return " + ".join(f"{amount:f}" for amount in terms).replace("+ -", "- ") or "nothing listed"


def _formula(lta: Lta, base: Reducible, rate: Decimal, steps: Steps) -> str:
    digits = steps.decimals
    if lta.compounding is Compounding.SIMPLE:
        return f"{_plain(base.exact, digits)} - {_plain(base.first, digits)} * {rate:f} %"
    value = base.now if lta.round_each_step else base.exact
    return f"{_plain(value, digits)} * (1 - {rate:f} %)"


def _plain(value: Fraction, least: int) -> str:
    """An exact value as a decimal; one that does not end within twelve decimals is cut where it is shown."""
    for digits in range(least, _SHOWN_DIGITS + 1):
        found = round_half_up(value, digits)
        if Fraction(found) == value:
            return f"{found:f}"
    return f"{round_half_up(value, _SHOWN_DIGITS):f}…"


def _saving(lta: Lta, step: LtaYear, book: Book) -> Explained:
    """Pieces of each price from the day of the step on, times what it takes, rounded once."""
    found = committed(book, lta, step)
    name = f"committed saving of {reference(lta, step)} in {step.year}"
    inputs = (_effective(lta, step), *(one for row in found.rows for one in _saved(row)))
    try:
        exact, currency = found.exact
        money = found.money
    except Refused as refusal:
        return Explained(name, "F-04", Class.PRICE, inputs, refused=str(refusal))
    parts = [
        f"{_plain(row.saved.pieces, 0)} * {-row.saved.delta.amount:f}"
        + (f" / {row.saved.delta.per}" if row.saved.delta.per != 1 else "")
        for row in found.rows
        if row.saved
    ]
    rounding = f"half up, {decimals_of(money.amount)} decimals, once"
    worked = Worked("saving", " + ".join(parts), f"{_plain(exact, 2)} {currency}", rounding)
    return Explained(name, "F-04", Class.PRICE, inputs, (worked,), result=str(money))


def _saved(row: PriceSaving) -> Iterator[Input]:
    if row.saved is None or row.price is None:
        return
    spot = row.price.at()
    if row.line is not None:
        spot = row.price.at("lines", row.line.place, "build_up", row.line.entries[0][0], "delta")
    yield Input(f"delta of {row.price.id}", str(row.saved.delta), spot)
    yield Input(f"pieces of {row.part} at {row.site}", f"{_plain(row.saved.pieces, 0)} pcs", row.planned)
