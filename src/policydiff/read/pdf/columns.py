"""The order in which the rows of a page are read: one column, or two beside a gutter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policydiff.read.pdf.pieces import WIDE_GAP, Piece, find_rows, wide_gaps

LEAST_ROWS = 4
"""Rows that a gutter must part before a page counts as one of two columns by itself."""
FILLED = 0.7
"""How much of its column a usual line of running text fills; the cells of a table fill less."""
MIDDLE = (0.3, 0.7)
"""Where in the width of its text a page may have a gutter."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that are read from top to bottom: the whole width of a page (``column`` 0), its left column (1) or its right one (2)."""

    column: int
    rows: tuple[tuple[Piece, ...], ...]


def find_gutter(pieces: Sequence[Piece]) -> float | None:
    """Where most rows of a page are parted near its middle, if lines of running text stand on both sides."""
    if not pieces:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    low, high = (left + share * (right - left) for share in MIDDLE)
    wide = (pair for row in find_rows(pieces, 0.2) for pair in wide_gaps(row, WIDE_GAP))
    gaps = [(before.right, after.left) for before, after in wide if low < before.right and after.left < high]
    if len(gaps) < LEAST_ROWS:
        return None
    place = deepest(gaps)
    return place if place is not None and runs_on(pieces, place, left, right) else None


def deepest(gaps: Sequence[tuple[float, float]]) -> float | None:
    """The middle of the stretch that the most gaps have in common, if there are enough of them."""
    events = sorted([(start, 1) for start, _ in gaps] + [(end, -1) for _, end in gaps])
    depth, best, place = 0, LEAST_ROWS - 1, None
    for (at, step), (after, _) in pairwise(events):
        depth += step
        if depth > best:
            best, place = depth, (at + after) / 2
    return place


def runs_on(pieces: Sequence[Piece], gutter: float, left: float, right: float) -> bool:
    """Whether the usual piece on either side fills its column, so that it is running text and no table."""
    before = [piece.right - piece.left for piece in pieces if piece.right <= gutter]
    after = [piece.right - piece.left for piece in pieces if piece.left >= gutter]
    return filled(before, gutter - left) and filled(after, right - gutter)


def filled(widths: Sequence[float], column: float) -> bool:
    """Whether the usual width reaches across a column."""
    return len(widths) >= LEAST_ROWS and median(widths) >= FILLED * column


def usual_gutter(gutters: Sequence[float | None]) -> float | None:
    """The gutter of a document that has one on most of its pages, for those that are too short to show their own."""
    found = [gutter for gutter in gutters if gutter is not None]
    return median(found) if 2 * len(found) > len(gutters) else None


def find_blocks(pieces: Sequence[Piece], gutter: float | None) -> list[Block]:
    """The blocks of a page in their order: rows across the gutter part what stands above them from what stands below."""
    if gutter is None:
        return [Block(0, rows_of(pieces))] if pieces else []
    blocks: list[Block] = []
    across: list[Piece] = []
    beside: list[Piece] = []
    for row in find_rows(pieces):
        crossing = any(piece.left < gutter - 1 and piece.right > gutter + 1 for piece in row)
        if crossing and beside:
            blocks += parted(beside, gutter)
            beside = []
        if not crossing and across:
            blocks.append(Block(0, rows_of(across)))
            across = []
        (across if crossing else beside).extend(row)
    return [*blocks, *([Block(0, rows_of(across))] if across else []), *parted(beside, gutter)]


def parted(pieces: Sequence[Piece], gutter: float) -> Iterator[Block]:
    """The left column, then the right one."""
    for column, side in enumerate(([p for p in pieces if p.right <= gutter + 1], [p for p in pieces if p.right > gutter + 1]), 1):
        if side:
            yield Block(column, rows_of(side))


def rows_of(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The rows of a block, as they stand."""
    return tuple(tuple(row) for row in find_rows(pieces))
