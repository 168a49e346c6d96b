"""Markdown: one document, its tables in the GitHub dialect, every text one safe cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydiff.publish.page import Block, Cell, Line, Page
from policydiff.publish.worddiff import Op

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_TAGS = {Op.EQUAL: ("", ""), Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<ins>", "</ins>")}


def write_markdown(page: Page) -> str:
    """A page as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    yield from (f"- {escaped(label)}: {escaped(report)}" for label, report in page.reports)
    yield ""
    if page.counts:
        yield from _table(tuple(name for name, _ in page.counts), [tuple(str(count) for _, count in page.counts)])
        yield ""
    yield from (f"{escaped(fact)}.\n" for fact in page.facts)
    yield from (f"> **{escaped(notice.code)}** {escaped(notice.message)}\n" for notice in page.notices)
    for block in page.blocks:
        yield f"## {escaped(block.title)} ({len(block.lines)})"
        yield ""
        yield from _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    if not block.lines:
        yield block.empty
        return
    headers = ("Section", *block.headers) if block.sections else block.headers
    yield from _table(tuple(map(escaped, headers)), [_cells(line, block.sections) for line in block.lines])


def _cells(line: Line, sections: bool) -> tuple[str, ...]:
    cells = tuple(cell_text(cell) for cell in line.cells)
    return (escaped(line.section), *cells) if sections else cells


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(headers)} |"
    yield f"|{'---|' * len(headers)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def cell_text(cell: Cell) -> str:
    """The words of a cell with what went and what came marked."""
    return "".join(f"{_TAGS[piece.op][0]}{escaped(piece.text)}{_TAGS[piece.op][1]}" for piece in cell)


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line.

    >>> escaped("a|b <script>\\n`c`")
    'a\\\\|b &lt;script&gt; \\\\`c\\\\`'
    """
    line = re.sub(r"\s+", " ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", line)
