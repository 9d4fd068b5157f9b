"""`kamdocs` alone: five lines on where you are and what to do next."""

from pathlib import Path

from kamdocs import __version__
from kamdocs.core.errors import KamdocsError


def overview() -> str:
    """Where you are, what is here, the next sensible command, one example, help."""
    from kamdocs.load.listing import account_names
    from kamdocs.project import find_project

    try:
        project = find_project(Path())
    except KamdocsError as error:
        return "\n".join((f"kamdocs {__version__}", error.message, error.hint, "Help: kamdocs --help"))
    accounts = ", ".join(account_names(project.roots)) or "none yet"
    return "\n".join(
        (
            f"kamdocs {__version__} in {project.folder}",
            f"Accounts: {accounts}",
            "Next: kamdocs check",
            "Example: kamdocs explain PRC001",
            "Help: kamdocs --help",
        )
    )
