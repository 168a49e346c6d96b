"""Tables: rows whose words stand below one another with the same gaps, and the cells that these make, whatever their number of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policydiff.read.pdf.page import Rule
from policydiff.read.pdf.pieces import Piece

CELL_GAP = 1.2
"""A gap, in sizes of its characters, that parts two cells where a row near by has one at the same place."""
REACH = 6
"""Rows within which another row with the same gap is looked for: as many lines as the cells between have at most."""
TIGHT = 1.12
"""How many times the smallest distance of two rows of a table two lines of one cell are apart at most."""

NUMBER = re.compile(r"第[一二三四五六七八九十百0-9]{1,4}[章节部条]|[（(]?[一二三四五六七八九十0-9]{1,3}[、．.)）]|[•●■▪◆○□]")
"""What numbers or marks the items of a list."""

Row = Sequence[Piece]
Gap = tuple[float, float]


def find_tabular(rows: Sequence[Row], rules: Sequence[Rule]) -> list[bool]:
    """Which rows belong to a table: those that share a gap, those between them that no gap contradicts, and lines of the last cells."""
    found = [False] * len(rows)
    parted = [at for at, row in enumerate(rows) if cell_gaps(row)]
    for first, second in pairwise(parted):
        shared = common_gaps(cell_gaps(rows[first]), cell_gaps(rows[second]))
        if second - first <= REACH and any(all(stands_clear(row, gap) for row in rows[first + 1 : second]) for gap in shared):
            found[first : second + 1] = [True] * (second + 1 - first)
    for at in range(1, len(rows)):
        found[at] = found[at] or (found[at - 1] and ends_cells(rows, found, at, rules))
    return found


def cell_gaps(row: Row) -> list[Gap]:
    """The gaps of a row that may part cells; the room behind the number of a heading or an item is none."""
    wide = ((before, after) for before, after in pairwise(row) if after.left - before.right > CELL_GAP * min(before.size, after.size))
    return [(before.right, after.left) for before, after in wide if not NUMBER.fullmatch(before.words)]


def common_gaps(gaps: Sequence[Gap], others: Sequence[Gap]) -> list[Gap]:
    """Where the gaps of two rows overlap."""
    return [(max(start, other), min(end, last)) for start, end in gaps for other, last in others if min(end, last) > max(start, other)]


def stands_clear(row: Row, gap: Gap) -> bool:
    """Whether no piece of a row reaches across a gap."""
    return not any(piece.left < gap[0] and piece.right > gap[1] for piece in row)


def ends_cells(rows: Sequence[Row], found: Sequence[bool], at: int, rules: Sequence[Rule]) -> bool:
    """Whether a row below a table holds further lines of its last cells."""
    table = [rows[place] for place in range(max(at - 2 * REACH, 0), at) if found[place]]
    gaps = [gap for row in table[-REACH:] for gap in cell_gaps(row)]
    return all(stands_clear(rows[at], gap) for gap in gaps) and same_cells(rows[at - 1], rows[at], rules, tight_distance(table))


def table_cells(rows: Sequence[Row], rules: Sequence[Rule]) -> Iterator[list[Piece]]:
    """The lines of every cell of a table, cells from left to right, row after row."""
    tight = tight_distance(rows)
    group: list[Piece] = []
    for before, row in pairwise([(), *rows]):
        if group and not same_cells(before, row, rules, tight):
            yield from split_cells(group)
            group = []
        group += row
    yield from split_cells(group)


def tight_distance(rows: Sequence[Row]) -> float:
    """The distance below which two rows are lines of the same cells where no lines are drawn; 0 where all rows are as far apart."""
    distances = [distance(above, below) for above, below in pairwise(rows)]
    if not distances or max(distances) <= TIGHT * min(distances):
        return 0.0
    return TIGHT * min(distances)


def distance(above: Row, below: Row) -> float:
    """How far one row stands below another."""
    return min(piece.bottom for piece in above) - min(piece.bottom for piece in below)


def same_cells(above: Row, below: Row, rules: Sequence[Rule], tight: float) -> bool:
    """Whether two rows are lines of the same cells: no line is drawn between them in a frame, or without one they stand close."""
    left, right = min(piece.left for piece in below), max(piece.right for piece in below)
    high, low = min(piece.bottom for piece in above), max(piece.top for piece in below)
    near = [rule.y for rule in rules if rule.left < right and rule.right > left]
    if any(y > high for y in near) and any(y < low for y in near):
        return not any(low - 3 <= y <= high + 3 for y in near)
    return distance(above, below) <= tight


def split_cells(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each cell from top to bottom: those that overlap from side to side are lines of one cell."""
    cells: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if cells and piece.left < max(other.right for other in cells[-1]):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    yield from (sorted(cell, key=lambda piece: -piece.bottom) for cell in cells)
