"""Averages, trigger and formula of a clause step by step: values with their place, numbers filled in, rounding."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.index_adjustment import Passing, Rounded
from kamdocs.calc.index_average import CurrencyStep, Used
from kamdocs.core.book import Book
from kamdocs.core.explained import Input, Worked
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.place import Spot
from kamdocs.core.quantity import Rate
from kamdocs.core.record import spell
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.price_index_clause.figures.averages import SeriesAverage
from kamdocs.kinds.price_index_clause.figures.formula import Moved
from kamdocs.kinds.price_index_clause.model import ClauseForm, ClauseLine, PriceIndexClause, SurchargeOn

_DIGITS = 10
"""Digits after the point of an exact number that has no end; it is shown, never used."""


def exact_text(value: Fraction) -> str:
    """An exact number; one that never ends is cut and says so with three dots."""
    shown = round_half_up(value, _DIGITS)
    plain = f"{shown:f}".rstrip("0").rstrip(".") or "0"
    return plain if Fraction(shown) == value else f"{plain}…"


def half_up(decimals: int) -> str:
    """How a step was rounded."""
    return f"half up, {decimals} decimals"


def average_inputs(book: Book, found: SeriesAverage) -> tuple[Input, ...]:
    """The values of an average, each where it stands in the file of its series."""
    series = book.get(found.series)
    unit = series.unit if isinstance(series, IndexSeries | FxSeries) else ""
    inputs = [
        Input(f"{found.series} {item.value.month}", _value(item.value.value, unit, item.value.status), spot)
        for item in found.averaged.months
        if (spot := _spot(book, found.series, item)) is not None
    ]
    if found.step is not None:
        inputs += _rates(book, found.step, found.averaged.months)
    return tuple(inputs)


def _value(value: Decimal, unit: str, status: str) -> str:
    return f"{value:f} {unit}" + ("" if status == "final" else f" ({status})")


def _spot(book: Book, series_id: str, item: Used) -> Spot | None:
    return _month_spot(book, series_id, item.value.month)


def _month_spot(book: Book, series_id: str, month: object) -> Spot | None:
    series = book.get(series_id)
    if not isinstance(series, IndexSeries | FxSeries):
        return None
    places = [place for place, one in enumerate(series.values) if one.month == month]
    return series.at("values", places[-1], "value") if places else series.at("values")


def _rates(book: Book, step: CurrencyStep, months: Sequence[Used]) -> list[Input]:
    series = book.get(step.rates.name)
    unit = series.unit if isinstance(series, FxSeries) else ""
    return [
        Input(
            f"{step.rates.name} {item.published.month}",
            _value(item.published.value, unit, item.published.status),
            _month_spot(book, step.rates.name, item.published.month),
        )
        for item in months
        if item.published is not None
    ]


def average_steps(found: SeriesAverage, name: str) -> tuple[Worked, ...]:
    """How an average was worked out: the rate of the window where there is one, then the mean."""
    used, step, steps = found.averaged.months, found.step, []
    number = len(used)
    mark = "/" if step is None or step.divides else "·"
    if step is not None and (rate := found.averaged.rate) is not None:
        each = " + ".join(f"{item.published.value:f}" for item in used if item.published is not None)
        steps.append(Worked("rate", f"({each}) / {number}", f"{rate:f}", half_up(step.rate_decimals)))
        total = " + ".join(f"{item.value.value:f}" for item in used)
        formula = f"({total}) / {number} {mark} {rate:f}"
    elif step is not None:
        formula = f"({' + '.join(f'{item.value.value:f} {mark} {item.rate}' for item in used)}) / {number}"
    else:
        one = "1 / " if found.is_inverted else ""
        formula = f"({' + '.join(f'{one}{item.value.value:f}' for item in used)}) / {number}"
    return (*steps, Worked(name, formula, str(found.value), half_up(found.decimals)))


def trigger_inputs(clause: PriceIndexClause) -> tuple[Input, ...]:
    """What the clause says of its trigger, each where it stands."""
    names = ("compare_to", "threshold", "threshold_operator", "threshold_mode")
    found = []
    for name in names:
        value = clause.said(name)
        if value is not None:
            shown = f"{value} %" if name == "threshold" else spell(value)
            found.append(Input(name, shown, clause.at(name)))
    return tuple(found)


def trigger_steps(clause: PriceIndexClause, done: Moved) -> tuple[Worked, ...]:
    """Deviation, comparison and the movement that counts."""
    move = done.movement
    deviation = exact_text(move.deviation * 100)
    rounded = round_half_up(move.deviation * 100, 2)
    sign = {"gt": ">", "gte": "≥"}.get(clause.threshold_operator or "", "?")
    steps = [
        Worked("deviation", _deviation(clause, done), f"{deviation} % ({rounded} %)", "not rounded; shown at 2"),
        Worked(
            "triggered",
            f"|{deviation} %| {sign} {clause.threshold} %",
            "yes" if move.triggered else "no",
        ),
    ]
    if move.triggered and move.counted != 1:
        formula = f"(|{deviation} %| - {clause.threshold} %) / |{deviation} %|"
        steps.append(Worked("part that counts", formula, exact_text(move.counted)))
    if done.average is not None and done.reference is not None and clause.form is not ClauseForm.PROPORTIONAL:
        difference = done.average.amount - done.reference.amount
        formula = f"({done.average.amount:f} - {done.reference.amount:f}) · {exact_text(move.counted)}"
        steps.append(Worked("movement M", formula, f"{exact_text(move.of(difference))} {done.average.unit}"))
    return tuple(steps)


def _deviation(clause: PriceIndexClause, done: Moved) -> str:
    if clause.form is not ClauseForm.PROPORTIONAL:
        average, reference = done.average, done.reference
        if average is None or reference is None:
            return "not computable"
        return f"({average.amount:f} - {reference.amount:f}) / {reference.amount:f}"
    return " + ".join(
        f"{term.share} % · ({average.amount:f} / {base.amount:f} - 1)"
        for term, average, base in zip(clause.terms, done.terms, done.bases, strict=False)
    )


def part_inputs(
    clause: PriceIndexClause, line: ClauseLine, original: UnitPrice | None, spot: Spot | None
) -> tuple[Input, ...]:
    """What the clause says of a part and of what reaches its price."""
    place = clause.lines.index(line)
    found = [
        Input(name, str(value), clause.at("lines", place, name))
        for name in ("weight_gross", "weight_net", "weight_per_unit")
        if (value := getattr(line, name)) is not None
    ]
    if original is not None and (clause.cap is not None or clause.form not in _BY_WEIGHT):
        found.append(Input("original_price", str(original), spot))
    shares = ("scrap_recovery", "scrap_share", "pass_through", "cap", "fixed_share")
    found += [Input(name, f"{value} %", clause.at(name)) for name in shares if (value := clause.said(name)) is not None]
    if clause.conversion_factor is not None:
        found.append(Input("conversion_factor", str(clause.conversion_factor), clause.at("conversion_factor")))
    if clause.surcharge is not None:
        says = f"{clause.surcharge.value} on {clause.surcharge.on}"
        found.append(Input("surcharge", says, clause.at("surcharge")))
    return tuple(found)


_BY_WEIGHT = frozenset({ClauseForm.WEIGHT, ClauseForm.UNIT})


def part_steps(
    clause: PriceIndexClause, line: ClauseLine, done: Moved, result: Rounded, passing: Passing
) -> tuple[Worked, ...]:
    """The formula of the form with its numbers, before and after the one rounding."""
    unit = passing.unit.price(result.value)
    formula = f"{clause.pass_through} % · {_formula(clause, line, done, passing)}"
    exact = Worked("exact", formula, exact_text(result.exact))
    return exact, Worked(
        "adjustment", f"round({exact_text(result.exact)}, {passing.decimals})", str(unit), half_up(passing.decimals)
    )


def _formula(clause: PriceIndexClause, line: ClauseLine, done: Moved, passing: Passing) -> str:
    per = f" · {passing.unit.per}" if passing.unit.per != 1 else ""
    counted = done.movement.counted
    match clause.form:
        case ClauseForm.WEIGHT:
            factor = f" · {clause.conversion_factor}" if clause.conversion_factor is not None else ""
            return f"[{_weights(clause, line, done)}]{factor}{per}"
        case ClauseForm.UNIT:
            return f"{line.weight_per_unit} · {_quotation(clause, done)}{per}"
        case ClauseForm.PROPORTIONAL:
            return f"original price · {exact_text(done.movement.deviation * counted)}"
        case _:
            share = clause.terms[0].share if clause.terms else ""
            return f"original price · {share} % · {_difference(done.average, done.reference, counted)} / base value"


def _weights(clause: PriceIndexClause, line: ClauseLine, done: Moved) -> str:
    counted = done.movement.counted
    main = f"{line.weight_gross or line.weight_net} · {_difference(done.average, done.reference, counted)}"
    if not (line.weight_gross and line.weight_net):
        return main
    scrap = (
        _difference(done.scrap, done.scrap_reference, counted)
        if done.scrap is not None and clause.scrap_series
        else f"{clause.scrap_share} % · M"
    )
    if clause.scrap_recovery == 0:
        scrap = "scrap"
    return f"{main} - ({line.weight_gross} - {line.weight_net}) · {clause.scrap_recovery} % · {scrap}"


def _difference(average: Rate | None, reference: Rate | None, counted: Fraction) -> str:
    if average is None or reference is None:
        return "movement"
    part = "" if counted == 1 else f" · {exact_text(counted)}"
    return f"({average.amount:f} - {reference.amount:f}){part} {average.unit}"


def _quotation(clause: PriceIndexClause, done: Moved) -> str:
    plain = _difference(done.average, done.reference, done.movement.counted)
    if clause.surcharge is None or not done.movement.triggered or done.average is None:
        return plain
    on = done.average.amount if clause.surcharge.on is SurchargeOn.QUOTATION else "difference"
    value = clause.surcharge.value
    top = f"{on} · {value}" if str(value).endswith("%") else str(value)
    return f"[{plain} + {top}]"
