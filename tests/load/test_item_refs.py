"""What stands behind `@` of a reference has the form of a key of the kind; whether the item is there, a rule says."""

import pytest

from kamdocs.cli.workspace import KEYS
from kamdocs.kinds.communication.model import Communication
from kamdocs.load.loader import Words, load

LETTER = """\
id: COM-2024-0009
class: price
direction: internal
channel: call
date: 2024-11-12
party: us
subject: A call
about: [{}]
"""


def _refused(reference: str) -> list[tuple[str, str, str]]:
    _, problems = load(LETTER.format(reference).encode(), Communication, Words(keys=KEYS))
    return [(one.code, one.says, one.fix) for one in problems]


@pytest.mark.parametrize(
    "reference",
    [
        "PRC-100-A-ONE@2024-01-01",
        "PRC-100-A-ONE@2031-05-05",
        "PRT-100-A@A 205 / 7.1",
        "VOL-S1-2024-01@PRT-100-A",
        "VOL-S1-2024-01@PRT-100-A/SIT-ONE/2025",
        "SCH-S1-01@run_at_rate",
        "MTG-2024-0012@of a kind that comes later",
        "SIT-ONE",
    ],
)
def test_a_key_of_the_kind_is_read(reference: str) -> None:
    """Also where the item does not exist, a trailing part is left out, or others chose the key."""
    assert _refused(reference) == []


def test_a_kind_without_items_has_nothing_to_point_at() -> None:
    assert _refused("SIT-ONE@gate 4") == [("VAL023", "SIT-ONE has no items to point at", "Write `SIT-ONE`.")]


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("PRC-100-A-ONE@2024-02-30", "valid_from"),
        ("PRC-100-A-ONE@series", "valid_from"),
        ("SCH-S1-01@start", "code"),
        ("VOL-S1-2024-01@PRT-100-A/SIT-ONE/spare", "part/site/purpose or part/site/year"),
        ("VOL-S1-2024-01@PRT-100-A/SIT-ONE/series/2025", "part/site/purpose or part/site/year"),
    ],
)
def test_what_no_key_can_be_is_refused(reference: str, key: str) -> None:
    assert _refused(reference) == [("VAL016", f'"{reference}" is no id of an item', f"Behind `@` stands {key}.")]
