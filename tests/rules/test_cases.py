"""Every rule by its cases: the whole sample account is checked, and all findings are compared whole."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kamdocs.cli.against import Against
from kamdocs.cli.catalogue import codes
from kamdocs.cli.checking import check
from kamdocs.cli.workspace import Workspace
from kamdocs.project import find_project
from tests.books import overlaid, write_project

HERE = Path(__file__).parent.parent
FILES = sorted([*HERE.glob("kinds/*/cases/*.yaml"), *HERE.glob("rules/cases/*.yaml")])


def _cases() -> Iterator[Any]:
    for file in FILES:
        for case in yaml.safe_load(file.read_text("utf-8"))["cases"]:
            yield pytest.param(file, case, id=f"{file.stem}: {case['name']}")


def _git(folder: Path, *words: str) -> None:
    quiet = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_COMMITTER_DATE": "2024-12-01T12:00:00Z",
    }
    who = {f"GIT_{role}_{what}": "kam@kam.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, env={**os.environ, **quiet, **who})


def _against(folder: Path, case: dict[str, Any], workspace: Workspace) -> Against | None:
    return Against.open(workspace, "main") if "base" in case else None


def _write(folder: Path, case: dict[str, Any]) -> None:
    files = case.get("files", {})
    if "base" in case:
        write_project(folder, overlaid({**case["base"], **files}, case.get("base_without", ())))
        _git(folder, "init", "-q", "-b", "main")
        _git(folder, "add", "-A")
        _git(folder, "commit", "-q", "-m", "base")
        subprocess.run(["rm", "-r", folder / "records"], check=True)
    write_project(folder, overlaid({**case.get("records", {}), **files}, case.get("without", ())))
    for path, size in case.get("sizes", {}).items():
        with (folder / "records" / path).open("wb") as file:
            file.truncate(size)


@pytest.mark.parametrize(("file", "case"), list(_cases()))
def test_case(file: Path, case: dict[str, Any], tmp_path: Path) -> None:
    """All findings of the account and of group, in order, whole: place, code, sentence."""
    _write(tmp_path, case)
    workspace = Workspace(find_project(tmp_path), str(case.get("as_of", "2024-12-02")))
    report = check(workspace, (*workspace.accounts, "group"), against=_against(tmp_path, case, workspace))
    found = [
        {"at": str(one.finding.place).removeprefix("records/"), "code": one.finding.code, "says": one.finding.says}
        for one in report.shown
    ]
    expected = [{"at": one["at"], "code": one.get("code", file.stem), "says": one["says"]} for one in case["findings"]]
    assert found == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_rule_fires_and_does_not_fire(file: Path) -> None:
    """A case file proves both sides of its rule."""
    content = yaml.safe_load(file.read_text("utf-8"))
    assert content["rule"] == file.stem
    assert file.stem in codes()
    speaks = [any(one.get("code", file.stem) == file.stem for one in case["findings"]) for case in content["cases"]]
    assert True in speaks, "no case in which it fires"
    assert False in speaks, "no case in which it just does not fire"
