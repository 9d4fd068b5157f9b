"""The words of what leaves the house, offers and price lists, in English and German, and how values read in them."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kamdocs.core.terms import Terms, TermsRule

LANGUAGES = ("en", "de")

_EN = {
    "breakdown": "Cost breakdown",
    "offer": "Offer",
    "round": "Round",
    "reference": "Your reference",
    "valid_until": "Valid until",
    "part": "Part",
    "description": "Description",
    "site": "Delivery site",
    "index": "Technical index",
    "price_type": "Price type",
    "unit": "Price unit",
    "price": "Unit price",
    "element": "Element",
    "item": "Item",
    "quantity": "Quantity",
    "measure": "Unit",
    "cost": "Price",
    "cost_unit": "Price unit",
    "fee": "Handling fee",
    "credit": "Scrap credit",
    "amount": "Amount",
    "total": "Total",
    "tools": "Tools",
    "treatment": "Payment",
    "indexed": "indexed",
    "raw_material": "Raw material",
    "purchased_part": "Purchased part",
    "mandated_part": "Mandated part",
    "scrap": "Scrap",
    "direct_labour": "Direct labour",
    "machine": "Machine",
    "plant_overhead": "Plant overhead",
    "material_overhead": "Material overhead",
    "sga_on_material": "Sales and administration on material",
    "sga_on_process": "Sales and administration on process",
    "development_amortisation": "Development amortisation",
    "tool_amortisation": "Tool amortisation",
    "packaging": "Packaging",
    "logistics": "Logistics",
    "sequencing": "Sequencing",
    "profit": "Profit",
    "prototype": "prototype",
    "pre_series": "pre-series",
    "series": "series",
    "temporary": "temporary",
    "service": "service",
    "lump_sum": "lump sum",
    "amortised": "in the unit price",
    "customer_supplied": "supplied by you",
    "mixed": "tool by tool, see below",
    "none": "none",
    "rfq": "the volumes of your request",
    "contract": "the contract volumes",
    "customer_official": "your official volumes",
    "edi": "your call-offs",
    "internal": "our own estimate",
    "market_study": "a market study",
    "value_added": "the value added",
    "full_price": "the full price",
    "tier": "the agreed tiers",
    "chain": "each taken from the reduced value",
    "simple": "each taken from the first value",
    "volumes": "volumes",
    "lines": "parts and sites",
    "capacity_apw": "capacity of an average week",
    "capacity_mpw": "capacity of a peak week",
    "sop": "start of production",
    "lifetime_volume": "lifetime volume",
    "price_list": "Price list",
    "customer": "Customer",
    "prices_on": "Prices valid on",
    "agreed_by": "As agreed by",
    "valid_from": "Valid from",
    "valid_to": "Valid to",
    "record": "Our reference",
    "provisional": "provisional",
    "per": "per",
    "piece": "piece",
    "pcs": "pcs",
    "pcs/week": "pcs per week",
}
_DE = {
    "breakdown": "Kostenaufschlüsselung",
    "offer": "Angebot",
    "round": "Runde",
    "reference": "Ihr Zeichen",
    "valid_until": "Gültig bis",
    "part": "Teil",
    "description": "Benennung",
    "site": "Lieferort",
    "index": "Technischer Index",
    "price_type": "Preisart",
    "unit": "Preiseinheit",
    "price": "Stückpreis",
    "element": "Kostenelement",
    "item": "Position",
    "quantity": "Menge",
    "measure": "Einheit",
    "cost": "Preis",
    "cost_unit": "Preiseinheit",
    "fee": "Handling-Zuschlag",
    "credit": "Schrottgutschrift",
    "amount": "Betrag",
    "total": "Summe",
    "tools": "Werkzeuge",
    "treatment": "Bezahlung",
    "indexed": "indexiert",
    "raw_material": "Rohmaterial",
    "purchased_part": "Kaufteil",
    "mandated_part": "Setzteil",
    "scrap": "Ausschuss",
    "direct_labour": "Fertigungslohn",
    "machine": "Maschine",
    "plant_overhead": "Werksgemeinkosten",
    "material_overhead": "Materialgemeinkosten",
    "sga_on_material": "Vertrieb und Verwaltung auf Material",
    "sga_on_process": "Vertrieb und Verwaltung auf Fertigung",
    "development_amortisation": "Entwicklungsumlage",
    "tool_amortisation": "Werkzeugumlage",
    "packaging": "Verpackung",
    "logistics": "Logistik",
    "sequencing": "Sequenzierung",
    "profit": "Gewinn",
    "prototype": "Prototyp",
    "pre_series": "Vorserie",
    "series": "Serie",
    "temporary": "befristet",
    "service": "Ersatzteil",
    "lump_sum": "als Einmalzahlung",
    "amortised": "im Stückpreis",
    "customer_supplied": "Beistellung durch Sie",
    "mixed": "je Werkzeug, siehe unten",
    "none": "entfällt",
    "rfq": "gemäß Ihrer Anfrage",
    "contract": "gemäß Vertrag",
    "customer_official": "gemäß Ihrer offiziellen Mengenplanung",
    "edi": "gemäß Ihren Abrufen",
    "internal": "nach unserer eigenen Schätzung",
    "market_study": "nach einer Marktstudie",
    "value_added": "die Wertschöpfung",
    "full_price": "den vollen Preis",
    "tier": "die vereinbarten Staffeln",
    "chain": "jeweils auf den bereits gesenkten Wert",
    "simple": "jeweils auf den ersten Wert",
    "volumes": "Mengen",
    "lines": "Teile und Lieferorte",
    "capacity_apw": "Kapazität einer mittleren Woche",
    "capacity_mpw": "Kapazität einer Spitzenwoche",
    "sop": "Serienanlauf",
    "lifetime_volume": "Laufzeitmenge",
    "price_list": "Preisliste",
    "customer": "Kunde",
    "prices_on": "Preise gültig am",
    "agreed_by": "Stand der Vereinbarungen",
    "valid_from": "Gültig ab",
    "valid_to": "Gültig bis einschließlich",
    "record": "Unsere Referenz",
    "provisional": "vorläufig",
    "per": "je",
    "piece": "Stück",
    "pcs": "Stück",
    "pcs/week": "Stück pro Woche",
}
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": MappingProxyType(_EN), "de": MappingProxyType(_DE)})

_TERMS: Mapping[str, Mapping[TermsRule, str]] = MappingProxyType(
    {
        "en": {
            TermsRule.NET: "net {days} days",
            TermsRule.THEN_END_OF_MONTH: "{days} days, then the end of the month",
            TermsRule.END_OF_MONTH_THEN: "the end of the month, then {days} days",
            TermsRule.SECOND_OF_SECOND_MONTH: "the second day of the second month after the month of receipt",
        },
        "de": {
            TermsRule.NET: "{days} Tage netto",
            TermsRule.THEN_END_OF_MONTH: "{days} Tage, dann Monatsende",
            TermsRule.END_OF_MONTH_THEN: "Monatsende, dann {days} Tage",
            TermsRule.SECOND_OF_SECOND_MONTH: "der zweite Tag des zweiten Monats nach dem Monat des Eingangs",
        },
    }
)
_UNIT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) (pcs/week|pcs)")


def in_words(value: object, language: str) -> str:
    """A value as a letter states it: the number of the record, ungrouped, with the decimal mark of the language.

    Digits are not grouped, so that no number has two readings; days stay in ISO form.

    Args:
        value: Money, a price, a quantity, terms, a day, a number, or a word of a closed list.
        language: `en` or `de`.
    """
    words = WORDS[language]
    if value is None:
        return ""
    if isinstance(value, Terms):
        return _TERMS[language][value.rule].format(days=value.days)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if text in words:
        return words[text]
    text = _UNIT.sub(lambda found: f"{found[1]} {words[found[2]]}", text)
    text = text.replace(" per ", f" {words['per']} ")
    return re.sub(r"(?<=[0-9])\.(?=[0-9])", ",", text) if language == "de" else text


def price_unit(unit: str, language: str) -> str:
    """The unit of a price, for a heading: `EUR per piece`, `EUR per 100`."""
    words = WORDS[language]
    currency, _, per = unit.partition(" per ")
    return f"{currency} {words['per']} {per or words['piece']}"
