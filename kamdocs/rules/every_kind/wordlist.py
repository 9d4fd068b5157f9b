"""Lists of words that may not stand somewhere: found whole, whatever their case, quickly in many texts."""

import re
from collections.abc import Iterable


class WordList:
    """Words (or phrases, or beginnings of numbers such as `8K0-`) to look for.

    Args:
        words: As policy writes them.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple((word, word.casefold(), _whole(word)) for word in words if word)

    def __bool__(self) -> bool:
        return bool(self._words)

    def first_in(self, text: str) -> str:
        """The first word of the list that stands whole in this text; empty if there is none."""
        folded = text.casefold()
        return next((word for word, plain, whole in self._words if plain in folded and whole.search(folded)), "")


def _whole(word: str) -> re.Pattern[str]:
    """The word with no letter or digit beside it; a word that ends in a mark may go on after it."""
    folded = word.casefold()
    before = r"(?<![^\W_])" if folded[0].isalnum() else ""
    after = r"(?![^\W_])" if folded[-1].isalnum() else ""
    return re.compile(before + re.escape(folded) + after)
