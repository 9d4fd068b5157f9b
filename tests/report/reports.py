"""Reports made by hand: one finding with everything that it may have, and as many of them as a test needs."""

from dataclasses import replace
from datetime import date
from typing import Any

from kamdocs.core.code import ERROR, STATIC, Code, Severity
from kamdocs.core.finding import Finding
from kamdocs.core.place import Place, Spot
from kamdocs.report.shown import Report, Shown

CODE = Code(
    "PRC901",
    "planted",
    ERROR,
    STATIC,
    "Something planted.",
    "96,000 pieces a year would be sold too cheap.",
    "1. Raise the price. 2. Get the exception of the sales director. 3. Correct the volume.",
)
PLACE = Place("records/aurora/prices/PRC-1-MEL.yaml", 41, 17, 27)
FINDING = Finding(
    "PRC901",
    ERROR,
    STATIC,
    "3.0700 EUR is planted",
    account="aurora",
    record="PRC-1-MEL",
    spot=Spot("PRC-1-MEL", ("lines", 1, "unit_price")),
    place=PLACE,
    blocks=True,
    item="2025-01-01",
)
EXCERPT = (
    (39, "  - valid_from: 2025-01-01"),
    (40, "    technical_index: A"),
    (41, "    unit_price: 3.0700 EUR"),
)
SHOWN = Shown(
    FINDING,
    CODE,
    address=("AURORA", "PRG-X2", "PRC-1-MEL Connector plate", "2025-01-01"),
    excerpt=EXCERPT,
    decides="sales director (M. Weber)",
    root="records",
    found="3.0700 EUR",
)


def shown(*, line: int = 41, code: str = "PRC901", severity: Severity = ERROR, **finding: Any) -> Shown:
    """The finding with something else in it."""
    one = replace(FINDING, code=code, severity=severity, place=replace(PLACE, line=line), **finding)
    return replace(SHOWN, finding=one, code=replace(CODE, code=code))


def report(*found: Shown, **more: Any) -> Report:
    """A run that found this."""
    told: dict[str, Any] = {
        "day_from": "policy",
        "accounts": ("aurora", "group"),
        "records": 312,
        "checked": 41,
        **more,
    }
    return Report(date(2024, 12, 2), shown=found, **told)
