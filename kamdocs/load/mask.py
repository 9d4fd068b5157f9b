"""Values of strict fields never leave a message: numbers and quoted texts of a sentence become `▒▒▒`."""

import re

HIDDEN = "▒▒▒"
_QUOTED = re.compile(r'".*"', re.S)
_TICKED = re.compile(r"`([^`]*)`")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*|[A-Z]{3}(?:-[A-Z0-9]+)+")
_NUMBER = re.compile(r"(?<![\w@])-?[0-9](?:[0-9.,'’:/-]*[0-9])?(?: [A-Z]{3}\b)?")
_FIRST_KEY = re.compile(r"(\s*(?:- )*\{?[A-Za-z_][A-Za-z0-9_]*:)(?:(\s+)\S.*)?\s*")


def masked(code: str, says: str) -> str:
    """A sentence about a value of a strict field, without the value; names of fields, ids and lines stay.

    Args:
        code: The code that speaks. Sentences of YML codes hold places and limits of reading besides the text, those of
            VAL codes hold nothing but the value.
        says: Its sentence.
    """
    if code == "YML009":
        return "two versions meet here"
    if code == "YML011":
        return re.sub(r"(stands twice: line [0-9]+) says .*", r"\1 and this line", says, flags=re.S)
    if code == "YML013":
        return "tags are not read"
    if code == "YML019":
        return "everything after ` #` is lost"
    if code.startswith("YML"):
        return says
    if code == "VAL013":
        return re.sub(r"^.*? is outside", f"{HIDDEN} is outside", says, count=1, flags=re.S)
    says = _QUOTED.sub(HIDDEN, says)
    ticked = [_in_ticks(part) for part in _TICKED.split(says)[1::2]]
    between = [part if code == "VAL017" else _NUMBER.sub(HIDDEN, part) for part in _TICKED.split(says)[::2]]
    return "".join(f"{words}`{name}`" for words, name in zip(between, ticked, strict=False)) + between[-1]


def _in_ticks(words: str) -> str:
    """The name of a field, the word of a closed list or an id stands; everything else may be the value."""
    if _NAME.fullmatch(words) or not any(letter.isdigit() for letter in words):
        return words
    return HIDDEN


def masked_line(line: str) -> str:
    """A line of a file with its value hidden; a line that is no `field: value` is hidden whole."""
    if not line.strip():
        return line
    found = _FIRST_KEY.fullmatch(line)
    if not found:
        return line[: len(line) - len(line.lstrip())] + HIDDEN
    return f"{found[1]}{found[2]}{HIDDEN}" if found[2] else found[1]
