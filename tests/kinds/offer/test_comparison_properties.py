"""What holds for any two rounds: B with A says what A with B says, signs turned, and the layers explain the price."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.core.money import Money
from kamdocs.kinds.offer.figures.comparison import compare
from kamdocs.kinds.offer.figures.comparison.moved import Comparison
from kamdocs.kinds.offer.model import Offer
from tests.books import book_from
from tests.kinds.offer.one_offer import BREAKDOWN, changed
from tests.kinds.offer.written import bracket, cover, offer

NAMES = ("OFR-2024-0951", "OFR-2024-0952")
PRICES = st.decimals(Decimal("0.0001"), 9, places=4)
PERS = st.sampled_from([("", 1), (" per 100", 100), (" per 1000", 1000)])
PIECES = st.dictionaries(st.integers(2025, 2029), st.integers(1, 99999), min_size=1, max_size=3)


@st.composite
def _round(draw: st.DrawFn, number: int) -> dict[str, str]:
    """One round: one or two parts at any price, volume and unit; with or without a breakdown of one of them."""
    price, (per, times) = draw(PRICES), draw(PERS)
    volumes = ", ".join(f"{year}: {pieces} pcs" for year, pieces in sorted(draw(PIECES).items()))
    lines = [cover(f"{price * times:f} EUR{per}", volumes)]
    if draw(st.booleans()):
        lines.append(bracket(f"{draw(PRICES):f} {draw(st.sampled_from(['EUR', 'EUR', 'USD']))}", volumes))
    more = draw(st.sampled_from(["", "sop: 2025-03-01\n", "capacity_apw: 2000 pcs/week\n", "sop: 2026-09-01\n"]))
    name = NAMES[number - 1]
    files = offer(*lines, name=name, number=number, more=more)
    if draw(st.booleans()):
        files[f"sample/cost-breakdowns/CBD-2024-095{number}-200-B.yaml"] = _explained(name, number, price, (per, times))
    return files


def _explained(name: str, number: int, price: Decimal, unit: tuple[str, int]) -> str:
    """The breakdown of a price in two layers."""
    per, times = unit
    freight = (price / 3).quantize(Decimal("0.0001"))
    text = changed(BREAKDOWN, ("CBD-2024-0900-200-B", f"CBD-2024-095{number}-200-B"), ("OFR-2024-0900", name))
    text = text.replace("1.0000 EUR\n", f"{(price - freight) * times:f} EUR{per}\n", 1)
    text = text.replace("logistics: 0.0000 EUR", f"logistics: {freight * times:f} EUR{per}")
    return text.replace("0.0000 EUR\n", f"0.0000 EUR{per}\n")


def _both_ways(files: dict[str, str]) -> tuple[Comparison, Comparison]:
    book = book_from(files)
    one, other = (book.get_as(Offer, name) for name in NAMES)
    assert one is not None
    assert other is not None
    return compare(one, other, book), compare(other, one, book)


def _turned(money: tuple[Money, ...]) -> list[tuple[Decimal, str]]:
    return [(-one.amount, one.currency) for one in money]


@settings(max_examples=40, deadline=None)
@given(first=_round(1), second=_round(2))
def test_both_ways_mirror_each_other(first: dict[str, str], second: dict[str, str]) -> None:
    """Every price, layer and sum of money has the other sign, every text stands on the other side."""
    there, back = _both_ways(first | second)
    assert (there.first, there.second) == (back.second, back.first)
    assert [(one.amount, one.currency) for one in back.totals] == _turned(there.totals)
    for one, other in zip(there.lines, back.lines, strict=True):
        assert (one.part, one.site, one.only_in) == (other.part, other.site, other.only_in)
        assert [(move.before, move.after) for move in one.moved] == [(move.after, move.before) for move in other.moved]
        if one.price is None or other.price is None:
            assert one.price is other.price is None
            continue
        assert (one.price.before, one.price.after) == (other.price.after, other.price.before)
        assert (one.price.volume, one.price.year, one.price.why) == (
            other.price.volume,
            other.price.year,
            other.price.why,
        )
        for mine, theirs in zip((one.price, *one.layers), (other.price, *other.layers), strict=True):
            assert (mine.delta is None) == (theirs.delta is None)
            assert (mine.money is None) == (theirs.money is None)
            if mine.delta and theirs.delta:
                assert mine.delta.exact == -theirs.delta.exact
            if mine.money and theirs.money:
                assert _turned((mine.money,)) == [(theirs.money.amount, theirs.money.currency)]
    assert [one.is_same for one in there.lines] == [one.is_same for one in back.lines]


@settings(max_examples=40, deadline=None)
@given(first=_round(1), second=_round(2))
def test_the_layers_of_a_move_add_up_to_it(first: dict[str, str], second: dict[str, str]) -> None:
    there, _ = _both_ways(first | second)
    for line in there.lines:
        if line.price and line.price.delta and line.layers:
            exact = [layer.delta.exact for layer in line.layers if layer.delta]
            assert sum(exact) == line.price.delta.exact
