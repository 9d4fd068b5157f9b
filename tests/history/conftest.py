"""A real Git repository in a temporary folder, with a fixed author, day and branch."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


class Repo:
    """A repository to try things in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *words: str) -> str:
        """Run Git and return what it prints."""
        done = subprocess.run(["git", "-C", self.folder, *words], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def write(self, files: Mapping[str, str]) -> None:
        """Write texts by path; an empty text takes the file away."""
        for path, text in files.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if text:
                target.write_text(text, "utf-8", newline="")
            else:
                target.unlink()

    def commit(self, files: Mapping[str, str], says: str = "records") -> str:
        """Write, commit, and return the id of the commit."""
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", says)
        return self.git("rev-parse", "HEAD")

    def fingerprint(self) -> dict[str, bytes | str]:
        """Every byte of the repository and of its working tree, and when the index was written."""
        found: dict[str, bytes | str] = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }
        return found | {"index": str((self.folder / ".git" / "index").stat().st_mtime_ns)}


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Lena Brandt")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "lena@kam.example")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2024-11-29T17:30:00+01:00")


@pytest.fixture
def new_repo(tmp_path: Path) -> Callable[[str], Repo]:
    """Make an empty repository of this name."""

    def make(name: str) -> Repo:
        folder = tmp_path / name
        folder.mkdir()
        repo = Repo(folder)
        repo.git("init", "-q", "-b", "main")
        return repo

    return make
