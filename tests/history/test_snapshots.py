"""Reading commits: contents, names of commits, and everything that a repository can lack."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from kamdocs.core.errors import KamdocsError
from kamdocs.history.snapshots import Repository, left_out_of
from tests.history.conftest import Repo

NewRepo = Callable[[str], Repo]


def _asked(repository: Repository, base: str) -> KamdocsError:
    with pytest.raises(KamdocsError) as refused:
        repository.resolve(base)
    return refused.value


def test_the_root_may_be_a_folder_of_the_repository(new_repo: NewRepo) -> None:
    """Paths count from the record root, whatever lies above it."""
    repo = new_repo("house")
    repo.commit(
        {"README.md": "x", "sales/records/aurora/prices/PRC-1.yaml": "id: PRC-1\n", "sales/other.yaml": "a: b\n"}
    )
    repository = Repository.needed(repo.folder / "sales" / "records")
    head = repository.head_commit()
    assert head is not None
    assert repository.below == "sales/records"
    assert list(repository.files_at(head)) == ["aurora/prices/PRC-1.yaml"]
    assert repository.read(head) == {"aurora/prices/PRC-1.yaml": b"id: PRC-1\n"}


def test_the_root_may_be_the_repository(new_repo: NewRepo) -> None:
    """A record root that is a repository of its own."""
    repo = new_repo("records")
    repo.commit({"aurora/prices/PRC-1.yaml": "id: PRC-1\n", "group/people/PER-1.yaml": "id: PER-1\n"})
    repository = Repository.needed(repo.folder)
    head = repository.resolve("main")
    assert sorted(repository.read(head)) == ["aurora/prices/PRC-1.yaml", "group/people/PER-1.yaml"]
    assert sorted(repository.read(head, "group")) == ["group/people/PER-1.yaml"]


def test_contents_come_byte_by_byte(new_repo: NewRepo) -> None:
    """Names with blanks and umlauts, empty files, contents without a last line feed, thousands of files at once."""
    repo = new_repo("records")
    texts = {f"aurora/prices/PRC-{number}.yaml": f"id: PRC-{number}\nnote: {'x' * number}" for number in range(1, 3000)}
    odd = {"aurora/prices/ä ö\n.yaml": "a: ü\r\n\r\n", "aurora/prices/same.yaml": texts["aurora/prices/PRC-7.yaml"]}
    repo.write({"aurora/prices/empty.yaml": "x"})
    (repo.folder / "aurora" / "prices" / "empty.yaml").write_bytes(b"")
    commit = repo.commit(texts | odd)
    repository = Repository.needed(repo.folder)
    read = repository.read(repository.resolve(commit))
    expected = {path: text.encode() for path, text in (texts | odd).items()} | {"aurora/prices/empty.yaml": b""}
    assert read == expected


def test_links_and_other_endings_are_left_out(new_repo: NewRepo) -> None:
    """Only plain files have contents; attachments are listed, and read where they are asked for."""
    repo = new_repo("records")
    repo.write({"aurora/files/COM-1.pdf": "%PDF", "aurora/prices/PRC-1.yaml": "id: PRC-1\n"})
    os.symlink("PRC-1.yaml", repo.folder / "aurora" / "prices" / "PRC-2.yaml")
    repo.commit({})
    repository = Repository.needed(repo.folder)
    head = repository.resolve("HEAD")
    assert list(repository.files_at(head)) == ["aurora/files/COM-1.pdf", "aurora/prices/PRC-1.yaml"]
    assert repository.read(head, ending=".pdf") == {"aurora/files/COM-1.pdf": b"%PDF"}


def test_reading_nothing_asks_nothing(new_repo: NewRepo) -> None:
    """No ids, no process, no contents."""
    repo = new_repo("records")
    repo.commit({"a.yaml": "a: b\n"})
    assert list(Repository.needed(repo.folder).blobs([])) == []


def test_a_missing_object_is_named(new_repo: NewRepo) -> None:
    """A clone that has only a part of the contents."""
    repo = new_repo("records")
    repo.commit({"a.yaml": "a: b\n"})
    with pytest.raises(KamdocsError, match="The object 0000000000 is not in this clone"):
        list(Repository.needed(repo.folder).blobs(["0" * 40]))


def test_a_branch_a_tag_and_an_id_name_a_commit(new_repo: NewRepo) -> None:
    """Also short ids, annotated tags and branches of a remote."""
    repo = new_repo("records")
    first = repo.commit({"a.yaml": "a: b\n"})
    repo.git("tag", "-a", "v1", "-m", "first")
    second = repo.commit({"a.yaml": "a: c\n"})
    repo.git("update-ref", "refs/remotes/origin/trunk", first)
    repository = Repository.needed(repo.folder)
    named = {base: repository.resolve(base).id for base in ("main", "v1", first, second[:8], "HEAD~1", "origin/trunk")}
    assert named == {
        "main": second,
        "v1": first,
        first: first,
        second[:8]: second,
        "HEAD~1": first,
        "origin/trunk": first,
    }
    assert repository.resolve("main").time == datetime.fromisoformat("2024-11-29T17:30:00+01:00")


@pytest.mark.parametrize("base", ["mian", "origin/mian", "deadbeef", "", "--all", "main:a.yaml", "a b", "x\0y"])
def test_what_names_nothing_is_refused(new_repo: NewRepo, base: str) -> None:
    """One sentence, with a way out, and never an option of Git."""
    repo = new_repo("records")
    repo.commit({"a.yaml": "a: b\n"})
    error = _asked(Repository.needed(repo.folder), base)
    assert error.message == f"There is no branch, tag or commit `{base}`."
    assert error.hint


def test_the_nearest_branch_is_offered(new_repo: NewRepo) -> None:
    """A letter too many, or a branch that only the remote has."""
    repo = new_repo("records")
    commit = repo.commit({"a.yaml": "a: b\n"})
    repo.git("update-ref", "refs/remotes/origin/release", commit)
    repository = Repository.needed(repo.folder)
    assert _asked(repository, "maim").hint == "Did you mean `main`?"
    assert _asked(repository, "release").hint == "Did you mean `origin/release`?"
    assert _asked(repository, "zzz").hint == "`git branch --all` lists the branches."


def test_outside_git(tmp_path: Path) -> None:
    """Check and build go on without a repository and say so; a comparison is refused."""
    assert Repository.around(tmp_path) is None
    assert left_out_of(None).startswith("The records are not in a Git repository")
    with pytest.raises(KamdocsError, match="is not in a Git repository") as refused:
        Repository.needed(tmp_path)
    assert "--against" in refused.value.hint


def test_without_a_commit(new_repo: NewRepo) -> None:
    """A repository that was only begun."""
    repo = new_repo("records")
    repo.write({"a.yaml": "a: b\n"})
    repository = Repository.needed(repo.folder)
    assert repository.head_commit() is None
    assert left_out_of(repository).startswith("The repository has no commit yet")
    assert _asked(repository, "main").message.startswith("The repository has no commit yet")
    assert repository.differs()


def test_a_shallow_clone_says_what_is_missing(new_repo: NewRepo, tmp_path: Path) -> None:
    """The newest commit is readable, an older one is not here."""
    repo = new_repo("records")
    older = repo.commit({"a.yaml": "a: b\n"})
    newest = repo.commit({"a.yaml": "a: c\n"})
    clone = Repo(tmp_path / "clone")
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(clone.folder))
    repository = Repository.needed(clone.folder)
    assert repository.is_shallow
    assert repository.read(repository.resolve(newest)) == {"a.yaml": b"a: c\n"}
    assert "shallow clone" in left_out_of(repository)
    error = _asked(repository, older)
    assert error.message == f"`{older}` is not in this shallow clone."
    assert "--unshallow" in error.hint
    assert left_out_of(Repository.needed(repo.folder)) == ""


def test_whether_the_working_tree_differs(new_repo: NewRepo) -> None:
    """Changed, new and deleted files below the record root count; what lies beside it does not."""
    repo = new_repo("house")
    repo.commit({"records/a.yaml": "a: b\n", "notes.txt": "x"})
    repository = Repository.needed(repo.folder / "records")
    assert not repository.differs()
    repo.write({"notes.txt": "y"})
    assert not repository.differs()
    repo.write({"records/b.yaml": "a: b\n"})
    assert repository.differs()
    repo.write({"records/b.yaml": "", "records/a.yaml": ""})
    assert repository.differs()


def test_a_linked_working_tree(new_repo: NewRepo, tmp_path: Path) -> None:
    """`git worktree add`: the same objects, another folder."""
    repo = new_repo("house")
    commit = repo.commit({"records/a.yaml": "a: b\n"})
    repo.git("worktree", "add", "-q", str(tmp_path / "second"), "-b", "second")
    repository = Repository.needed(tmp_path / "second" / "records")
    assert repository.resolve("second").id == commit
    assert repository.read(repository.resolve("main")) == {"a.yaml": b"a: b\n"}


def test_the_repository_stays_as_it_was(new_repo: NewRepo) -> None:
    """Every byte, and the index is not written again, although a touched file would let Git refresh it."""
    repo = new_repo("house")
    repo.commit({"records/a.yaml": "a: b\n", "records/b.yaml": "a: b\n"})
    repo.git("config", "gc.auto", "1")
    repo.git("config", "core.fsmonitor", "true")
    os.utime(repo.folder / "records" / "a.yaml", (2_000_000_000, 2_000_000_000))
    repo.write({"records/c.yaml": "a: b\n"})
    before = repo.fingerprint()
    repository = Repository.needed(repo.folder / "records")
    assert repository.differs()
    assert len(repository.read(repository.resolve("main"))) == 2
    assert repository.head_commit() is not None
    assert _asked(repository, "nowhere")
    assert repo.fingerprint() == before


def test_git_itself_would_have_written(new_repo: NewRepo) -> None:
    """The test above can fail: a plain `git status` refreshes the index."""
    repo = new_repo("house")
    repo.commit({"records/a.yaml": "a: b\n"})
    os.utime(repo.folder / "records" / "a.yaml", (2_000_000_000, 2_000_000_000))
    before = repo.fingerprint()
    repo.git("status")
    assert repo.fingerprint() != before


def test_a_repository_of_somebody_else(new_repo: NewRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git refuses to read it; the sentence says how to trust it."""
    repo = new_repo("records")
    repo.commit({"a.yaml": "a: b\n"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(KamdocsError, match="it belongs to somebody else") as refused:
        Repository.needed(repo.folder)
    assert "safe.directory" in refused.value.hint


def test_a_damaged_repository(new_repo: NewRepo) -> None:
    """One sentence with the reason that Git gives."""
    repo = new_repo("records")
    repo.commit({"a.yaml": "a: b\n"})
    repository = Repository.needed(repo.folder)
    head = repository.resolve("HEAD")
    tree = repo.git("rev-parse", "HEAD^{tree}")
    (repo.folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(KamdocsError, match="Git cannot read the repository") as refused:
        repository.files_at(head)
    assert "git fsck" in refused.value.hint


def test_a_machine_without_git(new_repo: NewRepo) -> None:
    """Check and build do not need it: the records count as outside Git."""
    repo = new_repo("records")
    code = (
        "from pathlib import Path\nfrom kamdocs.history.snapshots import Repository\nprint(Repository.around(Path()))"
    )
    nowhere = {**os.environ, "PATH": str(repo.folder), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=repo.folder, env=nowhere, capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == ("None", 0), done.stderr


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    """The rules against BASE are listed by commands that never look at a repository."""
    code = "import sys\nimport kamdocs.history.binding, kamdocs.history.snapshots\nprint('git' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
