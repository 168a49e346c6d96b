"""XLSX: a workbook with one sheet a table. Texts are always texts, never formulas or links, and the same result gives the same bytes."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from policydiff.guards import starts_formula, visible
from policydiff.model import Status, Verdict
from policydiff.publish.notices import worded_notices
from policydiff.publish.page import heading_of
from policydiff.publish.selection import WHOLE, Selection, selected_sheets
from policydiff.publish.sheets import Result, Sheet, sheets_of
from policydiff.publish.widths import room
from policydiff.tables import Column, Findings, Scorecard
from policydiff.tables.rows import Cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the bytes depend on the result alone."""
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
LONGEST_NAME = 31
"""Characters that the name of a sheet can have."""
WIDEST, NARROW = 44, 24
"""Characters that a column is wide at most, and one that only says where a row belongs."""
NARROW_COLUMNS = ("section", "heading", "ids")
LINE, HIGHEST = 15.0, 409.0
"""Points: a line of a cell, and the highest row there is."""
SUMMARY_WIDTH, WIDEST_FACT = 34, 72
WIDEST_PAGE = 190
"""Characters that can be read across a printed page."""
A4 = 9
THOUSANDS = 1000
"""From here on figures are written with their thousands apart."""
GROUPED = frozenset({"value", "value_high", "last_value", "last_value_high", "outcome_value", "outcome_value_high", "this_value"}) | {
    "this_value_high",
    "promised_value",
    "reported_value",
    "revision",
    "revision_low",
    "revision_high",
    "gap",
}
"""Columns of amounts; years and places in the text are written as they are."""
SHARES = frozenset({"drop rate"})
PROBABILITIES = frozenset({"score", "probability"})
NOTE = {"x_scale": 1.6, "y_scale": 0.9, "author": ""}
FORMS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "bottom": 1, "bg_color": "#EEF1F5", "valign": "vcenter"},
    "text": {"text_wrap": True, "valign": "top"},
    "figure": {"valign": "top", "align": "right"},
    "title": {"bold": True, "font_size": 14},
    "label": {"bold": True, "valign": "top"},
    "fact": {"text_wrap": True, "valign": "top", "align": "left"},
}
COLOURS: dict[str, str] = {
    Status.CHANGED: "#FFF4D6",
    Status.NEW: "#E3F4E6",
    Status.DROPPED: "#FBE5E3",
    Verdict.MET: "#E3F4E6",
    Verdict.NEAR: "#FFF4D6",
    Verdict.MISSED: "#FBE5E3",
}
"""Grounds of the cells that hold these words in the column ``status``."""


def write_xlsx(result: Result, selection: Selection | None = None) -> bytes:
    """A result, or what is chosen of it, as the bytes of a workbook."""
    from xlsxwriter import Workbook

    sheets = selected_sheets(result, selection or WHOLE)
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        book.set_properties({"title": heading_of(result), "created": CREATED})
        _write_summary(book, result)
        for sheet in sheets:
            _write_sheet(book, sheet)
    return data.getvalue()


def _write_summary(book: Workbook, result: Result) -> None:
    sheet, forms = book.add_worksheet("summary"), Forms(book)
    _write_cell(sheet, 0, 0, heading_of(result), forms.of("title"))
    for number, (name, value) in enumerate(summary_lines(result), start=2):
        sheet.set_row(number, _height([name, value], [SUMMARY_WIDTH, WIDEST_FACT]))
        _write_cell(sheet, number, 0, name, forms.of("label"))
        _write_cell(sheet, number, 1, value, forms.of("fact", num_format="0.0%" if name in SHARES else "General"))
    sheet.set_column(0, 0, SUMMARY_WIDTH)
    sheet.set_column(1, 1, WIDEST_FACT)
    _lay_out(sheet)


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
    page, forms = book.add_worksheet(sheet.name[:LONGEST_NAME]), Forms(book)
    names = [column.name for column in sheet.columns]
    widths = [_width(name, [row[name] for row in sheet.rows]) for name in names]
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.name, forms.of("head"))
        page.write_comment(0, place, column.description, NOTE)
        page.set_column(place, place, widths[place])
    printed = columns_on_paper(widths)
    for number, row in enumerate(sheet.rows, start=1):
        page.set_row(number, _height([row[name] for name in names[:printed]], widths[:printed]))
        for place, column in enumerate(sheet.columns):
            _write_cell(page, number, place, row[column.name], forms.of_cell(row[column.name], column))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(names) - 1)
    page.print_area(0, 0, len(sheet.rows), printed - 1)
    _lay_out(page)


def columns_on_paper(widths: list[int]) -> int:
    """How many of the columns are printed: the first ones, as many as can be read across a page; all are on the screen.

    >>> columns_on_paper([40, 56, 56, 56]), columns_on_paper([300])
    (3, 1)
    """
    return max(sum(total <= WIDEST_PAGE for total in accumulate(widths)), 1)


def _lay_out(page: Worksheet) -> None:
    """How it is printed: A4 across, as wide as a page, the heads on every page, the pages numbered."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&A &P / &N")


class Forms:
    """The forms of cells, each made once for a sheet."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[str, Any] = {}

    def of(self, name: str, **more: Any) -> Any:
        """A form by its name, with further properties."""
        key = f"{name} {sorted(more.items())}"
        if key not in self.made:
            self.made[key] = self.book.add_format({**FORMS[name], **more})
        return self.made[key]

    def of_cell(self, cell: Cell, column: Column) -> Any:
        """The form of a cell: its ground, how its figure is written, and a text that looks like a formula marked as a text."""
        if isinstance(cell, int | float):
            return self.of("figure", num_format=number_form(cell, column.name))
        text = str(cell or "")
        ground = {"bg_color": COLOURS[text]} if column.name == "status" and text in COLOURS else {}
        return self.of("text", **ground, **({"quote_prefix": True} if starts_formula(text) else {}))


def number_form(cell: float, column: str) -> str:
    """How a figure is written: probabilities to two places, thousands apart in great ones, else as it is.

    >>> number_form(12000, "value"), number_form(0.8123, "score"), number_form(5.5, "value"), number_form(2024, "year")
    ('#,##0', '0.00', 'General', 'General')
    """
    if column in PROBABILITIES:
        return "0.00"
    great = abs(cell) >= THOUSANDS and column in GROUPED
    return ("#,##0" if float(cell).is_integer() else "#,##0.####") if great else "General"


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, form: Any) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, visible(cell)[:LONGEST_CELL], form)
    elif cell is None:
        page.write_blank(row, column, None, form)
    else:
        page.write_number(row, column, cell, form)


def _width(name: str, cells: list[Cell]) -> int:
    """Wide enough for the longest cell, within reason."""
    longest = max(_room(cell) for cell in (name, *cells) if cell is not None)
    return max(8, min(longest + 3, NARROW if name.endswith(NARROW_COLUMNS) else WIDEST))


def _height(cells: list[Cell], widths: list[int]) -> float:
    """High enough for the cell that takes most lines; not every program works that out by itself."""
    lines = max(-(-_room(cell) // (width - 2)) for cell, width in zip(cells, widths, strict=True))
    return min(LINE * max(lines, 1), HIGHEST)


def _room(cell: Cell) -> int:
    """How many columns of characters a cell takes on one line."""
    return 0 if cell is None else room(str(cell))
