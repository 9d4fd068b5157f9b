"""What holds for all numbers: a price passed on up and down returns to its start, rounding is half up and mirrors."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kamdocs.calc.breakdown import difference, stated
from kamdocs.calc.change_price import ChangeRates, Moved, change_price
from kamdocs.calc.mandated import Fitted, added, level, pass_through, removed
from kamdocs.calc.units import PriceUnit
from kamdocs.core.money import UnitPrice, round_half_up
from kamdocs.core.quantity import Quantity

DECIMALS = st.integers(2, 5)
UNITS = st.builds(PriceUnit, st.sampled_from(["EUR", "JPY"]), st.sampled_from([1, 100, 1000]))
AMOUNTS = st.decimals(0, 500, places=5)
PERCENT = st.decimals(0, 40, places=2)
PERS = st.sampled_from([1, 100, 1000])


@st.composite
def _prices(draw: st.DrawFn, number: int) -> tuple[PriceUnit, list[UnitPrice]]:
    """Prices of a component in one currency, each per 1, 100 or 1000, and the unit of the customer's price."""
    unit = draw(UNITS)
    amounts = draw(st.lists(AMOUNTS, min_size=number, max_size=number))
    return unit, [UnitPrice(amount, unit.currency, draw(PERS)) for amount in amounts]


FITTED = st.builds(Fitted, st.integers(1, 12).map(lambda number: Quantity(Decimal(number), "pcs")), PERCENT)


@given(told=_prices(2), fitted=FITTED, decimals=DECIMALS)
def test_a_price_passed_on_up_and_down_returns_to_its_start(
    told: tuple[PriceUnit, list[UnitPrice]], fitted: Fitted, decimals: int
) -> None:
    """Ties included: what was added for the new price is taken away to the last digit."""
    unit, (old, new) = told
    up = pass_through(fitted, old=old, new=new, unit=unit, decimals=decimals)
    down = pass_through(fitted, old=new, new=old, unit=unit, decimals=decimals)
    assert up + down == 0
    come = added(fitted, new=new, unit=unit, decimals=decimals)
    assert come + removed(fitted, old=new, unit=unit, decimals=decimals) == 0
    assert come == level(fitted, price=new, unit=unit, decimals=decimals)


@given(told=_prices(6), fitted=FITTED, decimals=DECIMALS)
def test_a_walk_of_prices_ends_one_last_digit_a_step_from_its_level(
    told: tuple[PriceUnit, list[UnitPrice]], fitted: Fitted, decimals: int
) -> None:
    """Each step is rounded alone, so the layer drifts by half a digit a step, and one more for the level itself."""
    unit, prices = told
    layer = level(fitted, price=prices[0], unit=unit, decimals=decimals)
    for old, new in pairwise(prices):
        layer += pass_through(fitted, old=old, new=new, unit=unit, decimals=decimals)
    drift = abs(layer - level(fitted, price=prices[-1], unit=unit, decimals=decimals))
    assert drift <= (len(prices) + 1) * Decimal(1).scaleb(-decimals) / 2


TIES = st.integers(-(10**6), 10**6).map(lambda number: Fraction(2 * number + 1, 2))


@given(digits=TIES | st.fractions(-1000, 1000, max_denominator=10**7), decimals=st.integers(0, 5))
def test_rounding_is_half_up_and_mirrors(digits: Fraction, decimals: int) -> None:
    value = digits / 10**decimals
    shown = round_half_up(value, decimals)
    half = Fraction(1, 2 * 10**decimals)
    assert abs(Fraction(shown) - value) <= half
    assert round_half_up(-value, decimals) == -shown
    if abs(Fraction(shown) - value) == half:
        assert abs(Fraction(shown)) > abs(value), "a tie goes away from zero"


@given(
    told=_prices(4),
    quantities=st.lists(st.integers(-9, 9), min_size=4, max_size=4),
    process=st.decimals(-20, 20, places=5),
    rates=st.builds(ChangeRates, PERCENT, PERCENT),
    decimals=DECIMALS,
)
def test_a_change_taken_back_takes_back_its_price(
    told: tuple[PriceUnit, list[UnitPrice]], quantities: list[int], process: Decimal, rates: ChangeRates, decimals: int
) -> None:
    """The opposite quantities and the opposite work give the opposite price, layer by layer."""
    unit, costs = told

    def of(sign: int) -> tuple[Decimal, Decimal]:
        bom = [
            Moved(f"8K0-{place}", Quantity(Decimal(sign * number), "pcs"), cost, indexed=place % 2 == 1)
            for place, (number, cost) in enumerate(zip(quantities, costs, strict=True))
        ]
        found = change_price(bom, unit.price(sign * process), rates=rates, unit=unit, decimals=decimals)
        return found.value_added, found.indexed_material

    there, back = of(1), of(-1)
    assert (there[0] + back[0], there[1] + back[1]) == (0, 0)


@given(amounts=st.lists(st.decimals(-50, 50, places=4), min_size=1, max_size=9), off=st.integers(-3, 3))
def test_elements_are_the_price_to_the_last_digit_or_they_are_not(amounts: list[Decimal], off: int) -> None:
    unit = PriceUnit("EUR")
    elements = [stated(unit.price(one), unit=unit, decimals=4, name="element") for one in amounts]
    price = sum(amounts, Decimal(0)) + Decimal(off).scaleb(-4)
    assert difference(elements, price) == -Decimal(off).scaleb(-4)
