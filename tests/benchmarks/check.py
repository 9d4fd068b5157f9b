"""How fast a cold check is, as a ratio to a floor measured in the same process.

The floor is what any checker of these files must do: PyYAML's C parser over their bytes, and pydantic over the ready
dicts of the same models. Nothing is ever read from a cache; files are in the page cache of the system for both.

    python -m tests.benchmarks.check --records 10000 --accounts 10
"""

import argparse
import gc
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yaml.cyaml import CParser  # type: ignore[attr-defined]

from kamdocs.cli.checking import check
from kamdocs.cli.workspace import FOLDERS, MODELS, Workspace
from kamdocs.load.listing import list_account
from kamdocs.load.loader import Words
from kamdocs.load.shelf import load_shelf
from kamdocs.load.yaml_events import parse
from kamdocs.project import find_project
from tests.benchmarks.generate import generate

DAY = "2024-12-02"


@dataclass(frozen=True)
class Measured:
    """Seconds and counts of one run."""

    files: int
    findings: int
    floor: float
    load: float
    check: float
    memory: float
    """Peak of the largest process and of its workers together, in MiB."""

    def lines(self) -> list[str]:
        """The figures as they are printed."""
        rows = (
            ("floor", self.floor, "C events + pydantic over ready dicts"),
            ("load", self.load, "one process"),
            ("check", self.check, "cold, rules included"),
        )
        return [
            f"records {self.files}, findings {self.findings}",
            *(
                f"{name:<7} {spent:.3f} s  {self.files / spent:,.0f} files/s  {spent / self.floor:.2f} x floor  {what}"
                for name, spent, what in rows
            ),
            f"memory  {self.memory:.0f} MiB at most, with workers",
        ]


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, with the garbage collector off as while loading."""
    gc.collect()
    gc.disable()
    begun = time.perf_counter()
    work()
    spent = time.perf_counter() - begun
    gc.enable()
    return spent


def measure(project: Path) -> Measured:
    """Measure floor, load and check over the records of a project."""
    workspace = Workspace(find_project(project), DAY)
    names = (*workspace.accounts, "group")
    sources = [one for name in names for one in list_account(workspace.project.roots, name, FOLDERS).sources]
    contents = [(MODELS[one.folder], one.read()) for one in sources]
    check(Workspace(find_project(project), DAY), ("group",))  # imports and compiled walks are no part of a cold check
    report = None

    def run() -> None:
        nonlocal report
        report = check(Workspace(find_project(project), DAY), names)

    checked = seconds(run)
    memory = _peak()
    ready = [(model, parse(data).tree) for model, data in contents]
    floor = seconds(lambda: [_events(data) for _, data in contents])
    floor += seconds(lambda: [model.model_validate(tree) for model, tree in ready])
    loaded = seconds(lambda: [_load(workspace, name) for name in names])
    assert report is not None
    return Measured(len(contents), len(report.shown), floor, loaded, checked, memory)


def _events(data: bytes) -> None:
    get = CParser(data).get_event
    while get() is not None:
        pass


def _load(workspace: Workspace, name: str) -> None:
    load_shelf(list_account(workspace.project.roots, name, FOLDERS), MODELS, Words())


def _peak() -> float:
    """Peak resident memory of this process and of its largest finished worker for every core, in MiB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + 2 * worker) / 1024


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--accounts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kamdocs-bench-") as name:
        generate(Path(name), records=asked.records, accounts=asked.accounts, seed=asked.seed)
        for line in measure(Path(name)).lines():
            print(line)  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
