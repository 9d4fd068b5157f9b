"""The model of a calendar: on which days a plant of ours or a customer does not work."""

from typing import TYPE_CHECKING, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.dated import DayPeriod
from kamdocs.core.facts import fact, maybe
from kamdocs.core.forms import Day
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Calendar(Record):
    """Days on which a plant or a customer does not work."""

    about: ClassVar[About] = About(
        slug="calendar",
        folder="calendars",
        prefix="CAL",
        example="CAL-P2",
        plural="Calendars",
        home=Class.SCHEDULE,
        lives="both",
    )

    covers: DayPeriod = fact("The days it speaks of; outside them holidays are unknown.", reads="schedule")
    non_working_days: tuple[Day, ...] = fact("Days off besides Saturday and Sunday.", reads="schedule")
    shutdowns: tuple[DayPeriod, ...] = maybe("Days without work in one piece.", default=(), reads="schedule")

    def heading(self, book: "Book") -> str:
        """Calendar, and the id without its prefix."""
        return f"Calendar {self.id.partition('-')[2]}"
