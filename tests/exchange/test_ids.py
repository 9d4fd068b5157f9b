"""The next id: counted over what is known, or made of other ids."""

import pytest

from kamdocs.exchange.ids import composed_id, next_id
from kamdocs.kinds import BY_SLUG


@pytest.mark.parametrize(
    ("kind", "known", "expected"),
    [
        ("claim", (), "CLM-2024-0001"),
        ("claim", ("CLM-2024-0041", "CLM-2024-0007", "CLM-2023-0099", "CHG-2024-0120"), "CLM-2024-0042"),
        ("claim", ("CLM-2024-0009-X", "CLM-2024-12", "clm-2024-0500"), "CLM-2024-0001"),
        ("tool", ("TOL-0093",), "TOL-0094"),
        ("contact", ("PER-0007", "PER-0101"), "PER-0102"),
        ("part", ("PRT-4711-009-A",), None),
        ("customer", (), None),
        ("price", (), None),
    ],
)
def test_counted(kind: str, known: tuple[str, ...], expected: str | None) -> None:
    assert next_id(BY_SLUG[kind].about, known, 2024) == expected


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("price", {"part": "PRT-100-A", "site": "SIT-ONE"}, "PRC-100-A-ONE"),
        ("price", {"part": "PRT-100-A", "site": "SIT-ONE", "price_type": "series"}, "PRC-100-A-ONE"),
        ("price", {"part": "PRT-100-A", "site": "SIT-ONE", "price_type": "pre_series"}, "PRC-100-A-ONE-PRESERIES"),
        ("price", {"part": "PRT-100-A", "site": "SIT-NONE"}, None),
        ("price", {"part": "100-A", "site": "SIT-ONE"}, None),
        ("mandated_component", {"component": "8K0 121"}, "MDC-8K0-121"),
        ("mandated_component", {}, None),
        ("cost_breakdown", {"offer": "OFR-2024-0118", "part": "PRT-4711-009-A"}, "CBD-2024-0118-4711-009-A"),
        ("cost_breakdown", {"offer": "OFR-2024-0118"}, None),
        ("volume_plan", {"programme": "PRG-X1", "version": "2024-11"}, "VOL-X1-2024-11"),
        ("volume_plan", {"programme": "PRG-X1", "version": "rev. b"}, "VOL-X1-REV-B"),
        ("volume_plan", {"programme": "PRG-X1"}, None),
        ("milestone_schedule", {"programme": "PRG-X1"}, "SCH-X1-05"),
        ("milestone_schedule", {"programme": "PRG-X2"}, "SCH-X2-01"),
        ("part", {"programme": "PRG-X1"}, None),
    ],
)
def test_made_of_other_ids(kind: str, given: dict[str, str], expected: str | None) -> None:
    known = ("SCH-X1-04", "SCH-X1-03", "SCH-X11-09")
    assert composed_id(BY_SLUG[kind].about, given, {"SIT-ONE": "ONE"}, known) == expected
