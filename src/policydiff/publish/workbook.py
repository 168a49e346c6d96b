"""XLSX: a workbook with one sheet a table. Texts are always texts, never formulas or links, and the same result gives the same bytes."""

from __future__ import annotations

import io
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

from policydiff.model import Status, Verdict
from policydiff.publish.notices import worded_notices
from policydiff.publish.page import heading_of, visible
from policydiff.publish.sheets import Result, Sheet, sheets_of
from policydiff.tables import TABLES, Findings, Scorecard
from policydiff.tables.rows import Cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the bytes depend on the result alone."""
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
WIDEST = 56
COLOURS = {
    Status.CHANGED: "#FFF4D6",
    Status.NEW: "#E3F4E6",
    Status.DROPPED: "#FBE5E3",
    Verdict.MET: "#E3F4E6",
    Verdict.NEAR: "#FFF4D6",
    Verdict.MISSED: "#FBE5E3",
}
"""Grounds of the cells that hold these words in the column ``status``."""


def write_xlsx(result: Result) -> bytes:
    """A result as the bytes of a workbook."""
    from xlsxwriter import Workbook

    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        book.set_properties({"title": heading_of(result), "created": CREATED})
        _write_summary(book, result)
        for sheet in sheets_of(result):
            _write_sheet(book, sheet)
    return data.getvalue()


def _write_summary(book: Workbook, result: Result) -> None:
    sheet = book.add_worksheet("summary")
    label, title = book.add_format({"bold": True, "valign": "top"}), book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    sheet.write_string(0, 0, heading_of(result), title)
    for number, (name, value) in enumerate(summary_lines(result), start=2):
        sheet.write_string(number, 0, name, label)
        _write_cell(sheet, number, 1, value, wrapped)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, WIDEST)


def summary_lines(result: Result) -> list[tuple[str, Cell]]:
    """What the first sheet says: counts, then which reports they come from, then the warnings."""
    lines: list[tuple[str, Cell]] = []
    if isinstance(result, Findings | Scorecard):
        lines += [(name.replace("_", " "), value) for name, value in result.summary().items()]
        for year, extract in (("old", result.earlier), ("new", result.later)):
            source = extract.report.source
            lines += [
                (f"{year} report", extract.report.title or source.name),
                (f"{year} file", source.name),
                (f"{year} SHA-256", source.sha256),
            ]
            lines += [(f"{year} commitments", len(extract.commitments)), (f"{year} outcomes", len(extract.outcomes))]
        if result.overrides:
            file = result.overrides
            lines += [("decisions file", file.name), ("decisions SHA-256", file.sha256), ("decisions heeded", file.used)]
    else:
        lines += [(sheet.name, len(sheet.rows)) for sheet in sheets_of(result)]
    return [*lines, *((notice.code, notice.message) for notice in worded_notices(result))]


def _write_sheet(book: Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    columns = TABLES[sheet.table]
    header = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF1F5", "valign": "vcenter"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    grounds = {str(word): book.add_format({"valign": "top", "bg_color": colour}) for word, colour in COLOURS.items()}
    for place, column in enumerate(columns):
        page.write_string(0, place, column.name, header)
        cells = [row[column.name] for row in sheet.rows]
        for number, cell in enumerate(cells, start=1):
            _write_cell(page, number, place, cell, grounds.get(str(cell), body) if column.name == "status" else body)
        page.set_column(place, place, _width([column.name, *cells]))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(columns) - 1)


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, form: Any) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, visible(cell)[:LONGEST_CELL], form)
    elif cell is not None:
        page.write_number(row, column, cell, form)


def _width(cells: list[Cell]) -> int:
    """Wide enough for the longest cell, within reason."""
    longest = max(
        sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in str(cell)[:WIDEST]) for cell in cells if cell is not None
    )
    return max(8, min(longest + 3, WIDEST))
