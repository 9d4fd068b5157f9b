"""Where quoted values stand in a file: asked only where a tab or a backslash makes it matter."""

import yaml
from yaml import CSafeLoader, ScalarToken

Span = tuple[int, int]
"""First character and the one after the last, from 0, quotes included."""


class Quoted:
    """The quoted values of a text.

    Attributes:
        known_to: So far the parser understood the text; behind it nothing is known.
    """

    def __init__(self, text: str) -> None:
        self._spans: dict[str, list[Span]] = {'"': [], "'": []}
        self.known_to = 0
        try:
            for token in yaml.scan(text, CSafeLoader):
                self.known_to = token.end_mark.index
                if isinstance(token, ScalarToken) and token.style in self._spans:
                    self._spans[token.style].append((token.start_mark.index, token.end_mark.index))
            self.known_to = len(text)
        except yaml.YAMLError:
            pass

    def holds(self, index: int, styles: str = "\"'") -> bool:
        """Whether a character stands inside a value in quotes of one of these styles."""
        return any(first <= index < end for style in styles for first, end in self._spans[style])
