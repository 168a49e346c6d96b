"""XLSX: a workbook with one sheet a table. Texts are always texts, never formulas or links, and the same result gives the same bytes."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from policydiff.guards import starts_formula, visible
from policydiff.model import Status, Verdict
from policydiff.publish.page import heading_of
from policydiff.publish.selection import WHOLE, Selection, selected_sheets
from policydiff.publish.sheets import Result, Sheet
from policydiff.publish.summary import Part, summary_parts
from policydiff.publish.tables_page import reading_columns
from policydiff.publish.widths import room
from policydiff.tables import Column
from policydiff.tables.rows import Cell

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the bytes depend on the result alone."""
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
WIDEST, NARROW = 44, 24
"""Characters that a column is wide at most, and one that only says where a row belongs."""
NARROW_COLUMNS = ("section", "heading", "ids")
LINE, HIGHEST = 15.0, 409.0
"""Points: a line of a cell, and the highest row there is."""
SUMMARY_WIDTHS = [32, 48, 60]
"""Characters that the columns of the first sheet are wide: what a row is called, and what is said of it."""
WIDEST_PAGE = 220
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
SUMMARY_FORMS = {"Drop rate": "0.0%", "Length": "0.00", "Year": "0"}
"""How the figures of a row of the first sheet are written; all others are counts."""
PROBABILITIES = frozenset({"score", "probability"})
NOTE = {"x_scale": 1.6, "y_scale": 0.9, "author": ""}
RULE = {"bottom": 1, "bottom_color": "#DEE2E8"}
RIGHT = {"align": "right", "indent": 1}
FORMS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "bottom": 1, "bg_color": "#EEF1F5", "valign": "vcenter"},
    "text": {"text_wrap": True, "valign": "top", **RULE},
    "figure": {"valign": "top", **RIGHT, **RULE},
    "title": {"bold": True, "font_size": 14},
    "label": {"text_wrap": True, "valign": "top", "align": "left"},
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
"""Grounds of the cells that hold these words in a column that judges."""
JUDGED = frozenset({"status", "delivery", "verdict"})


def write_xlsx(result: Result, selection: Selection | None = None) -> bytes:
    """A result, or what is chosen of it, as the bytes of a workbook."""
    from xlsxwriter import Workbook

    chosen = selection or WHOLE
    sheets = selected_sheets(result, chosen)
    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        book.set_properties({"title": heading_of(result), "created": CREATED})
        forms = Forms(book)
        _write_summary(book.add_worksheet("summary"), forms, heading_of(result), summary_parts(result, sheets, chosen))
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), forms, sheet)
    return data.getvalue()


def _write_summary(page: Worksheet, forms: Forms, title: str, parts: list[Part]) -> None:
    _write_cell(page, 0, 0, title, forms.of("title", **quoted(title)))
    row = 2
    for part in parts:
        for place, head in enumerate((part.title, *part.heads, *(None for _ in SUMMARY_WIDTHS[len(part.heads) + 1 :]))):
            _write_cell(page, row, place, head, forms.of("head"))
        for number, cells in enumerate(part.rows, start=row + 1):
            _write_fact(page, number, forms, cells)
        row += len(part.rows) + 2
    for place, width in enumerate(SUMMARY_WIDTHS):
        page.set_column(place, place, width)
    page.hide_gridlines(2)
    _lay_out(page)


def _write_fact(page: Worksheet, row: int, forms: Forms, cells: tuple[Cell, ...]) -> None:
    """A row of the first sheet; a lone text takes the room of both columns."""
    name, *facts = cells
    widths = SUMMARY_WIDTHS[: len(cells)]
    if len(facts) == 1 and isinstance(facts[0], str):
        widths = [SUMMARY_WIDTHS[0], sum(SUMMARY_WIDTHS[1:])]
        page.merge_range(row, 1, row, 2, "", forms.of("fact", **quoted(facts[0])))
    page.set_row(row, _height(list(cells), widths))
    _write_cell(page, row, 0, name, forms.of("label", **quoted(str(name))))
    for place, fact in enumerate(facts, start=1):
        form = quoted(fact) if isinstance(fact, str) else {"num_format": SUMMARY_FORMS.get(str(name), "#,##0")}
        _write_cell(page, row, place, fact, forms.of("fact", **form))


def _write_sheet(page: Worksheet, forms: Forms, sheet: Sheet) -> None:
    columns = columns_of(sheet)
    names = [column.name for column in columns]
    widths = [_width(name, [row[name] for row in sheet.rows]) for name in names]
    for place, column in enumerate(columns):
        page.write_string(0, place, column.name, forms.of("head", **({} if column.dtype == "string" else RIGHT)))
        page.write_comment(0, place, column.description, NOTE)
        page.set_column(place, place, widths[place])
    printed = columns_on_paper(widths[: len(sheet.chosen or reading_columns(sheet))])
    for number, row in enumerate(sheet.rows, start=1):
        page.set_row(number, _height([row[name] for name in names[:printed]], widths[:printed]))
        for place, column in enumerate(columns):
            _write_cell(page, number, place, row[column.name], forms.of_cell(row[column.name], column))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(names) - 1)
    page.print_area(0, 0, len(sheet.rows), printed - 1)
    _lay_out(page)


def columns_of(sheet: Sheet) -> list[Column]:
    """The columns in the order of a workbook: as chosen, else those that people read before all others.

    >>> [column.name for column in columns_of(Sheet("threads", "threads", list))]
    ['thread', 'year', 'status', 'words', 'first', 'last', 'commitments']
    """
    named = {column.name: column for column in sheet.declared}
    return [named[name] for name in dict.fromkeys(sheet.chosen or (*reading_columns(sheet), *named))]


def columns_on_paper(widths: list[int]) -> int:
    """How many of the columns that people read are printed: as many as can be read across a page; all are on the screen.

    >>> columns_on_paper([40, 56, 56, 56, 56]), columns_on_paper([300])
    (4, 1)
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
    """The forms of cells, each made once for a workbook."""

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
        ground = {"bg_color": COLOURS[text]} if column.name in JUDGED and text in COLOURS else {}
        return self.of("text", **ground, **quoted(text))


def quoted(text: str) -> dict[str, bool]:
    """What marks a text as a text that looks like a formula."""
    return {"quote_prefix": True} if starts_formula(text) else {}


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
    if isinstance(cell, str) and cell:
        page.write_string(row, column, visible(cell)[:LONGEST_CELL], form)
    elif not isinstance(cell, int | float):
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
