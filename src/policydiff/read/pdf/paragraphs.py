"""Lines joined into paragraphs: where a line begins, where it ends, how far below the last one it stands, and how it looks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policydiff.model import Origin
from policydiff.read.pdf.lines import Line, Margins, find_margins

INDENT = 1.2
"""By how many characters a first line is indented at least."""
SLACK = 1.1
"""Room, in characters, that a full line may leave at its end beside what its next word takes."""
SAME_SIZE = 0.08
"""By what share the sizes of characters of one paragraph may differ where one line ends and the next begins."""
WIDE_PITCH, WIDER_PITCH = 1.12, 1.45
"""How many times the usual distance of two lines parts two paragraphs: where nothing else does, and where first lines are indented."""
FEW_INDENTS = 0.03
"""The share of lines up to which indented ones are exceptions, not first lines."""
MARKER = re.compile(
    r"(?:第[一二三四五六七八九十百]{1,4}[章节部条]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[、．.](?![0-9])|[（(][0-9]{1,2}[）)]|附件|专栏)"
)
"""How headings and items of lists begin."""
LEADERS = re.compile(r"[.…·．]{3}[\s.…·．]{0,200}[0-9]{1,4}$")
"""How a line of a table of contents ends."""
LONGEST_END = 207
"""Characters of that end at most."""
CLOSERS = "。！？；：!?;:…"
CLOSING = "。！？；：，、）》”’」』】〉］｝〕〗％%…—·)]},.;:!?"
QUOTES = "“”‘’"
OPENING = "（《「『【〈［｛〔〖([{" + QUOTES
"""Marks after which no line may end; some programs hold quotation marks to what stands on either side."""
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Style:
    """How paragraphs are set, in points: margins by page and column, size, the distance of lines, the indent of first lines (or 0)."""

    margins: Mapping[tuple[int, int], Margins]
    size: float
    pitch: float
    indent: float

    def before(self, line: Line) -> float:
        """The room between the left margin and a line."""
        return line.left - self.margins[line.page, line.column].left

    def after(self, line: Line) -> float:
        """The room between a line and the right margin."""
        return self.margins[line.page, line.column].right - line.right

    def balanced(self, line: Line) -> bool:
        """Whether a line stands as far from the left margin as from the right one."""
        return abs(self.before(line) - self.after(line)) < 0.7 * line.size

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, well within both margins."""
        return self.balanced(line) and self.before(line) > 0.7 * line.size


def join_lines(lines: Sequence[Line]) -> tuple[str, tuple[Origin, ...]]:
    """The text with one paragraph a line, and the page that each part of it stands on."""
    style = read_style(lines)
    parts: list[str] = []
    origins: list[Origin] = []
    length = 0
    for before, line in pairwise([None, *lines]):
        if line is None:
            continue
        glue = "" if before is None else glue_between(before, line) if goes_on(before, line, style) else "\n"
        parts += [glue, line.text]
        if before is None or before.page != line.page:
            origins.append(Origin(length + len(glue), f"page {line.page}"))
        length += len(glue) + len(line.text)
    return "".join(parts), tuple(origins)


def read_style(lines: Sequence[Line]) -> Style:
    """What most lines of a document show of its style."""
    flowing = [line for line in lines if not line.cell]
    margins = find_margins(flowing)
    sizes = Counter(round(line.size, 1) for line in flowing)
    size = max(sizes.most_common(1)[0][0] if sizes else 1.0, 0.1)
    starts = (line.left - margins[line.page, line.column].left for line in flowing)
    indents = [start for start in starts if INDENT * size <= start <= 4 * size]
    indent = most_common(indents) if len(indents) > FEW_INDENTS * len(flowing) else 0.0
    return Style(margins, size, most_common(distances_of(lines)), indent)


def most_common(measures: Iterable[float]) -> float:
    """The commonest of some lengths, in whole points, of two such the smaller one; 0 where there is none."""
    counts = Counter(round(measure) for measure in measures)
    return float(min(counts, key=lambda measure: (-counts[measure], measure))) if counts else 0.0


def distances_of(lines: Sequence[Line]) -> Iterator[float]:
    """How far each line stands below the one before it in its column."""
    for before, after in pairwise(lines):
        if (before.page, before.column) == (after.page, after.column) and before.bottom > after.bottom:
            yield before.bottom - after.bottom


def goes_on(before: Line, line: Line, style: Style) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    if before.cell or line.cell or is_entry(before.text) or differs(before, line) or far_below(before, line, style):
        return False
    wanted = (needed(line.text) + SLACK) * before.size
    if style.balanced(before) and style.centred(line) and before.text[-1] not in CLOSERS:
        return style.before(before) + style.after(before) <= wanted and not MARKER.match(line.text)
    if style.after(before) > wanted:
        return False
    indent, size = style.before(line), line.size or 1.0
    if indent < INDENT * size:
        begins = MARKER.match(line.text) and (before.text[-1] in CLOSERS or MARKER.match(before.text))
        return bool(style.indent) or not begins
    if abs(indent - style.indent) < 0.5 * size or abs(indent - style.before(before)) > 0.5 * size:
        return False
    return before.text[-1] not in CLOSERS and not MARKER.match(line.text)


def is_entry(text: str) -> bool:
    """Whether a line is one of a table of contents.

    >>> is_entry("一、工作回顾……… 12"), is_entry("增长6.5%")
    (True, False)
    """
    return LEADERS.search(text, max(len(text) - LONGEST_END, 0)) is not None


def differs(before: Line, line: Line) -> bool:
    """Whether the two lines look like a heading and what stands below it."""
    if abs(before.last.size - line.first.size) > SAME_SIZE * max(before.last.size, line.first.size):
        return True
    return before.bold and not line.bold and not line.first.bold


def far_below(before: Line, line: Line, style: Style) -> bool:
    """Whether more room than between two lines of a paragraph, of headings in their size, stands between two lines of one column."""
    if (before.page, before.column) != (line.page, line.column) or not style.pitch:
        return False
    pitch = style.pitch * max(line.size / style.size, 1.0)
    least = WIDER_PITCH if style.indent else WIDE_PITCH
    return before.bottom - line.bottom > max(least * pitch, pitch + 0.25 * line.size)


def needed(text: str) -> float:
    """The room, in characters, of what cannot be parted at the beginning of a line: a word or a figure with the marks beside it.

    >>> needed("2024年"), needed("“五子”联动"), needed("展，“双减”"), needed("新建")
    (2.0, 2.0, 4.0, 1.0)
    """
    width = 0.0
    for before, after in pairwise(text[:LONGEST_WORD] + " "):
        width += 0.5 if is_slim(before) else 1.0
        if after == " " or not held_together(before, after):
            break
    return width


def held_together(before: str, after: str) -> bool:
    """Whether no line may end between two characters."""
    return before in OPENING or after in CLOSING or after in QUOTES or (is_slim(before) and is_slim(after))


def is_slim(character: str) -> bool:
    """Whether a character takes half the room of a Chinese one and holds to others like it: letters, figures, the point in 19·5."""
    return character in "·°" or unicodedata.east_asian_width(character) in ("N", "Na", "H")


def glue_between(before: Line, line: Line) -> str:
    """A space where a line break parts two Latin words; nothing between Chinese characters, and never within a figure."""
    last, first = before.text[-1], line.text[0]
    return " " if last.isascii() and last.isalpha() and first.isascii() and first.isalnum() else ""
