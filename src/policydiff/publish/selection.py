"""Choosing what is published: which tables of a result, which of their columns, which of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial

from policydiff.model import Extract, PointKind, PolicydiffError, Section, Status, StepStatus, Verdict
from policydiff.publish.sheets import Result, Sheet, main_sheet, sheets_of
from policydiff.tables import Findings, Row, Scorecard
from policydiff.tables.findings import heading_over
from policydiff.tables.targets import DIRECTIONS

STATUSES: dict[str, dict[str, tuple[str, ...]]] = {
    "changes": {"status": tuple(Status)},
    "deliveries": {"status": tuple(Verdict)},
    "targets": {"delivery": tuple(Verdict), "direction": DIRECTIONS},
    "threads": {"status": tuple(StepStatus)},
    "series": {"kind": tuple(PointKind)},
}
"""By which words of which columns the rows of a table can be chosen."""
MOST_NAMED = 12
"""So many of the names that are known are named in a message."""
SECTION_COLUMNS = ("section", "old_section", "new_section", "heading")
"""Columns that say where a row stands: the heading, or the id of a section."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a result is published; what is left empty chooses nothing out.

    Attributes:
        tables: names of tables, as workbooks call their sheets: changes, targets, deliveries, old, new …
        columns: names of columns, in the order in which they are to stand; tables that have not all of them are left out.
        status: words of which a row must have one: continued, changed, new, dropped of changes; met, near, missed, not_reported,
            not_comparable of deliveries and targets. Tables whose rows have no such words are left out.
        section: some words of a heading, or the id of a section; rows under other headings and tables without sections are left out.
        compact: of pages, only what the short form has: continued commitments, figures of single tasks and deliveries are only counted.

    >>> Selection.of(columns="status, new_text", status=["new"])
    Selection(tables=(), columns=('status', 'new_text'), status=('new',), section='', compact=False)
    """

    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    section: str = ""
    compact: bool = False

    @classmethod
    def of(
        cls,
        *,
        tables: str | Iterable[str] = (),
        columns: str | Iterable[str] = (),
        status: str | Iterable[str] = (),
        section: str = "",
        compact: bool = False,
    ) -> Selection:
        """A selection from names as people write them: lists, or texts with commas between the names."""
        return cls(names(tables), names(columns), names(status), " ".join(section.split()), compact)

    @property
    def is_of_tables(self) -> bool:
        """Whether tables, columns or rows are chosen, so that what is published are these tables and not the whole page."""
        return bool(self.tables or self.columns or self.status or self.section)


WHOLE = Selection()
"""Nothing is left out."""


def names(given: str | Iterable[str]) -> tuple[str, ...]:
    """The names in a text or in several, none twice.

    >>> names(["a, b", "b", ""])
    ('a', 'b')
    """
    texts = [given] if isinstance(given, str) else given
    return tuple(dict.fromkeys(name for text in texts for part in text.split(",") if (name := part.strip())))


def selected_sheets(result: Result, selection: Selection) -> list[Sheet]:
    """The tables of a result with the columns and rows chosen; in their order, at least one.

    Raises:
        PolicydiffError: the result has no such table, column, status or section (``SELECTION``).
    """
    sheets = sheets_of(result)
    refuse_unknown("table", selection.tables, [sheet.name for sheet in sheets])
    sheets = [sheet for sheet in sheets if not selection.tables or sheet.name in selection.tables]
    sheets = with_columns(sheets, selection.columns)
    sheets = with_status(sheets, selection.status)
    return with_section(sheets, selection.section, result)


def selected_sheet(result: Result, selection: Selection) -> Sheet:
    """The one table that a file of one table holds: the main one of the result, or the first of those chosen."""
    chosen = selected_sheets(result, selection)
    main = main_sheet(result).name
    return next((sheet for sheet in chosen if sheet.name == main), chosen[0])


def with_columns(sheets: Sequence[Sheet], columns: Sequence[str]) -> list[Sheet]:
    """The tables that have all of these columns, cut down to them."""
    if not columns:
        return list(sheets)
    known = [column.name for sheet in sheets for column in sheet.declared]
    refuse_unknown("column", columns, known)
    found = [replace(sheet, chosen=tuple(columns)) for sheet in sheets if {column.name for column in sheet.declared} >= set(columns)]
    if not found:
        raise PolicydiffError("SELECTION", ", ".join(columns), "no table has all of these columns", "choose columns of one table")
    return found


def with_status(sheets: Sequence[Sheet], status: Sequence[str]) -> list[Sheet]:
    """The tables whose rows can have one of these words, with the rows that have."""
    if not status:
        return list(sheets)
    refuse_unknown("status", status, [word for sheet in sheets for words in STATUSES.get(sheet.table, {}).values() for word in words])
    return [
        sheet.with_rows(partial(has_status, columns=columns, status=status))
        for sheet in sheets
        if (columns := [column for column, words in STATUSES.get(sheet.table, {}).items() if set(words) & set(status)])
    ]


def has_status(row: Row, columns: Sequence[str], status: Sequence[str]) -> bool:
    """Whether one of these columns has one of these words."""
    return any(row[column] in status for column in columns)


def with_section(sheets: Sequence[Sheet], section: str, result: Result) -> list[Sheet]:
    """The tables whose rows stand under headings, with the rows under a heading that has these words."""
    if not section:
        return list(sheets)
    found = [sheet for sheet in sheets if any(column.name in SECTION_COLUMNS for column in sheet.declared)]
    if not found:
        raise PolicydiffError("SELECTION", "section", "none of the tables chosen has sections", "choose the table changes or deliveries")
    return [sheet.with_rows(partial(is_under, section=section, headings=headings_of(sheet, result))) for sheet in found]


def is_under(row: Row, section: str, headings: dict[str, str]) -> bool:
    """Whether a row stands under a heading with these words, or in the section of this id."""
    cells = [str(row[name]) for name in SECTION_COLUMNS if row.get(name) is not None]
    return section in cells or any(section in headings.get(cell, cell) for cell in cells)


def headings_of(sheet: Sheet, result: Result) -> dict[str, str]:
    """The heading over each section that the rows of a table name by its id."""
    if sheet.table not in ("commitments", "outcomes"):
        return {}
    extract = extract_of(sheet, result)
    sections: dict[str, Section] = {section.id: section for section in extract.sections} if extract else {}
    return {id_: heading_over(id_, sections) for id_ in sections}


def extract_of(sheet: Sheet, result: Result) -> Extract | None:
    """The report that the statements of a table come from."""
    if isinstance(result, Findings | Scorecard):
        return result.earlier if sheet.name == "old" else result.later
    return result if isinstance(result, Extract) else None


def refuse_unknown(kind: str, asked: Sequence[str], known: Sequence[str]) -> None:
    """Raise an error for the first name that is none of those known, with the nearest or all of them."""
    listed = list(dict.fromkeys(known))
    for name in asked:
        if name not in listed:
            nearest = get_close_matches(name, listed, n=3, cutoff=0.5) or [
                *listed[:MOST_NAMED],
                *("…" for _ in listed[MOST_NAMED : MOST_NAMED + 1]),
            ]
            raise PolicydiffError("SELECTION", name, f"no such {kind} here", f"use {', '.join(nearest)}" if nearest else "leave it out")
