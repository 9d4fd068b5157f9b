"""A published series of monthly values: one value with its status, and which of them are known on a day."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from kamdocs.core.facts import Item, fact, maybe
from kamdocs.core.forms import Day, Form, MonthOf
from kamdocs.core.parsing import parse_published_number

AboveZero = Annotated[
    Decimal,
    Form("bare number", "2415.30", parse_published_number, "The unit stands above: number only, above 0."),
]


class ValueStatus(StrEnum):
    """What the publisher says of a value."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    ALTERNATE = "alternate"


class MonthValue(Item):
    """The value of one month."""

    month: MonthOf = fact("The month that it speaks of.", key=True)
    value: AboveZero = fact("As published, in the unit of the series.")
    status: ValueStatus = maybe("Absent: final.", default=ValueStatus.FINAL)
    published_on: Day | None = maybe("First day on which it could be read; absent: the end of the month and the delay.")


def known_values(values: Iterable[MonthValue], as_of: date) -> tuple[MonthValue, ...]:
    """The values that somebody could know on a day, oldest month first.

    A value without `published_on` counts from the end of its month: the delay of a series says when it is late, and
    a value that stands in a record has been published.
    """
    known = (item for item in values if (item.published_on or item.month.last) <= as_of)
    return tuple(sorted(known, key=lambda item: item.month))
