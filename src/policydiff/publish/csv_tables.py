"""CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import unicodedata

from policydiff.publish.sheets import Sheet
from policydiff.tables import TABLES
from policydiff.tables.rows import Cell

FORMULA_STARTS = ("=", "+", "-", "@")
"""What makes a spreadsheet run a cell. Full-width forms count too: some programs fold them."""


def write_csv(sheet: Sheet) -> bytes:
    """The rows of one table."""
    columns = [column.name for column in TABLES[sheet.table]]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(row[column]) for column in columns] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def guarded(cell: Cell) -> Cell:
    """A text that would be taken for a formula gets an apostrophe before it; numbers and a sign alone stay what they are.

    >>> guarded("＝HYPERLINK(1)"), guarded("修路"), guarded("="), guarded(-3)
    ("'＝HYPERLINK(1)", '修路', '=', -3)
    """
    if not isinstance(cell, str) or cell in FORMULA_STARTS:
        return cell
    folded = unicodedata.normalize("NFKC", cell).lstrip("\t\r\n\0\ufeff\u200b ")
    return f"'{cell}" if folded.startswith(FORMULA_STARTS) else cell
