"""The answer to a question as a table for a terminal, as CSV, JSON or Parquet."""

from __future__ import annotations

import io
import json
from typing import Any

from policydiff.corpus.query import Answer
from policydiff.corpus.shelves import import_arrow
from policydiff.publish.csv_tables import write_rows
from policydiff.publish.formats import AnswerFormat
from policydiff.publish.page import one_line
from policydiff.publish.terminal import natural_widths, row_lines


def render_answer(answer: Answer, format_: AnswerFormat, width: int = 120) -> bytes:
    """An answer in a format; the table folds to ``width`` columns.

    >>> print(render_answer(Answer(("place", "year"), (("云泽市", 2024),)), AnswerFormat.CSV).decode("utf-8-sig").split())
    ['place,year', '云泽市,2024']
    """
    if format_ is AnswerFormat.PARQUET:
        return parquet_of(answer)
    if format_ is AnswerFormat.JSON:
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        return f"{json.dumps(rows, ensure_ascii=False, indent=1)}\n".encode()
    if format_ is AnswerFormat.CSV:
        return csv_of(answer)
    return table_of(answer, width).encode("utf-8")


def csv_of(answer: Answer) -> bytes:
    """As CSV for spreadsheets."""
    text = io.StringIO(newline="")
    write_rows(text, [answer.columns, *answer.rows])
    return text.getvalue().encode("utf-8-sig")


def parquet_of(answer: Answer) -> bytes:
    """As one Parquet file."""
    pa = import_arrow()
    from pyarrow import parquet

    columns = [pa.array([row[place] for row in answer.rows]) for place in range(len(answer.columns))]
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(columns, names=list(answer.columns)), sink)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def table_of(answer: Answer, width: int) -> str:
    """As a table, its cells folded."""
    if not answer.rows:
        return "Nothing was found.\n"
    rows: list[list[list[tuple[str, str]]]] = [[[(cell_words(cell), "")] for cell in row] for row in (answer.columns, *answer.rows)]
    widths = natural_widths(rows, width)
    lines = [line for row in rows for line in row_lines(row, widths)]
    return "".join(f"{''.join(text for text, _ in line).rstrip()}\n" for line in lines)


def cell_words(cell: Any) -> str:
    """A cell in words; whole floats without a point."""
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return "" if cell is None else one_line(str(cell))
