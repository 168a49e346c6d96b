"""How wide texts are, and how wide the columns of a table should be, for formats that must be told."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

from policydiff.publish.page import Block

LEAST, MOST = 12, 40
"""A column is as wide as its longest cell asks for, within these bounds, in columns of characters."""


def widths_of(block: Block) -> list[int]:
    """How many columns of characters each column of a block asks for, within bounds.

    >>> widths_of(Block("a", "A", ("Figure", "Words"), (), "None."))
    [12, 12]
    """
    rows = [list(block.heads), *(["".join(piece.text for piece in cell) for cell in block.cells_of(line)] for line in block.lines)]
    return [min(max(LEAST, *map(room, column)), MOST) for column in zip(*rows, strict=True)]


def room(text: str) -> int:
    """How many columns of characters a text takes on one line.

    >>> room("修路3公里"), room("cafe\\u0301")
    (9, 4)
    """
    return len(text) if text.isascii() else sum(map(columns, text))


@lru_cache(maxsize=8192)
def columns(character: str) -> int:
    """How many columns a character takes: two for a wide one, none for one that joins the character before it."""
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
