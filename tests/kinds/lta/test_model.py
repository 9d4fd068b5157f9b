"""LTAs: a step has a rate or tiers, a start rule with months has its months, a condition what it speaks of."""

import pytest

from kamdocs.kinds.lta.model import Lta
from kamdocs.load.loader import Words, load
from kamdocs.rules.every_kind.needed import field_needed_here
from tests.books import book_from, sample_files

PATH = "sample/ltas/LTA-2024-01.yaml"
TEXT = sample_files()[PATH].decode()
STEP = "{year: 2026, rate: 2 %, effective: 2026-01-01}"
CONDITION = "conditions:\n  - {step: 2026, kind: volume}\n  - {step: 2026, kind: award}\nagreed_in:"


def needed(old: str, new: str) -> list[str]:
    assert old in TEXT
    book = book_from({PATH: TEXT.replace(old, new)})
    lta = book.get_as(Lta, "LTA-2024-01")
    assert lta is not None
    return [hit[1] for hit in field_needed_here(lta, book)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (STEP, "{year: 2026, effective: 2026-01-01}", ["the step has no tiers needs `rate`"]),
        (STEP, "{year: 2026, effective: 2026-01-01, tiers: [{volume_from: 0 pcs, rate: 1 %}]}", []),
        ("fixed_date", "sop_plus_months", ["sop_plus_months needs `start_after`"]),
        ("fixed_date", "sop_plus_months\nstart_after: 12 months", []),
        ("agreed_in:", CONDITION, ["volume needs `volume_min`", "award or payment needs `obligation`"]),
    ],
)
def test_what_depends_on_another_field_is_asked_for(old: str, new: str, says: list[str]) -> None:
    assert needed(old, new) == says


def test_the_title_is_its_years_and_steps_are_found_by_year() -> None:
    book = book_from()
    lta = book.get_as(Lta, "LTA-2024-01")
    assert lta is not None
    assert lta.heading(book) == "2026 to 2027"
    assert lta.step(2027) is not None
    assert lta.step(2028) is None
    assert lta.item("2026")


def test_what_is_excluded_is_said_even_if_it_is_nothing() -> None:
    empty, problems = load(TEXT.replace("[mandated, amortisation]", "[]").encode(), Lta, Words(frozenset()))
    assert empty is not None
    assert (empty.excludes, problems) == ((), [])
    _, problems = load(TEXT.replace("excludes: [mandated, amortisation]\n", "").encode(), Lta, Words(frozenset()))
    assert [problem.code for problem in problems] == ["VAL002"]


def test_a_step_has_its_day() -> None:
    _, problems = load(TEXT.replace(", effective: 2026-01-01", "").encode(), Lta, Words(frozenset()))
    assert [problem.code for problem in problems] == ["VAL002"]
