"""The page of a selection: the tables chosen, each as a block, in place of the whole page of a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policydiff.publish.page import Block, Line, Page, marked, page_of, plain
from policydiff.publish.page import Cell as PageCell
from policydiff.publish.selection import Selection, selected_sheets
from policydiff.publish.sheets import Result, Sheet
from policydiff.tables import Row
from policydiff.tables.rows import Cell

READING: Mapping[str, tuple[str, ...]] = {
    "changes": ("status", "section", "old_text", "new_text", "what_changed"),
    "targets": ("indicator", "measure", "horizon", "last_target", "outcome", "delivery", "this_target", "direction"),
    "deliveries": ("status", "section", "promise", "answer", "because"),
    "commitments": ("id", "text", "figures", "kind", "strength"),
    "outcomes": ("id", "text", "figures", "kind"),
    "sections": ("id", "heading", "role"),
    "series": ("indicator", "year", "kind", "comparator", "value", "unit", "state"),
    "threads": ("thread", "year", "status", "words"),
    "panel": ("place", "year", "indicator", "measure", "horizon", "value", "unit", "revision", "outcome_value", "gap", "verdict"),
}
"""The columns that people read, where none are named; of other tables all."""


def selected_page(result: Result, selection: Selection) -> Page:
    """The page of a result, or of what is chosen of it."""
    if not selection.is_of_tables:
        return compact_page(result) if selection.compact else page_of(result)
    blocks = tuple(sheet_block(sheet) for sheet in selected_sheets(result, selection))
    return replace(page_of(result, brief=True), counts=(), facts=(chosen_words(selection),), blocks=blocks)


def compact_page(result: Result) -> Page:
    """The short form of a page: what it leaves out is only counted."""
    page = page_of(result, brief=True)
    counted = ", ".join(f"{block.title} ({len(block.lines)})" for block in page.blocks if not block.brief and block.lines)
    facts = (*page.facts, f"Not shown here: {counted}") if counted else page.facts
    return replace(page, facts=facts, blocks=tuple(block for block in page.blocks if block.brief))


def chosen_words(selection: Selection) -> str:
    """What was chosen, in words.

    >>> chosen_words(Selection(status=("new", "dropped"), section="民生"))
    'Only status new, dropped; section 民生'
    """
    parts = (("table", selection.tables), ("status", selection.status), ("section", (selection.section,) if selection.section else ()))
    said = [f"{name} {', '.join(words)}" for name, words in parts if words]
    return f"Only {'; '.join(said)}" if said else f"The columns {', '.join(selection.columns)}"


def sheet_block(sheet: Sheet) -> Block:
    """A table as the block of a page, with the columns chosen, or those that people read and that are not empty throughout."""
    columns = sheet.chosen or tuple(name for name in reading_columns(sheet) if any(row[name] is not None for row in sheet.rows))
    lines = tuple(Line(row_cells(row, columns), tone=str(row.get("status") or row.get("direction") or "")) for row in sheet.rows)
    return Block(sheet.name, title_of(sheet.name), tuple(map(title_of, columns)), lines, "None.")


def reading_columns(sheet: Sheet) -> tuple[str, ...]:
    """The columns of a table that people read."""
    return READING.get(sheet.table) or tuple(column.name for column in sheet.declared)


def row_cells(row: Row, columns: tuple[str, ...]) -> tuple[PageCell, ...]:
    """The cells of a row as words; where last year's and this year's stand side by side, what went and what came is marked."""
    cells = {column: plain(cell_words(row[column])) for column in columns}
    old, new = row.get("old_text"), row.get("new_text")
    if {"old_text", "new_text"} <= cells.keys() and old and new:
        cells["old_text"], cells["new_text"] = marked(str(old), str(new))
    return tuple(cells.values())


def cell_words(cell: Cell) -> str:
    """A cell as words; of what is not stated there are none."""
    return "" if cell is None else str(cell)


def title_of(name: str) -> str:
    """The name of a table or a column for people.

    >>> title_of("last_target"), title_of("old_text")
    ('Last target', 'Old text')
    """
    return name.replace("_", " ").capitalize()
