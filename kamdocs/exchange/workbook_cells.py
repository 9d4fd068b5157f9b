"""Cells of a workbook that leaves the house: text that stays text, numbers, and formulas with the value they give."""

from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST, _WIDEST = 9, 48


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a record or of a form; whatever they begin with, no program takes them for a formula."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of the record; `form` is how a spreadsheet shows it."""

    value: Decimal
    form: str = "General"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula, without its `=`, and the value that it gives."""

    formula: str
    value: Decimal
    form: str = "General"
    bold: bool = False


Cell = Text | Amount | Formula | None


@dataclass
class Sheet:
    """Rows of one sheet, written from the top; columns are counted from 1."""

    name: str
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def add(self, *cells: Cell) -> int:
        """Put a row below the others and say its number."""
        self.rows.append(cells)
        return len(self.rows)

    def heading(self, *texts: str) -> int:
        """A row in bold."""
        return self.add(*(Text(text, bold=True) for text in texts))


def decimal_form(decimals: int) -> str:
    """The number form with so many decimals."""
    return "0." + "0" * decimals if decimals else "0"


def fill(target: Worksheet, sheet: Sheet) -> dict[str, str]:
    """Write the rows into a worksheet.

    Returns:
        The value of each formula by its cell, as the file keeps it for programs that do not compute.
    """
    known: dict[str, str] = {}
    for number, row in enumerate(sheet.rows, 1):
        for column, one in enumerate(row, 1):
            if one is None:
                continue
            cell = target.cell(number, column)
            if isinstance(one, Text):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", one.text)
                cell.data_type = "s"
                cell.number_format = "@"
                cell.quotePrefix = one.text.startswith(_FORMULA_STARTS)
                cell.alignment = Alignment(vertical="top", wrap_text=len(one.text) > _WIDEST)
            else:
                cell.value = one.value if isinstance(one, Amount) else f"={one.formula}"
                cell.number_format = one.form
            if isinstance(one, Formula):
                known[cell.coordinate] = f"{one.value:f}"
            if one.bold:
                cell.font = Font(bold=True)
    for column, width in _widths(sheet).items():
        target.column_dimensions[get_column_letter(column)].width = width
    return known


def _widths(sheet: Sheet) -> dict[int, int]:
    """Wide enough for what stands in a column; titles and facts above a table may run over."""
    found: dict[int, int] = {}
    for row in sheet.rows:
        for column, one in enumerate(row, 1):
            size = 0 if one is None else len(one.text) if isinstance(one, Text) else len(f"{one.value:f}")
            found[column] = min(_WIDEST, max(found.get(column, _NARROWEST), size + 2 if len(row) > 1 else 0))
    return found
