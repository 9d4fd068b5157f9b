"""Rows of a CSV file as a spreadsheet saves it: headings are names of fields, empty cells are left out."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kamdocs.core.errors import KamdocsError

Row = tuple[int, list[tuple[str, str]]]
"""The number that the spreadsheet shows, and heading and cell of every cell that is filled."""

_SEPARATORS = (";", "\t", ",")


def read_rows(file: Path) -> tuple[Row, ...]:
    """All rows of a file below its headings.

    Raises:
        KamdocsError: The file cannot be read, or a heading is missing or stands twice, or a row has stray cells.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KamdocsError(f"{file} is not UTF-8, byte {error.start + 1}.", "Save it as `CSV UTF-8`.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise KamdocsError(f"{file} cannot be read: {reason}.", "Name a CSV file.") from error
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise KamdocsError(f"{file} cannot be read: {error}.", "Look for a quote that is not closed.") from error
    if not any(any(cell.strip() for cell in line) for line in lines):
        raise KamdocsError(f"{file} is empty.", "Its first row names the fields.")
    return tuple(_rows(file, lines))


def _rows(file: Path, lines: list[list[str]]) -> Iterator[Row]:
    headings = [cell.strip() for cell in lines[0]]
    while headings and not headings[-1]:
        headings.pop()
    twice = [name for name, number in Counter(headings).items() if number > 1 and name]
    if twice or "" in headings or not headings:
        what = f"the heading `{twice[0]}` stands twice" if twice else "a column has no heading"
        raise KamdocsError(f"{file}: {what}.", "The first row names the fields, each once.")
    for number, line in enumerate(lines[1:], 2):
        cells = [cell.strip() for cell in line]
        if any(cells[len(headings) :]):
            raise KamdocsError(f"{file}: row {number} has more cells than headings.", "Look for a stray separator.")
        filled = [(name, cell) for name, cell in zip(headings, cells, strict=False) if cell]
        if filled:
            yield number, filled
