"""`kamdocs check`: every record, or those of some accounts, files or ids."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from kamdocs.cli.against import Against
from kamdocs.cli.checking import check
from kamdocs.cli.command import Command
from kamdocs.cli.options import Progress, known_account, open_workspace, project_options
from kamdocs.cli.workspace import Workspace
from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import is_id, nearest
from kamdocs.report.concise import concise
from kamdocs.report.github import github
from kamdocs.report.json_lines import json_lines
from kamdocs.report.shown import Report
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
        report = replace(report, shown=tuple(one for one in report.shown if one.finding.place.file in chosen))
    _print(report, output_format)
    return 1 if report.blocking else 0


def _accounts(workspace: Workspace, asked: tuple[str, ...], chosen: frozenset[str]) -> tuple[str, ...]:
    if asked:
        return tuple(dict.fromkeys(known_account(workspace, name) for name in asked))
    everything = (*workspace.accounts, "group")
    if not chosen:
        return everything
    found = {account for account in everything for file in chosen if f"/{account}/" in f"/{file}"}
    return tuple(name for name in everything if name in found)


def _chosen(workspace: Workspace, what: tuple[str, ...]) -> frozenset[str]:
    """The files that paths and ids name, as the report shows them."""
    files: set[str] = set()
    for word in what:
        files |= _by_id(workspace, word) if is_id(word) and not Path(word).exists() else _by_path(workspace, word)
    return frozenset(files)


def _by_id(workspace: Workspace, record_id: str) -> set[str]:
    known: dict[str, set[str]] = {}
    for account in (*workspace.accounts, "group"):
        for source in workspace.listing(account).sources:
            known.setdefault(source.stem, set()).add(source.shown)
    if record_id in known:
        return known[record_id]
    meant = nearest(record_id, known)
    hint = f"Did you mean {meant}?" if meant else "`kamdocs check` without it checks everything."
    raise KamdocsError(f"There is no record {record_id}.", hint)


def _by_path(workspace: Workspace, word: str) -> set[str]:
    path = Path(word).absolute()
    if not path.exists():
        raise KamdocsError(f"There is no {word}.", "Name a file, a folder or an id.")
    for root in workspace.project.roots:
        folder = root.folder.absolute()
        if path.resolve() == folder.resolve() or path.resolve().is_relative_to(folder.resolve()):
            below = path.resolve().relative_to(folder.resolve()).as_posix()
            prefix = root.shown if below == "." else f"{root.shown}/{below}"
            return _below(workspace, prefix)
    raise KamdocsError(f"{word} lies outside the records.", f"Records are in {workspace.project.roots[0].shown}.")


def _below(workspace: Workspace, prefix: str) -> set[str]:
    found = set()
    for account in (*workspace.accounts, "group"):
        listing = workspace.listing(account)
        shown = {source.shown for source in listing.sources} | {file for file, _ in listing.problems}
        found |= {file for file in shown if file == prefix or file.startswith(f"{prefix}/")}
    return found | {prefix}


def _print(report: Report, output_format: str) -> None:
    colour = output_format == "text" and _takes_colour()
    lines = {"text": lambda: text(report, colour), "concise": lambda: concise(report)}
    lines |= {"json": lambda: json_lines(report), "github": lambda: github(report)}
    for line in lines[output_format]():
        click.echo(line, color=colour or None)


def _takes_colour() -> bool:
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
