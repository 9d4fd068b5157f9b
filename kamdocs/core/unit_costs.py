"""What one unit of something costs us: per piece, per 100, per kilogram; written as a unit price or as a rate."""

from fractions import Fraction
from typing import Annotated, NamedTuple

from kamdocs.core.forms import Form
from kamdocs.core.money import UnitPrice
from kamdocs.core.parsing import parse_cost_rate, parse_unit_price
from kamdocs.core.quantity import Rate


def parse_unit_cost(text: str) -> UnitPrice | Rate:
    """A unit price, or, where a unit of measure stands behind a slash, a cost rate; 0 or more."""
    return parse_cost_rate(text) if "/" in text else parse_unit_price(text)


UnitCost = Annotated[
    UnitPrice | Rate,
    Form("unit price", "0.4500 EUR", parse_unit_cost, "`0.4500 EUR`, `8.2000 EUR per 100`, `2.4150 EUR/kg`."),
]


class Costs(NamedTuple):
    """A unit cost taken apart.

    Attributes:
        exact: The exact cost of one unit of `measure`.
        currency: Its currency.
        measure: What one unit is: `pcs`, `kg`, `m`.
    """

    exact: Fraction
    currency: str
    measure: str


def costs_of(value: UnitPrice | Rate) -> Costs:
    """A unit cost taken apart, whichever way it is written."""
    if isinstance(value, UnitPrice):
        return Costs(value.exact, value.currency, value.measure)
    currency, _, measure = value.unit.partition("/")
    return Costs(Fraction(value.amount), currency, measure)
