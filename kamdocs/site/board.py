"""A page that is not a record: its address, its template, what it says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from kamdocs.site.views import FactView, SectionView, TableView


@dataclass(frozen=True)
class Board:
    """A page of a publication.

    Attributes:
        address: Where it stands, e.g. `aurora/prices/`.
        template: Its template; without one of its own a board is drawn by `boards/board.html.j2`.
        title: Heading.
        lead: A sentence below it.
        facts: Value boxes.
        sections: Its parts.
        steps: Breadcrumbs: text and address; the last one is the page itself.
        more: Further facts for its template.
    """

    address: str
    template: str
    title: str
    lead: str = ""
    facts: tuple[FactView, ...] = ()
    sections: tuple[SectionView, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    more: dict[str, object] = field(default_factory=dict)

    def tables(self) -> Iterator[TableView]:
        """All its tables, also those beside charts."""
        yield from tables_in(self.sections)


def tables_in(sections: Iterable[SectionView]) -> Iterator[TableView]:
    """All tables of some sections, also those beside charts."""
    for section in sections:
        yield from section.tables
        yield from (chart.table for chart in section.charts)


def texts_in(value: object) -> Iterator[str]:
    """All texts that a board holds, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_in(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))
