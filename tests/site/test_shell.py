"""The frame that MkDocs builds, and what a company may change of it."""

import posixpath
import re
from pathlib import Path

import pytest

from kamdocs.core.errors import KamdocsError
from kamdocs.shipped import MKDOCS_YML
from kamdocs.site.shell import configuration
from tests.site.building import build, files_of, page, site_for


def test_a_company_may_change_the_look_and_nothing_that_runs_code(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\nhooks: [evil.py]\nplugins: [search]\ntheme: {name: readthedocs, palette: {primary: red}}\n"
    )
    found = configuration(tmp_path)
    assert found["theme"]["palette"] == {"primary": "red"}
    assert found["theme"]["name"] == "material"
    assert "hooks" not in found
    assert found["plugins"] == []


@pytest.mark.parametrize("text", ["theme: [", "- a list", "!!python/name:os.system"])
def test_a_broken_mkdocs_yml_is_one_clear_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(KamdocsError) as caught:
        configuration(tmp_path)
    assert "mkdocs.yml" in caught.value.message
    assert caught.value.hint


def test_a_project_needs_no_mkdocs_yml(tmp_path: Path) -> None:
    assert configuration(tmp_path) == configuration(MKDOCS_YML.parent)


def test_templates_of_the_project_go_first(tmp_path: Path) -> None:
    own = tmp_path / "project" / "site_templates"
    (own / "boards").mkdir(parents=True)
    (own / "boards" / "home.html.j2").write_text("<h1>Our own home</h1>")
    (own / "theme" / "partials").mkdir(parents=True)
    (own / "theme" / "partials" / "footer.html").write_text("<footer>our own foot</footer>")
    folder = build(site_for("sales"), tmp_path / "out", project=tmp_path / "project").folder
    assert "Our own home" in page(folder, "")
    assert "our own foot" in page(folder, "r/sample/PRT-100-A")


def test_decisions_enter_no_publication_and_no_link_leads_to_them(sites: Path) -> None:
    files = files_of(sites / "sales")
    assert not [name for name in files if name.startswith("decisions/")]
    pages = {name: data for name, data in files.items() if name.endswith(".html")}
    assert "decisions" not in {first for name, data in pages.items() for first in _folders_linked(name, data)}


def _folders_linked(name: str, data: bytes) -> set[str]:
    """The first folder below the site to which each link of a page leads; an account has decisions of its own."""
    links = re.findall(rb'href="([^":#?]+)', data)
    targets = (posixpath.normpath(posixpath.join("/", posixpath.dirname(name), link.decode())) for link in links)
    return {target.split("/")[1] for target in targets}


def test_nothing_of_a_wall_clock_is_published(sites: Path) -> None:
    files = files_of(sites / "sales")
    assert "sitemap.xml" not in files
    assert not [name for name in files if name.endswith((".gz", ".map"))]


def test_record_pages_stand_in_no_menu(sites: Path) -> None:
    text = page(sites / "sales", "")
    menu = text[text.index("md-nav--primary") : text.index("<article")]
    assert "r/sample" not in menu
