"""Rows as tidy pandas data frames. pandas takes a second to import, so it is imported when the first frame is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from policydiff.model import Change, Commitment, Delivery, Outcome, Section, Series, Statement, Thread
from policydiff.tables.columns import TABLES
from policydiff.tables.panel import panel_rows
from policydiff.tables.rows import Row, change_row, delivery_row, section_row, series_rows, statement_row, thread_rows

if TYPE_CHECKING:
    import pandas as pd

Record = Statement | Change | Delivery | Section | Series | Thread

TABLE_OF: dict[type, str] = {
    Commitment: "commitments",
    Outcome: "outcomes",
    Change: "changes",
    Delivery: "deliveries",
    Section: "sections",
    Series: "series",
    Thread: "threads",
}
"""Which table holds which record."""


def to_frame(items: Iterable[Record], *, table: str | None = None) -> pd.DataFrame:
    """Records of one kind as a data frame with the columns, order and dtypes of their table.

    Args:
        items: commitments, outcomes, changes, deliveries, sections, series (one row a point) or threads (one row a step).
        table: name of the table; needed only where ``items`` may be empty and are not commitments, and to lay series out as ``panel``.

    Returns:
        One row a record. What is not stated is ``<NA>``. Changes and deliveries name commitments by id only;
        ``Comparison.to_frame()`` has their words too. ``origin`` of commitments and outcomes stays empty; ``Extract.to_frame()`` has it.

    Raises:
        TypeError: the items are no records of policydiff, or are not all of one kind.

    >>> from policydiff.model import Role, Span
    >>> cut = Commitment("3.1", Span(0, 6), "修好两条路。", Span(0, 6), "3", Role.PLAN)
    >>> to_frame([cut]).loc[0, "text"]
    '修好两条路'
    """
    records = list(items)
    name = table or (_table_of(records) if records else "commitments")
    return frame_of(name, rows_of(records, name))


def rows_of(records: Sequence[Record], table: str) -> list[Row]:
    """Records as plain rows of the named table; series are one row a point, or as ``panel`` one row a year."""
    if table == "panel":
        return panel_rows(record for record in records if isinstance(record, Series))
    rows: list[Row] = []
    for record in records:
        match record:
            case Statement():
                rows.append(statement_row(record, table))
            case Change():
                rows.append(change_row(record))
            case Delivery():
                rows.append(delivery_row(record))
            case Section():
                rows.append(section_row(record))
            case Series():
                rows.extend(series_rows([record]))
            case Thread():
                rows.extend(thread_rows([record]))
    return rows


def _table_of(records: Sequence[object]) -> str:
    kinds = list(dict.fromkeys(type(record) for record in records))
    if len(kinds) > 1 or kinds[0] not in TABLE_OF:
        raise TypeError(f"records of one kind are wanted, not {', '.join(kind.__name__ for kind in kinds)}")
    return TABLE_OF[kinds[0]]


def frame_of(table: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows of a declared table as a data frame; without rows it still has every column and dtype."""
    import pandas as pd

    return pd.DataFrame({column.name: pd.Series([row[column.name] for row in rows], dtype=column.dtype) for column in TABLES[table]})
