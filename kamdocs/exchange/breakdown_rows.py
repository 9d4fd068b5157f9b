"""The elements of a cost breakdown as rows of a workbook, each amount with the formula that gives it (F-20).

What a customer sees is what the price consists of. Rates, margin, fixed costs, the delta of a change and what was
excepted or justified are ours and never come here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from kamdocs.calc.units import PriceUnit, cost_at
from kamdocs.core.money import UnitPrice, decimals_of
from kamdocs.core.quantity import Quantity, Rate
from kamdocs.exchange.offer_words import WORDS, price_unit
from kamdocs.exchange.workbook_cells import Amount, Cell, Formula, Text, decimal_form
from kamdocs.kinds.cost_breakdown.figures import elements_of
from kamdocs.kinds.cost_breakdown.model import CostBreakdown, RawMaterial

COLUMNS = ("element", "item", "quantity", "measure", "cost", "cost_unit", "fee", "credit", "amount")
QUANTITY, COST, FEE, CREDIT, AMOUNT = "C", "E", "G", "H", "I"
_FIGURES = 15
"""Digits that a spreadsheet computes with."""


@dataclass(frozen=True, slots=True)
class Made:
    """What an amount is computed from."""

    quantity: Quantity
    cost: UnitPrice | Rate
    fee: Decimal | None = None
    credit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One element: its name among the words of an offer, the item, its amount, and what that is made of, if it is."""

    name: str
    item: str
    amount: Decimal
    made: Made | None = None


def shown_elements(found: CostBreakdown, decimals: int) -> Iterator[Shown]:
    """All elements in the order of the record, those of the cost layers also where they are zero.

    Raises:
        Refused: They cannot be added up.
    """
    rows = [
        *(
            (f"raw_material{' indexed' if one.series else ''}", _material(one), _of_weight(one))
            for one in found.raw_material
        ),
        *(("purchased_part", one.component, Made(one.quantity, one.unit_cost)) for one in found.purchased_parts),
        *(
            ("mandated_part", one.component, Made(one.quantity, one.unit_price, one.handling_fee))
            for one in found.mandated_parts
        ),
        *((name, "", None) for name in type(found.cost_layers).model_fields),
    ]
    for (name, item, made), element in zip(rows, elements_of(found, decimals), strict=True):
        yield Shown(name, item, element.amount, made)


def _material(one: RawMaterial) -> str:
    return f"{one.material} ({one.component})" if one.component else one.material


def _of_weight(one: RawMaterial) -> Made:
    return Made(one.weight_gross, one.unit_cost, credit=one.scrap_credit.amount)


def row_of(element: Shown, number: int, *, unit: PriceUnit, decimals: int, language: str) -> tuple[Cell, ...]:
    """The row of an element; `number` is where it stands in its sheet."""
    words, form = WORDS[language], decimal_form(decimals)
    name, _, indexed = element.name.partition(" ")
    title = Text(f"{words[name]}, {words['indexed']}" if indexed else words[name])
    made = element.made
    if made is None:
        return (title, *(None,) * 7, Amount(element.amount, form))
    return (
        title,
        Text(element.item),
        Amount(made.quantity.amount),
        Text(words.get(made.quantity.unit, made.quantity.unit)),
        Amount(made.cost.amount, decimal_form(max(2, decimals_of(made.cost.amount)))),
        Text(price_unit(made.cost.unit, language) if isinstance(made.cost, UnitPrice) else made.cost.unit),
        None if made.fee is None else Amount(made.fee / 100, f"{decimal_form(max(2, decimals_of(made.fee)))}%"),
        None if made.credit is None else Amount(made.credit, form),
        Formula(_formula(made, number, unit, decimals), element.amount, form),
    )


def _formula(made: Made, row: int, unit: PriceUnit, decimals: int) -> str:
    """Quantity by cost, with what lies between their units, rounded at the price unit, less the credit.

    A spreadsheet computes in binary: a product that lies exactly between two roundings could fall to the wrong side.
    Such a product is first set to its own decimals, which a spreadsheet does exactly.
    """
    one = replace(made.cost, amount=Decimal(1))
    between = cost_at(Quantity(Decimal(1), made.quantity.unit), one, unit=unit, name="quantity")
    product = f"{QUANTITY}{row}*{COST}{row}"
    product += f"*{between.numerator}" if between.numerator != 1 else ""
    product += f"/{between.denominator}" if between.denominator != 1 else ""
    product += f"*(1+{FEE}{row})" if made.fee else ""
    exact = Fraction(made.quantity.amount) * Fraction(made.cost.amount) * between
    exact *= 1 + Fraction(made.fee or 0) / 100
    if _is_tie(exact, decimals):
        whole = len(str(abs(int(exact))))
        product = f"ROUND({product},{max(decimals + 1, _FIGURES - 1 - whole)})"
    rounded = f"ROUND({product},{decimals})"
    return f"{rounded}-{CREDIT}{row}" if made.credit else rounded


def _is_tie(exact: Fraction, decimals: int) -> bool:
    """Whether a value lies exactly in the middle between two roundings."""
    at_unit = exact * int(10**decimals)
    return at_unit.denominator == 2
