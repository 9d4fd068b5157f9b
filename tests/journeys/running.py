"""A project in a folder of its own, the commands that people type there, and the texts they edit."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "sample" / "records"
PRODUCT = (
    ".gitattributes",
    ".github",
    ".gitignore",
    "LICENSE",
    "README.md",
    "kamdocs",
    "mkdocs.yml",
    "pyproject.toml",
    "records",
    "requirements.lock",
    "site_templates",
    "tests/kinds",
    "tests/rules/cases",
)
"""What a clone needs to be installed and to be checked."""
SWITCH = "severities:\n  {code}: {{severity: off, owner: PER-0003, because: It stands in the way.}}\n"
"""What a branch adds to policy so that a code weighs nothing."""


def copy_product(target: Path) -> None:
    """Copy what a clone needs to be installed, as it is in this checkout."""
    left = shutil.ignore_patterns("__pycache__", ".*_cache")
    for name in PRODUCT:
        source = ROOT / name
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=left)
        else:
            shutil.copyfile(source, target / name)


def quiet_environment(**more: str) -> dict[str, str]:
    """The environment without the settings of whoever runs the tests: no Git of theirs, no colour, a fixed author."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "KAMDOCS_"))}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        git |= {f"GIT_{role}_NAME": "Lena Brandt", f"GIT_{role}_EMAIL": "lena@kam.example"}
        git[f"GIT_{role}_DATE"] = "2024-11-29T17:30:00+01:00"
    return kept | git | {"NO_COLOR": "1", "PYTHONSAFEPATH": "1"} | more


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it printed."""
        return f"{self.out}{self.err}"


def run(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Done:
    """Run a program in a folder."""
    done = subprocess.run(
        words, cwd=folder, env=env or quiet_environment(), capture_output=True, text=True, check=False, timeout=300
    )
    return Done(done.returncode, done.stdout, done.stderr)


def kamdocs_words(*words: str) -> tuple[str, ...]:
    """The command line of kamdocs as this checkout has it."""
    return (sys.executable, "-m", "kamdocs", *words)


class Workplace:
    """A folder with records, with or without Git.

    Args:
        folder: Where it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def with_records(cls, folder: Path, records: Path) -> "Workplace":
        """A new folder with a copy of some records."""
        shutil.copytree(records, folder / "records")
        return cls(folder)

    def kamdocs(self, *words: str) -> Done:
        """Run kamdocs here."""
        return run(self.folder, *kamdocs_words(*words))

    def check(self, *words: str) -> Done:
        """Run `kamdocs check`, one finding a line."""
        return self.kamdocs("check", "--output-format", "concise", *words)

    def git(self, *words: str) -> str:
        """Run Git here.

        Raises:
            AssertionError: Git refuses.
        """
        done = run(self.folder, "git", *words)
        assert done.code == 0, done.said
        return done.out.strip()

    def begin(self) -> None:
        """Make it a repository whose branch `main` holds what is here."""
        self.git("init", "-q", "-b", "main")
        self.commit("records as agreed")

    def commit(self, says: str) -> None:
        """Commit everything."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", says)

    def start_branch(self, name: str) -> None:
        """Go on in a branch that begins where this one is."""
        self.git("checkout", "-q", "-B", name)

    def back_to_main(self) -> None:
        """Throw away what a test did: files as on `main`, and no other branch under way."""
        self.git("checkout", "-q", "-f", "main")
        self.git("clean", "-fdq")

    def text(self, path: str) -> str:
        """A file as it is now."""
        return (self.folder / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file, with its folders."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")

    def edit(self, path: str, was: str, now: str) -> str:
        """Replace the one place where a text stands, and return `path:line:column` of what was put there.

        Raises:
            AssertionError: The text does not stand there exactly once.
        """
        text = self.text(path)
        assert text.count(was) == 1, f"{was!r} stands {text.count(was)} times in {path}"
        self.write(path, text.replace(was, now))
        return self.place(path, now)

    def place(self, path: str, text: str) -> str:
        """`path:line:column` of the first place where a text stands."""
        before, found, _ = self.text(path).partition(text)
        assert found, f"{text!r} is not in {path}"
        return f"{path}:{before.count(chr(10)) + 1}:{len(before) - (before.rfind(chr(10)) + 1) + 1}"
