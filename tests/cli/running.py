"""The command line as a user runs it, in a process of its own, or in this one where a start would cost too much."""

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kamdocs.cli.main import _run
from tests.books import overlaid, write_project

ROOT = Path(__file__).resolve().parents[2]
DAY = "2024-12-02"
PRICE = "sample/prices/PRC-100-A-ONE.yaml"
CLAIM = "sample/claims/CLM-2024-0001.yaml"
INTERRUPTIBLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""First line of a program that is interrupted: parallel runners ignore the signal, and children inherit it."""
_PLACE = re.compile(r"\S.*?:[0-9]+:[0-9]+: [A-Z]{3}[0-9]{3}\b")


@dataclass(frozen=True)
class Ran:
    """How a call ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def places(self) -> list[str]:
        """`file:line:column: CODE` of each line of a concise report."""
        return [found[0] for line in self.out.splitlines() if (found := _PLACE.match(line))]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a call: this checkout, no colour of the machine that runs the tests."""
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "TERM"}}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", **(more or {})}


def run(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Ran:
    """Run `python -m kamdocs` in a folder, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "kamdocs", *words],
        cwd=folder,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def call(folder: Path, *words: str) -> Ran:
    """Run a command in this process, in a folder."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = _run(list(words))
    return Ran(code, out.getvalue(), err.getvalue())


def sample(folder: Path, overlay: Mapping[str, str] | None = None, without: Iterable[str] = ()) -> Path:
    """A project with the sample account; the policy pins the day, so that a test means the same tomorrow."""
    files = overlaid(overlay or {}, without)
    if "policy.yaml" in files and "policy.yaml" not in (overlay or {}):
        files["policy.yaml"] += f"as_of: {DAY}\n".encode()
    return write_project(folder, files)


def text_of(path: str) -> str:
    """The text of a file of the sample, by its path below `records/`."""
    return overlaid({})[path].decode()
