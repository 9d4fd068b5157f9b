"""The worked example of the price round as records: a part with change, reduction, mandated price, index, letter."""

from collections.abc import Mapping
from datetime import date
from itertools import count

from kamdocs.core.book import Book
from kamdocs.core.period import Month
from kamdocs.kinds.price.draft import Names, Round, Wanted, price_round
from tests.books import book_from

DAY = "2025-01-01"
PART = "sample/parts/PRT-300-C.yaml"
PRICE = "sample/prices/PRC-300-C-ONE.yaml"
CHANGE = "sample/changes/CHG-2024-0300.yaml"
LTA = "sample/ltas/LTA-2024-30.yaml"
MANDATED = "sample/mandated-components/MDC-8K-300.yaml"
CLAUSE = "sample/price-index-clauses/PIC-2024-0300.yaml"
SERIES = "group/index-series/IXS-ROUND.yaml"
PLAN = "sample/volume-plans/VOL-S1-2024-11.yaml"

_HEAD = """\
id: PRC-300-C-ONE
part: PRT-300-C
site: SIT-ONE
price_type: series
agreed_in: DOC-2022-0001
lines:
  - valid_from: 2024-01-01
    technical_index: A
    unit_price: 4.3600 EUR
    layers: {value_added: 2.4160 EUR, mandated: 1.2240 EUR, indexed_material: 0.5100 EUR, tool_amortisation: 0.1200 EUR, logistics: 0.0900 EUR}
    track:
      - {state: agreed, on: 2023-12-04, evidence: [COM-2023-0002]}
      - {state: loaded, on: 2023-12-18, evidence: [ORD-2023-0001]}
  - valid_from: 2024-07-01
    technical_index: A
    unit_price: 4.3963 EUR
    layers: {value_added: 2.4160 EUR, mandated: 1.2240 EUR, indexed_material: 0.5463 EUR, tool_amortisation: 0.1200 EUR, logistics: 0.0900 EUR}
    build_up:
      - {because: IXA-2024-0301, layer: indexed_material, delta: 0.0363 EUR}
    track:
      - {state: agreed, on: 2024-06-20, evidence: [DOC-2022-0001]}
      - {state: loaded, on: 2024-06-24, evidence: [ORD-2023-0001]}
"""  # noqa: E501
_LAST = """\
  - valid_from: 2024-10-01
    technical_index: A
    unit_price: 4.3879 EUR  # as in the order
    layers: {value_added: 2.4160 EUR, mandated: 1.2240 EUR, indexed_material: 0.5379 EUR, tool_amortisation: 0.1200 EUR, logistics: 0.0900 EUR}
    build_up:
      - {because: IXA-2024-0302, layer: indexed_material, delta: -0.0084 EUR}
    track:
      - {state: agreed, on: 2024-09-20, evidence: [DOC-2022-0001]}
      - {state: loaded, on: 2024-09-24, evidence: [ORD-2023-0001]}
"""  # noqa: E501
TYPED = """\
  # the letter of the buyer
  - valid_from: 2025-01-01
    technical_index: A
    unit_price: 4.4029 EUR
    layers: {value_added: 2.4160 EUR, mandated: 1.2240 EUR, indexed_material: 0.5379 EUR, tool_amortisation: 0.1200 EUR, logistics: 0.1050 EUR}
    build_up:
      - {because: COM-2023-0002, layer: logistics, delta: 0.0150 EUR}  # freight
    track:
      - {state: draft, on: 2024-11-25}
"""  # noqa: E501
BASE = _HEAD + _LAST

_CLAUSE = """\
id: PIC-2024-0300
subject: metal
form: weight
lines:
  - {part: PRT-300-C, weight_gross: 0.240 kg, weight_net: 0.200 kg, components: [7K-020]}
series: IXS-ROUND
base_period: {from: 2023-09, to: 2023-11}
base_value: 2052.60 EUR/t
scrap_recovery: 60 %
scrap_share: 50 %
window: 3 months
lag: 1 months
frequency: quarter
applies_from: 2024-01
compare_to: base
threshold: 5 %
threshold_operator: gt
threshold_mode: full
pass_through: 80 %
effective_rule: first_of_period
provisional_allowed: false
rounding: {index: 2, adjustment: 4}
agreed_in: DOC-2022-0001
track:
  - {state: signed, on: 2023-12-04, evidence: [DOC-2022-0001]}
"""


_INDEX = """\
  - index: {letter}
    release_date: {released}
    ppap_state: approved
    ppap_on: {released}
    introductions:
      - {{site: SIT-ONE, {shipped}}}
    bom:
      - {{component: 7K-020, quantity: 1 pcs}}
      - {{component: 8K-300, quantity: 3 pcs, mandated: true}}
"""
_PART = (
    "id: PRT-300-C\nprogramme: PRG-S1\ncustomer_number: 300-C\ndescription: Clip carrier\n"
    "plants: [{plant: PLT-ONE, share: 100 %}]\nlifecycle: series\ntechnical_indices:\n"
    + _INDEX.format(letter="A", released="2021-06-14", shipped="planned_on: 2022-03-01, shipped_from: 2022-03-01")
    + _INDEX.format(letter="B", released="2024-10-14", shipped="planned_on: 2025-01-01")
)
_CHANGE = """\
id: CHG-2024-0300
initiator: customer
reason: Thicker wall of the carrier.
received_on: 2024-08-05
introduction_date: 2025-01-01
lines:
  - part: PRT-300-C
    sites: [SIT-ONE]
    index_from: A
    index_to: B
    price_delta: {value_added: 0.0450 EUR}
one_off: {tooling: 0.00 EUR}
stock_exposure: {quantity: 0 pcs, amount: 0.00 EUR, assessed_on: 2024-09-02}
tooling_impact: none
technical_track:
  - {state: inquiry, on: 2024-08-05}
  - {state: created, on: 2024-08-06}
  - {state: analysed, on: 2024-09-02}
  - {state: approved, on: 2024-10-01}
commercial_track:
  - {state: quoted, on: 2024-09-09, evidence: [COM-2023-0001]}
  - {state: agreed, on: 2024-10-07, evidence: [DOC-2022-0001]}
"""
_LTA = """\
id: LTA-2024-30
parts: [PRT-300-C]
basis: value_added
excludes: [mandated, indexed_material, amortisation, logistics]
start_rule: fixed_date
compounding: chain
steps:
  - {year: 2025, rate: 2 %, effective: 2025-01-01}
agreed_in: DOC-2022-0001
track:
  - {state: agreed, on: 2023-12-04, evidence: [DOC-2022-0001]}
"""
_MANDATED = """\
id: MDC-8K-300
component: 8K-300
description: Clip, gold
tier2_supplier: Clipworks
direction_evidence: [DOC-2022-0001]
lines:
  - {valid_from: 2023-01-01, unit_price: 0.4000 EUR, evidence: [DOC-2022-0001]}
  - {valid_from: 2025-01-01, unit_price: 0.4130 EUR, evidence: [DOC-2022-0001]}
price_negotiated_by: customer
handling_fee: 2 %
tier2_payment_terms: net 60 days
rasic: DOC-2022-0001
directed_buy_agreement: DOC-2022-0001
warranty_back_to_back: true
"""


def adjustment(number: str, months: tuple[str, str], *, average: str, delta: str, deviation: str = "9.71 %") -> str:
    """An adjustment of the clause, applied."""
    return f"""\
id: IXA-2024-{number}
clause: PIC-2024-0300
period: {{from: {months[0]}, to: {months[1]}}}
reference_value: 2052.60 EUR/t
index_avg: {average} EUR/t
deviation: {deviation}
triggered: true
lines:
  - {{part: PRT-300-C, delta: {delta} EUR}}
effective_from: {months[0]}-01
settlement: final
request: COM-2023-0001
track:
  - {{state: agreed, on: {months[0]}-01, evidence: [DOC-2022-0001]}}
  - {{state: applied, on: {months[0]}-01, evidence: [DOC-2022-0001]}}
"""


def _series() -> str:
    values = {
        "2052.60": ("2023-09", 6),
        "2251.86": ("2024-03", 3),
        "2205.33": ("2024-06", 3),
        "2338.50": ("2024-09", 3),
    }
    rows = []
    for value, (start, number) in values.items():
        first = Month(*map(int, start.split("-")))
        rows += [f"  - {{month: {first.plus(step)}, value: {value}}}" for step in range(number)]
    head = (
        "id: IXS-ROUND\npublisher: Invented Bulletin\nsource: Invented\nlicence: Apache-2.0\nunit: EUR/t\ndecimals: 2\n"
    )
    return head + "values:\n" + "\n".join(rows) + "\n"


def _plan(pieces: int) -> str:
    months = ", ".join(f"2025-{month:02d}: {pieces // 12}" for month in range(1, 13))
    return f"""\
id: VOL-S1-2024-11
programme: PRG-S1
version: 2024-11
source: customer_official
as_of: 2024-11-18
unit: pcs
rows:
  - part: PRT-100-A
    site: SIT-ONE
    months: {{2024-11: 8000, 2024-12: 6001, 2025-01: 8200, 2025-02: 8200}}
  - part: PRT-200-B
    site: SIT-ONE
    months: {{2024-11: 4000, 2024-12: 3000, 2025-01: 4100, 2025-02: 4100}}
  - part: PRT-300-C
    site: SIT-ONE
    months: {{{months}}}
control_total: {45601 + pieces} pcs
track:
  - {{state: draft, on: 2024-11-18}}
  - {{state: validated, on: 2024-11-18}}
  - {{state: frozen, on: 2024-11-19, by: PER-0002}}
"""


def example(changed: Mapping[str, str] | None = None) -> dict[str, str]:
    """The records of the example, some of them replaced."""
    files = {
        PART: _PART,
        PRICE: BASE,
        CHANGE: _CHANGE,
        LTA: _LTA,
        MANDATED: _MANDATED,
        CLAUSE: _CLAUSE,
        SERIES: _series(),
        PLAN: _plan(180_000),
        "sample/index-adjustments/IXA-2024-0301.yaml": adjustment(
            "0301", ("2024-07", "2024-09"), average="2251.86", delta="0.0363"
        ),
        "sample/index-adjustments/IXA-2024-0302.yaml": adjustment(
            "0302", ("2024-10", "2024-12"), average="2205.33", delta="0.0279", deviation="7.44 %"
        ),
    }
    return files | dict(changed or {})


def replaced(path: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """The example with words of one file replaced; each of them must stand there."""
    text = example()[path]
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return example({path: text})


def names() -> Names:
    """Ids of adjustments: IXA-2024-0900 and so on."""
    numbers = count(900)
    return Names(lambda: f"IXA-2024-{next(numbers):04d}")


def example_book(files: Mapping[str, str] | None = None, *, as_of: str = "2024-12-20") -> Book:
    """The book of the example."""
    return book_from(files or example(), as_of=as_of)


def round_on(book: Book, wanted: Wanted | None = None) -> Round:
    """The round of the day of the example."""
    return price_round(book, wanted or Wanted(date.fromisoformat(DAY)), names())
