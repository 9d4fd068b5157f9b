"""`kamdocs check`: every record, or those of some accounts, files or ids."""

import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from kamdocs.cli.against import Against
from kamdocs.cli.checking import check
from kamdocs.cli.coherence import blocks
from kamdocs.cli.command import Command
from kamdocs.cli.options import Progress, known_account, open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import is_id, nearest, repaired_id, split_item
from kamdocs.report.concise import concise
from kamdocs.report.github import github
from kamdocs.report.json_lines import json_lines
from kamdocs.report.shown import Report, Shown
from kamdocs.report.text import text

FORMATS = ("text", "concise", "json", "github")


@click.command(cls=Command, short_help="check records")
@click.argument("what", nargs=-1, metavar="[PATHS|IDS]...")
@click.option("--account", multiple=True, help="Only this account; repeatable.")
@click.option("--against", metavar="BASE", help="Compare with a branch, tag or commit, as a pull request does.")
@click.option("--strict", is_flag=True, help="Every error blocks, also those of the calendar.")
@click.option("--output-format", type=click.Choice(FORMATS), default="text", help="For whom the report is.")
@project_options
def command(
    what: tuple[str, ...],
    account: tuple[str, ...],
    against: str | None,
    strict: bool,
    output_format: str,
    project: str,
    records: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Check records. What blocks makes the exit code 1.

    \b
    Examples:
      kamdocs check
      kamdocs check records/aurora/prices
      kamdocs check PRC-4711-009-A-MEL
      kamdocs check --account aurora --strict
      kamdocs check --against main --output-format github
    """
    workspace = open_workspace(project, records, as_of)
    base = Against.open(workspace, against) if against else None
    chosen = _chosen(workspace, what)
    names = _accounts(workspace, account, chosen)
    progress = Progress("Checking", "accounts")
    try:
        report = check(workspace, names, against=base, strict=strict, progress=progress)
    finally:
        progress.end()
    if what:
        report = replace(report, shown=tuple(one for one in report.shown if _is_asked(one, chosen, workspace)))
    _print(report, output_format, tuple(blocks(workspace, what, names)) if output_format == "text" else ())
    return 1 if report.blocking else 0


def _is_asked(one: Shown, chosen: frozenset[str], workspace: Workspace) -> bool:
    """Whether a finding stands below what was asked for, or keeps every rule from running."""
    file = one.finding.place.file
    return any(_is_below(file, where) for where in chosen) or (not workspace.has_policy and not one.finding.account)


def _is_below(file: str, where: str) -> bool:
    return file == where or file.startswith(f"{where}/")


def _accounts(workspace: Workspace, asked: tuple[str, ...], chosen: frozenset[str]) -> tuple[str, ...]:
    everything = (*workspace.accounts, "group")
    if asked:
        return tuple(dict.fromkeys(known_account(workspace, name) for name in asked))
    if not chosen:
        return everything
    folders = {name: [f"{root.shown}/{name}" for root in workspace.project.roots] for name in everything}
    touched = {
        name
        for name, places in folders.items()
        if any(_is_below(one, where) or _is_below(where, one) for where in places for one in chosen)
    }
    return tuple(name for name in everything if name in touched)


def _chosen(workspace: Workspace, what: tuple[str, ...]) -> frozenset[str]:
    """The files and folders that paths and ids name, as the report shows them."""
    found: set[str] = set()
    for word in what:
        wanted = split_item(word)[0]
        is_named = not Path(word).exists() and "/" not in word and is_id(repaired_id(wanted))
        found |= _by_id(workspace, wanted) if is_named else _by_path(workspace, word)
    return frozenset(found)


def _by_id(workspace: Workspace, record_id: str) -> set[str]:
    known: dict[str, set[str]] = {}
    for account in (*workspace.accounts, "group"):
        for source in workspace.listing(account).sources:
            known.setdefault(source.stem, set()).add(source.shown)
    if record_id in known:
        return known[record_id]
    repaired = repaired_id(record_id)
    meant = repaired if repaired in known else nearest(repaired, known)
    hint = f"Did you mean {meant}?" if meant else "`kamdocs check` without it checks everything."
    raise KamdocsError(f"There is no record {record_id}.", hint)


def _by_path(workspace: Workspace, word: str) -> set[str]:
    path = Path(word).absolute()
    if not path.exists():
        raise KamdocsError(f"There is no {word}.", "Name a file, a folder or an id.")
    here = path.resolve()
    for root in workspace.project.roots:
        if here.is_relative_to(root.folder.resolve()):
            below = here.relative_to(root.folder.resolve()).as_posix()
            return {root.shown if below == "." else f"{root.shown}/{below}"}
        if root.folder.resolve().is_relative_to(here):
            return {one.shown for one in workspace.project.roots}
    roots = ", ".join(root.shown for root in workspace.project.roots)
    raise KamdocsError(f"{word} lies outside the records.", f"Records are in {roots}.")


def _print(report: Report, output_format: str, after_head: tuple[str, ...] = ()) -> None:
    """Print the report, further lines behind its first one; who stops reading changes nothing about the verdict."""
    colour = output_format == "text" and _takes_colour()
    lines = {"text": lambda: text(report, colour), "concise": lambda: concise(report)}
    lines |= {"json": lambda: json_lines(report), "github": lambda: github(report)}
    with suppress(BrokenPipeError):
        for place, line in enumerate(lines[output_format]()):
            click.echo(line, color=colour or None)
            for further in after_head if place == 0 else ():
                click.echo(further)


def _takes_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
