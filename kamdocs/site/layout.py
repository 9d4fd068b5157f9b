"""How a table stands on a screen: columns beside each other, columns below a value, and cards on a phone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kamdocs.site.views import ColumnView, Items, Leaf, TableView

SHORT = 26
"""A text of so many signs is kept on one line."""
_FEWEST, _MOST = 4, 12
"""On a phone a table of more than four columns becomes cards; one of months stays a table that scrolls."""
_PHONE = 38
"""So many signs beside each other are as wide as a phone; four columns that hold more become cards as well."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of one table.

    Attributes:
        columns: All its columns.
        places: The place of each column that has a heading of its own, and of those below it.
        cards: Whether a phone shows a card for each row.
        wide: Whether it has so many columns that it holds numbers and scrolls.
    """

    columns: tuple[ColumnView, ...]
    places: tuple[tuple[int, tuple[int, ...]], ...]
    cards: bool
    wide: bool

    @property
    def heads(self) -> tuple[ColumnView, ...]:
        """The columns that have a heading of their own."""
        return tuple(self.columns[place] for place, _ in self.places)


def layout_of(table: TableView) -> Layout:
    """How a table is laid out."""
    places = _laid(table.columns)
    texts = [[table.columns[place].heading, *(row.cells[place].text for row in table.rows)] for place, _ in places]
    cards = are_cards(texts) or len(places) < len(table.columns)
    return Layout(table.columns, places, cards, len(places) > _MOST)


def are_cards(columns: Sequence[Iterable[str]]) -> bool:
    """Whether columns of texts become cards on a phone."""
    if len(columns) != _FEWEST:
        return _FEWEST < len(columns) <= _MOST
    return sum(max(min(len(text), SHORT) for text in column) for column in columns) > _PHONE


def items_are_cards(items: Items) -> bool:
    """Whether a list of items becomes cards on a phone."""
    texts: dict[str, list[str]] = {label: [label] for label in items.labels}
    for item in items.items:
        for node in item.nodes:
            if isinstance(node, Leaf):
                texts[node.label].append(", ".join(cell.text for cell in node.cells))
    return are_cards(tuple(texts.values()))


@cache
def _laid(columns: tuple[ColumnView, ...]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    below: dict[str, list[int]] = defaultdict(list)
    for place, column in enumerate(columns):
        below[column.below].append(place)
    return tuple((place, tuple(below.get(columns[place].heading, ()))) for place in below[""])
