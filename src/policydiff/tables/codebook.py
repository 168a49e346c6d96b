"""The codebook: what every column of the panel says, from the columns as they are declared."""

from __future__ import annotations

from enum import StrEnum

from policydiff.tables.columns import PANEL, Column
from policydiff.tables.meanings import MEANINGS, codes
from policydiff.tables.panel import Panel
from policydiff.tables.rows import Row, complete


def codebook_rows(panel: Panel | None = None) -> list[Row]:
    """One row for each column of the panel; of a given panel, how many of its cells are filled.

    >>> next(row["values"] for row in codebook_rows() if row["variable"] == "horizon")
    '1 annual: for the year; 2 multi_year: for several years: a plan period, 到2030年, 三年内'
    """
    return [codebook_row(column, panel) for column in PANEL]


def codebook_row(column: Column, panel: Panel | None) -> Row:
    """One column."""
    return complete(
        "codebook",
        {
            "variable": column.name,
            "type": column.dtype,
            "label": column.description,
            "unit": column.unit,
            "values": "; ".join(value_lines(column.values)) if column.values else None,
            "empty": column.empty or "never empty",
            "computed": column.computed,
            "filled": None if panel is None else sum(row[column.name] is not None for row in panel.rows),
        },
    )


def value_lines(vocabulary: type[StrEnum]) -> list[str]:
    """The values of a closed vocabulary, each with its code in Stata and its meaning."""
    return [f"{code} {value}: {MEANINGS[vocabulary][vocabulary(value)]}" for code, value in codes(vocabulary).items()]
