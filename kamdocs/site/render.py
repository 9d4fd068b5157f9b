"""Views to HTML: Jinja2 with autoescape on; templates of the project go before the shipped ones."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from kamdocs.core.code import Severity
from kamdocs.shipped import SITE_TEMPLATES
from kamdocs.site.charts import drawing_of
from kamdocs.site.layout import SHORT, Layout, items_are_cards, layout_of
from kamdocs.site.links import Way
from kamdocs.site.shown import NARROW, tone_of
from kamdocs.site.views import Block, Cell, Items, ItemView, Leaf, Months, Node, Pairs, RowView

_SHAPES: Mapping[type, str] = {Leaf: "leaf", Block: "block", Items: "items", Months: "months", Pairs: "pairs"}
_SEVERITY_TONES = {Severity.ERROR: "bad", Severity.WARNING: "wait", Severity.INFO: "off", Severity.OFF: "off"}


_CODE = re.compile(r"`([^`]+)`")


class Renderer:
    """Templates of one project.

    Args:
        project: Its `site_templates/` may replace single templates.
        words: Words of the frame.
    """

    def __init__(self, project: Path, words: Mapping[str, str]) -> None:
        folders = [project / "site_templates", SITE_TEMPLATES]
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "drawing": drawing_of,
            "runs": runs,
            "shape": lambda node: _SHAPES[type(node)],
            "tone": tone_of,
            "tone_of_severity": lambda name: _SEVERITY_TONES[Severity(name)],
            "anchor": anchor_of,
            "in_columns": in_columns,
            "coded": coded,
            "cards": items_are_cards,
            "layout": layout_of,
            "cell_class": cell_class,
        }
        self._environment.globals |= {"show": show, "values": values, "row_of": row_of, "w": words}
        self._chosen: dict[tuple[str, ...], Template] = {}

    def body(self, *names: str, **facts: object) -> str:
        """The body of a page, from the first of these templates that exists."""
        if names not in self._chosen:
            self._chosen[names] = self._environment.select_template(list(names))
        return self._chosen[names].render(facts)


def show(cell: Cell, way: Way) -> Markup:
    """A value: a link where it leads somewhere, a word with its tone where it is a state."""
    return Markup(_shown(cell, way))


def _shown(cell: Cell, way: Way) -> str:
    text = str(escape(cell.text))
    if cell.ref is not None:
        title = f' title="{escape(cell.ref.note)}"' if cell.ref.note else ""
        return f'<a href="{escape(way.ref(cell.ref))}"{title}>{text}</a>'
    until = f' data-valid-until="{escape(cell.until)}"' if cell.until else ""
    if cell.tone or until:
        name = f' class="k-mark k-{cell.tone}"' if cell.tone else ""
        return f"<span{name}{until}>{text}</span>"
    return _CODE.sub(r"<code>\1</code>", text) if "`" in text else text


def values(cells: Sequence[Cell], way: Way) -> Markup:
    """The values of a field beside each other."""
    return Markup('<span class="k-sep">, </span>'.join(_shown(cell, way) for cell in cells))


def row_of(row: RowView, layout: Layout, way: Way) -> Markup:
    """A row of a table. It is drawn here, not by a macro: there are hundreds of thousands of them."""
    parts: list[str] = []
    for place, below in layout.places:
        cell, column = row.cells[place], layout.columns[place]
        tag, scope = ("td", "") if parts else ("th", ' scope="row"')
        label = f' data-label="{escape(column.heading)}"' if layout.cards else ""
        under = "".join(_under(row.cells[one], layout.columns[one].heading, way) for one in below)
        parts.append(
            f"<{tag}{scope}{label}{_attrs(cell, column.numeric, layout.wide)}>{_shown(cell, way)}{under}</{tag}>"
        )
    anchor = f' id="{escape(row.anchor)}"' if row.anchor else ""
    total = ' class="k-total"' if row.total else ""
    return Markup(f"<tr{anchor}{total}>{''.join(parts)}</tr>\n")


def _under(cell: Cell, heading: str, way: Way) -> str:
    """A value below the main one of its cell, with its name; nothing where there is none."""
    if cell.text in ("", "—"):
        return ""
    short = ' class="k-short"' if len(heading) + len(cell.text) <= SHORT else ""
    return f"<small{short}><span>{escape(heading)}</span> {_shown(cell, way)}</small>"


def coded(text: str) -> Markup:
    """A text in which words between backticks are code."""
    escaped = escape(text)
    return Markup(_CODE.sub(r"<code>\1</code>", str(escaped))) if "`" in text else escaped


def _attrs(cell: Cell, numeric: bool, wide: bool) -> str:
    """Class and sorting value of a table cell; a short text is kept on one line, a wide table holds numbers anyway."""
    is_number = numeric or cell.numeric
    name = "k-num" if is_number else "k-short" if len(cell.text) <= SHORT else ""
    name = ("" if is_number else "k-words") if wide else name
    of_class = f' class="{name}"' if name else ""
    plain = cell.text.replace(NARROW, "").replace("−", "-")
    sort = f' data-sort="{escape(cell.sort)}"' if cell.sort and cell.sort != plain else ""
    return f"{of_class}{sort}"


def anchor_of(text: str) -> str:
    """A heading as the anchor of its section."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def runs(nodes: tuple[Node, ...]) -> Iterator[tuple[str, list[Node]]]:
    """Nodes in order, gathered where they are lines beside each other."""
    for kind, group in groupby(nodes, key=lambda node: "leaf" if _is_line(node) else "branch"):
        yield kind, list(group)


def _is_line(node: Node) -> bool:
    return isinstance(node, Leaf) or (isinstance(node, Block) and node.flat)


def cell_class(leaf: Leaf) -> Markup:
    """The class of the cell in which a field stands: numbers to the right, short texts on one line."""
    if leaf.cells[0].numeric:
        return Markup(' class="k-num"')
    return Markup(' class="k-short"' if sum(len(cell.text) for cell in leaf.cells) <= SHORT else "")


def in_columns(item: ItemView, labels: tuple[str, ...]) -> list[Leaf | None]:
    """The values of an item in the order of the columns; None where it has none."""
    by_label = {node.label: node for node in item.nodes if isinstance(node, Leaf)}
    return [by_label.get(label) for label in labels]
