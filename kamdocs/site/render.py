"""Views to HTML: Jinja2 with autoescape on; templates of the project go before the shipped ones."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from kamdocs.core.code import Severity
from kamdocs.shipped import SITE_TEMPLATES
from kamdocs.site.charts import drawing_of
from kamdocs.site.links import Way
from kamdocs.site.shown import tone_of
from kamdocs.site.views import Block, Cell, Items, ItemView, Leaf, Months, Node, Pairs

_SHAPES: Mapping[type, str] = {Leaf: "leaf", Block: "block", Items: "items", Months: "months", Pairs: "pairs"}
_SEVERITY_TONES = {Severity.ERROR: "bad", Severity.WARNING: "wait", Severity.INFO: "off", Severity.OFF: "off"}


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
            "anchor": lambda text: re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-"),
            "in_columns": in_columns,
        }
        self._environment.globals |= {"show": show, "attrs": attrs, "w": words}
        self._chosen: dict[tuple[str, ...], Template] = {}

    def body(self, *names: str, **facts: Any) -> str:
        """The body of a page, from the first of these templates that exists."""
        if names not in self._chosen:
            self._chosen[names] = self._environment.select_template(list(names))
        return self._chosen[names].render(facts)


def show(cell: Cell, way: Way) -> Markup:
    """A value: a link where it leads somewhere, a word with its tone where it is a state."""
    if cell.ref is not None:
        title = f' title="{escape(cell.ref.note)}"' if cell.ref.note else ""
        return Markup(f'<a href="{escape(way.ref(cell.ref))}"{title}>{escape(cell.text)}</a>')
    if cell.tone:
        return Markup(f'<span class="k-mark k-{escape(cell.tone)}">{escape(cell.text)}</span>')
    return escape(cell.text)


def attrs(cell: Cell, numeric: bool) -> Markup:
    """Class and sorting value of a table cell."""
    of_class = ' class="k-num"' if numeric or cell.numeric else ""
    sort = f' data-sort="{escape(cell.sort)}"' if cell.sort and cell.sort != cell.text else ""
    return Markup(f"{of_class}{sort}")


def runs(nodes: tuple[Node, ...]) -> Iterator[tuple[str, list[Node]]]:
    """Nodes in order, single values beside each other gathered."""
    for kind, group in groupby(nodes, key=lambda node: "leaf" if isinstance(node, Leaf) else "branch"):
        yield kind, list(group)


def in_columns(item: ItemView, labels: tuple[str, ...]) -> list[Leaf | None]:
    """The values of an item in the order of the columns; None where it has none."""
    by_label = {node.label: node for node in item.nodes if isinstance(node, Leaf)}
    return [by_label.get(label) for label in labels]
