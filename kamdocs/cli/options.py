"""Options that several commands share, and the workspace they lead to."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import click

from kamdocs.cli.workspace import Workspace
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import nearest
from kamdocs.project import find_project

F = TypeVar("F", bound=Callable[..., Any])


def project_options(function: F) -> F:
    """`--project`, `--records` and `--as-of`."""
    day = click.option("--as-of", metavar="DAY", help="The day to judge by, e.g. 2024-12-02.")
    records = click.option("--records", multiple=True, metavar="FOLDER", help="Record roots to join; repeatable.")
    folder = click.option("--project", default=".", metavar="FOLDER", help="The folder that holds records/.")
    return folder(records(day(function)))


def open_workspace(project: str, records: tuple[str, ...], as_of: str | None = None) -> Workspace:
    """The workspace that the options name."""
    return Workspace(find_project(Path(project), records), as_of)


def known_account(workspace: Workspace, name: str) -> str:
    """The name, if it is an account or `group`.

    Raises:
        KamdocsError: It is none; with the accounts there are.
    """
    names = (*workspace.accounts, "group")
    if name in names:
        return name
    meant = nearest(name, names)
    hint = f"Did you mean `{meant}`?" if meant else f"There are: {', '.join(names)}."
    raise KamdocsError(f"There is no account `{name}`.", hint)


class Progress:
    """One line on stderr, on a terminal only, once the work is longer than half a second."""

    def __init__(self, verb: str, what: str) -> None:
        self._verb, self._what = verb, what
        self._begun = monotonic()
        self._shown = False

    def __call__(self, done: int, of: int) -> None:
        """Show how far the work is."""
        if sys.stderr.isatty() and monotonic() - self._begun > 0.5:
            click.echo(f"\r{self._verb} {done:,} of {of:,} {self._what}", nl=False, err=True)
            self._shown = True

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r" + " " * 60 + "\r", nl=False, err=True)
