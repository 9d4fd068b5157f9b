"""What a machine lacks is skipped by name with one line at the end; with CI=true it fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT

_TEST = """\
import pytest


@pytest.mark.browser
def test_page(chromium):
    assert chromium
"""


def _run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one browser test where no program is on the path."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = browser: needs a browser\n", "utf-8")
    (folder / "test_page.py").write_text(_TEST, "utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in {"CI", "PATH"} and "PYTEST" not in name}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    env = {**kept, "PATH": str(folder), **environment}
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_skipped_by_name(tmp_path: Path) -> None:
    """The run passes and says in one line what it left out and why."""
    ran = _run(tmp_path)
    assert ran.returncode == 0, ran.stdout
    assert [line for line in ran.stdout.splitlines() if "skipped:" in line] == ["1 test was skipped: needs chromium"]


def test_never_skipped_where_all_must_run(tmp_path: Path) -> None:
    """With CI=true the same test fails, and says what to install."""
    ran = _run(tmp_path, CI="true")
    assert ran.returncode == 1
    assert "Install Debian's package chromium." in ran.stdout
