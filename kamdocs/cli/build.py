"""`kamdocs build`: one site per publication, each whole or not at all."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from kamdocs.cli.catalogue import codes, engine
from kamdocs.cli.checking import AccountRun, check_account
from kamdocs.cli.command import Command
from kamdocs.cli.configuration import configuration_findings
from kamdocs.cli.options import Progress, open_workspace, project_options
from kamdocs.cli.placing import Files, placed
from kamdocs.cli.workers import cores, over_cores
from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR
from kamdocs.core.errors import KamdocsError
from kamdocs.core.finding import Finding
from kamdocs.core.publication import Site, expand
from kamdocs.history.snapshots import Repository, left_out_of
from kamdocs.kinds import BUILT, KINDS
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.speaks import quieten
from kamdocs.rules.waivers import waiver_findings
from kamdocs.site.build import build_publication
from kamdocs.site.publication import AccountInput, Built, Edition
from kamdocs.site.write import MARK


@click.command(cls=Command, short_help="build one site per publication")
@click.option("--to", metavar="FOLDER", help="Where the sites go; without it site/ in the project.")
@click.option("--keep-going", is_flag=True, help="Build although something blocks; broken records show their findings.")
@project_options
def command(to: str | None, keep_going: bool, project: str, records: tuple[str, ...], as_of: str | None) -> int:
    """Build the sites that publications.yaml names. The old ones stand until the new ones are complete.

    \b
    Examples:
      kamdocs build
      kamdocs build --to /srv/www/kamdocs
      kamdocs build --as-of 2024-12-31 --keep-going
    """
    workspace = open_workspace(project, records, as_of)
    out = Path(to) if to else workspace.project.folder / "site"
    return build(workspace, out, keep_going=keep_going)


@dataclass(frozen=True)
class Pressed:
    """What all publications of one build share."""

    edition: Edition
    accounts: Mapping[str, AccountInput]
    group: AccountInput
    out: Path

    def build(self, site: Site) -> Built:
        """Build one of them."""
        return build_publication(site, self.accounts, self.group, edition=self.edition, out=self.out)


def build(workspace: Workspace, out: Path, *, keep_going: bool) -> int:
    """Check, then build every publication.

    Args:
        workspace: The project.
        out: Folder of all publications.
        keep_going: Build although something blocks.

    Returns:
        The exit code: 1 if something blocks or a page would leak.
    """
    click.echo(f"As of {workspace.as_of}{' (policy)' if workspace.day_from == 'policy' else ''}")
    runs = {account: check_account(workspace, account) for account in (*workspace.accounts, "group")}
    blocking = [
        *_setup_errors(workspace),
        *(one.finding for run in runs.values() for one in run.shown if one.finding.blocks),
    ]
    if blocking and not keep_going:
        for finding in blocking[:30]:
            click.echo(f"{finding.place}: {finding.code} {finding.says}")
        more = f"; {len(blocking) - 30} more" if len(blocking) > 30 else ""
        click.echo(f"Nothing was built: {len(blocking)} findings block{more}. Next: kamdocs check")
        return 1
    pressed = pressed_of(workspace, runs, out)
    sites = sites_of(workspace)
    progress = Progress("Building", "publications")
    built = []
    for done, one in enumerate(_press(pressed, sites), 1):
        built.append(one)
        progress(done, len(sites))
    progress.end()
    return _report(workspace, built, out, sites)


def _report(workspace: Workspace, built: list[Built], out: Path, sites: tuple[Site, ...]) -> int:
    leaks = [leak for one in built for leak in one.leaks]
    for leak in leaks[:30]:
        click.echo(f"{leak.place.file}: {leak.code} {leak.says}")
    for one in built:
        state = "not published: it would leak" if one.leaks else f"{one.pages} record pages"
        click.echo(f"{one.folder}: {state}")
    for note in dict.fromkeys(note for one in built for note in one.notes):
        click.echo(note)
    if not leaks:
        _take_away(out, {site.name for site in sites})
    click.echo(f"{len(built)} publications in {out}" if not leaks else f"{len(leaks)} leaks: the old sites stand")
    return 1 if leaks else 0


def _setup_errors(workspace: Workspace) -> list[Finding]:
    found = placed(configuration_findings(workspace, None), None, Files(workspace.project.folder))
    return [one for one in found if one.severity is ERROR]


def sites_of(workspace: Workspace) -> tuple[Site, ...]:
    """The publications, with `{account}` and `{plant}` filled in."""
    publications = workspace.now.publications
    if publications is None:
        hint = "Write `publications.yaml` beside policy; `kamdocs check` shows its mistakes."
        raise KamdocsError("There is no publication to build.", hint)
    plants = [one for one in workspace.loaded("group").shelf.held if one.startswith("PLT-")]
    return expand(publications, workspace.accounts, plants)


def pressed_of(workspace: Workspace, runs: Mapping[str, AccountRun], out: Path) -> Pressed:
    """What all publications of one build share: records, findings, commit, day."""
    repository = Repository.around(workspace.project.roots[0].folder)
    commit = repository.head_commit() if repository is not None else None
    left_out = left_out_of(repository)
    inputs = {name: _input(workspace, name, run, left_out) for name, run in runs.items()}
    edition = Edition(
        project=workspace.project.folder,
        policy=workspace.policy,
        as_of=workspace.as_of,
        kinds=KINDS,
        codes=codes(),
        commit=commit.short if commit else "",
        commit_time=commit.time if commit else None,
        accounts=workspace.accounts,
    )
    group = inputs.pop("group")
    return Pressed(edition, inputs, group, out)


def _input(workspace: Workspace, account: str, run: AccountRun, left_out: str) -> AccountInput:
    book = workspace.book(account)
    notes = [left_out] if left_out else []
    unread = len(book.shelf.unread)
    if unread:
        notes.append(f"Files of {account} did not load; their records are not shown.")
    absent = sorted(book.absent_kinds & BUILT)
    if absent:
        notes.append(f"Not in this copy: {', '.join(absent)}.")
    return AccountInput(book, tuple(one.finding for one in run.shown), tuple(notes), _check)


def _check(book: Book) -> tuple[Finding, ...]:
    found = engine().run(book).findings
    return (*found, *waiver_findings(quieten(found), book, codes(), RETIRED))


def _press(pressed: Pressed, sites: tuple[Site, ...]) -> Iterator[Built]:
    """Build the publications, over the cores where the system can fork; in the order of the file."""
    if cores() > 1 and len(sites) > 1:
        yield from over_cores(pressed.build, sites)
        return
    for site in sites:
        yield pressed.build(site)


def _take_away(out: Path, names: set[str]) -> None:
    """A publication that is no longer named must not stay readable."""
    for folder in out.iterdir():
        if folder.is_dir() and folder.name not in names and (folder / MARK).is_file():
            shutil.rmtree(folder)
            click.echo(f"{folder}: no longer a publication, taken away")
