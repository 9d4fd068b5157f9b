"""Cells of a workbook that leaves the house: text that stays text, numbers, and formulas with the value they give."""

from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.cell import Cell as Written
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST, _WIDEST = 9, 48
_FONT = "Calibri"
_LINE, _SHADE = Side(style="thin", color="808080"), PatternFill("solid", fgColor="EDEDED")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a record or of a form; whatever they begin with, no program takes them for a formula."""

    text: str
    bold: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of the record; `form` is how a spreadsheet shows it. Among facts it stands left, like the texts."""

    value: Decimal
    form: str = "General"
    bold: bool = False
    left: bool = False


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

    def title(self, text: str) -> int:
        """What the sheet is."""
        return self.add(Text(text, bold=True))

    def heading(self, *texts: str) -> int:
        """The row above a table."""
        return self.add(*(Text(text, bold=True, head=True) for text in texts))

    def is_over_numbers(self, row: int, column: int) -> bool:
        """Whether the cells below a heading hold numbers; the table ends at an empty row. Counted from 1."""
        for cells in self.rows[row:]:
            if not cells:
                return False
            if len(cells) >= column and isinstance(cells[column - 1], Amount | Formula):
                return True
        return False


def decimal_form(decimals: int) -> str:
    """The number form with so many decimals; a spreadsheet groups the digits as its reader is used to."""
    return "#,##0." + "0" * decimals if decimals else "#,##0"


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
                _put_text(cell, one, _side(sheet, number, column))
            else:
                cell.value = one.value if isinstance(one, Amount) else f"={one.formula}"
                cell.number_format = one.form
            if isinstance(one, Amount) and one.left:
                cell.alignment = Alignment(horizontal="left")
            if isinstance(one, Formula):
                known[cell.coordinate] = f"{one.value:f}"
            cell.font = Font(name=_FONT, size=11, bold=one.bold)
        _draw(target, number, row)
    for column, width in _widths(sheet).items():
        target.column_dimensions[get_column_letter(column)].width = width
    return known


def _side(sheet: Sheet, row: int, column: int) -> Alignment:
    """Headings stand over their numbers; a unit keeps its distance from the number before it."""
    one = sheet.rows[row - 1][column - 1]
    is_head = isinstance(one, Text) and one.head
    if is_head and sheet.is_over_numbers(row, column):
        return Alignment(horizontal="right", vertical="top")
    before = sheet.rows[row - 1][column - 2] if column > 1 else None
    is_after = isinstance(before, Amount | Formula)
    if is_head:
        is_after = column > 1 and sheet.is_over_numbers(row, column - 1)
    return Alignment(horizontal="left" if is_after else None, indent=1 if is_after else 0, vertical="top")


def _put_text(cell: Written | MergedCell, one: Text, side: Alignment) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", one.text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = one.text.startswith(_FORMULA_STARTS)
    side.wrap_text = len(one.text) > _WIDEST
    cell.alignment = side


def _draw(target: Worksheet, number: int, row: tuple[Cell, ...]) -> None:
    """A heading on grey above a line, a total below one."""
    is_head = any(isinstance(one, Text) and one.head for one in row)
    is_total = any(isinstance(one, Formula) and one.bold for one in row)
    for column in range(1, len(row) + 1 if is_head or is_total else 1):
        cell = target.cell(number, column)
        cell.border = Border(bottom=_LINE) if is_head else Border(top=_LINE)
        if is_head:
            cell.fill = _SHADE


def _widths(sheet: Sheet) -> dict[int, int]:
    """Wide enough for what stands in a column; titles and facts above a table may run over."""
    found: dict[int, int] = {}
    for row in sheet.rows:
        for column, one in enumerate(row, 1):
            size = 0 if one is None else len(one.text) if isinstance(one, Text) else len(f"{one.value:,f}")
            found[column] = min(_WIDEST, max(found.get(column, _NARROWEST), size + 3 if len(row) > 1 else 0))
    return found
