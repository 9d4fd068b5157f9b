"""Kinds of a company are named by BASE: a pull request cannot name them away, or bring its own."""

from pathlib import Path

import pytest

from kamdocs.cli.against import Against
from kamdocs.cli.checking import check
from kamdocs.cli.workspace import Workspace
from kamdocs.project import find_project
from tests.books import overlaid, write_project
from tests.rules.test_cases import _git

NAMED = '[tool.kamdocs]\nextensions = ["kamdocs-of-nobody"]\n'
NONE = "[tool.kamdocs]\nextensions = []\n"


@pytest.mark.parametrize(("base", "now", "fires"), [(NAMED, NONE, True), (NONE, NAMED, False), (None, NAMED, True)])
def test_extensions_are_those_of_base(tmp_path: Path, base: str | None, now: str, fires: bool) -> None:
    write_project(tmp_path, overlaid({}))
    if base is not None:
        (tmp_path / "pyproject.toml").write_text(base, "utf-8")
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "base")
    (tmp_path / "pyproject.toml").write_text(now, "utf-8")
    workspace = Workspace(find_project(tmp_path), "2024-12-02")
    report = check(workspace, ("group",), against=Against.open(workspace, "main"))
    codes = [one.code.code for one in report.shown]
    assert codes == (["CFG012"] if fires else [])
