"""What is wrong with policy, publications and roots, gathered from everywhere that the rules about them must look."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

from kamdocs import __version__
from kamdocs.cli.against import Against
from kamdocs.cli.catalogue import codes
from kamdocs.cli.placing import Files, findings_of
from kamdocs.cli.workspace import Workspace
from kamdocs.core.facts import fields_of
from kamdocs.core.finding import Finding
from kamdocs.core.record import Record
from kamdocs.kinds import KINDS
from kamdocs.rules import configuration
from kamdocs.rules.rule import rules_in
from kamdocs.rules.setup import Extension, JoinedRoot, KindNames, Lies, Setup
from kamdocs.rules.waiting import WAITING


def configuration_findings(workspace: Workspace, against: Against | None) -> list[Finding]:
    """The findings of policy, publications and roots, without places; their files are those of the working tree."""
    found = findings_of(workspace.now.problems, "", codes(), Files(workspace.project.folder))
    setup = _setup(workspace, against)
    for rule in rules_in(configuration):
        for hit in rule.run(setup):
            found.append(
                Finding(
                    code=rule.code.code,
                    severity=rule.code.severity,
                    nature=rule.code.nature,
                    says=hit.says,
                    record=hit.spot.record,
                    spot=hit.spot,
                    fix=hit.fix,
                )
            )
    if against is not None and workspace.has_policy:
        found += against.findings("", workspace.book("group"))
    return found


def _setup(workspace: Workspace, against: Against | None) -> Setup:
    first = workspace.project.roots[0]
    of_base = against.extensions if against is not None else None
    extensions = workspace.project.extensions if of_base is None else of_base
    return Setup(
        policy=workspace.now.policy,
        publications=workspace.now.publications,
        group=workspace.book("group") if workspace.has_policy else None,
        as_of=workspace.as_of,
        version=__version__,
        policy_file=f"{first.shown}/policy.yaml",
        publications_file=f"{first.shown}/publications.yaml",
        accounts=workspace.accounts,
        roots=tuple(JoinedRoot(root.name, workspace.now.holds.get(root.name)) for root in workspace.project.roots),
        records=lambda: _lies(workspace),
        codes=frozenset((*codes(), *WAITING)),
        kinds={kind.slug: KindNames(kind.about.prefix, frozenset(fields_of(kind.model))) for kind in KINDS},
        extensions=tuple(_extension(name) for name in extensions),
        day_from_policy=workspace.day_from == "policy",
    )


def _lies(workspace: Workspace) -> Iterator[Lies]:
    for account in (*workspace.accounts, "group"):
        for held in workspace.loaded(account).shelf.held.values():
            yield Lies(held.file, _slug(held.record), held.root)


def _slug(record: Record) -> str:
    return record.about.slug


def _extension(name: str) -> Extension:
    try:
        points = [point for point in distribution(name).entry_points if point.group == "kamdocs.kinds"]
    except PackageNotFoundError:
        return Extension(name, installed=False)
    kinds = [kind for point in points for kind in point.load()]
    brought = {kind.slug: kind.about.prefix for kind in kinds}
    return Extension(name, bool(points), brought, tuple(rule.code.code for kind in kinds for rule in kind.rules))
