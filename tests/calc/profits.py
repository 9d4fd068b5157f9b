"""Examples of what a change leaves as text: values as a record writes them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kamdocs.calc import change_profit
from kamdocs.calc.change_price import Moved
from kamdocs.calc.gate import PerPiece
from kamdocs.calc.units import PriceUnit
from kamdocs.core.money import Money, UnitPrice
from kamdocs.core.parsing import parse_delta, parse_money, quantity_parser
from kamdocs.core.unit_costs import parse_unit_cost

Given = Mapping[str, Any]
_quantity = quantity_parser(("pcs", "kg", "g"), "2 pcs", "")


def cost_delta(given: Given) -> str:
    unit = PriceUnit.of(parse_delta(f"0 {given['unit']}"))
    moved = [
        Moved(
            one["component"],
            _quantity(one["quantity"]),
            parse_unit_cost(one["unit_cost"]) if "unit_cost" in one else None,
        )
        for one in given["bom"]
    ]
    process = parse_delta(given["process"]) if "process" in given else None
    found = change_profit.cost_delta(moved, process, unit=unit)
    exact = Decimal(found.amount.numerator) / Decimal(found.amount.denominator)
    return str(UnitPrice(exact.quantize(Decimal("0.0001")), found.currency))


def _each(given: Given, name: str) -> PerPiece:
    return PerPiece.of(parse_delta(given[name]))


def _pieces(given: Given) -> Decimal | None:
    return Decimal(given["pieces"]) if "pieces" in given else None


def money_of_year(given: Given) -> str:
    return str(change_profit.money_of_year(_each(given, "each"), _pieces(given)))


def profit_of_year(given: Given) -> str:
    return str(change_profit.profit_of_year(_each(given, "price"), _each(given, "cost"), _pieces(given)))


def _money(given: Given, name: str) -> Money | None:
    return parse_money(given[name]) if name in given else None


def recovered(given: Given) -> str:
    return str(change_profit.recovered(_money(given, "agreed"), _money(given, "cost")))
