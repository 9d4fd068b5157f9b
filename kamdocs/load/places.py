"""The second reading: where in a file a path stands. Only files with findings are read twice."""

from bisect import bisect_right
from itertools import accumulate
from typing import Any

import yaml
from yaml import CSafeLoader, MappingNode, Node, SequenceNode

from kamdocs.core.place import Path, Place


class PlacesOf:
    """The places of one file.

    Args:
        file: Path shown to the reader.
        data: Its bytes; a file that cannot be parsed has its first line as the only place.
    """

    def __init__(self, file: str, data: bytes) -> None:
        self._file = file
        self._lines = data.decode("utf-8", "replace").split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        try:
            self._root: Node | None = yaml.compose(data, CSafeLoader)
        except (yaml.YAMLError, ValueError, RecursionError):
            self._root = None

    def part(self, path: Path, words: str) -> Place:
        """The place of a piece of a value, e.g. of its unit."""
        place = self.of(path)
        column = self._lines[place.line - 1].find(words, place.column - 1) if words else -1
        return Place(self._file, place.line, column + 1, column + 1 + len(words)) if column >= 0 else place

    def of(self, path: Path, key: bool = False) -> Place:
        """The place of a value, or of its key; where the path ends early, of the first key of the block reached."""
        node, key_node = self._root, None
        for index, step in enumerate(path):
            found = _step(node, step)
            if found is None:
                return self._missing(node, key_node, at_root=index == 0)
            key_node, node = found
        if not path:
            return self._missing(node, None, at_root=True)
        wanted = key_node if key and key_node is not None else node
        return self._place(wanted) if wanted is not None else Place(self._file)

    def excerpt(self, line: int, before: int = 2) -> list[tuple[int, str]]:
        """The line and up to two before it, with their numbers."""
        first = max(1, line - before)
        return [(number, self._lines[number - 1]) for number in range(first, line + 1) if number <= len(self._lines)]

    def words(self, place: Place) -> str:
        """What the file says at a place, as it was typed."""
        line = self._lines[place.line - 1] if place.line <= len(self._lines) else ""
        return line[place.column - 1 : place.end_column - 1].rstrip("\r")

    def _missing(self, node: Node | None, key_node: Node | None, *, at_root: bool) -> Place:
        if isinstance(node, MappingNode) and node.value:
            return self._place(node.value[0][0])
        if key_node is not None and not at_root:
            return self._place(key_node)
        return self._place(node) if node is not None else Place(self._file)

    def _at(self, mark: yaml.Mark) -> tuple[int, int]:
        """Line and column of a mark, from 0, as an editor counts them: the parser ends lines at more characters."""
        line = bisect_right(self._starts, mark.index) - 1
        return (line, mark.index - self._starts[line]) if line < len(self._lines) else (len(self._lines) - 1, 0)

    def _place(self, node: Node) -> Place:
        (line, column), (last_line, last_column) = self._at(node.start_mark), self._at(node.end_mark)
        on_one_line = last_line == line and last_column > column
        end = last_column if on_one_line else len(self._lines[line].rstrip())
        return Place(self._file, line + 1, column + 1, max(end, column + 1) + 1)

    def after_value(self, path: Path) -> tuple[int, int, str] | None:
        """Where a comment begins behind an unquoted value: line, column and the text behind `#`; None without one."""
        node = self._root
        for step in path:
            found = _step(node, step)
            if found is None:
                return None
            node = found[1]
        if not isinstance(node, yaml.ScalarNode) or node.style:
            return None
        number, end = self._at(node.end_mark)
        line = self._lines[number]
        rest = line[end:]
        if not rest.lstrip().startswith("#") or rest[:1] not in {" ", "\t"}:
            return None
        column = end + rest.index("#") + 1
        return number + 1, column, line[column - 1 :].strip()


def _step(node: Node | None, step: Any) -> tuple[Node | None, Node] | None:
    """The key and value nodes one step further."""
    if isinstance(node, MappingNode):
        matching = [(key, value) for key, value in node.value if key.value == str(step)]
        return matching[-1] if matching else None
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None
