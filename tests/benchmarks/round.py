"""How long a price round takes over records that are already loaded, and whether its cost grows with the lines alone.

Every generated price gets a reduction and an index adjustment on one day. The floor is one walk over every record of
the same books: each value seen once. Drafting is timed in one process, without loading and writing; the best of
several runs counts.

    python -m tests.benchmarks.round
"""

import argparse
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.walk import values_in
from kamdocs.kinds.price.draft import Names, Wanted, price_round
from kamdocs.load.shelf import collector_off
from kamdocs.project import find_project
from tests.benchmarks.check import seconds
from tests.benchmarks.generate import PER_PART, generate

EFFECTIVE, DAY = date(2025, 1, 1), "2025-01-10"
_STEP = "  - {year: 2025, rate: 1.5 %, effective: 2025-01-01}\ntrack:"
_VALUES = "  - {month: 2024-11, value: 3.60}\n  - {month: 2024-12, value: 3.60}\n"


@dataclass(frozen=True)
class Measured:
    """Seconds for so many lines in so many records."""

    lines: int
    refused: int
    records: int
    floor: float
    round: float

    def line(self) -> str:
        """As it is printed: the ratio to the floor, and the cost of a thousand lines."""
        each = 1000 * self.round / max(self.lines, 1)
        return (
            f"{self.lines:>6} lines in {self.records:>6} records  round {self.round:.3f} s  "
            f"{self.round / self.floor:.2f} x floor ({self.floor:.3f} s, one walk)  {each:.3f} s per 1,000 lines"
        )


def measure(folder: Path, *, lines: int, rounds: int = 3) -> Measured:
    """Generate, load, then time the round of one day over fresh books of one account.

    Args:
        folder: An empty folder.
        lines: About so many price files.
        rounds: How often it is measured.
    """
    generate(folder, records=lines * PER_PART, accounts=1)
    _due(folder)
    workspace = Workspace(find_project(folder), DAY)
    (name,) = workspace.accounts
    for one in (name, "group"):
        workspace.loaded(one)
    held = list(workspace.book(name).own_records())
    found: list[tuple[int, int]] = []
    spent: dict[str, list[float]] = {"round": [], "floor": []}
    with collector_off():
        for _ in range(rounds):
            spent["round"].append(seconds(_drafting(workspace.book(name), found)))
            spent["floor"].append(seconds(lambda: [values_in(record) for record in held]))
    return Measured(*found[0], len(held), min(spent["floor"]), min(spent["round"]))


def _drafting(book: Book, found: list[tuple[int, int]]) -> Callable[[], None]:
    def draft() -> None:
        numbers = count(1)
        result = price_round(book, Wanted(EFFECTIVE), Names(lambda: f"IXA-2025-{next(numbers):04d}"))
        found.append((len(result.drafted), len(result.refused)))

    return draft


def _due(folder: Path) -> None:
    """Give every price a reduction and an index that moves on the day."""
    for path in folder.glob("records/*/ltas/*.yaml"):
        path.write_text(path.read_text("utf-8").replace("track:", _STEP, 1), "utf-8")
    series = folder / "records/group/index-series/IXS-ONE.yaml"
    series.write_text(series.read_text("utf-8").rstrip("\n") + "\n" + _VALUES, "utf-8")


def main() -> None:
    """200 lines, then 2,000: the second costs ten times the first if cost is linear."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=2_000)
    asked = parser.parse_args()
    found = []
    for lines in (asked.lines // 10, asked.lines):
        with tempfile.TemporaryDirectory(prefix="kamdocs-bench-") as name:
            found.append(measure(Path(name), lines=lines))
            print(found[-1].line())  # noqa: T201 - a benchmark prints
    few, many = found
    grown = (many.round / few.round) / (many.lines / few.lines)
    print(f"cost grows {grown:.2f} times as fast as the lines")  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
