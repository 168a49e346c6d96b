"""The terminal: tables that fold to its width and stay aligned where characters are two columns wide."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from policydiff.publish.page import Block, Cell, Line, Page
from policydiff.publish.worddiff import Op

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

SECTION_WIDTH = 16
PIECE_STYLES = {Op.EQUAL: "", Op.DELETE: "red", Op.INSERT: "green"}
TONE_STYLES = {
    "raised": "cyan",
    "lowered": "cyan",
    "tightened": "cyan",
    "loosened": "cyan",
    "added": "green",
    "removed": "red",
    "met": "green",
    "near": "yellow",
    "missed": "red",
}
"""Colours of the last cell; they add to the words and never stand for them."""


def write_terminal(page: Page, *, width: int = 120, colour: bool = False) -> str:
    """The short form of a page as text of the given width."""
    from rich.console import Console
    from rich.text import Text

    text = io.StringIO()
    console = Console(
        file=text,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
    )
    console.print(Text(page.title, style="bold"))
    for label, report in page.reports:
        console.print(Text(f"{label}: {report}"))
    console.print(Text("  ".join(f"{name} {count}" for name, count in page.counts), style="bold"))
    for fact in page.facts:
        console.print(Text(f"{fact}."))
    for notice in page.notices:
        console.print(Text(f"{notice.code}: {notice.message}", style="yellow"))
    for block in page.blocks:
        if block.brief:
            _print_block(console, block)
    rest = [f"{block.title} ({len(block.lines)})" for block in page.blocks if not block.brief and block.lines]
    if rest:
        console.print(Text(f"\nNot shown here, but in the other formats: {', '.join(rest)}.", style="dim"))
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _print_block(console: Console, block: Block) -> None:
    from rich.text import Text

    console.print(Text(f"\n{block.title} ({len(block.lines)})", style="bold"))
    console.print(_table(block) if block.lines else Text(block.empty))


def _table(block: Block) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", expand=block.sections)
    if block.sections:
        table.add_column("Section", width=SECTION_WIDTH)
    for place, header in enumerate(block.headers):
        table.add_column(header, ratio=(2 if 0 < place == len(block.headers) - 1 else 3) if block.sections else None)
    previous = ""
    for line in block.lines:
        first = [_text_of_section("" if line.section == previous else line.section)] if block.sections else []
        table.add_row(*first, *_texts(line))
        previous = line.section
    return table


def _text_of_section(section: str) -> Text:
    from rich.text import Text

    return Text(section, style="dim", overflow="fold")


def _texts(line: Line) -> list[Text]:
    texts = [_text(cell) for cell in line.cells]
    if line.tone in TONE_STYLES:
        texts[-1].stylize(TONE_STYLES[line.tone])
    return texts


def _text(cell: Cell) -> Text:
    from rich.text import Text

    return Text.assemble(*((piece.text, PIECE_STYLES[piece.op]) for piece in cell), overflow="fold")
