"""The lists that the browser scans."""

import json
from pathlib import Path

from kamdocs.site.search import LONGEST


def _data(file: Path, name: str) -> dict[str, object]:
    text = file.read_text()
    start = f"(window.kamdocs=window.kamdocs||{{}}).on{name}("
    assert text.startswith(start)
    return dict(json.loads(text[len(start) : -3]))


def test_the_list_holds_id_title_and_customer_number(sites: Path) -> None:
    data = _data(sites / "sales" / "search/list.js", "list")
    rows = {row[2]: row for row in data["rows"]}
    assert rows["PRT-100-A"][3] == "Bracket, front"
    assert rows["PRT-100-A"][4] == "100-A"
    assert data["accounts"][rows["PRT-100-A"][0]] == "sample"
    assert data["kinds"][rows["PRT-100-A"][1]] == ["part", "Part"]


def test_every_record_with_a_page_is_in_the_list(sites: Path) -> None:
    for name in ("sales", "plant-TWO"):
        listed = {row[2] for row in _data(sites / name / "search/list.js", "list")["rows"]}
        pages = {path.parent.name for path in (sites / name / "r").glob("*/*/index.html")}
        assert listed == pages


def test_texts_are_lean_and_carry_the_facets(sites: Path) -> None:
    data = _data(sites / "sales" / "search/text-part.js", "text")
    assert data["kind"] == "part"
    index, text, programmes, plants, standing = data["rows"][0]
    assert "Bracket, front" in text
    assert len(text) <= LONGEST
    assert programmes == ["PRG-S1"]
    assert plants == ["PLT-ONE", "PLT-TWO"]
    assert isinstance(index, int)
    assert isinstance(standing, str)


def test_a_plant_finds_only_itself_as_a_facet(sites: Path) -> None:
    data = _data(sites / "plant-ONE" / "search/text-part.js", "text")
    assert {tuple(row[3]) for row in data["rows"]} == {("PLT-ONE",)}
