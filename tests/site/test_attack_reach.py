"""What a reader could piece together: from related records, rows of others, sums, sentences, files and frames."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kamdocs.cli.workspace import Workspace
from kamdocs.core.book import Book
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.finding import Finding
from kamdocs.core.place import Spot
from kamdocs.project import find_project
from kamdocs.site.build import build_publication
from kamdocs.site.publication import AccountInput, Built
from tests.books import overlaid, sample_files, write_project
from tests.site.building import article, build, edition_of, files_of, inputs, page, site_for

_KAMDOCS = [sys.executable, "-m", "kamdocs"]
SECRET = "only_for: [controlling]\n"
LETTER = """\
id: {id}
class: schedule
direction: in
channel: portal
date: 2024-11-18
party: customer
from: PER-0101
subject: {subject}
about: [{about}]
"""


def _sample(path: str) -> str:
    return sample_files()[f"sample/{path}"].decode()


def _letter(record_id: str, subject: str, about: str) -> dict[str, str]:
    text = LETTER.format(id=record_id, subject=subject, about=about)
    return {f"sample/communications/{record_id}.yaml": text}


def _everything(built: Built) -> str:
    """Every byte but those of rule pages, whose examples use the ids of the sample."""
    files = {name: data for name, data in files_of(built.folder).items() if not name.startswith("rules/")}
    return "\n".join(f"{name}\n{data.decode('utf-8', 'replace')}" for name, data in files.items())


def _future_model() -> dict[str, str]:
    """A second programme that only controlling may know of, with whatever hangs on it, near and far."""
    part = _sample("parts/PRT-200-B.yaml").replace("PRT-200-B", "PRT-900-Z").replace("PRG-S1", "PRG-Z9")
    tool = _sample("tools/TOL-0001.yaml").replace("TOL-0001\n", "TOL-0900\n", 1).replace("PRT-100-A", "PRT-900-Z")
    order = """\
id: ORD-2024-0900
number: Zanzibar-1
type: tooling
received_on: 2024-08-21
lines: [{no: 10, tool: TOL-0900, amount: 38512.75 EUR}]
amount: 38512.75 EUR
matches: [TOL-0900]
signatory: PER-0101
files: [{file: files/ORD-2024-0900.txt, sha256: "1efe544a6e86c88fe004831a508c2f8f397b6fd737358a9140e8f432650e120d"}]
track: [{state: received, on: 2024-08-21}]
"""
    claim = _sample("claims/CLM-2024-0001.yaml").replace("CLM-2024-0001", "CLM-2024-0900")
    return {
        "sample/programmes/PRG-Z9.yaml": f"id: PRG-Z9\nvehicle: Zanzibar car\nphase: acquisition\n{SECRET}",
        "sample/parts/PRT-900-Z.yaml": part.replace("0200 B", "Zanzibar 9").replace("Cover, rear", "Zanzibar cover"),
        "sample/tools/TOL-0900.yaml": tool.replace("Injection mould", "Zanzibar mould"),
        "sample/customer-orders/ORD-2024-0900.yaml": order,
        "sample/claims/CLM-2024-0900.yaml": claim + "tool: TOL-0900\n",
        **_letter("COM-2024-0900", "Zanzibar order", "ORD-2024-0900"),
        **_letter("COM-2024-0901", "Zanzibar answer", "COM-2024-0900"),
    }


@pytest.mark.parametrize("audience", ["sales", "logistics"])
def test_a_narrowed_programme_takes_along_whatever_hangs_on_it(tmp_path: Path, audience: str) -> None:
    built = build(site_for(audience), tmp_path, _future_model(), findings=())
    assert not built.leaks
    said = _everything(built)
    assert not [word for word in ("Zanzibar", "PRG-Z9", "-0900", "-0901", "900-Z", "38512") if word in said]
    assert (built.folder / "r/sample/PRG-S1").is_dir()


def test_who_may_read_the_narrowed_programme_reads_it_all(tmp_path: Path) -> None:
    built = build(site_for("controlling"), tmp_path, _future_model(), findings=())
    ids = {path.name for path in (built.folder / "r/sample").iterdir()}
    assert {"PRG-Z9", "PRT-900-Z", "TOL-0900", "ORD-2024-0900", "CLM-2024-0900", "COM-2024-0901"} <= ids


def test_a_programme_that_did_not_load_is_not_taken_for_an_open_one(tmp_path: Path) -> None:
    accounts, group = inputs(_future_model(), findings=())
    broken = _without(accounts["sample"].book, "PRG-Z9")
    edition = edition_of(broken, tmp_path)
    out = build_publication(
        site_for("sales"), {"sample": AccountInput(broken)}, group, edition=edition, out=tmp_path / "out"
    )
    ids = {path.name for path in (out.folder / "r/sample").iterdir()}
    assert not ids & {"PRT-900-Z", "TOL-0900", "ORD-2024-0900", "COM-2024-0900", "COM-2024-0901"}
    assert {"PRG-S1", "PRT-100-A"} <= ids


def _without(book: Book, record_id: str) -> Book:
    """The book in which the file of a record did not become one."""
    held = {name: one for name, one in book.shelf.held.items() if name != record_id}
    shelf = replace(book.shelf, held=held, unread={record_id: book.shelf.held[record_id].file})
    return Book(shelf, book.group, policy=book.policy, as_of=book.as_of)


def test_a_row_of_a_hidden_part_goes_with_its_pieces_and_every_sum(tmp_path: Path) -> None:
    part = _sample("parts/PRT-200-B.yaml") + SECRET
    plan = _sample("volume-plans/VOL-S1-2024-01.yaml").replace("2024-12: 3000", "2024-12: 3777")
    overlay = {"sample/parts/PRT-200-B.yaml": part, "sample/volume-plans/VOL-S1-2024-01.yaml": plan}
    built = build(site_for("logistics"), tmp_path, overlay, findings=())
    shown = article(built.folder, "r/sample/VOL-S1-2024-01").replace("\u202f", "")
    assert "6001" in shown
    assert not [number for number in ("3777", "45601", "9778") if number in _everything(built).replace("\u202f", "")]


def test_a_sentence_about_a_whole_plan_is_not_said_to_a_plant(tmp_path: Path) -> None:
    spot = Spot("VOL-S1-2024-01", ("control_total",))
    finding = Finding("VOL001", ERROR, STATIC, "months give 45601 pcs", "sample", "VOL-S1-2024-01", spot)
    plant = build(site_for("plant", plant="PLT-ONE"), tmp_path / "a", findings=[finding])
    sales = build(site_for("sales"), tmp_path / "b", findings=[finding])
    assert "45601 pcs" in article(sales.folder, "r/sample/VOL-S1-2024-01")
    assert "VOL001" in article(plant.folder, "r/sample/VOL-S1-2024-01")
    assert "45601" not in _everything(plant)


def test_a_finding_about_a_row_of_another_plant_is_none_here(tmp_path: Path) -> None:
    spot = Spot("PRT-100-A", ("plants", 1, "share"))
    finding = Finding("GEN002", ERROR, STATIC, "a row of the other plant", "sample", "PRT-100-A", spot)
    found = [
        "GEN002" in article(build(site_for("plant", plant=plant), tmp_path / plant, findings=[finding]).folder, where)
        for plant in ("PLT-ONE", "PLT-TWO")
        for where in ("r/sample/PRT-100-A",)
    ]
    assert found == [False, True]


def test_a_finding_about_a_class_of_which_nothing_is_read_is_none_here(tmp_path: Path) -> None:
    spot = Spot("TOL-0001", ("agreed_amount",))
    finding = Finding("TLG012", ERROR, STATIC, "about money", "sample", "TOL-0001", spot)
    built = build(site_for("logistics"), tmp_path, findings=[finding])
    assert "TLG012" not in article(built.folder, "r/sample/TOL-0001")
    assert "TLG012" not in page(built.folder, "attention")


def _of_two_plants() -> dict[str, str]:
    part = _sample("parts/PRT-200-B.yaml").replace("PLT-ONE", "PLT-TWO")
    claim = _sample("claims/CLM-2024-0001.yaml").replace("[PRT-100-A]", "[PRT-100-A, PRT-200-B]")
    nomination = """\
id: DOC-2024-0900
class: schedule
type: other
date: 2024-06-17
party: customer
signatory: PER-0102
about: [PRG-S1]
terms: {yearly_volume: "876543 pieces"}
volumes_stated: [{what: nomination, period: {from: 2025-01-01, to: 2025-12-31}, quantity: 876541 pcs}]
files: [{file: files/DOC-2024-0900.txt, sha256: "1efe544a6e86c88fe004831a508c2f8f397b6fd737358a9140e8f432650e120d"}]
"""
    return {
        "sample/parts/PRT-200-B.yaml": part,
        "sample/claims/CLM-2024-0001.yaml": claim + "actual_volume: 987654 pcs\n",
        "sample/documents/DOC-2024-0900.yaml": nomination,
    }


def test_a_plant_gets_no_pieces_that_are_also_those_of_another_plant(tmp_path: Path) -> None:
    built = build(site_for("plant", plant="PLT-ONE"), tmp_path, _of_two_plants(), findings=())
    assert "Standing" in article(built.folder, "r/sample/CLM-2024-0001")
    assert "Nomination" not in article(built.folder, "r/sample/DOC-2024-0900")
    assert not [
        number for number in ("987654", "876543", "876541") if number in _everything(built).replace("\u202f", "")
    ]
    both = build(site_for("logistics"), tmp_path, _of_two_plants(), findings=())
    assert "876541" in article(both.folder, "r/sample/DOC-2024-0900").replace("\u202f", "")


@pytest.mark.parametrize(
    ("about", "shown"),
    [("PRT-100-A", True), ("TOL-0001", True), ("PRG-S1", False), ("PRT-200-B, PRT-100-A", False)],
)
def test_files_go_to_a_plant_only_if_all_they_are_about_is_its_own(tmp_path: Path, about: str, shown: bool) -> None:
    letter = _letter("COM-2024-0900", "Volumes of both plants", about)
    file = "files: [{file: files/COM-2024-0900.txt, sha256: " + "1" * 64 + "}]\n"
    overlay = {name: text + file for name, text in letter.items()} | {
        "sample/files/COM-2024-0900.txt": "both plants, 4711 pcs",
        "sample/parts/PRT-200-B.yaml": _sample("parts/PRT-200-B.yaml").replace("PLT-ONE", "PLT-TWO"),
    }
    project = write_project(tmp_path, overlaid(overlay))
    space = Workspace(find_project(project), "2024-12-02")
    accounts, group = {"sample": AccountInput(space.book("sample"))}, AccountInput(space.book("group"))
    edition = edition_of(space.book("sample"), project)
    site = site_for("plant", plant="PLT-ONE")
    built = build_publication(site, accounts, group, edition=edition, out=tmp_path / "out")
    assert (built.folder / "r/sample/COM-2024-0900").is_dir()
    assert (built.folder / "a/sample/files/COM-2024-0900.txt").is_file() is shown


def test_a_version_that_is_hidden_is_not_hinted_at(tmp_path: Path) -> None:
    newer = _sample("milestone-schedules/SCH-S1-01.yaml").replace("SCH-S1-01", "SCH-S1-02").replace('"01"', '"02"')
    newer = newer.replace("2021-05-17", "2024-05-17") + SECRET
    built = build(site_for("logistics"), tmp_path, {"sample/milestone-schedules/SCH-S1-02.yaml": newer}, findings=())
    shown = article(built.folder, "r/sample/SCH-S1-01")
    assert "▒" not in shown
    assert "SCH-S1-02" not in _everything(built)


def test_an_id_with_more_behind_it_is_masked_as_well(tmp_path: Path) -> None:
    text = _sample("changes/CHG-2024-0001.yaml").replace("Third screw", "Third screw, CLM-2024-0001-DRAFT")
    built = build(site_for("purchasing"), tmp_path, {"sample/changes/CHG-2024-0001.yaml": text}, findings=())
    assert "CLM-2024-0001" not in article(built.folder, "r/sample/CHG-2024-0001")


_EVIL = "</title><script>alert(1)</script>{{ 7*7 }} @@body@@ \" onload='x'"


def test_names_and_titles_are_text_in_the_frame_too(tmp_path: Path) -> None:
    person = sample_files()["group/people/PER-0002.yaml"].decode()
    name = next(line for line in person.splitlines() if line.startswith("name:"))
    overlay = {"group/people/PER-0002.yaml": person.replace(name, f"name: {json.dumps(_EVIL)}")}
    built = build(site_for("sales", title=f"Sales {_EVIL}"), tmp_path, overlay, findings=())
    for address in ("", "help", "r/sample/PRG-S1", "health"):
        text = page(built.folder, address)
        assert "<script>alert" not in text
        assert "{{ 7*7 }}" in text
        assert text.count("</title>") == text.count("<title>")
        assert "<article" in text
    assert "<script>alert" not in (built.folder / "404.html").read_text("utf-8")


def test_texts_in_the_search_lists_stay_texts(tmp_path: Path) -> None:
    evil = f"{_EVIL} </script> <!-- \\\\ \\u2028"
    text = _sample("changes/CHG-2024-0001.yaml")
    reason = next(line for line in text.splitlines() if line.startswith("reason:"))
    overlay = {"sample/changes/CHG-2024-0001.yaml": text.replace(reason, f"reason: {json.dumps(evil)}")}
    built = build(site_for("sales"), tmp_path, overlay, findings=())
    script = (built.folder / "search/text-change.js").read_text("utf-8")
    assert "</script" not in script
    assert "alert(1)" in json.loads(script[script.index("(", 40) + 1 : script.rindex(")")])["rows"][0][1]


def _two_accounts(tmp_path: Path, template: str = "") -> Built:
    """The site of `sample` beside an account `other`, whose records are of the same kinds."""
    (ours, group), other = inputs(findings=()), inputs({"sample/parts/PRT-777-X.yaml": _foreign_part()}, findings=())
    held = {"PRT-777-X": other[0]["sample"].book.shelf.held["PRT-777-X"]}
    book = Book(
        replace(other[0]["sample"].book.shelf, name="other", held=held),
        group.book.shelf,
        policy=group.book.policy,
        as_of=group.book.as_of,
    )
    if template:
        file = tmp_path / "project" / "site_templates" / "boards" / "find.html.j2"
        file.parent.mkdir(parents=True)
        file.write_text(template)
    accounts = ours | {"other": AccountInput(book)}
    edition = edition_of(ours["sample"].book, tmp_path / "project")
    return build_publication(site_for("sales"), accounts, group, edition=edition, out=tmp_path)


def _foreign_part() -> str:
    return _sample("parts/PRT-200-B.yaml").replace("PRT-200-B", "PRT-777-X").replace("0200 B", "9X9 777 123")


def test_beside_another_account_nothing_of_it_is_said(tmp_path: Path) -> None:
    built = _two_accounts(tmp_path)
    assert not built.leaks
    assert "PRT-777-X" not in _everything(built)


@pytest.mark.parametrize(
    ("planted", "code"),
    [("PRT-777-X", "SEC003"), ("9X9 777 123", "SEC003"), ("records/other/prices", "SEC002"), ("r/other/X", "SEC002")],
)
def test_an_id_number_or_path_of_another_account_stops_the_publication(tmp_path: Path, planted: str, code: str) -> None:
    built = _two_accounts(tmp_path, f"<p>{planted}</p>")
    assert {one.code for one in built.leaks} == {code}
    assert not built.folder.exists()


def test_no_example_names_another_account(tmp_path: Path) -> None:
    markers = "customer_markers: {aurora: [Aurora]}\n"
    overlay = {"policy.yaml": sample_files()["policy.yaml"].decode() + markers}
    built = build(site_for("sales"), tmp_path, overlay, findings=())
    assert not built.leaks
    assert "aurora" not in _everything(built).lower()


def test_nothing_of_the_frame_maker_is_left_over(tmp_path: Path) -> None:
    folder = build(site_for("purchasing"), tmp_path).folder
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    left = {"x", "sitemap.xml", "sitemap.xml.gz", "objects.inv", "search/search_index.json"}
    assert not names & left
    assert not [name for name in names if name.endswith((".map", ".j2", ".md"))]


STRICT = """\
id: CLM-2024-0901
direction: on_us
category: quality_chargeback
parts: [PRT-100-A]
period: {from: 2024-09-01, to: 2024-08-13}
event_on: 2024-09-02
amount_claimed: 8812341,77 EUR
amount_expected: !8812342 8812343.77
probability: 88123.44 %
own: {x: 8812345.77 EUR}
8812346.77 EUR: 8812347.77 EUR
track: [{state: settled, on: 2031-09-16}]
"""
UNTOLD = """\
id: COM-2024-0902
class: clame
direction: in
channel: portal
date: 2024-01-19
party: customer
subject: 8812351.77 EUR
quote: "8812352.77 EUR"
reply_due: 8812353
prices_stated: [{part: PRT-100-A, site: SIT-ONE, unit_price: 8812354.77}]
"""


@pytest.mark.parametrize("form", ["text", "concise", "json", "github"])
def test_no_report_prints_a_value_of_a_strict_record(tmp_path: Path, form: str) -> None:
    overlay = {
        "sample/claims/CLM-2024-0901.yaml": STRICT,
        "sample/claims/CLM-2024-0903.yaml": STRICT.replace("0901", "0903").replace("!8812342 ", ""),
        "sample/claims/CLM-2024-0904.yaml": STRICT.replace("0901", "0904").replace("8812341,77 EUR", '"8812341 EUR'),
        "sample/communications/COM-2024-0902.yaml": UNTOLD,
    }
    project = write_project(tmp_path, overlaid(overlay))
    done = subprocess.run(
        [*_KAMDOCS, "check", "--project", str(project), "--as-of", "2024-12-02", "--output-format", form],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "CLM-2024-0903" in done.stdout
    assert "8812" not in done.stdout + done.stderr
