"""Syntax errors of the parser in words a person can act on: what is open or unexpected, and where it began."""

import re

import yaml

from kamdocs.load.problem import Problem

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What the parser counts as the end of a line."""

_SENTENCES = (
    ("flow sequence", "a bracket `[` is not closed"),
    ("flow mapping", "a brace `{` is not closed"),
    ("quoted scalar", "a quote is not closed"),
    ("block collection", "this line does not line up with its list"),
    ("block mapping", "this line does not line up with its block"),
    ("simple key", "a field needs a colon and a blank after its name"),
    ("block scalar", "the text block is indented in a way that cannot be read"),
    ("directive", "a line that begins with `%` is not read"),
)
_UNEXPECTED = (
    ("mapping values are not allowed", "a second `: ` on one line: quote the text"),
    ("found character that cannot start", "a value begins with a character that needs quotes"),
    ("did not find expected alphabetic", "a value begins with `*` or `&`: quote it"),
    ("found unknown escape", "an unknown `\\` in double quotes: use single quotes"),
    ("found undefined tag handle", "a value begins with `!`: quote it"),
    ("could not find expected ':'", "a field needs a colon and a blank after its name"),
)


def explain_syntax(error: yaml.MarkedYAMLError, data: bytes) -> Problem:
    """The refusal for a syntax error.

    Args:
        error: What the parser raised.
        data: The file.

    Returns:
        YML010 at the opening bracket or quote where one is open, else at the parser's mark.
    """
    context, problem = error.context or "", error.problem or ""
    mark = error.problem_mark or error.context_mark
    if "nesting depth" in problem:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Problem("YML007", "nested deeper than 20 levels", line=line, column=column)
    if special := _special(problem, mark, data):
        return special
    says = next((text for start, text in _UNEXPECTED if start in problem), "")
    opened = error.context_mark
    if not says:
        says = next((text for start, text in _SENTENCES if start in context), "this cannot be read as `field: value`")
    is_open = says.endswith("not closed") and opened is not None
    if is_open and opened is not None:
        mark = opened
    if opened is not None and (is_open or "line up" in says):
        says += f", opened on line {opened.line + 1}"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem("YML010", says, line=_within(line, data), column=column, end_column=column + 1)


def _special(problem: str, mark: yaml.Mark | None, data: bytes) -> Problem | None:
    """What the parser calls a mistake of syntax and a person by another name."""
    if mark is None:
        return None
    lines = _BREAK.split(data.decode("utf-8", "replace"))
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, rest = line[: mark.column], line[mark.column :]
    if "document start" in problem:
        above = enumerate(lines[: mark.line + 1])
        marker = max((number for number, one in above if one.startswith("...")), default=None)
        if marker is not None:
            says = "more than one document in this file"
            return Problem("YML015", says, line=marker + 1, column=1, end_column=4)
    if re.match(r":(?:\s|$)", rest) and not before.strip():
        return Problem("YML018", "a field name must be plain text", line=mark.line + 1, column=mark.column + 1)
    says = _beside(problem, before, rest)
    place = Problem("YML010", says, line=mark.line + 1, column=mark.column + 1, end_column=mark.column + 2)
    return place if says else None


def _beside(problem: str, before: str, rest: str) -> str:
    """What is wrong with what stands behind something on the same line; empty if that is not the matter."""
    if "mapping values are not allowed" in problem and ": " not in before:
        return "this line is indented further than the line above it"
    if "did not find expected key" not in problem or not before.strip():
        return ""
    return (
        f"a closing `{rest[0]}` that nothing opens" if rest[:1] in ("]", "}") else "two values in a row: quote the text"
    )


def _within(line: int, data: bytes) -> int:
    """The last line with content where the parser points behind the end of the file."""
    lines = re.split(rb"\r?\n", data.rstrip())
    return min(line, max(1, len(lines)))
