"""Whose calendar counts: ours is the plant's, theirs the customer's; none means that holidays are unknown."""

from datetime import date

from kamdocs.calc.days import answer_due
from kamdocs.kinds.calendar import figures
from kamdocs.kinds.calendar.model import Calendar
from tests.books import book_from, sample_files

CUSTOMER = "sample/customers/CUS-SAMPLE.yaml"


def test_title_is_the_id_without_prefix() -> None:
    book = book_from()
    assert book.all(Calendar)[0].heading(book) == "Calendar ONE"


def test_our_days_are_those_of_the_plant() -> None:
    book = book_from()
    due = answer_due(date(2024, 12, 20), 2, figures.our_working_days(book, "PLT-ONE"))
    assert (due.day, due.holidays_known) == (date(2025, 1, 6), True)


def test_a_plant_without_calendar_works_monday_to_friday() -> None:
    book = book_from()
    assert figures.our_working_days(book, "PLT-TWO") is None
    due = answer_due(date(2024, 12, 20), 2, None)
    assert (due.day, due.holidays_known) == (date(2024, 12, 24), False)


def test_their_days_are_those_of_the_customer() -> None:
    assert figures.their_working_days(book_from()) is None
    calendar = "id: CAL-SAMPLE\ncovers: {from: 2024-01-01, to: 2024-12-31}\nnon_working_days: [2024-12-23]\n"
    told = sample_files()[CUSTOMER].decode() + "calendar: CAL-SAMPLE\n"
    book = book_from({CUSTOMER: told, "sample/calendars/CAL-SAMPLE.yaml": calendar})
    due = answer_due(date(2024, 12, 20), 1, figures.their_working_days(book))
    assert (due.day, due.holidays_known) == (date(2024, 12, 24), True)
