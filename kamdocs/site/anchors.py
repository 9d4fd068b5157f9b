"""Anchors of a page: each stands once. What comes first keeps it: headings, then rows of sections, then items."""

from dataclasses import replace

from kamdocs.site.render import anchor_of
from kamdocs.site.views import Block, Items, ItemView, Node, RowView, SectionView, TableView

FIXED = frozenset({"findings", "summary", "facts", "proof", "attachments", "related"})
"""The headings of every record page."""


class Anchors:
    """Hands out the anchors of one page."""

    def __init__(self, sections: tuple[SectionView, ...]) -> None:
        self._taken = set(FIXED) | {anchor_of(one.heading) for one in sections}

    def _one(self, anchor: str) -> str:
        if not anchor or anchor in self._taken:
            return ""
        self._taken.add(anchor)
        return anchor

    def section(self, one: SectionView) -> SectionView:
        """A section whose rows have anchors of their own."""
        charts = tuple(replace(chart, table=self._table(chart.table)) for chart in one.charts)
        return replace(one, charts=charts, tables=tuple(self._table(table) for table in one.tables))

    def _table(self, table: TableView) -> TableView:
        if not any(row.anchor for row in table.rows):
            return table
        return replace(table, rows=tuple(self._row(row) for row in table.rows))

    def _row(self, row: RowView) -> RowView:
        return replace(row, anchor=self._one(row.anchor)) if row.anchor else row

    def nodes(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Fields whose items have anchors of their own."""
        return tuple(self._node(node) for node in nodes)

    def _node(self, node: Node) -> Node:
        if isinstance(node, Block) and not node.flat:
            return replace(node, nodes=self.nodes(node.nodes))
        if isinstance(node, Items):
            return replace(node, items=tuple(self._item(item) for item in node.items))
        return node

    def _item(self, item: ItemView) -> ItemView:
        return replace(item, anchor=self._one(item.anchor), nodes=self.nodes(item.nodes))
