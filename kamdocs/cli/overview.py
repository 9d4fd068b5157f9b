"""`kamdocs` alone: five lines on where you are and what to do next."""

from pathlib import Path

from kamdocs import __version__
from kamdocs.core.errors import KamdocsError
from kamdocs.project import Project


def overview() -> str:
    """Where you are, what differs from the last commit, the next sensible command, one example, help."""
    from kamdocs.load.listing import account_names
    from kamdocs.project import find_project

    try:
        project = find_project(Path())
    except KamdocsError as error:
        example = "Example: kamdocs init our-records"
        return "\n".join((f"kamdocs {__version__}", error.message, error.hint, example, "Help: kamdocs --help"))
    accounts = ", ".join(account_names(project.roots)) or "no account yet"
    differs, following = _state(project)
    where = f"kamdocs {__version__} in {project.folder}: {accounts}"
    return "\n".join((where, differs, f"Next: {following}", "Example: kamdocs explain price", "Help: kamdocs --help"))


def _state(project: Project) -> tuple[str, str]:
    """What differs, and the command that follows from it."""
    from kamdocs.history.snapshots import Repository

    root = project.roots[0].folder
    try:
        repository = Repository.around(root)
        commit = repository.head_commit() if repository else None
    except KamdocsError as error:
        return error.message, "kamdocs check"
    if repository is None:
        return "The records are not in a Git repository.", "kamdocs check"
    if commit is None:
        return "The repository has no commit yet.", "kamdocs check"
    if repository.differs():
        return f"The records differ from the last commit, {commit.short}.", "kamdocs check --against HEAD"
    return f"The records are as in the last commit, {commit.short}.", "kamdocs check"
