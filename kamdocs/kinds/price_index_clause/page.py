"""The page of an index clause: its terms in words, parts, base values, series, next application dates, adjustments."""

from dataclasses import replace

from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.series import known_values
from kamdocs.core.series_view import series_section
from kamdocs.core.track import state_on
from kamdocs.core.view import Cell, Column, Fact, Link, Mark, Number, Page, Row, Section, Table
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.price_index_clause.figures import (
    BaseCheck,
    NextDate,
    adjustments_of,
    base_checks,
    next_dates,
    rate_ids,
    series_ids,
)
from kamdocs.kinds.price_index_clause.model import ClauseForm, ClauseLine, CompareTo, PriceIndexClause

_FORMS = {
    ClauseForm.WEIGHT: "by the weight in a piece",
    ClauseForm.PROPORTIONAL: "by shares of the price",
    ClauseForm.UNIT: "by weight per unit of length",
    ClauseForm.EXCHANGE_RATE: "by the share of the price in a foreign currency",
}
_NOT_STATED = Mark("not stated", "bad")


def page(clause: PriceIndexClause, book: Book) -> Page:
    """Terms, parts, base values, next dates, series, adjustments."""
    return Page(
        sections=(
            Section("How it moves a price", facts=_terms(clause)),
            Section("Parts", tables=(_parts(clause, book),)),
            Section("Base values", tables=(_bases(clause, book),)),
            Section("Next application dates", tables=(_dates(clause, book),)),
            *_series(clause, book),
            Section("Adjustments", tables=(_adjustments(clause, book),)),
        )
    )


def _terms(clause: PriceIndexClause) -> tuple[Fact, ...]:
    """The parameters in words; what the paper has to say and does not is named."""
    told: list[tuple[str, str | Mark | None]] = [
        ("Formula", _FORMS[clause.form] if clause.form else _NOT_STATED),
        ("Averaged", f"{clause.window}, {clause.lag} before the period" if _window_stated(clause) else _NOT_STATED),
        ("Applied", _applied(clause)),
        ("Compared with", _compared(clause)),
        ("Threshold", _threshold(clause)),
        ("Customer bears", f"{clause.pass_through} %" if clause.pass_through is not None else _NOT_STATED),
        ("Layer", clause.applies_to_layer.value.replace("_", " ")),
        ("Cap", f"{clause.cap} % of the original price, increases only" if clause.cap is not None else None),
        ("Scrap", _scrap(clause)),
        ("Counts from", _effective(clause)),
        ("Provisional values", _provisional(clause)),
        ("Currency step", _currency(clause)),
        ("Surcharge", f"{clause.surcharge.value} on the {clause.surcharge.on}" if clause.surcharge else None),
        ("Factor of the contract", _factor(clause)),
        ("Successor of the series", clause.fallback_series),
        ("Shares", _shares(clause)),
    ]
    return tuple(Fact(label, value, Class.MATERIAL) for label, value in told if value is not None)


def _window_stated(clause: PriceIndexClause) -> bool:
    return clause.window is not None and clause.lag is not None


def _applied(clause: PriceIndexClause) -> str | Mark:
    if clause.frequency is None or clause.applies_from is None:
        return _NOT_STATED
    until = f" until {clause.applies_until}" if clause.applies_until else ", open end"
    return f"every {clause.frequency.value.replace('_', ' ')} from {clause.applies_from}{until}"


def _compared(clause: PriceIndexClause) -> str | Mark:
    if clause.compare_to is None:
        return _NOT_STATED
    if clause.compare_to is CompareTo.BASE:
        return "the base value; a new adjustment replaces the one before"
    return "the value last applied; a new adjustment is added"


def _threshold(clause: PriceIndexClause) -> str | Mark:
    if clause.threshold is None or clause.threshold_operator is None or clause.threshold_mode is None:
        return _NOT_STATED
    word = "more than" if clause.threshold_operator == "gt" else "at least"
    rest = "the whole movement counts" if clause.threshold_mode == "full" else "only what lies beyond counts"
    return f"{word} {clause.threshold} %; then {rest}"


def _scrap(clause: PriceIndexClause) -> str | None:
    if clause.scrap_recovery is None:
        return None
    if clause.scrap_recovery == 0:
        return "not credited"
    how = f"with {clause.scrap_series}" if clause.scrap_series else f"at {clause.scrap_share} % of the material"
    return f"{clause.scrap_recovery} % credited, {how}"


def _effective(clause: PriceIndexClause) -> str | Mark:
    if clause.effective_rule is None:
        return _NOT_STATED
    if clause.effective_rule == "first_of_period":
        return "the first day of the period"
    return f"the publication of the last month, if asked within {clause.notice or 'a notice that is not stated'}"


def _provisional(clause: PriceIndexClause) -> str | Mark:
    if clause.provisional_allowed is None:
        return _NOT_STATED
    return "may be used, settled when final" if clause.provisional_allowed else "may not be used"


def _currency(clause: PriceIndexClause) -> str | None:
    if clause.fx is not None:
        convert = clause.fx.convert.value.replace("_", " ")
        return f"{clause.fx.series}, rate of the {clause.fx.average}, {convert}"
    if clause.fx_series is None:
        return None
    return f"{clause.fx_series}, {clause.fx_rule.value.replace('_', ' ') if clause.fx_rule else 'rule not stated'}"


def _factor(clause: PriceIndexClause) -> str | None:
    if clause.conversion_factor is None:
        return None
    return f"{clause.conversion_factor}" + (f": {clause.conversion_text}" if clause.conversion_text else "")


def _shares(clause: PriceIndexClause) -> str | None:
    if not clause.terms:
        return None
    fixed = (f"{clause.fixed_share} % fixed",) if clause.fixed_share is not None else ()
    return ", ".join((*(f"{term.share} % {term.series}" for term in clause.terms), *fixed))


def _parts(clause: PriceIndexClause, book: Book) -> Table:
    columns = (
        Column("Part", Class.MATERIAL),
        Column("Gross weight", Class.MATERIAL),
        Column("Net weight", Class.MATERIAL),
        Column("Weight per unit", Class.MATERIAL),
        Column("Components", Class.MATERIAL),
        Column("Original price", Class.PRICE),
    )
    rows = tuple(_part(line, book) for line in clause.lines)
    return Table("Parts covered", columns, rows, f"parts-{clause.id}", "No part is named.")


def _part(line: ClauseLine, book: Book) -> Row:
    part = book.get_as(Part, line.part)
    weights = (line.weight_gross, line.weight_net, line.weight_per_unit)
    cells: tuple[Cell, ...] = (
        Link(line.part, part.heading(book) if part else ""),
        *(str(weight) if weight is not None else None for weight in weights),
        ", ".join(line.components) or None,
        str(line.original_price) if line.original_price is not None else None,
    )
    return Row(cells, about=(line.part,), parts=(line.part,), anchor=line.part)


def _bases(clause: PriceIndexClause, book: Book) -> Table:
    columns = (
        Column("Series", Class.MATERIAL),
        Column("Base period", Class.MATERIAL),
        Column("Written", Class.MATERIAL, numeric=True),
        Column("From the series", Class.MATERIAL, numeric=True),
        Column("Together", Class.MATERIAL),
    )
    rows = tuple(_base(clause, check) for check in base_checks(book, clause))
    return Table("Base values beside their series", columns, rows, f"base-{clause.id}", "No base value is written.")


def _base(clause: PriceIndexClause, check: BaseCheck) -> Row:
    found = check.computed
    together = Mark("equal", "good") if check.agrees else Mark("not equal", "bad")
    return Row(
        (
            Link(check.series),
            str(clause.base_period) if clause.base_period else None,
            Number(check.written.amount, str(check.written)),
            Number(found.averaged.value, str(found.value)) if found else None,
            together if found else f"not computable: {check.refused}",
        ),
        about=(check.series,),
    )


def _dates(clause: PriceIndexClause, book: Book) -> Table:
    columns = (
        Column("Period", Class.MATERIAL),
        Column("Months averaged", Class.MATERIAL),
        Column("Last value", Class.MATERIAL),
        Column("Values", Class.MATERIAL),
    )
    caption, name = "Next application dates", f"dates-{clause.id}"
    try:
        rows = tuple(_date(one) for one in next_dates(clause, book, book.as_of))
    except Refused as refused:
        return Table(caption, columns, (), name, f"Not computable: {refused}.")
    return Table(caption, columns, rows, name, "No application is to come.")


def _date(one: NextDate) -> Row:
    values = Mark("final", "good") if one.final else Mark("not all final", "wait")
    published = one.published.isoformat() if one.published else None
    return Row((str(one.period), f"{one.months[0]} to {one.months[-1]}", published, values))


def _series(clause: PriceIndexClause, book: Book) -> tuple[Section, ...]:
    """The last three years of every series that moves it, as a chart with its table."""
    found = []
    for name in (*series_ids(clause), *rate_ids(clause)):
        series = book.get(name)
        if isinstance(series, IndexSeries | FxSeries):
            known = known_values(series.values, book.as_of)
            name = f"{clause.id}-{series.id}"
            section = series_section(known, series.unit, series.decimals, name=name, seen_as=Class.MATERIAL)
            found.append(replace(section, heading=series.heading(book)))
    return tuple(found)


def _adjustments(clause: PriceIndexClause, book: Book) -> Table:
    columns = (
        Column("Adjustment", Class.PRICE),
        Column("Period", Class.PRICE),
        Column("Average", Class.PRICE, numeric=True),
        Column("Movement", Class.PRICE, numeric=True),
        Column("Triggered", Class.PRICE),
        Column("Effective from", Class.PRICE),
        Column("State", Class.PRICE),
    )
    rows = tuple(_adjustment(one, book) for one in reversed(adjustments_of(book, clause.id)))
    empty = "Nothing was calculated yet."
    return Table("Adjustments so far", columns, rows, f"adjustments-{clause.id}", empty, ordered_as=Class.PRICE)


def _adjustment(one: IndexAdjustment, book: Book) -> Row:
    state = state_on(one.track, book.as_of)
    return Row(
        (
            Link(one.id),
            str(one.period),
            Number(one.index_avg.amount, str(one.index_avg)),
            Number(one.deviation, f"{one.deviation} %"),
            "yes" if one.triggered else "no",
            one.effective_from.isoformat(),
            state.value if state else None,
        ),
        about=(one.id,),
    )
