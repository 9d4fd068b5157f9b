"""Examples of breakdowns, mandated components and changes as text: values as a record writes them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kamdocs.calc import breakdown, mandated
from kamdocs.calc import change_price as changes
from kamdocs.calc.units import PriceUnit
from kamdocs.core.money import UnitPrice
from kamdocs.core.parsing import parse_delta, quantity_parser
from kamdocs.core.quantity import Quantity
from kamdocs.core.unit_costs import parse_unit_cost

Given = Mapping[str, Any]
_UNITS = ("pcs", "kg", "g", "t", "lb", "m", "mm", "km", "set", "kg/km", "g/m")


def _unit(given: Given) -> PriceUnit:
    return PriceUnit.of(parse_delta(f"0 {given['unit']}"))


def _decimals(given: Given) -> int:
    return int(given["decimals"])


def _quantity(text: str) -> Quantity:
    parsed: Quantity = quantity_parser(_UNITS, "2 pcs", "")(text)
    return parsed


def _price(given: Given, name: str) -> UnitPrice | None:
    return parse_delta(given[name]) if name in given else None


def _percent(given: Given, name: str) -> Decimal | None:
    return Decimal(given[name].removesuffix(" %")) if name in given else None


def raw_material(given: Given) -> str:
    found = breakdown.raw_material(
        _quantity(given["gross"]),
        parse_unit_cost(given["unit_cost"]),
        scrap_credit=parse_delta(given["scrap_credit"]),
        unit=_unit(given),
        decimals=_decimals(given),
    )
    return str(found)


def purchased_part(given: Given) -> str:
    quantity, cost = _quantity(given["quantity"]), parse_unit_cost(given["unit_cost"])
    return str(breakdown.purchased_part(quantity, cost, unit=_unit(given), decimals=_decimals(given)))


def mandated_part(given: Given) -> str:
    quantity, price = _quantity(given["quantity"]), parse_delta(given["unit_price"])
    fee = _percent(given, "fee")
    return str(breakdown.mandated_part(quantity, price, fee=fee, unit=_unit(given), decimals=_decimals(given)))


def identity(given: Given) -> str:
    unit, decimals = _unit(given), _decimals(given)
    elements = [
        breakdown.stated(parse_delta(text), unit=unit, decimals=decimals, name=name)
        for name, text in given["elements"].items()
    ]
    return str(breakdown.difference(elements, parse_delta(given["price"]).amount))


def _fitted(given: Given) -> mandated.Fitted:
    return mandated.Fitted(_quantity(given["quantity"]), _percent(given, "fee"))


def pass_through(given: Given) -> str:
    unit, decimals = _unit(given), _decimals(given)
    old, new, fitted = _price(given, "old"), _price(given, "new"), _fitted(given)
    match given.get("action"):
        case "added":
            return str(mandated.added(fitted, new=new, unit=unit, decimals=decimals))
        case "removed":
            return str(mandated.removed(fitted, old=old, unit=unit, decimals=decimals))
    up = mandated.pass_through(fitted, old=old, new=new, unit=unit, decimals=decimals)
    down = mandated.pass_through(fitted, old=new, new=old, unit=unit, decimals=decimals)
    assert up == -down, "both directions mirror each other"
    return str(up)


def level(given: Given) -> str:
    price = _price(given, "price")
    return str(mandated.level(_fitted(given), price=price, unit=_unit(given), decimals=_decimals(given)))


def change_price(given: Given) -> str:
    bom = [
        changes.Moved(
            name,
            _quantity(told["quantity"]),
            parse_unit_cost(told["unit_cost"]) if "unit_cost" in told else None,
            indexed=told.get("as") == "indexed",
            mandated=told.get("as") == "mandated",
        )
        for name, told in given.get("bom", {}).items()
    ]
    rates = changes.ChangeRates(_percent(given, "material_overhead"), _percent(given, "va_overhead"))
    process = _price(given, "process")
    found = changes.change_price(bom, process, rates=rates, unit=_unit(given), decimals=_decimals(given))
    return f"value_added {found.value_added}, indexed_material {found.indexed_material}"
