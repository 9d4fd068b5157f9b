"""Breakdowns: which one belongs to a price, its elements and layers, the price of a change, what purchasing sees."""

from decimal import Decimal

import pytest

from kamdocs.calc.refusal import Refused
from kamdocs.core.book import Book
from kamdocs.core.view import Mark
from kamdocs.kinds.cost_breakdown.figures import (
    breakdown_of,
    change_layers,
    counting_breakdown,
    differs_from,
    elements_of,
    layers_known,
    layers_of,
    standing,
    summary,
)
from kamdocs.kinds.cost_breakdown.model import CostBreakdown
from kamdocs.kinds.cost_breakdown.page import page
from kamdocs.kinds.offer.model import Offer
from tests.books import book_from, sample_files

FOLDER = "sample/cost-breakdowns"
NAME = "CBD-2021-0001-200-B"
SAMPLE = sample_files()[f"{FOLDER}/{NAME}.yaml"].decode()
MATERIAL = (
    "raw_material:\n"
    "  - {material: Rib, series: IXS-ALUMINIUM, weight_gross: 0.5 kg, unit_cost: 0.6501 EUR/kg, scrap_credit: 0 EUR}\n"
    "  - {material: Paint, weight_gross: 100 g, unit_cost: 1.0000 EUR/kg, scrap_credit: 0.0100 EUR}\n"
)
MANDATED = "mandated_parts:\n  - {component: 7K-090, quantity: 2 pcs, unit_price: 0.2500 EUR, handling_fee: 3 %}\n"


def edited(*edits: tuple[str, str], name: str = NAME) -> dict[str, str]:
    """The breakdown of the sample with some texts replaced."""
    text = SAMPLE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return {f"{FOLDER}/{name}.yaml": text}


def the(book: Book, name: str = NAME) -> CostBreakdown:
    found = book.get_as(CostBreakdown, name)
    assert found is not None
    return found


FULL = edited(
    ("raw_material: []\n", MATERIAL),
    ("mandated_parts: []\n", MANDATED),
    ("sequencing: 0.0000", "sequencing: 0.0300"),
    ("tool_amortisation: 0.0000", "tool_amortisation: 0.0700"),
)


def test_elements_form_the_layers_of_the_price() -> None:
    """Indexed material alone on its layer, sequencing with logistics, the fee with the mandated parts."""
    layers = {layer.value: str(price) for layer, price in layers_of(the(book_from(FULL)), 4).items()}
    assert layers == {
        "value_added": "4.0400 EUR",  # 0.0900 paint, 0.7000 bought, 3.2500 of our own
        "mandated": "0.5150 EUR",
        "indexed_material": "0.3251 EUR",  # a tie goes up
        "development_amortisation": "0.0000 EUR",
        "tool_amortisation": "0.0700 EUR",
        "logistics": "0.1800 EUR",
        "packaging": "0.1000 EUR",
    }


def test_every_element_is_in_exactly_one_layer() -> None:
    breakdown = the(book_from(FULL))
    elements = list(elements_of(breakdown, 4))
    assert len(elements) == 2 + 1 + 1 + 13
    assert sum(one.amount for one in elements) == sum(price.amount for price in layers_of(breakdown, 4).values())


def test_another_currency_refuses_the_whole_by_name() -> None:
    breakdown = the(book_from(edited(("2.0000 EUR/kg", "2.0000 USD/kg"))))
    with pytest.raises(Refused, match="quantity is priced in USD, the sum is in EUR"):
        layers_of(breakdown, 4)
    assert layers_known(breakdown, 4) is None


def test_the_identity_has_no_tolerance() -> None:
    book = book_from()
    price = book.all(Offer)[0].lines[0].unit_price
    assert differs_from(the(book), price, 4) is False
    assert differs_from(the(book_from(edited(("0.5000 EUR", "0.5001 EUR")))), price, 4) is True


def test_a_value_with_too_many_decimals_is_said_elsewhere() -> None:
    book = book_from()
    price = book.all(Offer)[0].lines[0].unit_price
    assert differs_from(the(book), price, 2) is None


def test_the_breakdown_of_a_site_goes_before_that_of_the_part() -> None:
    second = edited(
        (f"id: {NAME}", f"id: {NAME}-ONE"), ('index: "02"', 'index: "02"\nsite: SIT-ONE'), name=f"{NAME}-ONE"
    )
    book = book_from(second)
    found = breakdown_of(book, "OFR-2021-0001", "PRT-200-B", "SIT-ONE")
    assert found is not None
    assert found.id == f"{NAME}-ONE"
    other = breakdown_of(book, "OFR-2021-0001", "PRT-200-B", "SIT-TWO")
    assert other is not None
    assert other.id == NAME
    assert breakdown_of(book, "OFR-2021-0001", "PRT-100-A", "SIT-ONE") is None


def test_the_breakdown_that_counts_is_that_of_the_nomination() -> None:
    book = book_from()
    found = counting_breakdown(book, "PRT-200-B", "SIT-ONE")
    assert found is not None
    assert found.id == NAME
    assert counting_breakdown(book, "PRT-100-A", "SIT-ONE") is None
    words = [str(fact.value.word) for fact in standing(the(book), book) if isinstance(fact.value, Mark)]
    assert words == ["equal", "nominated"]


CHANGE = """\
id: CHG-2024-0091
initiator: customer
reason: Stiffer rib on the cover.
received_on: 2024-11-25
lines:
  - {part: PRT-200-B, sites: [SIT-ONE], index_from: "02", index_to: "02"}
technical_track: [{state: inquiry, on: 2024-11-25}]
commercial_track: [{state: not_assessed, on: 2024-11-25}]
"""
CHANGE_OFFER = """\
id: OFR-2024-0091
change: CHG-2024-0091
round: 1
lines:
  - part: PRT-200-B
    site: SIT-ONE
    price_type: series
    technical_index: "02"
    unit_price: 4.2000 EUR
    volumes: {2025: 10000 pcs}
priced_on: 2024-11-28
track: [{state: draft, on: 2024-11-28}]
"""


def with_change(delta: str, *, without: str = "") -> Book:
    """A change of the cover with its offer; `without` is taken out of the nomination's breakdown."""
    own = edited(
        (f"id: {NAME}", "id: CBD-2024-0091-200-B"),
        ("offer: OFR-2021-0001", "offer: OFR-2024-0091"),
        ("margin: 9 %", delta),
        name="CBD-2024-0091-200-B",
    )
    nominated = edited((without, "")) if without else {}
    records = {"sample/changes/CHG-2024-0091.yaml": CHANGE, "sample/offers/OFR-2024-0091.yaml": CHANGE_OFFER}
    return book_from({**records, **own, **nominated})


def test_a_change_is_priced_with_the_rates_of_the_nomination() -> None:
    """Material and work on one layer, the mandated component with its fee on another one."""
    bom = (
        "{component: 7K-020, quantity: 2 pcs, unit_cost: 0.4500 EUR}, "
        "{component: 7K-090, quantity: 1 pcs, unit_cost: 9.0000 EUR}"
    )
    book = with_change(f"change_delta: {{bom: [{bom}], process: 0.0815 EUR}}")
    layers = change_layers(the(book, "CBD-2024-0091-200-B"), book, 4)
    assert {layer.value: str(price) for layer, price in layers.items()} == {
        "value_added": "1.0363 EUR",  # 0.9000 with 5 %, 0.0815 with 12 %
        "mandated": "0.2575 EUR",  # 0.2500 with 3 %, whatever the breakdown says
        "indexed_material": "0.0000 EUR",
    }


@pytest.mark.parametrize(
    ("delta", "without", "says"),
    [
        ("{bom: [{component: 7K-020, quantity: 2 pcs}], process: 0 EUR}", "", "unit_cost of 7K-020 missing"),
        ("{process: 0 EUR}", ", va_overhead: 12 %", "rates.va_overhead missing in the nomination's breakdown"),
        ("{bom: []}", "", "process missing"),
    ],
)
def test_a_missing_input_of_a_change_is_named(delta: str, without: str, says: str) -> None:
    book = with_change(f"change_delta: {delta}", without=without)
    breakdown = the(book, "CBD-2024-0091-200-B")
    with pytest.raises(Refused) as refused:
        change_layers(breakdown, book, 4)
    assert str(refused.value) == says
    tables = [table for section in page(breakdown, book).sections for table in section.tables]
    assert tables[-1].empty == f"Not computable: {says}."


def test_purchasing_sees_the_side_and_no_amount() -> None:
    """The clip costs us what the breakdown says; nothing is known of the other one."""
    book = book_from(FULL)
    facts = summary(the(book), book, "purchasing")
    assert [(fact.label, fact.value.word) for fact in facts if isinstance(fact.value, Mark)] == [
        ("Purchase price of 7K-044", "not comparable"),
        ("Purchase price of 7K-090", "on"),
    ]
    assert summary(the(book), book, "plant") == ()


@pytest.mark.parametrize(("paid", "word"), [("0.2501", "above"), ("0.2499", "below")])
def test_a_purchase_price_above_and_below_the_breakdown(paid: str, word: str) -> None:
    agreement = sample_files()["sample/purchase-agreements/PUR-2023-0001.yaml"].decode().replace("0.2500", paid)
    book = book_from({**FULL, "sample/purchase-agreements/PUR-2023-0001.yaml": agreement})
    facts = {fact.label: fact.value for fact in summary(the(book), book, "purchasing")}
    mark = facts["Purchase price of 7K-090"]
    assert isinstance(mark, Mark)
    assert mark.word == word


def test_the_page_says_whether_the_sum_is_the_price() -> None:
    book = book_from()
    elements, layers = page(the(book), book).sections
    assert elements.facts[0].note == "equal to the elements"
    assert elements.tables[0].rows[-1].total
    assert len(layers.tables[0].rows) == 7
    other = book_from(edited(("0.5000 EUR", "0.5001 EUR")))
    assert page(the(other), other).sections[0].facts[0].note == "the elements differ by 0.0001 EUR"


def test_the_sum_of_the_sample_by_hand() -> None:
    assert sum((one.amount for one in elements_of(the(book_from()), 4)), Decimal(0)) == Decimal("4.2000")
