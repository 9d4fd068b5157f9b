"""What is open on a record, in money: the value that attention, meetings and escalations speak of."""

from dataclasses import dataclass
from enum import StrEnum

from kamdocs.core.audience import Class
from kamdocs.core.money import Money


class Sort(StrEnum):
    """Whether an amount is paid once or every year; the two are never added."""

    CASH = "cash"
    A_YEAR = "a year"


class Owed(StrEnum):
    """Who owes it; the two are never netted."""

    TO_US = "to us"
    BY_US = "by us"


@dataclass(frozen=True, slots=True)
class Stake:
    """What is open on one record.

    Attributes:
        record: Its id, with the key of the item where only that is open.
        sort: Paid once or every year.
        owed: Who owes it.
        money: Above zero; None = unknown, which is counted and never summed.
        unknown: What is missing where `money` is None.
        seen_as: Class of the amount.
    """

    record: str
    sort: Sort
    owed: Owed = Owed.TO_US
    money: Money | None = None
    unknown: str = ""
    seen_as: Class = Class.PRICE
