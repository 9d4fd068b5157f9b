"""What holds for every index: against the base an adjustment vanishes with the movement, a cap is never passed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kamdocs.calc.days import WorkingDays
from kamdocs.calc.exchange_rate import Exposure, exchange_form, rate_average
from kamdocs.calc.index_adjustment import Passing, Scrap, Swing, Weights, weight_form
from kamdocs.calc.index_average import Averaging, CurrencyStep, Monthly, average, period_at, window_months
from kamdocs.calc.index_booking import IndexChange, booked, ceiling_of, effective_day
from kamdocs.calc.index_trigger import Threshold, deviation_of, movement
from kamdocs.calc.units import PriceUnit
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Month, Span
from kamdocs.core.quantity import Duration, Quantity
from kamdocs.core.series import MonthValue, ValueStatus

VALUES = st.decimals("0.01", 9000, places=2)
PERCENT = st.decimals(0, 100, places=1)
DECIMALS = st.integers(2, 5)
UNITS = st.builds(PriceUnit, st.just("EUR"), st.sampled_from([1, 100, 1000]))
THRESHOLDS = st.builds(
    Threshold, st.decimals(0, 20, places=1), st.sampled_from(["gt", "gte"]), st.sampled_from(["full", "excess_only"])
)
WEIGHTS = st.tuples(st.decimals("0.001", 5, places=3), st.decimals("0.001", 5, places=3)).map(
    lambda both: Weights(Quantity(max(both), "kg"), Quantity(min(both), "kg"))
)
SCRAP = st.builds(Scrap, PERCENT, PERCENT)
FIRST = Month(2024, 1)


@st.composite
def _terms(draw: st.DrawFn) -> tuple[Weights, Scrap, Threshold, Passing]:
    passing = Passing(draw(PERCENT), draw(UNITS), draw(DECIMALS))
    return draw(WEIGHTS), draw(SCRAP), draw(THRESHOLDS), passing


def _by_weight(terms: tuple[Weights, Scrap, Threshold, Passing], value: Decimal, reference: Decimal) -> Decimal:
    weights, scrap, threshold, passing = terms
    moved = movement(deviation_of(value, reference), threshold)
    swing = Swing(value, reference, "t")
    return weight_form(weights, moved, swing, passing=passing, scrap=scrap).value


@given(terms=_terms(), values=st.lists(VALUES, min_size=1, max_size=8), base=VALUES)
def test_against_the_base_nothing_is_left_when_the_index_returns(
    terms: tuple[Weights, Scrap, Threshold, Passing], values: list[Decimal], base: Decimal
) -> None:
    """Whatever the way there: the entries of the build-up add up to zero."""
    held = Decimal(0)
    entries = []
    for value in (*values, base):
        one = booked(_by_weight(terms, value, base), held, accumulates=False, ceiling=None)
        entries.append(one.entry)
        held = one.aggregate
    assert held == 0
    assert sum(entries) == 0


@given(
    terms=_terms(),
    values=st.lists(VALUES, min_size=2, max_size=8),
    cap=PERCENT,
    original=st.decimals("0.5", 50, places=4),
    accumulates=st.booleans(),
)
def test_what_is_in_force_never_passes_the_cap_and_is_the_sum_of_its_entries(
    terms: tuple[Weights, Scrap, Threshold, Passing],
    values: list[Decimal],
    cap: Decimal,
    original: Decimal,
    accumulates: bool,
) -> None:
    passing = terms[3]
    price = UnitPrice(original, "EUR", passing.unit.per)
    limit = ceiling_of(cap, price, passing.unit, passing.decimals)
    held, entries = Decimal(0), []
    for before, value in pairwise(values):
        reference = before if accumulates else values[0]
        one = booked(_by_weight(terms, value, reference), held, accumulates=accumulates, ceiling=limit)
        entries.append(one.entry)
        held = one.aggregate
        assert held <= limit
        assert sum(entries) == held
        assert not one.capped or held == limit


@given(value=VALUES, base=VALUES, threshold=THRESHOLDS)
def test_only_what_lies_beyond_is_never_more_than_the_whole(
    value: Decimal, base: Decimal, threshold: Threshold
) -> None:
    """The part that counts has the sign of the movement; a mirror movement counts the same."""
    found = movement(deviation_of(value, base), threshold)
    whole = Fraction(value - base)
    assert 0 <= found.counted <= 1
    assert abs(found.of(whole)) <= abs(whole)
    assert found.of(whole) * whole >= 0
    mirrored = movement(-found.deviation, threshold)
    assert (mirrored.triggered, mirrored.counted) == (found.triggered, found.counted)


def _series(name: str, values: list[Decimal], decimals: int = 2) -> Monthly:
    months = [FIRST.plus(number) for number in range(len(values))]
    items = {
        month: MonthValue.model_construct(month=month, value=value, status=ValueStatus.FINAL, published_on=None)
        for month, value in zip(months, values, strict=True)
    }
    return Monthly(name, items, decimals)


RATES = st.decimals("0.2", 5, places=4)


@given(pairs=st.lists(st.tuples(VALUES, RATES), min_size=1, max_size=12), decimals=st.integers(0, 4))
def test_one_rate_for_all_months_is_the_same_whatever_it_converts(
    pairs: list[tuple[Decimal, Decimal]], decimals: int
) -> None:
    """Window with each month, window after the average; and each month at one and the same rate."""
    values, rates = _series("IXS", [value for value, _ in pairs]), _series("FXS", [rate for _, rate in pairs], 4)
    months = tuple(values.values)
    steps = [CurrencyStep(rates, whole_window=True, after_average=after) for after in (True, False)]
    one, other = (average(values, months, Averaging(decimals, step)).value for step in steps)
    assert one == other
    flat = _series("FXS", [pairs[0][1]] * len(pairs), 4)
    each = average(values, months, Averaging(decimals, CurrencyStep(flat))).value
    assert each == average(values, months, Averaging(decimals, CurrencyStep(flat, whole_window=True))).value


@given(rates=st.lists(RATES, min_size=1, max_size=12), share=PERCENT, original=st.decimals("0.5", 50, places=4))
def test_a_rate_that_does_not_move_moves_nothing(rates: list[Decimal], share: Decimal, original: Decimal) -> None:
    """Either way it is quoted, the average of its base period against itself gives no adjustment."""
    series = _series("FXS", rates, 4)
    for inverted in (True, False):
        mean = rate_average(series, tuple(series.values), inverted=inverted).value
        moved = movement(deviation_of(mean, mean), Threshold(Decimal(0), "gte", "full"))
        passing = Passing(Decimal(100), PriceUnit("EUR"), 4)
        price = UnitPrice(original, "EUR")
        assert exchange_form(price, Exposure(share, mean), moved, difference=mean - mean, passing=passing).value == 0


@given(
    length=st.sampled_from([1, 3, 4, 6, 12]),
    day=st.dates(min_value=FIRST.first, max_value=Month(2060, 12).last),
    window=st.integers(1, 12),
    lag=st.integers(0, 6),
)
def test_every_day_has_one_period_and_its_months_end_before_it(length: int, day: date, window: int, lag: int) -> None:
    first = period_at(day, FIRST, length)
    assert first.first <= day <= first.plus(length - 1).last
    months = window_months(first, window, lag)
    assert len(months) == window
    assert months[-1].plus(lag + 1) == first


def test_a_notice_in_working_days_is_counted_by_the_calendar_of_the_plant() -> None:
    """Published on a Monday, two working days: with Tuesday off a request of Thursday is still in time."""
    published, asked, first = date(2024, 6, 10), date(2024, 6, 13), Month(2024, 7)
    calendar = WorkingDays(Span(date(2024, 1, 1), date(2024, 12, 31)), frozenset({date(2024, 6, 11)}))
    found = [
        effective_day(
            "index_change_or_receipt",
            first,
            IndexChange(published, Duration(2, "working days"), asked, known),
            increase=True,
        )
        for known in (None, calendar)
    ]
    assert found == [asked, published]
