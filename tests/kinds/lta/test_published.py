"""The published clauses E06, E07 and E08 as records: their figures are the published results."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kamdocs.calc.lta import net_saving, shared_above
from kamdocs.core.book import Book
from kamdocs.core.explained import Explained
from kamdocs.core.layers import Layer
from kamdocs.kinds.lta.figures import committed, computed_delta, explained, first_allowed, layers_on, wrong_steps
from kamdocs.kinds.productivity_idea.model import ProductivityIdea
from tests.kinds.lta.written import book_of, lta, price, programme, step, the_lta, the_price, volumes

ONE_TIME = lta(step(2000, "5 %"), name="LTA-2000-01", basis="full_price", excludes="[]")
YEARLY = lta(
    *(step(year, "3.5 %") for year in (2000, 2001, 2002, 2003)), name="LTA-2000-02", basis="full_price", excludes="[]"
)
FROM_1999 = ("1999-01-01", "value_added: 100.0000 EUR")


def _entry(name: str, year: int, delta: str) -> str:
    return f"because: {name}@{year}, layer: value_added, delta: {delta} EUR"


E06 = price(
    FROM_1999,
    (
        "2000-01-01",
        "value_added: 91.6750 EUR",
        _entry("LTA-2000-02", 2000, "-3.3250"),
        _entry("LTA-2000-01", 2000, "-5.0000"),
    ),
    ("2001-01-01", "value_added: 88.4664 EUR", _entry("LTA-2000-02", 2001, "-3.2086")),
    ("2002-01-01", "value_added: 85.3701 EUR", _entry("LTA-2000-02", 2002, "-3.0963")),
    ("2003-01-01", "value_added: 82.3821 EUR", _entry("LTA-2000-02", 2003, "-2.9880")),
)


def _result(found: tuple[Explained, ...], name: str) -> Explained:
    return next(one for one in found if one.name == name)


def _price_after(book: Book, name: str, year: int) -> Decimal:
    agreement, of = the_lta(book, name), the_price(book)
    one = agreement.step(year)
    assert one is not None
    before = sum((value.amount for value in layers_on(book, agreement, one, of).values()), Decimal(0))
    return before + computed_delta(book, agreement, one, of).amount


def test_e06_one_after_the_other_in_the_order_of_their_references() -> None:
    """The yearly rate is taken from what the cut left, though the file names it first."""
    book = book_of([ONE_TIME, YEARLY], [E06])
    assert _price_after(book, "LTA-2000-01", 2000) == Decimal("95.0000")
    after = [_price_after(book, "LTA-2000-02", year) for year in (2000, 2001, 2002, 2003)]
    assert after == [Decimal(one) for one in ("91.6750", "88.4664", "85.3701", "82.3821")]
    assert list(wrong_steps(the_price(book), book)) == []


def test_e06_added_is_one_step() -> None:
    """A document that says added gives one step with the sum of the rates."""
    added = lta(step(2000, "8.5 %"), name="LTA-2000-01", basis="full_price", excludes="[]")
    assert _price_after(book_of([added], [price(FROM_1999)]), "LTA-2000-01", 2000) == Decimal("91.5000")


E07_STEPS = (step(2026, "2.0 %"), step(2027, "2.0 %"), step(2028, "1.5 %"))
OUTSIDE = ", mandated: 42.0000 EUR, indexed_material: 15.0000 EUR"
E07 = price(
    ("2024-09-16", f"value_added: 88.0000 EUR{OUTSIDE}"),
    ("2026-01-01", f"value_added: 86.2400 EUR{OUTSIDE}", _entry("LTA-2022-01", 2026, "-1.7600")),
    ("2027-01-01", f"value_added: 84.5152 EUR{OUTSIDE}", _entry("LTA-2022-01", 2027, "-1.7248")),
)
PLAN = volumes({f"2026-{month:02d}": 4000 for month in range(1, 12)} | {"2026-12": 6000})


def _e07(**told: str) -> Book:
    more = {"programmes/PRG-D.yaml": programme("2024-09-16"), "volume-plans/VOL-D-01.yaml": PLAN}
    return book_of([lta(*E07_STEPS, start_rule="second_full_year", **told)], [E07], more=more)


def test_e07_begins_with_the_second_full_year_and_leaves_the_rest_alone() -> None:
    book = _e07()
    assert str(first_allowed(book, the_lta(book), "PRT-900-D")) == "2026-01-01"
    after = [_price_after(book, "LTA-2022-01", year) for year in (2026, 2027, 2028)]
    assert after == [Decimal("143.2400"), Decimal("141.5152"), Decimal("140.2475")]
    layers = layers_on(book, the_lta(book), the_lta(book).steps[2], the_price(book))
    assert layers[Layer.MANDATED].amount == Decimal("42.0000")
    assert list(wrong_steps(the_price(book), book)) == []


def test_e07_before_its_steps_are_booked_each_year_is_taken_from_the_year_before() -> None:
    first = price(("2024-09-16", f"value_added: 88.0000 EUR{OUTSIDE}"))
    plan = volumes({"2026-01": 50000, "2027-01": 80000, "2028-01": 100})
    more = {"programmes/PRG-D.yaml": programme("2024-09-16"), "volume-plans/VOL-D-01.yaml": plan}
    book = book_of([lta(*E07_STEPS, start_rule="second_full_year")], [first], more=more)
    after = [_price_after(book, "LTA-2022-01", year) for year in (2026, 2027, 2028)]
    assert after == [Decimal("143.2400"), Decimal("141.5152"), Decimal("140.2475")]
    saved = [str(committed(book, the_lta(book), one).money) for one in the_lta(book).steps]
    assert saved == ["88000.00 EUR", "137984.00 EUR", "126.77 EUR"]
    last = _result(explained(the_lta(book), book, "2028", book.as_of), "LTA-2022-01@2028 in PRC-900-D-ONE")
    assert last.steps[0].formula == "88.0000 - 1.7600 - 1.7248"
    assert [one.value for one in last.inputs if one.name == "LTA-2022-01@2027"] == [
        "-1.7248 EUR on value_added, not booked yet"
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"compounding": "simple"}, ["95.0000", "91.5000", "88.0000"]),
        ({"compounding": "chain"}, ["95.0000", "91.6750", "88.4664"]),
        ({"compounding": "chain", "round_each_step": "false"}, ["95.0000", "91.6750", "88.4664"]),
    ],
)
def test_e06_in_one_agreement_before_its_steps_are_booked(told: dict[str, str], expected: list[str]) -> None:
    """Two steps of one day: the second one is taken from what the first one leaves."""
    steps = (step(2000, "5 %"), step(2001, "3.5 %", effective="2000-01-01"), step(2002, "3.5 %"))
    book = book_of([lta(*steps, basis="full_price", excludes="[]", **told)], [price(FROM_1999)])
    assert [str(_price_after(book, "LTA-2022-01", year)) for year in (2000, 2001, 2002)] == expected


def test_a_step_we_objected_to_leaves_the_base_as_it_is() -> None:
    steps = (step(2000, "5 %", more=", objection: COM-2023-0002"), step(2001, "3.5 %"))
    book = book_of([lta(*steps, basis="full_price", excludes="[]")], [price(FROM_1999)])
    assert str(_price_after(book, "LTA-2022-01", 2001)) == "96.5000"


def test_e07_from_the_full_price_gives_the_trap() -> None:
    """The same rates on the whole price: what the published prices then hold is wrong in each step."""
    book = _e07(basis="full_price", excludes="[]")
    assert _price_after(book, "LTA-2022-01", 2026) == Decimal("142.1000")
    assert [str(one.due) for one in wrong_steps(the_price(book), book)] == ["-2.9000 EUR", "-2.8648 EUR"]


def test_e07_is_explained_with_the_lines_of_its_inputs() -> None:
    book = _e07()
    found = explained(the_lta(book), book, "2027", book.as_of)
    one = _result(found, "LTA-2022-01@2027 in PRC-900-D-ONE")
    assert one.source == "F-05"
    assert [(step.name, step.formula, step.value) for step in one.steps] == [
        ("base", "86.2400", "86.2400 EUR"),
        ("reduced", "86.2400 * (1 - 2.0 %)", "84.5152 EUR"),
        ("delta", "84.5152 - 86.2400", "-1.7248 EUR"),
    ]
    assert one.result == "-1.7248 EUR on value_added"
    spot = next(item.spot for item in one.inputs if item.name == "value_added")
    assert spot is not None
    assert (spot.record, spot.path) == ("PRC-900-D-ONE", ("lines", 1, "layers", "value_added"))
    start = _result(found, "first day of LTA-2022-01@2027 for PRT-900-D")
    assert start.result == "2026-01-01: kept"


def test_e07_commits_its_step_times_the_pieces_of_the_year() -> None:
    """50,000 pieces in 2026 times 1.76; the plan says nothing of 2027, so nothing is computed there."""
    book = _e07()
    first, second, _ = the_lta(book).steps
    assert str(committed(book, the_lta(book), first).money) == "88000.00 EUR"
    assert committed(book, the_lta(book), second).refused == (
        "PRC-900-D-ONE: volume of PRT-900-D at SIT-ONE in 2027 missing",
    )
    said = _result(explained(the_lta(book), book, "2027", book.as_of), "committed saving of LTA-2022-01@2027 in 2027")
    assert said.result == ""
    assert said.refused.endswith("in 2027 missing")


IDEA = """\
id: IDE-2024-0009
type: product
description: Thinner wall.
parts: [PRT-900-D]
gross_saving: 1.2000 EUR
one_off_cost: 24000.00 EUR
volume_basis: {source: plan, quantity: 80000 pcs}
implementation_date: 2026-01-01
our_share: 50 %
customer_share: 50 %
counted_in: [LTA-2022-01@2026]
internal_budget: false
track: [{state: HG1, on: 2024-09-09}]
"""


def test_e08_shares_what_lies_above_the_step() -> None:
    agreement = lta(step(2026, "1.25 %"), basis="full_price", excludes="[]", sharing_above_schedule="50 %")
    more = {"productivity-ideas/IDE-2024-0009.yaml": IDEA, "volume-plans/VOL-D-01.yaml": volumes({"2026-01": 80000})}
    book = book_of([agreement], [price(("2024-01-01", "value_added: 48.0000 EUR"))], more=more)
    idea, of = book.get_as(ProductivityIdea, "IDE-2024-0009"), the_lta(book)
    assert idea is not None
    assert idea.gross_saving is not None
    assert idea.volume_basis is not None
    assert idea.one_off_cost is not None
    assert of.sharing_above_schedule is not None
    scheduled = -computed_delta(book, of, of.steps[0], the_price(book)).amount
    assert scheduled == Decimal("0.6000")
    net = net_saving(idea.gross_saving.exact, idea.volume_basis.quantity.amount, idea.one_off_cost.amount)
    shared = shared_above(net, scheduled, of.sharing_above_schedule, decimals=4)
    assert (shared.net, shared.excess) == (Fraction(9, 10), Fraction(3, 10))
    assert shared.share == Decimal("0.1500")
    assert Decimal("48.0000") - scheduled - shared.share == Decimal("47.2500")
    assert str(committed(book, of, of.steps[0]).money) == "48000.00 EUR"
    assert (scheduled + shared.share) * 80000 == Decimal("60000.00")


@pytest.mark.parametrize(("year", "day"), [(2026, "2026-01-01"), (2028, "2028-01-01")])
def test_a_step_is_explained_alone_or_with_all_others(year: int, day: str) -> None:
    book = _e07()
    alone = explained(the_lta(book), book, str(year), book.as_of)
    assert set(alone) < set(explained(the_lta(book), book, "", book.as_of))
    assert all(any(one.value == day for one in figure.inputs if one.name == "effective") for figure in alone)
