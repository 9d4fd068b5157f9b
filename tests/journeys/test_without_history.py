"""Outside Git, without a commit and in a shallow clone: check and build work, and say what they leave out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.running import SAMPLE, Workplace, kamdocs_words, quiet_environment, run

DAY = ("--as-of", "2024-12-02")


def outside(folder: Path) -> Workplace:
    """A folder that no Git repository surrounds."""
    return Workplace.with_records(folder / "work", SAMPLE)


def without_commits(folder: Path) -> Workplace:
    """A repository in which nobody has committed yet."""
    place = outside(folder)
    place.git("init", "-q", "-b", "main")
    return place


def shallow(folder: Path) -> Workplace:
    """A clone that holds the last commit only, as a careless workflow fetches it."""
    origin = Workplace.with_records(folder / "origin", SAMPLE)
    origin.begin()
    origin.write("records/README.md", "Our records.\n")
    origin.commit("a second commit")
    done = run(folder, "git", "clone", "-q", "--depth", "1", origin.folder.as_uri(), "work")
    assert done.code == 0, done.said
    return Workplace(folder / "work")


OUTSIDE = "The records are not in a Git repository: no commit is shown and nothing can be compared."
NO_COMMIT = "The repository has no commit yet: no commit is shown and nothing can be compared."
SHALLOW = "This is a shallow clone: older commits are not here (`git fetch --unshallow` brings them)."

PLACES = pytest.mark.parametrize(
    ("make", "says"),
    [(outside, OUTSIDE), (without_commits, NO_COMMIT), (shallow, SHALLOW)],
    ids=["outside Git", "no commit", "shallow clone"],
)


@PLACES
def test_check_and_build_work_and_say_what_is_left_out(
    tmp_path: Path, make: Callable[[Path], Workplace], says: str
) -> None:
    place = make(tmp_path)
    checked = place.kamdocs("check", *DAY)
    assert checked.code == 0, checked.said
    assert checked.out.count(says) == 1, checked.out

    place.write("records/publications.yaml", ONE_PUBLICATION)
    built = place.kamdocs("build", *DAY)
    assert built.code == 0, built.said
    assert built.out.count(says) == 1, built.out
    health = (place.folder / "site" / "logistics" / "health" / "index.html").read_text("utf-8")
    assert says.partition(" (")[0] in health


ONE_PUBLICATION = """\
publications:
  - {name: logistics, audience: logistics, accounts: all, title: Logistics,
     url: "https://kam.example/logistics/", ask: PER-0002}
"""


@pytest.mark.parametrize(
    ("make", "base", "says"),
    [
        (outside, "main", "is not in a Git repository, so there is nothing to compare with."),
        (without_commits, "main", "The repository has no commit yet, so there is nothing to compare with."),
        (shallow, "HEAD~1", "`HEAD~1` is not in this shallow clone."),
    ],
    ids=["outside Git", "no commit", "shallow clone"],
)
def test_a_comparison_that_cannot_be_made_is_one_sentence_with_a_way_out(
    tmp_path: Path, make: Callable[[Path], Workplace], base: str, says: str
) -> None:
    done = make(tmp_path).check("--against", base, *DAY)
    assert done.code == 2
    said, hint = done.err.splitlines()
    assert said.startswith("kamdocs: ")
    assert said.endswith(says)
    assert hint.strip()


def test_a_shallow_clone_compares_with_the_commit_it_has(tmp_path: Path) -> None:
    place = shallow(tmp_path)
    place.edit("records/sample/prices/PRC-100-A-ONE.yaml", "unit_price: 3.1000 EUR", "unit_price: 3.2000 EUR")
    done = place.check("--against", "main", *DAY)
    assert done.code == 1, done.said
    assert " GEN004 " in done.out
    assert SHALLOW in done.out


def test_a_full_clone_outside_of_any_trouble_leaves_nothing_out(tmp_path: Path) -> None:
    place = outside(tmp_path)
    place.begin()
    done = place.check(*DAY)
    assert done.code == 0, done.said
    assert "Git" not in done.said
    assert "commit" not in done.said


def test_without_the_program_git_check_works(tmp_path: Path) -> None:
    place = outside(tmp_path)
    place.begin()
    (tmp_path / "empty").mkdir()
    environment = quiet_environment(PATH=str(tmp_path / "empty"))
    done = run(place.folder, *kamdocs_words("check", "--output-format", "concise", *DAY), env=environment)
    assert done.code == 0, done.said
    assert OUTSIDE in done.out
