"""An index series: which values are known on a day, when it is late, and what its page says."""

import pytest

from kamdocs.core.view import Mark, Number
from kamdocs.kinds.index_series.figures import standing
from kamdocs.kinds.index_series.model import IndexSeries
from kamdocs.kinds.index_series.page import page
from kamdocs.load.loader import load
from tests.books import book_from, sample_files

PATH = "group/index-series/IXS-ALUMINIUM.yaml"
PLAIN = sample_files()[PATH].decode()


def standing_on(day: str, text: str = PLAIN) -> tuple[object, str]:
    book = book_from({PATH: text}, as_of=day)
    (fact,) = standing(book.all(IndexSeries)[0], book)
    return fact.value, fact.note


def test_title_is_publisher_and_id() -> None:
    book = book_from()
    assert book.all(IndexSeries)[0].heading(book) == "Invented Metal Bulletin ALUMINIUM"


@pytest.mark.parametrize(
    ("day", "mark", "note"),
    [
        ("2024-12-01", Mark("current", "good"), "next value by 2024-12-05"),
        ("2024-12-02", Mark("current", "good"), "next value by 2025-01-05"),
        ("2025-01-05", Mark("current", "good"), "next value by 2025-01-05"),
        ("2025-01-06", Mark("late", "bad"), "the value after 2024-11 was due on 2025-01-05"),
        ("2024-08-30", Mark("late", "bad"), "no value is known yet"),
    ],
)
def test_late_from_the_day_after(day: str, mark: Mark, note: str) -> None:
    assert standing_on(day) == (mark, note)


def test_an_ended_series_is_not_late() -> None:
    found = standing_on("2025-06-30", PLAIN + "discontinued_on: 2024-11-30\n")
    assert found == (Mark("discontinued", "off"), "since 2024-11-30")


def test_the_page_shows_what_is_known_newest_first() -> None:
    book = book_from(as_of="2024-12-01")
    (section,) = page(book.all(IndexSeries)[0], book).sections
    (chart,) = section.charts
    assert chart.title == "2,381.70 EUR/t in 2024-10"
    assert [point.label for point in chart.points] == ["2024-08", "2024-09", "2024-10"]
    assert [row.cells[0] for row in chart.table.rows] == ["2024-10", "2024-09", "2024-08"]


def test_the_page_says_where_it_stands_against_a_year_before() -> None:
    months = [f"  - {{month: {year}-{month:02d}, value: {value}}}" for year, month, value in _four_years()]
    text = PLAIN[: PLAIN.index("values:")] + "values:\n" + "\n".join(months) + "\n"
    book = book_from({PATH: text})
    (section,) = page(book.all(IndexSeries)[0], book).sections
    (chart,) = section.charts
    assert chart.title == "1,100.00 EUR/t in 2024-11, 10.0 % above the year before"
    assert len(chart.points) == 36
    assert chart.table.rows[0].cells[1] == Number(chart.points[-1].value, "1,100.00")


def _four_years() -> list[tuple[int, int, str]]:
    return [(year, month, "1100" if year == 2024 else "1000") for year in range(2021, 2025) for month in range(1, 12)]


def test_a_value_of_zero_is_refused() -> None:
    _, problems = load(PLAIN.replace("2130.40", "0").encode(), IndexSeries)
    assert [(one.code, one.says) for one in problems] == [("VAL013", "0 is outside numbers above 0")]


def test_a_unit_is_money_per_unit_or_points() -> None:
    assert load(PLAIN.replace("unit: EUR/t", "unit: points").encode(), IndexSeries)[1] == []
    _, problems = load(PLAIN.replace("unit: EUR/t", "unit: t").encode(), IndexSeries)
    assert [one.code for one in problems] == ["VAL011"]
