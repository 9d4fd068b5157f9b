"""What holds for every page: links lead somewhere, nothing comes from elsewhere, sizes, days, words."""

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kamdocs.cli.catalogue import codes
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.finding import Finding
from kamdocs.core.place import Spot
from kamdocs.core.quantity import Duration
from kamdocs.kinds import KINDS
from kamdocs.site.csvs import csv_of
from kamdocs.site.files import POLICY
from kamdocs.site.views import Cell, ColumnView, RowView, TableView
from kamdocs.site.words import _TABLE, words_of
from tests.books import sample_files
from tests.site.building import article, build, files_of, page, site_for

_OPEN = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "rect", "line"})


class _Reader(HTMLParser):
    """Collects links and ids, and notices elements that are closed in the wrong order."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sources: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[str] = []
        self.crossed: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if tag in ("script", "img", "link", "iframe", "source") and (found.get("src") or found.get("href")):
            self.sources.append(found.get("src") or found.get("href") or "")
        if tag == "script" and not found.get("src") and found.get("type") != "application/json":
            self.scripts.append(str(found))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.crossed += [name for name in found if name.startswith("on")]
        if tag not in _OPEN:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _OPEN and (not self._open or self._open.pop() != tag):
            self.crossed.append(tag)


def _read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    return reader


def _pages(folder: Path) -> dict[str, str]:
    return {name: data.decode() for name, data in files_of(folder).items() if name.endswith(".html")}


@pytest.mark.parametrize("name", ["sales", "plant-ONE", "management"])
def test_every_link_leads_to_a_file_of_the_same_site(sites: Path, name: str) -> None:
    files = set(files_of(sites / name))
    for address, text in _pages(sites / name).items():
        if address == "404.html":
            continue
        for link in _read(text).links + _read(text).sources:
            if link.startswith(("#", "https://")):
                continue
            target = (Path("/") / address).parent / link.partition("#")[0]
            normal = Path(re.sub(r"/(?:\./)+", "/", target.as_posix())).as_posix()
            assert _normal(normal) in files, (address, link)


def _normal(path: str) -> str:
    parts: list[str] = []
    for part in path.strip("/").split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


@pytest.mark.parametrize("name", ["sales", "plant-ONE"])
def test_nothing_comes_from_another_host_and_no_script_stands_in_a_page(sites: Path, name: str) -> None:
    for address, text in _pages(sites / name).items():
        reader = _read(text)
        assert not [source for source in reader.sources if "//" in source], address
        assert not reader.scripts, address
        assert f'content="{POLICY}"' in text, address


@pytest.mark.parametrize("name", ["sales", "plant-ONE"])
def test_pages_are_well_formed_and_ids_stand_once(sites: Path, name: str) -> None:
    for address, text in _pages(sites / name).items():
        if address.startswith("help/"):
            continue
        reader = _read(text)
        assert not reader.crossed, (address, reader.crossed[:3])
        twice = {one for one in reader.ids if reader.ids.count(one) > 1}
        assert not twice, (address, twice)


def test_a_record_page_is_at_most_60_kilobytes(sites: Path) -> None:
    sizes = {name: len(data) for name, data in files_of(sites / "sales").items() if name.startswith("r/")}
    assert max(sizes.values()) <= 60_000


def test_every_page_says_its_day_its_commit_and_whom_to_ask(sites: Path) -> None:
    for address, text in _pages(sites / "sales").items():
        if address != "404.html":
            assert "as of 2024-12-02" in text, address
            assert "4f1c2aa" in text, address


def test_the_page_for_a_missing_address_names_whom_to_ask(sites: Path) -> None:
    text = (sites / "plant-ONE" / "404.html").read_text()
    assert "logistics" in text
    assert "https://kam.example/plant/" in text
    assert _read(text).sources == []


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> | [x](y) {{ 7*7 }} @@body@@ &amp; "quoted" \' =1+1'
    text = f"""\
id: CHG-2024-0009
initiator: customer
reason: '{hostile.replace("'", "''")}'
received_on: 2024-11-18
lines: [{{part: PRT-100-A, index_from: A, index_to: B}}]
technical_track: [{{state: inquiry, on: 2024-11-18}}]
commercial_track: [{{state: not_assessed, on: 2024-11-18}}]
"""
    folder = build(site_for("sales"), tmp_path, {"sample/changes/CHG-2024-0009.yaml": text}, findings=[]).folder
    shown = page(folder, "r/sample/CHG-2024-0009")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "{{ 7*7 }}" in shown
    for address, one in _pages(folder).items():
        assert "<script>alert" not in one, address
        assert not _read(one).scripts, address


def test_every_record_page_leads_to_the_editor_of_its_file(tmp_path: Path) -> None:
    policy = sample_files()["policy.yaml"].decode() + 'edit_url: "https://git.example/edit/main/{path}"\n'
    folder = build(site_for("sales"), tmp_path, {"policy.yaml": policy}, findings=[]).folder
    for path in (folder / "r").glob("*/*/index.html"):
        file = f"{path.parent.parent.name}/[a-z-]+/{path.parent.name}.yaml"
        assert re.search(f'href="https://git.example/edit/main/records/{file}"[^>]*>Change this<', path.read_text())


def test_a_csv_holds_what_the_table_shows_and_starts_no_formula(sites: Path, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO((sites / "sales" / "sample/parts/parts.csv").read_text())))
    assert rows[0][:2] == ["Title", "ID"]
    assert {row[1] for row in rows[1:]} == {"PRT-100-A", "PRT-200-B"}
    row = RowView((Cell("=1+1"), Cell("12\u202f345.00\u00a0EUR", numeric=True, plain="12345.00 EUR"), Cell("—")))
    table = TableView("t", (ColumnView("a"), ColumnView("b"), ColumnView("c")), (row,))
    assert csv_of(table) == "a,b,c\n'=1+1,12345.00 EUR,\n"


def test_every_rule_and_every_kind_has_a_page(sites: Path) -> None:
    for code in codes():
        assert f"<h1>{code} " in article(sites / "plant-ONE", f"rules/{code}")
    for kind in KINDS:
        shown = article(sites / "plant-ONE", f"kinds/{kind.slug}")
        assert ">id<" in shown
        assert "only_for" in shown
    assert "Examples" in article(sites / "plant-ONE", "rules/PRC001")


def test_the_account_shows_prices_changes_claims_tools_and_milestones(sites: Path) -> None:
    sales, plant = article(sites / "sales", "sample"), article(sites / "plant-ONE", "sample")
    for heading in ("Prices valid today", "Changes by commercial state", "Claims by direction", "Tools by state"):
        assert heading in sales
    assert "3.0000\u00a0EUR" in sales
    assert "8400.00\u00a0EUR" in sales
    assert "TOL-0001" in plant
    assert "EUR" not in plant


def test_attention_shows_findings_and_gathers_many_of_one_code(tmp_path: Path) -> None:
    some = [
        Finding("GEN002", ERROR, STATIC, f"finding {n}", "sample", "PRT-100-A", Spot("PRT-100-A", ("description",)))
        for n in range(25)
    ]
    one = Finding("GEN003", ERROR, STATIC, "alone", "sample", "PRT-200-B", Spot("PRT-200-B", ("description",)))
    folder = build(site_for("sales"), tmp_path, findings=[*some, one]).folder
    shown = article(folder, "attention")
    assert "25 rows" in shown
    assert "finding 3" not in shown
    assert "alone" in shown
    assert "GEN002" in article(folder, "sample")


def test_records_that_ended_long_ago_leave_the_lists_and_keep_their_page(tmp_path: Path) -> None:
    file = "sample/people/PER-0102.yaml"
    text = sample_files()[file].decode() + "left_on: 2022-01-31\n"
    site = site_for("sales", closed_for=Duration(24, "months"))
    folder = build(site, tmp_path, {file: text}, findings=[]).folder
    assert (folder / "r/sample/PER-0102/index.html").is_file()
    assert 'id="PER-0101"' in article(folder, "sample/people")
    assert 'id="PER-0102"' not in article(folder, "sample/people")
    assert "PER-0102" not in (folder / "search/list.js").read_text()
    assert "ended" in article(folder, "r/sample/PER-0102")


def test_both_languages_have_every_word() -> None:
    rows = [line.split(" | ") for line in _TABLE.strip().splitlines()]
    assert all(len(row) == 3 and all(row) for row in rows)
    assert words_of("de").keys() == words_of("en").keys()
    assert words_of("de")["home"] == "Start"


def test_a_german_site_has_a_german_frame(sites: Path) -> None:
    text = page(sites / "management", "")
    assert '<html lang="de"' in text
    assert "Stand 2024-12-02" in text
    assert "Termine" in text


def test_health_says_what_was_left_out_and_shows_waivers(tmp_path: Path) -> None:
    file = "sample/parts/PRT-200-B.yaml"
    waiver = (
        "waivers: [{rule: VOL001, because: Under way., until: 2025-01-31, approved_by: PER-0003, "
        "approved_on: 2024-11-04}]\n"
    )
    folder = build(site_for("sales"), tmp_path, {file: sample_files()[file].decode() + waiver}, findings=[]).folder
    shown = article(folder, "health")
    assert "4f1c2aa" in shown
    assert "Under way." in shown
