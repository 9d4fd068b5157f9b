"""The model of a series of exchange rates: the mean of the published days, month by month."""

from typing import TYPE_CHECKING, ClassVar

from kamdocs.core.audience import Class
from kamdocs.core.facts import fact, maybe
from kamdocs.core.forms import Currency, Day, Length, Line, SeriesDecimals
from kamdocs.core.record import About, Record
from kamdocs.core.series import MonthValue

if TYPE_CHECKING:
    from kamdocs.core.book import Book


class FxSeries(Record):
    """A series of monthly exchange rates."""

    about: ClassVar[About] = About(
        slug="fx_series",
        folder="exchange-rates",
        prefix="FXS",
        example="FXS-EUR-USD",
        plural="Exchange rates",
        home=Class.SCHEDULE,
        lives="group",
    )

    base: Currency = fact("The currency of which one unit is priced.", reads="schedule")
    quote: Currency = fact("The currency of the values: so much of it for one `base`.", reads="schedule")
    source: Line = fact("Where the values were taken from.", reads="schedule")
    licence: Line = fact("What allows us to keep and show them.", reads="schedule")
    decimals: SeriesDecimals = fact("Decimals of a rate.", reads="schedule")
    publication_delay: Length | None = maybe("From the end of a month to its value.", reads="schedule")
    values: tuple[MonthValue, ...] = fact("Mean of the published days of each month.", reads="schedule")
    discontinued_on: Day | None = maybe("Last day of the series.", reads="schedule")

    def heading(self, book: "Book") -> str:
        """Both currencies, as the market writes them."""
        return f"{self.base}/{self.quote}"

    @property
    def unit(self) -> str:
        """Unit of a value: how many `quote` for one `base`."""
        return f"{self.quote} per {self.base}"
