"""Tables: rows whose words stand below one another with the same gaps, and the cells that these make, whatever their number of lines."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from policydiff.read.pdf.page import Rule
from policydiff.read.pdf.pieces import Piece, wide_gaps

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
        if second - first <= REACH and share_gap(rows[first : second + 1]):
            found[first : second + 1] = [True] * (second + 1 - first)
    for at in range(1, len(rows)):
        found[at] = found[at] or (found[at - 1] and ends_cells(rows, found, at, rules))
    return found


def cell_gaps(row: Row) -> list[Gap]:
    """The gaps of a row that may part cells, from left to right; the room behind the number of a heading or an item is none."""
    return [(before.right, after.left) for before, after in wide_gaps(row, CELL_GAP) if not NUMBER.fullmatch(before.words)]


def share_gap(rows: Sequence[Row]) -> bool:
    """Whether the first and the last of some rows have a gap in common, and no row between them reaches across it."""
    gaps = list(common_gaps(cell_gaps(rows[0]), cell_gaps(rows[-1])))
    for row in rows[1:-1]:
        gaps = clear_gaps(row, gaps)
    return bool(gaps)


def common_gaps(gaps: Sequence[Gap], others: Sequence[Gap]) -> Iterator[Gap]:
    """Where the gaps of two rows overlap.

    >>> list(common_gaps([(0, 4), (6, 9)], [(3, 7)]))
    [(3, 4), (6, 7)]
    """
    at = other = 0
    while at < len(gaps) and other < len(others):
        start, end = max(gaps[at][0], others[other][0]), min(gaps[at][1], others[other][1])
        if start < end:
            yield start, end
        if gaps[at][1] < others[other][1]:
            at += 1
        else:
            other += 1


def clear_gaps(row: Row, gaps: Iterable[Gap]) -> list[Gap]:
    """The gaps that no piece of a row reaches across: of the pieces that begin before a gap, the one that reaches furthest tells."""
    lefts = [piece.left for piece in row]
    reached = list(accumulate((piece.right for piece in row), max, initial=-math.inf))
    return [gap for gap in gaps if reached[bisect_left(lefts, gap[0])] <= gap[1]]


def ends_cells(rows: Sequence[Row], found: Sequence[bool], at: int, rules: Sequence[Rule]) -> bool:
    """Whether a row below a table holds further lines of its last cells."""
    table = [rows[place] for place in range(max(at - 2 * REACH, 0), at) if found[place]]
    gaps = [gap for row in table[-REACH:] for gap in cell_gaps(row)]
    return len(clear_gaps(rows[at], gaps)) == len(gaps) and same_cells(rows[at - 1], rows[at], rules, tight_distance(table))


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
    edge = -math.inf
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if piece.left < edge:
            cells[-1].append(piece)
        else:
            cells.append([piece])
        edge = max(edge, piece.right)
    yield from (sorted(cell, key=lambda piece: -piece.bottom) for cell in cells)
