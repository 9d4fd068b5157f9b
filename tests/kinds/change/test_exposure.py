"""What a disagreement costs and what a release is measured by, where the facts are less simple than in the story."""

from datetime import date

import pytest

from kamdocs.kinds.change.figures import Answer, door_of, gate_rows
from kamdocs.kinds.change.figures.gate import Cost
from kamdocs.kinds.change.figures.gate_table import sums_words
from kamdocs.kinds.change.model import Door
from tests.kinds.change.story import CHANGE, PART, RELEASE, book_on, changed, the_change

CHG, NEXT = f"changes/{CHANGE}", "CHG-2024-0301"
INDEX_E = """  - index: E
    release_date: 2024-02-06
    ppap_state: none
    introductions: [{site: SIT-M, shipped_from: 2024-03-20}]
    bom: [{component: 7K-900, quantity: 1 pcs}]
"""
SECOND = f"""id: {NEXT}
initiator: customer
reason: Clip lighter.
received_on: 2024-02-02
lines:
  - {{part: PRT-300-C, sites: [SIT-M], index_from: D, index_to: E, price_delta: {{value_added: %s EUR}}}}
technical_track: [{{state: inquiry, on: 2024-02-02}}]
commercial_track: [{{state: agreed, on: 2024-02-20, evidence: [COM-2023-0002]}}]
"""


def _jumped(delta: str = "-0.0475") -> dict[str, str]:
    """Site M gets E at once; D was never shipped there, nor is there a price of it."""
    part = changed(f"parts/{PART}", ("{site: SIT-M, planned_on: 2024-03-11, shipped_from: 2024-03-11}", ""))
    text = part[f"parts/{PART}"].replace("      - \n", "") + INDEX_E
    return {f"parts/{PART}": text, f"changes/{NEXT}": SECOND % delta}


def _costs(as_of: str, more: dict[str, str]) -> dict[str, Cost]:
    return {row.change.id: row.cost for row in gate_rows(book_on(as_of, more)) if row.site == "SIT-M"}


def test_an_index_that_was_skipped_still_costs_from_the_day_on_which_a_later_one_came() -> None:
    """260 pieces a day in March at 0.2475 - 0.0475: both changes lie between price and shipments since 2024-03-20."""
    costs = _costs("2024-03-31", _jumped())
    for change in (CHANGE, NEXT):
        assert (str(costs[change].a_day), costs[change].since) == ("52.00 EUR", date(2024, 3, 20))
        assert sums_words(costs[change]) == "since 2024-03-20: +624.00 EUR"
    before = _costs("2024-03-19", _jumped())[CHANGE]
    assert (before.is_expected, before.since) == (True, date(2024, 3, 19))


def test_changes_that_cancel_each_other_out_cost_nothing_and_are_over_no_guess() -> None:
    cost = _costs("2024-03-31", _jumped("-0.2475"))[CHANGE]
    assert (str(cost.a_day), cost.since, cost.so_far, cost.is_expected) == ("0.00 EUR", None, None, False)


def test_a_release_is_not_measured_without_one_of_its_parts() -> None:
    """The second part is not known here: what the first one costs is not the whole."""
    second = "{part: PRT-300-C, sites: [SIT-M, SIT-N], index_from: C, index_to: D}, {part: PRT-999-Z, index_from: A"
    two = changed(
        CHG, ("{part: PRT-300-C, sites: [SIT-M, SIT-N], index_from: C, index_to: D", f"{second}, index_to: B")
    )
    book = book_on("2024-04-10", two, release=RELEASE.replace("70.00", "50.00"))
    found = door_of(the_change(book), Door.INTRODUCE, book)
    assert found.answer is Answer.GO
    assert (
        "stated 1550.00 EUR, the stated side decides alone, not computable: site of PRT-999-Z missing" in found.because
    )


def test_a_launch_is_not_measured_while_a_tool_was_not_read() -> None:
    launch = RELEASE.replace("door: introduce", "door: launch")
    book = book_on(
        "2024-03-08", changed(CHG, ("technical_track", "tier2_order_on: 2024-03-06\ntechnical_track")), release=launch
    )
    book.shelf.unread["TOL-0300"] = "records/sample/tools/TOL-0300.yaml"  # type: ignore[index]
    assert "stated 210.00 EUR, the stated side decides alone, not computable: tool not read" in (
        door_of(the_change(book), Door.LAUNCH, book).because
    )


@pytest.mark.parametrize(
    ("agreed", "ordered", "answer"),
    [
        ("", "ORD-2023-0001", "GO"),
        ("", "COM-2023-0002", "GO"),
        ("", "COM-2023-0001", "NO-GO"),
        ("COM-2023-0001", "ORD-2023-0001", "GO"),
        ("COM-2023-0002", "", "GO"),
    ],
)
def test_who_ordered_has_agreed(agreed: str, ordered: str, answer: str) -> None:
    """A weak paper of the agreement is healed by that of the order, from the day of the order on."""
    head = changed(CHG, ("", ""))[CHG].partition("commercial_track:")[0]
    acts = "".join(
        f"  - {{state: {state}, on: {on}{f', evidence: [{paper}]' if paper else ''}}}\n"
        for state, on, paper in (("agreed", "2024-02-20", agreed), ("ordered", "2024-03-05", ordered))
    )
    more = {CHG: f"{head}commercial_track:\n{acts}"}
    after, before = (book_on(day, more, release="") for day in ("2024-03-05", "2024-03-04"))
    assert door_of(the_change(after), Door.INTRODUCE, after).answer.value == answer
    early = "GO" if agreed == "COM-2023-0002" else "NO-GO"
    assert door_of(the_change(before), Door.INTRODUCE, before).answer.value == early


BILLED = """id: BIL-S1-2024
programme: PRG-S1
year: 2024
source: ERP
as_of: %s
unit: pcs
rows:
  - {part: PRT-300-C, site: SIT-M, month: 2024-03, document: invoice, basis: delivery,
     quantity: 9400, unit_price: 3.1540 EUR}
  - {part: PRT-300-C, site: SIT-M, month: 2024-03, document: return, basis: delivery,
     quantity: -100, unit_price: 3.1540 EUR}
control_total: {quantity: 9300, amount: 29332.20 EUR}
"""


def test_a_month_that_was_billed_counts_with_its_pieces_and_the_next_one_as_planned() -> None:
    """300 pieces a day in March at 0.2475, for 21 days, then ten days of April with the plan's 250."""
    costs = _costs("2024-04-10", {"billings/BIL-S1-2024": BILLED % "2024-04-05"})
    assert sums_words(costs[CHANGE]) == "since 2024-03-11: +2178.00 EUR"
    assert costs[CHANGE].notes[-2:] == ("billed pieces", "planned pieces")


def test_an_extract_that_was_taken_inside_the_month_does_not_say_its_pieces() -> None:
    costs = _costs("2024-04-10", {"billings/BIL-S1-2024": BILLED % "2024-03-30"})
    assert sums_words(costs[CHANGE]) == "since 2024-03-11: +1970.10 EUR"
    assert costs[CHANGE].notes[-1] == "planned pieces"
