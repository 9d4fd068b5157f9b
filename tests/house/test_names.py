"""No drawer modules, and nothing at the top of the repository that has no place there."""

from tests.house.sources import tracked

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "handler", "data", "info"}
TOP = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    ".vscode",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "kamdocs",
    "mkdocs.yml",
    "pyproject.toml",
    "records",
    "requirements.lock",
    "site_templates",
    "tests",
}


def drawers(names: tuple[str, ...]) -> list[str]:
    """Python files and folders whose name says nothing."""
    return [
        name
        for name in names
        if name.startswith(("kamdocs/", "tests/"))
        and name.endswith(".py")
        and any(step.removesuffix(".py") in DRAWERS for step in name.split("/"))
    ]


def out_of_place(names: tuple[str, ...]) -> list[str]:
    """What lies at the top and does not belong there."""
    return sorted({name.split("/")[0] for name in names} - TOP)


def test_no_drawers() -> None:
    """Every module is named after what it holds."""
    assert drawers(tracked()) == []


def test_the_top_level_is_the_agreed_one() -> None:
    """Only what the house has a place for."""
    assert len(tracked()) > 500
    assert out_of_place(tracked()) == []


def test_planted_names_are_found() -> None:
    """A drawer, a drawer folder, and a stray file."""
    assert len(drawers(("kamdocs/core/utils.py", "kamdocs/helpers/money.py", "kamdocs/core/money.py"))) == 2
    assert out_of_place(("notes.txt", "kamdocs/core/money.py")) == ["notes.txt"]
