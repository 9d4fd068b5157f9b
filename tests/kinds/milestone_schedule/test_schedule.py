"""A schedule: which version counts, and how each milestone stands on a day."""

from datetime import date

import pytest

from kamdocs.core.view import Link, Mark, Number
from kamdocs.kinds.milestone_schedule.figures import standing
from kamdocs.kinds.milestone_schedule.model import Milestone, MilestoneSchedule, counting_schedule
from kamdocs.kinds.milestone_schedule.page import page
from tests.books import book_from, sample_files

OLD = sample_files()["sample/milestone-schedules/SCH-S1-01.yaml"].decode()
NEW = OLD.replace("SCH-S1-01", "SCH-S1-02").replace('version: "01"', 'version: "02"')
PATH = "sample/milestone-schedules/SCH-S1-02.yaml"


def counting(track: str, on: date | None = None) -> str | None:
    text = NEW[: NEW.index("track:")] + f"track:\n{track}"
    found = counting_schedule(book_from({PATH: text}), "PRG-S1", on=on)
    return found.id if found else None


@pytest.mark.parametrize(
    ("track", "on", "id_"),
    [
        ("  - {state: draft, on: 2024-11-04}\n", None, "SCH-S1-01"),
        ("  - {state: draft, on: 2024-11-04}\n  - {state: frozen, on: 2024-11-18}\n", None, "SCH-S1-02"),
        ("  - {state: draft, on: 2024-11-04}\n  - {state: frozen, on: 2024-11-18}\n", date(2024, 11, 17), "SCH-S1-01"),
        ("  - {state: draft, on: 2024-11-04}\n  - {state: withdrawn, on: 2024-11-18}\n", None, "SCH-S1-01"),
        ("  - {state: frozen, on: 2021-05-17}\n", None, "SCH-S1-02"),
    ],
)
def test_the_version_frozen_last_counts(track: str, on: date | None, id_: str) -> None:
    """Drafts and withdrawn versions never count; on equal days the greater id does."""
    assert counting(track, on) == id_


def test_an_unknown_programme_has_none() -> None:
    assert counting_schedule(book_from(), "PRG-S9") is None


@pytest.mark.parametrize(
    ("day", "actual", "mark"),
    [
        (date(2024, 12, 2), None, Mark("due in 0 days", "wait")),
        (date(2024, 12, 3), None, Mark("due in 1 day", "wait")),
        (date(2025, 1, 2), None, Mark("due in 31 days", "off")),
        (date(2024, 12, 1), None, Mark("late by 1 day", "bad")),
        (date(2024, 11, 1), date(2024, 12, 2), Mark("met", "good")),
        (date(2024, 11, 1), date(2024, 12, 4), Mark("due in 2 days", "wait")),
    ],
)
def test_a_milestone_is_late_from_the_day_after(day: date, actual: date | None, mark: Mark) -> None:
    milestone = Milestone.model_construct(baseline=day, current=None, actual=actual)
    assert milestone.standing(date(2024, 12, 2)) == mark


def test_a_followed_version_names_its_follower() -> None:
    book = book_from({PATH: NEW.replace("2021-05-17", "2021-06-17")})
    marks = {one.id: [(fact.value, fact.note) for fact in standing(one, book)] for one in book.all(MilestoneSchedule)}
    assert marks == {
        "SCH-S1-01": [(Mark("followed", "off"), "by SCH-S1-02")],
        "SCH-S1-02": [(Mark("newest frozen", "good"), ""), (Mark("due in 1306 days", "off"), "eop, 2028-06-30")],
    }


def test_the_page_shows_the_slip_of_each_milestone() -> None:
    book = book_from()
    schedule = book.all(MilestoneSchedule)[0]
    (section,) = page(schedule, book).sections
    slips = {row.cells[0]: row.cells[4] for row in section.tables[0].rows}
    assert {name: slip.text for name, slip in slips.items() if isinstance(slip, Number)} == {
        "tool complete": "+14",
        "ppap": "+7",
        "sop": "+15",
        "eop": "0",
    }
    assert not any(isinstance(cell, Link) for row in section.tables[0].rows for cell in row.cells)


def test_title_is_vehicle_and_version() -> None:
    book = book_from()
    assert book.all(MilestoneSchedule)[0].heading(book) == "Compact car S1, 01"
