"""What a kind or a board says beyond the fields, redacted: facts, tables and charts name their class themselves."""

import re
from collections.abc import Set
from dataclasses import replace

from kamdocs.core.view import Cell as Shown
from kamdocs.core.view import Chart, Column, Fact, Guarded, Link, Mark, Row, Section, Table
from kamdocs.site.shown import in_prose, regrouped, view_cell
from kamdocs.site.tree import Sight
from kamdocs.site.views import Bar, Cell, ChartView, ColumnView, FactView, RowView, SectionView, TableView


def facts_seen(facts: tuple[Fact, ...], sight: Sight, *, summary: bool = False) -> tuple[FactView, ...]:
    """The facts that the reader may read; a summary has been judged already."""
    found = []
    for fact in facts:
        if not summary and not sight.reader.reads(fact.seen_as):
            continue
        cell = _cell(fact.value, sight)
        if cell is not None:
            note = sight.masked(fact.note)
            found.append(FactView(sight.masked(fact.label), cell, regrouped(note) if note == fact.note else ""))
    return tuple(found)


def _cell(value: object, sight: Sight) -> Cell | None:
    """The cell of a value; None if it leads to a hidden record."""
    if isinstance(value, Link):
        ref = sight.link(value.record, value.item)
        return view_cell(value, ref) if ref else Cell(value.unseen) if value.unseen else None
    if isinstance(value, Guarded):
        value = value.text if sight.reader.reads(value.seen_as) else value.otherwise
    if isinstance(value, str):
        return Cell(regrouped(in_prose(sight.masked(value))))
    if isinstance(value, Mark):
        value = replace(value, word=sight.masked(value.word))
    return view_cell(value)  # type: ignore[arg-type]


def section_seen(section: Section, sight: Sight) -> SectionView | None:
    """A section without what the reader may not read; None if nothing is left."""
    facts = facts_seen(section.facts, sight)
    tables = tuple(seen for table in section.tables if (seen := table_seen(table, sight)) is not None)
    charts = tuple(drawn for chart in section.charts if (drawn := chart_seen(chart, sight)) is not None)
    if not (facts or tables or charts):
        return None
    return SectionView(section.heading, facts, tables, charts, sight.masked(section.note))


def table_seen(table: Table, sight: Sight) -> TableView | None:
    """A table without hidden columns and rows; a total over a hidden row is hidden too.

    Returns:
        None if the first column is hidden, which names the rows, or if rows were there and none is left.
    """
    kept = [index for index, column in enumerate(table.columns) if sight.reader.reads(column.seen_as)]
    rows = [row for row in table.rows if not row.total and _row_seen(row, sight)]
    everything = len(rows) == sum(1 for row in table.rows if not row.total)
    if 0 not in kept or (table.rows and not rows):
        return None
    if everything:
        rows += [row for row in table.rows if row.total and _row_seen(row, sight)]
    if not sight.reader.reads(table.ordered_as):
        rows.sort(key=lambda row: (row.total, _sorts_by(row.cells[0])))
    headings = {table.columns[index].heading for index in kept}
    columns = tuple(_column(table.columns[index], headings) for index in kept)
    cells = tuple(RowView(_cells(row, kept, sight), row.anchor, row.total) for row in rows)
    return TableView(sight.masked(table.caption), columns, cells, _file_name(table.name), sight.masked(table.empty))


def _sorts_by(cell: Shown) -> str:
    return cell.record if isinstance(cell, Link) else str(cell)


def _file_name(name: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-")


def _column(column: Column, headings: Set[str]) -> ColumnView:
    return ColumnView(column.heading, column.numeric, column.below if column.below in headings else "")


def _cells(row: Row, kept: list[int], sight: Sight) -> tuple[Cell, ...]:
    return tuple(_cell(row.cells[index], sight) or Cell("—") for index in kept)


def _row_seen(row: Row, sight: Sight) -> bool:
    return all(sight.link(record, "") is not None for record in (*row.about, *row.parts))


def chart_seen(chart: Chart, sight: Sight) -> ChartView | None:
    """A chart with its table twin, whole or not at all."""
    if not sight.reader.reads(chart.seen_as):
        return None
    table = table_seen(chart.table, sight)
    if table is None or len(table.rows) != len(chart.table.rows) or len(table.columns) != len(chart.table.columns):
        return None
    bars = tuple(Bar(point.label, point.value, regrouped(point.text), point.style) for point in chart.points)
    return ChartView(chart.form, regrouped(sight.masked(chart.title)), chart.unit, bars, table)
