"""The productivity board before each audience: purchasing reads its own ideas there, and nothing of a price."""

from pathlib import Path

import pytest

from tests.kinds.lta.written import PART, lta, price, programme, step, volumes
from tests.site.building import article, build, site_for

BOARD = "reports/productivity"
MONTHS = {"2025-01": 3100, "2025-02": 2800, "2025-03": 3100}
IDEA = """\
id: {id}
type: {type}
description: {says}
parts: [PRT-900-D]
gross_saving: {saving} EUR
one_off_cost: 1733.00 EUR
volume_basis: {{source: plan, quantity: 9000 pcs}}
implementation_date: 2025-01-01
approval: {{by: PER-0003, on: 2024-03-04, because: Tested and planned.}}
our_share: 37 %
customer_share: 63 %
counted_in: [LTA-2022-01@2025]
internal_budget: false
track: [{{state: HG1, on: 2024-01-08}}, {{state: HG2, on: 2024-02-05}}, {{state: HG3, on: 2024-03-11}}]
"""
DUTY = """\
id: OBL-2024-0901
debtor: customer
source: LTA-2022-01
what: Zanzibar trial slot on the assembly line.
amount: 7717.00 EUR
due: 2025-02-28
evidence_required_grade: 3
condition_of: LTA-2022-01@2025
track: [{state: open, on: 2024-03-01}]
"""
AMOUNTS = ("1,584.00", "1,131.17", "678.70", "42.85", "905.30", "7,717.00", "63 %")
"""Target, contribution at 63 %, the same weighted, coverage, margin at risk, duty, share."""


def _files() -> dict[str, str]:
    ideas = {
        "IDE-2024-0901": ("product", "Lever without its second rib.", "0.1995"),
        "IDE-2024-0902": ("purchasing", "Strip of a second mill.", "0.0417"),
    }
    files = {
        "parts/PRT-900-D.yaml": PART,
        "programmes/PRG-D.yaml": programme(),
        "volume-plans/VOL-D-01.yaml": volumes(MONTHS),
        "ltas/LTA-2022-01.yaml": lta(step(2025)),
        "prices/PRC-900-D-ONE.yaml": price(("2023-01-01", "value_added: 8.8000 EUR")),
        "obligations/OBL-2024-0901.yaml": DUTY,
    }
    for name, (kind, says, saving) in ideas.items():
        text = IDEA.format(id=name, type=kind, says=says, saving=saving)
        files[f"productivity-ideas/{name}.yaml"] = text
    return {f"sample/{path}": text for path, text in files.items()}


def _board(tmp_path: Path, audience: str) -> str:
    built = build(site_for(audience), tmp_path, _files(), findings=())
    return " ".join(article(built.folder, BOARD).split())


@pytest.mark.parametrize("audience", ["sales", "controlling", "management", "programme"])
def test_who_reads_prices_reads_target_ideas_duties_and_margin_at_risk(tmp_path: Path, audience: str) -> None:
    shown = _board(tmp_path, audience).replace("\u202f", ",").replace("\u00a0", ",")
    assert [amount for amount in AMOUNTS if amount.replace(",", "") not in shown.replace(",", "")] == []
    assert "Zanzibar trial slot" in shown
    assert "HG4–5" in shown


def test_purchasing_reads_its_ideas_and_no_price(tmp_path: Path) -> None:
    shown = _board(tmp_path, "purchasing").replace("\u202f", ",").replace("\u00a0", ",").replace(",", "")
    assert all(word in shown for word in ("IDE-2024-0902", "Strip of a second mill", "0.0417", "HG3", "2025-01-01"))
    hidden = ("IDE-2024-0901", "LTA-2022-01", "Zanzibar", "0.1995", *(one.replace(",", "") for one in AMOUNTS))
    assert [word for word in hidden if word in shown] == []


@pytest.mark.parametrize("audience", ["logistics", "plant"])
def test_plants_and_logistics_have_no_board(tmp_path: Path, audience: str) -> None:
    told = {"plant": "PLT-ONE"} if audience == "plant" else {}
    built = build(site_for(audience, **told), tmp_path, _files(), findings=())
    assert built.folder.exists()
    assert not (built.folder / BOARD).exists()
