"""Stata: .dta files of version 118 (Stata 14 and later), with labels; the same table gives the same bytes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from policydiff.characters import shortened
from policydiff.guards import visible
from policydiff.publish.sheets import Sheet
from policydiff.tables import Column
from policydiff.tables.meanings import codes
from policydiff.tables.rows import Cell, Row

if TYPE_CHECKING:
    import pandas as pd

CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the bytes depend on the table alone."""
RESERVED = frozenset({"end"})
"""Names of columns that are words of Stata's own."""
LONGEST_LABEL = 80
"""Characters that the label of a variable can have."""


def write_dta(sheet: Sheet) -> bytes:
    """The rows of one table.

    A closed vocabulary becomes integers from 1 on with its words as value labels; other texts are strings, long ones ``strL``. Numbers
    are doubles and whole numbers integers; an empty cell is ``.``, an empty text an empty string.
    """
    import pandas as pd

    columns = sheet.columns
    frame = pd.DataFrame({name_of(column): variable(column, sheet.rows) for column in columns})
    data = io.BytesIO()
    frame.to_stata(
        data,
        version=118,
        write_index=False,
        time_stamp=CREATED,
        data_label=f"policydiff {sheet.name}",
        variable_labels={name_of(column): shortened(column.description, LONGEST_LABEL) for column in columns},
        value_labels={
            column.name: {float(code): value for code, value in codes(column.values).items()} for column in columns if column.values
        },
    )
    return data.getvalue()


def name_of(column: Column) -> str:
    """A column's name as Stata allows it."""
    return f"{column.name}_" if column.name in RESERVED else column.name


def variable(column: Column, rows: list[Row]) -> pd.Series:
    """One column in a type that Stata has."""
    import pandas as pd

    cells = [row[column.name] for row in rows]
    if column.values is not None:
        numbers = {value: code for code, value in codes(column.values).items()}
        return pd.Series([None if cell is None else numbers[str(cell)] for cell in cells], dtype="Int8")
    if column.dtype == "string":
        return pd.Series(["" if cell is None else text_of(cell) for cell in cells], dtype="object")
    return pd.Series(cells, dtype=column.dtype)


def text_of(cell: Cell) -> str:
    """A text with control characters shown by their number: a NUL would end it."""
    return visible(str(cell))
