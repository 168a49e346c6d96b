"""Page furniture: running heads and feet, page numbers and watermarks, told by words that come back in one place page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from policydiff.read.pdf.pieces import Piece, find_rows

EDGE_ROWS = 3
"""Rows from the top and from the bottom of a page among which heads and feet are looked for."""
SAME_PLACE = 8.0
"""Points by which the place of furniture may differ from page to page."""
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
    """Which pieces are furniture, each by its ``id``."""
    edges = [(page, piece) for page, pieces in sheets.items() for piece in edge_pieces(pieces)]
    found = {id(piece) for _, piece in (*repeated(edges, least_repeats(len(sheets))), *numbers(edges))}
    everywhere = [(page, piece) for page, pieces in sheets.items() for piece in pieces if id(piece) not in found]
    found |= {id(piece) for _, piece in repeated(everywhere, max(4, 3 * len(sheets) // 5), exactly=True)}
    return found


def least_repeats(pages: int) -> int:
    """On how many pages a running head stands at least: the first page may have none, and heads of left and right pages take turns."""
    return min(max(2, pages - 1), 3)


def edge_pieces(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces in the first and last rows of a page."""
    rows = find_rows(pieces)
    for row in rows[:EDGE_ROWS] + rows[EDGE_ROWS:][-EDGE_ROWS:]:
        yield from row


def repeated(pieces: Iterable[tuple[int, Piece]], least: int, *, exactly: bool = False) -> Iterator[tuple[int, Piece]]:
    """Pieces whose words stand at one height on so many pages; digits may differ, but not ``exactly``."""
    groups: defaultdict[str, list[tuple[int, Piece]]] = defaultdict(list)
    for page, piece in pieces:
        words = piece.words
        key = words if exactly else DIGITS.sub("#", words)
        if len(key.strip("#")) > 1:
            groups[f"{key} {piece.left:.0f}" if exactly else key].append((page, piece))
    for group in groups.values():
        height = median(piece.bottom for _, piece in group)
        near = [(page, piece) for page, piece in group if abs(piece.bottom - height) <= SAME_PLACE]
        if len({page for page, _ in near}) >= least:
            yield from near


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
        if len({page for page, _ in group}) >= 2:
            yield from group
