"""The model of an index series: what a publisher gives for each month, with its unit and its licence."""

from typing import TYPE_CHECKING, Annotated, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import fact, maybe
from kamdocs.core.forms import Day, Form, Length, Line, SeriesDecimals
from kamdocs.core.parsing import parse_index_unit
from kamdocs.core.record import About, Record
from kamdocs.core.series import MonthValue

if TYPE_CHECKING:
    from kamdocs.core.book import Book


SeriesUnit = Annotated[str, Form("unit", "USD/t", parse_index_unit, "A currency per unit, or `points`.")]


class IndexSeries(Record):
    """A published series of monthly values."""

    about: ClassVar[About] = About(
        slug="index_series",
        folder="index-series",
        prefix="IXS",
        example="IXS-WB-COPPER",
        plural="Index series",
        home=Class.SCHEDULE,
        lives="group",
    )

    publisher: Line = fact("Who publishes it.", reads="schedule")
    source: Line = fact("Where the values were taken from.", reads="schedule")
    licence: Line = fact("What allows us to keep and show them.", reads="schedule")
    unit: SeriesUnit = fact("Unit of all values.", reads="schedule")
    decimals: SeriesDecimals = fact("Decimals as published.", reads="schedule")
    publication_delay: Length | None = maybe("From the end of a month to its value.", reads="schedule")
    values: tuple[MonthValue, ...] = fact("One value a month; corrected in place, with its day.", reads="schedule")
    discontinued_on: Day | None = maybe("Last day of the series.", reads="schedule")

    def heading(self, book: "Book") -> str:
        """The publisher, and the id without its prefix."""
        return f"{self.publisher} {self.id.partition('-')[2]}"
