"""Syntax errors of the parser in words a person can act on: what is open or unexpected, and where it began."""

import re

import yaml

from kamdocs.load.problem import Problem

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


def _within(line: int, data: bytes) -> int:
    """The last line with content where the parser points behind the end of the file."""
    lines = re.split(rb"\r?\n", data.rstrip())
    return min(line, max(1, len(lines)))
