"""A real browser opens the site: search, security policy, palettes, phone, paper, and no JavaScript at all."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kamdocs.site.files import POLICY

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.browser

PAGES = (
    "",
    "attention/",
    "gate/",
    "find/",
    "sample/",
    "sample/parts/",
    "schedules/",
    "schedules/sample/PRG-S1/",
    "volumes/sample/PRG-S1/",
    "lists/",
    "r/sample/PRC-100-A-ONE/",
    "r/sample/CLM-2024-0001/",
    "r/sample/VOL-S1-2024-01/",
    "r/group/IXS-ALUMINIUM/",
    "rules/PRC001/",
    "kinds/claim/",
    "help/",
    "help/kam/",
    "health/",
)


class _Handler(SimpleHTTPRequestHandler):
    """Files with the security policy as header, and without a word."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test says what failed by itself."""


@pytest.fixture(scope="module")
def address(sites: Path) -> Iterator[str]:
    """A web server on loopback with all publications."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(sites)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator["playwright.Browser"]:
    """Debian's Chromium; where it is missing the tests are skipped by name, with CI=true they fail."""
    if not CHROMIUM.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is missing: apt-get install chromium")
    with playwright.sync_playwright() as started:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=switches)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: "playwright.Browser") -> Iterator["playwright.Page"]:
    """A page on a desk."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield context.new_page()
    context.close()


def _jump(page: "playwright.Page", text: str) -> list[str]:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.wait_for_selector("#k-hits li")
    return page.locator("#k-hits .k-hits__id").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("PRC-100-A-ONE", "PRC-100-A-ONE"),
        ("clm-2024-0001", "CLM-2024-0001"),
        ("200b", "PRT-200-B"),
        ("third screw", "CHG-2024-0001"),
        ("SM-4711", "TOL-0001"),
        ("aluminium", "IXS-ALUMINIUM"),
    ],
)
def test_search_finds_id_number_piece_and_name(page: "playwright.Page", address: str, typed: str, first: str) -> None:
    page.goto(f"{address}/sales/")
    assert _jump(page, typed)[0] == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{first}/index.html")
    assert first in page.inner_text("article")


def test_search_finds_nothing_that_is_hidden(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/purchasing/")
    assert _jump(page, "CLM-2024-0001") == []
    assert "Nothing matches" in page.inner_text("#k-hits")


def test_search_works_without_a_web_server(page: "playwright.Page", sites: Path) -> None:
    page.goto((sites / "sales" / "r/sample/PRT-100-A/index.html").as_uri())
    assert _jump(page, "TOL-0001")[0] == "TOL-0001"
    page.keyboard.press("Enter")
    page.wait_for_url("**/TOL-0001/index.html")
    page.goto((sites / "sales" / "find/index.html").as_uri())
    page.wait_for_selector(".k-find__list li")


def test_find_filters_by_facet_and_keeps_its_state_in_the_address(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/sales/find/")
    page.wait_for_selector(".k-find__list li")
    page.fill(".k-find__field", "screw trials")
    assert page.locator(".k-find__list li").count() == 1
    page.fill(".k-find__field", "")
    page.select_option("select[data-facet=kind]", "Part")
    assert page.locator(".k-find__list a").all_inner_texts() == ["Bracket, front", "Cover, rear"]
    where = page.url
    page.goto("about:blank")
    page.goto(where)
    page.wait_for_selector(".k-find__list li")
    assert page.locator(".k-find__list li").count() == 2
    page.click("text=Clear all")
    assert page.locator(".k-find__list li").count() > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_the_security_policy(chromium: "playwright.Browser", address: str, scheme: str) -> None:
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto(f"{address}/sales/{name}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.body.dataset.mdColorScheme") == ("slate" if scheme == "dark" else "default")
    context.close()
    assert said == []
    assert not [url for url in asked if not url.startswith((address, "data:"))]


def test_a_violation_of_the_policy_would_be_seen(page: "playwright.Page", address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/sales/")
    page.evaluate("document.body.appendChild(document.createElement('script')).textContent = 'window.bad = 1'")
    page.wait_for_timeout(50)
    assert page.evaluate("window.bad") is None
    assert any("Content Security Policy" in text for text in said)


def test_the_palette_is_changed_and_remembered(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/sales/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
    page.click("label[for=__palette_1]")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.goto(f"{address}/sales/r/sample/PRT-100-A/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_never_scrolls_sideways(chromium: "playwright.Browser", address: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 740}, is_mobile=True)
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{address}/sales/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


def test_tables_sort_and_filter_and_totals_stay(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/sales/kinds/claim/")
    box = page.locator("[data-kamdocs=table]").first
    rows = box.locator("tbody tr:visible")
    everything = rows.count()
    box.locator(".k-filter").fill("amount_claimed")
    assert rows.count() == 1
    assert f"1 of {everything} rows" in box.inner_text()
    box.locator(".k-filter").fill("")
    head = box.locator("thead th").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    names = box.locator("tbody th").all_inner_texts()
    assert names == sorted(names)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    page.goto(f"{address}/sales/volumes/sample/PRG-S1/")
    table = page.locator("table:has(tfoot)").first
    table.locator("thead button").nth(1).click()
    assert table.locator("tfoot tr").count() == 1
    assert "All" in table.locator("tfoot").inner_text()


def test_paper_shows_every_row_and_opens_what_is_folded(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/sales/kinds/claim/")
    rows = page.locator("tbody tr").count()
    page.locator(".k-filter").first.fill("amount_claimed")
    page.emulate_media(media="print")
    assert page.locator("tbody tr:visible").count() == rows
    assert page.locator(".md-header:visible, .md-tabs:visible, .k-filter:visible").count() == 0
    heights = page.evaluate("[...document.querySelectorAll('.k-scroll')].map(e => e.scrollHeight - e.clientHeight)")
    assert max(heights) <= 1
    page.emulate_media(media="screen")
    page.goto(f"{address}/sales/r/sample/PRC-100-A-ONE/")
    assert page.locator("details:not([open])").count() > 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0


def test_an_account_prints_on_a4(page: "playwright.Page", address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/sales/sample/")
    page.pdf(path=tmp_path / "account.pdf", prefer_css_page_size=True)
    data = (tmp_path / "account.pdf").read_bytes()
    assert b"/MediaBox [0 0 594.95996 841.91998]" in data or b"/MediaBox [0 0 595" in data


def test_without_javascript_everything_is_there(chromium: "playwright.Browser", address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sales/r/sample/PRC-100-A-ONE/")
    text = page.inner_text("article")
    assert "3.0000" in text
    assert "Price" in text
    page.click("summary:has-text('All fields')")
    assert "Technical index" in page.inner_text("article")
    page.goto(f"{address}/sales/find/")
    page.click("article >> text=Lists")
    page.click("article >> text=Parts")
    assert "PRT-200-B" in page.inner_text("article")
    context.close()


def test_what_has_the_focus_is_never_covered(page: "playwright.Page", address: str) -> None:
    page.goto(f"{address}/sales/sample/parts/")
    for _ in range(40):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const box = document.activeElement.getBoundingClientRect();
            const header = document.querySelector('.md-header');
            const inside = header.contains(document.activeElement) || document.activeElement === document.body;
            return !inside && box.height > 0 && box.top >= 0 && box.bottom <= header.getBoundingClientRect().bottom - 1
                && box.bottom > 0; }"""
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
