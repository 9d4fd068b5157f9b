"""A part: which index is in series at a site on a day, what its page shows, and what its model refuses."""

from datetime import date

import pytest

from kamdocs.core.view import Link, Mark
from kamdocs.kinds.part.figures import index_in_series, standing
from kamdocs.kinds.part.model import Part
from kamdocs.kinds.part.page import page
from kamdocs.load.loader import load
from tests.books import book_from, sample_files

PATH = "sample/parts/PRT-100-A.yaml"
PLAIN = sample_files()[PATH].decode()
SHIPPED = PLAIN.replace("planned_on: 2025-03-03", "planned_on: 2025-03-03, shipped_from: 2025-03-10")
PLANNED_ONLY = PLAIN.replace(", shipped_from: 2022-03-01", "")


def part(text: str = PLAIN) -> Part:
    found, problems = load(text.encode(), Part)
    assert found is not None, problems
    return found


@pytest.mark.parametrize(
    ("text", "day", "index"),
    [
        (PLAIN, date(2022, 2, 28), None),
        (PLAIN, date(2022, 3, 1), "A"),
        (PLAIN, date(2025, 6, 30), "A"),
        (SHIPPED, date(2025, 3, 9), "A"),
        (SHIPPED, date(2025, 3, 10), "B"),
        (PLANNED_ONLY, date(2022, 2, 28), None),
        (PLANNED_ONLY, date(2025, 3, 2), "A"),
        (PLANNED_ONLY, date(2025, 3, 3), "B"),
    ],
)
def test_index_in_series(text: str, day: date, index: str | None) -> None:
    """Shipped leads; a plan counts only where nothing was ever shipped to the site."""
    found = index_in_series(part(text), "SIT-ONE", day)
    assert (found.index if found else None) == index


def test_another_site_is_unknown() -> None:
    assert index_in_series(part(), "SIT-TWO", date(2024, 12, 2)) is None


def test_standing_names_the_index_at_each_site() -> None:
    book = book_from()
    (fact,) = standing(part(), book)
    assert (fact.label, fact.value) == ("In series at Assembly works One", "index A")


def test_page_shows_introductions_and_bills_of_material() -> None:
    book = book_from()
    indices, *_, boms = page(part(), book).sections
    rows = indices.tables[0].rows
    assert [row.cells[:3] for row in rows] == [
        ("A", "2021-06-14", Mark("approved", "good")),
        ("B", "2024-11-12", Mark("none", "off")),
    ]
    assert [row.cells[3:] for row in rows] == [
        (Link("SIT-ONE"), "2022-03-01", "2022-03-01", Mark("in series", "good")),
        (Link("SIT-ONE"), "2025-03-03", None, Mark("not yet", "wait")),
    ]
    assert [table.caption for table in boms.tables] == ["Index B", "Index A"]
    assert [row.cells[0] for row in boms.tables[0].rows] == ["7K-020", "7K-031"]


def test_a_planned_day_that_passed_without_shipment_is_shown() -> None:
    book = book_from(as_of="2025-03-10")
    rows = page(part(), book).sections[0].tables[0].rows
    assert rows[1].cells[6] == Mark("planned day passed", "bad")


def test_an_index_without_introduction_has_its_row() -> None:
    text = PLAIN.replace("    introductions:\n      - {site: SIT-ONE, planned_on: 2025-03-03}\n", "")
    rows = page(part(text), book_from()).sections[0].tables[0].rows
    assert rows[1].cells[3:] == (None, None, None, None)


def test_shares_add_up_to_a_hundred() -> None:
    _, problems = load(PLAIN.replace("share: 40 %", "share: 30 %").encode(), Part)
    assert [(one.code, one.says, one.path) for one in problems] == [
        ("VAL013", "shares of `plants` add up to 90 %, not to 100 %", ("plants",))
    ]


def test_a_day_of_ppap_without_ppap_has_no_meaning() -> None:
    _, problems = load(PLAIN.replace("ppap_state: none", "ppap_state: none\n    ppap_on: 2024-11-20").encode(), Part)
    assert [(one.code, one.says) for one in problems] == [
        ("VAL019", "`ppap_on` has no meaning with `ppap_state: none`")
    ]


@pytest.mark.parametrize("key", ["A", "B", "SIT-ONE", "7K-031", "PLT-TWO"])
def test_items_are_found_by_their_key(key: str) -> None:
    assert part().item(key)


def test_the_page_shows_price_over_time_walk_and_passport_of_each_file() -> None:
    sections = page(part(), book_from()).sections
    headings = [section.heading for section in sections]
    assert headings[2:5] == [
        "Price over time: Assembly works One, series",
        "Price walk: Assembly works One, series",
        "Passport",
    ]
    assert [section.charts[0].form for section in sections[2:4]] == ["steps", "waterfall"]
