"""For each kind the values that a user has to give on the sample account, as `--set` takes them, and the id it gets."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Asked:
    """A call of `new`: the values, the id if it is a name, and the id that the draft has."""

    values: Mapping[str, str]
    becomes: str
    named: bool = False

    def words(self, kind: str) -> list[str]:
        """The call as a user types it."""
        sets = [word for name, value in self.values.items() for word in ("--set", f"{name}={value}")]
        return ["new", kind, *(["--id", self.becomes] if self.named else []), *sets]


LETTER = b"An attachment."
_HASH = hashlib.sha256(LETTER).hexdigest()
ASKED = {
    "customer": Asked(
        {
            "name": "Second Motors",
            "account_lead": "PER-0002",
            "seller_country": "FR",
            "payment_terms": "net 60 days",
            "tool_price_rule": "agreed",
            "tool_markup_allowed": "false",
        },
        "CUS-SECOND",
        named=True,
    ),
    "customer_site": Asked(
        {
            "name": "Works Two",
            "code": "TWO",
            "pricing_date_basis": "delivery",
            "incoterm": "DAP",
            "place": "Works Two, gate 1",
        },
        "SIT-TWO",
        named=True,
    ),
    "contact": Asked(
        {
            "side": "customer",
            "function": "Buyer",
            "name": "Ines Falk",
            "level": "0",
            "authority": "buyer",
            "verified_on": "2024-12-02",
        },
        "PER-0103",
    ),
    "plant": Asked({"name": "Plant Three", "lead": "PER-0004"}, "PLT-THREE", named=True),
    "calendar": Asked(
        {"covers.from": "2024-01-01", "covers.to": "2025-12-31", "non_working_days": "[2024-12-25, 2025-12-25]"},
        "CAL-TWO",
        named=True,
    ),
    "delegation_of_authority": Asked(
        {"scope": "waiver", "function": "sales_director", "valid_from": "2025-01-01"}, "DOA-WAIVER-2025", named=True
    ),
    "index_series": Asked(
        {
            "publisher": "Invented Bulletin",
            "source": "Invented",
            "licence": "Apache-2.0",
            "unit": "EUR/t",
            "decimals": "2",
            "values.month": "2024-10",
            "values.value": "2130.40",
        },
        "IXS-COPPER",
        named=True,
    ),
    "fx_series": Asked(
        {
            "base": "EUR",
            "quote": "GBP",
            "source": "Invented",
            "licence": "Apache-2.0",
            "decimals": "4",
            "values.month": "2024-10",
            "values.value": "0.8350",
        },
        "FXS-EUR-GBP",
        named=True,
    ),
    "programme": Asked({"vehicle": "Compact car S2", "phase": "development"}, "PRG-S2", named=True),
    "part": Asked(
        {
            "programme": "PRG-S1",
            "customer_number": "300-C",
            "description": "Clip",
            "plants.plant": "PLT-ONE",
            "plants.share": "100 %",
            "lifecycle": "prototype",
            "technical_indices.index": "A",
            "technical_indices.release_date": "2024-11-04",
            "technical_indices.ppap_state": "none",
            "technical_indices.bom.component": "7K-100",
            "technical_indices.bom.quantity": "1 pcs",
        },
        "PRT-300-C",
        named=True,
    ),
    "mandated_component": Asked(
        {
            "component": "7K-091",
            "description": "Rivet",
            "tier2_supplier": "Rivetworks",
            "direction_evidence": "[DOC-2022-0001]",
            "lines": "[{valid_from: 2024-01-01, unit_price: 0.0800 EUR}]",
            "price_negotiated_by": "customer",
            "handling_fee": "3 %",
            "tier2_payment_terms": "net 60 days",
            "rasic": "DOC-2022-0001",
            "directed_buy_agreement": "DOC-2022-0001",
            "warranty_back_to_back": "true",
        },
        "MDC-7K-091",
    ),
    "communication": Asked(
        {
            "direction": "out",
            "channel": "call",
            "date": "2024-11-28",
            "party": "us",
            "from": "PER-0002",
            "to": "[PER-0101]",
            "subject": "Clip 300-C",
        },
        "COM-2024-0001",
    ),
    "document": Asked(
        {
            "type": "other",
            "date": "2024-11-25",
            "party": "customer",
            "class": "price",
            "signatory": "PER-0102",
            "files": f"{{file: files/DOC-2024-0001.txt, sha256: {_HASH}}}",
        },
        "DOC-2024-0001",
    ),
    "decision": Asked(
        {
            "class": "price",
            "what": "The clip is quoted without development.",
            "because": "It is a carry-over part.",
            "decided_by": "[PER-0001]",
            "on": "2024-11-28",
            "about": "[PRT-200-B]",
        },
        "DEC-2024-0001",
    ),
    "rfq": Asked(
        {"programme": "PRG-S1", "expected_on": "2025-01-20", "known_from": "PER-0101"},
        "RFQ-2024-0001",
    ),
    "offer": Asked(
        {
            "rfq": "RFQ-2021-0001",
            "round": "2",
            "lines": "[{part: PRT-200-B, site: SIT-ONE, price_type: series, technical_index: '02', "
            "unit_price: 4.1000 EUR, volumes: {2022: 40000 pcs, 2023: 48000 pcs}}]",
            "sop": "2022-03-01",
        },
        "OFR-2024-0001",
    ),
    "cost_breakdown": Asked(
        {
            "offer": "OFR-2021-0001",
            "part": "PRT-100-A",
            "technical_index": "A",
            "raw_material": "[]",
            "purchased_parts": "[]",
            "mandated_parts": "[]",
            "cost_layers": "{scrap: 0.0000 EUR, direct_labour: 2.0000 EUR, machine: 1.5000 EUR, "
            "plant_overhead: 0.4000 EUR, material_overhead: 0.0000 EUR, sga_on_material: 0.0000 EUR, "
            "sga_on_process: 0.2000 EUR, "
            "development_amortisation: 0.0000 EUR, tool_amortisation: 0.0000 EUR, packaging: 0.1000 EUR, "
            "logistics: 0.0000 EUR, sequencing: 0.0000 EUR, profit: 0.0000 EUR}",
            "rates": "{labour: 38.00 EUR/h}",
        },
        "CBD-2021-0001-100-A",
    ),
    "nomination": Asked(
        {
            "programme": "PRG-S1",
            "awarded_on": "2024-11-28",
            "lines": "[{part: PRT-100-A, site: SIT-ONE, technical_index: A, unit_price: 3.0000 EUR, "
            "volumes: {2025: 60000 pcs}}]",
            "payment_terms": "net 60 days",
            "incoterm": "DAP",
            "place": "Assembly works One, gate 3",
            "signatory": "PER-0102",
            "files": f"{{file: files/NOM-2024-0001.txt, sha256: {_HASH}}}",
        },
        "NOM-2024-0001",
    ),
    "customer_order": Asked(
        {
            "number": "4500123499",
            "type": "piece",
            "received_on": "2024-11-28",
            "lines": "[{no: 10, part: PRT-100-A, site: SIT-ONE, unit_price: 3.0000 EUR}]",
            "signatory": "PER-0101",
            "files": f"{{file: files/ORD-2024-0001.txt, sha256: {_HASH}}}",
        },
        "ORD-2024-0001",
    ),
    "price": Asked({"part": "PRT-200-B", "site": "SIT-ONE", "lines.unit_price": "1.2500 EUR"}, "PRC-200-B-ONE"),
    "price_floor": Asked(
        {
            "part": "PRT-100-A",
            "site": "SIT-ONE",
            "lines": "[{valid_from: 2025-01-01, unit_price: 2.7000 EUR, "
            "approved: {by: PER-0003, on: 2024-12-02, because: Full cost.}}]",
            "only_for": "[PER-0003]",
        },
        "FLR-100-A-ONE",
    ),
    "billing": Asked(
        {
            "programme": "PRG-S1",
            "year": "2023",
            "source": "ERP",
            "as_of": "2024-01-08",
            "unit": "pcs",
            "rows": "[{part: PRT-100-A, site: SIT-ONE, month: 2023-11, document: invoice, basis: delivery, "
            "quantity: 100, unit_price: 3.1000 EUR}]",
            "control_total": "{quantity: 100, amount: 310.00 EUR}",
        },
        "BIL-S1-2023",
    ),
    "retro_billing": Asked(
        {
            "price": "PRC-100-A-ONE-PROTOTYPE@2021-10-01",
            "lines": "[{invoice: '90018', document_type: invoice, pricing_date: 2021-10-06, quantity: 10 pcs, "
            "old: 4.0000 EUR, new: 4.2000 EUR}]",
        },
        "RET-2024-0001",
    ),
    "price_index_clause": Asked({"subject": "metal"}, "PIC-2024-0002"),
    "index_adjustment": Asked(
        {
            "clause": "PIC-2024-0001",
            "period": "{from: 2025-01, to: 2025-03}",
            "reference_value": "2167.28 EUR/t",
            "index_avg": "2292.93 EUR/t",
            "deviation": "5.80 %",
            "triggered": "false",
            "lines": "[{part: PRT-100-A, delta: 0.0000 EUR}]",
            "effective_from": "2025-01-01",
            "settlement": "final",
        },
        "IXA-2024-0002",
    ),
    "lta": Asked(
        {
            "parts": "[PRT-100-A]",
            "basis": "value_added",
            "excludes": "[mandated]",
            "start_rule": "fixed_date",
            "compounding": "chain",
            "steps": "[{year: 2026, rate: 2 %, effective: 2026-01-01}]",
            "evidence": "[COM-2023-0001]",
        },
        "LTA-2024-02",
    ),
    "productivity_idea": Asked(
        {"type": "process", "description": "Fewer screws.", "parts": "[PRT-100-A]", "internal_budget": "false"},
        "IDE-2024-0002",
    ),
    "obligation": Asked(
        {
            "debtor": "us",
            "source": "DOC-2022-0001",
            "what": "Send samples.",
            "due": "2025-01-31",
            "evidence_required_grade": "2",
        },
        "OBL-2024-0002",
    ),
    "change": Asked(
        {
            "initiator": "customer",
            "reason": "Another screw.",
            "received_on": "2024-11-28",
            "lines.part": "PRT-100-A",
            "lines.index_from": "A",
            "lines.index_to": "B",
        },
        "CHG-2024-0002",
    ),
    "purchase_agreement": Asked(
        {
            "component": "7K-044",
            "tier2_supplier": "Second Works",
            "lines": "[{valid_from: 2024-01-01, unit_price: 2.0000 EUR per kg}]",
        },
        "PUR-2024-0001",
    ),
    "claim": Asked(
        {
            "direction": "on_customer",
            "category": "logistics_premium",
            "parts": "[PRT-100-A]",
            "period": "{from: 2024-10-01, to: 2024-10-31}",
            "event_on": "2024-11-04",
            "basis": "{document: DOC-2022-0001, clause: '5.3'}",
        },
        "CLM-2024-0002",
    ),
    "tool": Asked(
        {
            "description": "Second mould",
            "parts": "[{part: PRT-100-A, technical_index: A}]",
            "plant": "PLT-ONE",
            "cavities": "1",
            "ownership": "customer",
            "funding": "customer_supplied",
        },
        "TOL-0002",
    ),
    "volume_plan": Asked(
        {
            "programme": "PRG-S1",
            "version": "2024-12",
            "source": "customer_official",
            "as_of": "2024-12-02",
            "unit": "pcs",
            "rows": "[{part: PRT-100-A, site: SIT-ONE, months: {2025-01: 8000, 2025-02: 8001}}]",
            "control_total": "16001 pcs",
        },
        "VOL-S1-2024-12",
    ),
    "milestone_schedule": Asked(
        {
            "programme": "PRG-S1",
            "version": "02",
            "milestones": "[{code: sop, baseline: 2022-02-14}, {code: eop, baseline: 2028-06-30}]",
        },
        "SCH-S1-02",
    ),
}


def attach(project: Path) -> None:
    """The attachments that the drafts above name."""
    for name in ("DOC-2024-0001", "NOM-2024-0001", "ORD-2024-0001"):
        (project / "records" / "sample" / "files" / f"{name}.txt").write_bytes(LETTER)
