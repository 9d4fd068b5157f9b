"""The model of a plant of ours."""

from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import fact, maybe
from kamdocs.core.forms import Line, ref
from kamdocs.core.record import About, Record

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class Plant(Record):
    """One of our plants."""

    about: ClassVar[About] = About(
        slug="plant",
        folder="plants",
        prefix="PLT",
        example="PLT-P2",
        plural="Plants",
        home=Class.SCHEDULE,
        lives="group",
    )

    name: Line = fact("Name of the plant.", reads="schedule")
    lead: Annotated[str, ref("contact")] = fact("Who answers for the plant and accepts for it.", reads="contact")
    calendar: Annotated[str, ref("calendar")] | None = maybe(
        "Its working days; absent: Monday to Friday, holidays unknown.", reads="schedule"
    )

    def heading(self, book: "Book") -> str:
        """The name of the plant."""
        return self.name
