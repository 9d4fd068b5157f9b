"""YAML to a tree of plain text: events of PyYAML's C parser, every scalar as it was typed.

Nothing is resolved: no type, anchor, alias, tag, merge key or second document. What is refused has a place. A tree is
made of `dict`, `list`, `str` and `None` (a field without a value).
"""

from dataclasses import dataclass
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kamdocs.load.bytes import refused_bytes
from kamdocs.load.problem import Problem

DEEPEST, MOST_VALUES, MOST_KEYS, LONGEST_KEY = 20, 500_000, 5_000, 200
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_ODD_KEYS = _NOTHING | {"<<"}


@dataclass(slots=True)
class Parsed:
    """What a file says.

    Attributes:
        tree: The root mapping; None if the file was refused.
        problems: Refusals of reading (YML).
        has_empty: Some field has no value, so the empty ones must be looked for.
        may_cut_text: Some line has ` #` after a value, so text fields must be looked at.
    """

    tree: dict[str, Any] | None
    problems: list[Problem]
    has_empty: bool = False
    may_cut_text: bool = False


def _comment_after_value(data: bytes) -> bool:
    """Whether some line has ` #` behind something else than blanks."""
    if b" #" not in data and b"\t#" not in data:
        return False
    lines = (line.lstrip() for line in data.split(b"\n") if b" #" in line or b"\t#" in line)
    return any(not line.startswith(b"#") for line in lines)


def parse(data: bytes) -> Parsed:
    """Read one file.

    Args:
        data: Its bytes; nothing larger than 4 MiB is parsed.

    Returns:
        The tree, or the refusals. A syntax error ends the file at once, all other refusals are collected.
    """
    problems = refused_bytes(data)
    if problems:
        return Parsed(None, problems)
    builder = _Builder()
    try:
        builder.read(CParser(data))
    except yaml.MarkedYAMLError as error:
        problems = [*builder.problems, syntax_problem(error, data)]
        return Parsed(None, _with_both_lines(builder.problems, data) if builder.problems else problems)
    except _Stop:
        return Parsed(None, builder.problems)
    if builder.problems:
        return Parsed(None, _with_both_lines(builder.problems, data))
    if not isinstance(builder.root, dict):
        return Parsed(None, [_shape_problem(builder.root)])
    return Parsed(builder.root, [], builder.has_empty, _comment_after_value(data))


def _with_both_lines(problems: list[Problem], data: bytes) -> list[Problem]:
    """Aliases are left to their anchor, and keys that stand twice get both lines."""
    if any(problem.name == "&" for problem in problems):
        problems = [problem for problem in problems if problem.name != "*"]
    if all(problem.code != "YML011" for problem in problems):
        return problems
    from kamdocs.load.duplicates import duplicate_keys

    try:
        twice = duplicate_keys(data)
    except yaml.YAMLError:  # a mistake of syntax further down: the second reading does not get to the end
        return problems
    others = [problem for problem in problems if problem.code != "YML011"]
    return sorted([*others, *twice], key=lambda problem: (problem.line, problem.column))


class _Stop(Exception):
    """The file is refused at this point; what is known so far is in `problems`."""


def _shape_problem(root: object) -> Problem:
    if root is None:
        return Problem("YML016", "the file is empty", line=1, column=1)
    what = "a list" if isinstance(root, list) else "a text"
    return Problem("YML017", f"a record is a list of `field: value`, this is {what}", line=1, column=1)


class _Builder:
    """Builds the tree from events with an explicit stack, so that depth never reaches Python's own."""

    def __init__(self) -> None:
        self.root: Any = None
        self.problems: list[Problem] = []
        self.has_empty = False
        self._documents = 0

    def read(self, parser: Any) -> None:
        """Consume all events of one file. One flat loop: it runs for every value of every record."""
        get = parser.get_event
        stack: list[tuple[Any, Any]] = []  # (container around, event that began this one)
        container: Any = None
        key: Any = None
        values = 0
        event = get()
        while event is not None:
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor or event.tag:
                    self._refuse_marked(event)
                values += 1
                text: Any = event.value
                if type(container) is dict:
                    if key is None:
                        key = text
                        if key in container or key in _ODD_KEYS or len(key) > LONGEST_KEY:
                            key = self._key(event, container)
                        event = get()
                        continue
                    if text in _NOTHING and (not event.style or text == ""):
                        text = None if not event.style else ""
                        self.has_empty = True
                    container[key] = text
                    key = None
                elif container is None:
                    self.root = None if text == "" and not event.style else text
                else:
                    if text in _NOTHING and (not event.style or text == ""):
                        text = None if not event.style else ""
                        self.has_empty = True
                    container.append(text)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor or event.tag:
                    self._refuse_marked(event)
                values += 1
                new: Any = {} if kind is MappingStartEvent else []
                if type(container) is dict:
                    if key is None:
                        self._refuse(event, "YML018", "a field name must be plain text")
                        raise _Stop
                    container[key] = new
                elif container is None:
                    self.root = new
                else:
                    container.append(new)
                stack.append((container, event))
                if len(stack) > DEEPEST:
                    self._refuse(event, "YML007", f"nested deeper than {DEEPEST} levels")
                    raise _Stop
                container, key = new, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if not container:
                    self.has_empty = True
                size = len(container)
                container, began = stack.pop()
                key = None
                if size > MOST_KEYS and kind is MappingEndEvent:
                    self._refuse(began, "YML008", f"{size} keys in one block")
            elif kind is AliasEvent:
                self._refuse(event, "YML012", "anchors and aliases are not read", name="*")
                if type(container) is dict and key is None:
                    raise _Stop
                if type(container) is dict:
                    container[key], key = "", None
            elif kind is DocumentStartEvent:
                self._document(event)
            if values > MOST_VALUES:
                self._refuse(event, "YML007", f"more than {MOST_VALUES:,} values")
                raise _Stop
            event = get()

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1 or event.version or event.tags:
            self._refuse(event, "YML015", "more than one document in this file")
            raise _Stop

    def _key(self, event: ScalarEvent, container: dict[str, Any]) -> str:
        name: str = event.value
        if not name or (name in _NOTHING and not event.style) or len(name) > LONGEST_KEY:
            self._refuse(event, "YML018", "a field name must be plain text")
        elif name == "<<":
            self._refuse(event, "YML014", "merge keys are not read")
        elif name in container:
            self._refuse(event, "YML011", f"`{name}` stands twice", name=name)
        return name or " "

    def _refuse_marked(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event, "YML012", "anchors and aliases are not read", name="&")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, "YML013", f"tags (`{tag}`) are not read")

    def _refuse(self, event: Any, code: str, says: str, name: str = "") -> None:
        mark = event.start_mark
        end = event.end_mark.column + 1 if event.end_mark.line == mark.line else 0
        self.problems.append(Problem(code, says, line=mark.line + 1, column=mark.column + 1, end_column=end, name=name))


def syntax_problem(error: yaml.MarkedYAMLError, data: bytes) -> Problem:
    """What the parser stumbled over, in words of the trade: what is open or unexpected, and since which line."""
    from kamdocs.load.syntax import explain_syntax

    return explain_syntax(error, data)
