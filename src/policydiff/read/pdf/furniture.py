"""Page furniture: running heads and feet, page numbers and watermarks, told by words that come back in one place page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from statistics import median

from policydiff.read.pdf.pieces import Piece, find_rows

EDGE_ROWS = 3
"""Rows from the top and from the bottom of a page among which heads and feet are looked for."""
SAME_PLACE = 8.0
"""Points by which the place of furniture may differ from page to page."""
LARGE = 1.3
"""How many times as large as most words a watermark is at least."""
DIGITS = re.compile(r"[0-9０-９]+|[ⅰ-ⅿⅠ-Ⅿ]+")
ADORNED = re.compile(
    r"[-—–－─~·•.\s]{1,5}[0-9０-９]{1,4}[-—–－─~·•.\s]{1,5}|第\s?[0-9０-９一二三四五六七八九十百]{1,5}\s?页(?:[\s，,/（(]{0,3}共\s?[0-9０-９一二三四五六七八九十百]{1,5}\s?页[)）]?)?"
)
"""What is a page number by its looks, wherever it stands alone at an edge of a page."""
PLAIN_NUMBER = re.compile(r"[0-9０-９]{1,4}(?:\s?/\s?[0-9０-９]{1,4})?")
"""What is a page number only where it goes up with the pages."""

Sheets = Mapping[int, Sequence[Piece]]
"""The pieces of every page by its number."""


def find_furniture(sheets: Sheets) -> set[int]:
    """Which pieces are furniture, each by its ``id``.

    At the edges of a page a row is furniture as a whole or not at all, and only if all rows outside it are: the cells of a table that goes
    on over pages come back in one place too.
    """
    edges = {page: edge_rows(pieces) for page, pieces in sheets.items()}
    pieces = [(page, piece) for page, ends in edges.items() for rows in ends for row in rows for piece in row]
    likely = {id(piece) for _, piece in (*repeated(pieces, least_repeats(len(sheets))), *numbers(pieces))}
    outer = [row for ends in edges.values() for rows in ends for row in takewhile(lambda row: all(id(p) in likely for p in row), rows)]
    return {id(piece) for row in outer for piece in row} | {id(piece) for piece in watermarks(sheets)}


def watermarks(sheets: Sheets) -> Iterator[Piece]:
    """Large words at one place on most pages."""
    placed = [(page, piece) for page, pieces in sheets.items() for piece in pieces]
    usual = median(piece.size for _, piece in placed) if placed else 0
    large = [(page, piece) for page, piece in placed if piece.size > LARGE * usual]
    yield from (piece for _, piece in repeated(large, max(4, 3 * len(sheets) // 5), exactly=True))


def least_repeats(pages: int) -> int:
    """On how many pages a running head stands at least: the first page may have none, and heads of left and right pages take turns."""
    return min(max(2, pages - 1), 3)


def edge_rows(pieces: Sequence[Piece]) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """The first rows of a page from its top, and the last ones from its bottom."""
    rows = find_rows(pieces)
    return rows[:EDGE_ROWS], rows[::-1][:EDGE_ROWS]


def repeated(pieces: Iterable[tuple[int, Piece]], least: int, *, exactly: bool = False) -> Iterator[tuple[int, Piece]]:
    """Pieces whose words stand at one height on so many pages; digits may differ, but not ``exactly``."""
    groups: defaultdict[str, list[tuple[int, Piece]]] = defaultdict(list)
    for page, piece in pieces:
        words = piece.words
        key = words if exactly else DIGITS.sub("#", words)
        if len(key.strip("#")) > 1:
            groups[f"{key} {piece.left:.0f}" if exactly else key].append((page, piece))
    for group in groups.values():
        yield from at_one_height(group, least)


def numbers(edges: Sequence[tuple[int, Piece]]) -> Iterator[tuple[int, Piece]]:
    """Page numbers: by their looks, or because they go up with the pages."""
    rising: defaultdict[int, list[tuple[int, Piece]]] = defaultdict(list)
    for page, piece in edges:
        words = piece.words
        if ADORNED.fullmatch(words):
            yield page, piece
        elif PLAIN_NUMBER.fullmatch(words):
            rising[int(re.split(r"\s?/", words)[0]) - page].append((page, piece))
    for group in rising.values():
        yield from at_one_height(group, 2)


def at_one_height(group: Sequence[tuple[int, Piece]], least: int) -> list[tuple[int, Piece]]:
    """Those that stand where most of them do, if that is on so many pages."""
    height = median(piece.bottom for _, piece in group)
    near = [(page, piece) for page, piece in group if abs(piece.bottom - height) <= SAME_PLACE]
    return near if len({page for page, _ in near}) >= least else []
