"""The handbook inside a publication: shipped texts, those of the project in their place, without the decisions."""

import re
from collections.abc import Iterator
from pathlib import Path

from kamdocs.shipped import SITE_TEMPLATES

FOLDER = "help"
_ELSEWHERE = frozenset({"decisions", "images"})
"""Decisions are for developers, the images are those of the README."""
_TO_DECISION = re.compile(r"\[([^\]]+)\]\((?:\./)?decisions/[^)]*\)")


def shipped_pages(project: Path) -> tuple[str, ...]:
    """The folders of the handbook whose page comes with kamdocs, and is not one that a company has put in its place."""
    shipped, own = SITE_TEMPLATES / "handbook", project / "site_templates" / "handbook"
    ours = own.resolve() == shipped.resolve()
    pages = [path for path in sorted(shipped.glob("*.md")) if ours or not (own / path.name).exists()]
    return tuple(f"{FOLDER}/index.html" if page.stem == "index" else f"{FOLDER}/{page.stem}/" for page in pages)


def shipped_texts(project: Path) -> Iterator[str]:
    """The words of those pages, as we wrote them."""
    for path in sorted((SITE_TEMPLATES / "handbook").glob("*.md")):
        address = f"{FOLDER}/index.html" if path.stem == "index" else f"{FOLDER}/{path.stem}/"
        if address in shipped_pages(project):
            yield path.read_text("utf-8")


def put_handbook(docs: Path, project: Path) -> None:
    """Copy the handbook into a folder for MkDocs.

    Args:
        docs: Where MkDocs reads; the handbook goes below `help/`.
        project: Its `site_templates/handbook/` goes before the shipped one.
    """
    for source in (SITE_TEMPLATES / "handbook", project / "site_templates" / "handbook"):
        for path in sorted(source.rglob("*")) if source.is_dir() else ():
            relative = path.relative_to(source)
            if path.is_file() and relative.parts[0] not in _ELSEWHERE:
                target = docs / FOLDER / relative
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(_without_decisions(path) if path.suffix == ".md" else path.read_bytes())


def _without_decisions(path: Path) -> bytes:
    """A page whose links to decisions are plain words: decisions enter no publication."""
    return _TO_DECISION.sub(r"\1", path.read_text("utf-8")).encode("utf-8")


def help_menu(nav: list[object], docs: Path) -> Iterator[tuple[str, str]]:
    """The pages of the handbook in the order of the menu of `mkdocs.yml`: title and address below `docs`."""
    for entry in nav:
        for title, below in entry.items() if isinstance(entry, dict) else ():
            if isinstance(below, list):
                yield from help_menu(below, docs)
            elif (docs / FOLDER / str(below)).is_file():
                yield title, f"{FOLDER}/{below}"
