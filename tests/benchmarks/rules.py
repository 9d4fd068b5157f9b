"""How long all rules take over records that are already loaded, and whether their cost grows with the records alone.

The floor is one walk over every record of the same books: each value seen once. Rules are timed in one process, without
loading, account by account; the best of several runs counts.

    python -m tests.benchmarks.rules
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kamdocs.cli.catalogue import codes, engine
from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.walk import values_in
from kamdocs.load.shelf import collector_off
from kamdocs.project import find_project
from kamdocs.rules.retired import RETIRED
from kamdocs.rules.speaks import quieten
from kamdocs.rules.waivers import judge, waiver_findings
from tests.benchmarks.check import DAY, seconds
from tests.benchmarks.generate import generate


@dataclass(frozen=True)
class Measured:
    """Seconds over so many records in so many accounts."""

    accounts: int
    records: int
    findings: int
    floor: float
    rules: float

    def line(self) -> str:
        """As it is printed: the ratio to the floor, and the cost of a thousand records."""
        each = 1000 * self.rules / self.records
        return (
            f"{self.records:>6} records in {self.accounts:>2} accounts  rules {self.rules:.3f} s  "
            f"{self.rules / self.floor:.2f} x floor ({self.floor:.3f} s, one walk)  {each:.3f} s per 1,000 records"
        )


def measure(folder: Path, *, records: int, accounts: int, rounds: int = 3) -> Measured:
    """Generate, load, then time the rules over fresh books of every account."""
    generate(folder, records=records, accounts=accounts)
    workspace = Workspace(find_project(folder), DAY)
    for name in (*workspace.accounts, "group"):
        workspace.loaded(name)
    held = [record for name in workspace.accounts for record in workspace.book(name).own_records()]
    found: list[int] = []
    spent: dict[str, list[float]] = {"rules": [], "floor": []}
    with collector_off():
        for _ in range(rounds):
            books = [workspace.book(name) for name in workspace.accounts]
            spent["rules"].append(seconds(lambda books=books: found.append(sum(map(_judged, books)))))  # type: ignore[misc]
            spent["floor"].append(seconds(lambda: [values_in(record) for record in held]))
    return Measured(accounts, len(held), found[0], min(spent["floor"]), min(spent["rules"]))


def _judged(book: Book) -> int:
    """Everything that a check does after loading: rules, who speaks, waivers, severities."""
    kept = quieten(engine().run(book).findings, ())
    return len(judge([*kept, *waiver_findings(kept, book, codes(), RETIRED)], book, codes()).shown)


def main() -> None:
    """One account of 2,000 records, ten of 2,000 each: the second costs ten times the first if cost is linear."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--accounts", type=int, default=10)
    asked = parser.parse_args()
    found = []
    for accounts in (1, asked.accounts):
        with tempfile.TemporaryDirectory(prefix="kamdocs-bench-") as name:
            found.append(measure(Path(name), records=asked.records * accounts, accounts=accounts))
            print(found[-1].line())  # noqa: T201 - a benchmark prints
    one, many = found
    grown = (many.rules / one.rules) / (many.records / one.records)
    print(f"cost grows {grown:.2f} times as fast as the records")  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main()
