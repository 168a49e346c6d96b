"""Markdown: one document whose tables GitHub, MkDocs and Quarto all show, every text one safe cell.

What Markdown, or a template or a formula in it, would take for a sign is written as a numeric entity: the three agree on entities, but not
on which signs a backslash may stand before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policydiff.publish.fragment import TAGS
from policydiff.publish.page import Block, Cell, Page, want_titles

_SPECIAL = re.compile(r"""[\\`*_\[\]{}|~$^@#<>&"']|:(?=\S)|-(?=-)|\.(?=\.)|(?<=[Ww])\.""")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def write_markdown(page: Page) -> str:
    """A page as Markdown."""
    return "\n".join(_lines(page)) + "\n"


def write_blocks(blocks: Iterable[Block]) -> str:
    """Tables alone, for a page that has its own words around them; several of them have headings."""
    shown = tuple(blocks)
    parts = (_titled(block, 3) if want_titles(shown) else _block(block) for block in shown)
    return "\n\n".join("\n".join(part).rstrip() for part in parts) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    if page.reports:
        yield from (f"- {escaped(label)}: {escaped(report)}" for label, report in page.reports)
        yield ""
    if page.counts:
        yield from _table(tuple(name for name, _ in page.counts), [tuple(str(count) for _, count in page.counts)])
        yield ""
    yield from (f"{escaped(fact)}.\n" for fact in page.facts)
    yield from (f"> **{escaped(notice.code)}** {escaped(notice.message)}\n" for notice in page.notices)
    for block in page.blocks:
        yield from _titled(block, 2)


def _titled(block: Block, level: int) -> Iterator[str]:
    yield f"{'#' * level} {escaped(block.title)} ({len(block.lines)})"
    yield ""
    yield from _block(block)
    yield ""


def _block(block: Block) -> Iterator[str]:
    if not block.lines:
        yield block.empty
        return
    yield from _table(tuple(map(escaped, block.heads)), [tuple(map(cell_text, block.cells_of(line))) for line in block.lines])


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(headers)} |"
    yield f"|{'---|' * len(headers)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def cell_text(cell: Cell) -> str:
    """The words of a cell with what went and what came marked."""
    return "".join(f"{TAGS[piece.op][0]}{escaped(piece.text)}{TAGS[piece.op][1]}" for piece in cell)


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line.

    >>> escaped("a|b <script>\\n`c` 9:30 http://x")
    'a&#124;b &lt;script&gt; &#96;c&#96; 9&#58;30 http&#58;//x'
    """
    return _SPECIAL.sub(_entity, re.sub(r"\s+", " ", text))


def _entity(sign: re.Match[str]) -> str:
    return _NAMED.get(sign[0], f"&#{ord(sign[0])};")
