"""Books and projects for tests, built from the small coherent account in `tests/sample`."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from kamdocs.cli.workspace import FOLDERS, KEYS, MODELS, make_book
from kamdocs.core.book import Book
from kamdocs.core.policy import Policy
from kamdocs.load.listing import BlobFile, Listing, add_path
from kamdocs.load.loader import Words, load
from kamdocs.load.shelf import load_shelf

SAMPLE = Path(__file__).parent / "sample" / "records"


@cache
def sample_files() -> Mapping[str, bytes]:
    """The files of the sample by their path below `records/`."""
    return {
        path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in sorted(SAMPLE.rglob("*")) if path.is_file()
    }


def overlaid(overlay: Mapping[str, str], without: Iterable[str] = ()) -> dict[str, bytes]:
    """The sample with some files added, replaced or taken away."""
    files = {path: data for path, data in sample_files().items() if path not in set(without)}
    return files | {path: text.encode() for path, text in overlay.items()}


def write_project(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below `records/` of a folder, which becomes a project."""
    for path, data in files.items():
        target = folder / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def book_from(
    overlay: Mapping[str, str] | None = None,
    *,
    as_of: str = "2024-12-02",
    account: str = "sample",
    without: Iterable[str] = (),
) -> Book:
    """The book of the sample account (or another one) with an overlay of texts by path below `records/`.

    A file that does not load fails the test that asked for it.
    """
    files = overlaid(overlay or {}, without)
    policy, problems = load(files["policy.yaml"], Policy)
    assert policy is not None, problems
    words = Words(frozenset(policy.functions), policy.own_forms(), KEYS)
    shelves = []
    for name in (account, "group"):
        listing = Listing(name)
        for path, data in sorted(files.items()):
            if path.startswith(f"{name}/"):
                relative = path.removeprefix(f"{name}/")
                add_path(listing, relative, f"records/{name}", "records", lambda data=data: data, FOLDERS)
                if relative.startswith("files/"):
                    listing.files[relative] = BlobFile(data, f"records/{path}")
        shelf, refused = load_shelf(listing, MODELS, words)
        assert not [problem for _, _, problem in refused if not problem.loads], refused
        shelves.append(shelf)
    return make_book(shelves[0], shelves[1], policy=policy, as_of=date.fromisoformat(as_of))
