"""Drafted lines in price files: only what the round says is new, every other byte stays, twice is once."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.exchange.round import adjustment_fields, price_with_line
from kamdocs.exchange.round_lines import with_line
from kamdocs.kinds.price.draft import DraftedLine, Wanted
from kamdocs.load.loader import Words
from tests.kinds.price.rounds import BASE, CHANGE, LTA, PRICE, TYPED, example, example_book, replaced, round_on

AS_OF = date(2024, 12, 20)
NEW = """\
  - valid_from: 2025-01-01
    technical_index: B
    unit_price: 4.4477 EUR
    layers: {value_added: 2.4118 EUR, mandated: 1.2638 EUR, indexed_material: 0.5621 EUR, tool_amortisation: 0.1200 EUR, logistics: 0.0900 EUR}
    build_up:
      - {because: CHG-2024-0300, layer: value_added, delta: 0.0450 EUR}
      - {because: LTA-2024-30@2025, layer: value_added, delta: -0.0492 EUR}
      - {because: MDC-8K-300@2025-01-01, layer: mandated, delta: 0.0398 EUR}
      - {because: IXA-2024-0900, layer: indexed_material, delta: 0.0242 EUR}
    track:
      - {state: draft, on: 2024-12-20}
"""  # noqa: E501
IN_BRACKETS = """\
id: PRC-300-C-ONE
part: PRT-300-C
site: SIT-ONE
price_type: series
lines: [{valid_from: 2024-11-04, technical_index: A, unit_price: 4.3879 EUR, layers: {value_added: 3.8500 EUR, indexed_material: 0.5379 EUR}, track: [{state: agreed, on: 2024-10-28, evidence: [DOC-2022-0001]}]}]
"""  # noqa: E501


def _drafted(files: dict[str, str]) -> DraftedLine:
    found = round_on(example_book(files))
    assert found.refused == ()
    return found.drafted[0]


def _written(text: str, files: dict[str, str] | None = None) -> str:
    line = _drafted({**(files or example()), PRICE: text})
    found = price_with_line(text.encode(), line, AS_OF, Words())
    assert found is not None
    return found.decode()


def _second(text: str, files: dict[str, str] | None = None) -> dict[str, str]:
    """The records after the round was written."""
    before = {**(files or example()), PRICE: text}
    found = round_on(example_book(before))
    after = dict(before)
    for one in found.adjustments:
        fields = adjustment_fields(one)
        lines = "".join(f"  - {{part: {row['part']}, delta: {row['delta']}}}\n" for row in fields.pop("lines"))
        period = fields.pop("period")
        rows = "".join(f"{name}: {value}\n" for name, value in fields.items())
        after[f"sample/index-adjustments/{one.id}.yaml"] = (
            f"id: {one.id}\nperiod: {{from: {period['from']}, to: {period['to']}}}\n{rows}lines:\n{lines}"
            "track: [{state: calculated, on: 2024-12-20}]\n"
        )
    for line in found.drafted:
        after[PRICE] = with_line(after[PRICE].encode(), line, AS_OF).decode()
    return after


def test_a_new_line_is_all_that_is_new() -> None:
    assert _written(BASE) == BASE + NEW


def test_a_line_stands_behind_the_one_it_builds_on() -> None:
    """Before the next comment, behind comments that belong to the line before, and before fields that follow."""
    text = BASE + "      # loaded by hand\n  # nothing follows yet\ntitle: Carrier\n"
    assert _written(text) == BASE + "      # loaded by hand\n" + NEW + "  # nothing follows yet\ntitle: Carrier\n"


def test_a_file_without_a_last_line_break_gets_one() -> None:
    assert _written(BASE.rstrip("\n")) == BASE + NEW


def test_line_breaks_stay_as_they_are() -> None:
    text = BASE.replace("\n", "\r\n")
    assert _written(text) == text + NEW.replace("\n", "\r\n")


def test_a_list_in_brackets_stays_one() -> None:
    written = _written(IN_BRACKETS)
    assert written.startswith(IN_BRACKETS.rstrip("]\n"))
    assert ", {valid_from: 2025-01-01, technical_index: B, unit_price: " in written
    assert written.endswith("track: [{state: draft, on: 2024-12-20}]}]\n")


def test_what_is_not_agreed_yet_is_said_in_the_draft() -> None:
    agreed = (
        "      - {state: agreed, on: 2024-09-20, evidence: [DOC-2022-0001]}\n"
        "      - {state: loaded, on: 2024-09-24, evidence: [ORD-2023-0001]}\n"
    )
    text = BASE.replace(agreed, "") + "      - {state: proposed, on: 2024-09-20, evidence: [COM-2023-0001]}\n"
    assert agreed in BASE
    assert "  # Builds on the line of 2024-10-01, which is proposed.\n  - valid_from: 2025-01-01\n" in _written(text)


def test_a_draft_is_completed_in_place() -> None:
    """Its letter, its comments and its acts stay; price, layers, index and reasons are those of the round."""
    expected = (
        TYPED.replace("technical_index: A", "technical_index: B")
        .replace("4.4029", "4.4627")
        .replace("2.4160", "2.4118")
        .replace("1.2240", "1.2638")
        .replace("0.5379", "0.5621")
        .replace(
            "0.0150 EUR}  # freight\n",
            "0.0150 EUR}  # freight\n"
            "      - {because: CHG-2024-0300, layer: value_added, delta: 0.0450 EUR}\n"
            "      - {because: LTA-2024-30@2025, layer: value_added, delta: -0.0492 EUR}\n"
            "      - {because: MDC-8K-300@2025-01-01, layer: mandated, delta: 0.0398 EUR}\n"
            "      - {because: IXA-2024-0900, layer: indexed_material, delta: 0.0242 EUR}\n",
        )
    )
    assert _written(BASE + TYPED) == BASE + expected


_ACT = "{state: draft, on: 2024-11-25}"
_BARE = "valid_from: 2025-01-01, technical_index: A, unit_price: 4.3879 EUR"
_BELOW = "  - " + _BARE.replace(", ", "\n    ") + "\n"


@pytest.mark.parametrize(
    "draft",
    [
        f"{_BELOW}    track: [{_ACT}]\n",
        f"  - {{{_BARE}, track: [{_ACT}]}}\n",
        f"{_BELOW}    layers:\n      value_added: 4.3879 EUR\n    track:\n      - {_ACT}\n",
    ],
)
def test_a_bare_draft_gets_what_it_lacks(draft: str) -> None:
    """Layers and build-up, in whichever way the draft is written."""
    after = _second(BASE + draft)
    found = round_on(example_book(after))
    assert (found.drafted, found.refused, found.untouched) == ((), (), ())
    assert "unit_price: 4.4477 EUR" in after[PRICE]


def test_a_reduction_that_is_taken_again_gets_its_new_delta() -> None:
    draft = (
        TYPED.replace(
            "COM-2023-0002, layer: logistics, delta: 0.0150", "LTA-2024-30@2025, layer: value_added, delta: -0.0483"
        )
        .replace("4.4029", "4.3396")
        .replace("0.1050", "0.0900")
        .replace("2.4160", "2.3677")
    )
    written = _written(BASE + draft)
    assert "LTA-2024-30@2025, layer: value_added, delta: -0.0492 EUR}  # freight" in written
    assert "unit_price: 4.4477 EUR" in written


def test_a_second_round_proposes_nothing() -> None:
    after = _second(BASE)
    found = round_on(example_book(after))
    assert found.is_empty
    assert (found.refused, found.untouched) == ((), ())
    assert _second(after[PRICE], after) == after


def test_after_a_partial_acceptance_it_continues() -> None:
    """Only the mandated entry was kept in the draft, the rest was taken out: the rest is drafted again, once."""
    kept = (
        TYPED.replace(
            "COM-2023-0002, layer: logistics, delta: 0.0150", "MDC-8K-300@2025-01-01, layer: mandated, delta: 0.0398"
        )
        .replace("4.4029", "4.4277")
        .replace("0.1050", "0.0900")
        .replace("1.2240", "1.2638")
    )
    line = _drafted(example({PRICE: BASE + kept}))
    assert [one.because for one in line.new_moves] == ["CHG-2024-0300", "LTA-2024-30@2025", "IXA-2024-0900"]
    assert str(line.unit_price) == "4.4477 EUR"
    assert round_on(example_book(_second(BASE + kept))).is_empty


_MONEY = st.integers(min_value=-9000, max_value=9000).map(lambda ticks: f"{Decimal(ticks).scaleb(-4):f}")


@settings(max_examples=25, deadline=None)
@given(change=_MONEY, rate=st.integers(min_value=1, max_value=99), base=st.integers(min_value=20000, max_value=50000))
def test_layers_add_up_and_twice_is_once(change: str, rate: int, base: int) -> None:
    """For any change, rate and value added: layers make the price, deltas the difference, a second round nothing."""
    value = Decimal(base).scaleb(-4)
    price = value + Decimal("1.9719")
    files = replaced(LTA, ("rate: 2 %", f"rate: {Decimal(rate).scaleb(-1):f} %"))
    files[CHANGE] = files[CHANGE].replace("0.0450", change)
    text = BASE.replace("4.3879", f"{price:f}").replace(
        "value_added: 2.4160 EUR, mandated: 1.2240 EUR, indexed_material: 0.5379",
        f"value_added: {value:f} EUR, mandated: 1.2240 EUR, indexed_material: 0.5379",
    )
    found = round_on(example_book({**files, PRICE: text}), Wanted(date(2025, 1, 1)))
    line = found.drafted[0]
    assert sum(one.amount for one in line.layers.values()) == line.unit_price.amount
    assert sum(one.total.amount for one in line.moves) == line.unit_price.amount - price
    assert round_on(example_book(_second(text, files))).is_empty
