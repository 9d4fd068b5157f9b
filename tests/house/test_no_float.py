"""Money and quantities are decimals: no float in the packages that compute or compare."""

import ast

import pytest

from tests.house.sources import Module, modules

EXACT = ("core", "calc", "load", "rules", "kinds")
MAY: dict[str, str] = {
    "kamdocs/core/ids.py": "a likeness of two words is a ratio, never a number of a record",
}


def floats(one: Module) -> list[str]:
    """Float literals and every use of `float`, with their lines."""
    found = []
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(f"{one.name}:{node.lineno} {node.value}")
        elif isinstance(node, ast.Name) and node.id == "float":
            found.append(f"{one.name}:{node.lineno} float")
    return found


def test_no_float_where_money_is() -> None:
    """No float in the exact packages, apart from the named files."""
    assert [text for one in modules() if one.package in EXACT and one.name not in MAY for text in floats(one)] == []


def test_the_exceptions_are_needed_and_seen() -> None:
    """Every named exception exists; enough files were read."""
    assert {one.name for one in modules() if one.name in MAY and floats(one)} == set(MAY)
    assert sum(1 for one in modules() if one.package in EXACT) > 100


@pytest.mark.parametrize("text", ["x = 0.5", "x = float('1')", "def f(x: float) -> int: ..."])
def test_a_planted_float_is_found(text: str) -> None:
    """A literal, a call, an annotation."""
    assert len(floats(Module("kamdocs/calc/cash.py", text))) == 1
