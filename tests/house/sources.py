"""The sources of the house, as its own tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kamdocs"


@dataclass(frozen=True)
class Module:
    """One Python file.

    Attributes:
        name: Its path below the project, e.g. `kamdocs/kinds/price/rules.py`.
        text: Its source.
    """

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @property
    def package(self) -> str:
        """`core` for `kamdocs/core/money.py`; the file itself for `kamdocs/project.py`."""
        return self.name.split("/")[1].removesuffix(".py")


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the package."""
    return tuple(module(path) for path in sorted(PACKAGE.rglob("*.py")))


def module(path: Path) -> Module:
    """One file of the project."""
    return Module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


@cache
def tracked() -> tuple[str, ...]:
    """Every file that Git tracks, or would track."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(asked, check=True, capture_output=True).stdout.decode("utf-8").split("\0")
    return tuple(sorted(name for name in found if name and (ROOT / name).is_file()))


def imports_of(one: Module) -> Iterator[tuple[int, str]]:
    """Line and full name of every module of the package that a file imports, also inside functions."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("kamdocs"))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kamdocs"):
            yield from ((node.lineno, _full(node.module, alias.name)) for alias in node.names)


def _full(base: str, name: str) -> str:
    """`kamdocs.kinds.price` + `model` is a module, `kamdocs.core.money` + `Money` is not."""
    path = PACKAGE.parent / Path(*base.split("."), name)
    return f"{base}.{name}" if path.is_dir() or path.with_suffix(".py").is_file() else base


def texts_of(one: Module, *, docstrings: bool = False) -> Iterator[tuple[int, str]]:
    """Line and text of every string literal; docstrings only if they are asked for."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (docstrings or id(node) not in docs):
            yield node.lineno, node.value
