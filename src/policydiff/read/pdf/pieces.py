"""Characters that follow one another closely on one line of a page, and their words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policydiff.read.pdf.page import Character

WIDE_GAP = 1.0
"""A gap, in sizes of the characters beside it, that parts two pieces of a line: a column, a cell, or a wide space may begin."""
WORD_GAP, SPACED_GAP, FIGURE_GAP = 0.18, 0.1, 0.6
"""What parts two Latin words, the room that a space of the file takes at least, and what parts figures or Chinese words without one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with its edges; at least one character, none of them white space but between two others."""

    characters: tuple[Character, ...]
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """The size of its largest character."""
        return (self.top - self.bottom) or 1.0

    @property
    def words(self) -> str:
        """Its text."""
        return join_characters(self.characters)


def make_piece(characters: Iterable[Character]) -> Piece:
    """A piece of some characters, in the order of their places, white space around them left out."""
    ordered = sorted(characters, key=lambda character: character.left)
    seen = [character for character in ordered if not character.text.isspace()]
    inner = tuple(c for c in ordered if not c.text.isspace() or seen[0].left <= c.left <= seen[-1].left)
    return Piece(
        inner,
        min(character.left for character in seen),
        max(character.right for character in seen),
        min(character.bottom for character in seen),
        max(character.top for character in seen),
    )


def find_pieces(characters: Iterable[Character]) -> Iterator[Piece]:
    """The pieces of a page in the order of the file."""
    run: list[Character] = []
    last: Character | None = None
    for character in characters:
        blank = character.text.isspace()
        if not blank and last is not None and not follows(last, character):
            yield make_piece(run)
            run = []
        if not blank:
            last = character
        if run or not blank:
            run.append(character)
    if last is not None:
        yield make_piece(run)


def follows(before: Character, after: Character) -> bool:
    """Whether a character stands on the line of the one before it in the file, close to its right."""
    size = max(before.size, after.size)
    if not share_line(before.bottom, before.top, after.bottom, after.top):
        return False
    return before.left - 0.5 * size <= after.left <= before.right + WIDE_GAP * size


def share_line(bottom: float, top: float, other_bottom: float, other_top: float, least: float = 0.5) -> bool:
    """Whether two heights overlap by more than half of the lower one, as those of a figure raised beside a word do.

    >>> share_line(0, 12, 5, 11), share_line(0, 12, 10, 22)
    (True, False)
    """
    overlap = min(top, other_top) - max(bottom, other_bottom)
    return overlap > least * max(min(top - bottom, other_top - other_bottom), 0.01)


def wide_gaps(row: Sequence[Piece], least: float) -> Iterator[tuple[Piece, Piece]]:
    """The neighbours in a row that are more than so many sizes of their characters apart."""
    for before, after in pairwise(row):
        if after.left - before.right > least * min(before.size, after.size):
            yield before, after


def find_rows(pieces: Sequence[Piece], least: float = 0.5) -> list[list[Piece]]:
    """Pieces side by side, from the top of the page to its bottom, each row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -(piece.bottom + piece.top)):
        if rows and any(share_line(piece.bottom, piece.top, other.bottom, other.top, least) for other in rows[-1][-3:]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def join_characters(characters: Sequence[Character]) -> str:
    """Their text: a space of the file stays where it takes room, and one is put where a gap parts two Latin words."""
    parts: list[str] = []
    last = space = None
    for character in characters:
        if character.text.isspace():
            space = space or character
            continue
        if last is not None and parted(last, space, character):
            parts.append(" ")
        parts.append(character.text)
        last, space = character, None
    return "".join(parts)


def parted(before: Character, space: Character | None, after: Character) -> bool:
    """Whether a space stands between two characters of a line, with a space of the file between them or without one."""
    size = max(before.size, after.size) or 1.0
    if space is not None and after.left - space.left > SPACED_GAP * size:
        return True
    gap = (after.left - before.right) / size
    if gap <= WORD_GAP:
        return False
    words = is_narrow(before.text) and is_narrow(after.text) and not (is_figure(before.text) and is_figure(after.text))
    return words or gap > FIGURE_GAP


def is_figure(text: str) -> bool:
    """Whether a character belongs to a figure: digits, points, commas, signs of per cent."""
    return text.isdigit() or text in ".,%‰％．"


def is_narrow(text: str) -> bool:
    """Whether a character is a letter or digit that takes half the room of a Chinese one.

    >>> [is_narrow(text) for text in ("G", "５", "市")]
    [True, False, False]
    """
    return text.isalnum() and unicodedata.east_asian_width(text) not in "WF"
