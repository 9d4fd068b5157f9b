"""Which files of an account are records, which are attachments, and which are neither."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kamdocs.core.book import AttachedFile
from kamdocs.core.ids import is_windows_device, nearest
from kamdocs.load.bytes import LARGEST
from kamdocs.load.problem import Problem
from kamdocs.project import Root

CONFIGURATION = frozenset({"policy.yaml", "publications.yaml", "root.yaml"})
_EXEMPT = frozenset({"README.md", "baseline.yaml", *CONFIGURATION})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A record file: how it is shown, in which folder it lies, and how its bytes are read."""

    shown: str
    root: str
    folder: str
    stem: str
    read: Callable[[], bytes]


@dataclass(slots=True)
class Listing:
    """What lies in the folder of one account, over all joined roots."""

    account: str
    sources: list[SourceFile] = field(default_factory=list)
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    files: dict[str, AttachedFile] = field(default_factory=dict)
    first_file: str = ""


@dataclass(frozen=True, slots=True)
class DiskFile:
    """An attachment in the working tree."""

    path: Path
    root: Path
    shown: str = ""

    @property
    def size(self) -> int:
        """Bytes; 0 if it cannot be read."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    @property
    def is_pointer(self) -> bool:
        """Whether only a Git LFS pointer is here."""
        return self.size < 1024 and self._bytes().startswith(b"version https://git-lfs.github.com/spec/")

    @property
    def leaves_root(self) -> bool:
        """Whether it is a link that leads out of the record root."""
        return self.path.is_symlink() and not self.path.resolve().is_relative_to(self.root.resolve())

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError:
            return b""

    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self._bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class BlobFile:
    """An attachment of a commit."""

    data: bytes
    shown: str = ""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    @property
    def is_pointer(self) -> bool:
        """Whether only a Git LFS pointer is here."""
        return self.data.startswith(b"version https://git-lfs.github.com/spec/")

    @property
    def leaves_root(self) -> bool:
        """A blob leads nowhere."""
        return False

    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def account_names(roots: Iterable[Root]) -> tuple[str, ...]:
    """The accounts of all joined roots, sorted; `group` is none of them."""
    names = {
        entry.name
        for root in roots
        for entry in os.scandir(root.folder)
        if entry.is_dir() and entry.name != "group" and not entry.name.startswith(".")
    }
    return tuple(sorted(names))


def list_account(roots: Iterable[Root], account: str, folders: frozenset[str]) -> Listing:
    """What lies in the folder of one account in the working tree.

    Args:
        roots: Joined record roots.
        account: Its name, or `group`.
        folders: Names of the folders that hold records.
    """
    listing = Listing(account)
    for root in roots:
        top = root.folder / account
        if top.is_dir():
            above = f"{root.shown}/{account}"
            paths = sorted(_walk(top, root, listing))
            for relative in paths:
                add_path(listing, relative, above, root.name, partial(_read, f"{top}/{relative}", root.folder), folders)
                if relative.startswith("files/"):
                    listing.files[relative] = DiskFile(top / relative, root.folder, f"{above}/{relative}")
            _same_on_windows(listing, above, paths)
            _same_account_on_windows(listing, root)
    return listing


def _read(name: str, root: Path) -> bytes:
    """The bytes of a plain file; of one that is too large only so many that its size is told."""
    try:
        found = os.lstat(name)
    except FileNotFoundError:
        raise OSError(0, "it is gone") from None
    if stat.S_ISLNK(found.st_mode):
        if not Path(name).resolve().is_relative_to(root.resolve()):
            raise OSError(0, "a link that leads out of the records")
        if not os.path.exists(name):
            raise OSError(0, "it is gone")
        found = os.stat(name)
    if not stat.S_ISREG(found.st_mode):
        raise OSError(0, "not a plain file")
    if found.st_size > LARGEST:
        return b" " * found.st_size
    with open(name, "rb") as stream:
        return stream.read()


def _walk(top: Path, root: Root, listing: Listing) -> Iterator[str]:
    """Relative paths of all files below an account; folders behind links are named, not entered."""
    stack = [""]
    while stack:
        folder = stack.pop()
        try:
            entries = list(os.scandir(top / folder))
        except OSError as error:
            shown = f"{root.shown}/{listing.account}/{folder}".rstrip("/")
            listing.problems.append((shown, _unreadable(error.strerror or "no permission")))
            continue
        for entry in entries:
            relative = f"{folder}/{entry.name}".lstrip("/")
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name.endswith(".yaml"):
                    shown = f"{root.shown}/{listing.account}/{relative}"
                    listing.problems.append((shown, _unreadable("not a plain file")))
                stack.append(relative)
            elif entry.is_dir():
                shown = f"{root.shown}/{listing.account}/{relative}"
                listing.problems.append((shown, _unreadable("a folder behind a link")))
            else:
                yield relative


def _unreadable(reason: str) -> Problem:
    return Problem("YML001", f"this file cannot be read: {reason}", line=1, column=1)


def add_path(
    listing: Listing, relative: str, above: str, root: str, read: Callable[[], bytes], folders: frozenset[str]
) -> None:
    """Put one path of an account where it belongs: record, attachment, exempt, or YML020.

    Args:
        listing: Grows by it.
        relative: Path below the account folder.
        above: The account folder as shown to people.
        root: Name of the record root.
        read: Its bytes.
        folders: Names of the folders that hold records.
    """
    shown = f"{above}/{relative}"
    folder, _, name = relative.rpartition("/")
    listing.first_file = min(listing.first_file or shown, shown)
    if folder == "files" or folder.startswith("files/") or name in _EXEMPT or name.startswith("."):
        return
    stem = name.removesuffix(".yaml")
    if folder in folders and name.endswith(".yaml") and not is_windows_device(name):
        listing.sources.append(SourceFile(shown, root, folder, stem, read))
    else:
        listing.problems.append((shown, _no_record(shown, above, folder, name, folders)))


def _no_record(shown: str, above: str, folder: str, name: str, folders: frozenset[str]) -> Problem:
    stem = Path(name).stem
    first = folder.split("/")[0]
    meant_folder = first if first in folders else nearest(first, folders)
    says = f"{shown} is no record"
    if is_windows_device(name):
        says += ": Windows reserves this name"
    elif meant_folder and f"{above}/{meant_folder}/{stem}.yaml" != shown:
        says += f"; did you mean {above}/{meant_folder}/{stem}.yaml?"
    return Problem("YML020", says, line=1, column=1)


def _folded(path: str) -> str:
    """A path as file systems compare it that ignore case and the way an accent is coded."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def _same_account_on_windows(listing: Listing, root: Root) -> None:
    """The folder of the account beside an earlier one that Windows and macOS take for the same."""
    mine = _folded(listing.account)
    same = [name for name in os.listdir(root.folder) if _folded(name) == mine and name < listing.account]
    if same:
        shown = f"{root.shown}/{listing.account}"
        says = f"{shown} and {root.shown}/{min(same)} are one folder on Windows and macOS"
        listing.problems.append((shown, Problem("YML021", says, line=1, column=1)))


def _same_on_windows(listing: Listing, above: str, paths: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for relative in paths:
        folded = _folded(relative)
        if folded in seen:
            says = f"{above}/{relative} and {above}/{seen[folded]} are one file on Windows and macOS"
            listing.problems.append((f"{above}/{relative}", Problem("YML021", says, line=1, column=1)))
        seen.setdefault(folded, relative)
