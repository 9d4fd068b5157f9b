"""A Git host on this disk: a bare repository, a runner, and the steps of a workflow run by the host's shell.

Two things stand in for the real one. A checkout of the merge is made by Git instead of the host's action. And
`python3 -m venv` is called through a wrapper that lets the new environment see the packages of the environment under
test, without kamdocs: pip finds everything that a lock file asks for, and is forbidden to fetch anything.
"""

import re
import shutil
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.journeys.running import Done, Workplace, quiet_environment, run

SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
WRAPPER = """\
#!/usr/bin/env bash
set -e
"{python}" "$@"
if [ "$1 $2" = "-m venv" ]; then
  cp "{seen}" "$("$3/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/seen.pth"
fi
"""


@dataclass(frozen=True)
class Host:
    """What the Git host has: the repository, and a runner for the result of a merge.

    Attributes:
        top: Its folder; pip finds in `wheels` below it what is not installed here.
        workflow: The file whose job `check` is run.
    """

    top: Path
    workflow: Path

    @classmethod
    def begin(cls, top: Path, workflow: Path) -> "Host":
        """A host whose repository holds what lies in the folder `work`, as branch `main`."""
        for name in ("bin", "runner", "seen", "wheels"):
            (top / name).mkdir()
        for path in Path(sysconfig.get_path("purelib")).iterdir():
            if "kamdocs" not in path.name and path.suffix != ".pth":
                (top / "seen" / path.name).symlink_to(path)
        (top / "seen.pth").write_text(f"{top / 'seen'}\n", "utf-8")
        wrapper = top / "bin" / "python3"
        wrapper.write_text(WRAPPER.format(python=sys.executable, seen=top / "seen.pth"), "utf-8")
        wrapper.chmod(0o755)
        host = cls(top, workflow)
        assert run(top, "git", "init", "-q", "--bare", "-b", "main", "origin.git").code == 0
        host.work.begin()
        host.work.git("remote", "add", "origin", str(top / "origin.git"))
        host.work.git("push", "-q", "origin", "main")
        return host

    @property
    def work(self) -> Workplace:
        """The clone in which people write."""
        return Workplace(self.top / "work")

    @property
    def runner(self) -> Path:
        """A folder of the runner; what one job leaves there is seen by the next only if it is asked for."""
        return self.top / "runner"

    def _job(self) -> dict[str, Any]:
        workflow: dict[str, Any] = yaml.safe_load(self.workflow.read_text("utf-8"))
        return workflow

    def steps(self) -> tuple[str, ...]:
        """The `run:` texts of the job, in their order."""
        return tuple(step["run"] for step in self._job()["jobs"]["check"]["steps"] if "run" in step)

    @property
    def environment(self) -> dict[str, str]:
        """What a step finds: the host's variables, those of the workflow file, and no network for pip."""
        said = {name: text.replace("${{ github.base_ref }}", "main") for name, text in self._job()["env"].items()}
        assert "${{" not in "".join(said.values())
        here = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "RUNNER_TEMP": str(self.runner)}
        pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.top / "wheels"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        found = quiet_environment(**here, **pip, **said)
        found.pop("PYTHONPATH", None)
        return found | {"PATH": f"{self.top / 'bin'}:{found['PATH']}"}

    def pull_request(self, branch: str, *, is_installed: bool = False) -> Done:
        """Push a branch and run the steps on its merge until one fails.

        Args:
            branch: Where the work is.
            is_installed: Take the kamdocs that the first step installed for an earlier pull request with the same base.
        """
        self.work.git("push", "-q", "-f", "origin", branch)
        checkout = self.runner / "checkout"
        shutil.rmtree(checkout, ignore_errors=True)
        if not is_installed:
            shutil.rmtree(self.runner / "kamdocs", ignore_errors=True)
        assert run(self.runner, "git", "clone", "-q", str(self.top / "origin.git"), "checkout").code == 0
        merge = Workplace(checkout)
        merge.git("checkout", "-q", "--detach")
        merge.git("merge", "-q", "--no-ff", "--no-edit", f"origin/{branch}")
        said = ""
        for script in self.steps()[1 if is_installed else 0 :]:
            done = run(checkout, *SHELL, "-c", script, env=self.environment)
            said += done.said
            if done.code != 0:
                return Done(done.code, said, "")
        return Done(0, said, "")


def errors(done: Done) -> list[str]:
    """`file:line CODE` of every annotation that is an error."""
    found = re.findall(r"^::error file=(.+?),line=(\d+),col=\d+,endColumn=\d+,title=(\w+)", done.said, re.M)
    return [f"{file}:{line} {code}" for file, line, code in found]


def at(place: str, code: str) -> str:
    """The file and line of a place, with a code."""
    return f"{place.rpartition(':')[0]} {code}"
