"""What a page shows of a record: plain text for one audience. Templates get these and never a record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kamdocs.site.needs import Need


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to the page of a visible record; `item` is the key behind `@`, `note` what is known of the target."""

    account: str
    record: str
    item: str = ""
    text: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """What stands on the page."""
        return self.text or (f"{self.record}@{self.item}" if self.item else self.record)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: text, where it leads, how it sorts, its tone if it is a state, and the last day it may be read."""

    text: str
    ref: Ref | None = None
    numeric: bool = False
    sort: str = ""
    tone: str = ""
    plain: str = ""
    until: str = ""

    @property
    def csv(self) -> str:
        """The value in a CSV file: without the blanks that group digits."""
        return self.plain or self.text


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field with its values: one, or several of a list."""

    label: str
    says: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A field that is a block of fields."""

    label: str
    says: str
    nodes: "tuple[Node, ...]"

    @property
    def flat(self) -> bool:
        """Whether it holds single values only, so that one line is enough."""
        return all(isinstance(node, Leaf) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of a list: anchor, heading, its fields."""

    anchor: str
    heading: str
    nodes: "tuple[Node, ...]"

    @property
    def years(self) -> "tuple[tuple[str, tuple[Cell, ...]], ...]":
        """Its months by year, if it has any."""
        return next((node.years for node in self.nodes if isinstance(node, Months)), ())


@dataclass(frozen=True, slots=True)
class Items:
    """A field that is a list of items."""

    label: str
    says: str
    items: tuple[ItemView, ...]

    @property
    def flat(self) -> bool:
        """Whether every item holds single values only, so that the list is a table."""
        return all(isinstance(node, Leaf) for item in self.items for node in item.nodes)

    @property
    def monthly(self) -> bool:
        """Whether every item is a row of months, so that the list is one table by year."""
        shapes = [tuple(type(node) for node in item.nodes if not isinstance(node, Leaf)) for item in self.items]
        return all(shape == (Months,) for shape in shapes)

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns of that table, in the order of the model."""
        found: dict[str, None] = {}
        for item in self.items:
            found.update(dict.fromkeys(node.label for node in item.nodes if isinstance(node, Leaf)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Months:
    """A field that maps months to numbers: one row a year."""

    label: str
    says: str
    years: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Any other map: key and value."""

    label: str
    says: str
    pairs: tuple[tuple[str, Cell], ...]


Node = Leaf | Block | Items | Months | Pairs


@dataclass(frozen=True, slots=True)
class FactView:
    """A label with a value."""

    label: str
    cell: Cell
    note: str = ""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of a table; `below` = heading of the column under whose value it stands on a page."""

    heading: str
    numeric: bool = False
    below: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table; an empty cell is a cell without text. A total stays outside sorting."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table, ready to be drawn; `csv` is the name of its CSV file beside the page, empty = none."""

    caption: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    csv: str = ""
    empty: str = ""

    @property
    def has_gaps(self) -> bool:
        """Whether a dash stands in it."""
        return any(cell.text == "—" for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Bar:
    """A point of a chart: label, exact value, text, style."""

    label: str
    value: Decimal
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its table twin."""

    form: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    table: TableView


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of a page; `ref` = where its heading leads."""

    heading: str
    facts: tuple[FactView, ...] = ()
    tables: tuple[TableView, ...] = ()
    charts: tuple[ChartView, ...] = ()
    note: str = ""
    ref: "Ref | None" = None


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding that the reader may know of; its sentence only where that tells him nothing hidden."""

    code: str
    name: str
    severity: str
    says: str
    fix: str
    place: str
    record: Ref
    day: str = ""
    note: str = ""
    need: Need | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Records related in one way: the field that refers, the records."""

    label: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """By what a record can be filtered."""

    programmes: tuple[str, ...] = ()
    plants: tuple[str, ...] = ()
    standing: str = ""
    tone: str = "off"
    until: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record as one audience sees it."""

    account: str
    id: str
    kind: str
    folder: str
    title: str
    file: str
    whole: bool
    nodes: tuple[Node, ...] = ()
    headline: tuple[FactView, ...] = ()
    standing: tuple[FactView, ...] = ()
    summary: tuple[FactView, ...] = ()
    sections: tuple[SectionView, ...] = ()
    owner: Ref | None = None
    evidence: tuple[Ref, ...] = ()
    names: tuple[Relation, ...] = ()
    named_by: tuple[Relation, ...] = ()
    findings: tuple[FindingView, ...] = ()
    attachments: tuple[str, ...] = ()
    facets: Facets = field(default_factory=Facets)
    numbers: tuple[str, ...] = ()
    ended: bool = False
    over: bool = False
    left: bool = False

    @property
    def ref(self) -> Ref:
        """A link to it."""
        return Ref(self.account, self.id)


def cells_of(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Cell]]:
    """All values of a field tree with the label of their field, in order."""
    for node in nodes:
        match node:
            case Leaf():
                yield from ((node.label, cell) for cell in node.cells)
            case Block():
                yield from cells_of(node.nodes)
            case Items():
                for item in node.items:
                    yield from cells_of(item.nodes)
            case Months():
                yield from ((node.label, cell) for _, cells in node.years for cell in cells if cell.text)
            case Pairs():
                yield from ((node.label, cell) for _, cell in node.pairs)
