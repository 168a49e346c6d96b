"""Whether a published file is what it should be, asked of programs that others wrote: one check a format.

A check takes the bytes of a file and the result they were made from, fails where they are no such file or do not hold every row, and
returns how many rows of tables it has counted.
"""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path

import html5lib
import jsonschema
import openpyxl
import pandas as pd
from rich.cells import cell_len
from tests.publish.readback import Tables, in_mkdocs, on_github, tex_tables

from policydiff.publish import Format
from policydiff.publish.page import page_of
from policydiff.publish.sheets import main_sheet, sheets_of

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
WIDTH = 120
"""Cells of the terminal's table as it is rendered by default."""
MOST_BYTES = 2_000_000
"""What a web page of two reports may weigh."""
ASKING = ("src", "srcset", "href", "{http://www.w3.org/1999/xlink}href", "action", "formaction", "data", "poster", "background")
"""Attributes for whose sake a browser asks for another file, unless they lead into the page itself."""


def block_sizes(result, *, brief=False):
    """How many rows each table of the page of a result has."""
    return [len(block.lines) for block in page_of(result).blocks if block.lines and (block.brief or not brief)]


def valid_table(data, result):
    """The table of a terminal: no line wider than asked for, no character of control."""
    lines = data.decode().splitlines()
    assert max(map(cell_len, lines)) <= WIDTH
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", data.decode())
    return len(lines)


def valid_json(data, result):
    """JSON that keeps to the schema published for it."""
    document = json.loads(data)
    _, name, version = document["schema"].split("/")
    schema = json.loads((SCHEMAS / f"{name}-{version}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert len(document["changes"]) == len(result.changes)
    return len(document["changes"])


def valid_csv(data, result):
    """CSV with the mark that Excel wants; every row has the columns of the head."""
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert {len(row) for row in rows} <= {len(head)}
    assert len(rows) == len(main_sheet(result).rows)
    return len(rows)


def valid_markdown(data, result):
    """Markdown that GitHub and MkDocs read as the same tables, and in which nothing acts."""
    text = data.decode()
    github, mkdocs = on_github(text), in_mkdocs(text)
    assert github.acting == mkdocs.acting == []
    sizes = [len(table) - 1 for table in github.tables]
    assert sizes == [len(table) - 1 for table in mkdocs.tables] == [1, *block_sizes(result)]
    assert [{len(row) for row in table} for table in github.tables] == [{len(table[0])} for table in github.tables]
    return sum(sizes)


def valid_fragment(data, result):
    """A fragment whose tags are closed, with nothing that acts and no attribute but these three."""
    read = Tables(data.decode())
    assert read.acting == [] and set(read.attributes) <= {"class", "scope", "lang"}
    sizes = [len(table) - 1 for table in read.tables]
    assert sizes == block_sizes(result)
    return sum(sizes)


def valid_latex(data, result):
    """LaTeX with no command that is not known and every group closed."""
    sizes = [len(rows) for rows in tex_tables(data.decode())]
    assert sizes == block_sizes(result)
    return sum(sizes)


def valid_html(data, result):
    """A page that a strict parser takes, lighter than its bound, which asks for no other file."""
    text = data.decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert len(data) < MOST_BYTES
    asked = [element.get(name) for element in tree.iter() for name in ASKING if element.get(name)]
    assert [address for address in asked if not address.startswith(("#", "data:"))] == []
    assert not re.search(r"@import|url\((?!#)", "".join("".join(style.itertext()) for style in tree.iter("style")))
    named = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(named) == len(set(named))
    rows = Counter(
        kind
        for table in tree.iter("table")
        for kind in (table.get("class") or "").split()
        for body in table.iter("tbody")
        for _ in body.iter("tr")
    )
    assert (rows["changes"], rows["deliveries"]) == (len(result.changes), len(result.deliveries))
    return rows["cards"]


def valid_xlsx(data, result):
    """A workbook with every row of every table, and no cell that is a formula."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    sizes = {sheet.name: len(sheet.rows) for sheet in sheets_of(result)}
    assert {sheet.title: sheet.max_row - 1 for sheet in book.worksheets if sheet.title in sizes} == sizes
    return sum(sizes.values())


def valid_parquet(data, result):
    """A frame with the columns declared."""
    frame = pd.read_parquet(io.BytesIO(data))
    assert list(frame.columns) == [column.name for column in main_sheet(result).columns]
    assert len(frame) == len(main_sheet(result).rows)
    return len(frame)


def valid_dta(data, result):
    """A file that Stata's reader takes."""
    frame = pd.read_stata(io.BytesIO(data))
    assert len(frame) == len(main_sheet(result).rows)
    return len(frame)


CHECKS = {format_: globals()[f"valid_{format_}"] for format_ in Format}
"""The check of each format."""
