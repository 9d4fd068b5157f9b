"""The GO / NO-GO board: who sees what, what paper and files say of the time after a GO, and what a screen does."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from kamdocs.report.gate_schema import gate_schema
from kamdocs.site.build import build_publication
from kamdocs.site.publication import AccountInput
from tests.books import book_from, sample_files
from tests.kinds.change.story import CHANGE, PART, changed, story
from tests.site.building import article, edition_of, site_for
from tests.site.test_browser import address, chromium, page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
__all__ = ["address", "chromium", "page"]
DAY = "2024-04-05"
PINNED = sample_files()["policy.yaml"].decode() + f"as_of: {DAY}\n"
PARTS = changed(
    f"parts/{PART}", ("{plant: PLT-ONE, share: 75 %}, {plant: PLT-TWO, share: 25 %}", "{plant: PLT-TWO, share: 100 %}")
)
SITES = {
    "sales": site_for("sales"),
    "purchasing": site_for("purchasing"),
    "plant-ONE": site_for("plant", name="plant-ONE", plant="PLT-ONE", ask="logistics"),
    "plant-TWO": site_for("plant", name="plant-TWO", plant="PLT-TWO", ask="logistics"),
}


def publish(out: Path, overlay: dict[str, str], names: tuple[str, ...] = tuple(SITES)) -> Path:
    """Some publications of the story on its day; none may leak."""
    book, group = (book_from(overlay, as_of=DAY, account=name) for name in ("sample", "group"))
    for name in names:
        inputs: dict[str, AccountInput] = {"sample": AccountInput(book)}
        edition = edition_of(book, out / "no-project")
        built = build_publication(SITES[name], inputs, AccountInput(group), edition=edition, out=out)
        assert not built.leaks, built.leaks
    return out


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story, whose day is that of the run."""
    return publish(tmp_path_factory.mktemp("gate"), story(PARTS))


def rows(folder: Path) -> list[dict[str, str]]:
    """The board as CSV."""
    return list(csv.DictReader(io.StringIO((folder / "gate" / "gate.csv").read_text("utf-8"))))


def test_sales_sees_money_and_plants_do_not(sites: Path) -> None:
    sales, plant = rows(sites / "sales"), rows(sites / "plant-TWO")
    assert {row["Money a day"] for row in sales} == {"+61.88 EUR", "0.00 EUR", ""} - {""}
    assert {row["Part"] for row in plant} == {PART}
    assert not [heading for heading in plant[0] if heading.startswith("Money")]
    assert "EUR" not in article(sites / "plant-TWO", "gate")
    assert plant[0]["Agreement by"] == "Jonas Lindqvist"


def test_a_plant_sees_its_own_parts_alone(sites: Path) -> None:
    assert PART not in article(sites / "plant-ONE", "gate")
    assert CHANGE not in (sites / "plant-ONE" / "data" / "gate.json").read_text("utf-8")


def test_file_and_paper_say_what_a_go_is_worth_afterwards(sites: Path) -> None:
    for name in ("sales", "plant-TWO", "purchasing"):
        row = rows(sites / name)[0]
        assert (row["May introduce"], row["Valid until"]) == ("GO", "after 2024-04-06: unknown, ask")
        text = article(sites / name, "gate")
        assert "after 2024-04-06: unknown, ask" in text
        assert "never asks to stop shipments" in text


def test_no_page_says_go_without_an_end(sites: Path) -> None:
    """Wherever a page marks a GO, the screen knows its last day."""
    pages = [path.read_text("utf-8") for path in (sites / "sales").rglob("*.html")]
    marks = [part for text in pages for part in text.split("<span")[1:] if ">GO" in part.partition("</span>")[0]]
    assert len(marks) >= 4
    assert [mark for mark in marks if 'data-valid-until="2024-04-06"' not in mark.partition(">")[0]] == []


@pytest.mark.parametrize(("name", "reads_prices"), [("sales", True), ("plant-TWO", False), ("purchasing", False)])
def test_the_document_of_a_site_follows_the_schema(sites: Path, name: str, reads_prices: bool) -> None:
    folder = sites / name / "data"
    schema, found = (json.loads((folder / file).read_text("utf-8")) for file in ("gate.schema.json", "gate.json"))
    assert schema == gate_schema()
    jsonschema.Draft7Validator(schema).validate(found)
    here = next(one for one in found["doors"] if one["change"] == CHANGE)
    assert here["introduce"]["valid_until"] == "2024-04-06"
    assert (here["money"] is not None, here["introduce"]["because"] is not None) == (reads_prices, reads_prices)


def test_every_first_page_leads_to_the_board(sites: Path) -> None:
    for name in SITES:
        assert 'href="gate/index.html"' in article(sites / name, "")
    assert "2 NO-GO" in article(sites / "plant-TWO", "")


def _answers(page: "playwright.Page", where: str, now: str) -> list[str]:
    page.clock.set_fixed_time(now)
    page.goto(where)
    return [text.strip() for text in page.locator("td[data-label='May introduce']").all_inner_texts()]


@pytest.mark.browser
def test_a_screen_says_unknown_after_the_last_day(page: "playwright.Page", address: str) -> None:
    board = f"{address}/plant-TWO/gate/index.html"
    assert _answers(page, board, "2024-04-06T23:59:00") == ["GO", "GO"]
    assert _answers(page, board, "2024-04-07T00:01:00") == ["unknown: ask", "unknown: ask"]
    launch = page.locator("td[data-label='May launch']").all_inner_texts()
    assert [text.strip() for text in launch] == ["NO-GO", "NO-GO"]


@pytest.mark.browser
def test_a_screen_that_stays_on_over_midnight(page: "playwright.Page", address: str) -> None:
    page.clock.install(time="2024-04-06T23:58:00")
    page.goto(f"{address}/plant-TWO/gate/index.html")
    first = page.locator("td[data-label='May introduce']").first
    assert first.inner_text().strip() == "GO"
    page.clock.run_for("05:00")
    assert first.inner_text().strip() == "unknown: ask"


@pytest.mark.browser
def test_the_page_of_the_change_follows_the_clock_too(page: "playwright.Page", address: str) -> None:
    where = f"{address}/sales/r/sample/{CHANGE}/index.html"
    page.clock.set_fixed_time("2024-04-06T12:00:00")
    page.goto(where)
    assert "GO until 2024-04-06" in page.inner_text("article")
    page.clock.set_fixed_time("2024-04-07T12:00:00")
    page.goto(where)
    assert "GO until 2024-04-06" not in page.inner_text("article")
    assert "unknown: ask" in page.inner_text("article")


@pytest.mark.browser
def test_without_javascript_the_end_stands_beside_the_answer(chromium: "playwright.Browser", address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    here = context.new_page()
    here.goto(f"{address}/plant-TWO/gate/index.html")
    assert "after 2024-04-06: unknown, ask" in here.inner_text("article")
    context.close()


@pytest.mark.browser
def test_a_pinned_day_is_compared_instead_of_the_clock(page: "playwright.Page", tmp_path: Path) -> None:
    """Years later the example still says GO, and says with which day it was compared."""
    out = publish(tmp_path, story(PARTS) | {"policy.yaml": PINNED}, ("plant-TWO",))
    where = (out / "plant-TWO/gate/index.html").as_uri()
    assert _answers(page, where, "2031-01-01T12:00:00") == ["GO", "GO"]
    assert f"GO is compared with {DAY}, the day that policy pins." in page.inner_text("article")
    assert page.evaluate("document.querySelector('[data-pinned-day]').dataset.pinnedDay") == DAY
