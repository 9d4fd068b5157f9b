"""Lines of a round that are not computable: cause, reason, what the other causes move, what the line is worth."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kamdocs.kinds.price.draft import NotComputable
from tests.kinds.price.rounds import (
    CHANGE,
    CLAUSE,
    LTA,
    MANDATED,
    PART,
    PLAN,
    PRICE,
    SERIES,
    example,
    example_book,
    replaced,
    round_on,
)

WORTH = "789822.00 EUR"
"""4.3879 EUR of the day before times 180,000 pieces."""
LAYERS = (
    "{value_added: 2.4160 EUR, mandated: 1.2240 EUR, indexed_material: 0.5379 EUR, "
    "tool_amortisation: 0.1200 EUR, logistics: 0.0900 EUR}"
)
DELTA = "    price_delta: {value_added: 0.0450 EUR}\n"
AGREED = "  - {state: agreed, on: 2023-12-04, evidence: [DOC-2022-0001]}\n"
STEPS = "  - {year: 2025, rate: 2 %, effective: 2025-01-01}\n"
SECOND_PRICE = "  - {valid_from: 2025-01-01, unit_price: 0.4130 EUR, evidence: [DOC-2022-0001]}\n"
EARLY_PRICE = "  - {valid_from: 2024-11-01, unit_price: 0.4100 EUR, evidence: [DOC-2022-0001]}\n"
TIERS = "  - {year: 2025, tiers: [{volume_from: 1000 pcs, rate: 2 %}], effective: 2025-01-01}\n"
WHEN_TAKEN = "conditions: [{step: 2025, kind: volume, volume_min: 80 %}]\n"
HAPPENED = "planned_on: 2022-03-01, shipped_from: 2022-03-01"


def _refused(files: dict[str, str]) -> NotComputable:
    found = round_on(example_book(files))
    assert found.drafted == ()
    assert len(found.refused) == 1
    assert found.refused[0].name == "PRC-300-C-ONE@2025-01-01"
    return found.refused[0]


@pytest.mark.parametrize(
    ("path", "pairs", "because", "why"),
    [
        pytest.param(PRICE, ((LAYERS, LAYERS.replace("0.0900", "0.0800")),), "",
                     "layers of 2024-10-01 add up to 4.3779, the price is 4.3879 EUR", id="layers do not add up"),
        pytest.param(PRICE, ((LAYERS, "{unknown: 4.3879 EUR}"),), "LTA-2024-30@2025",
                     "unknown layer of 4.3879: what is reduced cannot be told", id="nobody can split it"),
        pytest.param(PRICE, ((LAYERS, LAYERS.replace("0.0900 EUR", "0.0900 USD")),), "",
                     "layers logistics is in USD, not in EUR", id="two currencies in the layers"),
        pytest.param(CHANGE, ((DELTA, ""),), "CHG-2024-0300",
                     "price_delta of PRT-300-C at SIT-ONE missing in CHG-2024-0300", id="no price delta"),
        pytest.param(CHANGE, ((DELTA, DELTA.replace("EUR", "EUR per 100")),), "CHG-2024-0300",
                     "price_delta of value_added is in EUR per 100, the price is in EUR", id="another price unit"),
        pytest.param(CHANGE, ((DELTA, DELTA.replace("0.0450", "-9.0000")),), "",
                     "the price would be -4.4164 EUR", id="below zero"),
        pytest.param(LTA, (("basis: value_added", "basis: tier"), (STEPS, TIERS)), "LTA-2024-30@2025",
                     "actual_volume of the year before missing", id="tier without volumes"),
        pytest.param(LTA, (("agreed_in", WHEN_TAKEN + "agreed_in"),), "LTA-2024-30@2025",
                     "conditions of 2025: actual_volume of 2024 missing", id="condition that cannot be decided"),
        pytest.param(SERIES, (("  - {month: 2024-11, value: 2338.50}\n", ""),), "PIC-2024-0300 2025-01",
                     "PIC-2024-0300 IXS-ROUND has no value for 2024-11", id="average refused"),
        pytest.param(CLAUSE, (("pass_through: 80 %\n", ""),), "PIC-2024-0300 2025-01",
                     "PIC-2024-0300 PRT-300-C: pass_through missing", id="clause without a share"),
        pytest.param(CLAUSE, (("effective_rule: first_of_period\n", ""),), "PIC-2024-0300 2025-01",
                     "PIC-2024-0300 effective_rule missing", id="clause without a rule for its day"),
        pytest.param(PART, ((HAPPENED, "planned_on: 2026-01-05"), ("planned_on: 2025-01-01", "planned_on: 2026-03-02")),
                     "", "technical_index in series at SIT-ONE on 2025-01-01 unknown", id="no index in series"),
        pytest.param(MANDATED, ((SECOND_PRICE, ""), ("2023-01-01,", "2023-01-01, valid_to: 2024-12-31,")), "MDC-8K-300",
                     "price of MDC-8K-300 missing on 2025-01-01", id="mandated price ends"),
        pytest.param(MANDATED, (("component: 8K-300", "component: 8K-999"),), "8K-300",
                     "mandated component missing", id="mandated component not on record"),
        pytest.param(MANDATED, (("0.4130 EUR", "0.4130 USD"),), "MDC-8K-300@2025-01-01",
                     "new price is priced in USD, the sum is in EUR", id="mandated price in another currency"),
    ],
)  # fmt: skip
def test_not_computable(path: str, pairs: tuple[tuple[str, str], ...], because: str, why: str) -> None:
    """One input is missing: the whole line is refused, with this reason among its reasons."""
    found = _refused(replaced(path, *pairs))
    assert (because, why) in found.reasons
    assert str(found.worth) == WORTH


@pytest.mark.parametrize(
    ("path", "pairs", "because", "day"),
    [
        (MANDATED, ((SECOND_PRICE, EARLY_PRICE + SECOND_PRICE),), "MDC-8K-300@2024-11-01", "2024-11-01"),
        (CHANGE, (("introduction_date: 2025-01-01", "introduction_date: 2024-11-04"),), "CHG-2024-0300", "2024-11-04"),
        (LTA, ((STEPS, "  - {year: 2024, rate: 1 %, effective: 2024-09-01}\n" + STEPS),), "LTA-2024-30@2024",
         "2024-09-01"),
        (PRICE, (("IXA-2024-0302", "COM-2023-0002"),), "IXA-2024-0302", "2024-10-01"),
    ],
)  # fmt: skip
def test_an_earlier_cause_that_stands_in_no_line(
    path: str, pairs: tuple[tuple[str, str], ...], because: str, day: str
) -> None:
    """Its own day comes first, else the base is wrong."""
    found = _refused(replaced(path, *pairs))
    assert (because, f"counts from {day} and stands in no line; its own day comes first") in found.reasons


def test_an_earlier_cause_that_moves_nothing_does_not_stand_in_the_way() -> None:
    same = EARLY_PRICE.replace("0.4100", "0.4000")
    assert len(round_on(example_book(replaced(MANDATED, (SECOND_PRICE, same + SECOND_PRICE)))).drafted) == 1
    older = EARLY_PRICE.replace("2024-11-01", "2023-07-01")
    files = replaced(MANDATED, (SECOND_PRICE, older + SECOND_PRICE))
    assert len(round_on(example_book(files)).drafted) == 1, "what counts from the first line or before is in it"


def test_no_line_reaches_the_day_before() -> None:
    """What the line is worth is then unknown too."""
    found = _refused(
        replaced(PRICE, ("- valid_from: 2024-10-01", "- valid_from: 2024-10-01\n    valid_to: 2024-11-30"))
    )
    assert ("", "line that reaches 2024-12-31 missing; the last one ends on 2024-11-30") in found.reasons
    assert found.worth is None


def test_two_reductions_of_one_year() -> None:
    other = (
        example()[LTA].replace("LTA-2024-30", "LTA-2024-31").replace("effective: 2025-01-01", "effective: 2025-07-01")
    )
    found = _refused(example({"sample/ltas/LTA-2024-31.yaml": other}))
    assert ("LTA-2024-30@2025", "lta LTA-2024-30 and LTA-2024-31 both reduce PRT-300-C for 2025") in found.reasons


def test_two_clauses_on_one_layer_and_component() -> None:
    text = example()[CLAUSE]
    other = text.replace("PIC-2024-0300", "PIC-2024-0301").replace("applies_from: 2024-01", "applies_from: 2025-01")
    found = _refused(example({"sample/price-index-clauses/PIC-2024-0301.yaml": other}))
    assert ("PIC-2024-0300", "moves the same layer and component as PIC-2024-0301") in found.reasons
    apart = other.replace("components: [7K-020]", "components: [7K-031]")
    assert len(round_on(example_book(example({"sample/price-index-clauses/PIC-2024-0301.yaml": apart}))).drafted) == 1


def test_the_other_causes_are_told_with_their_money() -> None:
    """Without the reduction: 0.0450 + 0.0398 + 0.0242 a piece."""
    found = _refused(replaced(LTA, (AGREED, AGREED), ("agreed_in", WHEN_TAKEN + "agreed_in")))
    assert found.others is not None
    assert found.others.amount == Decimal("0.1090")
    assert str(found.others_money) == "19620.00 EUR"


def test_worth_is_unknown_without_volume() -> None:
    files = replaced(CHANGE, (DELTA, ""))
    del files[PLAN]
    found = _refused(files)
    assert (found.worth, found.others_money) == (None, None)


def test_an_input_that_does_not_load_leaves_every_line_unknown() -> None:
    book = example_book()
    book.shelf = replace(book.shelf, unread={"LTA-2024-99": "records/sample/ltas/LTA-2024-99.yaml"})
    found = round_on(book)
    assert found.drafted == ()
    assert ("LTA-2024-99", "does not load") in found.refused[0].reasons
    assert "LTA-2024-99 does not load: what it moves is not in this round." in found.notes


def test_an_input_of_another_root_is_not_in_this_copy() -> None:
    book = example_book()
    book.absent_kinds = frozenset({"index_adjustment"})
    found = round_on(book)
    assert found.drafted == ()
    assert ("Index adjustments", "are not in this copy") in found.refused[0].reasons


def test_a_price_file_that_does_not_load_is_named() -> None:
    book = example_book()
    book.shelf = replace(book.shelf, unread={"PRC-900-A-ONE": "records/sample/prices/PRC-900-A-ONE.yaml"})
    found = round_on(book)
    assert len(found.drafted) == 1
    assert "PRC-900-A-ONE does not load: its line is not in this round, its worth is unknown." in found.notes


def test_an_increase_that_was_never_asked_for_has_no_day() -> None:
    """By the notice rule it counts from the request; on the day of the index nobody can tell."""
    files = replaced(CLAUSE, ("first_of_period", "index_change_or_receipt\nnotice: 10 days"))
    files[SERIES] = files[SERIES].replace(
        "month: 2024-11, value: 2338.50", "month: 2024-11, value: 2338.50, published_on: 2025-01-01"
    )
    found = round_on(example_book(files, as_of="2025-01-02")).refused[0]
    assert ("PIC-2024-0300 2025-01", "PIC-2024-0300 request missing: an increase counts from it") in found.reasons
