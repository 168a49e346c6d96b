"""Tables as Arrow and Parquet: pieces that tasks write, and the partitions that are put together from them, a piece at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.corpus.store import Store
from policydiff.guards import visible
from policydiff.model import Status
from policydiff.publish.csv_tables import write_rows
from policydiff.tables.columns import TABLES, Column
from policydiff.tables.rows import Cell, Row

if TYPE_CHECKING:
    import pyarrow as pa

TERMS = Column(
    "terms", "string", "what it is about, in bare terms with a space between them; an equal term elsewhere is held for the same programme"
)
PLACE = Column("place", "string", "the place of the report")
YEAR = Column("year", "Int64", "the year of the report")
FILE = Column("file", "string", "the file of the report, below the folder of the batch")
OLD_YEAR = Column("old_year", "Int64", "the year of the report before it")
OLD_FILE = Column("old_file", "string", "the file of the report before it")
REPORTS: tuple[Column, ...] = (
    PLACE,
    Column("level", "string", "nation, province, city or county, as the name of the place says"),
    YEAR,
    FILE,
    Column("title", "string", "its title"),
    Column("date", "string", "the day of the meeting"),
    Column("format", "string", "what kind of file it is"),
    Column("sha256", "string", "of the bytes of the file"),
    Column("characters", "Int64", "code points of the source text"),
    Column("commitments", "Int64", "how many there are"),
    Column("outcomes", "Int64", "how many there are"),
    Column("warnings", "string", "codes of its warnings"),
)
PAIRS: tuple[Column, ...] = (
    PLACE,
    YEAR,
    FILE,
    OLD_YEAR,
    OLD_FILE,
    *(Column(status.value, "Int64", "changes of this status") for status in Status),
    Column("warnings", "string", "codes of the warnings about the comparison"),
)
BEFORE = {
    "commitments": (PLACE, YEAR, FILE, TERMS),
    "outcomes": (PLACE, YEAR, FILE, TERMS),
    "changes": (PLACE, YEAR, FILE, OLD_YEAR, OLD_FILE),
    "deliveries": (PLACE, YEAR, FILE, OLD_YEAR, OLD_FILE),
    "threads": (PLACE, YEAR, FILE),
    "series": (PLACE, YEAR, FILE),
    "panel": (PLACE, YEAR, FILE),
}
"""Every table of a corpus that is a declared table, and the columns that stand before the declared ones."""
SHELVES: dict[str, tuple[Column, ...]] = {"reports": REPORTS, "pairs": PAIRS} | {
    name: (*before, *(column for column in TABLES[name] if column.name not in ("place", "year"))) for name, before in BEFORE.items()
}
"""The columns of every table of a corpus.

>>> [column.name for column in SHELVES["threads"]]
['place', 'year', 'file', 'thread', 'first', 'last', 'status', 'commitments']
"""
BY_YEAR = ("threads", "series", "panel")
"""Tables whose rows each have a year of their own; the rows of others are of the year of the report."""
SAME = frozenset({"place", "level", "file", "old_year", "old_file"})
"""Columns that are the same for all rows of a piece and are added when it is put into a partition."""
GROUP_ROWS = 65_536
"""About so many rows are held at once and written as one group."""
ARROW_TYPES = {"string": "string", "Int64": "int64", "Float64": "float64"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece that goes into a partition, with the cells that are the same for all its rows."""

    key: str
    same: tuple[tuple[str, Cell], ...]


def partition_name(table: str, year: int | str) -> str:
    """Where a partition stands in the folder of a corpus; the year ``*`` gives the pattern of all of them."""
    return f"{table}/year={year}/part-0.parquet"


def csv_name(table: str, year: int | str) -> str:
    """Where the same stands as CSV."""
    return f"csv/{table}-{year}.csv"


def piece_columns(table: str) -> list[Column]:
    """The columns that a piece has."""
    return [column for column in SHELVES[table] if column.name not in SAME and (column.name != "year" or table in BY_YEAR)]


def write_piece(store: Store, key: str, table: str, rows: Sequence[Row]) -> None:
    """Keep the rows of a table, without what is the same for all of them."""
    arrow = import_arrow()
    piece = arrow.table({column.name: to_array([row[column.name] for row in rows], column) for column in piece_columns(table)})
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_file(sink, piece.schema, options=arrow.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(piece)
    store.write(store.path(key, table), sink.getvalue().to_pybytes())


def to_array(cells: Iterable[Cell], column: Column) -> pa.Array:
    """The cells of a column. Texts have no control characters; whole numbers among floats are floats, however large."""
    arrow = import_arrow()
    made: list[Cell]
    if column.dtype == "Float64":
        made = [None if cell is None else float(cell) for cell in cells]
    else:
        made = [visible(cell) if isinstance(cell, str) else cell for cell in cells]
    return arrow.array(made, ARROW_TYPES[column.dtype])


def write_partition(store: Store, table: str, year: int, entries: Iterable[Entry], to: Path) -> int:
    """Write the rows of a year as one Parquet file, in the order of the pieces; the year itself is in the name of its folder.

    Returns:
        How many rows it has.
    """
    columns = [column for column in SHELVES[table] if column.name != "year"]
    arrow = import_arrow()
    from pyarrow import parquet

    schema = arrow.schema([described(column) for column in columns])
    rows = 0
    with store.drafted(to) as draft, parquet.ParquetWriter(draft, schema, compression="zstd") as writer:
        for group in row_groups(store, table, year, entries):
            writer.write_table(group.select(schema.names).cast(schema))
            rows += group.num_rows
    return rows


def described(column: Column) -> pa.Field:
    """The field of a column, with its description."""
    arrow = import_arrow()
    return arrow.field(column.name, ARROW_TYPES[column.dtype], metadata={"description": column.description, "unit": column.unit})


def row_groups(store: Store, table: str, year: int, entries: Iterable[Entry]) -> Iterator[pa.Table]:
    """The rows of a partition, some pieces at a time."""
    arrow = import_arrow()
    held: list[pa.Table] = []
    rows = 0
    for entry in entries:
        held.append(piece_of_year(store, table, year, entry))
        rows += held[-1].num_rows
        if rows >= GROUP_ROWS:
            yield arrow.concat_tables(held)
            held, rows = [], 0
    if held:
        yield arrow.concat_tables(held)


def piece_of_year(store: Store, table: str, year: int, entry: Entry) -> pa.Table:
    """The rows of a piece that are of a year, with all columns."""
    arrow = import_arrow()
    with store.opened(entry.key):
        piece = arrow.ipc.open_file(arrow.memory_map(str(store.path(entry.key, table)))).read_all()
    if table in BY_YEAR:
        piece = piece.filter(arrow.compute.equal(piece["year"], year))
    same = dict(entry.same) | {"year": year}
    there = frozenset(piece.column_names)
    made = {
        column.name: piece[column.name] if column.name in there else repeated(same, column, piece.num_rows) for column in SHELVES[table]
    }
    return arrow.table(made)


def repeated(same: Mapping[str, Cell], column: Column, rows: int) -> pa.Array:
    """A column that has one value for all rows of a piece."""
    arrow = import_arrow()
    return arrow.repeat(arrow.scalar(same.get(column.name), ARROW_TYPES[column.dtype]), rows)


def write_csv_partition(store: Store, table: str, year: int, entries: Iterable[Entry], to: Path) -> None:
    """Write the rows of a year as one CSV file for spreadsheets."""
    names = [column.name for column in SHELVES[table]]
    with store.drafted(to) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        write_rows(file, [names])
        for group in row_groups(store, table, year, entries):
            write_rows(file, ([row[name] for name in names] for batch in group.to_batches(1000) for row in batch.to_pylist()))


def import_arrow() -> Any:
    """The package pyarrow with the parts that are used here."""
    import pyarrow
    import pyarrow.compute
    import pyarrow.ipc

    return pyarrow
