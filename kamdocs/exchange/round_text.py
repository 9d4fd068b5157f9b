"""A file with some of its text changed: values replaced, keys and items added, every other byte as it was."""

from collections.abc import Iterator

import yaml
from yaml import CSafeLoader, MappingNode, Node, ScalarNode, SequenceNode

from kamdocs.core.place import Path


class FileText:
    """The text of one record, and what is to change in it.

    Args:
        data: Its bytes.
    """

    def __init__(self, data: bytes) -> None:
        self._text = data.decode("utf-8")
        self._newline = "\r\n" if "\r\n" in self._text else "\n"
        self._root: Node | None = yaml.compose(data, CSafeLoader)
        self._edits: list[tuple[int, int, str]] = []

    def node(self, path: Path) -> Node | None:
        """The node at a path; None if there is none."""
        found = self._root
        for step in path:
            if isinstance(found, MappingNode):
                found = next((value for key, value in found.value if key.value == step), None)
            elif isinstance(found, SequenceNode) and isinstance(step, int) and step < len(found.value):
                found = found.value[step]
            else:
                return None
        return found

    def replace(self, path: Path, words: str) -> None:
        """Write another value at a path, if it is not that already."""
        found = self.node(path)
        if isinstance(found, ScalarNode) and found.value != words:
            self._edits.append((found.start_mark.index, found.end_mark.index, words))

    def add_key(self, block: Path, name: str, words: str, *, after: str = "") -> None:
        """Write a key with its value into a block.

        Args:
            block: Path of the block.
            name: The key.
            words: Its value on one line.
            after: The key behind which it goes; empty or absent = the last one.
        """
        found = self.node(block)
        if not isinstance(found, MappingNode) or not found.value:
            return
        behind = next((pair for pair in found.value if pair[0].value == after), found.value[-1])
        if found.flow_style:
            self._insert(_end(found.value[-1][1]), f", {name}: {words}")
        else:
            self._insert_lines(behind[1], found.value[0][0].start_mark.column, [f"{name}: {words}"])

    def add_item(self, items: Path, lines: list[str], on_one_line: str, *, after: int | None = None) -> None:
        """Write an item into a list.

        Args:
            items: Path of the list.
            lines: The item over several lines, without its hyphen; comments before the first key begin with `#`.
            on_one_line: The same on one line, for a list in brackets.
            after: Position of the item behind which it goes; None = the last one.
        """
        found = self.node(items)
        if not isinstance(found, SequenceNode):
            return
        behind = found.value[-1 if after is None else after] if found.value else None
        if found.flow_style:
            at = _end(behind) if behind is not None else found.start_mark.index + 1
            self._insert(at, f", {on_one_line}" if behind is not None else on_one_line)
        elif behind is not None:
            self._insert_lines(behind, found.start_mark.column, list(_with_hyphen(lines)))

    def bytes(self) -> bytes:
        """The changed file."""
        text = self._text
        for _, (start, end, words) in sorted(enumerate(self._edits), key=lambda one: (one[1][0], one[0]), reverse=True):
            text = text[:start] + words + text[end:]
        return text.encode("utf-8")

    def _insert(self, at: int, words: str) -> None:
        self._edits.append((at, at, words))

    def _insert_lines(self, behind: Node, column: int, lines: list[str]) -> None:
        """Lines below a value, and below the comments that are further in than they are."""
        at = self._below(_end(behind), column)
        begin = "" if at == 0 or self._text[at - 1] == "\n" else self._newline
        written = "".join(f"{' ' * column}{line}{self._newline}" for line in lines)
        self._insert(at, begin + written)

    def _below(self, at: int, column: int) -> int:
        """The begin of the first line below a place that is no comment of what stands there."""
        if at and self._text[at - 1] != "\n":
            at = self._next_line(at)
        while True:
            line = self._text[at : self._next_line(at)]
            rest = line.lstrip(" ")
            if not rest.startswith("#") or len(line) - len(rest) <= column:
                return at
            at = self._next_line(at)

    def _next_line(self, at: int) -> int:
        found = self._text.find("\n", at)
        return found + 1 if found >= 0 else len(self._text)


def _end(node: Node) -> int:
    """Where the text of a value ends, without the blanks and comments behind it."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return _end(node.value[-1][1])
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    index: int = node.end_mark.index
    return index


def _with_hyphen(lines: list[str]) -> Iterator[str]:
    first = True
    for line in lines:
        if line.startswith("#"):
            yield line
        else:
            yield f"- {line}" if first else f"  {line}"
            first = False
