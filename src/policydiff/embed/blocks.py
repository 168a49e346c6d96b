"""From a few lines, such as a fenced block holds, to the tables they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.model import PolicydiffError
from policydiff.years import FIRST_YEAR, LAST_YEAR, is_year

if TYPE_CHECKING:
    from policydiff.comparison import Comparison
    from policydiff.publish.page import Block

KEYS = ("old", "new", "table", "columns", "status", "section", "overrides", "old_year", "new_year")
"""What a line can set, in the order of the manual."""
MOST_KEPT = 16
"""So many comparisons are kept, as pages often ask several tables of one pair."""

Stamp = tuple[str, int, int]
"""A file by its path, the time of its last change and its size."""


def write_table(text: str, folder: str | Path = ".", *, format_: str = "markdown", name: str = "policydiff") -> str:
    """The tables that some lines ask for, as Markdown, an HTML fragment or LaTeX.

    Args:
        text: lines ``key: value``: ``old`` and ``new`` name the reports; ``table`` (by default targets), ``columns``, ``status`` and
            ``section`` choose; ``overrides`` names a file of decisions; ``old_year`` and ``new_year`` give years.
        folder: where the files that are named lie.
        format_: markdown, fragment or latex.
        name: what to call the place of these lines in messages.

    Raises:
        PolicydiffError: a line cannot be understood (``EMBED``), what is chosen is not there (``SELECTION``), or a report cannot be read.
    """
    from policydiff.publish import fragment, latex, markdown

    writers = {"markdown": markdown.write_blocks, "fragment": fragment.write_blocks, "latex": latex.write_blocks}
    if format_ not in writers:
        raise PolicydiffError("NO_FORMAT", format_, "tables in a page have no such format", f"use one of {', '.join(writers)}")
    return writers[format_](table_blocks(parse_lines(text, name), folder, name=name))


def table_blocks(asked: Mapping[str, str], folder: str | Path = ".", *, name: str = "policydiff") -> tuple[Block, ...]:
    """The tables that settings ask for; see `write_table`."""
    from policydiff.publish.selection import Selection, selected_sheets
    from policydiff.publish.tables_page import sheet_block

    for key in ("old", "new"):
        if not asked.get(key):
            raise PolicydiffError("EMBED", name, f"{key} is missing", f"name a report with {key}: FILE")
    selection = Selection.of(
        tables=asked.get("table", ""), columns=asked.get("columns", ""), status=asked.get("status", ""), section=asked.get("section", "")
    )
    chosen = selection if selection.is_of_tables else Selection(tables=("targets",))
    found = compared(
        *(stamp(Path(folder) / asked[key]) for key in ("old", "new")),
        stamp(Path(folder) / asked["overrides"]) if asked.get("overrides") else None,
        *(year(asked.get(key, ""), key, name) for key in ("old_year", "new_year")),
    )
    return tuple(sheet_block(sheet) for sheet in selected_sheets(found, chosen))


def parse_lines(text: str, name: str = "policydiff") -> dict[str, str]:
    """The settings that lines give; empty lines and those that begin with # give none.

    >>> parse_lines("old: a.txt\\nnew: b.txt\\n# only these\\nstatus: new, dropped")
    {'old': 'a.txt', 'new': 'b.txt', 'status': 'new, dropped'}
    """
    asked: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in KEYS:
            raise PolicydiffError("EMBED", name, f"{line!r} sets nothing that is known", f"use KEY: VALUE with {', '.join(KEYS)}")
        if key in asked:
            raise PolicydiffError("EMBED", name, f"{key} is set twice", "leave one of them out")
        asked[key] = value
    return asked


def year(value: str, key: str, name: str) -> int | None:
    """A year, where one is given."""
    if not value:
        return None
    if not is_year(value):
        raise PolicydiffError("EMBED", name, f"{key} is no year: {value}", f"write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return int(value)


def stamp(path: Path) -> Stamp:
    """A file as it is now; one that is not there is left to its reader."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return str(path), 0, 0
    return str(path), state.st_mtime_ns, state.st_size


@lru_cache(maxsize=MOST_KEPT)
def compared(old: Stamp, new: Stamp, overrides: Stamp | None, old_year: int | None, new_year: int | None) -> Comparison:
    """Two reports compared; again only when a file has changed."""
    from policydiff.pipeline import compare_reports

    decisions = overrides[0] if overrides else None
    return compare_reports(Path(old[0]), Path(new[0]), overrides=decisions, old_year=old_year, year=new_year)
