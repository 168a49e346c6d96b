"""CSV for spreadsheets: UTF-8 with a byte order mark, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from itertools import dropwhile

from policydiff.publish.page import visible
from policydiff.publish.sheets import Sheet
from policydiff.tables.rows import Cell

FORMULA_STARTS = ("=", "+", "-", "@")
"""What makes a spreadsheet run a cell. Full-width forms count too: some programs fold them."""
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Kinds of characters that a program may leave out in front of a sign: blanks, marks without width, control characters."""


def write_csv(sheet: Sheet) -> bytes:
    """The rows of one table."""
    columns = [column.name for column in sheet.columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(row[column]) for column in columns] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def guarded(cell: Cell) -> Cell:
    """A text that would be taken for a formula gets an apostrophe before it; numbers and a sign alone stay what they are.

    Characters that turn the reading direction or that no file can hold are shown by their number.

    >>> guarded("＝HYPERLINK(1)"), guarded("修路"), guarded("="), guarded(-3)
    ("'＝HYPERLINK(1)", '修路', '=', -3)
    """
    if not isinstance(cell, str):
        return cell
    return f"'{visible(cell)}" if starts_formula(cell) else visible(cell)


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula; a sign alone is none.

    >>> starts_formula("\\u200b＋1"), starts_formula("-"), starts_formula("1-2")
    (True, False, False)
    """
    if text in FORMULA_STARTS:
        return False
    seen = dropwhile(lambda character: unicodedata.category(character) in UNSEEN, text)
    return unicodedata.normalize("NFKC", next(seen, "")).lstrip().startswith(FORMULA_STARTS)
