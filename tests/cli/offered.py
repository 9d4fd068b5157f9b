"""A request, three rounds of an offer with their breakdowns, an award and an order, as overlays of the sample."""

from collections.abc import Mapping

ROUND_1, ROUND_2, ROUND_3 = "OFR-2024-0901", "OFR-2024-0902", "OFR-2024-0903"
ASKED, AWARDED, ORDERED = "RFQ-2024-0901", "NOM-2024-0901", "ORD-2024-0901"
LETTER = "a" * 64

RFQ = f"""\
id: {ASKED}
programme: PRG-S1
customer_reference: RQ 77/2024
received_on: 2024-09-02
due_on: 2024-12-20
lines:
  - part: PRT-100-A
    site: SIT-ONE
    technical_index: A
    target_price: 2.5000 EUR
    volumes: {{2025: 80000 pcs, 2026: 90001 pcs}}
  - part: PRT-200-B
    site: SIT-ONE
    technical_index: "02"
    volumes: {{2025: 40000 pcs, 2026: 50000 pcs}}
capacity_apw: 2000 pcs/week
required_lta: {{basis: value_added, steps: [{{year: 2026, rate: 3.0 %}}]}}
track:
  - {{state: expected, on: 2024-08-01}}
  - {{state: received, on: 2024-09-02}}
"""

_OFFER = """\
id: {id}
rfq: RFQ-2024-0901
{supersedes}round: {round}
lines:
  - part: PRT-100-A
    site: SIT-ONE
    price_type: series
    technical_index: A
    unit_price: {first}
    volumes: {{2025: 80000 pcs, 2026: {pieces}}}
  - part: PRT-200-B
    site: SIT-ONE
    price_type: series
    technical_index: "02"
    unit_price: {second}
    volumes: {{2025: 40000 pcs, 2026: 50000 pcs}}
priced_on: {day}
valid_until: {until}
sop: 2025-03-01
capacity_apw: {capacity}
price_basis:
  incoterm: DAP
  place: Assembly works One, gate 3
  payment_terms: {terms}
  price_year: 2025
  volume_basis: rfq
  tooling_treatment: lump_sum
  index_base: [{{series: IXS-ALUMINIUM, period: 2024-Q3}}]
tooling_total: 12000.00 EUR
tooling_lines:
  - {{what: Die one, part: PRT-100-A, cost: 12000.00 EUR, price: 12000.00 EUR, treatment: lump_sum}}
lta_proposed: {{basis: value_added, compounding: chain, steps: [{{year: 2026, rate: 2.0 %, effective: 2026-01-01}}]}}
assumptions: ["=HYPERLINK(1) is no formula: the drawing of 2021 holds."]
exclusions:
  - {{change: CHG-2024-0001, says: The third screw is not in the price.}}
exceptions:
  - {{field: capacity_apw, because: One shift only.}}
  - {{field: volumes, because: Your volume of July.}}
validations:
  - {{role: kam, by: PER-0002, on: {day}, result: ok}}
  - {{role: controller, by: PER-0001, on: {day}, result: ok}}
  - {{role: programme_manager, by: PER-0003, on: {day}, result: ok}}
{moves}track:
  - {{state: draft, on: {day}}}
  - {{state: in_validation, on: {day}}}
  - {{state: validated, on: {day}}}
"""

_BREAKDOWN = """\
id: CBD-{id}
offer: OFR-{offer}
part: {part}
technical_index: "{index}"
raw_material:
{raw}
purchased_parts:
{bought}
mandated_parts:
{fixed}
cost_layers:
  scrap: 0.0100 EUR
  direct_labour: {labour} EUR
  machine: 0.3000 EUR
  plant_overhead: 0.1500 EUR
  material_overhead: 0.0500 EUR
  sga_on_material: 0.0200 EUR
  sga_on_process: 0.0300 EUR
  development_amortisation: 0.0000 EUR
  tool_amortisation: 0.0000 EUR
  packaging: 0.0400 EUR
  logistics: {logistics} EUR
  sequencing: 0.0000 EUR
  profit: 0.1000 EUR
rates: {{labour: 47.11 EUR/h, machine: 88.22 EUR/h, material_overhead: 6.66 %, va_overhead: 7.77 %, profit: 9.99 %}}
margin: 13.37 %
npv: 424242.42 EUR
rates_justification: Secret words of ours.
"""


def offer(number: int, **values: str) -> str:
    """A round of the offer; what is not said is as in the first."""
    told = {
        "id": f"OFR-2024-090{number}",
        "round": str(number),
        "supersedes": f"supersedes: OFR-2024-090{number - 1}\n" if number > 1 else "",
        "first": "2.8453 EUR",
        "second": "1.2000 EUR",
        "pieces": "90001 pcs",
        "day": f"2024-1{number - 1}-01",
        "until": "2025-06-30",
        "capacity": "1800 pcs/week",
        "terms": "net 60 days",
        "moves": "",
    }
    return _OFFER.format(**(told | values))


def breakdown(number: int, part: str = "PRT-100-A", **values: str) -> str:
    """The breakdown of a part in a round: of the first part 2.8453 EUR, with a product between two roundings."""
    short = part.removeprefix("PRT-")
    plain = {
        "id": f"2024-090{number}-{short}",
        "offer": f"2024-090{number}",
        "part": part,
        "index": "A" if short == "100-A" else "02",
        "raw": "  - {material: Aluminium, series: IXS-ALUMINIUM, weight_gross: 0.350 kg, weight_net: 0.300 kg, "
        "unit_cost: 2.4150 EUR/kg, scrap_credit: 0.0500 EUR}",
        "bought": "  - {component: 7K-020, quantity: 1 pcs, unit_cost: 0.4500 EUR}\n"
        "  - {component: 7K-031, quantity: 2 pcs, unit_cost: 15.0000 EUR per 100}",
        "fixed": "  []",
        "labour": "0.4000",
        "logistics": "0.2000",
    }
    if short != "100-A":
        plain |= {"raw": "  []", "bought": "  []", "labour": "0.3000"}
    return _BREAKDOWN.format(**(plain | values))


MOVES = """\
moves:
  - {part: PRT-100-A, layer: value_added, because: Cycle time after trials.}
"""


def rounds() -> dict[str, str]:
    """Three rounds: labour falls in the second, logistics and metal in the third."""
    metal = "  - {material: Aluminium, series: IXS-ALUMINIUM, weight_gross: 0.340 kg, unit_cost: 2.4150 EUR/kg, "
    metal += "scrap_credit: 0.0500 EUR}"
    texts = {
        f"rfqs/{ASKED}": RFQ,
        f"offers/{ROUND_1}": offer(1),
        f"offers/{ROUND_2}": offer(2, first="2.8003 EUR", moves=MOVES),
        f"offers/{ROUND_3}": offer(
            3, first="2.7661 EUR", pieces="95000 pcs", terms="net 90 days", day="2024-12-01", capacity="2000 pcs/week"
        ),
        "cost-breakdowns/CBD-2024-0901-100-A": breakdown(1),
        "cost-breakdowns/CBD-2024-0902-100-A": breakdown(2, labour="0.3550"),
        "cost-breakdowns/CBD-2024-0903-100-A": breakdown(3, labour="0.3550", logistics="0.1900", raw=metal),
    }
    for number in (1, 2, 3):
        texts[f"cost-breakdowns/CBD-2024-090{number}-200-B"] = breakdown(number, "PRT-200-B")
    return {f"sample/{name}.yaml": text for name, text in texts.items()}


def awarded() -> Mapping[str, str]:
    """The award of the third round, with a price and terms other than offered, and an order of it."""
    nomination = f"""\
id: {AWARDED}
programme: PRG-S1
offer: {ROUND_3}
awarded_on: 2024-12-02
lines:
  - part: PRT-100-A
    site: SIT-ONE
    technical_index: A
    unit_price: 2.7500 EUR
    volumes: {{2025: 80000 pcs, 2026: 96000 pcs}}
payment_terms: net 90 days
incoterm: DAP
place: Assembly works One, gate 3
lta: {{basis: value_added, steps: [{{year: 2026, rate: 2.5 %}}]}}
deviations:
  - {{field: unit_price, offered: 2.7661 EUR, awarded: 2.7500 EUR, because: Round number asked at the table.}}
signatory: PER-0101
files:
  - {{file: files/ORD-2023-0001.txt, sha256: {LETTER}}}
track:
  - {{state: received, on: 2024-12-02}}
"""
    order = f"""\
id: {ORDERED}
number: "4500999"
type: piece
received_on: 2024-12-02
lines:
  - {{no: 10, part: PRT-100-A, site: SIT-ONE, unit_price: 2.7500 EUR}}
  - {{no: 20, part: PRT-200-B, site: SIT-ONE, unit_price: 1.2000 USD}}
signatory: PER-0101
files:
  - {{file: files/ORD-2023-0001.txt, sha256: {LETTER}}}
track:
  - {{state: received, on: 2024-12-02}}
"""
    return rounds() | {
        f"sample/nominations/{AWARDED}.yaml": nomination,
        f"sample/customer-orders/{ORDERED}.yaml": order,
    }
