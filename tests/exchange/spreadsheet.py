"""The few formulas of a workbook, computed exactly from its cells: what a spreadsheet shows must be what they give."""

import ast
import re
from decimal import Decimal
from fractions import Fraction

from openpyxl import Workbook

from kamdocs.core.money import round_half_up

_SHEET = re.compile(r"'((?:[^']|'')+)'!([A-Z]+[0-9]+)")
_RANGE = re.compile(r"\b([A-Z]+[0-9]+):([A-Z]+[0-9]+)\b")
_CELL = re.compile(r"(?<![\"A-Z])\b([A-Z]+[0-9]+)\b(?!\")")


def computed(book: Workbook, sheet: str, cell: str) -> Fraction:
    """The exact value of a cell; an empty one is zero, as in a spreadsheet."""
    value = book[sheet][cell].value
    if isinstance(value, str) and value.startswith("="):
        return _value(ast.parse(_as_calls(value[1:]), mode="eval").body, book, sheet)
    return Fraction(Decimal(str(value))) if value is not None else Fraction(0)


def _as_calls(formula: str) -> str:
    """The formula with `there('sheet', 'I9')`, `span('I1', 'I9')` and `here('I9')` for its references."""
    formula = _SHEET.sub(lambda found: f'there("{found[1]}","{found[2]}")', formula)
    formula = _RANGE.sub(r'span("\1","\2")', formula)
    return _CELL.sub(r'here("\1")', formula)


def _value(node: ast.expr, book: Workbook, sheet: str) -> Fraction:
    match node:
        case ast.Constant(int() as number):
            return Fraction(number)
        case ast.BinOp(left, operator, right):
            one, other = _value(left, book, sheet), _value(right, book, sheet)
            return {
                ast.Add: lambda: one + other,
                ast.Sub: lambda: one - other,
                ast.Mult: lambda: one * other,
                ast.Div: lambda: one / other,
            }[type(operator)]()
        case ast.Call(ast.Name("ROUND"), [inner, decimals]):
            return Fraction(round_half_up(_value(inner, book, sheet), int(_value(decimals, book, sheet))))
        case ast.Call(ast.Name("SUM"), [ast.Call(ast.Name("span"), [ast.Constant(first), ast.Constant(last)])]):
            cells = [cell.coordinate for row in book[sheet][f"{first}:{last}"] for cell in row]
            return sum((computed(book, sheet, one) for one in cells), Fraction(0))
        case ast.Call(ast.Name("here"), [ast.Constant(str() as cell)]):
            return computed(book, sheet, cell)
        case ast.Call(ast.Name("there"), [ast.Constant(str() as name), ast.Constant(str() as cell)]):
            return computed(book, name, cell)
    raise AssertionError(f"no spreadsheet formula of ours: {ast.dump(node)}")
