"""Rows of a block as lines of text, the cells of a table each by itself, and the margins between which the lines stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policydiff.read.pdf.columns import Block
from policydiff.read.pdf.page import Character, Rule
from policydiff.read.pdf.pieces import Piece, join_characters, make_piece

CELL_GAP = 1.5
"""A gap, in sizes of its characters, that parts two cells where the rows beside it have one at the same place."""
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
    tabular = find_tabular(block.rows)
    table: list[tuple[Piece, ...]] = []
    for row, is_table in zip(block.rows, tabular, strict=True):
        if is_table:
            table.append(row)
            continue
        yield from table_lines(table, page, block.column, rules)
        table = []
        yield make_line(row, page, block.column)
    yield from table_lines(table, page, block.column, rules)


def find_tabular(rows: Sequence[Sequence[Piece]]) -> list[bool]:
    """Which rows belong to a table: a wide gap stands where a row beside has one too; cells that go on alone follow their row."""
    gaps = [[(b.right, a.left) for b, a in pairwise(row) if a.left - b.right > CELL_GAP * min(a.size, b.size)] for row in rows]
    found = [False] * len(rows)
    for at in range(1, len(rows)):
        if any(min(end, other_end) > max(start, other) for start, end in gaps[at - 1] for other, other_end in gaps[at]):
            found[at - 1] = found[at] = True
    return found


def table_lines(rows: Sequence[Sequence[Piece]], page: int, column: int, rules: Sequence[Rule]) -> Iterator[Line]:
    """The cells of a table from left to right, row after row; rows that no drawn line parts are the lines of one row of cells."""
    group: list[Piece] = []
    for row in rows:
        if group and not (rules and same_cells(group, row, rules)):
            yield from cell_lines(group, page, column)
            group = []
        group += row
    if group:
        yield from cell_lines(group, page, column)


def same_cells(above: Sequence[Piece], below: Sequence[Piece], rules: Sequence[Rule]) -> bool:
    """Whether no line is drawn between two rows of a table that has lines."""
    left, right = min(piece.left for piece in below), max(piece.right for piece in below)
    high, low = min(piece.bottom for piece in above), max(piece.top for piece in below)
    near = [rule for rule in rules if rule.left < right and rule.right > left]
    framed = any(rule.y >= high for rule in near) and any(rule.y <= low for rule in near)
    return framed and not any(low - 2 <= rule.y <= high + 2 for rule in near)


def cell_lines(pieces: Sequence[Piece], page: int, column: int) -> Iterator[Line]:
    """One line for each cell: pieces that overlap from side to side are the lines of one cell."""
    cells: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if cells and piece.left < max(other.right for other in cells[-1]):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    for cell in cells:
        yield make_cell([make_line([piece], page, column, cell=True) for piece in sorted(cell, key=lambda piece: -piece.bottom)])


def make_cell(lines: Sequence[Line]) -> Line:
    """The lines of a cell as one."""
    if len(lines) == 1:
        return lines[0]
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
    return Margins(left, max(right, left + width) if right < left + width else right)
