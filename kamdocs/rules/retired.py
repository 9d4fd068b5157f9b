"""Codes that are never used again: why they went, and which codes say today what they said."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Retired:
    """A code that is gone.

    Attributes:
        code: The code.
        because: Why nothing raises it any more.
        successors: The codes that took its place.
    """

    code: str
    because: str
    successors: tuple[str, ...]


RETIRED: Mapping[str, Retired] = MappingProxyType(
    {
        one.code: one
        for one in (
            Retired(
                "GEN005",
                "Every value stays text until its field types it, so no float can occur.",
                ("VAL010", "VAL011", "VAL012"),
            ),
            Retired("GEN009", "Unknown fields and words are a question of form.", ("VAL001", "VAL014", "VAL018")),
        )
    }
)
