"""Classes of facts, their levels, the audiences, and the table of who reads what."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum


class Class(StrEnum):
    """What a field holds; each field names exactly one. From the least to the most confidential."""

    SCHEDULE = "schedule"
    CONTACT = "contact"
    MATERIAL = "material"
    PRICE = "price"
    COST = "cost"
    CLAIM = "claim"
    MANDATE = "mandate"


class Level(IntEnum):
    """How far a class may travel; a record root says the highest level it holds."""

    INTERNAL = 1
    CONFIDENTIAL = 2
    STRICT = 3

    @classmethod
    def named(cls, name: str) -> "Level":
        """The level of this name (`internal`, `confidential`, `strict`)."""
        return cls[name.upper()]

    def __str__(self) -> str:
        return self.name.lower()


_LEVELS = {
    Class.SCHEDULE: Level.INTERNAL,
    Class.CONTACT: Level.INTERNAL,
    Class.MATERIAL: Level.CONFIDENTIAL,
    Class.PRICE: Level.CONFIDENTIAL,
    Class.COST: Level.STRICT,
    Class.CLAIM: Level.STRICT,
    Class.MANDATE: Level.STRICT,
}
_STRICTNESS = {name: rank for rank, name in enumerate(Class)}


def level_of(name: Class) -> Level:
    """The level of a class."""
    return _LEVELS[name]


def stricter(one: Class, other: Class) -> Class:
    """The more confidential of two classes."""
    return max(one, other, key=_STRICTNESS.__getitem__)


class Reading(StrEnum):
    """What an audience gets of a class: the value, the summary of the kind, or nothing."""

    VALUE = "R"
    SUMMARY = "S"
    NOTHING = "none"


AUDIENCES = ("sales", "controlling", "programme", "purchasing", "plant", "logistics", "management", "named")


def _row(cells: str) -> dict[str, Reading]:
    names = {"R": Reading.VALUE, "S": Reading.SUMMARY, "-": Reading.NOTHING}
    return dict(zip(AUDIENCES, (names[cell] for cell in cells.split()), strict=True))


READERS: Mapping[Class, Mapping[str, Reading]] = {
    # sales, controlling, programme, purchasing, plant, logistics, management, named
    Class.SCHEDULE: _row("R R R R R R R R"),
    Class.CONTACT: _row("R R R R R R R R"),
    Class.MATERIAL: _row("R R R R S S R R"),
    Class.PRICE: _row("R R R - S - R R"),
    Class.COST: _row("R R - S - - R R"),
    Class.CLAIM: _row("R R - - S - R R"),
    Class.MANDATE: _row("- - - - - - - R"),
}


def reading(readers: Mapping[Class, Mapping[str, Reading]], audience: str, name: Class) -> Reading:
    """What an audience reads of a class; what the table does not name is nothing."""
    return readers.get(name, {}).get(audience, Reading.NOTHING)
