"""Who sees what: the same records before different readers."""

from pathlib import Path

import pytest

from kamdocs.cli.workspace import Workspace
from kamdocs.core.audience import READERS, Class
from kamdocs.core.code import ERROR, STATIC
from kamdocs.core.finding import Finding
from kamdocs.core.place import Spot
from kamdocs.project import find_project
from kamdocs.site.build import build_publication
from kamdocs.site.publication import AccountInput
from kamdocs.site.reader import Reader
from tests.books import sample_files, write_project
from tests.site.building import article, build, edition_of, files_of, page, site_for

PRICE, CLAIM, PLAN = "r/sample/PRC-100-A-ONE", "r/sample/CLM-2024-0001", "r/sample/VOL-S1-2024-01"


def test_sales_sees_the_amount_and_every_layer(sites: Path) -> None:
    shown = article(sites / "sales", PRICE)
    assert "3.0000\u00a0EUR" in shown
    assert "Indexed material" in shown


def test_a_plant_gets_the_summary_and_no_amount(sites: Path) -> None:
    shown = article(sites / "plant-ONE", PRICE)
    assert "Price agreed for the index in series" in shown
    assert "3.0000" not in shown
    assert "Unit price" not in shown


def test_a_record_of_which_nothing_is_readable_leaves_no_trace(sites: Path) -> None:
    files = files_of(sites / "purchasing")
    assert not any("PRC-100-A-ONE" in name for name in files)
    assert not any(name.startswith("sample/prices/") for name in files)
    assert not [name for name, data in files.items() if b"CLM-2024-0001" in data and not name.startswith("rules/")]


def test_a_reference_to_a_hidden_record_is_left_out(sites: Path) -> None:
    change = "r/sample/CHG-2024-0001"
    assert "CHG-2024-0001" in article(sites / "sales", "r/sample/PRT-100-A")
    assert "PRC-100-A-ONE" in article(sites / "sales", "r/sample/PRT-100-A")
    assert "PRC-100-A-ONE" not in article(sites / "purchasing", "r/sample/PRT-100-A")
    assert "PRT-100-A" in article(sites / "purchasing", change)


def test_records_are_related_both_ways(sites: Path) -> None:
    assert "../PRT-100-A/index.html" in article(sites / "sales", PRICE)
    assert "../PRC-100-A-ONE/index.html" in article(sites / "sales", "r/sample/PRT-100-A")


def test_a_plant_has_no_page_of_what_another_plant_makes(sites: Path) -> None:
    assert (sites / "plant-TWO" / "r/sample/PRT-100-A").is_dir()
    assert (sites / "plant-ONE" / "r/sample/TOL-0001").is_dir()
    assert not (sites / "plant-TWO" / "r/sample/TOL-0001").exists()
    assert not (sites / "plant-TWO" / "r/group/PLT-ONE").exists()
    assert not (sites / "plant-TWO" / "r/group/IXS-ALUMINIUM").exists()


def test_a_plant_gets_its_share_of_a_plan_in_whole_pieces(sites: Path) -> None:
    one, two = article(sites / "plant-ONE", PLAN), article(sites / "plant-TWO", PLAN)
    assert ">3601<" in one  # 60 % of 6001 = 3600.6
    assert ">2400<" in two  # 40 % of 6001 = 2400.4
    assert "45601" not in one.replace("\u202f", "")
    assert "Control total" not in one
    assert "Control total" in article(sites / "sales", PLAN)


def test_sums_of_a_plant_are_exact_before_they_are_rounded(tmp_path: Path) -> None:
    plan = """\
id: VOL-S1-2024-02
programme: PRG-S1
version: 2024-02
source: internal
as_of: 2024-02-08
unit: pcs
rows:
  - {part: PRT-100-A, site: SIT-ONE, months: {2025-01: 1, 2025-02: 1, 2025-03: 1}}
control_total: 3 pcs
track: [{state: draft, on: 2024-02-09}, {state: validated, on: 2024-02-10}, {state: frozen, on: 2024-02-11}]
"""
    built = build(site_for("plant", plant="PLT-TWO"), tmp_path, {"sample/volume-plans/VOL-S1-2024-02.yaml": plan})
    shown = article(built.folder, "volumes/sample/PRG-S1")
    row = shown[shown.index("VOL-S1-2024-02 by month") :]
    row = row[row.index("<tbody>") : row.index("</tbody>")]
    assert row.count(">0<") == 3  # 0.4 each
    assert ">1</td></tr>" in row.replace("\n", "")  # 1.2 together


@pytest.mark.parametrize(
    ("only_for", "seen"), [("[controlling]", False), ("[sales]", True), ("[controlling, PER-0002]", False)]
)
def test_only_for_takes_readers_away(tmp_path: Path, only_for: str, seen: bool) -> None:
    file = "sample/milestone-schedules/SCH-S1-01.yaml"
    text = _sample(file) + f"only_for: {only_for}\n"
    built = build(site_for("sales"), tmp_path, {file: text})
    assert (built.folder / "r/sample/SCH-S1-01").exists() is seen
    assert (built.folder / "r/sample/PRG-S1").exists()


def test_only_for_of_a_programme_narrows_everything_of_it(tmp_path: Path) -> None:
    file = "sample/programmes/PRG-S1.yaml"
    built = build(site_for("sales"), tmp_path, {file: _sample(file) + "only_for: [controlling]\n"})
    left = {path.name for path in (built.folder / "r/sample").iterdir()}
    assert not left & {"PRG-S1", "PRT-100-A", "PRC-100-A-ONE", "CLM-2024-0001", "CHG-2024-0001", "TOL-0001"}
    assert "CUS-SAMPLE" in left


def test_only_named_persons_read_a_mandate() -> None:
    named = Reader("named", READERS, frozenset({"PER-0001"}))
    assert named.admitted(("PER-0001", "PER-0009"), Class.MANDATE)
    assert not named.admitted(("PER-0009",), Class.MANDATE)
    assert not named.admitted((), Class.MANDATE)
    assert not Reader("sales", READERS).admitted(("sales",), Class.MANDATE)


def test_a_finding_is_shown_only_to_who_reads_the_field(tmp_path: Path) -> None:
    spot = Spot("PRT-100-A", ("description",))
    strict = Spot("TOL-0001", ("agreed_amount",))
    findings = [
        Finding("GEN002", ERROR, STATIC, "a sentence for all", "sample", "PRT-100-A", spot),
        Finding("TLG012", ERROR, STATIC, "a sentence about money", "sample", "TOL-0001", strict),
    ]
    sales = build(site_for("sales"), tmp_path / "a", findings=findings).folder
    plant = build(site_for("plant", plant="PLT-ONE"), tmp_path / "b", findings=findings).folder
    assert "a sentence for all" in article(plant, "r/sample/PRT-100-A")
    assert "a sentence about money" in article(sales, "r/sample/TOL-0001")
    assert "TLG012" in article(sales, "r/sample/TOL-0001")
    assert "TLG012" not in article(plant, "r/sample/TOL-0001")
    assert not [name for name, data in files_of(plant).items() if b"a sentence about money" in data]


def test_a_sentence_that_names_a_hidden_record_is_not_said(tmp_path: Path) -> None:
    finding = Finding(
        "GEN002", ERROR, STATIC, "see CLM-2024-0001", "sample", "PRT-100-A", Spot("PRT-100-A", ("description",))
    )
    folder = build(site_for("purchasing"), tmp_path, findings=[finding]).folder
    assert "CLM-2024-0001" not in page(folder, "r/sample/PRT-100-A")
    assert "GEN002" in page(folder, "r/sample/PRT-100-A")


def test_an_id_of_a_hidden_record_inside_a_text_is_masked(tmp_path: Path) -> None:
    file = "sample/changes/CHG-2024-0001.yaml"
    text = _sample(file).replace("Third screw", "Third screw after CLM-2024-0001")
    folder = build(site_for("purchasing"), tmp_path, {file: text}).folder
    shown = page(folder, "r/sample/CHG-2024-0001")
    assert "Third screw after ▒▒▒" in shown


def test_attachments_travel_only_with_records_read_as_a_whole(tmp_path: Path) -> None:
    project = write_project(tmp_path, sample_files())
    space = Workspace(find_project(project), "2024-12-02")
    accounts, group = {"sample": AccountInput(space.book("sample"))}, AccountInput(space.book("group"))
    edition = edition_of(space.book("sample"), project)
    sales = build_publication(site_for("sales"), accounts, group, edition=edition, out=tmp_path / "out")
    plant = build_publication(
        site_for("plant", plant="PLT-ONE"), accounts, group, edition=edition, out=tmp_path / "out"
    )
    assert (sales.folder / "a/sample/files/TOL-0001.txt").is_file()
    assert not (plant.folder / "a/sample/files/TOL-0001.txt").exists()


def _sample(path: str) -> str:
    return sample_files()[path].decode()
