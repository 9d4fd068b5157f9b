"""The price round: the worked example of F-29 to the last digit, what is booked already, and what is said beside it."""

from datetime import date
from decimal import Decimal

import pytest

from kamdocs.core.layers import Layer
from kamdocs.core.period import named_period
from kamdocs.kinds.price.draft import DependsOn, DraftedLine, Round, Wanted, days_of_change, days_of_index
from kamdocs.kinds.price.model import Price
from tests.kinds.price.rounds import (
    BASE,
    CHANGE,
    CLAUSE,
    LTA,
    MANDATED,
    PART,
    PLAN,
    PRICE,
    SERIES,
    TYPED,
    adjustment,
    example,
    example_book,
    replaced,
    round_on,
)

E = date(2025, 1, 1)


def _line(found: Round) -> DraftedLine:
    assert found.refused == ()
    assert len(found.drafted) == 1
    return found.drafted[0]


def _moves(line: DraftedLine) -> list[tuple[str, str, str]]:
    return [
        (
            one.because,
            ", ".join(f"{layer.value} {delta.amount:+f}" for layer, delta in one.deltas.items()),
            str(one.money),
        )
        for one in line.moves
    ]


def test_the_worked_example() -> None:
    """4.3879 to 4.4627: the table of F-29 without its tool step, whose layer stays."""
    line = _line(round_on(example_book(example({PRICE: BASE + TYPED}))))
    assert _moves(line) == [
        ("CHG-2024-0300", "value_added +0.0450", "8100.00 EUR"),
        ("LTA-2024-30@2025", "value_added -0.0492", "-8856.00 EUR"),
        ("MDC-8K-300@2025-01-01", "mandated +0.0398", "7164.00 EUR"),
        ("IXA-2024-0900", "indexed_material +0.0242", "4356.00 EUR"),
        ("COM-2023-0002", "logistics +0.0150", "2700.00 EUR"),
    ]
    assert {layer: str(value.amount) for layer, value in line.layers.items()} == {
        Layer.VALUE_ADDED: "2.4118",
        Layer.MANDATED: "1.2638",
        Layer.INDEXED_MATERIAL: "0.5621",
        Layer.TOOL_AMORTISATION: "0.1200",
        Layer.LOGISTICS: "0.1050",
    }
    assert str(line.unit_price) == "4.4627 EUR"
    assert str(line.money) == "13464.00 EUR"


def test_the_reduction_is_taken_after_the_change() -> None:
    """The trap: taken first it would leave value added of 2.4127, 0.0009 a piece too much."""
    line = _line(round_on(example_book()))
    assert line.layers[Layer.VALUE_ADDED].amount == Decimal("2.4118")
    assert [one.because[:3] for one in line.moves] == ["CHG", "LTA", "MDC", "IXA"]


def test_what_an_order_types_in_value_added_stands_before_the_reduction() -> None:
    """Step 2, not 7: 2 % are taken of it as well."""
    typed = (
        TYPED.replace("layer: logistics, delta: 0.0150", "layer: value_added, delta: 1.0000")
        .replace("logistics: 0.1050", "logistics: 0.0900")
        .replace("value_added: 2.4160 EUR", "value_added: 3.4160 EUR")
        .replace("4.4029", "5.3879")
    )
    line = _line(round_on(example_book(example({PRICE: BASE + typed}))))
    assert ("LTA-2024-30@2025", "value_added -0.0692", "-12456.00 EUR") in _moves(line)


def test_residual_is_zero_and_layers_add_up() -> None:
    line = _line(round_on(example_book()))
    assert sum(one.total.amount for one in line.moves) == line.unit_price.amount - line.before.unit_price.amount
    assert sum(value.amount for value in line.layers.values()) == line.unit_price.amount


def test_tool_step_is_left_out_and_said() -> None:
    notes = round_on(example_book()).notes
    assert len(notes) == 1
    assert notes[0].startswith("Tool amortisation stays as it is: actual volumes are not recorded yet")
    assert "1 of the drafted lines" in notes[0]


def test_the_draft_pays_the_index_that_comes_that_day() -> None:
    """Planned as the change plans it, and once it is shipped by K7."""
    assert _line(round_on(example_book())).technical_index == "B"
    shipped = replaced(PART, ("planned_on: 2025-01-01", "shipped_from: 2025-01-01"))
    assert _line(round_on(example_book(shipped))).technical_index == "B"
    without = example()
    del without[CHANGE]
    assert _line(round_on(example_book(without))).technical_index == "A"


def test_a_day_without_cause_drafts_nothing() -> None:
    found = round_on(example_book(), Wanted(date(2025, 1, 2)))
    assert found.is_empty
    assert found.refused == ()


def test_a_cause_that_is_booked_is_not_proposed_again() -> None:
    """In a line that is not withdrawn; after a withdrawal it is due again."""
    assert "LTA-2024-30@2025" not in {
        one.because for line in round_on(example_book(_with_booked("proposed"))).untouched for one in line.missing
    }
    held = round_on(example_book(_with_booked("proposed"))).untouched
    assert [one.because for one in held[0].missing] == ["CHG-2024-0300", "MDC-8K-300@2025-01-01", "IXA-2024-0900"]
    assert [str(one.money) for one in held[0].missing] == ["8100.00 EUR", "7164.00 EUR", "4356.00 EUR"]


def _with_booked(state: str) -> dict[str, str]:
    line = TYPED.replace(
        "because: COM-2023-0002, layer: logistics, delta: 0.0150",
        "because: LTA-2024-30@2025, layer: value_added, delta: -0.0483",
    )
    line = (
        line.replace("4.4029", "4.3396").replace("logistics: 0.1050", "logistics: 0.0900").replace("2.4160", "2.3677")
    )
    acts = "" if state == "draft" else f"\n      - {{state: {state}, on: 2024-11-26, evidence: [COM-2023-0001]}}"
    return example({PRICE: BASE + line.rstrip("\n") + acts + "\n"})


def test_a_line_that_is_proposed_is_never_touched() -> None:
    found = round_on(example_book(_with_booked("proposed")))
    assert found.drafted == ()
    assert found.untouched[0].name == "PRC-300-C-ONE@2025-01-01"


def test_a_withdrawn_line_of_the_day_stands_in_the_way() -> None:
    found = round_on(example_book(_with_booked("withdrawn")))
    assert found.drafted == ()
    assert "is withdrawn, and a file has one line for a day" in found.refused[0].reasons[0][1]


def test_a_draft_is_completed_and_its_reduction_taken_again_behind_a_new_change() -> None:
    """The draft took 2 % of 2.4160; the change was agreed since, so 2 % of 2.4610 are due."""
    line = _line(round_on(example_book(_with_booked("draft"))))
    assert line.place == 3
    again = next(one for one in line.moves if one.because.startswith("LTA"))
    assert (again.was, again.total.amount) == ((0,), Decimal("-0.0492"))
    assert line.layers[Layer.VALUE_ADDED].amount == Decimal("2.4118")


def test_without_a_new_change_a_typed_reduction_stays_as_typed() -> None:
    files = _with_booked("draft")
    del files[CHANGE]
    files[PRICE] = files[PRICE].replace("delta: -0.0483", "delta: -0.0400").replace("4.3396", "4.3479")
    files[PRICE] = files[PRICE].replace("2.3677", "2.3760")
    line = _line(round_on(example_book(files)))
    assert next(one for one in line.moves if one.because.startswith("LTA")).total.amount == Decimal("-0.0400")


def test_a_draft_whose_price_its_reasons_do_not_give_is_not_completed() -> None:
    found = round_on(example_book(example({PRICE: BASE + TYPED.replace("4.4029", "4.5000")})))
    assert found.drafted == ()
    assert "the draft says 4.5000 EUR, its reasons give 4.4029 EUR" in found.refused[0].reasons[0][1]


def test_a_base_that_is_not_agreed_is_named() -> None:
    agreed = (
        "      - {state: agreed, on: 2024-09-20, evidence: [DOC-2022-0001]}\n"
        "      - {state: loaded, on: 2024-09-24, evidence: [ORD-2023-0001]}\n"
    )
    proposed = "      - {state: proposed, on: 2024-09-20, evidence: [COM-2023-0001]}\n"
    files = replaced(PRICE, (agreed, proposed))
    assert _line(round_on(example_book(files))).note == "builds on the line of 2024-10-01, which is proposed"
    assert _line(round_on(example_book())).note == ""


def test_lines_after_the_day_are_named() -> None:
    later = TYPED.replace("valid_from: 2025-01-01", "valid_from: 2025-07-01")
    line = _line(round_on(example_book(example({PRICE: BASE + later}))))
    assert [str(one.valid_from) for one in line.later] == ["2025-07-01"]


def test_unknown_volume_is_counted_and_never_zero() -> None:
    files = example()
    del files[PLAN]
    found = round_on(example_book(files))
    line = _line(found)
    assert line.pieces is None
    assert line.money is None
    assert (found.total(), found.unknown) == ((), 1)
    assert all(one.unknown == 1 and one.money == () for one in found.by_cause())


def test_an_adjustment_without_effect_is_drafted_too() -> None:
    """3 % is inside the threshold, and nothing was applied before: delta 0, no entry, and said."""
    files = replaced(SERIES, ("2338.50", "2113.00"))
    del files["sample/index-adjustments/IXA-2024-0301.yaml"], files["sample/index-adjustments/IXA-2024-0302.yaml"]
    files[PRICE] = _without_index(files[PRICE])
    files[SERIES] = files[SERIES].replace("2251.86", "2052.60").replace("2205.33", "2052.60")
    found = round_on(example_book(files))
    assert [one.id for one in found.adjustments] == ["IXA-2024-0900"]
    assert not found.adjustments[0].result.triggered
    assert "IXA-2024-0900" not in {one.because for one in _line(found).moves}
    assert ("IXA-2024-0900", "not triggered in 2025-Q1") in {(one.because, one.why) for one in found.left_out}


def _without_index(text: str) -> str:
    head, *lines = text.split("  - valid_from: ")
    return head + "  - valid_from: " + lines[0]


def test_an_index_that_falls_back_inside_the_corridor_takes_its_adjustment_back() -> None:
    """Under `base` the new adjustment replaces the old one: entry 0 less 0.0279."""
    found = round_on(example_book(replaced(SERIES, ("2338.50", "2113.00"))))
    move = next(one for one in _line(found).moves if one.because == "IXA-2024-0900")
    assert move.total.amount == Decimal("-0.0279")


def test_a_provisional_average_makes_the_line_provisional() -> None:
    files = replaced(
        SERIES, ("{month: 2024-11, value: 2338.50}", "{month: 2024-11, value: 2338.50, status: provisional}")
    )
    files[CLAUSE] = files[CLAUSE].replace("provisional_allowed: false", "provisional_allowed: true")
    found = round_on(example_book(files))
    assert _line(found).provisional
    assert found.adjustments[0].result.provisional
    assert not _line(round_on(example_book())).provisional


def test_a_written_adjustment_is_cited_and_not_drafted_again() -> None:
    path = "sample/index-adjustments/IXA-2025-0001.yaml"
    text = adjustment("0303", ("2025-01", "2025-03"), average="2338.50", delta="0.0521", deviation="13.93 %")
    files = example({path: text.replace("IXA-2024-0303", "IXA-2025-0001")})
    found = round_on(example_book(files))
    assert found.adjustments == ()
    assert _moves(_line(found))[-1] == ("IXA-2025-0001", "indexed_material +0.0242", "4356.00 EUR")


_AGREED = "evidence: [DOC-2022-0001]}"
_SUSPENDED = _AGREED + "\n  - {state: suspended, on: 2024-12-02, evidence: [COM-2023-0001]}"
_LEFT_OUT = (
    (CHANGE, "  - {state: agreed, on: 2024-10-07, evidence: [DOC-2022-0001]}\n", "", "introduced, not agreed: quoted"),
    (LTA, "track:", "conditions: [{step: 2025, kind: award, obligation: OBL-2024-0001}]\ntrack:",
     "its condition is not met: OBL-2024-0001 open"),
    (LTA, _AGREED, _SUSPENDED, "the LTA is suspended"),
    (LTA, "start_rule: fixed_date", "start_rule: sop_plus_months\nstart_after: 48 months",
     "the start rule allows 2026-03-01 at the earliest"),
)  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "why"), _LEFT_OUT)
def test_left_out_and_said(path: str, old: str, new: str, why: str) -> None:
    """The line is drafted without it."""
    because = "LTA-2024-30@2025" if path == LTA else "CHG-2024-0300"
    found = round_on(example_book(replaced(path, (old, new))))
    assert (because, why) in {(one.because, one.why) for one in found.left_out}
    assert because not in {one.because for one in _line(found).moves}


def test_a_waived_adjustment_is_left_out() -> None:
    text = adjustment("0303", ("2025-01", "2025-03"), average="2338.50", delta="0.0521", deviation="13.93 %")
    text = (
        text.replace("track:", "approval: {by: PER-0001, on: 2024-12-03, because: Traded.}\ntrack:")
        .replace("state: applied, on: 2025-01-01", "state: waived, on: 2024-12-03")
        .replace("agreed, on: 2025-01-01", "agreed, on: 2024-12-02")
    )
    found = round_on(example_book(example({"sample/index-adjustments/IXA-2024-0303.yaml": text})))
    assert ("IXA-2024-0303", "the adjustment is waived") in {(one.because, one.why) for one in found.left_out}


def test_a_change_given_away_is_not_charged() -> None:
    files = replaced(
        CHANGE, ("state: agreed, on: 2024-10-07, evidence: [DOC-2022-0001]", "state: waived, on: 2024-10-07")
    )
    files[CHANGE] += "free_of_charge: {by: PER-0001, on: 2024-10-07, because: Goodwill.}\n"
    found = round_on(example_book(files))
    assert ("CHG-2024-0300", "given away, its delta is not charged") in {
        (one.because, one.why) for one in found.left_out
    }
    assert "CHG-2024-0300" not in {one.because for one in _line(found).moves}


def test_a_round_for_one_cause_drafts_its_step_alone() -> None:
    book = example_book()
    for wanted, because in (
        (Wanted(E, cause="CHG-2024-0300"), "CHG-2024-0300"),
        (Wanted(E, cause="MDC-8K-300@2025-01-01"), "MDC-8K-300@2025-01-01"),
    ):
        found = round_on(book, wanted)
        assert [one.because for one in _line(found).moves] == [because]
        assert found.adjustments == ()
    period = named_period("2025-Q1")
    assert period is not None
    wanted, lost = days_of_index(book, period)
    assert lost == ()
    found = round_on(book, wanted[0])
    assert [one.because for one in _line(found).moves] == ["IXA-2024-0900"]
    assert [one.id for one in found.adjustments] == ["IXA-2024-0900"]


def test_a_round_for_a_reduction_waits_for_the_change() -> None:
    book = example_book()
    with pytest.raises(DependsOn, match="CHG-2024-0300"):
        round_on(book, Wanted(E, cause="LTA-2024-30@2025"))
    without = example()
    del without[CHANGE]
    found = round_on(example_book(without), Wanted(E, cause="LTA-2024-30@2025"))
    assert _moves(_line(found)) == [("LTA-2024-30@2025", "value_added -0.0483", "-8694.00 EUR")]


def test_a_change_has_its_day_at_each_site() -> None:
    book = example_book()
    change = book.get("CHG-2024-0300")
    assert change is not None
    assert [one.on for one in days_of_change(book, change)] == [E]  # type: ignore[arg-type]


def test_a_price_per_hundred_is_rounded_per_hundred() -> None:
    """Every delta at the price unit, money by the exact price of a piece."""
    files = {
        path: text.replace(" EUR}", " EUR per 100}")
        .replace(" EUR,", " EUR per 100,")
        .replace(" EUR\n", " EUR per 100\n")
        .replace(" EUR  #", " EUR per 100  #")
        if path in (PRICE, CHANGE) or "IXA-" in path
        else text
        for path, text in example().items()
    }
    files[CHANGE] = (
        files[CHANGE]
        .replace("tooling: 0.00 EUR per 100", "tooling: 0.00 EUR")
        .replace("amount: 0.00 EUR per 100", "amount: 0.00 EUR")
    )
    line = _line(round_on(example_book(files)))
    assert _moves(line)[:3] == [
        ("CHG-2024-0300", "value_added +0.0450", "81.00 EUR"),
        ("LTA-2024-30@2025", "value_added -0.0492", "-88.56 EUR"),
        ("MDC-8K-300@2025-01-01", "mandated +3.9780", "7160.40 EUR"),
    ]


def test_only_the_programme_that_is_asked_for() -> None:
    assert len(round_on(example_book(), Wanted(E, "PRG-S1")).drafted) == 1
    found = round_on(example_book(), Wanted(E, "PRG-S9"))
    assert found.is_empty


def test_the_order_of_lines_in_a_file_means_nothing() -> None:
    head, *lines = BASE.split("  - valid_from: ")
    turned = head + "".join(f"  - valid_from: {one}" for one in reversed(lines))
    one, other = (_line(round_on(example_book(example({PRICE: text})))) for text in (BASE, turned))
    assert _moves(one) == _moves(other)
    assert one.layers == other.layers
    assert isinstance(one.price, Price)


def test_mandated_price_of_another_component_moves_nothing() -> None:
    files = replaced(PART, ("8K-300, quantity: 3 pcs", "8K-301, quantity: 3 pcs"))
    found = round_on(example_book(files | {MANDATED: example()[MANDATED]}))
    assert found.drafted == ()
    assert ("8K-301", "mandated component missing") in found.refused[0].reasons
