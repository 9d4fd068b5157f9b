"""How fast a cold check is, as a ratio to a floor measured in the same process.

The floor is what any checker of these files must do: PyYAML's C parser over their bytes, and pydantic over the ready
dicts of the same models. Nothing is ever read from a cache; files are in the page cache of the system for both. All
are measured several times in turn and the best of each counts: what else the machine does only ever makes it slower.

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
from kamdocs.cli.workers import cores
from kamdocs.cli.workspace import FOLDERS, MODELS, Workspace
from kamdocs.core.book import Shelf
from kamdocs.core.record import Record
from kamdocs.load.listing import list_account
from kamdocs.load.shelf import collector_off, load_shelf
from kamdocs.load.yaml_events import parse
from kamdocs.project import find_project
from kamdocs.report.shown import Report
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
    """How long some work takes."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure(project: Path, *, rounds: int = 3) -> Measured:
    """Measure floor, load and check over the records of a project, each in every round."""
    workspace = Workspace(find_project(project), DAY)
    names = (*workspace.accounts, "group")
    sources = [one for name in names for one in list_account(workspace.project.roots, name, FOLDERS).sources]
    check(Workspace(find_project(project), DAY), ("group",))  # imports and compiled walks are no part of a cold check
    reports: list[Report] = []
    spent: dict[str, list[float]] = {"check": [], "floor": [], "load": []}
    memory = 0.0
    for _ in range(rounds):
        spent["check"].append(seconds(lambda: reports.append(check(Workspace(find_project(project), DAY), names))))
        memory = memory or _peak()
        spent["floor"].append(_floor([(MODELS[one.folder], one.read()) for one in sources]))
        spent["load"].append(seconds(lambda: [_load(workspace, name) for name in names]))
    best = {name: min(found) for name, found in spent.items()}
    return Measured(len(sources), len(reports[0].shown), best["floor"], best["load"], best["check"], memory)


def _floor(contents: list[tuple[type[Record], bytes]]) -> float:
    ready = [(model, parse(data).tree) for model, data in contents]
    with collector_off():
        events = seconds(lambda: [_events(data) for _, data in contents])
        return events + seconds(lambda: [model.model_validate(tree) for model, tree in ready])


def _events(data: bytes) -> int:
    get, number = CParser(data).get_event, 0
    while get() is not None:
        number += 1
    return number


def _load(workspace: Workspace, name: str) -> Shelf:
    return load_shelf(list_account(workspace.project.roots, name, FOLDERS), MODELS, workspace.words())[0]


def _peak() -> float:
    """Peak resident memory of this process, and of its largest finished worker once for every core, in MiB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + cores() * worker) / 1024


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--accounts", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kamdocs-bench-") as name:
        generate(Path(name), records=asked.records, accounts=asked.accounts, seed=asked.seed)
        for line in measure(Path(name), rounds=asked.rounds).lines():
            print(line)  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
