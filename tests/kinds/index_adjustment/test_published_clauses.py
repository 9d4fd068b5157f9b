"""Clauses that were published, written as records: their figures print the published results (E01 to E05)."""

from datetime import date
from fractions import Fraction

import pytest

from kamdocs.core.book import Book
from kamdocs.kinds.index_adjustment.figures import explained
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.price_index_clause.figures import worked_example_result
from tests.kinds.index_adjustment.clauses import (
    PART,
    adjustment_file,
    book_with,
    clause_file,
    price_file,
    result,
    series_file,
    stated,
    the_clause,
)


def _e01(steel: str) -> Book:
    """Labour, steel and a fixed share, at most ten percent of the original price."""
    fields = f"""form: proportional
lines: [{{part: {PART}}}]
terms:
  - {{series: IXS-LABOUR, share: 30 %, base_value: 24.10 USD/h}}
  - {{series: IXS-STEEL, share: 45 %, base_value: 820.00 USD/t}}
fixed_share: 25 %
cap: 10 %
"""
    return book_with(
        series_file("IXS-LABOUR", "USD/h", {"2024-01": "25.06"}),
        series_file("IXS-STEEL", "USD/t", {"2024-01": steel}),
        price_file("12.5000 USD"),
        clause_file(fields),
    )


@pytest.mark.parametrize(
    ("steel", "delta", "price"),
    [("910.00", "0.7668 USD", "13.2668"), ("1050.00", "1.2500 USD", "13.7500"), ("690.00", "-0.7424 USD", "11.7576")],
)
def test_e01_labour_and_steel_with_a_cap(steel: str, delta: str, price: str) -> None:
    book = _e01(steel)
    assert stated(book, "2024-02") == delta
    found = result(book, "2024-02").parts[PART]
    assert found.original is not None
    assert f"{found.original.amount + found.booked.aggregate}" == price
    assert found.capped == (price == "13.7500")


@pytest.mark.parametrize(
    ("index", "delta"),
    [("46.00", "5000.00"), ("42.00", "0.00"), ("42.01", "12.50"), ("37.00", "-1250.00"), ("38.00", "0.00")],
)
def test_e02_only_what_lies_beyond_the_ratio(index: str, delta: str) -> None:
    fields = f"""form: weight
lines: [{{part: {PART}, weight_gross: 1250 kg}}]
series: IXS-STEEL
base_value: 40.00 USD/kg
rounding: {{index: 2, adjustment: 2}}
"""
    book = book_with(
        series_file("IXS-STEEL", "USD/kg", {"2024-01": index}),
        price_file("60000.00 USD"),
        clause_file(fields, threshold="5 %", threshold_mode="excess_only"),
    )
    assert stated(book, "2024-02") == f"{delta} USD"


E03 = [
    ("260 kg/km", "300.00", "150.00", "", "390.00", "390.00"),
    ("8.90 kg/km", "650.00", "150.00", "surcharge: {value: 6.50 EUR, on: quotation}", "45.08", "45.07"),
    ("157.20 kg/km", "239.00", "150.00", "surcharge: {value: 1 %, on: quotation}", "143.67", "232.00"),
    ("43 kg/km", "371.93", "150.00", "surcharge: {value: 3 %, on: difference}", "98.29", "98.30"),
    ("43 kg/km", "371.93", "150.00", "surcharge: {value: 3 %, on: quotation}", "100.23", "98.30"),
]


def _e03(weight: str, quotation: str, base: str, surcharge: str, printed: str, per: str = "100kg") -> Book:
    fields = f"""form: unit
lines: [{{part: {PART}, weight_per_unit: {weight}}}]
series: IXS-COPPER
base_value: {base} EUR/{per}
rounding: {{index: 2, adjustment: 2}}
worked_example: {{index_value: {quotation} EUR/{per}, stated_result: {printed} EUR per km}}
{surcharge}
"""
    return book_with(
        series_file("IXS-COPPER", f"EUR/{per}", {"2024-01": quotation}),
        price_file("9000.00 EUR per km"),
        clause_file(fields),
    )


@pytest.mark.parametrize(("weight", "quotation", "base", "surcharge", "delta", "printed"), E03)
def test_e03_copper_surcharges(
    weight: str, quotation: str, base: str, surcharge: str, delta: str, printed: str
) -> None:
    """What the formula gives, whatever the page prints; the paper's own example says the same as the figure."""
    book = _e03(weight, quotation, base, surcharge, printed)
    assert stated(book, "2024-02") == f"{delta} EUR per km"
    assert str(worked_example_result(the_clause(book), book)) == f"{delta} EUR per km"


def test_e03_a_quotation_per_ton_gives_the_same() -> None:
    book = _e03("260 kg/km", "3000.00", "1500.00", "", "390.00", per="t")
    assert stated(book, "2024-02") == "390.00 EUR per km"


def test_e04_resin_by_gram_weight_at_the_factor_of_the_contract() -> None:
    """Rounded per 1000, not per piece."""
    fields = f"""form: weight
lines: [{{part: {PART}, weight_gross: 24.5 g}}]
series: IXS-RESIN
base_value: 0.50 USD/lb
conversion_factor: 2.2046
conversion_text: gram weight per bottle, multiplied by the conversion factor
"""
    book = book_with(
        series_file("IXS-RESIN", "USD/lb", {"2024-01": "0.53"}),
        price_file("182.5000 USD per 1000"),
        clause_file(fields),
    )
    found = result(book, "2024-02").parts[PART]
    assert str(found.stated) == "1.6204 USD per 1000"
    assert found.adjusted.exact == Fraction("1.620381")
    assert found.original is not None
    assert f"{found.original.amount + found.booked.entry}" == "184.1204"


@pytest.mark.parametrize(
    ("index", "operator", "delta"),
    [
        ("0.680", "gt", "0.0000"),
        ("0.690", "gt", "0.2940"),
        ("0.550", "gt", "-0.2940"),
        ("0.682", "gt", "0.0000"),
        ("0.682", "gte", "0.2604"),
    ],
)
def test_e05_a_band_of_ten_percent(index: str, operator: str, delta: str) -> None:
    fields = f"""form: weight
lines: [{{part: {PART}, weight_net: 4.2 lb}}]
series: IXS-ALLOY-319
base_value: 0.62 USD/lb
rounding: {{index: 3, adjustment: 4}}
"""
    book = book_with(
        series_file("IXS-ALLOY-319", "USD/lb", {"2024-01": index}),
        price_file("7.2000 USD"),
        clause_file(fields, threshold="10 %", threshold_operator=operator),
    )
    assert stated(book, "2024-02") == f"{delta} USD"


def test_the_figure_prints_every_step_with_its_place() -> None:
    """E01 as an adjustment: values with their place in the series, formula with its numbers, rounding, result."""
    fields = f"""form: weight
lines: [{{part: {PART}, weight_net: 4.2 lb}}]
series: IXS-ALLOY-319
base_value: 0.62 USD/lb
"""
    values = """reference_value: 0.62 USD/lb
index_avg: 0.69 USD/lb
deviation: 11.29 %
triggered: true
settlement: final
"""
    book = book_with(
        series_file("IXS-ALLOY-319", "USD/lb", {"2023-12": "0.66", "2024-01": "0.69"}),
        price_file("7.2000 USD"),
        clause_file(fields, threshold="10 %"),
        adjustment_file("0901", "2024-02", values, "0.2940 USD"),
    )
    adjustment = book.get_as(IndexAdjustment, "IXA-2024-0901")
    assert adjustment is not None
    trigger, part = explained(adjustment, book, "", date(2024, 2, 1))
    value = next(one for one in trigger.inputs if one.name == "IXS-ALLOY-319 2024-01")
    assert value.spot is not None
    assert (value.value, value.spot.record, value.spot.path) == ("0.69 USD/lb", "IXS-ALLOY-319", ("values", 1, "value"))
    assert trigger.result == "11.29 %, triggered"
    assert [step.formula for step in part.steps if step.name == "exact"] == ["100 % · [4.2 lb · (0.69 - 0.62) USD/lb]"]
    assert [step.rounding for step in part.steps if step.name == "adjustment"] == ["half up, 4 decimals"]
    assert part.result == "0.2940 USD, entry 0.2940 USD, from 2024-02-01"
    assert explained(adjustment, book, PART, date(2024, 2, 1)) == (part,)
