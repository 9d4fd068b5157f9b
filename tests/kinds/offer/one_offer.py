"""One offer with its breakdown, for the sample account: complete, validated, without request and without findings."""

PLACE = "sample/offers/OFR-2024-0900.yaml"
BREAKDOWN_PLACE = "sample/cost-breakdowns/CBD-2024-0900-200-B.yaml"

OFFER = """\
id: OFR-2024-0900
round: 1
lines:
  - part: PRT-200-B
    site: SIT-ONE
    price_type: series
    technical_index: "02"
    unit_price: 1.0000 EUR
    volumes: {2025: 10000 pcs}
priced_on: 2024-10-07
valid_until: 2025-03-31
price_basis:
  incoterm: DAP
  place: works One
  payment_terms: net 60 days
  price_year: 2024
  volume_basis: internal
  tooling_treatment: none
validations:
  - {role: kam, by: PER-0001, on: 2024-10-08, result: ok}
  - {role: controller, by: PER-0003, on: 2024-10-07, result: ok}
  - {role: programme_manager, by: PER-0004, on: 2024-10-09, result: ok}
track:
  - {state: in_validation, on: 2024-10-07}
  - {state: validated, on: 2024-10-09}
"""
SENT = "  - {state: sent, on: 2024-10-14, evidence: [COM-2023-0001]}\n"

BREAKDOWN = """\
id: CBD-2024-0900-200-B
offer: OFR-2024-0900
part: PRT-200-B
technical_index: "02"
raw_material: []
purchased_parts: []
mandated_parts: []
cost_layers:
  scrap: 0.0000 EUR
  direct_labour: 1.0000 EUR
  machine: 0.0000 EUR
  plant_overhead: 0.0000 EUR
  material_overhead: 0.0000 EUR
  sga_on_material: 0.0000 EUR
  sga_on_process: 0.0000 EUR
  development_amortisation: 0.0000 EUR
  tool_amortisation: 0.0000 EUR
  packaging: 0.0000 EUR
  logistics: 0.0000 EUR
  sequencing: 0.0000 EUR
  profit: 0.0000 EUR
rates: {labour: 40.00 EUR/h}
"""

REQUEST_PLACE = "sample/rfqs/RFQ-2024-0900.yaml"
REQUEST = """\
id: RFQ-2024-0900
programme: PRG-S1
received_on: 2024-09-02
due_on: 2025-01-31
lines:
  - {part: PRT-200-B, site: SIT-ONE, technical_index: "02", volumes: {2025: 10000 pcs}}
track:
  - {state: received, on: 2024-09-02, evidence: [COM-2023-0002]}
"""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """A text with some words replaced; each must be there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def offered(*pairs: tuple[str, str], breakdown: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """The offer and its breakdown by path, with some words replaced."""
    return {PLACE: changed(OFFER, *pairs), BREAKDOWN_PLACE: changed(BREAKDOWN, *breakdown)}
