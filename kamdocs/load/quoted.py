"""Where quoted values stand in a file: asked only where a tab or a backslash makes it matter."""

from bisect import bisect_right

import yaml
from yaml import CSafeLoader, ScalarToken

_LONGEST_ESCAPE = len("\\U0010FFFF")

Span = tuple[int, int]
"""First character and the one after the last, from 0, quotes included."""


class Quoted:
    """The quoted values of a text, in their order.

    Attributes:
        double: The spans of values in double quotes, where a backslash begins an escape.
        known_to: So far the parser understood the text; behind it nothing is known.
    """

    def __init__(self, text: str) -> None:
        self.double: list[Span] = []
        self.known_to = 0
        self._spans: list[Span] = []
        try:
            for token in yaml.scan(text, CSafeLoader):
                self.known_to = token.end_mark.index
                if isinstance(token, ScalarToken) and token.style in {'"', "'"}:
                    span = (token.start_mark.index, token.end_mark.index)
                    self._spans.append(span)
                    if token.style == '"':
                        self.double.append(span)
            self.known_to = len(text)
        except yaml.MarkedYAMLError as error:
            self._broken_off(text, error)
        except yaml.YAMLError:
            pass
        self._starts = [first for first, _ in self._spans]

    def _broken_off(self, text: str, error: yaml.MarkedYAMLError) -> None:
        """A value in double quotes that the parser gave up in holds what it stumbled over."""
        began, stopped = error.context_mark, error.problem_mark
        if began is not None and stopped is not None and text[began.index : began.index + 1] == '"':
            self.double.append((began.index, stopped.index + _LONGEST_ESCAPE))

    def holds(self, index: int) -> bool:
        """Whether a character stands inside a quoted value."""
        before = bisect_right(self._starts, index) - 1
        return before >= 0 and index < self._spans[before][1]
