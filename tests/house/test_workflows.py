"""The workflows and the issue form against the schemas their host publishes, and what they may never do.

Here and not with the command line, because no Python of the package takes part: these are files for the Git host.
The schemas are those that `check-jsonschema` carries, so nothing is fetched.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / ".github"
COMPANY = ROOT / "site_templates" / "init" / ".github"
WORKFLOWS = sorted([*PRODUCT.glob("workflows/*.yml"), *COMPANY.glob("workflows/*.yml")])
FORMS = [path for path in sorted(PRODUCT.glob("ISSUE_TEMPLATE/*.yml")) if path.name != "config.yml"]


@cache
def validator(name: str) -> Draft7Validator:
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json"
    return Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))


def read(path: Path) -> dict[str, object]:
    """The file with every scalar as text; the host's `on:` would else become a flag."""
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=_HostLoader)
    assert isinstance(found, dict)
    return found


class _HostLoader(yaml.SafeLoader):
    """YAML as the host reads it: only `true` and `false` are flags."""


_HostLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(name: str, document: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(document)]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def steps_of(workflow: dict[str, object]) -> Iterator[dict[str, object]]:
    jobs = workflow["jobs"]
    assert isinstance(jobs, dict)
    for job in jobs.values():
        yield from job["steps"]


def test_both_kinds_of_repository_have_their_workflows() -> None:
    assert [path.name for path in sorted(PRODUCT.glob("workflows/*"))] == ["check.yml", "ci.yml", "publish.yml"]
    assert [path.name for path in sorted(COMPANY.glob("workflows/*"))] == ["check.yml", "publish.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=relative)
def test_workflow_follows_the_published_schema(path: Path) -> None:
    assert errors("github-workflows", read(path)) == []


@pytest.mark.parametrize("path", FORMS, ids=relative)
def test_issue_form_follows_the_published_schema(path: Path) -> None:
    assert errors("github-issue-forms", read(path)) == []


def test_issue_settings_follow_the_published_schema() -> None:
    assert errors("github-issue-config", read(PRODUCT / "ISSUE_TEMPLATE" / "config.yml")) == []


def test_a_planted_mistake_is_seen() -> None:
    workflow = read(PRODUCT / "workflows" / "check.yml")
    assert errors("github-workflows", workflow | {"permissions": {"contents": "everything"}})
    assert errors("github-workflows", {key: value for key, value in workflow.items() if key != "on"})
    form = read(FORMS[0])
    assert errors("github-issue-forms", form | {"body": [{"type": "price"}]})
    assert errors("github-issue-config", {"blank_issues_enabled": "perhaps"})


def overreach(text: str, workflow: dict[str, object]) -> list[str]:
    """What a workflow of ours may never ask for, each named."""
    found = [word for word in ("secrets.", "pull_request_target", "write-all", "pages: write") if word in text]
    if workflow.get("permissions") != {"contents": "read"}:
        found.append("more than contents: read")
    if "concurrency" not in workflow:
        found.append("no concurrency")
    for step in steps_of(workflow):
        uses = step.get("uses", "actions/none@v1")
        if not str(uses).startswith("actions/") or "@v" not in str(uses):
            found.append(f"{uses} is not pinned by its major version")
        if "${{" in str(step.get("run", "")):
            found.append("an expression of the host inside a shell script")
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=relative)
def test_workflow_reads_and_nothing_else(path: Path) -> None:
    assert overreach(path.read_text(encoding="utf-8"), read(path)) == []


def test_planted_overreach_is_seen() -> None:
    planted: dict[str, object] = {
        "permissions": {"contents": "write"},
        "jobs": {"one": {"steps": [{"uses": "somebody/action@main"}, {"run": "echo ${{ github.head_ref }}"}]}},
    }
    assert overreach("token: secrets.TOKEN", planted) == [
        "secrets.",
        "more than contents: read",
        "no concurrency",
        "somebody/action@main is not pinned by its major version",
        "an expression of the host inside a shell script",
    ]


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_a_company_gets_the_workflow_we_use_ourselves(name: str) -> None:
    """Only the way kamdocs is installed differs."""
    ours, theirs = (
        [step for step in steps_of(read(folder / "workflows" / name)) if "Install" not in str(step.get("name"))]
        for folder in (PRODUCT, COMPANY)
    )
    assert ours == theirs
    assert len(ours) >= 3


def test_a_company_gets_the_pull_request_template_we_use_ourselves() -> None:
    questions = ["What changes?", "Which letter proves it?", "Who must agree?"]
    for folder in (PRODUCT, COMPANY):
        text = (folder / "pull_request_template.md").read_text(encoding="utf-8")
        assert [line.strip("*") for line in text.splitlines() if line.startswith("**")] == questions
