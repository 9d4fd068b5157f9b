"""Index clauses: which fields may wait, how months, surcharges and the currency step are written."""

from decimal import Decimal

import pytest

from kamdocs.core.money import Money
from kamdocs.core.quantity import Quantity
from kamdocs.kinds.price_index_clause.model import PriceIndexClause
from kamdocs.load.loader import Words, load
from tests.books import book_from, sample_files

TEXT = sample_files()["sample/price-index-clauses/PIC-2024-0001.yaml"].decode()
FX = "fx: {series: FXS-EUR-USD, average: month, convert: each_month}\n"


def loaded(text: str) -> tuple[PriceIndexClause | None, list[str]]:
    record, problems = load(text.encode(), PriceIndexClause, Words(frozenset()))
    return record, [problem.code for problem in problems]


def test_a_draft_needs_nothing_but_what_moves() -> None:
    record, codes = loaded("id: PIC-2024-0001\nsubject: metal\ntrack:\n  - {state: draft, on: 2024-10-14}\n")
    assert record is not None
    assert codes == []
    assert record.applies_to_layer == "indexed_material"
    assert record.lines == ()


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("window: 2 months", "window: 8 weeks", ["VAL011"]),
        ("window: 2 months", "window: 2", ["VAL010"]),
        ("lag: 2 months", "lag: 0 months", []),
        ("pass_through: 80 %", "pass_through: 120 %", ["VAL013"]),
        (
            "base_period: {from: 2024-08, to: 2024-09}",
            "base_period: {from: 2024-08-01, to: 2024-09-30}",
            ["VAL008"] * 2,
        ),
        ("agreed_in:", f"{FX}agreed_in:", []),
        ("agreed_in:", f"{FX}fx_series: FXS-EUR-USD\nagreed_in:", ["VAL019"]),
        ("agreed_in:", "fx_series: FXS-EUR-USD\nfx_rule: month_by_month\nagreed_in:", []),
    ],
)
def test_months_shares_and_the_currency_step(old: str, new: str, codes: list[str]) -> None:
    assert old in TEXT
    assert loaded(TEXT.replace(old, new))[1] == codes


@pytest.mark.parametrize(
    ("written", "value"),
    [("1 %", Quantity(Decimal(1), "%")), ("2.50 EUR", Money(Decimal("2.50"), "EUR"))],
)
def test_a_surcharge_is_points_or_money(written: str, value: object) -> None:
    record, codes = loaded(TEXT.replace("agreed_in:", f"surcharge: {{value: {written}, on: difference}}\nagreed_in:"))
    assert codes == []
    assert record is not None
    assert record.surcharge is not None
    assert record.surcharge.value == value
    assert str(record.surcharge.value) == written


def test_a_rate_of_exchange_is_an_index_value() -> None:
    record, codes = loaded(TEXT.replace("2167.28 EUR/t", "0.9808 EUR/USD"))
    assert codes == []
    assert record is not None
    assert str(record.base_value) == "0.9808 EUR/USD"
    assert loaded(TEXT.replace("2167.28 EUR/t", "0.9808 EUR/QQQ"))[1] == ["VAL011"]


def test_its_title_names_what_moves_and_the_series() -> None:
    book = book_from()
    clause = book.get_as(PriceIndexClause, "PIC-2024-0001")
    assert clause is not None
    assert clause.heading(book) == "Metal, Invented Metal Bulletin ALUMINIUM"
    assert clause.base_period is not None
    assert [str(month) for month in clause.base_period.months] == ["2024-08", "2024-09"]
    assert clause.item("PRT-100-A")
