"""Figures of LTAs: what a step is taken from, its order, conditions, saving, standing, calendar."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kamdocs.calc.refusal import Refused
from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.layers import Layer
from kamdocs.core.money import UnitPrice
from kamdocs.core.view import Link, Mark, Number, Table
from kamdocs.kinds.lta.figures import (
    causes,
    committed,
    computed_delta,
    conditions_met,
    first_allowed,
    in_order,
    lta_calendar,
    next_steps,
    open_value,
    pieces_from,
    standing,
    step_delta,
    step_mark,
)
from kamdocs.kinds.lta.page import page
from tests.kinds.lta.written import AGREED, LINE, book_of, lta, price, programme, step, the_lta, the_price, volumes

BOOKED = "because: LTA-2022-01@2024, layer: value_added, delta: -0.1760 EUR"
TAKEN = ("2024-01-01", "value_added: 8.6240 EUR, indexed_material: 1.5000 EUR", BOOKED)


def layers(**told: str) -> dict[Layer, UnitPrice]:
    return {Layer(name): UnitPrice(Decimal(amount), "EUR") for name, amount in told.items()}


def _delta(book: Book, before: dict[Layer, UnitPrice]) -> dict[str, str]:
    found = step_delta(book, the_lta(book), the_lta(book).steps[-1], the_price(book), before)
    return {layer.value: str(delta) for layer, delta in found.items()}


def test_a_round_gives_the_layers_after_the_change() -> None:
    """The round's own example: 2 % on 2.4610."""
    book = book_of([lta(step(2025))], [price(("2023-01-01", "value_added: 2.4160 EUR"))])
    before = layers(value_added="2.4610", mandated="1.2240", unknown="0.0000")
    assert _delta(book, before) == {"value_added": "-0.0492 EUR"}


@pytest.mark.parametrize(
    ("basis", "excludes", "expected"),
    [
        ("value_added", "[]", "-0.1760 EUR"),
        ("full_price", "[]", "-0.2460 EUR"),
        ("full_price", "[mandated]", "-0.2200 EUR"),
        ("full_price", "[indexed_material]", "-0.2160 EUR"),
        ("full_price", "[amortisation]", "-0.2400 EUR"),
        ("full_price", "[logistics]", "-0.2420 EUR"),
        ("full_price", "[mandated, indexed_material, amortisation, logistics]", "-0.1800 EUR"),
    ],
)
def test_each_word_of_excludes_takes_its_layers_out(basis: str, excludes: str, expected: str) -> None:
    """Amortisation is both layers, logistics with packaging; `other` is in every full price."""
    book = book_of([lta(step(2025), basis=basis, excludes=excludes)], [price(LINE)])
    before = layers(
        value_added="8.8000",
        mandated="1.3000",
        indexed_material="1.5000",
        development_amortisation="0.1000",
        tool_amortisation="0.2000",
        logistics="0.1500",
        packaging="0.0500",
        other="0.2000",
    )
    assert _delta(book, before) == {"value_added": expected}


def test_nobody_reduces_what_nobody_can_split() -> None:
    before = layers(value_added="8.8000", unknown="1.0000")
    for told in ({"basis": "value_added", "excludes": "[]"}, {"basis": "full_price", "excludes": "[mandated]"}):
        book = book_of([lta(step(2025), **told)], [price(LINE)])
        with pytest.raises(Refused, match="unknown layer of 1"):
            _delta(book, before)
    book = book_of([lta(step(2025), basis="full_price", excludes="[]")], [price(LINE)])
    assert _delta(book, before) == {"unknown": "-0.1960 EUR"}


def test_tiers_two_units_and_two_steps_of_a_day_are_refused() -> None:
    tiers = "year: 2025, effective: 2025-01-01, tiers: [{volume_from: 0 pcs, rate: 1 %}]"
    book = book_of([lta(tiers, basis="tier", excludes="[]")], [price(LINE)])
    with pytest.raises(Refused, match="actual_volume of the year before missing"):
        _delta(book, layers(value_added="8.8000"))
    book = book_of([lta(step(2025))], [price(LINE)])
    with pytest.raises(Refused, match="layers stand in two units"):
        _delta(book, {Layer.VALUE_ADDED: UnitPrice(Decimal(1), "EUR"), Layer.OTHER: UnitPrice(Decimal(1), "EUR", 100)})
    day = "2025-01-01"
    two = lta(step(2025, effective=day), step(2026, effective=day), compounding="simple")
    with pytest.raises(Refused, match="two on 2025-01-01"):
        _delta(book_of([two], [price(LINE)]), layers(value_added="8.8000"))


def test_a_simple_step_counts_from_the_value_without_steps() -> None:
    """What a letter brought between two steps bears the second rate only: 0.1760 of the first value, 0.0100 of it."""
    later = (
        "2024-07-01",
        "value_added: 9.1240 EUR, indexed_material: 1.5000 EUR",
        "because: COM-2023-0002, layer: value_added, delta: 0.5000 EUR",
    )
    book = book_of([lta(step(2024), step(2025), compounding="simple")], [price(LINE, TAKEN, later)])
    of = the_lta(book)
    assert str(computed_delta(book, of, of.steps[1], the_price(book))) == "-0.1860 EUR"
    chain = book_of([lta(step(2024), step(2025))], [price(LINE, TAKEN, later)])
    assert str(computed_delta(chain, the_lta(chain), of.steps[1], the_price(chain))) == "-0.1825 EUR"


def test_steps_of_one_day_follow_their_documents_then_their_references() -> None:
    """Only where every one of them has a document with a day."""
    first, second = "LTA-2022-01@2025", "LTA-2022-02@2025"
    dated = [lta(step(2025), agreed_in="DOC-2022-0001"), lta(step(2025), name="LTA-2022-02", agreed_in="DOC-2021-0001")]
    assert in_order(book_of(dated, []), [first, second]) == (second, first)
    undated = [lta(step(2025), agreed_in="DOC-2022-0001"), lta(step(2025), name="LTA-2022-02")]
    assert in_order(book_of(undated, []), [second, first]) == (first, second)


def test_causes_stand_by_day_and_then_by_their_step() -> None:
    line = (
        "2024-01-01",
        "value_added: 8.6240 EUR, indexed_material: 1.5000 EUR",
        "because: COM-2023-0002, layer: logistics, delta: 0.0100 EUR",
        "because: MDC-7K-090@2023-01-01, layer: mandated, delta: 0.0100 EUR",
        BOOKED,
        "because: COM-2023-0002, layer: value_added, delta: 0.0100 EUR",
        "because: CHG-2024-0001, layer: value_added, delta: 0.0100 EUR",
        "because: TOL-0001, layer: tool_amortisation, delta: 0.0100 EUR, effective: 2023-12-01",
    )
    book = book_of([lta(step(2024))], [price(LINE, line)])
    found = [(one.because, one.step) for one in causes(book, the_price(book).lines[1])]
    assert found == [
        ("TOL-0001", 6),
        ("COM-2023-0002", 2),
        ("CHG-2024-0001", 2),
        ("LTA-2022-01@2024", 3),
        ("MDC-7K-090@2023-01-01", 4),
        ("COM-2023-0002", 7),
    ]


OBLIGATION = """\
id: OBL-2024-0009
debtor: customer
source: DOC-2022-0001
what: Award of the rear lever.
due: 2024-09-30
evidence_required_grade: 3
condition_of: LTA-2022-01@2025
track: [{state: open, on: 2024-01-08}%s]
"""
AWARD = {"conditions": "[{step: 2025, kind: award, obligation: OBL-2024-0009}]"}


def _conditional(done: str = "", **told: str) -> Book:
    more = {"obligations/OBL-2024-0009.yaml": OBLIGATION % done}
    return book_of([lta(step(2025), **(told or AWARD))], [price(LINE)], more=more)


def test_a_condition_is_met_unmet_or_nobody_can_tell() -> None:
    book = _conditional()
    of = the_lta(book)
    assert not conditions_met(book, of, of.steps[0])
    assert step_mark(book, of, of.steps[0]) == Mark("conditions unmet", "wait")
    book = _conditional(", {state: fulfilled, on: 2024-10-01, evidence: [DOC-2022-0001]}")
    assert conditions_met(book, the_lta(book), the_lta(book).steps[0])
    volume = "[{step: 2025, kind: volume, volume_min: 90 %}]"
    book = _conditional(conditions=volume)
    with pytest.raises(Refused, match="actual_volume of 2024 missing"):
        conditions_met(book, the_lta(book), the_lta(book).steps[0])
    book = _conditional(conditions=f"{volume[:-1]}, {AWARD['conditions'][1:]}")
    assert not conditions_met(book, the_lta(book), the_lta(book).steps[0])


def test_a_step_without_conditions_waits_for_nothing() -> None:
    book = _conditional()
    of = the_lta(book).model_copy(update={"conditions": ()})
    assert conditions_met(book, of, of.steps[0])


@pytest.mark.parametrize(
    ("first", "pieces"),
    [("2025-01-01", Fraction(930)), ("2025-02-15", Fraction(28 - 14) * 10 + 310), ("2025-04-01", Fraction(0))],
)
def test_a_month_that_is_cut_counts_by_its_days(first: str, pieces: Fraction) -> None:
    plan = {"volume-plans/VOL-D-01.yaml": volumes({"2025-01": 340, "2025-02": 280, "2025-03": 310})}
    book = book_of([lta(step(2025, effective=first))], [price(LINE)], more=plan)
    day = the_lta(book).steps[0].effective
    assert pieces_from(book, "PRT-900-D", "SIT-ONE", day, 2025) == pieces


NOMINATION = """\
id: NOM-2022-0009
programme: PRG-D
awarded_on: 2022-01-10
lines:
  - part: PRT-900-D
    site: SIT-ONE
    technical_index: A
    unit_price: 10.3000 EUR
    volumes: {2025: 36500 pcs, 2030: 18100 pcs}
payment_terms: net 60 days
incoterm: DAP
place: Gate 3
signatory: PER-0102
files: [{file: files/NOM-2021-0001.txt, sha256: 582e21845d90435c344711929c0e696b255beb2e14c37d2dc2230ff77320d4d0}]
track: [{state: received, on: 2022-01-10}]
"""


def test_without_a_plan_the_contract_year_is_spread_over_its_days() -> None:
    more = {"nominations/NOM-2022-0009.yaml": NOMINATION, "programmes/PRG-D.yaml": programme(eop="2030-06-30")}
    book = book_of([lta(step(2025, effective="2025-12-31"))], [price(LINE)], more=more)
    day = the_lta(book).steps[0].effective
    assert pieces_from(book, "PRT-900-D", "SIT-ONE", day, 2025) == 100
    assert pieces_from(book, "PRT-900-D", "SIT-ONE", day.replace(day=1, month=1), 2025) == 36500
    assert pieces_from(book, "PRT-900-D", "SIT-ONE", day.replace(year=2030, month=6, day=30), 2030) == 100
    with pytest.raises(Refused, match="volume of PRT-900-D at SIT-ONE in 2026 missing"):
        pieces_from(book, "PRT-900-D", "SIT-ONE", day, 2026)


def test_a_booked_step_saves_what_the_price_holds() -> None:
    """Not what the formula gives: 0.2000 was given, 0.1760 was signed. A day inside January cuts it."""
    plan = {"volume-plans/VOL-D-01.yaml": volumes({"2024-01": 3100, "2024-02": 1000})}
    taken = ("2024-01-16", TAKEN[1].replace("8.6240", "8.6000"), BOOKED.replace("0.1760", "0.2000"))
    book = book_of([lta(step(2024, effective="2024-01-16"))], [price(LINE, taken)], more=plan)
    of = the_lta(book)
    found = committed(book, of, of.steps[0])
    assert str(found.money) == "520.00 EUR"
    assert found.exact == (Fraction(520), "EUR")
    assert open_value(of, book) == ()


def test_a_day_after_its_year_contradicts_itself() -> None:
    book = book_of([lta(step(2024, effective="2025-01-01"))], [price(LINE)])
    of = the_lta(book)
    assert committed(book, of, of.steps[0]).refused == ("PRC-900-D-ONE: effective 2025-01-01 lies after 2024",)
    with pytest.raises(Refused, match="saving not whole"):
        _ = committed(book, of, of.steps[0]).money


def test_start_rules_read_the_programme_of_the_part() -> None:
    told = {"start_rule": "sop_plus_months", "start_after": "18 months"}
    book = book_of([lta(step(2024), **told)], [])
    assert str(first_allowed(book, the_lta(book), "PRT-900-D")) == "2023-09-01"
    assert first_allowed(book_of([lta(step(2024))], []), the_lta(book_of([lta(step(2024))], [])), "PRT-900-D") is None
    book = book_of([lta(step(2024), **told)], [], more={"programmes/PRG-D.yaml": "id: PRG-D\nvehicle: Car D\n"})
    with pytest.raises(Refused, match="sop missing"):
        first_allowed(book, the_lta(book), "PRT-900-D")


@pytest.mark.parametrize(
    ("as_of", "word"), [("2023-12-31", "not started"), ("2024-01-01", "running"), ("2026-01-01", "completed")]
)
def test_an_agreement_starts_runs_and_ends(as_of: str, word: str) -> None:
    book = book_of([lta(step(2024), step(2025))], [price(LINE, TAKEN)], as_of=as_of)
    facts = {fact.label: fact.value for fact in standing(the_lta(book), book)}
    assert facts["Standing"] == Mark(word, {"not started": "wait", "running": "good", "completed": "off"}[word])


@pytest.mark.parametrize(
    ("year", "as_of", "mark"),
    [
        (2024, "2024-12-02", Mark("taken", "good")),
        (2025, "2024-10-02", Mark("due in 91 days", "wait")),
        (2025, "2024-12-31", Mark("due in 1 day", "bad")),
        (2025, "2025-01-03", Mark("due 2 days ago", "bad")),
    ],
)
def test_a_step_is_taken_due_or_late(year: int, as_of: str, mark: Mark) -> None:
    book = book_of([lta(step(2024), step(2025))], [price(LINE, TAKEN)], as_of=as_of)
    one = the_lta(book).step(year)
    assert one is not None
    assert step_mark(book, the_lta(book), one) == mark


def test_what_is_owed_and_not_taken_comes_next() -> None:
    plan = {"volume-plans/VOL-D-01.yaml": volumes({"2025-01": 1000})}
    agreements = [
        lta(step(2024), step(2025)),
        lta(step(2026), name="LTA-2022-02", track="{state: proposed, on: 2022-12-05}"),
    ]
    book = book_of(agreements, [price(LINE, TAKEN)], more=plan)
    assert [(one.lta.id, one.step.year, len(one.left)) for one in next_steps(book)] == [("LTA-2022-01", 2025, 1)]
    stakes = open_value(the_lta(book), book)
    assert [(one.record, str(one.money), one.owed.value) for one in stakes] == [
        ("LTA-2022-01@2025", "172.50 EUR", "by us")
    ]


def _row(table: Table, number: int) -> dict[str, str]:
    cells = zip(table.columns, table.rows[number].cells, strict=True)
    return {column.heading: _said(cell) for column, cell in cells}


def _said(cell: object) -> str:
    match cell:
        case Mark(word=word):
            return word
        case Link(record=record):
            return record
        case Number(text=text):
            return text
    return str(cell)


def test_the_calendar_holds_every_step_by_its_day() -> None:
    plan = {"volume-plans/VOL-D-01.yaml": volumes({"2025-01": 1000})}
    followed = f"{AGREED}, {{state: renegotiated, on: 2023-12-05, evidence: [DOC-2022-0001]}}"
    agreements = [lta(step(2025), step(2024)), lta(step(2023), name="LTA-2021-01", track=followed)]
    table = lta_calendar(book_of(agreements, [price(LINE, TAKEN)], more=plan))
    assert [row.cells[0] for row in table.rows] == ["2024-01-01", "2025-01-01"]
    assert _row(table, 1) == {
        "From": "2025-01-01",
        "LTA": "LTA-2022-01",
        "Step": "2025",
        "Reduction": "2 %",
        "Basis": "value added",
        "Parts": "1",
        "Prices": "1",
        "Proposed": "0 of 1",
        "Money in its year": "-172.50 EUR",
        "Conditions": "none",
        "Standing": "due in 30 days",
    }
    assert _row(table, 0)["Proposed"] == "1 of 1"
    assert _row(table, 0)["Money in its year"].startswith("not computable: saving not whole")
    assert {column.seen_as for column in table.columns} == {Class.PRICE}
    assert all("PRT-900-D" in row.about for row in table.rows)


def test_the_page_shows_steps_and_what_they_depend_on() -> None:
    book = _conditional()
    steps, conditions, _ = page(the_lta(book), book).sections
    assert _row(steps.tables[0], 0)["Conditions"] == "not met"
    assert _row(conditions.tables[0], 0)["Because"] == "OBL-2024-0009 open"
    book = book_of([lta(step(2025))], [price(LINE)])
    assert [one.heading for one in page(the_lta(book), book).sections] == ["Steps", "Ideas against the steps"]
