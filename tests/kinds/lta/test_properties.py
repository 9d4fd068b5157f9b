"""What holds for every reduction: excluded layers never move, layers sum to the price, what is drafted checks clean."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.calc.lta import Reducible, Steps, reduced
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.kinds.lta.figures import layers_on, on_excluded_layers, step_delta, wrong_steps
from tests.kinds.lta.written import book_of, lta, price, step, the_lta, the_price

NAMES = tuple(layer.value for layer in Layer if layer is not Layer.UNKNOWN)
AMOUNTS = st.integers(0, 999_999).map(lambda number: Decimal(number).scaleb(-4))
WORDS = ("mandated", "indexed_material", "amortisation", "logistics")
RATES = st.lists(st.integers(0, 1500).map(lambda number: Decimal(number).scaleb(-2)), min_size=1, max_size=3)


@st.composite
def agreements(draw: st.DrawFn) -> str:
    """Every basis, set of excluded layers, compounding and rounding, with one to three steps."""
    rates = draw(RATES)
    excludes = ", ".join(draw(st.lists(st.sampled_from(WORDS), unique=True)))
    steps = (step(2024 + number, f"{rate} %") for number, rate in enumerate(rates))
    return lta(
        *steps,
        basis=draw(st.sampled_from(("value_added", "full_price"))),
        excludes=f"[{excludes}]",
        compounding=draw(st.sampled_from(("chain", "simple"))),
        round_each_step=draw(st.sampled_from(("true", "false"))),
    )


def _line(day: str, layers: dict[Layer, Decimal], *entries: str) -> tuple[str, ...]:
    return (day, ", ".join(f"{layer.value}: {amount} EUR" for layer, amount in layers.items()), *entries)


@settings(max_examples=60, deadline=None)
@given(agreements(), st.lists(AMOUNTS, min_size=len(NAMES), max_size=len(NAMES)), st.integers(-3000, 3000))
def test_drafted_steps_touch_value_added_alone_and_check_clean(text: str, amounts: list[Decimal], moved: int) -> None:
    """Each step is computed, written, and found right again; a letter moves the base before the second one."""
    layers = dict(zip(map(Layer, NAMES), amounts, strict=True))
    lines = [_line("2023-01-01", layers)]
    years = the_lta(book_of([text], [price(*lines)])).steps
    for one in years:
        letter = Decimal(moved).scaleb(-4) if one.year == 2025 else Decimal(0)
        before = layers | {Layer.VALUE_ADDED: layers[Layer.VALUE_ADDED] + letter}
        book = book_of([text], [price(*lines)])
        shown = {layer: UnitPrice(amount, "EUR") for layer, amount in before.items()}
        delta = step_delta(book, the_lta(book), one, the_price(book), shown)
        assert set(delta) == {Layer.VALUE_ADDED}
        after = before | {Layer.VALUE_ADDED: before[Layer.VALUE_ADDED] + delta[Layer.VALUE_ADDED].amount}
        assert {layer: amount for layer, amount in after.items() if layer is not Layer.VALUE_ADDED} == {
            layer: amount for layer, amount in layers.items() if layer is not Layer.VALUE_ADDED
        }
        entries = [f"because: LTA-2022-01@{one.year}, layer: value_added, delta: {delta[Layer.VALUE_ADDED]}"]
        entries += [f"because: COM-2023-0002, layer: value_added, delta: {letter} EUR"] if letter else []
        lines.append(_line(f"{one.year}-01-01", after, *entries))
        layers = after
    book = book_of([text], [price(*lines)])
    of = the_price(book)
    assert list(wrong_steps(of, book)) == []
    assert list(on_excluded_layers(of, book)) == []
    for line in of.lines:
        assert line.layers is not None
        assert sum((value.amount for _, value in line.layers.listed()), Decimal(0)) == line.unit_price.amount
    for one in the_lta(book).steps:
        assert set(layers_on(book, the_lta(book), one, of)) == set(map(Layer, NAMES))


@given(AMOUNTS, RATES, st.booleans(), st.booleans())
def test_a_first_step_is_the_same_however_steps_follow(
    value: Decimal, rates: list[Decimal], is_chain: bool, rounds: bool
) -> None:
    """Compounding and rounding begin to matter with the second one."""
    usual = reduced(Reducible.of(value), rates[0], Steps(is_chain=True, rounds_each=True, decimals=4))
    assert reduced(Reducible.of(value), rates[0], Steps(is_chain, rounds, 4)) == usual
    assert abs(usual - value * (100 - rates[0]) / 100) <= Decimal("0.00005")
