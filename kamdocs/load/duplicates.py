"""Keys that stand twice in one block, with both lines and values: a second reading, only of files that have one."""

from collections.abc import Iterator

import yaml
from yaml import CSafeLoader, MappingNode, Node, ScalarNode, SequenceNode

from kamdocs.load.problem import Problem

_LONGEST = 60


def duplicate_keys(data: bytes) -> list[Problem]:
    """One problem for each key that repeats an earlier one of its block."""
    root = yaml.compose(data, CSafeLoader)
    return sorted(_inside(root, set()), key=lambda problem: (problem.line, problem.column)) if root else []


def _inside(node: Node, seen: set[int]) -> Iterator[Problem]:
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _inside(item, seen)
    elif isinstance(node, MappingNode):
        first: dict[str, tuple[Node, Node]] = {}
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                if key.value in first:
                    yield _problem(key, value, *first[key.value])
                first.setdefault(key.value, (key, value))
            yield from _inside(value, seen)


def _problem(key: Node, value: Node, first_key: Node, first_value: Node) -> Problem:
    line = first_key.start_mark.line + 1
    says = f"`{key.value}` stands twice: line {line} says {_words(first_value)}, this line says {_words(value)}"
    mark = key.start_mark
    end = key.end_mark.column + 1
    return Problem("YML011", says, line=mark.line + 1, column=mark.column + 1, end_column=end, name=str(key.value))


def _words(node: Node) -> str:
    if isinstance(node, ScalarNode):
        text = " ".join(node.value.split()) or "nothing"
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return "a list" if isinstance(node, SequenceNode) else "a block"
