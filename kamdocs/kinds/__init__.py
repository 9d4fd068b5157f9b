"""The table of contents: every kind, in business order, and the kinds that a later version brings."""

from collections.abc import Mapping
from types import MappingProxyType

from kamdocs.kinds.kind import Kind, kind_in

_IN_ORDER = (
    "customer",
    "customer_site",
    "contact",
    "plant",
    "calendar",
    "delegation_of_authority",
    "index_series",
    "fx_series",
    "programme",
    "part",
    "mandated_component",
    "communication",
    "document",
    "decision",
    "rfq",
    "offer",
    "cost_breakdown",
    "nomination",
    "customer_order",
    "price",
    "price_floor",
    "billing",
    "retro_billing",
    "price_index_clause",
    "index_adjustment",
    "lta",
    "productivity_idea",
    "change",
    "purchase_agreement",
    "claim",
    "obligation",
    "tool",
    "volume_plan",
    "milestone_schedule",
)
KINDS: tuple[Kind, ...] = tuple(kind_in(f"{__name__}.{slug}") for slug in _IN_ORDER)

BY_SLUG: Mapping[str, Kind] = MappingProxyType({kind.slug: kind for kind in KINDS})
BY_FOLDER: Mapping[str, Kind] = MappingProxyType({kind.about.folder: kind for kind in KINDS})
BY_PREFIX: Mapping[str, Kind] = MappingProxyType({kind.about.prefix: kind for kind in KINDS})
BUILT: frozenset[str] = frozenset(BY_SLUG)

_LATER = (
    ("product_line", "product-lines", "PLN"),
    ("negotiation_package", "negotiation-packages", "NEG"),
    ("mandate", "mandates", "MAN"),
    ("tool_order", "tool-orders", "TOR"),
    ("ledger", "ledgers", "LED"),
    ("receivable", "receivables", "REC"),
    ("call_off", "call-offs", "CLO"),
    ("actual_volume", "actual-volumes", "ACV"),
    ("distribution_notice", "distribution-notices", "DST"),
    ("team", "teams", "TEA"),
    ("responsibility", "responsibilities", "RSP"),
    ("activity", "activities", "ACT"),
    ("objective", "objectives", "OBJ"),
    ("meeting_series", "meeting-series", "MTS"),
    ("meeting", "meetings", "MTG"),
    ("escalation_path", "escalation-paths", "ESP"),
    ("escalation", "escalations", "ESC"),
    ("relationship", "relationships", "REL"),
    ("customer_scorecard", "customer-scorecards", "SCO"),
)
LATER: Mapping[str, str] = MappingProxyType({prefix: slug for slug, _, prefix in _LATER})
"""Kinds that are not built yet, by prefix: a reference to one of their records is no mistake."""
LATER_FOLDERS: Mapping[str, str] = MappingProxyType({folder: slug for slug, folder, _ in _LATER})
"""The same by folder, so that a message can name what such a folder is for."""
