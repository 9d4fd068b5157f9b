"""Retro-billing for all numbers: the order of invoice lines means nothing, signs mirror, rows stay within the bound."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kamdocs.calc.retro import BilledRow, InvoiceLine, Window, agree, difference, of_lines, of_rows
from kamdocs.core.money import UnitPrice
from kamdocs.core.period import Month, Span

FIRST = date(2024, 1, 1)
WITHIN = Window(FIRST, date(2024, 1, 31))
AMOUNTS = st.decimals(0, 500, places=5)
PIECES = st.integers(0, 20_000).map(Decimal)


@st.composite
def _run(draw: st.DrawFn) -> tuple[UnitPrice, list[InvoiceLine]]:
    """A new price and up to a dozen documents at other prices of the same unit, some of which do not count."""
    currency, per = draw(st.sampled_from(["EUR", "JPY"])), draw(st.sampled_from([1, 100, 1000]))
    lines = []
    for number in range(draw(st.integers(0, 12))):
        document = draw(st.sampled_from(["invoice", "return", "cancelled", "pro_forma"]))
        pieces = draw(PIECES) * (-1 if document == "return" else 1)
        day = FIRST + timedelta(days=draw(st.integers(-3, 33)))
        lines.append(InvoiceLine(str(number), document, day, pieces, UnitPrice(draw(AMOUNTS), currency, per)))
    return UnitPrice(draw(AMOUNTS), currency, per), lines


@given(told=_run(), data=st.data())
def test_the_total_is_the_sum_of_its_lines_in_any_order(
    told: tuple[UnitPrice, list[InvoiceLine]], data: st.DataObject
) -> None:
    new, lines = told
    run = of_lines(lines, new, WITHIN)
    turned = of_lines(data.draw(st.permutations(lines)), new, WITHIN)
    assert turned.total == run.total
    assert turned.pieces == run.pieces
    counted = [one for one in lines if one.document in ("invoice", "return") and one.pricing_date in WITHIN]
    alone = [difference(one.pieces, old=one.billed, new=new).amount for one in counted]
    assert run.total.amount == sum(alone, Decimal(0))
    assert run.counted == len(counted)


@given(old=AMOUNTS, new=AMOUNTS, pieces=PIECES)
def test_what_is_returned_takes_back_what_was_delivered(old: Decimal, new: Decimal, pieces: Decimal) -> None:
    one, other = UnitPrice(old, "EUR"), UnitPrice(new, "EUR")
    there, back = (difference(pieces * sign, old=one, new=other).amount for sign in (1, -1))
    assert there == -back
    assert there == -difference(pieces, old=other, new=one).amount


@given(parts=st.lists(st.integers(1, 5_000), min_size=1, max_size=10), old=AMOUNTS, new=AMOUNTS)
def test_the_same_pieces_by_line_and_by_month_stay_within_the_bound(
    parts: list[int], old: Decimal, new: Decimal
) -> None:
    billed, agreed = UnitPrice(old, "EUR"), UnitPrice(new, "EUR")
    lines = [InvoiceLine(str(place), "invoice", FIRST, Decimal(pieces), billed) for place, pieces in enumerate(parts)]
    row = BilledRow(Month(2024, 1), Decimal(sum(parts)), billed)
    assert agree(of_lines(lines, agreed, WITHIN), of_rows([row], agreed, WITHIN, days=Span(FIRST)))
