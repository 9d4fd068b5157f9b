"""Nothing swallows an error, reads the clock below the command line, or reaches for the network."""

import ast
import re

import pytest

from tests.house.sources import ROOT, Module, modules, tracked

NETWORK = {
    "socket",
    "http",
    "urllib",
    "requests",
    "httpx",
    "ftplib",
    "smtplib",
    "ssl",
    "aiohttp",
    "telnetlib",
    "xmlrpc",
}
LISTENS = "kamdocs/cli/serve.py"
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}
CLOCKS |= {("time", name) for name in ("time_ns", "localtime", "gmtime", "strftime")}


def swallowed(one: Module) -> list[str]:
    """Bare excepts, and broad ones that do nothing."""
    found = []
    for node in ast.walk(one.tree):
        if isinstance(node, ast.ExceptHandler):
            does_nothing = all(isinstance(step, ast.Pass | ast.Continue) for step in node.body)
            if node.type is None or (_is_broad(node.type) and does_nothing):
                found.append(f"{one.name}:{node.lineno}")
        elif isinstance(node, ast.Call) and _name_of(node.func) == "suppress" and any(map(_is_broad, node.args)):
            found.append(f"{one.name}:{node.lineno}")
    return found


def _is_broad(caught: ast.expr) -> bool:
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(_name_of(name) in {"Exception", "BaseException"} for name in names)


def _name_of(node: ast.expr) -> str:
    """The last name of `a.b.c`; empty for what is no name."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def clocks(one: Module) -> list[str]:
    """Calls that ask what time it is."""
    return [
        f"{one.name}:{node.lineno}"
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Attribute) and (_name_of(node.value), node.attr) in CLOCKS
    ]


def network(one: Module) -> list[str]:
    """Imports of anything that can open a connection."""
    found = []
    for node in ast.walk(one.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found += [f"{one.name}:{node.lineno} {name}" for name in names if name.split(".")[0] in NETWORK]
    return found


def test_no_error_is_swallowed() -> None:
    """An error is a finding, a sentence, or a crash."""
    assert sum(isinstance(node, ast.ExceptHandler) for one in modules() for node in ast.walk(one.tree)) > 20
    assert [text for one in modules() for text in swallowed(one)] == []


def test_the_clock_is_read_once() -> None:
    """Only the command line asks for the day."""
    assert [text for one in modules() if one.package != "cli" for text in clocks(one)] == []
    assert [one.name for one in modules() if clocks(one)] == ["kamdocs/cli/day.py"]


def test_no_network() -> None:
    """Only `serve` listens, on this machine."""
    assert [text for one in modules() if one.name != LISTENS for text in network(one)] == []
    assert any(network(one) for one in modules() if one.name == LISTENS)


def foreign_hosts(name: str, text: str) -> list[str]:
    """Addresses of other hosts that a page would load by itself."""
    loads = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?\s*((?:https?:)?//[^"'\s)>]+)""", text)
    return [f"{name}: {address}" for address in loads]


def test_templates_load_nothing_from_elsewhere() -> None:
    """Theme, macros, boards, pages: no font, script, style or image of another host."""
    names = [
        n for n in tracked() if n.startswith("site_templates/") and n.endswith((".html", ".j2", ".js", ".css", ".svg"))
    ]
    assert len(names) > 15
    assert [text for name in names for text in foreign_hosts(name, (ROOT / name).read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (swallowed, "try:\n    f()\nexcept Exception:\n    pass"),
        (swallowed, "try:\n    f()\nexcept:\n    raise"),
        (swallowed, "try:\n    f()\nexcept (ValueError, Exception):\n    pass"),
        (swallowed, "with contextlib.suppress(Exception):\n    f()"),
        (clocks, "from datetime import date\nx = date.today()"),
        (clocks, "import datetime\nx = datetime.datetime.now()"),
        (clocks, "import time\nx = time.time()"),
        (network, "import urllib.request"),
        (network, "def f():\n    from http.client import HTTPConnection"),
    ],
)
def test_planted_mistakes_are_found(check: object, text: str) -> None:
    """Each of them, planted."""
    assert callable(check)
    assert len(check(Module("kamdocs/core/planted.py", text))) == 1


def test_a_planted_host_is_found() -> None:
    """A script and a background of somebody else."""
    text = '<script src="https://cdn.example/x.js"></script><p style="background: url(//cdn.example/y.png)">'
    assert len(foreign_hosts("x.html", text)) == 2
