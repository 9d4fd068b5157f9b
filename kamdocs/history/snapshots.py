"""Records as a commit holds them: read from Git's objects in bulk, without a checkout; the repository stays as it was.

GitPython finds the repository and runs Git; contents come from two processes, one that lists and one that reads.
"""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from kamdocs.core.errors import KamdocsError
from kamdocs.core.ids import nearest

if TYPE_CHECKING:
    from git import Repo

_QUIET = ("-c", "core.fsmonitor=false", "-c", "gc.auto=0", "-c", "core.quotePath=false")
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_MOST_BRANCHES = 200
_PLAIN_FILES = frozenset({b"100644", b"100755"})


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full id and the day and time at which it was committed, with its time zone."""

    id: str
    time: datetime

    @property
    def short(self) -> str:
        """The first characters of its id, as people write it."""
        return self.id[:10]


class Repository:
    """The Git repository that a record root lies in.

    Args:
        root: The record root; it may be a folder of the repository.
        repo: What GitPython found.
    """

    def __init__(self, root: Path, repo: "Repo") -> None:
        self.root = root
        self._repo = repo
        top = Path(str(repo.working_tree_dir)).resolve()
        below = root.resolve().relative_to(top).as_posix()
        self.top = top
        self.below = "" if below == "." else below
        self._ask("rev-parse", "--git-dir")

    @classmethod
    def around(cls, root: Path) -> "Repository | None":
        """The repository of a record root; None outside Git, or where Git is not installed.

        Raises:
            KamdocsError: Git refuses to read the repository (it belongs to somebody else, or it is damaged).
        """
        try:
            from git import Repo
            from git.exc import InvalidGitRepositoryError, NoSuchPathError
        except ImportError:
            return None
        try:
            repo = Repo(root, search_parent_directories=True)
        except (InvalidGitRepositoryError, NoSuchPathError):
            return None
        return None if repo.working_tree_dir is None else cls(root, repo)

    @classmethod
    def needed(cls, root: Path) -> "Repository":
        """The repository of a record root.

        Raises:
            KamdocsError: There is none.
        """
        found = cls.around(root)
        if found is None:
            hint = "Leave --against out, or clone the repository of the records; Git has to be installed."
            raise KamdocsError(f"{root} is not in a Git repository, so there is nothing to compare with.", hint)
        return found

    @property
    def is_shallow(self) -> bool:
        """Whether older commits are missing in this clone."""
        return (Path(self._repo.common_dir) / "shallow").is_file()

    def head_commit(self) -> Commit | None:
        """The commit that is checked out; None while there is none."""
        found = self._try("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return self._commit(found) if found else None

    def resolve(self, base: str) -> Commit:
        """The commit that a branch, tag or id names.

        Raises:
            KamdocsError: It names none here.
        """
        named = base and not base.startswith("-") and "\0" not in base
        found = self._try("rev-parse", "--verify", "--quiet", f"{base}^{{commit}}") if named else ""
        return self._commit(found) if found else self._unknown(base)

    def files_at(self, commit: Commit, folder: str = "") -> dict[str, str]:
        """The plain files of a commit.

        Args:
            commit: Which one.
            folder: A folder of the record root, e.g. `aurora`; empty = all of it.

        Returns:
            Blob ids by path relative to the record root. Links and submodules are left out.
        """
        where = "/".join(part for part in (self.below, folder.strip("/")) if part)
        asked = ("ls-tree", "-r", "-z", "--full-tree", commit.id, *(("--", f"{where}/") if where else ()))
        cut = len(f"{self.below}/") if self.below else 0
        found = {}
        for line in self._ask(*asked).split(b"\0"):
            told, _, path = line.partition(b"\t")
            mode, _, rest = told.partition(b" ")
            if mode in _PLAIN_FILES:
                found[path.decode("utf-8", "surrogateescape")[cut:]] = rest.partition(b" ")[2].decode("ascii")
        return found

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Ids with their contents, in the order asked, from one process.

        Raises:
            KamdocsError: A blob is not in this clone.
        """
        with tempfile.TemporaryFile() as asked:
            asked.write("".join(f"{one}\n" for one in ids).encode("ascii"))
            if not asked.tell():
                return
            asked.seek(0)
            process = self._run("cat-file", "--batch", "--buffer", istream=asked, as_process=True)
            try:
                yield from _split(process.stdout)
            finally:
                process.stdout.close()
                process.stderr.close()
                process.proc.wait()

    def read(self, commit: Commit, folder: str = "", ending: str = ".yaml") -> dict[str, bytes]:
        """Contents of the files of a commit whose path ends like this, by path relative to the record root."""
        files = {path: one for path, one in self.files_at(commit, folder).items() if path.endswith(ending)}
        contents = dict(self.blobs(dict.fromkeys(files.values())))
        return {path: contents[one] for path, one in files.items()}

    def beside(self, commit: Commit, file: Path) -> bytes | None:
        """Contents of one file of the repository, also outside the record root; None if the commit has none."""
        resolved = file.resolve()
        if not resolved.is_relative_to(self.top):
            return None
        found = self._try(
            "rev-parse", "--verify", "--quiet", f"{commit.id}:{resolved.relative_to(self.top).as_posix()}"
        )
        return next((data for _, data in self.blobs([found])), None) if found else None

    def stems_on_remote_branches(self, *folders: str) -> set[str]:
        """Names of the record files on all remote-tracking branches, without their ending.

        Args:
            folders: Folders of the record root, e.g. `aurora`; none = all of it.

        Returns:
            Names, whatever their folder. At most 200 branches are looked at, those with the newest commits first; one
            whose files are not in this clone is passed over.
        """
        asked = ("for-each-ref", f"--count={_MOST_BRANCHES}", "--format=%(objectname)")
        below = [f"{self.below}/{one}".strip("/") for one in folders] or ([self.below] if self.below else [])
        found: set[str] = set()
        newest_first = self._try(*asked, "--sort=-committerdate", "refs/remotes")
        commits = newest_first or self._try(*asked, "refs/remotes")  # one missing commit keeps Git from sorting
        for commit in dict.fromkeys(commits.split()):
            listed = self._try("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", *below)
            names = (path.rpartition("/")[2] for path in listed.split("\0"))
            found.update(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
        return found

    def differs(self) -> bool:
        """Whether files of the record root differ from the commit that is checked out; new files count."""
        asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all")
        return bool(self._ask(*asked, "--", self.below or "."))

    def left_out(self) -> str:
        """What cannot be said of this repository, in one sentence; empty if nothing is missing."""
        if self.head_commit() is None:
            return "The repository has no commit yet: no commit is shown and nothing can be compared."
        if self.is_shallow:
            return "This is a shallow clone: older commits are not here (`git fetch --unshallow` brings them)."
        return ""

    def _commit(self, commit_id: str) -> Commit:
        found = self._text("log", "-1", "--no-show-signature", "--format=%H %cI", commit_id, "--")
        full, _, time = found.partition(" ")
        return Commit(full, datetime.fromisoformat(time))

    def _unknown(self, base: str) -> NoReturn:
        if self.head_commit() is None:
            raise KamdocsError(
                "The repository has no commit yet, so there is nothing to compare with.", "Commit first."
            )
        if self.is_shallow:
            hint = "Fetch it with `git fetch --unshallow`; in a workflow set `fetch-depth: 0`."
            raise KamdocsError(f"`{base}` is not in this shallow clone.", hint)
        names = self._text("for-each-ref", "--format=%(refname:short)").split()
        same = [name for name in names if name.endswith(f"/{base}")]
        meant = same[0] if same else nearest(base, names)
        hint = f"Did you mean `{meant}`?" if meant else "`git branch --all` lists the branches."
        raise KamdocsError(f"There is no branch, tag or commit `{base}`.", hint)

    def _try(self, *asked: str) -> str:
        """The answer of Git, or an empty text where it has none."""
        from git.exc import GitCommandError

        try:
            return str(self._run(*asked))
        except GitCommandError:
            return ""

    def _text(self, *asked: str) -> str:
        return self._ask(*asked).decode("utf-8", "replace").strip()

    def _ask(self, *asked: str) -> bytes:
        from git.exc import GitCommandError

        try:
            return bytes(self._run(*asked, stdout_as_string=False))
        except GitCommandError as error:
            raise _refusal(error.stderr, self.root) from error

    def _run(self, *asked: str, **how: Any) -> Any:
        # GitPython's own commands would read and write with the settings of the user, so each one is spelt out here.
        program = str(self._repo.git.GIT_PYTHON_GIT_EXECUTABLE)
        return self._repo.git.execute([program, *_QUIET, *asked], env=_ENVIRONMENT, **how)


def left_out_of(repository: Repository | None) -> str:
    """What cannot be said because of the repository, or because there is none; empty if nothing is missing."""
    if repository is None:
        return "The records are not in a Git repository: no commit is shown and nothing can be compared."
    return repository.left_out()


def _split(stream: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    while head := stream.readline():
        name, _, size = head.decode("ascii").strip().rpartition(" ")
        if not size.isdigit():
            hint = "Clone the repository again, in full (without --filter)."
            raise KamdocsError(f"The object {name[:10]} is not in this clone.", hint)
        yield name.partition(" ")[0], stream.read(int(size) + 1)[:-1]


def _refusal(told: str, root: Path) -> KamdocsError:
    reason = told.strip().removeprefix("stderr: '").removesuffix("'").strip()
    if "dubious ownership" in reason:
        hint = f"If you trust it: `git config --global --add safe.directory {root}`."
        return KamdocsError(f"Git does not read the repository of {root}: it belongs to somebody else.", hint)
    first = reason.splitlines()[0] if reason else "no reason given"
    return KamdocsError(f"Git cannot read the repository of {root}: {first}.", "`git fsck` says what is wrong.")
