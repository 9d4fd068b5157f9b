"""Periods as a record writes them: `{from: 2024-01-01, to: 2024-12-31}`, in days or in months, both ends included."""

from datetime import date
from typing import Annotated

from pydantic import model_validator

from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import Day, Form, MonthOf
from kamdocs.core.numbers import refuse
from kamdocs.core.parsing_days import parse_day, parse_month
from kamdocs.core.period import Month, Span


def _parse_end(text: str) -> date | Month:
    return parse_month(text) if len(text) == len("2024-07") else parse_day(text)


DayOrMonth = Annotated[date | Month, Form("day or month", "2024-07-01", _parse_end, "A day, or a month `2024-07`.")]


class DayPeriod(Item):
    """A period of days."""

    from_: Day = fact("First day.")
    to: Day | None = maybe("Last day, included; absent = open.")

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.from_, self.to)


class Period(Item):
    """A period of days or of months."""

    from_: DayOrMonth = fact("First day or month.")
    to: DayOrMonth | None = maybe("Last day or month, included; absent = open.")

    @model_validator(mode="after")
    def _one_measure(self) -> "Period":
        if self.to is not None and isinstance(self.from_, Month) != isinstance(self.to, Month):
            refuse("VAL008", "`{field}` mixes days and months", "Write both ends as days, or both as months.")
        return self

    @property
    def span(self) -> Span:
        """Its days, from the first to the last."""
        first = self.from_.first if isinstance(self.from_, Month) else self.from_
        return Span(first, self.to.last if isinstance(self.to, Month) else self.to)

    def __str__(self) -> str:
        return f"{self.from_} to {self.to}" if self.to is not None else f"from {self.from_}"


class MonthPeriod(Item):
    """A period of whole months."""

    from_: MonthOf = fact("First month.")
    to: MonthOf | None = maybe("Last month, included; absent = open.")

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.from_.first, self.to.last if self.to is not None else None)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months, first to last; none where the last is open or before the first."""
        if self.to is None:
            return ()
        count = (self.to.year - self.from_.year) * 12 + self.to.month - self.from_.month + 1
        return tuple(self.from_.plus(index) for index in range(count))

    def __str__(self) -> str:
        return str(self.span)
