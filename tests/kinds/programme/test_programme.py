"""A programme: its phase on a day, the end of its service, and the tables that the boards show."""

from datetime import date

import pytest

from kamdocs.core.view import Link, Mark, Number
from kamdocs.kinds.programme import figures
from kamdocs.kinds.programme.model import Programme
from kamdocs.kinds.programme.page import page
from tests.books import book_from, sample_files

PATH = "sample/programmes/PRG-S1.yaml"
PLAIN = sample_files()[PATH].decode()
SCHEDULE = "sample/milestone-schedules/SCH-S1-01.yaml"
PLAN = "sample/volume-plans/VOL-S1-2024-01.yaml"


def phase(day: str, text: str = PLAIN, *, scheduled: bool = True) -> str | None:
    book = book_from({PATH: text}, as_of=day, without=[] if scheduled else [SCHEDULE])
    return figures.phase_on(book.all(Programme)[0], book)


@pytest.mark.parametrize(
    ("day", "phase_"),
    [
        ("2022-02-28", "development"),
        ("2022-03-01", "serial_life"),
        ("2028-06-30", "serial_life"),
        ("2028-07-01", "service"),
    ],
)
def test_phase_follows_the_days_of_the_programme(day: str, phase_: str) -> None:
    assert phase(day) == phase_


def test_phase_is_closed_after_the_end_of_service() -> None:
    text = PLAIN + "end_of_service_date: 2043-06-30\n"
    assert (phase("2043-06-30", text), phase("2043-07-01", text)) == ("service", "closed")


def test_without_a_frozen_schedule_the_record_says_the_phase() -> None:
    assert phase("2024-12-02", scheduled=False) is None
    assert phase("2024-12-02", PLAIN + "phase: acquisition\n", scheduled=False) == "acquisition"


def test_standing_tells_a_written_phase_that_differs() -> None:
    book = book_from({PATH: PLAIN + "phase: development\n"})
    (fact,) = figures.standing(book.all(Programme)[0], book)
    assert (fact.value, fact.note) == (Mark("serial life", "good"), "the record says development")


def test_end_of_service_is_the_written_day_or_the_obligation() -> None:
    customer = "sample/customers/CUS-SAMPLE.yaml"
    obliged = sample_files()[customer].decode() + "service_obligation: 15 years\n"
    ends = []
    for overlay in ({}, {customer: obliged}, {customer: obliged, PATH: PLAIN + "end_of_service_date: 2040-12-31\n"}):
        book = book_from(overlay)
        ends.append(figures.end_of_service(book.all(Programme)[0], book))
    assert ends == [None, date(2043, 6, 30), date(2040, 12, 31)]


def test_schedule_table_shows_slip_and_standing() -> None:
    book = book_from()
    table = figures.schedule_table(book.all(Programme)[0], book)
    assert table.caption == "Schedule of PRG-S1, version 01"
    assert [row.cells for row in table.rows][2:] == [
        ("sop", "2022-02-14", "2022-03-01", Number(15, "+15"), Mark("met", "good")),  # type: ignore[arg-type]
        ("eop", "2028-06-30", "2028-06-30", Number(0, "0"), Mark("due in 1306 days", "off")),  # type: ignore[arg-type]
    ]
    assert {row.about for row in table.rows} == {("SCH-S1-01",)}


def test_schedule_table_without_a_schedule_has_the_days_of_the_programme() -> None:
    book = book_from(without=[SCHEDULE])
    table = figures.schedule_table(book.all(Programme)[0], book)
    assert [row.cells for row in table.rows] == [
        ("sop", None, "2022-03-01", None, None),
        ("eop", None, "2028-06-30", None, None),
    ]


def test_volumes_stand_side_by_side_and_are_not_added() -> None:
    contract = sample_files()[PLAN].decode().replace("VOL-S1-2024-01", "VOL-S1-CONTRACT")
    contract = contract.replace("source: customer_official", "source: contract").replace(
        "2025-02: 8200", "2025-02: 8000"
    )
    book = book_from({"sample/volume-plans/VOL-S1-CONTRACT.yaml": contract})
    table = figures.volumes_by_year(book.all(Programme)[0], book)
    shown = [[cell.text if isinstance(cell, Number) else cell for cell in row.cells] for row in table.rows]
    assert shown == [
        ["contract", Link("VOL-S1-CONTRACT"), "21,001", "24,400"],
        ["customer official", Link("VOL-S1-2024-01"), "21,001", "24,600"],
    ]
    assert table.rows[0].about == ("VOL-S1-CONTRACT", "PRT-100-A", "PRT-200-B")


def test_page_draws_the_plan_that_money_reads() -> None:
    book = book_from()
    schedule, volumes = page(book.all(Programme)[0], book).sections
    assert schedule.tables[0].caption == "Schedule of PRG-S1, version 01"
    assert volumes.charts[0].title == "24,600 pieces in 2025, the highest year of VOL-S1-2024-01"
    assert [(point.label, point.style) for point in volumes.charts[0].points] == [
        ("2024", "plain"),
        ("2025", "planned"),
    ]


def test_page_without_a_plan_says_so() -> None:
    book = book_from(without=[PLAN])
    volumes = page(book.all(Programme)[0], book).sections[1]
    assert (volumes.charts, volumes.tables[0].rows, volumes.tables[0].empty) == ((), (), "No plan is frozen.")
