"""One check of the whole project: each account alone, spread over the cores, put together in the end."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from kamdocs.cli.against import Against
from kamdocs.cli.catalogue import codes, engine
from kamdocs.cli.configuration import configuration_findings
from kamdocs.cli.placing import Files, findings_of, placed, shown_with
from kamdocs.cli.workers import cores, over_cores
from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.code import DATED, ERROR
from kamdocs.core.errors import KamdocsError
from kamdocs.core.finding import Finding
from kamdocs.history.snapshots import Repository, left_out_of
from kamdocs.kinds import BY_FOLDER
from kamdocs.load.shelf import collector_off
from kamdocs.report.shown import Report, Shown
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.speaks import quieten
from kamdocs.rules.waivers import judge, waiver_findings

_WORTH_A_PROCESS = 1500


@dataclass(frozen=True)
class AccountRun:
    """What the check of one account found."""

    account: str
    shown: tuple[Shown, ...] = ()
    records: int = 0
    differs: int = 0
    waived: int = 0
    checked: frozenset[str] = frozenset()
    not_run: frozenset[str] = frozenset()


@collector_off()
def check_account(
    workspace: Workspace, account: str, *, against: Against | None = None, strict: bool = False
) -> AccountRun:
    """Check one account (or `group`) alone.

    Args:
        workspace: The project.
        account: Name of the account.
        against: BASE, if there is one.
        strict: Every error blocks, also dated ones.
    """
    loaded = workspace.loaded(account)
    files = Files(workspace.project.folder, workspace.project.roots)
    read = findings_of(loaded.problems, account, codes(), files)
    unread = frozenset(loaded.shelf.unread)
    if not workspace.has_policy:
        done = _blocking(placed(read, None, files), frozenset(), strict)
        shown = tuple(shown_with(one, codes()[one.code], None, files) for one in done)
        return AccountRun(account, shown, len(loaded.shelf.held), not_run=frozenset(engine().codes))
    book = against.book(workspace, account) if against else workspace.book(account)
    ran = engine().run(book)
    raw = [*ran.findings, *(against.findings(account, book) if against else ())]
    changed = against.changed(account) if against else frozenset()
    kept = quieten(raw, read)
    waivers = waiver_findings(kept, book, codes(), RETIRED)
    judged = judge([*kept, *waivers], book, codes())
    done = _blocking(placed([*read, *judged.shown], book, files), changed, strict)
    shown = tuple(shown_with(one, codes()[one.code], book, files, changed=changed) for one in done)
    return AccountRun(
        account, shown, len(loaded.shelf.held), len(changed), len(judged.waived), ran.checked, _not_run(book, unread)
    )


def _not_run(book: Book, unread: frozenset[str]) -> frozenset[str]:
    """The rules that some record escaped, because it did not load or its kind lies in a root that is not joined."""
    found: set[str] = set()
    for stem in unread:
        folder = book.shelf.unread[stem].split("/")[-2]
        found.update(rule.code.code for rule in engine().rules_for(BY_FOLDER[folder].model))
    for kind in BY_FOLDER.values():
        if kind.slug in book.absent_kinds:
            found.update(rule.code.code for rule in kind.rules)
    return frozenset(found)


def _blocking(findings: Iterable[Finding], changed: frozenset[str], strict: bool) -> list[Finding]:
    """Mark what makes the exit code 1: static errors, and dated errors on records that differ from BASE."""
    return [
        replace(one, blocks=one.severity is ERROR and (strict or one.nature is not DATED or one.record in changed))
        for one in findings
    ]


def check(
    workspace: Workspace,
    accounts: Iterable[str],
    *,
    against: Against | None = None,
    strict: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Check these accounts and the configuration.

    Args:
        workspace: The project.
        accounts: Accounts to check, `group` among them if it is meant.
        against: BASE, if there is one.
        strict: Every error blocks.
        progress: Called with (accounts done, all accounts).
    """
    names = tuple(accounts)
    setup = configuration_findings(workspace, against)
    files = Files(workspace.project.folder, workspace.project.roots)
    head = _blocking(placed(setup, None, files), frozenset(), strict)
    runs = list(_spread(workspace, names, partial(check_account, against=against, strict=strict), progress))
    shown = [shown_with(one, codes()[one.code], None, files) for one in head]
    shown += [one for run in runs for one in run.shown]
    not_run = frozenset[str]().union(*(run.not_run for run in runs))
    checked = frozenset[str]().union(*(run.checked for run in runs))
    return Report(
        as_of=workspace.as_of,
        day_from=workspace.day_from,
        accounts=names,
        records=sum(run.records for run in runs),
        shown=tuple(sorted(shown, key=lambda one: one.finding.order)),
        base=against.name if against else "",
        differs=sum(run.differs for run in runs) if against else None,
        waived=sum(run.waived for run in runs),
        checked=len(checked),
        not_run=tuple(sorted(not_run)),
        left_out=_left_out(workspace, against, not_run),
    )


def _left_out(workspace: Workspace, against: Against | None, not_run: frozenset[str]) -> tuple[str, ...]:
    sentences = list(against.left_out) if against else _without_base(workspace)
    if not workspace.has_policy:
        sentences.append("Policy has mistakes, so no rule on records was run.")
    elif not_run:
        sentences.append(f"Not run on some record: {', '.join(sorted(not_run)[:8])}{' …' if len(not_run) > 8 else ''}.")
    return tuple(sentences)


def _without_base(workspace: Workspace) -> list[str]:
    """What Git cannot give to a check that compares nothing; it never stops one."""
    try:
        sentence = left_out_of(Repository.around(workspace.project.roots[0].folder))
    except KamdocsError as refusal:
        sentence = refusal.message
    return [sentence] if sentence else []


def _spread(
    workspace: Workspace,
    names: tuple[str, ...],
    one: "Callable[[Workspace, str], AccountRun]",
    progress: Callable[[int, int], None] | None,
) -> Iterable[AccountRun]:
    """Run over the accounts, in processes where there is enough to do; the order is that of the names."""
    workspace.loaded("group")
    if cores() > 1 and len(names) > 2 and _size(workspace, names) >= _WORTH_A_PROCESS:
        for done, run in enumerate(over_cores(partial(_and_forget, workspace, one), names), 1):
            if progress:
                progress(done, len(names))
            yield run
        return
    for done, name in enumerate(names, 1):
        yield one(workspace, name)
        if name != "group":
            workspace.forget(name)
        if progress:
            progress(done, len(names))


def _size(workspace: Workspace, names: tuple[str, ...]) -> int:
    """Roughly how many files there are, without reading any."""
    total = 0
    for root in workspace.project.roots:
        for name in names:
            for _, _, found in os.walk(root.folder / name):
                total += len(found)
                if total >= _WORTH_A_PROCESS:
                    return total
    return total


def _and_forget(workspace: Workspace, one: "Callable[[Workspace, str], AccountRun]", name: str) -> AccountRun:
    run = one(workspace, name)
    workspace.forget(name)
    return run
