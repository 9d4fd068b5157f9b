"""What a page consists of, as data: facts, tables, charts, links. `page.py` of a kind makes them, the site draws them.

Every part names its class, so that redaction needs no knowledge of the kind. A part without a class is not shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kamdocs.core.audience import Class


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to a record of this account or of `group`.

    Attributes:
        record: Its id.
        text: What stands on the page instead of the id.
        item: The key behind `@`.
        unseen: What stands there for a reader who may not know of the record; empty = the same as nothing. Only where
            the table tells him anyway that there is one.
    """

    record: str
    text: str = ""
    item: str = ""
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state or standing: a word with a tone (`good`, `wait`, `bad`, `off`), never a colour alone.

    Attributes:
        word: What stands on the page.
        tone: How it looks.
        until: Last day (ISO) on which it may be read; after it a screen says "unknown: ask". Empty = no end.
    """

    word: str
    tone: str = "off"
    until: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be shown and sorted; `text` is what stands on the page."""

    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """Words of which a part is more confidential than their column.

    Attributes:
        text: What stands there for who may read `seen_as`.
        seen_as: Its class.
        otherwise: What stands there for everybody else who reads the column.
    """

    text: str
    seen_as: Class
    otherwise: str


Plain = str | Link | Mark | Number | None
"""What stands in one place of a page; None = unknown."""

Cell = Plain | Guarded
"""What stands in one place of a table."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with a value. `seen_as`: its class; the fact is left out for who may not read it."""

    label: str
    value: Plain
    seen_as: Class
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading with its unit, class, and whether it holds numbers.

    Attributes:
        heading: Its name.
        seen_as: Its class; the column is left out for who may not read it.
        numeric: Whether it holds numbers.
        below: Heading of the column under whose value it stands on a page, so that a wide table fits a screen. A file
            keeps it as a column, and so does a page without that other column.
    """

    heading: str
    seen_as: Class
    numeric: bool = False
    below: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell per column. `about` = records it speaks of: it is left out where one of them is hidden."""

    cells: tuple[Cell, ...]
    about: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    anchor: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, columns, rows; `name` is its file name as CSV.

    Attributes:
        ordered_as: Class of what the order of the rows says. Who may not read it gets them by their first column.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""
    empty: str = "Nothing here."
    ordered_as: Class = Class.SCHEDULE

    def picked(self, headings: Iterable[str], *, caption: str, name: str) -> "Table":
        """A table of some of its columns, where all of them are more than a screen is wide.

        Args:
            headings: In the order in which they are to stand.
            caption: Of the new table.
            name: Its file name.

        Returns:
            Every row once: rows that the columns left out told apart are one.
        """
        places = [place for name in headings for place, one in enumerate(self.columns) if one.heading == name]
        rows: dict[tuple[Cell, ...], Row] = {}
        for row in self.rows:
            cells = tuple(row.cells[place] for place in places)
            rows.setdefault(cells, replace(row, cells=cells, anchor=f"{name}-{row.anchor}" if row.anchor else ""))
        columns = tuple(self.columns[place] for place in places)
        return replace(self, caption=caption, columns=columns, rows=tuple(rows.values()), name=name)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a chart: label under it, exact value, text shown, style (`plain`, `planned`, `past`)."""

    label: str
    value: Decimal
    text: str = ""
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one of five forms, with its table twin; `seen_as` hides it as a whole.

    Attributes:
        form: `steps`, `bars`, `waterfall`, `spans` (bars over time) or `spark`.
        title: The message, not the subject.
        unit: Unit of the values.
    """

    form: str
    title: str
    unit: str
    points: tuple[Point, ...]
    seen_as: Class
    table: Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: heading, then facts, tables and charts in this order."""

    heading: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a kind adds to the generated page of a record."""

    headline: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = field(default_factory=tuple)
