"""Names of record files on remote-tracking branches: what nobody may take a second time."""

from collections.abc import Callable

from kamdocs.history.snapshots import Repository
from tests.history.conftest import Repo

NewRepo = Callable[[str], Repo]


def test_every_remote_branch_is_looked_at_and_no_local_one(new_repo: NewRepo) -> None:
    repo = new_repo("house")
    first = repo.commit(
        {"records/aurora/claims/CLM-2024-0001.yaml": "a: b\n", "records/group/people/PER-0001.yaml": "x"}
    )
    second = repo.commit(
        {"records/aurora/claims/CLM-2024-0002.yaml": "a: b\n", "records/nova/claims/CLM-2024-0009.yaml": "x"}
    )
    repo.commit({"records/aurora/claims/CLM-2024-0003.yaml": "a: b\n", "records/aurora/files/CLM-2024-0003.pdf": "x"})
    repository = Repository.needed(repo.folder / "records")
    assert repository.stems_on_remote_branches() == set()
    repo.git("update-ref", "refs/remotes/origin/main", first)
    repo.git("update-ref", "refs/remotes/origin/round", second)
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    before = repo.fingerprint()
    assert repository.stems_on_remote_branches() == {"CLM-2024-0001", "CLM-2024-0002", "CLM-2024-0009", "PER-0001"}
    assert repository.stems_on_remote_branches("aurora", "group") == {"CLM-2024-0001", "CLM-2024-0002", "PER-0001"}
    assert repository.stems_on_remote_branches("nobody") == set()
    assert repo.fingerprint() == before


def test_a_branch_whose_commit_is_not_here_is_passed_over(new_repo: NewRepo) -> None:
    """As after a fetch that broke off; the other branches still count."""
    repo = new_repo("house")
    commit = repo.commit({"records/aurora/claims/CLM-2024-0001.yaml": "a: b\n"})
    repo.git("update-ref", "refs/remotes/origin/main", commit)
    (repo.folder / ".git" / "refs" / "remotes" / "origin" / "gone").write_text("1" * 40 + "\n")
    assert Repository.needed(repo.folder / "records").stems_on_remote_branches() == {"CLM-2024-0001"}
