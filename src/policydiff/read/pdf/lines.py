"""Rows of a block as lines of text, the cells of a table each by itself, and the margins between which the lines stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from policydiff.read.pdf.cells import find_tabular, table_cells
from policydiff.read.pdf.columns import Block
from policydiff.read.pdf.page import Character, Rule
from policydiff.read.pdf.pieces import Piece, join_characters, make_piece

ALIGNED = 3.0
"""Points by which the left edges of lines may differ that stand at one margin."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its page, column and edges, its first and last characters, and whether it is the cell of a table."""

    text: str
    page: int
    column: int
    left: float
    right: float
    bottom: float
    first: Character
    last: Character
    bold: bool
    cell: bool = False

    @property
    def size(self) -> float:
        """The size of its first character."""
        return self.first.size


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and end on a page."""

    left: float
    right: float


def make_line(pieces: Sequence[Piece], page: int, column: int, *, cell: bool = False) -> Line:
    """A line of the pieces of a row."""
    whole = make_piece(character for piece in pieces for character in piece.characters)
    characters = whole.characters
    bold = all(character.bold for character in characters if not character.text.isspace())
    text = join_characters(characters)
    return Line(text, page, column, whole.left, whole.right, whole.bottom, characters[0], characters[-1], bold, cell)


def block_lines(block: Block, page: int, rules: Sequence[Rule]) -> Iterator[Line]:
    """The lines of a block; where rows are parted into cells one below the other, every cell is a line, row after row."""
    tabular = find_tabular(block.rows, rules)
    for is_table, group in groupby(zip(block.rows, tabular, strict=True), key=lambda pair: pair[1]):
        rows = [row for row, _ in group]
        if is_table:
            for cells in table_cells(rows, rules):
                yield make_cell([make_line([piece], page, block.column, cell=True) for piece in cells])
        else:
            yield from (make_line(row, page, block.column) for row in rows)


def make_cell(lines: Sequence[Line]) -> Line:
    """The lines of a cell as one."""
    first, last = lines[0], lines[-1]
    text = "".join(line.text for line in lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return Line(text, first.page, first.column, left, right, last.bottom, first.first, last.last, first.bold, cell=True)


def find_margins(lines: Sequence[Line]) -> Mapping[tuple[int, int], Margins]:
    """The margins of every column of every page; a page of few lines takes the width that the other pages have."""
    groups: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.page, line.column].append(line)
    lefts = {place: left_margin(group) for place, group in groups.items()}
    widths: defaultdict[int, list[float]] = defaultdict(list)
    for (page, column), group in groups.items():
        widths[column].append(max(line.right for line in group) - lefts[page, column])
    usual = {column: sorted(found)[len(found) // 2] for column, found in widths.items()}
    shared = {column: usual_left(column, lefts, groups) for column in widths}
    return {place: page_margins(group, lefts[place], shared[place[1]], usual[place[1]]) for place, group in groups.items()}


def left_margin(lines: Sequence[Line]) -> float:
    """Where the most lines begin, of two such places the one further left."""
    counts = Counter(round(line.left / ALIGNED) for line in lines)
    most = max(counts.values())
    place = min(place for place, count in counts.items() if 2 * count > most or count == most)
    return min(line.left for line in lines if round(line.left / ALIGNED) == place)


def usual_left(column: int, lefts: Mapping[tuple[int, int], float], groups: Mapping[tuple[int, int], Sequence[Line]]) -> float:
    """The left margin that most lines of a column of the document have."""
    counts: Counter[float] = Counter()
    for place, left in lefts.items():
        if place[1] == column:
            counts[left] += len(groups[place])
    return counts.most_common(1)[0][0]


def page_margins(lines: Sequence[Line], left: float, shared: float, width: float) -> Margins:
    """The margins of one column of a page: its own left one if enough lines show it, or else that of the document."""
    if len(lines) < 5 and left > shared:
        left = shared
    right = max(line.right for line in lines)
    return Margins(left, max(right, left + width))
