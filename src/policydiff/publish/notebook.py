"""What a result says of itself in Python: one line, a few rows in a notebook, and data frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from policydiff.model import Extract, Ledger
from policydiff.publish.fragment import write_blocks
from policydiff.publish.page import heading_of
from policydiff.publish.selection import Selection, selected_sheets
from policydiff.publish.sheets import Result, Sheet, main_sheet, sheets_of
from policydiff.publish.tables_page import sheet_block
from policydiff.tables import Evaluation, FieldsExplanation, Findings, LinkExplanation, Panel, ReviewQueue, Scorecard, frame_of

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 20
"""So many rows are shown in a notebook; the frame has them all."""


def frame(result: Result, table: str = "") -> pd.DataFrame:
    """The table of this name, or the one that stands for a result, as a data frame."""
    if not table:
        return sheet_frame(main_sheet(result))
    return sheet_frame(selected_sheets(result, Selection(tables=(table,)))[0])


def frames(result: Result) -> dict[str, pd.DataFrame]:
    """All tables of a result by name."""
    return {sheet.name: sheet_frame(sheet) for sheet in sheets_of(result)}


def sheet_frame(sheet: Sheet) -> pd.DataFrame:
    """A table as a data frame."""
    return frame_of(sheet.table, sheet.rows)


def short(result: Result) -> str:
    """A result in one line: what it is, of what, and how much of it.

    >>> from policydiff.model import Ledger
    >>> short(Ledger((), (), ()))
    '<Ledger: 0 indicators, 0 threads>'
    """
    name, kind = heading_of(result), type(result).__name__
    return f"<{kind if name == kind.lower() else f'{kind} {name}'}: {', '.join(counts(result))}>"


def counts(result: Result) -> Iterator[str]:
    """How much of what a result holds."""
    match result:
        case Findings() | Scorecard():
            yield from (f"{count} {name.replace('_', ' ')}" for name, count in result.summary().items() if isinstance(count, int))
        case LinkExplanation():
            yield from (f"{len(result.change.pairs)} links", f"{len(result.runners_up)} runners-up")
        case Extract():
            yield from (f"{len(getattr(result, name))} {name}" for name in ("commitments", "outcomes", "sections"))
        case Ledger():
            yield from (f"{len(result.indicators)} indicators", f"{len(result.threads)} threads")
        case ReviewQueue():
            yield f"{len(result.doubts)} doubts"
        case Evaluation():
            yield f"{len(result.scores)} scores"
        case FieldsExplanation():
            yield f"{len(result.reasons)} reasons"
        case Panel():
            yield f"{len(result.rows)} rows"


def notebook_html(result: Result) -> str:
    """A result for a notebook: its line, then the first rows of its targets or of the table that stands for it."""
    sheet = next((sheet for sheet in sheets_of(result) if sheet.name == "targets"), None) or main_sheet(result)
    shown = write_blocks([sheet_block(replace(sheet, make=lambda: sheet.rows[:MOST_ROWS]))])
    more = f"<p>{len(sheet.rows) - MOST_ROWS} more rows: to_frame({sheet.name!r})</p>\n" if len(sheet.rows) > MOST_ROWS else ""
    return f"<p><strong>{escape(heading_of(result))}</strong>: {escape(', '.join(counts(result)))}</p>\n{shown}{more}"
