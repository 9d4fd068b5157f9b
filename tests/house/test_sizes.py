"""No file above 400 lines, no function above 60: what is longer is two things."""

import ast
from pathlib import Path

from tests.house.sources import ROOT, Module, module, modules, tracked

LONGEST_FILE, LONGEST_FUNCTION = 400, 60
SOURCE = (".py", ".j2", ".html", ".js", ".css")
LONG_FUNCTIONS: dict[str, str] = {
    "kamdocs/load/yaml_events.py:read": "one flat loop over the events of every value of every record",
}


def too_long(name: str, text: str) -> list[str]:
    """The file, if it is longer than allowed."""
    lines = text.count("\n") + 1
    return [f"{name}: {lines} lines"] if lines > LONGEST_FILE else []


def long_functions(one: Module) -> list[str]:
    """Functions that are longer than allowed, without their docstring."""
    found = []
    for node in ast.walk(one.tree):
        if isinstance(node, ast.FunctionDef):
            doc = node.body[0].end_lineno - node.body[0].lineno + 1 if ast.get_docstring(node) else 0
            lines = node.end_lineno - node.lineno + 1 - doc
            if lines > LONGEST_FUNCTION and f"{one.name}:{node.name}" not in LONG_FUNCTIONS:
                found.append(f"{one.name}:{node.lineno} {node.name}: {lines} lines")
    return found


def _sources() -> list[Path]:
    folders = ("kamdocs/", "tests/", "site_templates/")
    return [ROOT / name for name in tracked() if name.startswith(folders) and name.endswith(SOURCE)]


def test_files_are_short() -> None:
    """Code, tests, templates, scripts and styles."""
    sources = _sources()
    assert len(sources) > 300
    assert [text for path in sources for text in too_long(str(path.relative_to(ROOT)), path.read_text("utf-8"))] == []


def test_functions_are_short() -> None:
    """Functions of the package and of its tests."""
    tests = [
        module(path) for path in _sources() if path.suffix == ".py" and "tests" in path.relative_to(ROOT).parts[:1]
    ]
    assert [text for one in (*modules(), *tests) for text in long_functions(one)] == []


def test_planted_length_is_found() -> None:
    """One line too many in a file and in a function."""
    assert too_long("a.py", "\n" * LONGEST_FILE) == [f"a.py: {LONGEST_FILE + 1} lines"]
    body = "    x = 1\n" * (LONGEST_FUNCTION + 1)
    assert len(long_functions(Module("kamdocs/core/a.py", f"def f():\n{body}"))) == 1
