"""Rows of a CSV file, in the ways in which spreadsheets of several countries save them."""

from pathlib import Path

import pytest

from kamdocs.core.errors import KamdocsError
from kamdocs.exchange.rows import read_rows


def rows(folder: Path, data: bytes) -> list[tuple[int, dict[str, str]]]:
    """Number and cells of every row."""
    file = folder / "rows.csv"
    file.write_bytes(data)
    return [(number, dict(cells)) for number, cells in read_rows(file)]


@pytest.mark.parametrize(
    "data",
    [
        b"id,name\nA,Weiss\nB,Rossi\n",
        b"id;name\r\nA;Weiss\r\nB;Rossi\r\n",
        b"id\tname\nA\tWeiss\nB\tRossi",
        b"\xef\xbb\xbfid;name\r\nA;Weiss\r\nB;Rossi\r\n",
        b'"id";"name"\n"A";" Weiss "\n"B";"Rossi"\n',
        b"id;name;;\nA;Weiss;;\nB;Rossi;;\n",
    ],
)
def test_separators_marks_and_quotes(data: bytes, tmp_path: Path) -> None:
    assert rows(tmp_path, data) == [(2, {"id": "A", "name": "Weiss"}), (3, {"id": "B", "name": "Rossi"})]


def test_numbers_are_those_of_the_spreadsheet(tmp_path: Path) -> None:
    """A cell over two lines is one row, an empty row is passed over, an empty cell is left out."""
    data = b'id,note,price\nA,"two\nlines","3,12 EUR"\n,,\nB,,4.00 EUR\n'
    assert rows(tmp_path, data) == [
        (2, {"id": "A", "note": "two\nlines", "price": "3,12 EUR"}),
        (4, {"id": "B", "price": "4.00 EUR"}),
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"id;id\nA;B\n", "the heading `id` stands twice"),
        (b"id;;name\nA;x;B\n", "a column has no heading"),
        (b"id;name\nA;B;C\n", "row 2 has more cells than headings"),
        (b'id;name\nA;"B\n', "cannot be read"),
        ("id;name\nA;Müller\n".encode("cp1252"), "is not UTF-8, byte 12"),
    ],
)
def test_what_is_no_table_of_rows(data: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(KamdocsError) as refused:
        rows(tmp_path, data)
    assert says in refused.value.message
    assert refused.value.hint


def test_a_file_that_is_not_here(tmp_path: Path) -> None:
    with pytest.raises(KamdocsError, match="cannot be read: no such file"):
        read_rows(tmp_path / "rows.csv")
    with pytest.raises(KamdocsError, match="cannot be read: is a directory"):
        read_rows(tmp_path)
