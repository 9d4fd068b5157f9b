"""Where mandated components are used: in which bill of material, and in which one that is in series."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kamdocs.core.book import Book
from kamdocs.kinds.part.model import BomLine, Part, TechnicalIndex


@dataclass(frozen=True, slots=True)
class Use:
    """A mandated line of a bill of material.

    Attributes:
        part: The part.
        index: Position of the technical index in the part.
        place: Position of the line in the bill of material.
        line: The line.
    """

    part: Part
    index: int
    place: int
    line: BomLine


def last_index(part: Part) -> TechnicalIndex:
    """The last index of a part: the one shipped last to any site, else planned last, else the last that is written."""
    shipped: list[tuple[date, int]] = []
    planned: list[tuple[date, int]] = []
    for place, one in enumerate(part.technical_indices):
        shipped += [(there.shipped_from, place) for there in one.introductions if there.shipped_from]
        planned += [(there.planned_on, place) for there in one.introductions if there.planned_on]
    known = shipped or planned
    return part.technical_indices[max(known)[1] if known else -1]


def mandated_uses(book: Book) -> Mapping[str, tuple[Use, ...]]:
    """Every mandated line of every bill of material by component number; computed once for a book."""

    def grouped() -> dict[str, tuple[Use, ...]]:
        found: dict[str, list[Use]] = {}
        for part in book.all(Part):
            for index, one in enumerate(part.technical_indices):
                for place, line in enumerate(one.bom):
                    if line.mandated:
                        found.setdefault(line.component, []).append(Use(part, index, place, line))
        return {component: tuple(uses) for component, uses in found.items()}

    return book.remembered("mandated lines by component", grouped)


def series_uses(book: Book, component: str) -> tuple[Use, ...]:
    """The uses of a component in bills of material of the last index of a part."""
    uses = mandated_uses(book).get(component, ())
    return tuple(use for use in uses if use.part.technical_indices[use.index] is last_index(use.part))
