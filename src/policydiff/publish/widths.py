"""How wide the columns of a table should be, for formats that must be told."""

from __future__ import annotations

from unicodedata import east_asian_width

from policydiff.publish.page import Block, Line

LEAST, MOST = 12, 40
"""A column is as wide as its longest cell asks for, within these bounds, in columns of characters."""


def headers_of(block: Block) -> tuple[str, ...]:
    """The heads of a block's columns, that of its sections first where it has them."""
    return ("Section", *block.headers) if block.sections else block.headers


def widths_of(block: Block) -> list[int]:
    """How many columns of characters each column of a block asks for, within bounds.

    >>> widths_of(Block("a", "A", ("Figure", "Words"), (), "None."))
    [12, 12]
    """
    headers = headers_of(block)
    rows = [headers, *(_words(line, block.sections) for line in block.lines)]
    return [min(max(LEAST, *(room(row[place]) for row in rows)), MOST) for place in range(len(headers))]


def room(text: str) -> int:
    """How many columns of characters a text takes on one line.

    >>> room("修路3公里")
    9
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _words(line: Line, sections: bool) -> tuple[str, ...]:
    cells = tuple("".join(piece.text for piece in cell) for cell in line.cells)
    return (line.section, *cells) if sections else cells
