"""The codebook of the panel as Markdown, written from the columns as they are declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import partial

from policydiff.publish.markdown import escaped
from policydiff.publish.page import heading_of
from policydiff.publish.sheets import Sheet
from policydiff.tables import Panel, codebook_rows
from policydiff.tables.columns import PANEL, Column
from policydiff.tables.meanings import MEANINGS, codes

HEAD = """A row is a place, year, indicator, unit, measure, horizon and vintage; together they are unique. A level and a growth rate of one
indicator are two rows, and so are figures in units that do not convert. The target is what the report of the year (`vintage`)
sets, the outcome what the report of the next year tells of it. Targets for several years (`horizon`) stand in the last of these years.

Figures are exact decimals; differences are taken of these and only then become floating-point numbers. An empty cell is an
empty field in CSV, null in Parquet, `.` or an empty string in Stata. Texts with a closed vocabulary are strings in CSV and Parquet, and in
Stata integers with the value labels below.
"""
USE = """## How to use it

- Every figure can be looked up: `target_figure` are the characters from `target_start` up to, not including, `target_end` of the source
  text of `target_report`, counted in code points from 0 (for a .txt file: the file decoded, byte order mark removed, line ends as they
  are), with white space as single spaces; likewise for the outcome. Where a report speaks without a figure, the place is that of the
  clause.
- A balanced panel: keep `headline` = 1 and `horizon` = annual; then place, indicator, unit, measure and year are unique. In Stata:
  `keep if headline == 1 & horizon == "annual":horizon`, `egen id = group(place indicator unit measure), missing`, `xtset id year`.
- An empty revision or gap is not zero: `revision_status` and `gap_status` say why there is none. Those that rest on inferred
  figures, on ranges or on outcomes told as bounds have statuses of their own, so that they can be left out.
- A target that is not set (`absent_as_stated`), left to a later year (`deferred`), put in words (`qualitative`) and not mentioned
  (`silent`) are four things; a year without a report has no row at all.
"""
SOURCE = """## Source and citation

The figures are those of the annual government work reports named in `target_report` and `outcome_report`; cite the report with its place
and year for a figure, and policydiff with its version for the coding. Figures are as first reported, not as later revised by statistical
offices.
"""


def write_codebook(panel: Panel | None = None) -> str:
    """What every column of the panel says, how it is worked out and what its values mean.

    Args:
        panel: a panel whose cells are counted as well; without it the codebook of any panel.

    >>> write_codebook().splitlines()[0]
    '# Codebook of the panel'
    """
    return "\n".join(parts(panel)).rstrip() + "\n"


def codebook_file(panel: Panel, suffix: str) -> bytes:
    """The codebook of a panel as the bytes of a Markdown file, or of a table where the ending is .csv."""
    if suffix.lower() == ".csv":
        from policydiff.publish.csv_tables import write_csv

        return write_csv(Sheet("codebook", "codebook", partial(codebook_rows, panel)))
    return write_codebook(panel).encode("utf-8", "backslashreplace")


def parts(panel: Panel | None) -> Iterator[str]:
    """The parts of the page."""
    yield "# Codebook of the panel\n"
    if panel:
        yield from about(panel)
    yield HEAD
    yield "## Variables\n"
    yield from variables(panel)
    yield "\n## How they are worked out\n"
    yield from (f"- `{column.name}`: {escaped_words(column.computed)}" for column in PANEL if column.computed)
    yield "\n## Values\n"
    for vocabulary in dict.fromkeys(column.values for column in PANEL if column.values):
        yield from values(vocabulary, panel)
    yield USE
    yield SOURCE


def about(panel: Panel) -> Iterator[str]:
    """Which panel it is: its size and its reports."""
    from policydiff.publish.contract import tool_version

    lexicon = f", language pack {panel.lexicon.digest}" if panel.lexicon else ""
    yield f"{escaped(heading_of(panel))}: {len(panel.rows)} rows from {len(panel.reports)} reports. policydiff {tool_version()}{lexicon}.\n"
    yield "| place | year | report |\n|---|---|---|"
    yield from (f"| {escaped(report.place)} | {report.year} | {escaped(report.name)} |" for report in panel.reports)
    yield ""


def variables(panel: Panel | None) -> Iterator[str]:
    """One line a column."""
    heads = ("variable", "type", "label", "unit", "an empty cell means", *(("filled",) if panel else ()))
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in codebook_rows(panel):
        cells = [f"`{row['variable']}`", *(escaped_words(str(row[name] or "")) for name in ("type", "label", "unit", "empty"))]
        yield f"| {' | '.join([*cells, *([str(row['filled'])] if panel else [])])} |"


def values(vocabulary: type[StrEnum], panel: Panel | None) -> Iterator[str]:
    """The values of a vocabulary, and of a given panel how often each stands in each of its columns."""
    columns = [column for column in PANEL if column.values is vocabulary]
    yield f"### {', '.join(f'`{column.name}`' for column in columns)}\n"
    counts = [frequencies(column, panel) for column in columns] if panel else []
    heads = [f"`{column.name}`" for column in columns] if panel else []
    yield f"| {' | '.join(('code', 'value', 'meaning', *heads))} |"
    yield f"|{'---|' * (3 + len(heads))}"
    for code, value in codes(vocabulary).items():
        cells = (str(code), f"`{value}`", escaped_words(MEANINGS[vocabulary][vocabulary(value)]), *(str(count[value]) for count in counts))
        yield f"| {' | '.join(cells)} |"
    yield ""


def frequencies(column: Column, panel: Panel) -> Counter[object]:
    """How often each value stands in a column."""
    return Counter(row[column.name] for row in panel.rows)


def escaped_words(text: str) -> str:
    """Words of our own in a cell: only what would end the cell is escaped.

    >>> escaped_words("a|b, *about*")
    'a\\\\|b, *about*'
    """
    return text.replace("|", "\\|")
