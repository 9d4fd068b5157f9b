"""How fast the record pages of one publication are, beside the frame and boards that MkDocs makes once.

python -m tests.benchmarks.site --records 5000
"""

import argparse
import tempfile
import time
from pathlib import Path

from kamdocs.cli.build import pressed_of, sites_of
from kamdocs.cli.checking import check_account
from kamdocs.cli.workspace import Workspace
from kamdocs.project import find_project
from tests.benchmarks.generate import generate

DAY = "2024-12-02"


def measure(project: Path, out: Path) -> tuple[int, float, float]:
    """Build the sales publication of a project with one account.

    Returns:
        Record pages, seconds of the whole publication, seconds of the same publication with next to no records.
    """
    return (*_build(project, out / "full"), _build(_small(out), out / "small")[1])


def _small(out: Path) -> Path:
    folder = out / "small-project"
    folder.mkdir(parents=True)
    generate(folder, records=12, accounts=1)
    return folder


def _build(project: Path, out: Path) -> tuple[int, float]:
    workspace = Workspace(find_project(project), DAY)
    runs = {name: check_account(workspace, name) for name in (*workspace.accounts, "group")}
    pressed = pressed_of(workspace, runs, out)
    site = sites_of(workspace)[0]
    begun = time.perf_counter()
    built = pressed.build(site)
    assert not built.leaks, built.leaks[:3]
    return built.pages, time.perf_counter() - begun


def main() -> None:
    """Generate, build, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=5_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kamdocs-bench-") as name:
        project = Path(name) / "project"
        project.mkdir()
        generate(project, records=asked.records, accounts=1)
        pages, whole, frame = measure(project, Path(name) / "out")
        print(f"pages   {pages} of one publication in {whole:.2f} s, leak test included")  # noqa: T201
        print(f"frame   {frame:.2f} s of it for handbook, boards and shell")  # noqa: T201
        print(f"a page  {(whole - frame) / pages * 1000:.2f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
