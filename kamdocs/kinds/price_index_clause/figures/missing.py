"""What the formula of a clause lacks, and which of its units do not meet those of its series."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kamdocs.core.book import Book
from kamdocs.core.place import Path
from kamdocs.core.quantity import Quantity, Rate
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.price_index_clause.figures.averages import first_line, main_series, prices_by_part
from kamdocs.kinds.price_index_clause.figures.periods import AnySeries, rate_ids, series_ids
from kamdocs.kinds.price_index_clause.model import ClauseForm, ClauseLine, PriceIndexClause

_BY_SHARE = frozenset({ClauseForm.PROPORTIONAL, ClauseForm.EXCHANGE_RATE})
_BY_WEIGHT = frozenset({ClauseForm.WEIGHT, ClauseForm.UNIT})
_ALWAYS = (
    "window",
    "lag",
    "frequency",
    "applies_from",
    "compare_to",
    "threshold",
    "threshold_operator",
    "threshold_mode",
    "pass_through",
    "effective_rule",
    "provisional_allowed",
)
_METRIC = frozenset({"t", "kg", "g"})
_MEASURE = re.compile(r"([0-9]*)(.+)")
_POINTS = "points"


def lacking(book: Book, clause: PriceIndexClause) -> tuple[str, ...]:
    """The fields that the formula needs and that nobody has written, in the order of the model."""
    return (
        *(name for name in ("form", "lines") if not clause.said(name)),
        *_weights(clause),
        *_values(clause),
        *(name for name in _ALWAYS if clause.said(name) is None),
        *_decimals(clause),
        *_rates(book, clause),
    )


def _weights(clause: PriceIndexClause) -> tuple[str, ...]:
    lines = clause.lines
    if clause.form is ClauseForm.WEIGHT and any(not (one.weight_gross or one.weight_net) for one in lines):
        return ("lines.weight_gross",)
    if clause.form is ClauseForm.UNIT and any(one.weight_per_unit is None for one in lines):
        return ("lines.weight_per_unit",)
    return ()


def _values(clause: PriceIndexClause) -> Iterator[str]:
    """Series, base values and shares; a formula by shares keeps the first two in its terms."""
    by_share = clause.form in _BY_SHARE
    in_terms = bool(clause.terms) and clause.form not in _BY_WEIGHT
    if clause.series is None and not in_terms and not by_share:
        yield "series"
    if clause.base_period is None:
        yield "base_period"
    elif clause.base_period.to is None:
        yield "base_period.to"
    if main_series(clause)[1] is None and not in_terms and not by_share:
        yield "base_value"
    if by_share and not clause.terms:
        yield "terms"
    if any(_has_no_base(clause, place) for place in range(len(clause.terms))):
        yield "terms.base_value"
    if by_share and clause.fixed_share is None:
        yield "fixed_share"


def _has_no_base(clause: PriceIndexClause, place: int) -> bool:
    term = clause.terms[place]
    stands_above = clause.base_value is not None and (term.series == clause.series or len(clause.terms) == 1)
    return term.base_value is None and not stands_above


def _decimals(clause: PriceIndexClause) -> tuple[str, ...]:
    if (stated := clause.rounding) is None:
        return ("rounding",)
    return tuple(f"rounding.{name}" for name in ("index", "adjustment") if getattr(stated, name) is None)


def _rates(book: Book, clause: PriceIndexClause) -> tuple[str, ...]:
    """The currency step, where no price file stands in the currency of a series."""
    if clause.fx is not None:
        return ()
    paid = _paid(book, clause)
    quoted = {_currency(one.unit) for name in series_ids(clause) if isinstance(one := book.get(name), IndexSeries)}
    if not paid or not any(own and own not in paid for own in quoted):
        return ()
    return tuple(name for name in ("fx_series", "fx_rule") if clause.said(name) is None)


def _currency(unit: str) -> str:
    return unit.partition("/")[0] if "/" in unit else ""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value whose unit does not meet that of its series.

    Attributes:
        path: Where it stands in the clause.
        unit: Its unit.
        series: Id of the series.
        quoted: What the series is quoted in; after a currency step in the currency of the price.
    """

    path: Path
    unit: str
    series: str
    quoted: str


def misfits(book: Book, clause: PriceIndexClause) -> tuple[Misfit, ...]:
    """Every value of a clause whose unit does not meet that of its series, in the order of the model."""
    asked: list[tuple[Path, str | None, Rate | None]] = [(("base_value",), main_series(clause)[0], clause.base_value)]
    asked += [(("terms", place, "base_value"), one.series, one.base_value) for place, one in enumerate(clause.terms)]
    asked.append((("scrap_base",), clause.scrap_series, clause.scrap_base))
    values = (_of_value(book, clause, *one) for one in asked)
    return (*_of_weights(book, clause), *(one for one in values if one is not None))


def _of_weights(book: Book, clause: PriceIndexClause) -> Iterator[Misfit]:
    """A series without a currency, else the weights that do not meet what it is quoted per."""
    leading = book.get(main_series(clause)[0])
    if clause.form not in _BY_WEIGHT or not isinstance(leading, IndexSeries):
        return
    weights = [(place, name, weight) for place, line in enumerate(clause.lines) for name, weight in _written(line)]
    if leading.unit == _POINTS:
        unit = weights[0][2].unit if weights else "kg"
        path: Path = ("series",) if clause.series else ("terms", 0, "series")
        yield Misfit(path, unit, leading.id, leading.unit)
        return
    for place, name, weight in weights:
        if not _meets(weight.unit.partition("/")[0], leading.unit.partition("/")[2], clause):
            yield Misfit(("lines", place, name), weight.unit, leading.id, leading.unit)


def _written(line: ClauseLine) -> Iterator[tuple[str, Quantity]]:
    for name in ("weight_gross", "weight_net", "weight_per_unit"):
        weight: Quantity | None = getattr(line, name)
        if weight is not None:
            yield name, weight


def _meets(unit: str, measure: str, clause: PriceIndexClause) -> bool:
    """Whether a weight can be priced per measure: the same unit, both metric, or by the factor of the contract."""
    found = _MEASURE.fullmatch(measure)
    plain = found[2] if found else measure
    return unit == plain or (unit in _METRIC and (plain in _METRIC or clause.conversion_factor is not None))


def _of_value(
    book: Book, clause: PriceIndexClause, path: Path, series_id: str | None, value: Rate | None
) -> Misfit | None:
    series = book.get(series_id)
    if value is None or not isinstance(series, IndexSeries | FxSeries):
        return None
    fitting = _units_of(book, clause, series)
    return None if value.unit in fitting else Misfit(path, value.unit, series.id, fitting[0])


def _units_of(book: Book, clause: PriceIndexClause, series: AnySeries) -> tuple[str, ...]:
    """The units in which values of a series may be written; the price's currency is per one of the foreign one."""
    paid = _paid(book, clause)
    if isinstance(series, FxSeries):
        either = (f"{series.quote}/{series.base}", f"{series.base}/{series.quote}")
        return tuple(one for one in either if one.partition("/")[0] in paid) or either
    own, measure = _currency(series.unit), series.unit.partition("/")[2]
    rates = next((one for name in rate_ids(clause) if isinstance(one := book.get(name), FxSeries)), None)
    if rates is None or own not in (rates.base, rates.quote):
        return (series.unit,)
    if own in paid:
        return (series.unit,)
    return (f"{rates.quote if own == rates.base else rates.base}/{measure}",)


def _paid(book: Book, clause: PriceIndexClause) -> frozenset[str]:
    """The currencies of the prices of a clause."""
    files = (file for line in clause.lines for file in prices_by_part(book).get(line.part, ()))
    return frozenset(first_line(file).unit_price.currency for file in files)
