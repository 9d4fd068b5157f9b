"""Several files at once: either all of them are there in the end, or none."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kamdocs.core.errors import KamdocsError


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet.

    Args:
        files: Contents by path; folders are made.

    Raises:
        KamdocsError: One of them is there already, or the disk does not take them. Then nothing is written.
    """
    with _all_or_nothing() as made:
        for target, data in files.items():
            beside = _beside(target, data, made)
            try:
                os.link(beside, target)
            except FileExistsError as error:
                hint = "Nothing was written. Take another name, or move that file away."
                raise KamdocsError(f"{target} is there already.", hint) from error
            except OSError:  # a file system without links
                _copy_new(target, data)
            made.append(target)
            beside.unlink()
            made.remove(beside)


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Write files, also over those that are there; no reader ever sees half of one.

    Args:
        files: Contents by path; folders are made. A file that already has this content is left alone.

    Raises:
        KamdocsError: The disk does not take them. Then all old files are still in place.
    """
    with _all_or_nothing() as made:
        ready = [(_beside(target, data, made), target) for target, data in files.items() if not _same(target, data)]
        for beside, target in ready:
            beside.replace(target)
            made.remove(beside)


@contextmanager
def _all_or_nothing() -> Iterator[list[Path]]:
    made: list[Path] = []
    try:
        yield made
    except OSError as error:
        _take_back(made)
        name = f"{error.filename}: " if error.filename else ""
        reason = (error.strerror or str(error)).lower()
        hint = "Nothing was written. Free some room or get the permission, then call again."
        raise KamdocsError(f"The disk does not take the files: {name}{reason}.", hint) from error
    except BaseException:
        _take_back(made)
        raise


def _beside(target: Path, data: bytes, made: list[Path]) -> Path:
    """The content in a hidden file beside its target, which the reading of records passes over."""
    for folder in reversed([one for one in target.parents if not one.exists()]):
        folder.mkdir()
        made.append(folder)
    beside = target.parent / f".{target.name}.{os.getpid()}.part"
    made.append(beside)
    with beside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    return beside


def _copy_new(target: Path, data: bytes) -> None:
    with target.open("xb") as stream:
        stream.write(data)


def _same(target: Path, data: bytes) -> bool:
    return target.is_file() and target.read_bytes() == data


def _take_back(made: Iterable[Path]) -> None:
    for path in reversed(list(made)):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
