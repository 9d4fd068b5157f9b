"""The steps of the workflow that `kamdocs init` writes: the pin of the base branch judges, the first time its own."""

import shutil
import sys

import pytest

from tests.journeys.hosting import Host, at, errors
from tests.journeys.running import Workplace, copy_product, kamdocs_words, run

pytestmark = pytest.mark.slow
PRICE = "records/example/prices/PRC-BRACKET-001-A-EX1.yaml"


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A host with an empty repository, a branch with what `init` writes, and a shelf with the wheel of this version."""
    top = tmp_path_factory.mktemp("company")
    work = Workplace(top / "work")
    work.write("README.md", "Commercial records.\n")
    host = Host.begin(top, work.folder / ".github" / "workflows" / "check.yml")
    copy_product(top / "product")
    words = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(top / "wheels"), ".")
    built = run(top / "product", sys.executable, *words)
    assert built.code == 0, built.said
    shutil.rmtree(top / "product")
    work.start_branch("first-records")
    begun = run(work.folder, *kamdocs_words("init"))
    assert begun.code == 0, begun.said
    work.commit("our first records")
    return host


def pin_another(work: Workplace) -> None:
    """Ask for a version that nobody offers."""
    pinned = work.text("pyproject.toml")
    work.write("pyproject.toml", pinned.replace("kamdocs==", "kamdocs==9"))
    assert work.text("pyproject.toml") != pinned


def test_the_pin_of_the_base_branch_judges(host: Host) -> None:
    first = host.pull_request("first-records")
    assert first.code == 0, first.said
    assert "::notice title=First pull request::" in first.out
    assert errors(first) == []

    host.work.git("push", "-q", "origin", "first-records:main")
    host.work.start_branch("other-pin")
    pin_another(host.work)
    host.work.edit(PRICE, "unit_price: 3.8500 EUR", "unit_price: 3.8600 EUR")
    host.work.commit("another pin and a price that does not sum")
    second = host.pull_request("other-pin")
    assert second.code == 1, second.said
    assert "First pull request" not in second.out
    assert errors(second) == [at(host.work.place(PRICE, "value_added: 2.5600"), "PRC016")]


def test_a_pin_that_nobody_offers_stops_the_job_before_the_check(host: Host) -> None:
    """Proves that the first step installs what is pinned and nothing else."""
    pin_another(host.work)
    host.work.commit("a version that does not exist")
    done = host.pull_request("first-records")
    assert done.code == 1, done.said
    assert "No matching distribution found for kamdocs==9" in done.out
    assert errors(done) == []
