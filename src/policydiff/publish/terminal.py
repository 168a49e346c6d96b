"""The terminal: tables that fold to its width and stay aligned where characters are two columns wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from policydiff.publish.page import Block, Cell, Line, Page
from policydiff.publish.widths import room
from policydiff.publish.worddiff import Op

SECTION_WIDTH = 16
LONGEST_WORD = 18
"""A word as wide as this or less is not cut while other columns can give way."""
GAP = 2
PIECE_STYLES = {Op.EQUAL: "", Op.DELETE: "red", Op.INSERT: "green"}
TONE_STYLES = {
    "raised": "cyan",
    "lowered": "cyan",
    "tightened": "cyan",
    "loosened": "cyan",
    "added": "green",
    "removed": "red",
    "met": "green",
    "near": "yellow",
    "missed": "red",
}
"""Colours of the last cell; they add to the words and never stand for them."""
CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}

TOKEN = re.compile(
    r"(?:[≈≥≤<>] )?[（《“‘「【(\[]*(?:[0-9A-Za-z.,%％．:/_-]+[万亿千百]*|.)[，。、；：！？）》”’」】,;:.!?)\]]*",
    re.DOTALL,
)
"""What stays on one line: a figure with how it binds, a Latin word, any other character; each with its brackets and the marks after it."""

Words = tuple[str, str]
"""Some words and their style."""


def write_terminal(page: Page, *, width: int = 120, colour: bool = False) -> str:
    """The short form of a page as text of the given width."""
    lines = [line for words in page_lines(page, width) for line in words]
    return "".join(f"{painted(line) if colour else ''.join(text for text, _ in line)}".rstrip() + "\n" for line in lines)


def painted(line: Sequence[Words]) -> str:
    """A line with its colours, for a terminal.

    >>> painted([("met", "green"), (" ", "")])
    '\\x1b[32mmet\\x1b[0m '
    """
    return "".join(f"\x1b[{CODES[style]}m{text}\x1b[0m" if style and text.strip() else text for text, style in line)


def page_lines(page: Page, width: int) -> Iterator[list[list[Words]]]:
    """What the page says, folded: its head, the tables of the short form, and what other formats hold besides."""
    yield fold([(page.title, "bold")], width)
    for label, report in page.reports:
        yield fold([(f"{label}: {report}", "")], width)
    if page.counts:
        yield fold([("  ".join(f"{name} {count}" for name, count in page.counts), "bold")], width)
    for fact in page.facts:
        yield fold([(f"{fact}.", "")], width)
    for notice in page.notices:
        yield fold([(f"{notice.code}: {notice.message}", "yellow")], width)
    for block in page.blocks:
        if block.brief:
            yield [[], *fold([(f"{block.title} ({len(block.lines)})", "bold")], width)]
            yield list(table_lines(block, width)) if block.lines else fold([(block.empty, "")], width)
    rest = [f"{block.title} ({len(block.lines)})" for block in page.blocks if not block.brief and block.lines]
    if rest:
        yield [[], *fold([(f"Not shown here, but in the other formats: {', '.join(rest)}.", "dim")], width)]


def table_lines(block: Block, width: int) -> Iterator[list[Words]]:
    """A table: an empty line, the headers, a rule, the rows, an empty line. A section is named where it begins."""
    headers = [[(header, "bold")] for header in block.heads]
    rows = list(row_cells(block))
    widths = section_widths(len(headers), width) if block.sections else natural_widths([headers, *rows], width)
    yield []
    yield from row_lines(headers, widths)
    yield [(" " + "─" * (sum(widths) + GAP * (len(widths) - 1)), "")]
    for row in rows:
        yield from row_lines(row, widths)
    yield []


def row_cells(block: Block) -> Iterator[list[list[Words]]]:
    """The cells of every row, with their styles."""
    previous = ""
    for line in block.lines:
        first = [[("" if line.section == previous else line.section, "dim")]] if block.sections else []
        yield [*first, *(styled(cell, line, place) for place, cell in enumerate(line.cells))]
        previous = line.section


def styled(cell: Cell, line: Line, place: int) -> list[Words]:
    """The words of a cell: what went and what came in colour, and the last cell in that of its line."""
    tone = TONE_STYLES.get(line.tone, "") if place == len(line.cells) - 1 else ""
    return [(piece.text, tone or PIECE_STYLES[piece.op]) for piece in cell]


def row_lines(row: Sequence[Sequence[Words]], widths: Sequence[int]) -> Iterator[list[Words]]:
    """One row as the lines it takes, every cell padded to its column."""
    folded = [fold(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue=[]):
        line = [(" ", "")]
        for part, width in zip(parts, widths, strict=True):
            line += [*part, (" " * (width - measure(part) + GAP), "")]
        yield line[:-1]


def section_widths(count: int, width: int) -> list[int]:
    """A narrow column for the section; of the rest, the last column has two parts where the others have three."""
    rest = width - 1 - SECTION_WIDTH - GAP * (count - 1)
    shares = [3] * (count - 2) + [2 if count > 2 else 3]
    widths = [max(2, rest * share // sum(shares)) for share in shares]
    return [SECTION_WIDTH, *widths[:-1], max(2, rest - sum(widths[:-1]))]


def natural_widths(rows: Iterable[Sequence[Sequence[Words]]], width: int) -> list[int]:
    """As wide as the widest cell of each column; where that is too much, the widest columns give way, down to their longest words first."""
    columns = list(zip(*rows, strict=True))
    widths = [max(2, *map(measure, column)) for column in columns]
    for least in ([min(max(map(longest_word, column)), LONGEST_WORD) for column in columns], [2] * len(widths)):
        while sum(widths) + GAP * (len(widths) - 1) + 1 > width and (
            free := [place for place, most in enumerate(widths) if most > least[place]]
        ):
            widths[max(free, key=lambda place: (widths[place], -place))] -= 1
    return widths


def longest_word(words: Sequence[Words]) -> int:
    """How wide the widest part is that stays on one line."""
    return max(map(measure, tokens(words, measure(words))), default=0)


def fold(words: Sequence[Words], width: int) -> list[list[Words]]:
    """The words in lines of a width; a figure and a Latin word stay whole where a line is wide enough, and no line begins with a comma.

    >>> [line for line in fold([("收入≥ 31520元，还要提高", "")], 10)]
    [[('收入', '')], [('≥ 31520', '')], [('元，还要提', '')], [('高', '')]]
    """
    if measure(words) <= width:
        return [list(words)]
    lines: list[list[Words]] = [[]]
    used = 0
    for token in tokens(words, width):
        taken = measure(token)
        if used + taken > width and lines[-1]:
            lines.append([])
            used = 0
        if used or token[0][0] != " ":
            append(lines[-1], token)
            used += taken
    return lines


def tokens(words: Sequence[Words], width: int) -> Iterator[list[Words]]:
    """The words in parts that stay on one line, whatever their styles; a part wider than the line is cut into characters."""
    styles = [style for text, style in words for _ in text]
    for found in TOKEN.finditer("".join(text for text, _ in words)):
        characters = list(zip(found[0], styles[found.start() : found.end()], strict=True))
        yield from [characters] if measure(characters) <= width else ([character] for character in characters)


def append(line: list[Words], token: Iterable[Words]) -> None:
    """Put a token at the end of a line, each part of it to the words before it where these have the same style."""
    for text, style in token:
        if line and line[-1][1] == style:
            line[-1] = (line[-1][0] + text, style)
        else:
            line.append((text, style))


def measure(words: Iterable[Words]) -> int:
    """How many columns some words take.

    >>> measure([("新建3所", "")])
    7
    """
    return sum(room(text) for text, _ in words)
