"""Parquet, where pyarrow is installed: typed columns with their descriptions; the same table gives the same bytes."""

from __future__ import annotations

import io

from policydiff.guards import visible
from policydiff.model import PolicydiffError
from policydiff.publish.sheets import Sheet
from policydiff.tables import frame_of
from policydiff.tables.rows import Row


def write_parquet(sheet: Sheet) -> bytes:
    """The rows of one table; every column has its description in the metadata of its field.

    Raises:
        PolicydiffError: pyarrow is not installed (``NO_PACKAGE``).
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise PolicydiffError(
            "NO_PACKAGE", "parquet", "Parquet files want pyarrow, which is not installed", "pip install pyarrow"
        ) from error
    frame = frame_of(sheet.table, [storable(row) for row in sheet.rows])
    table = pa.Table.from_pandas(frame[[column.name for column in sheet.columns]], preserve_index=False)
    described = [
        table.schema.field(column.name).with_metadata({"description": column.description, "unit": column.unit}) for column in sheet.columns
    ]
    data = io.BytesIO()
    pq.write_table(table.cast(pa.schema(described, metadata=table.schema.metadata)), data)
    return data.getvalue()


def storable(row: Row) -> Row:
    """A row whose texts have no control characters and no half of a surrogate pair, which no UTF-8 can hold."""
    return {name: visible(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
