"""What a user sees first is there at once: version and help import nothing heavy, and help begins with examples."""

import subprocess
import sys
from pathlib import Path

import pytest

from kamdocs import __version__
from kamdocs.cli.main import _COMMANDS
from tests.cli.running import PRICE, call, environment, run, sample, text_of

HEAVY = ("pydantic", "yaml", "git", "mkdocs", "jinja2", "babel", "kamdocs.kinds", "kamdocs.load")


@pytest.mark.parametrize("word", ["--version", "--help", "-h"])
def test_nothing_heavy_is_imported_before_it_is_needed(word: str, tmp_path: Path) -> None:
    """Asked of the interpreter itself: the modules that are loaded when the program ends."""
    program = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('HEAVY', *[name for name in {HEAVY!r} if name in sys.modules]))\n"
        f"sys.argv = ['kamdocs', {word!r}]\n"
        "from kamdocs.cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "HEAVY"


def test_a_command_does_import_what_it_needs(tmp_path: Path) -> None:
    """So the test above can fail: `check` loads the parser and the models."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('HEAVY', *[name for name in ('pydantic', 'yaml') if name in sys.modules]))\n"
        "sys.argv = ['kamdocs', 'check']\n"
        "from kamdocs.cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=sample(tmp_path),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "HEAVY pydantic yaml"


def test_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").out == f"kamdocs {__version__}\n"


def test_help_lists_every_command_once_with_its_sentence(tmp_path: Path) -> None:
    listed = call(tmp_path, "--help").out
    assert listed.startswith("Examples:\n  kamdocs check ")
    for name, says in _COMMANDS.items():
        assert listed.count(f"\n  {name:<11}{says}\n") == 1, name


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_help_of_every_command_begins_with_examples_of_itself(name: str, tmp_path: Path) -> None:
    done = call(tmp_path, name, "--help")
    lines = done.out.splitlines()
    assert done.code == 0
    assert lines[0] == "Examples:"
    assert lines[1].startswith(f"  kamdocs {name}")
    assert f"Usage: kamdocs {name}" in done.out


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_every_option_says_what_it_does(name: str, tmp_path: Path) -> None:
    """An option without a sentence leaves the reader with its name."""
    listed = call(tmp_path, name, "--help").out.split("Options:\n")[1].splitlines()
    bare = [
        line
        for line, after in zip(listed, [*listed[1:], ""], strict=True)
        if line.startswith("  -") and len(line.split("  ")) < 3 and not after.startswith("     ")
    ]
    assert bare == []


def test_alone_it_says_where_you_are_and_what_comes_next(tmp_path: Path) -> None:
    said = call(sample(tmp_path)).out.splitlines()
    assert said == [
        f"kamdocs {__version__} in {tmp_path}: sample",
        "The records are not in a Git repository.",
        "Next: kamdocs check",
        "Example: kamdocs explain price",
        "Help: kamdocs --help",
    ]


def test_alone_it_says_what_differs_from_the_last_commit(tmp_path: Path) -> None:
    project = sample(tmp_path)
    who = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com"]
    for words in (["init"], ["add", "."], ["commit", "-m", "Records"]):
        subprocess.run([*who, *words], cwd=project, check=True, capture_output=True)
    assert call(project).out.splitlines()[1].startswith("The records are as in the last commit, ")
    (project / "records" / PRICE).write_text(text_of(PRICE) + "title: Bracket\n", "utf-8")
    said = call(project).out.splitlines()
    assert said[1].startswith("The records differ from the last commit, ")
    assert said[2] == "Next: kamdocs check --against HEAD"


def test_alone_in_an_empty_folder_it_leads_to_init(tmp_path: Path) -> None:
    done = call(tmp_path)
    assert done.code == 0
    assert "kamdocs init" in done.out
