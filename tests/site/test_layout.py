"""How pages stand on a screen: columns below each other, nothing wider than the window, words instead of codes."""

import csv
import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.view import Column, Link, Row, Section, Table
from kamdocs.shipped import SITE_TEMPLATES
from kamdocs.site.accounts import shown_accounts
from kamdocs.site.attention import findings_table
from kamdocs.site.layout import layout_of
from kamdocs.site.sections import section_seen
from kamdocs.site.shown import in_prose, label
from kamdocs.site.views import Cell, ColumnView, FindingView, RecordView, RowView, TableView
from kamdocs.site.words import words_of
from tests.kinds.change.story import story
from tests.site.building import article, build, edition_of, inputs, site_for
from tests.site.test_acquisition import _open_business, _used_component
from tests.site.test_browser import address, chromium, page
from tests.site.test_gate import PARTS, publish

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
__all__ = ["address", "chromium", "page"]

NEW = (
    "",
    "sample/",
    "gate/",
    "reports/rfqs/",
    "reports/mandated/",
    "reports/indices/",
    "sample/changes/",
    "sample/offers/",
    "sample/mandated-components/",
    "r/sample/CHG-2024-0007/",
    "r/sample/RFQ-2024-0901/",
    "r/sample/OFR-2024-0901/",
    "r/sample/NOM-2021-0001/",
    "r/sample/MDC-7K-090/",
    "r/sample/PRT-200-B/",
)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of a change for sales and a plant; open business with a used component beside it."""
    out = publish(tmp_path_factory.mktemp("layout"), story(PARTS), ("sales", "plant-TWO"))
    for audience in ("sales", "purchasing"):
        site = site_for(audience, name=f"{audience}-business")
        assert not build(site, out, _used_component() | _open_business(), findings=()).leaks
    return out


def pages_of(folder: Path) -> list[str]:
    return [name for name in NEW if (folder / name / "index.html").is_file()]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_the_business_is_wider_than_the_screen(
    chromium: "playwright.Browser", sites: Path, address: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, is_mobile=width < 600)
    tab = context.new_page()
    seen = 0
    for folder in sorted(path for path in sites.iterdir() if path.is_dir()):
        for name in pages_of(folder):
            tab.goto(f"{address}/{folder.name}/{name}")
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (folder.name, name)
            seen += 1
    context.close()
    assert seen > 30


@pytest.mark.browser
def test_wide_tables_need_no_scrolling_on_a_desk(page: "playwright.Page", sites: Path, address: str) -> None:
    for folder, name in (
        ("sales", "gate/"),
        ("plant-TWO", "gate/"),
        ("sales-business", "reports/mandated/"),
        ("sales-business", "reports/rfqs/"),
        ("sales-business", "sample/"),
        ("purchasing-business", "reports/mandated/"),
        ("sales-business", "r/sample/MDC-7K-090/"),
    ):
        page.goto(f"{address}/{folder}/{name}")
        found = page.evaluate(
            "[...document.querySelectorAll('.k-scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)"
            ".map(e => e.getAttribute('aria-label'))"
        )
        assert found == [], (folder, name)
        assert page.locator(".k-scroll").count() > 0


@pytest.mark.browser
def test_a_value_below_another_is_no_part_of_its_order(page: "playwright.Page") -> None:
    """As text 10.00 would come before 9.00, and the year below it has no say either."""
    rows = "".join(f"<tr><td>{price}<small><span>A year</span> {year}</small></td></tr>" for price, year in SUMS)
    page.set_content(
        f'<div data-kamdocs="table"><table><caption>t</caption><thead><tr><th>Price</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
    page.add_script_tag(path=SITE_TEMPLATES / "theme" / "assets" / "kamdocs" / "tables.js")
    page.click("thead button")
    shown = page.locator("tbody td").evaluate_all("cells => cells.map(cell => cell.firstChild.textContent)")
    assert shown == ["9.00", "10.00", "11.00"]


@pytest.mark.browser
def test_headings_follow_each_other_without_a_gap(page: "playwright.Page", sites: Path, address: str) -> None:
    for name in pages_of(sites / "sales-business"):
        page.goto(f"{address}/sales-business/{name}")
        levels = page.evaluate(HEADINGS)
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


SUMS = (("10.00", "7"), ("11.00", "5"), ("9.00", "8"))
HEADINGS = "[...document.querySelectorAll('article :is(h1,h2,h3,h4,h5,h6)')].map(e => +e.tagName[1])"
TABLE = Table(
    "Doors",
    (
        Column("Part", Class.SCHEDULE),
        Column("Site", Class.SCHEDULE, below="Part"),
        Column("Price", Class.PRICE),
        Column("Since", Class.SCHEDULE, below="Price"),
    ),
    (Row(("PRT-1", "SIT-1", "3.00 EUR", "2024-01-01")),),
    "doors",
)


def _view(*headings: str) -> TableView:
    kept = [one for one in TABLE.columns if one.heading in headings]
    shown = {one.heading for one in kept}
    columns = tuple(ColumnView(one.heading, below=one.below if one.below in shown else "") for one in kept)
    return TableView("Doors", columns, (RowView(tuple(Cell(name) for name in headings)),))


def test_a_column_stands_below_another_or_by_itself() -> None:
    assert [one.heading for one in layout_of(_view("Part", "Site", "Price", "Since")).heads] == ["Part", "Price"]
    assert [one.heading for one in layout_of(_view("Part", "Site", "Since")).heads] == ["Part", "Since"]


@pytest.mark.parametrize(
    ("texts", "cards"),
    [(("a", "b", "c"), False), (("a", "b", "c", "d"), False), (("word " * 6,) * 4, True), (("a",) * 5, True)],
)
def test_many_columns_or_long_texts_become_cards(texts: tuple[str, ...], cards: bool) -> None:
    columns = tuple(ColumnView("x") for _ in texts)
    table = TableView("t", columns, (RowView(tuple(Cell(text) for text in texts)),))
    assert layout_of(table).cards is cards


def test_a_file_keeps_every_column(sites: Path) -> None:
    text = (sites / "sales" / "gate" / "gate.csv").read_text("utf-8")
    heads = next(csv.reader(io.StringIO(text)))
    assert {"Part", "Site", "PPAP", "Money", "Release by"} <= set(heads)
    drawn = article(sites / "sales", "gate")
    assert "<small" in drawn
    assert '<th scope="col">Site</th>' not in drawn


def test_a_paper_that_is_there_and_hidden_is_not_called_missing(sites: Path) -> None:
    """The mirror says of each component that its papers are there; purchasing may not open them."""
    shown = article(sites / "purchasing-business", "reports/mandated")
    assert shown.count("there, not shown here") == 2
    assert "missing" not in shown


def test_a_hidden_link_says_what_may_be_said_or_nothing(tmp_path: Path) -> None:
    accounts, group = inputs(findings=())
    edition = edition_of(accounts["sample"].book, tmp_path)
    shown = shown_accounts(site_for("plant", plant="PLT-ONE"), accounts, group, edition)
    columns = (Column("What", Class.SCHEDULE), Column("Paper", Class.SCHEDULE))
    rows = (Row(("a", Link("CLM-9999-0001", unseen="there"))), Row(("b", Link("CLM-9999-0001"))))
    seen = section_seen(Section("", tables=(Table("t", columns, rows),)), shown[0].looking.sight)
    assert seen is not None
    assert [row.cells[1].text for row in seen.tables[0].rows] == ["there", "—"]


def test_a_dash_is_explained_where_it_stands(sites: Path) -> None:
    drawn = article(sites / "sales-business", "sample")
    assert "—</td>" in drawn
    assert "not recorded, or not shown" in drawn


def test_short_forms_are_spelled_as_people_write_them() -> None:
    names = ("rfq", "tnc", "sga_on_process", "tier2_supplier", "capacity_apw", "unit_price", "eop_plan")
    assert [label(name) for name in names] == [
        "RFQ",
        "General terms",
        "SG&A on process",
        "Tier-2 supplier",
        "Capacity, average week",
        "Unit price",
        "EOP plan",
    ]


def test_what_is_missing_is_named_in_words() -> None:
    assert in_prose("not computable: planned_on missing") == "not computable: “planned on” missing"
    assert in_prose("agreed_in_2024.pdf") == "agreed_in_2024.pdf"


def test_both_languages_have_every_word() -> None:
    english, german = words_of("en"), words_of("de")
    assert english.keys() == german.keys()
    assert all(english.values())
    assert all(german.values())
    assert {key for key in english if english[key] == german[key]} == {"gate", "download", "code"}


def test_a_german_page_frames_its_tables_in_german(tmp_path: Path) -> None:
    built = build(site_for("sales", language="de"), tmp_path, _open_business(), findings=())
    for name in ("attention", "", "health", "schedules"):
        drawn = article(built.folder, name)
        assert not [word for word in (">Weight<", ">What<", ">On<", ">Vehicle<", "Everything was") if word in drawn]


def test_the_first_page_of_a_plant_begins_with_its_doors(sites: Path) -> None:
    home = article(sites / "plant-TWO", "")
    assert home.index("May introduce") < home.index('id="attention"')
    assert "unknown, ask" in home
    assert "EUR" not in home
    assert "May introduce" not in article(sites / "sales", "")


def test_a_hidden_sentence_gives_way_to_the_name_of_its_rule() -> None:
    view = RecordView("sample", "CHG-2024-0001", "change", "changes", "Third screw", "x.yaml", whole=False)
    hidden = FindingView("CHG017", "release ran out", "error", "", "", "x.yaml:1", view.ref)
    told = replace(hidden, says="risk release ended on 2024-11-22")
    table = findings_table([(hidden, view), (told, view)], words_of("en"), "Attention")
    place = [column.heading for column in table.columns].index("What")
    assert [row.cells[place].text for row in table.rows] == ["release ran out", "risk release ended on 2024-11-22"]
