"""What people see of ideas: standing, summary, figures step by step, the board, and what purchasing may read of it."""

from pathlib import Path

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.view import Link, Mark, Table
from kamdocs.kinds import BY_SLUG
from kamdocs.kinds.obligation.model import Obligation
from kamdocs.kinds.productivity_idea.figures import explained, explained_step, standing, summary
from kamdocs.kinds.productivity_idea.figures.boards import productivity_tables
from tests.books import sample_files
from tests.kinds.productivity_idea.written import OWN, book_of, idea, lta, the_idea, the_step
from tests.site.building import build, page, site_for

OBLIGATION = "sample/obligations/OBL-2024-0001.yaml"
DUTY = sample_files()[OBLIGATION].decode()


@pytest.mark.parametrize(
    ("maturity", "told", "mark"),
    [
        ("HG3", {"implementation_date": "2024-12-02"}, Mark("on time", "good")),
        ("HG3", {"implementation_date": "2024-12-01"}, Mark("late", "bad")),
        ("HG4", {"implementation_date": "2024-12-01"}, Mark("on time", "good")),
        ("HG1", {"implementation_date": ""}, Mark("no day yet", "wait")),
        ("dropped", {"implementation_date": "2024-12-01"}, Mark("dropped", "off")),
    ],
)
def test_an_idea_is_late_from_the_day_after(maturity: str, told: dict[str, str], mark: Mark) -> None:
    book = book_of(idea(1, maturity, **told))
    assert standing(the_idea(book, 1), book)[0].value == mark


def test_plants_and_logistics_are_told_what_comes_when_and_how_sure_it_is() -> None:
    book = book_of(idea(1, "HG3"))
    for audience in ("plant", "logistics"):
        told = [fact.value for fact in summary(the_idea(book, 1), book, audience)]
        assert told == ["Bracket 1 from narrower strip.", "HG3", "2025-01-01"]
    assert summary(the_idea(book, 1), book, "quality") == ()


def test_the_contribution_is_explained_with_its_pieces_and_weight() -> None:
    book = book_of(idea(1, "HG2", "1.2500 EUR per 100", customer_share="40 %"))
    own, whole = explained(the_idea(book, 1), book, "", book.as_of)
    assert own.name == "contribution of IDE-2024-0901 to LTA-2022-01@2025"
    assert [(one.formula, one.value) for one in own.steps] == [
        ("1.2500 / 100 * 16400 * 40 %", "82 EUR"),
        ("82 * 30 %", "24.6 EUR"),
    ]
    assert own.inputs[0].spot == the_idea(book, 1).at("track", 1, "state")
    assert whole.name == "coverage of LTA-2022-01@2025"


def test_the_coverage_is_explained_down_to_the_margin() -> None:
    book = book_of(idea(1, "HG4", "0.0500 EUR"), idea(2, "HG1", customer_share=""), idea(3, "HG5", type="process"))
    lta_, _ = the_step(book)
    found, funds = explained_step(lta_, book, "2025", book.as_of)
    worked = {one.name: one.value for one in found.steps}
    assert worked["hard, HG3–5"] == "410.00 EUR"
    assert worked["weighted"] == "369.00 EUR"
    assert worked["coverage"] == "37.50 %"
    assert found.result == "weighted 37.50 %, hard 41.67 %; margin at risk 615.00 EUR"
    said = {one.name: one.value for one in found.inputs}
    assert said["IDE-2024-0902"] == "not computable: customer_share missing"
    assert said["IDE-2024-0903"] == "type process: only product ideas count"
    assert (funds.source, funds.result) == ("F-25", "416.67 %, unfunded -3116.00 EUR")


def test_what_is_not_computable_says_why() -> None:
    book = book_of(idea(1, "HG3", counted_in=""), agreed=lta(state="proposed"))
    assert [one.refused for one in explained(the_idea(book, 1), book, "", book.as_of)] == ["counted_in missing"]
    lta_, _ = the_step(book)
    coverage = explained_step(lta_, book, "", book.as_of)[0]
    assert (coverage.refused, coverage.result) == ("step 2025 is not committed: nothing to measure", "")
    assert BY_SLUG["productivity_idea"].explained_of["lta"] is explained_step


def _tables(*ideas: str, more: dict[str, str] | None = None) -> dict[str, Table]:
    return {one.name: one for one in productivity_tables(book_of(*ideas, more=more))}


def test_the_board_shows_each_idea_once_the_surest_first() -> None:
    tables = _tables(
        idea(1, "HG1"), idea(2, "HG5"), idea(3, "dropped"), idea(4, "HG3", type="purchasing", counted_in="")
    )
    assert [row.anchor for row in tables["ideas"].rows] == ["IDE-2024-0902", "IDE-2024-0904", "IDE-2024-0901"]
    by_maturity = {row.cells[0]: row.cells[-1].text for row in tables["ideas-by-maturity"].rows}  # type: ignore[union-attr]
    assert by_maturity == {"HG5": "1", "HG4": "0", "HG3": "1", "HG2": "0", "HG1": "1", "dropped": "1"}
    step = _shown(tables["coverage-of-steps"], 0)
    assert (step["Target"], step["Weighted"], step["Coverage"]) == ("984.00 EUR", "1,804.00 EUR", "183.33 %")
    scenarios = _shown(tables["scenarios-of-steps"], 0)
    assert [scenarios[f"HG{grade}–5"] for grade in (4, 3, 2, 1)] == [*("1,640.00 EUR",) * 3, "3,280.00 EUR"]
    assert (scenarios["HG4–5 less target"], scenarios["HG1–5 less target"]) == ("656.00 EUR", "2,296.00 EUR")


def _shown(table: Table, row: int) -> dict[str, object]:
    """The cells of a row by their column."""
    columns, cells = table.columns, table.rows[row].cells
    return {column.heading: getattr(cell, "text", cell) for column, cell in zip(columns, cells, strict=True)}


def test_the_board_names_the_duty_that_a_step_depends_on_with_its_proof() -> None:
    done = "  - {state: fulfilled, on: 2024-11-04, evidence: [DOC-2022-0001]}\n"
    bound = DUTY.replace("due:", "condition_of: LTA-2024-01@2026\ndue:")
    ours = bound.replace("debtor: customer", "debtor: us").replace("OBL-2024-0001", "OBL-2024-0901")
    more = {OBLIGATION: bound + done, "sample/obligations/OBL-2024-0901.yaml": ours}
    tables = _tables(more=more)
    (theirs,), (own,) = tables["duties-customer"].rows, tables["duties-ours"].rows
    assert Link("LTA-2024-01", "LTA-2024-01@2026", "2026") in theirs.cells
    assert Link("DOC-2022-0001") in theirs.cells
    assert own.cells[-2] is None
    assert Mark("due in 210 days", "off") in own.cells


def test_the_page_of_an_obligation_says_who_owes_it() -> None:
    book = book_of(more={OBLIGATION: DUTY.replace("due:", "condition_of: LTA-2024-01@2026\ndue:")})
    duty = book.get_as(Obligation, "OBL-2024-0001")
    draw = BY_SLUG["obligation"].page
    assert duty is not None
    assert draw is not None
    told = {fact.label: fact.value for fact in draw(duty, book).headline}
    assert told == {"Owed by": "the customer", "Step that depends on it": Link("LTA-2024-01", "", "2026")}


def test_purchasing_sees_what_it_has_to_bring_and_no_price(tmp_path: Path) -> None:
    """Odd numbers: the saving is shown, the share, the step and what it pays for are not."""
    texts = {
        OWN: sample_files()[OWN].decode(),
        "sample/ltas/LTA-2022-01.yaml": lta(rate="2.4371 %"),
        "sample/productivity-ideas/IDE-2024-0901.yaml": idea(
            1, "HG3", "0.0733 EUR", type="purchasing", counted_in="", customer_share="37 %", our_share="63 %"
        ),
    }
    shown = page(build(site_for("purchasing"), tmp_path, texts, findings=()).folder, "reports/productivity")
    assert "0.0733" in shown
    assert "202.12" in shown
    for hidden in ("37 %", "LTA-2022-01", "2.4371", "Margin at risk", "Customer"):
        assert hidden not in shown
    managers = page(build(site_for("management"), tmp_path, texts, findings=()).folder, "reports/productivity")
    assert "Margin at risk" in managers


def test_every_column_of_the_board_says_who_reads_it() -> None:
    tables = _tables(idea(1, "HG3"))
    money = ("Target", "Weighted", "Coverage", "Margin at risk", "Customer's share", "Counted in", "Worth")
    columns = [column for table in tables.values() for column in table.columns]
    assert {column.seen_as for column in columns if column.heading in money} == {Class.PRICE}
