"""What an adjustment states beside what its clause gives, field by field, and what became of it since (true-up)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.period import Month
from kamdocs.core.quantity import Rate
from kamdocs.kinds.fx_series.model import FxSeries
from kamdocs.kinds.index_adjustment.figures.computed import (
    Computed,
    computed,
    has_scrap_series,
    reference_value,
)
from kamdocs.kinds.index_adjustment.figures.parts import in_force_before
from kamdocs.kinds.index_adjustment.model import ADJUSTMENT_TRACK, AdjustmentState, IndexAdjustment, Settlement
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.price_index_clause.figures import (
    SeriesAverage,
    average,
    average_of,
    by_month,
    main_series,
    months_needed,
    rate_ids,
    same_value,
    series_ids,
    serving_id,
)
from kamdocs.kinds.price_index_clause.model import ClauseForm, PriceIndexClause

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of an adjustment that is not what the formula gives.

    Attributes:
        path: Where it stands.
        field: Its name in the file.
        written: As it stands.
        computed: What it should be.
        formula: The formula that says so, e.g. `F-02`.
    """

    path: Path
    field: str
    written: str
    computed: str
    formula: str


def clause_of(book: Book, adjustment: IndexAdjustment) -> PriceIndexClause | None:
    """The clause of an adjustment, if it is here."""
    return book.get_as(PriceIndexClause, adjustment.clause)


def notified_on(adjustment: IndexAdjustment) -> date | None:
    """The day from which it stands notified or further; None before."""
    found = ADJUSTMENT_TRACK.reached(adjustment.track, AdjustmentState.NOTIFIED)
    return found.on if found else None


def published_after(book: Book, clause: PriceIndexClause, first: Month, day: date) -> tuple[tuple[str, Month], ...]:
    """The months of a window with a value published after a day: (series, month), rates of exchange included.

    Raises:
        Refused: Window or lag is missing.
    """
    months = months_needed(clause, first)
    serves = serving_id(book, clause, main_series(clause)[0], months)
    named = dict.fromkeys((*series_ids(clause), *rate_ids(clause), *((serves,) if serves else ())))
    found = []
    for name in named:
        series = book.get(name)
        if not isinstance(series, IndexSeries | FxSeries):
            continue
        for month in months:
            item = by_month(book, series).get(month)
            if item is not None and item.published_on is not None and item.published_on > day:
                found.append((name, month))
    return tuple(found)


def is_revised(book: Book, adjustment: IndexAdjustment) -> bool:
    """Whether a value it used was published after it was notified: what it states is then judged no more, but trued up.

    Raises:
        Refused: The clause lacks window or lag.
    """
    clause, day = clause_of(book, adjustment), notified_on(adjustment)
    if clause is None or day is None:
        return False
    return bool(published_after(book, clause, adjustment.period.from_, day))


def differences(book: Book, adjustment: IndexAdjustment) -> tuple[Difference, ...]:
    """Every field that is not what the formula gives, in the order in which they are worked out.

    Each is judged from the values written before it. What cannot be computed is not called different.
    """
    clause = clause_of(book, adjustment)
    if clause is None:
        return ()
    found: list[Difference] = []
    for part in (_averages, _reference, _movement, _deltas):
        try:
            found += part(book, clause, adjustment)
        except Refused:
            continue
    return (*found, *_missing(clause, adjustment))


def _averages(book: Book, clause: PriceIndexClause, adjustment: IndexAdjustment) -> Iterator[Difference]:
    if is_revised(book, adjustment):
        return
    first, formula = adjustment.period.from_, formula_of(clause, "F-01")
    if leads(clause):
        yield from _value("index_avg", adjustment.index_avg, average(book, clause, first), formula)
    if has_scrap_series(clause) and adjustment.scrap_avg is not None:
        months = months_needed(clause, first)
        scrap = average_of(book, clause, clause.scrap_series, months, as_of=None)
        yield from _value("scrap_avg", adjustment.scrap_avg, scrap, "F-01")


def leads(clause: PriceIndexClause) -> bool:
    """Whether one series leads, with an average and a reference; several terms have none of their own."""
    return clause.form is not ClauseForm.PROPORTIONAL or clause.series is not None or len(clause.terms) == 1


def formula_of(clause: PriceIndexClause, usual: str) -> str:
    """The formula of a field: that of a rate of exchange where the clause is on one."""
    return "F-19" if clause.form is ClauseForm.EXCHANGE_RATE else usual


def _value(field: str, written: Rate, found: SeriesAverage, formula: str) -> Iterator[Difference]:
    if not same_value(written, found.value):
        yield Difference((field,), field, str(written), str(found.value), formula)


def _reference(book: Book, clause: PriceIndexClause, adjustment: IndexAdjustment) -> Iterator[Difference]:
    if not leads(clause):
        return
    known = reference_value(book, clause, adjustment.period.from_)
    if known is not None and not same_value(adjustment.reference_value, known.value):
        written = str(adjustment.reference_value)
        yield Difference(("reference_value",), "reference_value", written, str(known.value), "F-02")


def _judged(book: Book, clause: PriceIndexClause, adjustment: IndexAdjustment) -> Computed | None:
    """What the clause gives from the averages written; None where several terms moved after it was notified."""
    if not leads(clause) and is_revised(book, adjustment):
        return None
    return computed(book, clause, adjustment.period.from_, written=adjustment)


def _movement(book: Book, clause: PriceIndexClause, adjustment: IndexAdjustment) -> Iterator[Difference]:
    if (found := _judged(book, clause, adjustment)) is None:
        return
    formula = "F-03" if clause.form is ClauseForm.PROPORTIONAL else "F-02"
    rounded = round_half_up(found.deviation * 100, 2)
    if adjustment.deviation != rounded:
        yield Difference(("deviation",), "deviation", f"{adjustment.deviation} %", f"{rounded} %", formula)
    if adjustment.triggered != found.triggered:
        words = {True: "true", False: "false"}
        written, right = words[adjustment.triggered], words[found.triggered]
        yield Difference(("triggered",), "triggered", written, right, "F-02")


def _deltas(book: Book, clause: PriceIndexClause, adjustment: IndexAdjustment) -> Iterator[Difference]:
    if (found := _judged(book, clause, adjustment)) is None:
        return
    for place, line in enumerate(adjustment.lines):
        result = found.parts.get(line.part)
        if result is not None and not same_price(line.delta, result.stated):
            path: Path = ("lines", place, "delta")
            yield Difference(path, "delta", str(line.delta), str(result.stated), formula_of(clause, "F-03"))


def same_price(one: UnitPrice, other: UnitPrice) -> bool:
    """Whether two unit prices are the same money for the same thing."""
    return (one.exact, one.currency, one.measure) == (other.exact, other.currency, other.measure)


def _missing(clause: PriceIndexClause, adjustment: IndexAdjustment) -> Iterator[Difference]:
    written = {line.part for line in adjustment.lines}
    for line in clause.lines:
        if line.part not in written:
            yield Difference(("lines",), "lines", f"no {line.part}", line.part, "F-03")


@dataclass(frozen=True, slots=True)
class PartTrueUp:
    """What a part is owed for a value that moved: what the letter said, what it would say now, and the difference."""

    part: str
    written: UnitPrice
    now: UnitPrice

    @property
    def difference(self) -> UnitPrice:
        """Now less written, at the price unit of now."""
        before = self.written.amount * self.now.per / self.written.per
        return UnitPrice(self.now.amount - before, self.now.currency, self.now.per, self.now.measure)


@dataclass(frozen=True, slots=True)
class TrueUp:
    """What became of an adjustment since it was notified.

    Attributes:
        revised: The values published after it: (series, month).
        index_avg: The average now; None where several terms have none.
        final: Whether every value is final now.
        parts: Per part of the letter.
    """

    revised: tuple[tuple[str, Month], ...]
    index_avg: Rate | None
    final: bool
    parts: tuple[PartTrueUp, ...]

    @property
    def moves_money(self) -> bool:
        """Whether some part differs."""
        return any(part.difference.amount != 0 for part in self.parts)


def true_up(book: Book, adjustment: IndexAdjustment, as_of: date | None = None) -> TrueUp | None:
    """The difference that values published after the letter make; None where there are none, or it is not notified.

    Args:
        book: The account.
        adjustment: It keeps what it states: the difference is settled, the record is not changed.
        as_of: What is published later does not exist yet; None = all that is written counts.

    Raises:
        Refused: The new average cannot be computed.
    """
    clause, day = clause_of(book, adjustment), notified_on(adjustment)
    if clause is None or day is None:
        return None
    first = adjustment.period.from_
    revised = tuple(
        one for one in published_after(book, clause, first, day) if as_of is None or _published(book, *one) <= as_of
    )
    if not revised and adjustment.settlement is Settlement.FINAL:
        return None
    found = computed(book, clause, first, as_of)
    if not revised and found.provisional:
        return None
    parts = tuple(
        PartTrueUp(line.part, line.delta, result.stated)
        for line in adjustment.lines
        if (result := found.parts.get(line.part)) is not None
        and (line.delta.currency, line.delta.measure) == (result.unit.currency, result.unit.measure)
    )
    return TrueUp(revised, found.index_avg, not found.provisional, parts)


def _published(book: Book, name: str, month: Month) -> date:
    series = book.get(name)
    item = by_month(book, series).get(month) if isinstance(series, IndexSeries | FxSeries) else None
    return item.published_on if item is not None and item.published_on is not None else month.last


def in_force_sum(book: Book, clause: PriceIndexClause, part: str, *, until: Month) -> Decimal | None:
    """What the applied adjustments up to a period have in the price of a part; None where it cannot be said."""
    line = next((one for one in clause.lines if one.part == part), None)
    if line is None:
        return None
    try:
        return in_force_before(book, clause, line, until.plus(1))
    except Refused:
        return None
