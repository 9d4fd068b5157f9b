"""Stamping: a body is drawn and put into the frame of its page; its tables are written beside it as CSV."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

from kamdocs.site.board import Board, tables_in
from kamdocs.site.csvs import csv_of
from kamdocs.site.links import Way, record_address
from kamdocs.site.render import Renderer
from kamdocs.site.shell import Frame
from kamdocs.site.views import RecordView
from kamdocs.site.write import write_text

_BY_DEPTH = ("", "x/", "x/y/", "x/y/z/")


class Stamp:
    """Stamps the pages of one publication.

    Args:
        renderer: Draws bodies.
        frames: Frames by address; pages without one of their own take that of their depth.
        out: Where the publication is made.
    """

    def __init__(self, renderer: Renderer, frames: Mapping[str, Frame], out: Path) -> None:
        self.renderer = renderer
        self._frames = frames
        self._out = out

    def board(self, board: Board) -> None:
        """Write a board and its tables."""
        way = Way(board.address)
        body = self.renderer.body(
            f"boards/{board.template}.html.j2",
            "boards/board.html.j2",
            title=board.title,
            lead=board.lead,
            facts=board.facts,
            sections=board.sections,
            steps=_links(board.steps, way),
            way=way,
            **board.more,
        )
        self._page(board.address, board.title, body)
        for table in board.tables():
            if table.csv and table.rows:
                write_text(self._out, f"{board.address}{table.csv}.csv", csv_of(table))

    def record(
        self, view: RecordView, *, kind_name: str, steps: tuple[tuple[str, str], ...], facts: Mapping[str, object]
    ) -> None:
        """Write the page of a record and the tables of its sections."""
        address = record_address(view.account, view.id)
        way = Way(address)
        body = self.renderer.body(
            f"pages/{view.kind}.html.j2",
            "pages/record.html.j2",
            view=view,
            kind_name=kind_name,
            steps=_links(steps, way),
            way=way,
            **facts,
        )
        title = view.title if view.id in view.title else f"{view.title} · {view.id}"
        self._page(address, title, body)
        for table in tables_in(view.sections):
            if table.csv and table.rows:
                write_text(self._out, f"{address}{table.csv}.csv", csv_of(table))

    def _page(self, address: str, title: str, body: str) -> None:
        frame = self._frames.get(address) or self._frames[_BY_DEPTH[address.count("/")]]
        write_text(self._out, f"{address}index.html", frame.filled(escape(title, quote=False), body))


def _links(steps: tuple[tuple[str, str], ...], way: Way) -> list[tuple[str, str]]:
    """Breadcrumbs with their links; the last one is the page itself."""
    return [(text, way.to(address)) for text, address in steps[:-1]] + [(text, "") for text, _ in steps[-1:]]
