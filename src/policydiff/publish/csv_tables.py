"""CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TextIO

from policydiff import guards
from policydiff.publish.sheets import Sheet
from policydiff.tables.rows import Cell


def write_csv(sheet: Sheet) -> bytes:
    """The rows of one table."""
    columns = [column.name for column in sheet.columns]
    text = io.StringIO(newline="")
    write_rows(text, [columns, *([row[column] for column in columns] for row in sheet.rows)])
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def write_rows(file: TextIO, rows: Iterable[Iterable[Cell]]) -> None:
    """Write rows as spreadsheets take them, every cell guarded."""
    csv.writer(file, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)


def guarded(cell: Cell) -> Cell:
    """A cell that a spreadsheet shows as it is; numbers stay numbers.

    >>> guarded("-3%"), guarded(-3)
    ("'-3%", -3)
    """
    return guards.guarded(cell) if isinstance(cell, str) else cell
