"""Averages of a clause: of its series over a window or the base period, in the currency of its prices (F-01, F-19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.calc.exchange_rate import rate_average
from kamdocs.calc.index_average import Averaged, Averaging, CurrencyStep, Monthly, source_of, stopped
from kamdocs.calc.index_average import average as mean
from kamdocs.calc.refusal import Refused
from kamdocs.calc.units import PriceUnit
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Month
from kamdocs.core.quantity import Rate
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.price.model import Price, PriceLine
from kamdocs.kinds.price_index_clause.figures.periods import (
    AnySeries,
    by_month,
    months_needed,
    rate_ids,
    series_ids,
    series_named,
)
from kamdocs.kinds.price_index_clause.model import (
    ClauseForm,
    ClauseLine,
    FxAverage,
    FxConvert,
    FxRule,
    PriceIndexClause,
)

USUAL_DECIMALS = 2
"""Of an average, where the clause does not say it."""


@dataclass(frozen=True, slots=True)
class SeriesAverage:
    """An average with what it was made of.

    Attributes:
        series: Id of the series that served: the named one, or its successor.
        months: Oldest first.
        averaged: The number, its values, its rate.
        unit: Of the number.
        step: The currency step, if one was taken.
        decimals: To which it was rounded.
        is_inverted: A rate of exchange that is quoted the other way round.
    """

    series: str
    months: tuple[Month, ...]
    averaged: Averaged
    unit: str
    step: CurrencyStep | None
    decimals: int
    is_inverted: bool = False

    @property
    def value(self) -> Rate:
        """The number with its unit."""
        return Rate(self.averaged.value, self.unit)

    @property
    def measure(self) -> str:
        """What it is per: `t`, `lb`; empty for points."""
        return self.unit.partition("/")[2]


def prices_by_part(book: Book) -> Mapping[str, tuple[Price, ...]]:
    """The price files of the account by part: series prices first, then by id."""

    def grouped() -> dict[str, tuple[Price, ...]]:
        found: dict[str, list[Price]] = {}
        for price in book.all(Price):
            if price.lines:
                found.setdefault(price.part, []).append(price)
        return {part: tuple(sorted(prices, key=_series_first)) for part, prices in found.items()}

    return book.remembered("price files by part, series first", grouped)


def _series_first(price: Price) -> tuple[bool, str]:
    return price.price_type != "series", price.id


def first_line(price: Price) -> PriceLine:
    """The line of a price file that begins first."""
    return min(price.lines, key=lambda line: line.valid_from)


def original_price(book: Book, line: ClauseLine, price: Price | None = None) -> UnitPrice | None:
    """The original price of a part: as the clause writes it, else the first line of its price file."""
    if line.original_price is not None:
        return line.original_price
    file = price or next(iter(prices_by_part(book).get(line.part, ())), None)
    return first_line(file).unit_price if file is not None else None


def price_unit(book: Book, line: ClauseLine) -> PriceUnit:
    """The price unit of a part: that of its price file, else of the original price that the clause writes.

    Raises:
        Refused: Neither is here.
    """
    files = prices_by_part(book).get(line.part, ())
    known = first_line(files[0]).unit_price if files else line.original_price
    if known is None:
        away = Price.about.slug in book.absent_kinds
        raise Refused("price", f"of {line.part} {'not in this copy' if away else 'missing'}")
    return PriceUnit.of(known)


def currency_of(book: Book, clause: PriceIndexClause) -> str:
    """The currency of the prices that a clause moves; without any price that of its base value; empty = not known.

    Raises:
        Refused: They stand in more than one.
    """

    def found() -> str:
        files = [file for line in clause.lines for file in prices_by_part(book).get(line.part, ())]
        codes = {first_line(file).unit_price.currency for file in files}
        codes = codes or {line.original_price.currency for line in clause.lines if line.original_price is not None}
        if len(codes) > 1:
            raise Refused("price", f"stands in {' and '.join(sorted(codes))}")
        return next(iter(codes), "") or _currency_in(clause.base_value.unit if clause.base_value else "")

    return book.remembered(("currency of clause", clause.id), found)


def _currency_in(unit: str) -> str:
    return unit.partition("/")[0] if "/" in unit else ""


def main_series(clause: PriceIndexClause) -> tuple[str | None, Rate | None]:
    """The leading series and its base value: that of the clause, else of its only term."""
    if clause.series or len(clause.terms) != 1:
        return clause.series, clause.base_value
    term = clause.terms[0]
    return term.series, term.base_value or clause.base_value


def base_of_term(clause: PriceIndexClause, place: int) -> Rate:
    """The base value of a term.

    Raises:
        Refused: It is not written.
    """
    term = clause.terms[place]
    found = term.base_value or (clause.base_value if term.series == clause.series or len(clause.terms) == 1 else None)
    if found is None:
        raise Refused("base_value", f"of {term.series} missing")
    return found


def monthly(book: Book, series: AnySeries) -> Monthly:
    """A series as the calculation reads it."""
    return Monthly(series.id, by_month(book, series), series.decimals, series.discontinued_on)


def currency_step(book: Book, clause: PriceIndexClause, series: IndexSeries) -> CurrencyStep | None:
    """How values of a series become the currency of the price; None where they are in it, or points.

    Raises:
        Refused: The step is missing, given without need, or its rates are of another pair.
    """
    wanted, own = currency_of(book, clause), _currency_in(series.unit)
    named = rate_ids(clause)
    if not own or own == wanted or not wanted:
        if named and not _needs_step(book, clause, wanted):
            raise Refused("fx", f"is given, and {series.id} is in {own or 'points'} like the prices")
        return None
    if not named:
        raise Refused("fx_series", f"missing: {series.id} is in {own}, the prices are in {wanted}")
    rates = series_named(book, named[0])
    if not isinstance(rates, FxSeries) or {rates.base, rates.quote} != {own, wanted}:
        raise Refused(named[0], f"is {rates.heading(book)}, {wanted}/{own} is needed")
    return _step(clause, monthly(book, rates), divides=rates.quote == own)


def _needs_step(book: Book, clause: PriceIndexClause, wanted: str) -> bool:
    every = (*series_ids(clause), *((clause.fallback_series,) if clause.fallback_series else ()))
    found = [one for name in every if isinstance(one := book.get(name), IndexSeries)]
    return any(_currency_in(one.unit) not in ("", wanted) for one in found) or not wanted


def _step(clause: PriceIndexClause, rates: Monthly, *, divides: bool) -> CurrencyStep:
    decimals = clause.rounding.fx if clause.rounding else None
    if (fx := clause.fx) is not None:
        window, after = fx.average is FxAverage.WINDOW, fx.convert is FxConvert.AFTER_AVERAGE
        return CurrencyStep(rates, divides, window, after, decimals if fx.decimals is None else fx.decimals)
    if clause.fx_rule is None:
        raise Refused("fx_rule", "missing")
    whole = clause.fx_rule is FxRule.AVERAGE
    return CurrencyStep(rates, divides, whole, whole, decimals)


def average_of(
    book: Book,
    clause: PriceIndexClause,
    series_id: str | None,
    months: Sequence[Month],
    *,
    as_of: date | None,
) -> SeriesAverage:
    """The average of one series of a clause over some months; computed once for a book.

    Args:
        book: The account.
        clause: Says currency step, successor, decimals and whether provisional values may be used.
        series_id: Which of its series.
        months: A window or the base period.
        as_of: What is published later does not exist yet; None = all that is written counts.

    Raises:
        Refused: As F-01 and F-19.
    """
    key = ("index average", clause.id, series_id, tuple(months), as_of)
    return book.remembered(key, lambda: _average(book, clause, series_named(book, series_id), months, as_of))


def _average(
    book: Book, clause: PriceIndexClause, series: AnySeries, months: Sequence[Month], as_of: date | None
) -> SeriesAverage:
    serving = _serving(book, clause, series, months, as_of)
    allowed, window = clause.provisional_allowed is True, tuple(months)
    if isinstance(serving, FxSeries):
        unit, inverted = _pair(book, clause, serving)
        found = rate_average(
            monthly(book, serving), months, inverted=inverted, provisional_allowed=allowed, as_of=as_of
        )
        return SeriesAverage(serving.id, window, found, unit, None, serving.decimals, inverted)
    if clause.form is ClauseForm.EXCHANGE_RATE:
        raise Refused(serving.id, "is no series of exchange rates")
    if serving.unit == "points" and clause.form is not ClauseForm.PROPORTIONAL:
        raise Refused(serving.id, "is in points: only a proportional form takes it")
    step = currency_step(book, clause, serving)
    decimals = clause.rounding.index if clause.rounding else None
    decimals = USUAL_DECIMALS if decimals is None else decimals
    found = mean(monthly(book, serving), months, Averaging(decimals, step, allowed), as_of=as_of)
    unit = serving.unit if step is None else f"{currency_of(book, clause)}/{serving.unit.partition('/')[2]}"
    return SeriesAverage(serving.id, window, found, unit, step, decimals)


def _serving(
    book: Book, clause: PriceIndexClause, series: AnySeries, months: Sequence[Month], as_of: date | None
) -> AnySeries:
    """The series itself, or its successor for the whole window; only the leading series has one."""
    successor = None
    if clause.fallback_series and series.id == main_series(clause)[0]:
        successor = series_named(book, clause.fallback_series)
    chosen = source_of(monthly(book, series), monthly(book, successor) if successor else None, months, as_of=as_of)
    return successor if successor is not None and chosen.name == successor.id else series


def serving_id(
    book: Book, clause: PriceIndexClause, series_id: str | None, months: Sequence[Month], *, as_of: date | None = None
) -> str | None:
    """Which series gives these months: the named one, or for the leading one that has stopped its successor.

    Raises:
        Refused: The leading series is not here.
    """
    if not clause.fallback_series or series_id != main_series(clause)[0]:
        return series_id
    has_stopped = stopped(monthly(book, series_named(book, series_id)), months, as_of=as_of)
    return clause.fallback_series if has_stopped else series_id


def ended_for(book: Book, series: AnySeries, months: Sequence[Month]) -> str:
    """Why a series does not serve these months: `ended on 2024-06-30`, `is alternate in 2024-07`; empty if it does."""
    return stopped(monthly(book, series), months)


def _pair(book: Book, clause: PriceIndexClause, rates: FxSeries) -> tuple[str, bool]:
    """Unit of the average of a rate, the price's currency per unit of the foreign one, and whether it is inverted."""
    if clause.form is not ClauseForm.EXCHANGE_RATE:
        raise Refused(rates.id, "is a series of exchange rates: only an exchange_rate form takes it")
    wanted = currency_of(book, clause)
    if wanted not in (rates.base, rates.quote):
        raise Refused(rates.id, f"is {rates.heading(book)}, the prices are in {wanted or 'no known currency'}")
    return (f"{wanted}/{rates.base}", False) if rates.quote == wanted else (f"{wanted}/{rates.quote}", True)


def average(book: Book, clause: PriceIndexClause, first_month: Month, as_of: date | None = None) -> SeriesAverage:
    """The average of the leading series for the application period that begins in a month.

    Raises:
        Refused: As F-01 and F-19.
    """
    return average_of(book, clause, main_series(clause)[0], months_needed(clause, first_month), as_of=as_of)


def base_average(
    book: Book, clause: PriceIndexClause, series_id: str | None, *, as_of: date | None = None
) -> SeriesAverage:
    """The average of a series over the base period; its months count, no lag is applied.

    Raises:
        Refused: As F-01; no base period, or one without end.
    """
    if clause.base_period is None:
        raise Refused("base_period", "missing")
    if not (months := clause.base_period.months):
        raise Refused("base_period", f"{clause.base_period} names no months")
    return average_of(book, clause, series_id, months, as_of=as_of)


@dataclass(frozen=True, slots=True)
class BaseCheck:
    """A base value as it is written, and what its series gives for the base period.

    Attributes:
        path: Where it stands in the clause.
        series: Id of its series.
        written: As it stands.
        computed: By F-01; None where that is refused.
        refused: Why.
    """

    path: tuple[str | int, ...]
    series: str
    written: Rate
    computed: SeriesAverage | None
    refused: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both are the same number; what cannot be computed is not called different."""
        return self.computed is None or self.computed.averaged.value == self.written.amount


def base_checks(book: Book, clause: PriceIndexClause) -> tuple[BaseCheck, ...]:
    """Every base value of a clause beside its series: the leading one, those of the terms, that of scrap."""
    asked: list[tuple[tuple[str | int, ...], str | None, Rate | None]] = [
        (("base_value",), main_series(clause)[0], clause.base_value)
    ]
    asked += [(("terms", place, "base_value"), one.series, one.base_value) for place, one in enumerate(clause.terms)]
    asked.append((("scrap_base",), clause.scrap_series, clause.scrap_base))
    return tuple(
        _check(book, clause, path, series, written)
        for path, series, written in asked
        if series is not None and written is not None
    )


def _check(book: Book, clause: PriceIndexClause, path: tuple[str | int, ...], series: str, written: Rate) -> BaseCheck:
    try:
        return BaseCheck(path, series, written, base_average(book, clause, series))
    except Refused as refused:
        return BaseCheck(path, series, written, None, str(refused))


def same_value(one: Rate, other: Rate) -> bool:
    """Whether two index values are the same number in the same unit."""
    return one.unit == other.unit and Decimal(one.amount) == Decimal(other.amount)
