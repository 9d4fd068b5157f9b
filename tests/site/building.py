"""Builds publications of the sample account, or of any other books, with everything real: loader, MkDocs, files."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from kamdocs.cli.catalogue import codes, engine
from kamdocs.core.book import Book
from kamdocs.core.finding import Finding
from kamdocs.core.publication import Site
from kamdocs.kinds import KINDS
from kamdocs.site.build import build_publication
from kamdocs.site.publication import AccountInput, Built, Edition
from tests.books import book_from

COMMITTED = datetime(2024, 12, 2, 7, 2, tzinfo=UTC)


def site_for(audience: str, *, name: str = "", plant: str | None = None, **more: object) -> Site:
    """A publication of the sample account for one audience."""
    facts = {
        "name": name or audience,
        "audience": audience,
        "accounts": ("sample",),
        "plant": plant,
        "persons": (),
        "title": f"Site {audience}",
        "url": f"https://kam.example/{audience}/",
        "ask": "PER-0002",
    }
    return Site(**(facts | more))


def edition_of(book: Book, project: Path) -> Edition:
    """The day of a book, on a commit of that day."""
    return Edition(project, book.policy, book.as_of, KINDS, codes(), "4f1c2aa", COMMITTED, ("sample", "other"))


def inputs(
    overlay: Mapping[str, str] | None = None, *, findings: Iterable[Finding] | None = None
) -> tuple[dict[str, AccountInput], AccountInput]:
    """The sample account and its group, checked."""
    book, group = book_from(overlay), book_from(overlay, account="group")
    found = engine().run(book).findings if findings is None else tuple(findings)
    return {"sample": AccountInput(book, found)}, AccountInput(group, engine().run(group).findings)


def build(site: Site, out: Path, overlay: Mapping[str, str] | None = None, **more: object) -> Built:
    """Build one publication of the sample account into `out/<name>/`."""
    project, kinds = more.pop("project", out / "no-project"), more.pop("kinds", KINDS)
    accounts, group = inputs(overlay, **more)
    edition = replace(edition_of(accounts["sample"].book, project), kinds=kinds)
    return build_publication(site, accounts, group, edition=edition, out=out)


def page(folder: Path, address: str) -> str:
    """The page at an address of a publication."""
    return (folder / address / "index.html").read_text("utf-8")


def article(folder: Path, address: str) -> str:
    """The part of a page that kamdocs has stamped in."""
    text = page(folder, address)
    return text[text.index("<article") : text.index("</article>")]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a publication by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


AS_OF = date(2024, 12, 2)
