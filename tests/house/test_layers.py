"""Who may import whom."""

import pytest

from tests.house.sources import Module, imports_of, modules

ALLOWED = {
    "core": set(),
    "calc": {"core"},
    "load": {"core", "project", "shipped"},
    "rules": {"core"},
    "kinds": {"core", "calc", "rules"},
    "exchange": {"core", "load", "kinds", "calc"},
    "history": {"core", "load", "rules", "kinds", "calc"},
    "report": {"core", "rules", "kinds", "history"},
    "site": {"core", "calc", "rules", "kinds", "exchange", "history", "report", "project", "shipped"},
    "cli": {"core", "calc", "load", "rules", "kinds", "exchange", "history", "report", "site", "project", "shipped"},
    "project": {"core"},
    "shipped": set(),
    "__main__": {"cli"},
    "__init__": set(),
}
IN_A_KIND = {
    "model": {"core"},
    "figures": {"core", "calc", "model", "figures", "own"},
    "rules": {"core", "rules", "model", "figures", "own"},
    "page": {"core", "calc", "model", "figures", "own"},
    "draft": {"core", "calc", "model", "figures", "own"},
}
"""`model`, `figures` = those of any kind, `own` = other files of the same kind. A role that outgrows a file is a folder
of the same name."""


def violations(one: Module) -> list[str]:
    """Imports that the table does not allow, with their lines."""
    found = []
    for line, name in imports_of(one):
        steps = name.split(".")
        target = steps[1] if len(steps) > 1 else "__init__"
        if target not in ("__init__", one.package) and target not in ALLOWED[one.package]:
            found.append(f"{one.name}:{line} imports {name}")
        elif (reason := _inside_a_kind(one, steps)) is not None:
            found.append(f"{one.name}:{line} imports {name}: {reason}")
    return found


def _inside_a_kind(one: Module, target: list[str]) -> str | None:
    """Why a file of a kind may not import this; None if it may, or is no such file."""
    steps = one.name.split("/")
    role = steps[3].removesuffix(".py") if len(steps) > 3 else ""
    if one.package != "kinds" or role in {"", "__init__"}:
        return None
    if role not in IN_A_KIND:
        return f"{role}.py is none of {', '.join(IN_A_KIND)}"
    allowed = IN_A_KIND[role]
    if target[1] != "kinds":
        return None if target[1] in allowed or len(target) == 1 else f"{role}.py may not import {target[1]}"
    if len(target) > 2 and target[2] == steps[2]:
        return None if "own" in allowed else f"{role}.py imports its own kind"
    if "model" in allowed and (target[-1] in {"model", "kind"} or (len(target) > 3 and target[3] == "model")):
        return None
    if "figures" in allowed and len(target) > 3 and target[3] == "figures":
        return None
    return f"{role}.py may read the model and the figures of another kind only"


def circles(all_of_them: list[Module]) -> list[str]:
    """Kinds whose figures read each other in a circle."""
    reads: dict[str, set[str]] = {}
    for one in all_of_them:
        steps = one.name.split("/")
        if one.package == "kinds" and len(steps) > 3 and steps[3].removesuffix(".py") == "figures":
            targets = (name.split(".") for _, name in imports_of(one))
            found = {name[2] for name in targets if len(name) > 3 and name[1] == "kinds" and name[3] == "figures"}
            reads.setdefault(steps[2], set()).update(found - {steps[2]})
    return sorted(kind for kind in reads if _leads_to(kind, kind, reads))


def _leads_to(start: str, wanted: str, reads: dict[str, set[str]]) -> bool:
    todo, seen = [start], set()
    while todo:
        for other in reads.get(todo.pop(), set()) - seen:
            if other == wanted:
                return True
            seen.add(other)
            todo.append(other)
    return False


def test_imports_follow_the_table() -> None:
    """No file of the package imports what its layer may not."""
    assert [text for one in modules() for text in violations(one)] == []


def test_imports_are_seen() -> None:
    """The check reads real imports: many files, many imports, every package."""
    seen = {one.package: sum(1 for _ in imports_of(one)) for one in modules()}
    assert sum(len(list(imports_of(one))) for one in modules()) > 500
    assert set(ALLOWED) - {"__init__", "shipped"} <= set(seen)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("kamdocs/core/money.py", "from kamdocs.rules.rule import Rule"),
        ("kamdocs/calc/cash.py", "def f():\n    import kamdocs.kinds"),
        ("kamdocs/site/build.py", "from kamdocs.load.loader import load"),
        ("kamdocs/report/text.py", "from kamdocs.cli import main"),
        ("kamdocs/kinds/price/model.py", "from kamdocs.kinds.part.model import Part"),
        ("kamdocs/kinds/price/model.py", "from kamdocs.rules.rule import rule"),
        ("kamdocs/kinds/price/figures.py", "from kamdocs.kinds.part import page"),
        ("kamdocs/kinds/price/model.py", "from kamdocs.kinds.part.figures import index_in_series"),
        ("kamdocs/kinds/price/rules/lines.py", "from kamdocs.calc.days import day_after"),
        ("kamdocs/kinds/price/comparison.py", "from kamdocs.core.money import Money"),
        ("kamdocs/kinds/price/rules.py", "from kamdocs.kinds.part.rules import x"),
        ("kamdocs/kinds/price/rules.py", "from kamdocs.calc.days import day_after"),
        ("kamdocs/history/compare.py", "from kamdocs.project import Project"),
    ],
)
def test_a_planted_violation_is_found(name: str, text: str) -> None:
    """Each forbidden direction, planted."""
    assert len(violations(Module(name, text))) == 1


def test_figures_of_kinds_read_each_other_in_one_direction() -> None:
    """No circle; a planted one is named."""
    assert circles(list(modules())) == []
    planted = [
        Module("kamdocs/kinds/price/figures.py", "from kamdocs.kinds.part.figures import x"),
        Module("kamdocs/kinds/part/figures/history.py", "from kamdocs.kinds.price.figures import y"),
    ]
    assert circles(planted) == ["part", "price"]
