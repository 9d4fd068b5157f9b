"""No file above 400 lines, no function above 60 or with more than five parameters: what is larger is two things."""

import ast
from pathlib import Path

from tests.house.sources import ROOT, Module, module, modules, tracked

LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 400, 60, 5
SOURCE = (".py", ".j2", ".html", ".js", ".css")
LONG_FUNCTIONS: dict[str, str] = {
    "kamdocs/load/yaml_events.py:read": "one flat loop over the events of every value of every record",
}

MANY_PARAMETERS: dict[str, str] = {
    "kamdocs/cli/check.py:command": "one for each option",
    "kamdocs/cli/gate.py:command": "one for each option",
    "kamdocs/cli/figures.py:command": "one for each option",
    "kamdocs/cli/attention.py:command": "one for each option",
    "kamdocs/cli/round.py:command": "one for each option",
    "kamdocs/cli/retro.py:command": "one for each option",
    "kamdocs/cli/pricelist.py:command": "one for each option",
    "kamdocs/cli/letter.py:command": "one for each option",
    "kamdocs/cli/compare.py:command": "one for each option",
    "kamdocs/cli/new.py:command": "one for each option",
    "kamdocs/cli/offer.py:command": "one for each option",
    "kamdocs/cli/workspace.py:make_book": "by name: what a book is made of",
    "kamdocs/core/book.py:__init__": "by name: what a book is made of",
    "kamdocs/load/codes.py:_code": "a row of a table of texts",
    "kamdocs/load/listing.py:add_path": "disk and commit say the same six words about a path",
    "kamdocs/site/build.py:_built": "a site, its views and where it goes; the rest by name",
    "kamdocs/rules/rule.py:rule": "what a rule says about itself, most of it by name",
}


def too_long(name: str, text: str) -> list[str]:
    """The file, if it is longer than allowed."""
    lines = text.count("\n") + 1
    return [f"{name}: {lines} lines"] if lines > LONGEST_FILE else []


def lengths(one: Module) -> dict[str, int]:
    """Functions that are longer than allowed, by file and name, without their docstring."""
    counted = {}
    for node in ast.walk(one.tree):
        if isinstance(node, ast.FunctionDef):
            first = node.body[0]
            doc = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0
            lines = (node.end_lineno or 0) - node.lineno + 1 - doc
            if lines > LONGEST_FUNCTION:
                counted[f"{one.name}:{node.name}"] = lines
    return counted


def many_parameters(one: Module) -> dict[str, int]:
    """Functions with more parameters than allowed, by file and name, without `self` and `cls`."""
    counted = {}
    for node in ast.walk(one.tree):
        if isinstance(node, ast.FunctionDef):
            names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            number = sum(name not in {"self", "cls"} for name in names)
            if number > MOST_PARAMETERS:
                counted[f"{one.name}:{node.name}"] = number
    return counted


def _sources() -> list[Path]:
    folders = ("kamdocs/", "tests/", "site_templates/")
    return [ROOT / name for name in tracked() if name.startswith(folders) and name.endswith(SOURCE)]


def test_files_are_short() -> None:
    """Code, tests, templates, scripts and styles."""
    sources = _sources()
    assert len(sources) > 300
    assert [text for path in sources for text in too_long(str(path.relative_to(ROOT)), path.read_text("utf-8"))] == []


def test_functions_are_short() -> None:
    """Functions of the package and of its tests; each exception has its reason and is one."""
    tests = [
        module(path) for path in _sources() if path.suffix == ".py" and "tests" in path.relative_to(ROOT).parts[:1]
    ]
    assert {name for one in (*modules(), *tests) for name in lengths(one)} == set(LONG_FUNCTIONS)


def test_functions_ask_for_little() -> None:
    """At most five parameters; each exception has its reason and is one."""
    found = {name for one in modules() for name in many_parameters(one)}
    assert sum(isinstance(node, ast.FunctionDef) for one in modules() for node in ast.walk(one.tree)) > 1000
    assert found == set(MANY_PARAMETERS)


def test_planted_length_is_found() -> None:
    """One line too many in a file and in a function, one parameter too many."""
    assert many_parameters(Module("kamdocs/core/a.py", "def f(self, a, b, c, *, d, e): ...")) == {}
    assert many_parameters(Module("kamdocs/core/a.py", "def f(a, b, c, d, *, e, g): ...")) == {"kamdocs/core/a.py:f": 6}
    assert too_long("a.py", "\n" * LONGEST_FILE) == [f"a.py: {LONGEST_FILE + 1} lines"]
    body = "    x = 1\n" * (LONGEST_FUNCTION + 1)
    assert list(lengths(Module("kamdocs/core/a.py", f"def f():\n{body}"))) == ["kamdocs/core/a.py:f"]
