"""What can be refused from the bytes of a file, before any parser sees them."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from kamdocs.load.problem import Problem
from kamdocs.load.quoted import Quoted

LARGEST = 4 * 1024 * 1024

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# The separators U+2028 and U+2029 are among them: YAML ends a line there, and no editor shows it.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|\r(?!\n)"
    "|[" + "".join(chr((plane << 16) | 0xFFFE) + chr((plane << 16) | 0xFFFF) for plane in range(1, 17)) + "]"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.S)
_NAMED_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "v": "\v", "f": "\f", "N": "\x85"}
_MARKER = re.compile(rb"^(?:<<<<<<< .*|=======|>>>>>>> .*|\|\|\|\|\|\|\| .*)\r?$", re.M)
_LFS = b"version https://git-lfs.github.com/spec/"


def refused_bytes(data: bytes) -> list[Problem]:
    """The refusals that the bytes alone decide (YML002–006, YML009, YML022)."""
    if len(data) > LARGEST:
        tenths = -(-len(data) * 10 // (1024 * 1024))
        return [Problem("YML006", f"{tenths // 10}.{tenths % 10} MiB, at most 4 MiB are read", line=1, column=1)]
    plain = data.isascii()
    if not plain or b"\x00" in data:
        if data.startswith(b"\xef\xbb\xbf"):
            return [Problem("YML003", "the file begins with an invisible mark (BOM)", line=1, column=1, end_column=2)]
        if problem := _encoding(data):
            return [problem]
    if data.startswith(_LFS):
        return [Problem("YML022", "only a pointer to the file is here", line=1, column=1)]
    if problems := _conflicts(data):
        return problems
    found = _tabs(data.decode("utf-8")) if b"\t" in data else []
    if not plain or b"\\" in data or _CONTROL.search(data):
        found += _hidden(data.decode("utf-8"))
    return found


def _encoding(data: bytes) -> Problem | None:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Problem("YML002", f"this file is {name}, byte 1", line=1, column=1)
    if b"\x00" in data[:64] and (name := _by_pattern(data[:64])):
        return Problem("YML002", f"this file is {name}, byte 1", line=1, column=1)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        return Problem("YML002", f"this file is not UTF-8, byte {error.start + 1}", line=line, column=column)
    return None


def _by_pattern(start: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: every second byte, or three of four, are zero; empty if it is neither."""
    zeros = [start[place::4].count(0) * 4 * 3 > len(start) * 2 for place in range(4)]
    if zeros in ([True, True, True, False], [False, True, True, True]):
        return "UTF-32"
    return "UTF-16" if zeros in ([True, False, True, False], [False, True, False, True]) else ""


def _hidden(text: str) -> list[Problem]:
    found = [(match.start(), ord(match[0][0])) for match in _HIDDEN.finditer(text)]
    if "\\" in text:
        found += _escaped(text)
    if not found:
        return []
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    problems = []
    for index, point in sorted(found):
        line = bisect_right(starts, index)
        column = index - starts[line - 1] + 1
        says = f"hidden character U+{point:04X} in the text"
        problems.append(Problem("YML004", says, line=line, column=column, end_column=column + 1))
    return problems


def _escaped(text: str) -> Iterator[tuple[int, int]]:
    """The hidden characters that a value in double quotes writes as an escape: place and code point."""
    for first, end in Quoted(text).double:
        for match in _ESCAPE.finditer(text, first, end):
            digits = match[1] or match[2] or match[3]
            point = int(digits, 16) if digits else ord(_NAMED_ESCAPES.get(match[4] or "", " "))
            if point <= 0x10FFFF and _HIDDEN.fullmatch(chr(point)) and chr(point) not in "\t\n\r":
                yield match.start(), point


def _tabs(text: str) -> list[Problem]:
    """One problem for each line with a tab outside quotes and comments."""
    quoted = Quoted(text)
    problems = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line and (place := _first_tab(line, start, quoted)) >= 0:
            says = "a tab where spaces are needed"
            problems.append(Problem("YML005", says, line=number, column=place + 1, end_column=place + 2))
        start += len(line) + 1
    return problems


def _first_tab(line: str, start: int, quoted: Quoted) -> int:
    """The first tab of a line that is neither in quotes nor in a comment; -1 if there is none."""
    if start > quoted.known_to:
        line = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', lambda match: "x" * len(match[0]), line)
    for match in re.finditer(r"\t|(?:^|(?<=\s))#", line):
        if quoted.holds(start + match.start()):
            continue
        return match.start() if match[0] == "\t" else -1
    return -1


def _conflicts(data: bytes) -> list[Problem]:
    if b"<<<<<<< " not in data and b">>>>>>> " not in data and b"=======" not in data:
        return []
    problems: list[Problem] = []
    lines = [line.removesuffix("\r") for line in data.decode("utf-8").split("\n")]
    index = 0
    while index < len(lines):
        if not _MARKER.match(lines[index].encode()):
            index += 1
            continue
        ours: list[str] = []
        theirs: list[str] = []
        start, side = index, 0
        while index < len(lines):
            line = lines[index]
            if line.startswith("<<<<<<< "):
                side = 1
            elif line.startswith("||||||| "):
                side = 0
            elif line == "=======":
                side = 2
            elif line.startswith(">>>>>>> "):
                break
            else:
                (ours if side == 1 else theirs if side == 2 else []).append(line.strip())
            index += 1
        mine, other = _first_difference(ours, theirs)
        says = f'two versions meet here: "{mine}" and "{other}"'
        problems.append(Problem("YML009", says, line=start + 1, column=1, end_column=len(lines[start]) + 1))
        index += 1
    return problems


def _first_difference(ours: list[str], theirs: list[str]) -> tuple[str, str]:
    for mine, other in zip(ours, theirs, strict=False):
        if mine != other:
            return mine, other
    longer = max(ours, theirs, key=len)
    shared = min(len(ours), len(theirs))
    rest = longer[shared] if shared < len(longer) else ""
    return (rest, "") if longer is ours else ("", rest)
