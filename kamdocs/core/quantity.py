"""Quantities, rates and durations: a number and its unit."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: `96000 pcs`, `0.350 kg`, `4200 pcs/week`, `12.5 h`."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.amount:f} {self.unit}"


@dataclass(frozen=True, slots=True)
class Rate:
    """Money or points per unit: `44.00 EUR/h`, `2415.30 USD/t`, `118.4 points`."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.amount:f} {self.unit}"


DURATION_UNITS = ("days", "working days", "weeks", "months", "years")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `30 days`, `15 working days`, `6 months`."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit if self.number != 1 else self.unit[:-1]}"
