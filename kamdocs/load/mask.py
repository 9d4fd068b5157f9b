"""Values of strict fields never leave a message: numbers and quoted texts of a sentence become `▒▒▒`."""

import re

HIDDEN = "▒▒▒"
_VALUE = re.compile(r'"[^"]*"|(?<![\w`@-])-?[0-9][0-9.,\'’]*(?:-[0-9]+)*(?: [A-Z]{3}\b)?|says [^,]+')
_LINE = re.compile(r"^(\s*(?:- )*(?:\{)?[A-Za-z_][A-Za-z0-9_]*:)(\s+)\S.*$")


def masked(says: str) -> str:
    """A sentence without the values that it quotes; names of fields stay."""
    return _VALUE.sub(lambda match: f"says {HIDDEN}" if match[0].startswith("says ") else HIDDEN, says)


def masked_line(line: str) -> str:
    """A line of a file with its value hidden; a line that is no `field: value` is hidden whole."""
    if not line.strip():
        return line
    found = _LINE.match(line)
    if found:
        return f"{found[1]}{found[2]}{HIDDEN}"
    if re.fullmatch(r"\s*(?:- )*[A-Za-z_][A-Za-z0-9_]*:\s*", line):
        return line
    return line[: len(line) - len(line.lstrip())] + HIDDEN
