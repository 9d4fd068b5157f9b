"""Coverage of a step: what ideas bring in its year, what is left out, and where the alerts begin."""

from datetime import date
from fractions import Fraction

import pytest

from kamdocs.calc.productivity import percent
from kamdocs.core.book import Book
from kamdocs.kinds.productivity_idea.figures import is_below_warning, is_in_the_red, pieces_between
from tests.kinds.productivity_idea.written import TARGET, book_of, covering, idea, limit, lta

NOMINATED = """\
id: NOM-2024-0901
programme: PRG-S1
awarded_on: 2024-02-05
lines:
  - part: PRT-100-A
    site: SIT-ONE
    technical_index: A
    unit_price: 3.0000 EUR
    volumes: {2026: 36500 pcs, 2028: 18200 pcs}
payment_terms: net 60 days
incoterm: DAP
place: Assembly works One, gate 3
signatory: PER-0102
files:
  - {held_in: "Archive 7, shelf 2", sha256: 3ca3b818195304140f11baec8f0ec0403dd4859e0ee888ab966b48b3a8c6b4de}
track:
  - {state: received, on: 2024-02-05}
"""
CONTRACT = """\
id: VOL-S1-CONTRACT
programme: PRG-S1
version: contract
source: contract
as_of: 2024-01-08
unit: pcs
rows:
  - {part: PRT-100-A, site: SIT-ONE, months: {2025-03: 900, 2026-03: 3100}}
control_total: 4000 pcs
track: [{state: draft, on: 2024-01-09}, {state: validated, on: 2024-01-15}, {state: frozen, on: 2024-01-16}]
"""


def test_each_maturity_has_its_weight_and_its_scenarios() -> None:
    """Half of 0.2000 on 16,400 pieces is 1,640.00 for each of five ideas."""
    found = covering(book_of(*(idea(number, f"HG{number}") for number in range(1, 6))))
    assert found.found is not None
    sums = [str(found.found.money(found.found.from_grade[grade])) for grade in (4, 3, 2, 1)]
    assert sums == ["3280.00 EUR", "4920.00 EUR", "6560.00 EUR", "8200.00 EUR"]
    assert (str(found.gross), str(found.hard), str(found.weighted)) == ("8200.00 EUR", "4920.00 EUR", "4756.00 EUR")
    assert (str(found.target), str(found.gap), str(found.one_off)) == (TARGET, "-3772.00 EUR", "5000.00 EUR")


@pytest.mark.parametrize(
    ("implemented", "pieces"),
    [
        ("2024-06-01", 16400),
        ("2025-01-01", 16400),
        ("2025-01-02", Fraction(8200 * 30, 31) + 8200),
        ("2025-01-31", Fraction(8200, 31) + 8200),
        ("2025-02-01", 8200),
        ("2025-02-15", 4100),
        ("2025-03-01", 0),
        ("2026-05-04", 0),
    ],
)
def test_an_idea_counts_from_its_day_to_the_end_of_the_year(implemented: str, pieces: Fraction) -> None:
    row = covering(book_of(idea(1, "HG3", implementation_date=implemented))).rows[0]
    assert row.brings is not None
    assert row.brings.pieces == pieces


@pytest.mark.parametrize(
    ("first", "last", "pieces"),
    [
        ("2026-01-01", "2026-12-31", 36500),
        ("2026-12-31", "2026-12-31", 100),
        ("2028-01-01", "2028-12-31", 18200),
        ("2028-06-30", "2028-12-31", 100),
        ("2028-07-01", "2028-12-31", 0),
        ("2025-02-28", "2026-01-02", Fraction(8200, 28) + 200),
        ("2027-02-01", "2026-12-31", 0),
    ],
)
def test_contract_volume_goes_by_the_days_of_its_year_until_eop(first: str, last: str, pieces: Fraction) -> None:
    """EOP is 30 June 2028: the 182 days of that year hold 100 pieces each, as do the 365 of 2026."""
    book = book_of(more={"sample/nominations/NOM-2024-0901.yaml": NOMINATED})
    assert pieces_between(book, "PRT-100-A", date.fromisoformat(first), date.fromisoformat(last)) == pieces


def _of_year(book: Book, year: int) -> Fraction:
    return pieces_between(book, "PRT-100-A", date(year, 1, 1), date(year, 12, 31))


def test_the_plan_of_the_customer_goes_before_that_of_the_contract() -> None:
    """2025 is in both; 2026 only in the contract plan, which goes before the award."""
    more = {"sample/nominations/NOM-2024-0901.yaml": NOMINATED, "sample/volume-plans/VOL-S1-CONTRACT.yaml": CONTRACT}
    book = book_of(more=more)
    assert (
        pieces_between(book, "PRT-100-A", date.fromisoformat("2025-01-01"), date.fromisoformat("2025-12-31")) == 16400
    )
    assert _of_year(book, 2026) == 3100
    assert (
        pieces_between(book, "PRT-100-A", date.fromisoformat("2028-01-01"), date.fromisoformat("2028-12-31")) == 18200
    )


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"customer_share": ""}, "customer_share missing"),
        ({"implementation_date": ""}, "implementation_date missing"),
        ({"gross_saving": ""}, "gross_saving missing"),
        ({"parts": "[PRT-200-B]"}, "parts are none of LTA-2022-01"),
    ],
)
def test_what_is_missing_is_listed_and_not_counted_as_zero(told: dict[str, str], why: str) -> None:
    found = covering(book_of(idea(1, "HG3"), idea(2, "HG3", **told)))
    assert [(row.idea.id, row.refused) for row in found.not_computable] == [("IDE-2024-0902", why)]
    assert str(found.weighted) == TARGET


def test_an_idea_whose_first_act_is_still_to_come_has_no_maturity() -> None:
    found = covering(book_of(idea(1, "HG1"), as_of="2024-01-07"))
    assert [row.refused for row in found.rows] == ["maturity missing"]


def test_an_idea_counts_once_and_only_if_it_is_a_live_product_idea() -> None:
    found = covering(
        book_of(
            idea(1, "HG5"),
            idea(2, "HG5", counted_in="[LTA-2024-01@2026, LTA-2022-01@2025]"),
            idea(3, "HG5", type="process"),
            idea(4, "dropped"),
            idea(5, "HG5", counted_in=""),
        )
    )
    assert [row.idea.id for row in found.rows] == ["IDE-2024-0901"]
    assert [one.id for one in found.outside] == ["IDE-2024-0903"]
    assert str(found.gross) == "1640.00 EUR"


def test_two_currencies_or_another_unit_leave_no_coverage() -> None:
    assert covering(book_of(idea(1, "HG3", "0.2000 USD"))).refused == "currency is USD and EUR"
    found = covering(book_of(idea(1, "HG3", "0.2000 EUR per km")))
    assert found.refused == "gross_saving is per km, not per piece"
    assert (found.measured, found.gap, found.weighted) == (None, None, None)


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        (lta(state="proposed"), "step 2025 is not committed: nothing to measure"),
        (lta(rate="0 %"), "target is 0.00 EUR: nothing to measure"),
        (lta(2027, effective="2027-01-01"), "target: saving not whole: PRC-100-A-ONE: volume of PRT-100-A"),
    ],
)
def test_without_a_commitment_there_is_nothing_to_measure(agreed: str, why: str) -> None:
    found = covering(book_of(agreed=agreed))
    assert found.refused.startswith(why)
    assert found.measured is None


@pytest.mark.parametrize(
    ("saving", "warns", "is_red"),
    [("0.2000", False, False), ("0.1999", True, False), ("0.1800", True, False), ("0.1799", True, True)],
)
def test_the_alerts_begin_below_their_limit(saving: str, warns: bool, is_red: bool) -> None:
    book = book_of(idea(1, "HG3", f"{saving} EUR"))
    found = covering(book)
    assert (is_below_warning(found, book), is_in_the_red(found, book)) == (warns, is_red)


@pytest.mark.parametrize(
    ("hard", "as_of", "is_red"),
    [
        ("0.0839", "2024-07-01", True),
        ("0.0840", "2024-07-01", False),
        ("0.0839", "2024-06-30", False),
        ("0.0839", "2025-01-01", True),
        ("0.0839", "2025-01-02", False),
    ],
)
def test_hard_ideas_are_asked_for_six_months_before_the_step_and_on_its_day(
    hard: str, as_of: str, is_red: bool
) -> None:
    """Seven tenths of 984.00 EUR are 688.80: 0.0840 EUR on 16,400 pieces, shared by half."""
    book = book_of(idea(1, "HG3", f"{hard} EUR"), idea(2, "HG2", "0.5000 EUR"), as_of=as_of)
    assert is_in_the_red(covering(book), book) == is_red


def test_policy_sets_weights_and_limits_and_leaves_the_rest_as_usual() -> None:
    weights = limit("maturity_weights", "{HG2: 50 %}")
    found = covering(book_of(idea(1, "HG2"), idea(2, "HG3"), policy=weights))
    assert str(found.weighted) == "1804.00 EUR"
    lower = limit("coverage", "{warning: 80 %, alert: 50 %, hard_within: 3 months}")
    book = book_of(idea(1, "HG3", "0.1600 EUR"), policy=lower)
    assert (is_below_warning(covering(book), book), is_in_the_red(covering(book), book)) == (False, False)
    book = book_of(idea(1, "HG3", "0.1599 EUR"), policy=lower)
    assert (is_below_warning(covering(book), book), is_in_the_red(covering(book), book)) == (True, False)


def test_a_limit_has_the_value_of_the_day() -> None:
    later = limit("maturity_weights", "{HG3: 10 %}", since="2024-12-03")
    assert str(covering(book_of(idea(1, "HG3"), policy=later)).weighted) == TARGET
    assert str(covering(book_of(idea(1, "HG3"), policy=later, as_of="2024-12-03")).weighted) == "164.00 EUR"


def test_the_shares_are_those_of_the_unrounded_sums() -> None:
    """A third of a month: 93.33… % of the target, whatever the shown amounts give."""
    found = covering(book_of(idea(1, "HG3", "0.1999 EUR", implementation_date="2025-01-11")))
    assert found.measured is not None
    pieces = Fraction(8200 * 21, 31) + 8200
    assert found.measured.weighted == pieces * Fraction("0.1999") / 2 * Fraction(60, 100) / 984
    assert percent(found.measured.weighted) == "83.83 %"
