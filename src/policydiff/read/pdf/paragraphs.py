"""Lines joined into paragraphs: where a line begins, where it ends, how far below the last one it stands, and how it looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from policydiff.model import Origin
from policydiff.read.pdf.lines import Line, Margins

INDENT = 1.2
"""By how many characters a first line is indented at least."""
SLACK = 1.1
"""Room, in characters, that a full line may leave at its end beside what its next word takes."""
SAME_SIZE = 0.08
"""By what share the sizes of characters of one paragraph may differ where one line ends and the next begins."""
WIDE_PITCH = 1.45
"""How many times the usual distance of two lines parts two paragraphs."""
MARKER = re.compile(
    r"(?:第[一二三四五六七八九十百]{1,4}[章节部条]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[、．.](?![0-9])|[（(][0-9]{1,2}[）)]|附件|专栏)"
)
"""How headings and items of lists begin."""
LEADERS = re.compile(r"[.…·．]{3}[\s.…·．]{0,200}[0-9]{1,4}$")
"""How a line of a table of contents ends."""
CLOSERS = "。！？；：!?;:…"
CLOSING = "。！？；：，、）》”’」』】〉％%…—)]},.;:!?"
OPENING = "（《“‘「『【〈([{"
WORD = re.compile(r"[!-~]{1,200}")

Edges = Mapping[tuple[int, int], Margins]


def join_lines(lines: Sequence[Line], margins: Edges) -> tuple[str, tuple[Origin, ...]]:
    """The text with one paragraph a line, and the page that each part of it stands on."""
    pitch = usual_pitch(lines)
    parts: list[str] = []
    origins: list[Origin] = []
    length = 0
    for before, line in [(None, lines[0]), *pairwise(lines)] if lines else []:
        glue = "" if before is None else glue_between(before, line) if goes_on(before, line, margins, pitch) else "\n"
        parts += [glue, line.text]
        if before is None or before.page != line.page:
            origins.append(Origin(length + len(glue), f"page {line.page}"))
        length += len(glue) + len(line.text)
    return "".join(parts), tuple(origins)


def usual_pitch(lines: Sequence[Line]) -> float:
    """The commonest distance between two lines of a column, in points; 0 where there is none."""
    distances = Counter(round(step) for step in distances_of(lines))
    return float(distances.most_common(1)[0][0]) if distances else 0.0


def distances_of(lines: Sequence[Line]) -> Iterator[float]:
    """How far each line stands below the one before it in its column."""
    for before, after in pairwise(lines):
        if (before.page, before.column) == (after.page, after.column) and before.bottom > after.bottom:
            yield before.bottom - after.bottom


def goes_on(before: Line, line: Line, margins: Edges, pitch: float) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    if before.cell or line.cell or LEADERS.search(before.text) or differs(before, line) or far_below(before, line, pitch):
        return False
    here, there = margins[line.page, line.column], margins[before.page, before.column]
    room = there.right - before.right
    if room > (needed(line.text) + SLACK) * before.size:
        return False
    size = line.size or 1.0
    indent = line.left - here.left
    if indent < INDENT * size:
        return not (MARKER.match(line.text) and before.text[-1] in CLOSERS)
    level = abs(indent - (before.left - there.left)) < 0.5 * size
    return level and before.text[-1] not in CLOSERS and not MARKER.match(line.text)


def differs(before: Line, line: Line) -> bool:
    """Whether the two lines look like a heading and what stands below it."""
    if abs(before.last.size - line.first.size) > SAME_SIZE * max(before.last.size, line.first.size):
        return True
    return before.bold and not line.bold and not line.first.bold


def far_below(before: Line, line: Line, pitch: float) -> bool:
    """Whether more room than between two lines of a paragraph stands between two lines of one column."""
    if (before.page, before.column) != (line.page, line.column) or not pitch:
        return False
    return before.bottom - line.bottom > max(WIDE_PITCH * pitch, pitch + 0.4 * line.size)


def needed(text: str) -> float:
    """The room, in characters, of what cannot be parted at the beginning of a line: a word or a figure with the marks beside it.

    >>> needed("2024年"), needed("“五子”联动"), needed("新建")
    (2.0, 2.0, 1.0)
    """
    start = 0
    while start < len(text) and text[start] in OPENING:
        start += 1
    word = WORD.match(text, start)
    end = word.end() if word else start + 1
    width = start + ((end - start) / 2 if word else 1.0)
    while end < len(text) and text[end] in CLOSING:
        end, width = end + 1, width + 1
    return width


def glue_between(before: Line, line: Line) -> str:
    """A space where a line break parts two Latin words; nothing between Chinese characters, and never within a figure."""
    last, first = before.text[-1], line.text[0]
    return " " if last.isascii() and last.isalpha() and first.isascii() and first.isalnum() else ""
