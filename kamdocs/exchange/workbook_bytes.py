"""A workbook as bytes that depend on nothing but its content: fixed times and names, formulas with their values."""

import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_OLDEST = (1980, 1, 1, 0, 0, 0)
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?')
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")


class _Settled(ZipFile):
    """An archive whose entries bear one time, and whose sheets hold the value of each formula.

    Args:
        stream: Where it goes.
        known: The values by number of the sheet and cell.
    """

    def __init__(self, stream: io.BytesIO, known: Mapping[int, Mapping[str, str]]) -> None:
        super().__init__(stream, "w", ZIP_DEFLATED)
        self._known = known

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *args: Any, **kwargs: Any) -> None:
        """Add an entry under its name, without the time of the machine."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        entry = ZipInfo(name.lstrip("/"), _OLDEST)
        entry.compress_type = ZIP_DEFLATED
        content = data.encode() if isinstance(data, str) else data
        if found := _SHEET.fullmatch(entry.filename):
            values = self._known.get(int(found[1]), {})
            content = _FORMULA.sub(lambda cell: cell[1] + b"<v>" + values[cell[2].decode()].encode() + b"</v>", content)
        super().writestr(entry, content)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """Add a file that the writer left on the disk."""
        with open(filename, "rb") as stream:
            self.writestr(str(arcname or filename), stream.read())


def settled(book: Workbook, known: Mapping[int, Mapping[str, str]], on: date) -> bytes:
    """The bytes of a workbook; the same content gives the same bytes on every day and machine.

    Args:
        book: The workbook.
        known: By number of the sheet, from 1: the value of each formula by its cell.
        on: The day that its properties bear.
    """
    properties = book.properties
    properties.creator = ""
    properties.lastModifiedBy = None
    properties.created = properties.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a day of the record
    stream = io.BytesIO()
    ExcelWriter(book, _Settled(stream, known)).save()
    return stream.getvalue()
