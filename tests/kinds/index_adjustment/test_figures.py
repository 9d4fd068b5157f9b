"""What a clause gives for a period: references, what is in the price, caps, successors, revisions, refusals."""

from datetime import date

import pytest

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.kinds.index_adjustment.figures import differences, explained, for_price, standing, true_up
from kamdocs.kinds.index_adjustment.model import IndexAdjustment
from kamdocs.kinds.index_adjustment.page import page
from kamdocs.kinds.price.model import Price
from tests.kinds.index_adjustment.clauses import (
    PART,
    PRICE,
    adjustment_file,
    book_with,
    clause_file,
    price_file,
    rates_file,
    result,
    series_file,
    stated,
    the_clause,
)

ALUMINIUM = {
    "2023-09": "2184.67",
    "2023-10": "2192.21",
    "2023-11": "2202.26",
    "2024-03": "2226.16",
    "2024-04": "2506.10",
    "2024-05": "2564.54",
    "2024-06": "2497.61",
    "2024-07": "2349.13",
    "2024-08": "2343.67",
    "2024-09": "2449.92",
    "2024-10": "2595.58",
    "2024-11": "2582.19",
}
RATES = {
    "2023-09": "1.0684",
    "2023-10": "1.0563",
    "2023-11": "1.0808",
    "2024-03": "1.0872",
    "2024-04": "1.0728",
    "2024-05": "1.0812",
    "2024-06": "1.0759",
    "2024-07": "1.0844",
    "2024-08": "1.1012",
    "2024-09": "1.1106",
    "2024-10": "1.0904",
    "2024-11": "1.0630",
}
METAL = f"""form: weight
lines: [{{part: {PART}, weight_gross: 0.240 kg, weight_net: 0.200 kg}}]
series: IXS-METAL
base_period: {{from: 2023-09, to: 2023-11}}
base_value: 2052.60 EUR/t
scrap_recovery: 60 %
scrap_share: 50 %
window: 3 months
lag: 1 months
frequency: quarter
applies_from: 2024-01
pass_through: 80 %
threshold: 5 %
"""
JULY = """reference_value: 2052.60 EUR/t
index_avg: 2251.86 EUR/t
deviation: 9.71 %
triggered: true
settlement: final
"""
SHORT = "fx_series: FXS-EUR-USD\nfx_rule: month_by_month\n"


def _metal(*files: dict[str, str], fields: str = METAL + SHORT, price: str = "3.0000 EUR", **changed: str) -> Book:
    return book_with(
        series_file("IXS-METAL", "USD/t", ALUMINIUM),
        rates_file("FXS-EUR-USD", "EUR", "USD", RATES),
        price_file(price),
        clause_file(fields, **changed),
        *files,
    )


def test_the_example_in_dollars_month_by_month() -> None:
    """Average, deviation and adjustment of three quarters; each replaces the one before."""
    book = _metal()
    found = [result(book, month) for month in ("2024-07", "2024-10", "2025-01")]
    assert [str(one.index_avg) for one in found] == ["2251.86 EUR/t", "2205.33 EUR/t", "2338.50 EUR/t"]
    assert [str(one.parts[PART].stated) for one in found] == ["0.0363 EUR", "0.0279 EUR", "0.0521 EUR"]
    assert not found[0].provisional


@pytest.mark.parametrize(
    "fields",
    [
        "fx: {series: FXS-EUR-USD, average: window, convert: after_average}\n",
        "fx: {series: FXS-EUR-USD, average: window, convert: each_month}\n",
        "fx_series: FXS-EUR-USD\nfx_rule: average\n",
    ],
)
def test_one_rate_for_the_window_in_all_its_wordings(fields: str) -> None:
    assert str(result(_metal(fields=METAL + fields), "2024-07").index_avg) == "2251.26 EUR/t"


def test_a_price_per_hundred_is_rounded_per_hundred() -> None:
    assert stated(_metal(price="300.0000 EUR per 100"), "2024-07") == "3.6345 EUR per 100"


def test_the_entry_is_what_is_new_beside_what_the_price_has() -> None:
    """Under base the letter says the whole, the build-up of the price the difference."""
    book = _metal(adjustment_file("0901", "2024-07", JULY, "0.0363 EUR"))
    found = result(book, "2024-10").parts[PART]
    assert (str(found.stated), str(found.entry)) == ("0.0279 EUR", "-0.0084 EUR")
    unapplied = _metal(adjustment_file("0901", "2024-07", JULY, "0.0363 EUR", "agreed"))
    assert str(result(unapplied, "2024-10").parts[PART].entry) == "0.0279 EUR"


def test_a_price_file_is_booked_on_what_its_build_up_has() -> None:
    line = """  - valid_from: 2024-07-01
    technical_index: "02"
    unit_price: 3.0363 EUR
    build_up: [{because: IXA-2024-0901, layer: indexed_material, delta: 0.0363 EUR}]
    track: [{state: agreed, on: 2024-06-20, evidence: [COM-2023-0002]}]
"""
    book = _metal(adjustment_file("0901", "2024-07", JULY, "0.0363 EUR", "agreed"), price_file("3.0000 EUR", line))
    price, found = book.get_as(Price, PRICE), result(book, "2024-10")
    assert price is not None
    entry = for_price(book, the_clause(book), found.moved, price, before=date(2024, 10, 1)).entry
    assert str(entry) == "-0.0084 EUR"


STEPS = f"""form: weight
lines: [{{part: {PART}, weight_gross: 2.000 kg}}]
series: IXS-STEP
base_value: 100.00 EUR/kg
compare_to: last_applied
threshold: 5 %
"""


def _stepwise(*files: dict[str, str], **changed: str) -> Book:
    values = {"2024-01": "110", "2024-02": "112", "2024-03": "118", "2024-04": "100"}
    return book_with(
        series_file("IXS-STEP", "EUR/kg", values), price_file("500.0000 EUR"), clause_file(STEPS, **changed), *files
    )


def _letter(reference: str, average: str, deviation: str, triggered: str = "true") -> str:
    return (
        f"reference_value: {reference} EUR/kg\nindex_avg: {average} EUR/kg\n"
        f"deviation: {deviation} %\ntriggered: {triggered}\nsettlement: final"
    )


APPLIED = (
    adjustment_file("0901", "2024-02", _letter("100.00", "110.00", "10.00"), "20.0000 EUR"),
    adjustment_file("0902", "2024-03", _letter("110.00", "112.00", "1.82", "false"), "0.0000 EUR"),
)


def test_last_applied_starts_again_only_where_it_was_triggered() -> None:
    """The untriggered month between leaves the reference; its movement is in the next one."""
    book = _stepwise(*APPLIED)
    found = result(book, "2024-04")
    assert found.reference is not None
    assert (str(found.reference.value), found.reference.adjustment) == ("110.00 EUR/kg", "IXA-2024-0901")
    part = found.parts[PART]
    assert (str(part.stated), str(part.aggregate)) == ("16.0000 EUR", "36.0000 EUR")
    assert [differences(book, one) for one in book.all(IndexAdjustment) if one.clause == the_clause(book).id] == [
        (),
        (),
    ]


def test_the_cap_is_on_all_that_is_in_force() -> None:
    part = result(_stepwise(*APPLIED, cap="6 %"), "2024-04").parts[PART]
    assert (str(part.stated), str(part.aggregate), part.capped) == ("10.0000 EUR", "30.0000 EUR", True)


def test_a_successor_serves_the_whole_window_with_its_own_reference() -> None:
    fields = METAL.replace("IXS-METAL", "IXS-OLD") + "fallback_series: IXS-NEW\n"
    old = {"2023-09": "2000", "2023-10": "2000", "2023-11": "2000", "2024-03": "2400", "2024-04": "2500"}
    new = {
        "2023-09": "1000",
        "2023-10": "1000",
        "2023-11": "1000",
        "2024-03": "1200",
        "2024-04": "1200",
        "2024-05": "1200",
    }
    book = book_with(
        series_file("IXS-OLD", "EUR/t", old, "discontinued_on: 2024-04-30\n"),
        series_file("IXS-NEW", "EUR/t", new),
        price_file("3.0000 EUR"),
        clause_file(fields),
    )
    found = result(book, "2024-07")
    assert found.leading is not None
    assert found.reference is not None
    assert (found.leading.series, str(found.index_avg)) == ("IXS-NEW", "1200.00 EUR/t")
    assert str(found.reference.value) == "1000.00 EUR/t"


def test_a_rate_of_exchange_quoted_the_other_way() -> None:
    fields = f"""subject: exchange_rate
form: exchange_rate
lines: [{{part: {PART}}}]
series: FXS-EUR-USD
base_value: 0.9300 EUR/USD
terms: [{{series: FXS-EUR-USD, share: 40 %, base_value: 0.9300 EUR/USD}}]
fixed_share: 60 %
window: 3 months
"""
    rates = {"2023-11": "0.9826", "2023-12": "1.0201", "2024-01": "1.0589"}
    book = book_with(rates_file("FXS-EUR-USD", "EUR", "USD", rates), price_file("20.0000 EUR"), clause_file(fields))
    found = result(book, "2024-02")
    assert str(found.index_avg) == "0.9808 EUR/USD"
    assert str(found.parts[PART].stated) == "0.4370 EUR"


def test_scrap_with_its_own_series() -> None:
    fields = f"""form: weight
lines: [{{part: {PART}, weight_gross: 0.500 kg, weight_net: 0.400 kg}}]
series: IXS-MAIN
base_value: 2000.00 EUR/t
scrap_series: IXS-SCRAP
scrap_base: 1400.00 EUR/t
scrap_recovery: 50 %
"""
    book = book_with(
        series_file("IXS-MAIN", "EUR/t", {"2024-01": "2300"}),
        series_file("IXS-SCRAP", "EUR/t", {"2024-01": "1500"}),
        price_file("3.0000 EUR"),
        clause_file(fields),
    )
    found = result(book, "2024-02")
    assert (str(found.scrap_avg), str(found.parts[PART].stated)) == ("1500.00 EUR/t", "0.1450 EUR")


PLAIN = f"""form: weight
lines: [{{part: {PART}, weight_gross: 0.500 kg}}]
series: IXS-MAIN
base_value: 2000.00 EUR/t
"""


def _plain(value: str, *files: dict[str, str], as_of: str = "2024-12-02", **changed: str) -> Book:
    main = series_file("IXS-MAIN", "EUR/t", {"2024-01": value})
    return book_with(main, price_file("3.0000 EUR"), clause_file(PLAIN, **changed), *files, as_of=as_of)


def _written(average: str, deviation: str, settlement: str = "final") -> str:
    return (
        f"reference_value: 2000.00 EUR/t\nindex_avg: {average} EUR/t\ndeviation: {deviation} %\n"
        f"triggered: true\nsettlement: {settlement}"
    )


def _adjustment(book: Book) -> IndexAdjustment:
    found = book.get_as(IndexAdjustment, "IXA-2024-0901")
    assert found is not None
    return found


def test_a_value_revised_after_the_letter_is_a_true_up_and_no_difference() -> None:
    """The letter of 2024-01-11 stands; what was published in March makes a difference to settle."""
    letter = adjustment_file("0901", "2024-02", _written("2300.00", "15.00"), "0.1500 EUR")
    book = _plain("2310.00, published_on: 2024-03-05", letter)
    assert differences(book, _adjustment(book)) == ()
    found = true_up(book, _adjustment(book), date(2024, 12, 2))
    assert found is not None
    assert [(one.part, str(one.now), str(one.difference)) for one in found.parts] == [
        (PART, "0.1550 EUR", "0.0050 EUR")
    ]
    assert found.final
    assert true_up(book, _adjustment(book), date(2024, 3, 4)) is None
    labels = {fact.label: fact.note for fact in standing(_adjustment(book), book)}
    assert "0.0050 EUR" in labels["True-up"]
    assert [section.heading for section in page(_adjustment(book), book).sections][-1] == "Since it was notified"


def test_the_rest_of_a_revised_letter_is_judged_from_what_it_states() -> None:
    letter = adjustment_file("0901", "2024-02", _written("2300.00", "15.00"), "0.1600 EUR")
    book = _plain("2310.00, published_on: 2024-03-05", letter)
    assert [(one.field, one.written, one.computed) for one in differences(book, _adjustment(book))] == [
        ("delta", "0.1600 EUR", "0.1500 EUR")
    ]


def test_a_provisional_letter_is_settled_when_the_values_are_final() -> None:
    letter = adjustment_file("0901", "2024-02", _written("2300.00", "15.00", "provisional"), "0.1500 EUR")
    still = _plain("2300.00, status: provisional", letter, provisional_allowed="true")
    assert true_up(still, _adjustment(still), date(2024, 12, 2)) is None
    assert result(still, "2024-02").provisional
    final = _plain("2300.00", letter)
    found = true_up(final, _adjustment(final), date(2024, 12, 2))
    assert found is not None
    assert found.final
    assert not found.moves_money


@pytest.mark.parametrize(
    ("average", "deviation", "delta", "wrong"),
    [
        ("2301.00", "15.05", "0.1505 EUR", [("index_avg", "2301.00 EUR/t", "2300.00 EUR/t", "F-01")]),
        ("2300.00", "15.01", "0.1500 EUR", [("deviation", "15.01 %", "15.00 %", "F-02")]),
        ("2300.00", "15.00", "0.1501 EUR", [("delta", "0.1501 EUR", "0.1500 EUR", "F-03")]),
        ("2300.00", "15.00", "0.1500 EUR", []),
    ],
)
def test_a_letter_beside_its_clause(
    average: str, deviation: str, delta: str, wrong: list[tuple[str, str, str, str]]
) -> None:
    letter = adjustment_file("0901", "2024-02", _written(average, deviation), delta)
    book = _plain("2300.00", letter)
    found = differences(book, _adjustment(book))
    assert [(one.field, one.written, one.computed, one.formula) for one in found] == wrong


@pytest.mark.parametrize(
    ("value", "changed", "says"),
    [
        ("2300.00, status: provisional", {}, "IXS-MAIN of 2024-01 is provisional, provisional_allowed is not true"),
        (
            "2300.00, published_on: 2025-02-01",
            {},
            "IXS-MAIN has no value for 2024-01 on 2024-12-02, published on 2025-02-01",
        ),
        ("2300.00, status: alternate", {}, "IXS-MAIN is alternate in 2024-01, fallback_series missing"),
        ("2300.00", {"lag": "1 months"}, "IXS-MAIN has no value for 2023-12"),
        (
            "2300.00",
            {"fx_series": "FXS-EUR-USD", "fx_rule": "average"},
            "fx is given, and IXS-MAIN is in EUR like the prices",
        ),
    ],
)
def test_an_average_is_refused_by_name(value: str, changed: dict[str, str], says: str) -> None:
    book = _plain(value, **changed)
    with pytest.raises(Refused) as refused:
        result(book, "2024-02", date(2024, 12, 2))
    assert str(refused.value) == says


def test_two_currencies_without_a_step_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        result(_metal(fields=METAL), "2024-07")
    assert str(refused.value) == "fx_series missing: IXS-METAL is in USD, the prices are in EUR"


def test_points_move_no_weight() -> None:
    book = book_with(
        series_file("IXS-MAIN", "points", {"2024-01": "104"}), price_file("3.0000 EUR"), clause_file(PLAIN)
    )
    with pytest.raises(Refused) as refused:
        result(book, "2024-02")
    assert str(refused.value) == "IXS-MAIN is in points: only a proportional form takes it"


def test_a_part_without_price_is_refused_alone() -> None:
    lines = f"[{{part: {PART}, weight_gross: 0.500 kg}}, {{part: PRT-999-X, weight_gross: 0.300 kg}}]"
    fields = PLAIN.replace(f"[{{part: {PART}, weight_gross: 0.500 kg}}]", lines)
    main = series_file("IXS-MAIN", "EUR/t", {"2024-01": "2300"})
    found = result(book_with(main, price_file("3.0000 EUR"), clause_file(fields)), "2024-02")
    assert str(found.parts[PART].stated) == "0.1500 EUR"
    assert found.refused_parts == {"PRT-999-X": "price of PRT-999-X missing"}


def _refused(book: Book) -> str:
    adjustment = book.get_as(IndexAdjustment, "IXA-2024-0901")
    assert adjustment is not None
    (only,) = explained(adjustment, book, "", date(2024, 12, 2))
    return only.refused


@pytest.mark.parametrize(
    ("month", "changed", "why"),
    [
        ("2024-05", {}, "period begins in 2024-05, the application period in 2024-04"),
        ("2023-10", {}, "day 2023-10-01 is before 2024-01, from which the clause applies"),
        ("2024-07", {"applies_until": "2024-06"}, "period begins after 2024-06, until which the clause applies"),
    ],
)
def test_a_period_that_is_none_of_the_clause_is_refused(month: str, changed: dict[str, str], why: str) -> None:
    """The months of another period give a number, and it says nothing of this clause."""
    adjustment = adjustment_file("0901", month, JULY, "0.0363 EUR")
    assert why in _refused(_metal(adjustment, clause_file(METAL, **changed)))


def test_a_weight_is_not_priced_in_another_currency_than_the_price() -> None:
    """The letter says euros, the price stands in dollars: no number is made of both."""
    book = _metal(adjustment_file("0901", "2024-07", JULY, "0.0363 EUR"), price="3.0000 USD")
    adjustment = book.get_as(IndexAdjustment, "IXA-2024-0901")
    assert adjustment is not None
    assert "delta" not in [one.field for one in differences(book, adjustment)]
