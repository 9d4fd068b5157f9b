"""What readers tried on prices, clauses, reductions, extracts and floors: names of findings, sums, reasons, money."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.finding import Finding
from kamdocs.core.publication import Site
from kamdocs.core.view import Column, Fact, Mark, Row, Section, Table
from kamdocs.site import at_plant, looking, telling
from kamdocs.site.needs import Block
from kamdocs.site.sections import facts_seen, section_seen
from kamdocs.site.views import RecordView
from tests.kinds.change.story import story
from tests.site.building import article, build, files_of, site_for
from tests.site.test_attack_told import (
    MONEY,
    ROOT,
    SECRET,
    a,
    checked_cases,
    findings_of,
    readers,
    seen_by,
    text_of,
    told,
)

BILLING, CLAUSE = "sample/billings/BIL-S1-2024.yaml", "sample/price-index-clauses/PIC-2024-0001.yaml"
PART_A, PART_B = "sample/parts/PRT-100-A.yaml", "sample/parts/PRT-200-B.yaml"
CHANGE, LTA = "sample/changes/CHG-2024-0001.yaml", "sample/ltas/LTA-2024-01.yaml"
RETRO, OBLIGATION = "sample/retro-billings/RET-2021-0001.yaml", "sample/obligations/OBL-2024-0001.yaml"
PRICES, EVERYBODY = {"sales", "programme"}, set(readers())
NEW = ("billing", "index_adjustment", "lta", "obligation", "price", "price_floor", "price_index_clause")
CASES = sorted(
    path
    for kind in (*NEW, "productivity_idea", "retro_billing")
    for path in (ROOT / "kinds" / kind / "cases").glob("*.yaml")
)
OF_PRICES = re.compile("PRC|CSH|IDX0(03|04|05|06|07|08|10|12|13|15|23|24)|LTA0(0|12|13|14|15|16)")
"""Codes of which nobody without prices gets a word."""


def at_plant_one() -> Site:
    """Plant ONE makes 60 % of part 100-A."""
    return site_for("plant", plant="PLT-ONE")


def words(view: RecordView) -> str:
    """Everything that a view holds, however deep."""
    return repr(view).replace("\u202f", "")


AT_PLACES = [
    (a("PRC006", "BIL-S1-2024", "rows", 0, "basis"), PRICES, PRICES),
    (a("PRC019", "BIL-S1-2024", "rows", 0, "part"), PRICES, PRICES),
    (a("CSH012", "BIL-S1-2024", "control_total"), PRICES, PRICES),
    (a("PRC018", "PRT-200-B", "lifecycle"), PRICES, PRICES),
    (a("PRC023", "CHG-2024-0001", "introduction_date"), PRICES, PRICES),
    (a("PRC023", "MDC-7K-090", "lines", 0, "valid_from"), PRICES, PRICES),
    (a("PRC005", "PRC-100-A-ONE", "lines", 0, "technical_index"), PRICES, PRICES),
    (a("PRC013", "PRC-100-A-ONE", "lines", 0, "unit_price"), {"sales"}, {"sales"}),
    (a("IDX004", "PIC-2024-0001", "applies_from"), PRICES, PRICES),
    (a("IDX006", "PIC-2024-0001", "lines", 0, "weight_gross"), {"sales"}, {"sales"}),
    (a("IDX014", "PIC-2024-0001", "lines"), PRICES | {"purchasing"}, PRICES),
    (a("IDX017", "PIC-2024-0001", "series"), PRICES | {"purchasing"}, PRICES | {"purchasing"}),
    (a("IDX013", "PRC-100-A-ONE", "lines", 0, "build_up"), PRICES, PRICES),
    (a("IDX024", "IXA-2024-0001", "track", 0), PRICES, PRICES),
    (a("LTA004", "LTA-2024-01", "steps", 0, "effective"), PRICES, PRICES),
    (a("LTA009", "IDE-2024-0001", "counted_in"), PRICES, PRICES),
    (a("LTA010", "IDE-2024-0001", "change"), EVERYBODY, PRICES | {"plant"}),
    (a("LTA011", "IDE-2024-0001", "implementation_date"), EVERYBODY, EVERYBODY),
    (a("LTA014", "IDE-2024-0001", "volume_basis"), PRICES, PRICES),
]


def _told(finding: Finding) -> tuple[set[str], set[str]]:
    """Who gets the name of a finding and who its sentence. Waived floors are no matter here: nothing is narrowed."""
    got = {audience: list(findings_of(told(site, {}, finding))) for audience, site in readers().items()}
    return {name for name, one in got.items() if one}, {name for name, one in got.items() if any(x.says for x in one)}


@pytest.mark.parametrize(("finding", "names", "sentences"), AT_PLACES, ids=lambda one: getattr(one, "code", ""))
def test_a_finding_that_speaks_of_prices_is_for_who_reads_them(
    finding: Finding, names: set[str], sentences: set[str]
) -> None:
    """An extract, a part, a change and a clause are read by many who do not read prices."""
    assert _told(finding) == (names, sentences)


def test_without_the_table_of_codes_the_names_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "IN_ITS_NAME", {})
    monkeypatch.setattr(telling, "IN_ITS_WORDS", {})
    betrayed = {one.code for one, names, sentences in AT_PLACES if _told(one) != (names, sentences)}
    assert betrayed == {"PRC006", "PRC019", "PRC018", "PRC023", "IDX004", "IDX014", "LTA010", "LTA014"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_case_tells_a_reader_without_prices_of_one(path: Path) -> None:
    """Neither a sentence with money nor the name of a code that is about prices; and no row has money or its block."""
    for name, book, group, found in checked_cases(path):
        for audience in ("logistics", "plant", "purchasing"):
            shown = list(findings_of(seen_by(readers()[audience], book, found, group, lambda _: found)))  # noqa: B023
            assert not [one.code for one in shown if OF_PRICES.match(one.code)], (audience, name)
            assert not [one.says for one in shown if audience != "purchasing" and re.search(MONEY, one.says)]
            needs = [one.need for one in shown if one.need is not None]
            assert not [need for need in needs if need.stakes or need.block in (Block.MONEY, Block.UNKNOWN)]


def test_attention_tells_a_plant_nothing_of_the_money_of_a_change() -> None:
    """The change of the story is worth money a year: a plant gets its day, its place among the rest, and no block."""
    found = a("CHG013", "CHG-2024-0300", "technical_track")
    needs = {}
    for audience, site in {"sales": site_for("sales"), "plant": at_plant_one()}.items():
        view = told(site, story(), found).views["CHG-2024-0300"]
        needs[audience] = next(one.need for one in view.findings)
    assert needs["sales"].block is not Block.REST
    assert needs["sales"].stakes
    assert (needs["plant"].block, needs["plant"].stakes) == (Block.REST, ())


def billed() -> dict[str, str]:
    """Part 100-A (60 % in plant ONE) and part 200-B, here of plant TWO alone, are billed in one month."""
    row = "  - {{part: {part}, site: SIT-ONE, month: 2024-10, document: invoice, basis: delivery, quantity: {pieces}, "
    row += "unit_price: {price} EUR}}\n"
    text = text_of(BILLING)
    rows = row.format(part="PRT-100-A", pieces=1001, price="3.0000")
    rows += row.format(part="PRT-200-B", pieces=7403, price="0.9000")
    text = text[: text.index("rows:")] + f"rows:\n{rows}control_total: {{quantity: 8404, amount: 9665.70 EUR}}\n"
    return {BILLING: text, PART_B: text_of(PART_B).replace("PLT-ONE", "PLT-TWO")}


ALL_PIECES = ("1001", "1,001", "7403", "7,403", "8404", "8,404", "9665")


def test_a_plant_gets_its_share_of_billed_pieces_and_nothing_of_another_one() -> None:
    said = words(told(at_plant_one(), billed(), a("GEN002", "PRG-S1", "id")).views["BIL-S1-2024"])
    assert "601" in said
    assert not [number for number in (*ALL_PIECES, "PRT-200-B", "Turnover", "turnover") if number in said]


def test_without_its_share_the_plant_would_get_all_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_plant, "_billed", lambda billing, book, plant: billing)
    said = words(told(at_plant_one(), billed(), a("GEN002", "PRG-S1", "id")).views["BIL-S1-2024"])
    assert [number for number in ALL_PIECES if number in said]


@pytest.mark.parametrize("audience", ["logistics", "purchasing"])
def test_an_extract_does_not_tell_what_has_no_price(audience: str) -> None:
    """A table of rows without turnover lists what has no price: it is for who reads prices."""
    overlay = {BILLING: billed()[BILLING].replace("2024-10", "2019-10")}
    seen = {name: told(site_for(name), overlay, a("GEN002", "PRG-S1", "id")) for name in (audience, "sales")}
    captions = {
        name: {table.caption for section in one.views["BIL-S1-2024"].sections for table in section.tables}
        for name, one in seen.items()
    }
    assert captions["sales"] - captions[audience] == {"Turnover by month", "Without turnover"}


def test_a_sum_that_counts_a_hidden_part_is_hidden_with_it() -> None:
    """Part 200-B is controlling's alone: sales reads neither its row nor a month or a control total that counts it."""
    overlay = {BILLING: billed()[BILLING], PART_B: text_of(PART_B) + SECRET}
    said = words(told(site_for("sales"), overlay, a("GEN002", "PRG-S1", "id")).views["BIL-S1-2024"])
    assert "1001" in said
    assert not [number for number in ("7403", "7,403", "8404", "8,404", "9665", "9,665") if number in said]


def test_a_way_out_names_no_record_that_is_kept_from_the_reader() -> None:
    """The fix of a price of another index names its change; a fix that may not be read is the general one."""
    found = replace(a("PRC005", "PRC-100-A-ONE", "lines", 0), fix="Agree the price of D (CHG-2024-0001).")
    overlay = {CHANGE: text_of(CHANGE) + SECRET}
    seen = {name: told(site_for(name), overlay, found).views["PRC-100-A-ONE"] for name in ("sales", "controlling")}
    assert "CHG-2024-0001" in words(seen["controlling"])
    assert "CHG-2024-0001" not in words(seen["sales"])
    assert [one.fix for one in seen["sales"].findings] != [""]


def test_missing_money_names_no_record_that_is_kept_from_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A correction of a hidden price is worth an unknown amount; what is missing is not said by its id."""
    price = "sample/prices/PRC-100-A-ONE-PROTOTYPE.yaml"
    overlay = {
        price: text_of(price) + SECRET,
        RETRO: text_of(RETRO).replace("  - {state: issued", "  # {state: issued"),
    }
    overlay[RETRO] = re.sub(r"(?m)^(document_no|direction|total):.*\n", "", overlay[RETRO])
    found = a("PRC010", "RET-2021-0001", "lines", 0)
    view = told(site_for("sales"), overlay, found).views["RET-2021-0001"]
    need = next(one.need for one in view.findings)
    assert need is not None
    assert need.block is Block.UNKNOWN
    assert "PRC-100-A" not in words(view)
    monkeypatch.setattr(looking.Looking, "masked", lambda self, text: text)
    assert "PRC-100-A" in words(told(site_for("sales"), overlay, found).views["RET-2021-0001"])


def test_a_mark_a_caption_and_an_empty_table_name_no_hidden_record() -> None:
    sight = told(site_for("purchasing"), {}, a("GEN002", "PRG-S1", "id")).looking.sight
    price = "PRC-100-A-ONE"
    facts = facts_seen((Fact("Standing", Mark(f"not computable: {price} missing"), Class.SCHEDULE),), sight)
    columns, row = (Column("One", Class.SCHEDULE),), Row((Mark(f"of {price}"),))
    tables = (Table(f"Of {price}", columns, (row,)), Table("None", columns, (), empty=f"Not computable: {price}."))
    section = section_seen(Section("All", tables=tables), sight)
    assert len(facts) == 1
    assert section is not None
    assert len(section.tables) == 2
    assert price not in repr((facts, section))


WAIVED = """\
waivers:
  - {{rule: {code}, because: "{because}", until: 2025-03-31, approved_by: PER-0001, approved_on: 2024-11-18}}
"""


def test_why_a_rule_about_prices_is_waived_is_for_who_reads_them() -> None:
    """An extract belongs to everybody; the reason for which a wrong price may stand does not."""
    price = WAIVED.format(code="PRC006", because="They pay 3.1234 until the round.")
    plain = WAIVED.format(code="GEN007", because="Her successor starts in March.").replace("waivers:\n", "")
    overlay = {BILLING: text_of(BILLING) + price + plain}
    seen = {
        name: words(told(site, overlay, a("GEN002", "PRG-S1", "id")).views["BIL-S1-2024"])
        for name, site in readers().items()
    }
    assert {name for name, said in seen.items() if "3.1234" in said or "PRC006" in said} == PRICES
    assert {name for name, said in seen.items() if "successor" in said} == EVERYBODY


def test_an_obligation_belongs_to_the_programme_of_the_step_that_depends_on_it() -> None:
    """A secret programme takes its reductions along, and what its customer has to do for them."""
    programme, part = "sample/programmes/PRG-Z9.yaml", "sample/parts/PRT-900-Z.yaml"
    secret = text_of(PART_B).replace("PRT-200-B", "PRT-900-Z").replace("PRG-S1", "PRG-Z9")
    lta = text_of(LTA).replace("LTA-2024-01", "LTA-2024-09").replace("PRT-200-B", "PRT-900-Z")
    duty = text_of(OBLIGATION).replace("OBL-2024-0001", "OBL-2024-0009") + "condition_of: LTA-2024-09@2026\n"
    overlay = {
        programme: f"id: PRG-Z9\nvehicle: Zanzibar car\nphase: acquisition\n{SECRET}",
        part: secret,
        "sample/ltas/LTA-2024-09.yaml": lta,
        "sample/obligations/OBL-2024-0009.yaml": duty,
    }
    ids = {name: set(told(site_for(name), overlay, _nothing()).views) for name in ("sales", "controlling")}
    assert {"OBL-2024-0009", "LTA-2024-09"} <= ids["controlling"]
    assert not {"OBL-2024-0009", "LTA-2024-09", "PRT-900-Z"} & ids["sales"]
    assert "OBL-2024-0001" in ids["sales"]


def _nothing() -> Finding:
    return a("GEN002", "CUS-SAMPLE", "id")


def clause_with_price() -> dict[str, str]:
    """The clause names the price on which its cap rests."""
    text = text_of(CLAUSE).replace("components: [7K-031]}", "components: [7K-031], original_price: 3.0713 EUR}")
    return {CLAUSE: text.replace("pass_through: 80 %", "pass_through: 80 %\ncap: 7 %")}


def test_purchasing_reads_the_terms_of_a_clause_and_never_a_price(tmp_path: Path) -> None:
    built = build(site_for("purchasing"), tmp_path, clause_with_price(), findings=())
    shown = article(built.folder, "r/sample/PIC-2024-0001").replace("\u202f", "").replace("\u00a0", " ")
    assert not built.leaks
    for term in ("2167.28 EUR/t", "80 %", "more than 10 %", "7 % of the original price", "0.240 kg"):
        assert term in shown, term
    everything = _everything(files_of(built.folder))
    assert not [text for text in ("3.0713", "IXA-2024", "Original price", "LTA-2024-01") if text in everything]
    assert "0.1200" in article(built.folder, "r/sample/IDE-2024-0001")  # what its own ideas save


@pytest.mark.parametrize("audience", ["plant", "logistics"])
def test_plants_and_logistics_get_the_summary_of_a_clause_and_an_idea(audience: str, tmp_path: Path) -> None:
    site = at_plant_one() if audience == "plant" else site_for(audience)
    built = build(site, tmp_path, clause_with_price(), findings=())
    said = _everything(files_of(built.folder))
    assert "2025-01" in article(built.folder, "r/sample/PIC-2024-0001")
    assert "one stroke" in article(built.folder, "r/sample/IDE-2024-0001")
    hidden = ("3.0713", "2167.28 EUR", "IXA-2024", "9000.00", "9 000.00", "0.1200", "LTA-2024-01", "RET-2021")
    assert not [text for text in hidden if text in said]


FLOOR = """\
id: FLR-100-A-ONE
part: PRT-100-A
site: SIT-ONE
lines:
  - valid_from: 2021-01-01
    unit_price: 9.7531 EUR
    approved: {by: PER-0003, on: 2020-12-07, because: Full cost at the contract volume.}
only_for: [PER-0003, sales, controlling]
"""
NOBODYS = ("sales", "controlling", "management", "purchasing", "plant", "named")


def floor_site(audience: str, *persons: str) -> Site:
    """A publication that might show a floor."""
    plant = "PLT-ONE" if audience == "plant" else None
    return site_for(audience, persons=persons, plant=plant)


def test_a_floor_is_for_the_persons_that_it_names(tmp_path: Path) -> None:
    """Not even its page, whose address holds part and site; an audience among its readers is none."""
    overlay = {"sample/price-floors/FLR-100-A-ONE.yaml": FLOOR}
    sites = {name: floor_site(name) for name in NOBODYS} | {"its own": floor_site("named", "PER-0003")}
    tell = set()
    for name, site in sites.items():
        built = build(site, tmp_path / name, overlay, findings=())
        said = _everything(files_of(built.folder))
        tell |= {name} if "FLR-" in said or "9.7531" in said else set()
    assert tell == {"its own"}


def test_that_a_price_is_below_a_floor_is_for_who_may_know_the_floor() -> None:
    """The sentence names no floor, but that there is one above a price is half of it."""
    overlay = {"sample/price-floors/FLR-100-A-ONE.yaml": FLOOR}
    sites = {name: floor_site(name) for name in NOBODYS} | {"its own": floor_site("named", "PER-0003")}
    found = {
        name: [one for one in findings_of(told(site, overlay)) if one.code == "PRC013"] for name, site in sites.items()
    }
    assert {name for name, some in found.items() if some} == {"its own"}
    assert "9.7531" not in repr(found["its own"])


def _everything(files: dict[str, bytes]) -> str:
    """Every byte but those of the texts that kamdocs ships, whose examples use the ids of the sample."""
    own = ("rules/", "kinds/", "help", "handbook", "assets/")
    return "\n".join(
        f"{name}\n{data.decode('utf-8', 'replace')}".replace("\u202f", "")
        for name, data in files.items()
        if not name.startswith(own)
    )
