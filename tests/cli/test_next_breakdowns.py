"""`new offer --after … --breakdowns`: the breakdowns of the round before go along, and still give its prices."""

from pathlib import Path

from kamdocs.load.yaml_events import parse
from tests.cli.offered import ROUND_2, ROUND_3, rounds
from tests.cli.running import Ran, call, sample

DRAFTED = "records/sample/cost-breakdowns/CBD-2024-0904-100-A.yaml"


def drafted(project: Path, *words: str) -> Ran:
    return call(project, "new", "offer", "--after", ROUND_3, "--breakdowns", *words)


def test_every_breakdown_goes_along(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    done = drafted(project)
    assert done.code == 0, done.err
    assert done.out.splitlines()[:3] == [
        "Written: records/sample/offers/OFR-2024-0904.yaml",
        f"Written: {DRAFTED}",
        "Written: records/sample/cost-breakdowns/CBD-2024-0904-200-B.yaml",
    ]
    tree = parse((project / DRAFTED).read_bytes()).tree
    before = parse(rounds()["sample/cost-breakdowns/CBD-2024-0903-100-A.yaml"].encode()).tree
    assert tree is not None
    assert before is not None
    assert tree == {**before, "id": "CBD-2024-0904-100-A", "offer": "OFR-2024-0904"}
    assert "0904" not in call(project, "check", "--output-format", "concise").out
    assert "nothing moved" in call(project, "compare", ROUND_3, "OFR-2024-0904").out


def test_a_price_that_they_no_longer_give_is_refused_and_nothing_written(tmp_path: Path) -> None:
    project = sample(tmp_path, rounds())
    done = drafted(project, "--set", "lines.unit_price=2.7000 EUR")
    assert done.code == 2
    assert "OFR001 layers differ from the price 2.7000 EUR" in done.err
    assert not list(project.rglob("*0904*"))


def test_a_round_without_breakdowns_is_said(tmp_path: Path) -> None:
    files = {name: text for name, text in rounds().items() if "/CBD-2024-0903" not in name}
    done = drafted(sample(tmp_path, files))
    assert done.code == 2
    assert "OFR-2024-0903 is no round with a breakdown in this copy" in done.err


def test_the_flag_alone_means_nothing(tmp_path: Path) -> None:
    done = call(sample(tmp_path, rounds()), "new", "offer", "--breakdowns")
    assert (done.code, "--breakdowns goes with --after" in done.err) == (2, True)


def test_an_older_round_is_still_refused(tmp_path: Path) -> None:
    done = call(sample(tmp_path, rounds()), "new", "offer", "--after", ROUND_2, "--breakdowns")
    assert (done.code, "OFR-2024-0903 is round 3 already" in done.err) == (2, True)
