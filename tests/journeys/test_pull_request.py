"""The steps of the shipped workflow, run by the host's shell on a real repository: red and green as they should be.

Two things stand in for the host. `origin` is a bare repository on this disk, and a checkout of the merge is made by Git
instead of the host's action. `python3 -m venv` is called through a wrapper that lets the new environment see the
packages of the environment under test: pip then finds everything that the lock file asks for, and is forbidden to fetch
anything. kamdocs itself is built and installed from the merge base by the very commands of the workflow.
"""

import re
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.journeys.running import ROOT, SWITCH, Done, Workplace, copy_product, quiet_environment, run

WORKFLOW = ROOT / ".github" / "workflows" / "check.yml"
PRICE = "records/aurora/prices/PRC-4711-009-A-MEL.yaml"
POLICY = "records/policy.yaml"
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
LAST_LINE = "      - {state: agreed, on: 2024-11-12, evidence: [COM-2024-0118], by: PER-0007}\n"
NEXT_LINE = """\
  - valid_from: 2025-02-03
    technical_index: D
    unit_price: 3.5142 EUR
    layers: {value_added: 1.9501 EUR, mandated: 1.1600 EUR, indexed_material: 0.3241 EUR, tool_amortisation: 0.0800 EUR}
    build_up:
      - {because: CHG-2024-0187, layer: value_added, delta: 0.0842 EUR}
      - {because: CHG-2024-0187, layer: mandated, delta: 0.3100 EUR}
    track:
      - {state: draft, on: 2024-12-02}
"""
WRAPPER = """\
#!/usr/bin/env bash
set -e
"{python}" "$@"
if [ "$1 $2" = "-m venv" ]; then
  cp "{seen}" "$("$3/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/seen.pth"
fi
"""


def job() -> dict[str, Any]:
    """The workflow as the host reads it."""
    workflow: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return workflow


def steps() -> tuple[str, ...]:
    """The `run:` texts of the job, in their order."""
    return tuple(step["run"] for step in job()["jobs"]["check"]["steps"] if "run" in step)


@dataclass(frozen=True)
class Host:
    """What the Git host has: the repository, and a runner for the result of a merge.

    Attributes:
        work: The clone in which people write.
        origin: The bare repository.
        runner: A folder of the runner; what one job leaves there is seen by the next only if it is asked for.
    """

    work: Workplace
    origin: Path
    runner: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a step finds: the host's variables, those of the workflow file, and no network for pip."""
        said = {name: text.replace("${{ github.base_ref }}", "main") for name, text in job()["env"].items()}
        assert "${{" not in "".join(said.values())
        host = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "RUNNER_TEMP": str(self.runner)}
        found = quiet_environment(PIP_NO_INDEX="1", PIP_DISABLE_PIP_VERSION_CHECK="1", **host, **said)
        return found | {"PATH": f"{self.runner.parent / 'bin'}:{found['PATH']}"}

    def pull_request(self, branch: str, *, is_installed: bool = False) -> Done:
        """Push a branch and run the steps on its merge until one fails.

        Args:
            branch: Where the work is.
            is_installed: Take the kamdocs that the first step installed for an earlier pull request with the same base.
        """
        self.work.git("push", "-q", "-f", "origin", branch)
        checkout = self.runner / "checkout"
        shutil.rmtree(checkout, ignore_errors=True)
        merge = Workplace(checkout)
        assert run(self.runner, "git", "clone", "-q", str(self.origin), "checkout").code == 0
        merge.git("checkout", "-q", "--detach")
        merge.git("merge", "-q", "--no-ff", "--no-edit", f"origin/{branch}")
        said = ""
        for script in steps()[1 if is_installed else 0 :]:
            done = run(checkout, *SHELL, "-c", script, env=self.environment)
            said += done.said
            if done.code != 0:
                return Done(done.code, said, "")
        return Done(0, said, "")


@pytest.fixture(scope="module")
def shared_host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A repository whose `main` holds the product and its records, and a runner on which kamdocs is installed."""
    top = tmp_path_factory.mktemp("host")
    work, origin, runner = Workplace(top / "work"), top / "origin.git", top / "runner"
    (top / "bin").mkdir()
    runner.mkdir()
    seen = top / "seen.pth"
    seen.write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    wrapper = top / "bin" / "python3"
    wrapper.write_text(WRAPPER.format(python=sys.executable, seen=seen), "utf-8")
    wrapper.chmod(0o755)
    copy_product(work.folder)
    assert run(top, "git", "init", "-q", "--bare", "-b", "main", str(origin)).code == 0
    work.begin()
    work.git("remote", "add", "origin", str(origin))
    work.git("push", "-q", "origin", "main")
    return Host(work, origin, runner)


@pytest.fixture
def host(shared_host: Host) -> Host:
    """The same, with the clone on `main`."""
    shared_host.work.back_to_main()
    return shared_host


def errors(done: Done) -> list[str]:
    """`file:line CODE` of every annotation that is an error."""
    found = re.findall(r"^::error file=(.+?),line=(\d+),col=\d+,endColumn=\d+,title=(\w+)", done.said, re.M)
    return [f"{file}:{line} {code}" for file, line, code in found]


def at(place: str, code: str) -> str:
    """The file and line of a place, with a code."""
    return f"{place.rpartition(':')[0]} {code}"


def test_the_workflow_installs_first_and_checks_then() -> None:
    install, check = steps()
    assert "pip" in install
    assert "git archive" in install
    assert check.rstrip().endswith('check --against "$BASE_SHA" --output-format github')


@pytest.mark.slow
def test_a_pull_request_that_edits_the_program_is_judged_by_the_old_one(host: Host) -> None:
    """Installs as well, so the tests below find the kamdocs of `main` on the runner."""
    shutil.rmtree(host.runner / "kamdocs", ignore_errors=True)
    host.work.start_branch("blind")
    place = host.work.edit(PRICE, "unit_price: 3.1929 EUR", "unit_price: 3.1829 EUR")
    host.work.write("kamdocs/cli/main.py", "def main() -> None:\n    print('all is well')\n")
    host.work.write("kamdocs/__init__.py", '__version__ = "9.9.9"\n')
    host.work.write("click.py", "raise SystemExit(0)\n")
    host.work.commit("a quiet correction, and a program that says yes")
    done = host.pull_request("blind")
    assert done.code == 1, done.said
    assert at(place, "GEN004") in errors(done)
    assert "all is well" not in done.said
    version = run(host.runner, str(host.runner / "kamdocs" / "bin" / "kamdocs"), "--version", env=host.environment)
    assert version.out != "kamdocs 9.9.9\n"


@pytest.fixture(scope="module")
def installed(shared_host: Host) -> None:
    """The kamdocs of `main` on the runner, by the first step of the workflow."""
    if not (shared_host.runner / "kamdocs" / "bin" / "kamdocs").exists():
        shared_host.work.back_to_main()
        done = run(shared_host.work.folder, *SHELL, "-c", steps()[0], env=shared_host.environment)
        assert done.code == 0, done.said


@pytest.mark.slow
@pytest.mark.usefixtures("installed")
class TestOnTheInstalledRunner:
    """Pull requests with the same base: what the first step makes is the same for all of them."""

    def test_a_new_line_that_fits_is_green(self, host: Host) -> None:
        host.work.start_branch("next-price")
        host.work.edit(PRICE, LAST_LINE, LAST_LINE + NEXT_LINE)
        host.work.commit("price from February")
        done = host.pull_request("next-price", is_installed=True)
        assert done.code == 0, done.said
        assert errors(done) == []
        assert "1 record differs from" in done.out

    def test_layers_that_do_not_sum_are_red_at_their_line(self, host: Host) -> None:
        host.work.start_branch("broken")
        host.work.edit(PRICE, LAST_LINE, LAST_LINE + NEXT_LINE.replace("3.5142", "3.5143"))
        place = host.work.place(PRICE, "layers: {value_added: 1.9501")
        host.work.commit("price from February")
        done = host.pull_request("broken", is_installed=True)
        assert done.code == 1, done.said
        assert errors(done) == [at(place, "PRC016")]
        assert "::layers add up to 3.5142 EUR, the price is 3.5143 EUR" in done.out

    def test_a_decimal_comma_is_red_with_the_corrected_text(self, host: Host) -> None:
        host.work.start_branch("comma")
        host.work.edit(PRICE, LAST_LINE, LAST_LINE + NEXT_LINE.replace("3.5142", "3,5142"))
        place = host.work.place(PRICE, "3,5142")
        host.work.commit("price from February")
        done = host.pull_request("comma", is_installed=True)
        assert done.code == 1, done.said
        assert errors(done) == [at(place, "VAL005")]
        assert "I read 3.5142" in done.out

    @pytest.mark.parametrize("code", [None, "GEN004"])
    def test_an_edited_agreed_line_is_red_whatever_policy_says_in_the_branch(
        self, host: Host, code: str | None
    ) -> None:
        host.work.start_branch("cheaper")
        place = host.work.edit(PRICE, "unit_price: 3.1929 EUR", "unit_price: 3.1829 EUR")
        host.work.edit(
            PRICE,
            "{value_added: 1.9429 EUR, mandated: 0.8500 EUR, indexed_material: 0.3200 EUR",
            "{value_added: 1.9329 EUR, mandated: 0.8500 EUR, indexed_material: 0.3200 EUR",
        )
        if code:
            host.work.write(POLICY, host.work.text(POLICY) + SWITCH.format(code=code))
        host.work.commit("a quiet correction")
        done = host.pull_request("cheaper", is_installed=True)
        assert done.code == 1, done.said
        assert at(place, "GEN004") in errors(done)
        assert (f"title=GEN011 {POLICY}" in done.out) == bool(code)
