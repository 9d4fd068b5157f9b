"""Words and forms of trade that requests, offers, awards and prices share: each is declared here once."""

import re
from enum import StrEnum
from typing import Annotated

from kamdocs.core.forms import PIECE_UNITS, Form
from kamdocs.core.numbers import ABOVE_ZERO, refuse
from kamdocs.core.parsing import quantity_parser
from kamdocs.core.quantity import Quantity
from kamdocs.core.track import State, Track


def _parse_incoterm(text: str) -> str:
    if re.fullmatch(r"[A-Z]{3}", text):
        return text
    refuse("VAL014", f'unknown incoterm "{text}"', "Write its three capitals, e.g. `DAP`; the place has its own field.")


Incoterm = Annotated[str, Form("incoterm", "DAP", _parse_incoterm, "Three capitals.")]

YearlyPieces = Annotated[
    Quantity,
    Form(
        "pieces",
        "240000 pcs",
        quantity_parser(PIECE_UNITS, "240000 pcs", ABOVE_ZERO),
        "Whole pieces, above 0; a year without any is left out.",
    ),
]


class PriceType(StrEnum):
    """In which phase of the part a price counts."""

    PROTOTYPE = "prototype"
    PRE_SERIES = "pre_series"
    SERIES = "series"
    TEMPORARY = "temporary"
    SERVICE = "service"


class VolumeSource(StrEnum):
    """Where volumes come from."""

    RFQ = "rfq"
    CONTRACT = "contract"
    CUSTOMER_OFFICIAL = "customer_official"
    EDI = "edi"
    INTERNAL = "internal"
    MARKET_STUDY = "market_study"


class ReductionBasis(StrEnum):
    """What a yearly reduction is taken from."""

    VALUE_ADDED = "value_added"
    FULL_PRICE = "full_price"
    TIER = "tier"


class Compounding(StrEnum):
    """Whether a yearly reduction is taken from the reduced value, or from the first one."""

    CHAIN = "chain"
    SIMPLE = "simple"


class ThresholdOperator(StrEnum):
    """Whether a movement of exactly the threshold counts."""

    GT = "gt"
    GTE = "gte"


class ThresholdMode(StrEnum):
    """What counts once the threshold is passed."""

    FULL = "full"
    EXCESS_ONLY = "excess_only"


class PricingDate(StrEnum):
    """The date that selects the price of a delivery."""

    DELIVERY = "delivery"
    GOODS_RECEIPT = "goods_receipt"
    CALL_OFF = "call_off"
    INVOICE = "invoice"


class Topic(StrEnum):
    """The topics of a key account team."""

    PRICES_AND_CONTRACT = "prices_and_contract"
    PRODUCT_PRODUCTIVITY = "product_productivity"
    PROCESS_PRODUCTIVITY = "process_productivity"
    CHANGES = "changes"
    CLAIMS = "claims"
    TOOLING = "tooling"
    CASH = "cash"
    SCHEDULE_AND_VOLUMES = "schedule_and_volumes"
    ACQUISITION = "acquisition"
    RELATIONSHIP = "relationship"


class AwardState(StrEnum):
    """How far we are with a paper that binds the customer: a nomination, an order."""

    RECEIVED = "received"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    CONTESTED = "contested"


AWARD_TRACK = Track(
    states=(
        State("received", proof=4),
        State("checked", after=("received", "contested"), proof=4),
        State("accepted", after=("checked",), proof=4),
        State("contested", after=("received", "checked", "accepted"), proof=2),
    ),
    order=("received", "checked", "accepted"),
    live=("received", "checked", "accepted"),
    binds_from="received",
)
