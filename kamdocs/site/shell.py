"""The only module that knows MkDocs: it builds the frame of a publication once, with gaps for stamped pages."""

import logging
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml

from kamdocs.core.errors import KamdocsError
from kamdocs.shipped import MKDOCS_YML, SITE_TEMPLATES

TITLE, BODY = "@@title@@", "@@body@@"
_OWN_KEYS = frozenset({"site_description", "site_author", "copyright", "extra", "extra_css", "theme"})
_OWN_THEME_KEYS = frozenset({"palette", "logo", "favicon", "icon"})
_FOLDER_LINK = re.compile(r'(href=")((?![a-z]+:|/|#)[^"?#]*?)(#[^"]*)?"')
_INDENT = re.compile(r"\s*\n\s*")
_NOT_NEEDED = ("sitemap.xml", "sitemap.xml.gz", "assets/javascripts/lunr", "assets/javascripts/workers", "x")


@dataclass(frozen=True, slots=True)
class Gap:
    """A page that kamdocs fills: its address below the site, e.g. `find/`, and its menu entry (empty: none)."""

    address: str
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of MkDocs, split where title and body go."""

    before: str
    between: str
    after: str

    def filled(self, title: str, body: str) -> str:
        """The page with this title and body, both already escaped."""
        return f"{self.before}{title}{self.between}{body}{self.after}"


@dataclass(frozen=True)
class ShellPlan:
    """What MkDocs is asked to build.

    Attributes:
        name: Heading of the site.
        url: Its canonical address.
        language: Language of the frame.
        facts: What header and footer say (`config.extra.kamdocs`).
        gaps: Pages that kamdocs fills.
        help_menu: Menu of the handbook: heading, then (title, address of the Markdown file) pairs.
    """

    name: str
    url: str
    language: str
    facts: Mapping[str, Any]
    gaps: tuple[Gap, ...]
    help_menu: tuple[str, tuple[tuple[str, str], ...]]


def configuration(project: Path) -> dict[str, Any]:
    """The shipped `mkdocs.yml` with what a company's own one may change: look, logo, own words.

    Raises:
        KamdocsError: The company's file is no YAML mapping.
    """
    merged: dict[str, Any] = yaml.safe_load(MKDOCS_YML.read_text("utf-8"))
    own_file = project / "mkdocs.yml"
    if own_file.is_file() and own_file.resolve() != MKDOCS_YML.resolve():
        try:
            own = yaml.safe_load(own_file.read_text("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise KamdocsError(f"{own_file} cannot be read as YAML.", "Correct it, or take it away.") from error
        if not isinstance(own, dict):
            raise KamdocsError(f"{own_file} holds no settings.", "Write `theme:` with logo and palette, or delete it.")
        theme = own.get("theme")
        look = {key: value for key, value in theme.items() if key in _OWN_THEME_KEYS} if isinstance(theme, dict) else {}
        merged |= {key: value for key, value in own.items() if key in _OWN_KEYS and key != "theme"}
        merged["theme"] |= look
    return merged


def build_shell(plan: ShellPlan, *, project: Path, docs: Path, out: Path) -> dict[str, Frame]:
    """Build the frame.

    Args:
        plan: What to build.
        project: Its `site_templates/theme/` goes before the shipped one.
        docs: A temporary folder with the handbook's Markdown; placeholders are written into it.
        out: Where MkDocs writes.

    Returns:
        The frame of each gap by its address.
    """
    for gap in plan.gaps:
        file = docs / gap.address / "index.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {TITLE!r}\nstamped: true\nhide: [navigation, toc]\n---\n{BODY}\n", "utf-8")
    _run_mkdocs(_settings(plan, project, docs, out), project)
    frames = {}
    for page in sorted(out.rglob("*.html")):
        html = _with_files(page.read_text("utf-8"))
        page.write_text(html, "utf-8", newline="\n")
        address = page.parent.relative_to(out).as_posix() + "/"
        address = "" if address == "./" else address
        if any(gap.address == address for gap in plan.gaps) and page.name == "index.html":
            frames[address] = _split(html)
            page.unlink()
    for name in _NOT_NEEDED:
        _remove(out / name)
    for left_over in [*out.rglob("*.map"), out / "404.html"]:
        _remove(left_over)
    return frames


def _settings(plan: ShellPlan, project: Path, docs: Path, out: Path) -> dict[str, Any]:
    settings = configuration(project)
    heading, pages = plan.help_menu
    menu: list[Any] = [{gap.menu: f"{gap.address}index.md"} for gap in plan.gaps if gap.menu]
    settings |= {
        "site_name": _as_text(plan.name),
        "site_url": plan.url,
        "docs_dir": str(docs),
        "site_dir": str(out.absolute()),
        "nav": [*menu, {heading: [{title: file} for title, file in pages]}],
        "not_in_nav": "*",
        "plugins": [],
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore", "anchors": "ignore"}},
    }
    facts = {name: _as_text(fact) if isinstance(fact, str) else fact for name, fact in plan.facts.items()}
    settings["extra"] = {**settings.get("extra", {}), "kamdocs": facts}
    settings["theme"] |= {"language": plan.language, "custom_dir": str(SITE_TEMPLATES / "theme")}
    return settings


def _as_text(text: str) -> str:
    """A text of the records for templates of MkDocs, which escape nothing; it cannot pass for a gap of ours either."""
    return escape(text).replace("@@", "@&#64;")


def _run_mkdocs(settings: dict[str, Any], project: Path) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import MkDocsException

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = MkDocsConfig(config_file_path=str(MKDOCS_YML))
    config.load_dict(settings)
    errors, _ = config.validate()
    if errors:
        key, error = errors[0]
        raise KamdocsError(f"mkdocs.yml, `{key}`: {error}", "Correct mkdocs.yml, or take the key away.")
    own_theme = project / "site_templates" / "theme"
    if own_theme.is_dir() and own_theme.resolve() != (SITE_TEMPLATES / "theme").resolve():
        config.theme.dirs.insert(0, str(own_theme))
    try:
        build(config)
    except MkDocsException as error:
        raise KamdocsError(
            f"MkDocs cannot build the frame: {error}", "Look at mkdocs.yml and site_templates/."
        ) from error


def _split(html: str) -> Frame:
    before, _, rest = html.partition(TITLE)
    between, _, after = rest.partition(BODY)
    if not after:
        raise KamdocsError("The theme has no place for title or body.", "Keep `stamped` in theme/main.html.")
    return Frame(before, between, after)


def _with_files(html: str) -> str:
    """Links to folders become links to their `index.html`, so that they also work without a web server."""
    if "<pre" not in html:
        html = _INDENT.sub("\n", html)
    return _FOLDER_LINK.sub(lambda found: f'{found[1]}{_to_file(found[2])}{found[3] or ""}"', html)


def _to_file(link: str) -> str:
    if link.endswith("/"):
        return f"{link}index.html"
    if link in (".", "..") or link.endswith("/.."):
        return f"{link}/index.html"
    return link


def _remove(path: Path) -> None:
    import shutil

    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def depth_gaps(taken: Iterable[str]) -> tuple[Gap, ...]:
    """Gaps whose frames serve every page of the same depth: one, two and three folders deep."""
    gaps = (Gap("x/"), Gap("x/y/"), Gap("x/y/z/"))
    return tuple(gap for gap in gaps if gap.address not in set(taken))
