"""Requests, offers, awards and components before each audience: own share, no sums, nothing by a way round."""

from dataclasses import replace
from pathlib import Path

import pytest

from kamdocs.core.audience import Class
from kamdocs.core.book import Book
from kamdocs.core.view import Row, Table
from kamdocs.kinds.lta.figures import lta_calendar
from kamdocs.kinds.mandated_component.figures import mandated_mirror
from kamdocs.kinds.offer.figures.open_offers import open_offers
from kamdocs.kinds.part.figures import disagreement_board
from kamdocs.kinds.rfq.figures import rfq_board
from kamdocs.site import reports
from kamdocs.site.reports import Report
from tests.books import sample_files
from tests.site.building import article, build, files_of, page, site_for

NOMINATION, OFFER, RFQ = (
    f"sample/{folder}/{name}.yaml"
    for folder, name in (("nominations", "NOM-2021-0001"), ("offers", "OFR-2021-0001"), ("rfqs", "RFQ-2021-0001"))
)
PART_A, PART_B = "sample/parts/PRT-100-A.yaml", "sample/parts/PRT-200-B.yaml"
MDC, PUR = "sample/mandated-components/MDC-7K-090.yaml", "sample/purchase-agreements/PUR-2023-0001.yaml"
CHANGE, LTA = "sample/changes/CHG-2024-0001.yaml", "sample/ltas/LTA-2024-01.yaml"
SECRET = "only_for: [controlling]\n"


def _text(path: str) -> str:
    return sample_files()[path].decode()


def _award(*, part: str = "PRT-100-A") -> dict[str, str]:
    """An award with a sum of all its parts and an odd number of pieces."""
    text = _text(NOMINATION).replace("PRT-200-B", part).replace("48000 pcs", "48377 pcs")
    text = text.replace("sop:", "lifetime_volume: 911733 pcs\ncapacity_obligation: {apw: 4177 pcs/week}\nsop:")
    return {NOMINATION: text.replace('"02"', "A" if part == "PRT-100-A" else '"02"')}


def _used_component() -> dict[str, str]:
    """The mandated component goes into part 100-A; we pay more than agreed."""
    part = _text(PART_A).replace(
        "      - {component: 7K-020, quantity: 1 pcs, mandated: false}\n",
        "      - {component: 7K-020, quantity: 1 pcs, mandated: false}\n"
        "      - {component: 7K-090, quantity: 1 pcs, mandated: true}\n",
    )
    return {
        PART_A: part,
        MDC: _text(MDC).replace("0.2500 EUR", "0.2517 EUR").replace("handling_fee: 3 %", "handling_fee: 3.7731 %"),
        PUR: _text(PUR).replace("0.2500 EUR", "0.2639 EUR"),
    }


def _odd_reduction() -> dict[str, str]:
    """An LTA with a rate that stands nowhere else."""
    return {LTA: _text(LTA).replace("rate: 2 %", "rate: 2.3771 %")}


def _open_business() -> dict[str, str]:
    """A request that waits for an answer, an offer that lies with the customer, index B shipped too early."""
    rfq = _text(RFQ).replace("RFQ-2021-0001", "RFQ-2024-0901").replace("RFQ S1 4120", "Zanzibar request")
    rfq = rfq.replace("due_on: 2021-08-06", "due_on: 2024-12-13")
    offer = _text(OFFER).replace("OFR-2021-0001", "OFR-2024-0901").replace("RFQ-2021-0001", "RFQ-2024-0901")
    offer = (
        offer.replace("round: 1", "title: Zanzibar offer\nround: 1")
        .replace("4.2000 EUR", "4.2177 EUR")
        .replace("valid_until: 2021-12-31", "valid_until: 2024-12-31")
    )
    part = _text(PART_A).replace("planned_on: 2025-03-03", "planned_on: 2025-03-03, shipped_from: 2024-11-21")
    change = _text(CHANGE).replace("1 pcs}]", "1 pcs}]\n    price_delta: {value_added: 0.0531 EUR}")
    return {
        "sample/rfqs/RFQ-2024-0901.yaml": rfq[: rfq.index("  - {state: answered")],
        "sample/offers/OFR-2024-0901.yaml": offer[: offer.index("  - {state: accepted")],
        PART_A: part,
        CHANGE: change,
    }


def _flat(folder: Path, address: str) -> str:
    return article(folder, address).replace("\u202f", "").replace("\u00a0", " ")


def _everything(folder: Path) -> str:
    """Every byte but those of rule pages, whose examples use the ids of the sample."""
    files = {name: data for name, data in files_of(folder).items() if not name.startswith("rules/")}
    return "\n".join(f"{name}\n{data.decode('utf-8', 'replace')}" for name, data in files.items())


def test_a_plant_reads_its_share_of_an_award_and_no_sum_of_all_plants(tmp_path: Path) -> None:
    """Plant ONE makes 60 % of the part: 29026 of 48377 pieces, half up."""
    built = build(site_for("plant", plant="PLT-ONE"), tmp_path, _award(), findings=())
    shown = _flat(built.folder, "r/sample/NOM-2021-0001")
    assert "29026" in shown
    assert not [number for number in ("48377", "911733", "4177", "4.2000") if number in _everything(built.folder)]


def test_a_plant_that_makes_all_of_an_award_reads_all_of_it(tmp_path: Path) -> None:
    built = build(site_for("plant", plant="PLT-ONE"), tmp_path, _award(part="PRT-200-B"), findings=())
    shown = _flat(built.folder, "r/sample/NOM-2021-0001")
    assert "48377" in shown
    assert "911733" in shown


def test_an_award_of_a_hidden_part_loses_the_row_and_every_sum(tmp_path: Path) -> None:
    award = _award(part="PRT-200-B")[NOMINATION].replace("sop:", "tooling_total: 71234.00 EUR\nsop:", 1)
    overlay = {NOMINATION: award, PART_B: _text(PART_B) + SECRET}
    said = _everything(build(site_for("sales"), tmp_path, overlay, findings=()).folder)
    assert not [one for one in ("48377", "911733", "71234", "PRT-200-B") if one in said]


def test_a_narrowed_programme_takes_along_requests_offers_awards_and_components(tmp_path: Path) -> None:
    """Only controlling may know of the programme; nobody else meets a trace of what hangs on it."""
    overlay = {
        "sample/programmes/PRG-Z9.yaml": f"id: PRG-Z9\nvehicle: Zanzibar car\nphase: acquisition\n{SECRET}",
        "sample/parts/PRT-900-Z.yaml": _text(PART_B)
        .replace("PRT-200-B", "PRT-900-Z")
        .replace("PRG-S1", "PRG-Z9")
        .replace("0200 B", "Zanzibar 9")
        .replace("7K-044, quantity: 0.350 kg, mandated: false", "Z9-777, quantity: 1 pcs, mandated: true"),
    }
    for path, name in ((RFQ, "RFQ-2021"), (OFFER, "OFR-2021"), (NOMINATION, "NOM-2021"), (MDC, ""), (PUR, "PUR-2023")):
        text = (
            _text(path).replace("PRT-200-B", "PRT-900-Z").replace("PRG-S1", "PRG-Z9").replace("2021-0001", "2021-0900")
        )
        text = (
            text.replace("PUR-2023-0001", "PUR-2023-0900")
            .replace("MDC-7K-090", "MDC-Z9-777")
            .replace("7K-090", "Z9-777")
        )
        new = f"{name}-0900" if name else "MDC-Z9-777"
        overlay[f"{path.rpartition('/')[0]}/{new}.yaml"] = text.replace("NOM-2021-0900.txt", "NOM-2021-0001.txt")
    overlay["sample/decisions/DEC-2024-0900.yaml"] = (
        "id: DEC-2024-0900\nclass: schedule\nwhat: Zanzibar goes on.\nbecause: It pays.\n"
        "decided_by: [PER-0001]\non: 2024-11-02\nabout: [OFR-2021-0900]\n"
    )
    marks = ("Zanzibar", "PRG-Z9", "-0900", "Z9-777", "900-Z")
    said = _everything(build(site_for("sales"), tmp_path / "sales", overlay, findings=()).folder)
    assert not [word for word in marks if word in said]
    told = _everything(build(site_for("controlling"), tmp_path / "controlling", overlay, findings=()).folder)
    assert all(word in told for word in marks)


@pytest.mark.parametrize("plant", ["PLT-ONE", "PLT-THREE"])
def test_a_component_concerns_the_plants_of_the_parts_it_goes_into(tmp_path: Path, plant: str) -> None:
    built = build(site_for("plant", plant=plant), tmp_path, _used_component(), findings=())
    assert (built.folder / "r/sample/MDC-7K-090").is_dir() == (plant == "PLT-ONE")
    if plant == "PLT-ONE":
        shown = _flat(built.folder, "r/sample/MDC-7K-090")
        assert "Clipworks" in shown
        assert not [amount for amount in ("0.2517", "0.2639", "3.7731") if amount in _everything(built.folder)]


def test_purchasing_reads_above_in_the_mirror_and_no_amount_that_we_pay(tmp_path: Path) -> None:
    built = build(site_for("purchasing"), tmp_path, _used_component(), findings=())
    shown = _flat(built.folder, "reports/mandated")
    assert "0.2517" in shown
    assert "above" in shown
    assert not [amount for amount in ("0.2639", "0.0122", "3.7731") if amount in _everything(built.folder)]


def test_sales_reads_both_prices_in_the_mirror(tmp_path: Path) -> None:
    shown = _flat(build(site_for("sales"), tmp_path, _used_component(), findings=()).folder, "reports/mandated")
    assert all(amount in shown for amount in ("0.2517", "0.2639", "0.0122", "3.7731"))


@pytest.mark.parametrize(
    ("audience", "reads"),
    [
        ("sales", {"prices", "rfqs", "indices", "mandated", "coverage", "lta", "productivity", "retro"}),
        ("management", {"prices", "rfqs", "indices", "mandated", "coverage", "lta", "productivity", "retro"}),
        ("programme", {"prices", "rfqs", "indices", "mandated", "coverage", "lta", "productivity", "retro"}),
        ("purchasing", {"mandated"}),
        ("logistics", set()),
        ("plant", set()),
    ],
)
def test_each_audience_gets_the_reports_that_it_may_read(tmp_path: Path, audience: str, reads: set[str]) -> None:
    plant = {"plant": "PLT-ONE"} if audience == "plant" else {}
    built = build(site_for(audience, **plant), tmp_path, _open_business(), findings=())
    found = {path.name for path in (built.folder / "reports").glob("*/")} if reads else set()
    assert found == reads
    assert (built.folder / "reports").exists() == bool(reads)
    menu = page(built.folder, "")
    assert ("reports/index.html" in menu) == bool(reads)
    assert menu.count('<li class="md-tabs__item') <= 9


def test_the_account_page_shows_requests_and_offers_beside_prices_and_changes(tmp_path: Path) -> None:
    shown = _flat(build(site_for("sales"), tmp_path, _open_business(), findings=()).folder, "sample")
    headings = [shown.find(f'id="{name}"') for name in ("open-rfqs", "open-offers", "changes-by-commercial-state")]
    assert -1 < headings[0] < headings[1] < headings[2]
    assert "Zanzibar request" in shown


def _bared(table: Table) -> Table:
    """A table that takes everything for internal."""
    return replace(table, columns=tuple(replace(column, seen_as=Class.SCHEDULE) for column in table.columns))


def _indices(book: Book) -> Table:
    return disagreement_board(book)


@pytest.mark.parametrize(
    ("name", "make", "overlay", "record"),
    [
        ("rfqs", rfq_board, _open_business, "RFQ-2024-0901"),
        ("rfqs", open_offers, _open_business, "OFR-2024-0901"),
        ("mandated", mandated_mirror, _used_component, "PUR-2023-0001"),
        ("mandated", mandated_mirror, _used_component, "MDC-7K-090"),
        ("lta", lta_calendar, _odd_reduction, "LTA-2024-01"),
    ],
)
def test_a_report_that_takes_secrets_for_internal_stops_the_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, make: object, overlay: object, record: str
) -> None:
    assert callable(make)
    assert callable(overlay)
    leaking = (Report(name, lambda book, _: (replace(_bared(make(book)), rows=_without_about(make(book))),)),)
    monkeypatch.setattr(reports, "REPORTS", leaking)
    built = build(site_for("purchasing"), tmp_path, overlay(), findings=())
    assert not built.folder.exists()
    assert record in {one.record for one in built.leaks if one.code == "SEC003"}
    assert any(one.place.file.endswith(f"reports/{name}/index.html") for one in built.leaks)


def _without_about(table: Table) -> tuple[Row, ...]:
    """Rows that do not say which records they speak of, with links written as text."""
    texts = ((getattr(cell, "text", "") or getattr(cell, "record", cell) for cell in row.cells) for row in table.rows)
    return tuple(
        replace(row, about=(), parts=(), anchor="", cells=tuple(str(cell) for cell in cells))
        for row, cells in zip(table.rows, texts, strict=True)
    )


def test_an_audience_without_prices_learns_neither_the_end_of_an_offer_nor_its_plants(tmp_path: Path) -> None:
    """The offer was accepted in 2021; logistics reads its volumes, not its track and not its parts."""
    folder = build(site_for("logistics"), tmp_path, findings=()).folder
    shown = _flat(folder, "r/sample/OFR-2021-0001")
    assert "48000" in shown
    assert not [word for word in ("ended", "accepted", "PRT-200-B", "4.2000") if word in shown]
    found = (folder / "search" / "text-offer.js").read_text("utf-8")
    assert not [word for word in ("PLT-ONE", "accepted", "PRT-200-B") if word in found]


def test_who_reads_prices_sees_that_an_offer_has_ended(tmp_path: Path) -> None:
    shown = _flat(build(site_for("sales"), tmp_path, findings=()).folder, "r/sample/OFR-2021-0001")
    assert "ended" in shown
    assert "accepted" in shown
