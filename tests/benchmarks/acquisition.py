"""What comes before a price, for the generated accounts: request, offer, breakdown, nomination, mandated component."""

from collections.abc import Iterator

HASH = "0" * 64
FILES = 7
"""Records that one part brings: mandated component, purchase agreement, letter, request, offer, breakdown, nomination."""

_VOLUMES = "{2022: 100000 pcs, 2023: 120000 pcs, 2024: 120000 pcs, 2025: 110000 pcs}"
_BASIS = (
    "price_basis: {incoterm: DAP, place: Site A, payment_terms: net 60 days, price_year: 2022, "
    "volume_basis: customer_official, tooling_treatment: none, "
    "index_base: [{series: IXS-ONE, period: 2020-Q4}]}\n"
)
_MANDATED = "{component: %s, quantity: 2 pcs, unit_price: 0.4000 EUR, handling_fee: 3 %%}"


def money(ten_thousandths: int) -> str:
    """A unit price with four decimals."""
    return f"{ten_thousandths // 10000}.{ten_thousandths % 10000:04d} EUR"


def acquisition(name: str, n: str, component: str, price: int) -> Iterator[tuple[str, str]]:
    """All files of one part, from the mandated component to the award.

    Args:
        name: The account.
        n: Number of the part, four digits.
        component: Its mandated component.
        price: The awarded price in ten-thousandths of a euro; at least 1.2000 EUR.
    """
    part = f"PRT-{n}-A"
    yield f"{name}/mandated-components/MDC-{n}.yaml", _mandated(n, component)
    yield f"{name}/purchase-agreements/PUR-2021-{n}.yaml", _purchase(n, component)
    yield f"{name}/communications/COM-2020-{n}.yaml", _request_letter(n, part)
    yield f"{name}/rfqs/RFQ-2020-{n}.yaml", _request(n, part)
    yield f"{name}/offers/OFR-2020-{n}.yaml", _offer(n, part, component, price)
    yield (
        f"{name}/cost-breakdowns/CBD-2020-{n}.yaml",
        breakdown(f"CBD-2020-{n}", f"OFR-2020-{n}", part, component, price),
    )
    yield f"{name}/nominations/NOM-2021-{n}.yaml", _nomination(n, part, price)


def change_offer(name: str, n: str, component: str, price: int) -> Iterator[tuple[str, str]]:
    """The offer that quotes the change of a part, with its breakdown."""
    part = f"PRT-{n}-A"
    yield (
        f"{name}/offers/OFR-2024-{n}.yaml",
        (
            f"id: OFR-2024-{n}\nchange: CHG-2024-{n}\nround: 1\n"
            f"lines: [{{part: {part}, site: SIT-A, price_type: series, technical_index: B, unit_price: {money(price)}, volumes: {{2025: 110000 pcs}}}}]\n"
            f"priced_on: 2024-06-10\nvalid_until: 2025-06-30\n{_BASIS.replace('2022', '2024')}"
            f"mandated_lines: [{{part: {part}, {(_MANDATED % component)[1:]}]\n{_VALIDATIONS.replace('2020-07-06', '2024-06-12')}"
            "track:\n  - {state: draft, on: 2024-06-05}\n  - {state: in_validation, on: 2024-06-10}\n  - {state: validated, on: 2024-06-13}\n"
            f"  - {{state: sent, on: 2024-06-20, evidence: [COM-2022-{n}]}}\n"
        ),
    )
    delta = "change_delta: {bom: [], process: 0.0500 EUR}\n"
    text = breakdown(f"CBD-2024-{n}", f"OFR-2024-{n}", part, component, price).replace(
        "technical_index: A", "technical_index: B"
    )
    yield f"{name}/cost-breakdowns/CBD-2024-{n}.yaml", text + delta


def _mandated(n: str, component: str) -> str:
    return (
        f"id: MDC-{n}\ncomponent: {component}\ndescription: Clip {n}\ntier2_supplier: Clips {n}\n"
        f"direction_evidence: [COM-2020-{n}]\nlines: [{{valid_from: 2021-01-01, unit_price: 0.4000 EUR, evidence: [COM-2020-{n}]}}]\n"
        "price_negotiated_by: customer\nhandling_fee: 3 %\ntier2_payment_terms: net 60 days\n"
        f"rasic: DOC-2020-0001\ndirected_buy_agreement: DOC-2020-0001\nwarranty_back_to_back: true\n"
    )


def _purchase(n: str, component: str) -> str:
    return (
        f"id: PUR-2021-{n}\ncomponent: {component}\ntier2_supplier: Clips {n}\n"
        f"lines: [{{valid_from: 2021-01-01, unit_price: 0.4000 EUR, evidence: [COM-2020-{n}]}}]\n"
    )


def _request_letter(n: str, part: str) -> str:
    return (
        f"id: COM-2020-{n}\nclass: material\ndirection: in\nchannel: letter\ndate: 2020-06-01\nparty: customer\nfrom: PER-0101\n"
        f"subject: Request {n}\nabout: [{part}]\nfiles: [{{held_in: Archive COM-2020-{n}, sha256: {HASH}}}]\n"
    )


def _request(n: str, part: str) -> str:
    proof = f"evidence: [COM-2020-{n}]"
    return (
        f"id: RFQ-2020-{n}\nprogramme: PRG-X1\ncustomer_reference: RFQ {n}\nreceived_on: 2020-06-01\ndue_on: 2020-07-31\n"
        f"lines: [{{part: {part}, site: SIT-A, technical_index: A, volumes: {_VOLUMES}}}]\nsop: 2022-01-03\n"
        f"mandated_components: [8K0-{n[1:]}]\nfeasibility: DOC-2020-0001\n"
        f"track:\n  - {{state: received, on: 2020-06-01, {proof}}}\n  - {{state: feasibility, on: 2020-06-15}}\n"
        "  - {state: quoting, on: 2020-06-20}\n  - {state: answered, on: 2020-07-10}\n"
        f"  - {{state: awarded, on: 2020-10-30, evidence: [NOM-2021-{n}]}}\n"
    )


_VALIDATIONS = (
    "validations:\n"
    "  - {role: kam, by: PER-0002, on: 2020-07-06, result: ok}\n"
    "  - {role: controller, by: PER-0004, on: 2020-07-06, result: ok}\n"
    "  - {role: programme_manager, by: PER-0001, on: 2020-07-06, result: ok}\n"
)


def _offer(n: str, part: str, component: str, price: int) -> str:
    return (
        f"id: OFR-2020-{n}\nrfq: RFQ-2020-{n}\nround: 1\n"
        f"lines: [{{part: {part}, site: SIT-A, price_type: series, technical_index: A, unit_price: {money(price)}, volumes: {_VOLUMES}}}]\n"
        f"priced_on: 2020-07-03\nvalid_until: 2020-12-31\nsop: 2022-01-03\n{_BASIS}"
        f"mandated_lines: [{{part: {part}, {(_MANDATED % component)[1:]}]\n{_VALIDATIONS}"
        "track:\n  - {state: draft, on: 2020-06-20}\n  - {state: in_validation, on: 2020-07-03}\n  - {state: validated, on: 2020-07-07}\n"
        f"  - {{state: sent, on: 2020-07-10, evidence: [COM-2020-{n}]}}\n  - {{state: accepted, on: 2020-10-30, evidence: [NOM-2021-{n}]}}\n"
    )


def breakdown(name: str, offer: str, part: str, component: str, price: int) -> str:
    """A breakdown whose layers add up: 0.3200 EUR of indexed material, 0.8240 EUR mandated, the rest value added."""
    rest = price - 3200 - 8240 - 2000
    zero = "0.0000 EUR"
    return (
        f"id: {name}\noffer: {offer}\npart: {part}\ntechnical_index: A\n"
        "raw_material: [{material: Resin, series: IXS-ONE, weight_gross: 0.100 kg, weight_net: 0.090 kg, unit_cost: 3.2000 EUR/kg, scrap_credit: 0.0000 EUR}]\n"
        "purchased_parts: []\n"
        f"mandated_parts: [{_MANDATED % component}]\n"
        f"cost_layers: {{scrap: {zero}, direct_labour: {money(rest)}, machine: {zero}, plant_overhead: {zero}, material_overhead: {zero}, "
        f"sga_on_material: {zero}, sga_on_process: {zero}, development_amortisation: {zero}, tool_amortisation: {zero}, packaging: {zero}, "
        f"logistics: {zero}, sequencing: {zero}, profit: 0.2000 EUR}}\n"
        "rates: {labour: 32.00 EUR/h, machine: 18.00 EUR/h, material_overhead: 4 %, va_overhead: 11 %, profit: 6 %}\n"
        "margin: 6.5 %\n"
    )


def _nomination(n: str, part: str, price: int) -> str:
    return (
        f"id: NOM-2021-{n}\nprogramme: PRG-X1\noffer: OFR-2020-{n}\nawarded_on: 2020-10-30\n"
        f"lines: [{{part: {part}, site: SIT-A, technical_index: A, unit_price: {money(price)}, volumes: {_VOLUMES}}}]\n"
        "payment_terms: net 60 days\nincoterm: DAP\nplace: Site A\nsignatory: PER-0101\n"
        f"files: [{{held_in: Archive NOM-2021-{n}, sha256: {HASH}}}]\n"
        "track:\n  - {state: received, on: 2020-10-30}\n  - {state: checked, on: 2020-11-04}\n  - {state: accepted, on: 2020-11-09}\n"
    )
