"""Names of people as rules look for them: folded to capitals for ids, and as words of a sentence."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_TWO_LETTERS = str.maketrans(
    {"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE", "Æ": "AE", "Œ": "OE", "ẞ": "SS", "Ł": "L", "Đ": "D"}
)
_ONE_LETTER = str.maketrans({"Ø": "O", "Æ": "AE", "Œ": "OE", "ẞ": "SS", "Ł": "L", "Đ": "D"})
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*(?:\n|(?=[-*•]\s))")


def folded_words(name: str) -> set[str]:
    """The words of a name with three or more letters, in A to Z; an umlaut both ways (`MULLER`, `MUELLER`)."""
    upper = unicodedata.normalize("NFC", name).replace("ß", "ẞ").upper()
    found: set[str] = set()
    for table in (_TWO_LETTERS, _ONE_LETTER):
        plain = unicodedata.normalize("NFD", upper.translate(table))
        bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
        found.update(word for word in re.split(r"[^A-Z]+", bare) if len(word) >= 3)
    return found


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; one may go over several lines, a new paragraph or point of a list begins another."""
    yield from (sentence for sentence in _SENTENCE_END.split(text) if sentence)


def any_word(words: Iterable[str], *, ignore_case: bool = False) -> re.Pattern[str] | None:
    """A pattern that finds any of these words as whole words; None without words."""
    known = sorted({re.escape(word) for word in words if word}, key=lambda word: (-len(word), word))
    if not known:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)", re.IGNORECASE if ignore_case else 0)
