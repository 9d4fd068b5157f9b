"""Writing a publication: into a new folder beside the old one, then in its place. Until then the old site stands."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamdocs.core.errors import KamdocsError

MARK = ".kamdocs-site"
_NEW, _OLD = ".new-", ".old-"


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder beside the target to build in; whatever happens, nothing half-written is left.

    Args:
        target: Where the publication will stand.

    Raises:
        KamdocsError: The target is a folder that kamdocs did not make, or the disk refuses.
    """
    refuse_foreign(target)
    new = target.parent / f"{_NEW}{target.name}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _restore(target)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        # Marked from its first moment, so that what a kill leaves is known as ours and can be taken away.
        (new / MARK).write_text("Made by kamdocs build. A folder without this file is never overwritten.\n", "utf-8")
        yield new
    except OSError as error:
        raise KamdocsError(
            f"{target} cannot be written: {error.strerror or error}.",
            "The old site is still in place. Make room, or name another folder with --to.",
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def take_place(new: Path, target: Path) -> None:
    """Put a finished folder in the place of the old one by two renames.

    An interruption between them leaves the old site under its other name; the next build puts it back.
    """
    refuse_foreign(target)
    old = target.parent / f"{_OLD}{target.name}"
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        os.rename(target, old)
    try:
        os.rename(new, target)
    except BaseException:  # Ctrl-C as well
        if old.exists() and not target.exists():
            os.rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def refuse_foreign(target: Path) -> None:
    """Refuse to take the place of a folder that kamdocs did not make.

    Raises:
        KamdocsError: There is such a folder or file.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise KamdocsError(f"{target} is no folder.", "Take it away, or name another folder with --to.")
    if target.is_dir() and not (target / MARK).is_file() and any(target.iterdir()):
        raise KamdocsError(
            f"{target} was not made by kamdocs; it is left as it is.",
            "Empty it, or name another folder with --to.",
        )


def _restore(target: Path) -> None:
    """Put back the old site that an interruption left under its other name."""
    old = target.parent / f"{_OLD}{target.name}"
    if old.is_dir() and not target.exists():
        os.rename(old, target)


def write_text(folder: Path, name: str, text: str) -> None:
    """Write a file below a folder, with its folders, in UTF-8 and with LF."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
