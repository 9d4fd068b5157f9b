"""What is wrong with the input of an index formula is said at its line, and never ends in a number or a crash."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kamdocs.cli.checking import check
from kamdocs.cli.workspace import Workspace
from kamdocs.kinds.price_index_clause.model import PriceIndexClause
from kamdocs.project import find_project
from tests.books import overlaid, write_project

SERIES, CLAUSE = "group/index-series/IXS-STEEL.yaml", "sample/price-index-clauses/PIC-2024-0900.yaml"
ADJUSTMENT, RATES = "sample/index-adjustments/IXA-2024-0900.yaml", "group/exchange-rates/FXS-EUR-GBP.yaml"
PRICE = "sample/prices/PRC-200-B-ONE.yaml"
FILES = {
    SERIES: """id: IXS-STEEL
publisher: Bulletin
source: Invented
licence: Apache-2.0
unit: EUR/t
decimals: 2
values:
  - {month: 2024-04, value: 800.00}
  - {month: 2024-05, value: 810.00}
  - {month: 2024-06, value: 820.00}
  - {month: 2024-07, value: 840.00}
  - {month: 2024-08, value: 880.00}
  - {month: 2024-09, value: 920.00}
""",
    RATES: """id: FXS-EUR-GBP
base: EUR
quote: GBP
source: Invented
licence: Apache-2.0
decimals: 4
values:
  - {month: 2024-04, value: 0.8600}
""",
    CLAUSE: """id: PIC-2024-0900
subject: material
form: weight
lines: [{part: PRT-200-B, weight_gross: 0.500 kg}]
series: IXS-STEEL
base_period: {from: 2024-04, to: 2024-06}
base_value: 810.00 EUR/t
window: 3 months
lag: 3 months
frequency: quarter
applies_from: 2025-01
compare_to: base
threshold: 5 %
threshold_operator: gt
threshold_mode: full
pass_through: 100 %
effective_rule: first_of_period
provisional_allowed: false
rounding: {index: 2, adjustment: 4}
track: [{state: signed, on: 2024-01-15, evidence: [DOC-2022-0001]}]
""",
    ADJUSTMENT: """id: IXA-2024-0900
clause: PIC-2024-0900
period: {from: 2025-01, to: 2025-03}
reference_value: 810.00 EUR/t
index_avg: 880.00 EUR/t
deviation: 8.64 %
triggered: true
lines: [{part: PRT-200-B, delta: 0.0350 EUR}]
effective_from: 2025-01-01
settlement: final
request: COM-2023-0001
track: [{state: calculated, on: 2024-10-07}]
""",
    PRICE: """id: PRC-200-B-ONE
part: PRT-200-B
site: SIT-ONE
price_type: series
lines:
  - valid_from: 2022-03-01
    technical_index: "02"
    unit_price: 4.2000 EUR
    layers: {value_added: 3.8000 EUR, indexed_material: 0.4000 EUR}
    track:
      - {state: agreed, on: 2021-12-06, evidence: [NOM-2021-0001]}
      - {state: loaded, on: 2022-02-07}
""",
}


def found_in(folder: Path, changes: Mapping[str, tuple[str, str]]) -> list[str]:
    """Every finding as `file:line code`, after one text of some files was replaced by another."""
    files = dict(FILES)
    for path, (old, new) in changes.items():
        assert files[path].count(old) == 1, old
        files[path] = files[path].replace(old, new)
    write_project(folder, overlaid(files))
    workspace = Workspace(find_project(folder), "2024-12-02")
    shown = check(workspace, (*workspace.accounts, "group")).shown
    return [f"{one.finding.place.file.rsplit('/')[-1]}:{one.finding.place.line} {one.finding.code}" for one in shown]


def test_the_records_themselves_are_in_order(tmp_path: Path) -> None:
    """What is found below comes from the change alone."""
    assert found_in(tmp_path, {}) == []


BAD = {
    "base value of zero": ({CLAUSE: ("base_value: 810.00", "base_value: 0.00")}, ["PIC-2024-0900.yaml:7 VAL013"]),
    "base value below zero": ({CLAUSE: ("base_value: 810.00", "base_value: -1.00")}, ["PIC-2024-0900.yaml:7 VAL013"]),
    "base value missing": ({CLAUSE: ("base_value: 810.00 EUR/t\n", "")}, ["PIC-2024-0900.yaml:1 IDX001"]),
    "value of the series zero": ({SERIES: ("value: 810.00", "value: 0.00")}, ["IXS-STEEL.yaml:9 VAL013"]),
    "gap in the window": (
        {SERIES: ("  - {month: 2024-08, value: 880.00}\n", "")},
        ["IXS-STEEL.yaml:8 IDX021", "IXA-2024-0900.yaml:3 IDX019"],
    ),
    "series that ends before the window": (
        {SERIES: ("decimals: 2", "decimals: 2\ndiscontinued_on: 2024-08-31")},
        ["IXA-2024-0900.yaml:3 IDX005"],
    ),
    "window before the first value": (
        {ADJUSTMENT: ("{from: 2025-01, to: 2025-03}", "{from: 2024-07, to: 2024-09}")},
        ["IXA-2024-0900.yaml:3 IDX019"],
    ),
    "base period before the first value": (
        {CLAUSE: ("{from: 2024-04, to: 2024-06}", "{from: 2023-04, to: 2023-06}")},
        ["PIC-2024-0900.yaml:6 IDX019"],
    ),
    "base period that ends before it begins": (
        {CLAUSE: ("{from: 2024-04, to: 2024-06}", "{from: 2024-06, to: 2024-04}")},
        ["PIC-2024-0900.yaml:6 GEN006"],
    ),
    "negative weight": ({CLAUSE: ("0.500 kg", "-0.500 kg")}, ["PIC-2024-0900.yaml:4 VAL013"]),
    "shares that are no whole": (
        {
            CLAUSE: (
                "form: weight\n",
                "form: proportional\nterms: [{series: IXS-STEEL, share: 60 %}]\nfixed_share: 30 %\n",
            ),
        },
        ["PIC-2024-0900.yaml:5 IDX020"],
    ),
    "negative share": (
        {CLAUSE: ("form: weight\n", "form: proportional\nterms: [{series: IXS-STEEL, share: -60 %}]\n")},
        ["PIC-2024-0900.yaml:4 VAL013"],
    ),
    "window of no month": ({CLAUSE: ("window: 3 months", "window: 0 months")}, ["PIC-2024-0900.yaml:8 VAL013"]),
    "negative threshold": ({CLAUSE: ("threshold: 5 %", "threshold: -5 %")}, ["PIC-2024-0900.yaml:13 VAL013"]),
    "negative cap": ({CLAUSE: ("window: 3 months", "cap: -5 %\nwindow: 3 months")}, ["PIC-2024-0900.yaml:8 VAL013"]),
    "factor of zero": (
        {CLAUSE: ("window: 3 months", "conversion_factor: 0\nwindow: 3 months")},
        ["PIC-2024-0900.yaml:8 VAL013"],
    ),
    "clause that ends before it applies": (
        {CLAUSE: ("window: 3 months", "applies_until: 2024-06\nwindow: 3 months")},
        ["PIC-2024-0900.yaml:8 GEN006"],
    ),
    "window without months": ({CLAUSE: ("window: 3 months", "window: 3 days")}, ["PIC-2024-0900.yaml:8 VAL011"]),
    "adjustment that is calculated by nobody's clause": (
        {ADJUSTMENT: ("clause: PIC-2024-0900", "clause: PIC-2024-0999")},
        ["IXA-2024-0900.yaml:2 GEN002"],
    ),
    "series that is not there": (
        {CLAUSE: ("series: IXS-STEEL", "series: IXS-TIN")},
        ["PIC-2024-0900.yaml:5 GEN002"],
    ),
    "currency step that the series does not need": (
        {CLAUSE: ("effective_rule", "fx_series: FXS-EUR-GBP\nfx_rule: average\neffective_rule")},
        ["IXA-2024-0900.yaml:3 IDX019", "PIC-2024-0900.yaml:6 IDX019"],
    ),
    "provisional value in a final letter": (
        {SERIES: ("value: 880.00", "value: 880.00, status: provisional")},
        ["IXA-2024-0900.yaml:10 IDX007"],
    ),
    "value revised before the letter goes out": (
        {SERIES: ("value: 880.00", "value: 883.00, published_on: 2024-11-04")},
        ["IXA-2024-0900.yaml:5 IDX003"],
    ),
    "value revised after it was used": (
        {
            SERIES: ("value: 880.00", "value: 883.00, published_on: 2024-11-04"),
            ADJUSTMENT: ("2024-10-07}", "2024-10-07}, {state: notified, on: 2024-10-08, evidence: [COM-2023-0001]}"),
        },
        [],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_found_at_its_line(name: str, tmp_path: Path) -> None:
    """One finding, at the line that has to be mended, and nothing after it."""
    changes, expected = BAD[name]
    assert found_in(tmp_path, changes) == expected


OPTIONAL = [name for name, field in PriceIndexClause.model_fields.items() if not field.is_required()]


@pytest.mark.parametrize("name", [one for one in OPTIONAL if f"\n{one}: " in FILES[CLAUSE]])
def test_a_clause_without_one_field_never_crashes(name: str, tmp_path: Path) -> None:
    """Whatever is left out: the clause is named, with the field."""
    row = next(line for line in FILES[CLAUSE].splitlines() if line.startswith(f"{name}: "))
    assert "PIC-2024-0900.yaml:1 IDX001" in found_in(tmp_path, {CLAUSE: (f"{row}\n", "")})
