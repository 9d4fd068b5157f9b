"""Tables as CSV: comma between values, point as decimal mark, headings with units, one line a row."""

import csv
import io

from kamdocs.site.views import TableView


def csv_of(table: TableView) -> str:
    """A table as it stands on the page, without the blanks that group digits.

    A value that a spreadsheet would take for a formula is written with an apostrophe in front.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_safe(column.heading, numeric=False) for column in table.columns])
    for row in table.rows:
        writer.writerow([_safe(cell.csv, numeric=cell.numeric) for cell in row.cells])
    return stream.getvalue()


def _safe(text: str, *, numeric: bool) -> str:
    if text == "—":
        return ""
    is_formula = text.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{text}" if is_formula and not numeric else text
