"""What holds for every breakdown: its layers add up to its elements, and only that sum is the price."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.core.money import UnitPrice
from kamdocs.kinds.cost_breakdown.figures import differs_from, elements_of, layers_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown, CostLayers
from tests.books import book_from

PLACE, NAME = "sample/cost-breakdowns/CBD-2024-0950-200-B.yaml", "CBD-2024-0950-200-B"
PERS = st.sampled_from(["", " per 100", " per 1000"])
PIECES = st.integers(1, 9).map(lambda number: f"{number} pcs")
SERIES = st.sampled_from(["", ", series: IXS-ALUMINIUM"])


def _money(places: int, low: int = 0) -> st.SearchStrategy[str]:
    return st.decimals(low, 30, places=places).map(lambda amount: f"{amount:f} EUR")


@st.composite
def _breakdowns(draw: st.DrawFn) -> tuple[CostBreakdown, int]:
    """Any elements at any price unit with 2 to 4 decimals, read from a record as everybody writes it."""
    places, per = draw(st.integers(2, 4)), draw(PERS)
    money, weights = _money(places), st.decimals(Decimal("0.001"), 3, places=3)
    raw, bought, mandated = ([f"  - {{{one}}}\n" for one in draw(st.lists(rows, max_size=3))] for rows in (
        st.builds(lambda weight, cost, credit, series: (
            f"weight_gross: {weight:f} kg, unit_cost: {cost}/kg, scrap_credit: {credit}{per}{series}"
        ), weights, money, money, SERIES),
        st.builds("quantity: {}, unit_cost: {}{}".format, PIECES, money, PERS),
        st.builds("quantity: {}, unit_price: {}{}, handling_fee: {} %".format, PIECES, money, PERS,
                  st.decimals(0, 9, places=2)),
    ))  # fmt: skip
    lists = (("raw_material", "material: Resin", raw), ("purchased_parts", "component: A", bought),
             ("mandated_parts", "component: B", mandated))  # fmt: skip
    text = f'id: {NAME}\noffer: OFR-2021-0001\npart: PRT-200-B\ntechnical_index: "02"\nrates: {{labour: 40 EUR/h}}\n'
    for field, named, rows in lists:
        numbered = "".join(row.replace("{", f"{{{named}-{place}, ", 1) for place, row in enumerate(rows))
        text += f"{field}:\n{numbered}" if rows else f"{field}: []\n"
    text += "cost_layers:\n"
    for name in CostLayers.model_fields:
        text += f"  {name}: {draw(_money(places, -30 if name == 'profit' else 0))}{per}\n"
    found = book_from({PLACE: text}).get_as(CostBreakdown, NAME)
    assert found is not None
    return found, places


@settings(max_examples=40, deadline=None)
@given(told=_breakdowns(), off=st.integers(-2, 2))
def test_layers_always_add_up_to_the_price(told: tuple[CostBreakdown, int], off: int) -> None:
    """Layers, elements and price are one sum without any tolerance; a last digit beside it is another price."""
    breakdown, decimals = told
    layers = layers_of(breakdown, decimals)
    elements = list(elements_of(breakdown, decimals))
    together = sum((one.amount for one in layers.values()), Decimal(0))
    assert together == sum((one.amount for one in elements), Decimal(0))
    for layer, price in layers.items():
        assert price.amount == sum((one.amount for one in elements if one.layer is layer), Decimal(0))
    like = next(iter(layers.values()))
    assert {price.unit for price in layers.values()} == {like.unit}
    price = UnitPrice(together + Decimal(off).scaleb(-decimals), like.currency, like.per, like.measure)
    assert differs_from(breakdown, price, decimals) is (off != 0)
