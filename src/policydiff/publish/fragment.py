"""An HTML fragment for the page of a content management system: headings, lists and tables with class names, no style and no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from policydiff.publish.page import Block, Cell, Page, want_titles
from policydiff.publish.worddiff import Op

TAGS = {Op.EQUAL: ("", ""), Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<ins>", "</ins>")}
"""What marks in HTML, and in Markdown, what went and what came."""


def write_fragment(page: Page) -> str:
    """A page as one element; its headings begin at the second level, as the page around it has the first."""
    return "\n".join(('<section class="policydiff" lang="zh">', *_parts(page), "</section>", ""))


def write_blocks(blocks: Iterable[Block]) -> str:
    """Tables alone, for a page that has its own words around them; several of them have headings."""
    shown = tuple(blocks)
    parts = (part for block in shown for part in (_titled(block) if want_titles(shown) else _block(block)))
    return "\n".join(('<div class="policydiff" lang="zh">', *parts, "</div>", ""))


def _parts(page: Page) -> Iterator[str]:
    yield f"<h2>{escape(page.title)}</h2>"
    yield from _list("policydiff-reports", (f"{escape(label)}: {escape(report)}" for label, report in page.reports))
    yield from _list("policydiff-counts", (f"<strong>{count}</strong> {escape(name)}" for name, count in page.counts))
    yield from (f"<p>{escape(fact)}.</p>" for fact in page.facts)
    notices = (f"<code>{escape(notice.code)}</code> {escape(notice.message)}" for notice in page.notices)
    yield from _list("policydiff-warnings", notices)
    for block in page.blocks:
        yield from _titled(block)


def _list(name: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"<li>{item}</li>" for item in items]
    if lines:
        yield f'<ul class="{name}">'
        yield from lines
        yield "</ul>"


def _titled(block: Block) -> Iterator[str]:
    yield f"<h3>{escape(block.title)} ({len(block.lines)})</h3>"
    yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if not block.lines:
        yield f"<p>{escape(block.empty)}</p>"
        return
    yield f'<table class="policydiff-table policydiff-{escape(block.name)}">'
    heads = "".join(f'<th scope="col">{escape(header)}</th>' for header in block.heads)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    yield from (_row(block.cells_of(line), line.tone) for line in block.lines)
    yield "</tbody>"
    yield "</table>"


def _row(cells: Iterable[Cell], tone: str) -> str:
    named = f' class="policydiff-{escape(tone)}"' if tone else ""
    return f"<tr{named}>{''.join(f'<td>{cell_html(cell)}</td>' for cell in cells)}</tr>"


def cell_html(cell: Cell) -> str:
    """The words of a cell with what went and what came marked.

    >>> from policydiff.publish.worddiff import Piece
    >>> cell_html((Piece(Op.EQUAL, "a < "), Piece(Op.INSERT, "b")))
    'a &lt; <ins>b</ins>'
    """
    return "".join(f"{TAGS[piece.op][0]}{escape(piece.text)}{TAGS[piece.op][1]}" for piece in cell)
