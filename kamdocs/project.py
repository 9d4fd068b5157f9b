"""Where the project is, and which record roots it joins."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from kamdocs.core.errors import KamdocsError


@dataclass(frozen=True)
class Root:
    """A record root: its name in policy, its folder, and how its folder is shown to people."""

    name: str
    folder: Path
    shown: str


@dataclass(frozen=True)
class Project:
    """A folder with records.

    Attributes:
        folder: Absolute path.
        roots: Record roots; the first one carries the policy.
        extensions: Installed distributions with kinds of the company.
    """

    folder: Path
    roots: tuple[Root, ...]
    extensions: tuple[str, ...] = ()


def find_project(start: Path, records: tuple[str, ...] = ()) -> Project:
    """The nearest folder upwards that holds `records/`.

    Args:
        start: Where to begin.
        records: Record roots instead of those that `pyproject.toml` names (default: `records`).

    Raises:
        KamdocsError: No such folder, or a root that is no readable folder.
    """
    start = start.absolute()
    if not start.is_dir():
        raise KamdocsError(f"{start} is no folder.", "Name the folder that holds `records/` with --project.")
    folder = next((one for one in (start, *start.parents) if (one / "records").is_dir()), None)
    settings = _settings(folder or start)
    named = records or tuple(settings.get("records", ())) or ("records",)
    if folder is None and not records and "records" not in settings:
        hint = "Go to the folder that holds `records/`, name it with --project, or begin one with `kamdocs init`."
        raise KamdocsError(f"There is no `records/` in {start} or above it.", hint)
    base = folder or start
    roots = tuple(_root(base, name) for name in named)
    return Project(base, roots, tuple(settings.get("extensions", ())))


def _settings(folder: Path) -> dict[str, list[str]]:
    file = folder / "pyproject.toml"
    return settings_in(file.read_bytes(), str(file)) if file.is_file() else {}


def settings_in(data: bytes, file: str) -> dict[str, list[str]]:
    """The table `[tool.kamdocs]` of a `pyproject.toml`.

    Args:
        data: Its bytes.
        file: How it is named to people.

    Raises:
        KamdocsError: It is no TOML, or a setting is no list of texts.
    """
    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KamdocsError(f"{file} cannot be read: {error}.", "Correct the file; it is TOML.") from error
    found = tables.get("tool", {}).get("kamdocs", {})
    for key, value in found.items():
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise KamdocsError(f"`{key}` in [tool.kamdocs] of {file} is no list of texts.", 'Write `["records"]`.')
    return dict(found)


def _root(project: Path, name: str) -> Root:
    folder = Path(name) if Path(name).is_absolute() else project / name
    if not folder.is_dir():
        raise KamdocsError(f"The record root {name} is no folder.", "Clone it, or leave it out of --records.")
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise KamdocsError(
            f"The record root {name} cannot be read: {error.strerror}.", "Ask for the permission."
        ) from error
    try:
        shown = folder.resolve().relative_to(project.resolve()).as_posix()
    except ValueError:
        shown = folder.as_posix()
    return Root(folder.name, folder, shown)
