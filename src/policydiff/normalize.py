"""One form for every text: widths and dashes folded, white space settled, hard line breaks joined, with the way back kept.

Every character of the normalized text stands for exactly one character of the source; characters that carry no words
(line breaks inside a sentence, spaces between Chinese characters, zero-width marks) are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policydiff.characters import WIDTHS, latin
from policydiff.model import Notice, OffsetMap, Report, SourceText, Span
from policydiff.titles import read_title

LINE_ENDS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
WIDE_SPACES = "\u3000\u2002\u2003"
SPACES = " \t\xa0\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f" + WIDE_SPACES
WORDLESS = "\0\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f"

BREAK = re.compile(rf"[{LINE_ENDS}]+|[{SPACES}]{{2,}}|$")
SIGNS = WIDTHS | {ord(sign): plain for sign, plain in zip("﹢﹪〜", "+%~", strict=True)}
HEADING_MARK = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}[、，,．.章]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、．.](?!\d)|附件)")
MARK_ALONE = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}[、，是要]?|[（(][一二三四五六七八九十]{1,3}[）)]|—{1,2}|\d{1,2}[、.])$")
PAGE_NUMBER = re.compile(r"^[—\-\s]*\d{1,3}[—\-\s]*$")
CLOSERS = "。！？；：!?;:…"
OPENERS_AT_END = "，、,《“‘（(—"
CLOSERS_AT_START = "》，。；、：）”’,)%"
REORDERING = re.compile("[\u202a\u202b\u202d\u202e\u2066\u2067\u2068]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
LOOSE = re.compile(f"[{SPACES}{WORDLESS}]")
COPULAS = ("是：", "是:", "为：", "为:")
UNFINISHED = re.compile(r"(?:[的和与及把为以]|PM|M)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the source between two line breaks, without the white space around it; ``after_blank``: after an empty line."""

    start: int
    end: int
    text: str
    after_blank: bool


def normalize_source(source: SourceText, *, place: str = "", year: int | None = None) -> Report:
    """Normalize a source text and read its title lines.

    Args:
        source: what a reader gave.
        place: the place, where the caller knows better than the title lines.
        year: the year the report was given in, likewise.

    >>> report = normalize_source(SourceText("２０２４年\\n\\n产值上升。新增就业１．２万\\n人，增长６％。"))
    >>> report.text, report.source[slice(*report.locate(Span(15, 19)))]
    ('2024年\\n产值上升。新增就业1.2万人，增长6%。', '１．２万')
    """
    lines = list(find_lines(source.text))
    groups = join_lines(lines)
    text, offsets, paragraphs = assemble(source.text, groups)
    title = read_title([text[p.start : p.end] for p in paragraphs], source.name)
    return Report(
        source=source,
        text=text,
        offsets=offsets,
        paragraphs=paragraphs,
        title=title.title,
        place=place or title.place,
        year=year if year is not None else title.year,
        date=title.date,
    )


def fold(character: str) -> str:
    """One character in its folded form; nothing where it carries no words.

    >>> [fold(c) for c in "％３，⽂　①"]
    ['%', '3', '，', '文', ' ', '①']
    """
    code = ord(character)
    if code in SIGNS:
        return SIGNS[code]
    if 0x2E80 <= code <= 0x2FDF:
        return unicodedata.normalize("NFKC", character)[:1]
    if character in WORDLESS:
        return ""
    return " " if character in SPACES else character


class Folds(dict[int, str]):
    """What every character folds to, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold(chr(code))
        return folded


FOLDS = Folds()


def find_lines(text: str) -> Iterator[Line]:
    """The lines of a text: line ends of every kind part them, and so do two or more spaces in a row with a wide one among them."""
    start, blank = 0, False
    for match in BREAK.finditer(text):
        if match.group() and match.group()[0] in SPACES and not any(space in match.group() for space in WIDE_SPACES):
            continue
        line = trim(text, start, match.start(), blank)
        if line:
            yield line
            blank = False
        blank = blank or len(match.group().replace("\r\n", "\n")) > 1 or not line
        start = match.end()


def trim(text: str, start: int, end: int, after_blank: bool) -> Line | None:
    """A line without the white space around it."""
    raw = text[start:end]
    head = len(raw) - len(raw.lstrip(SPACES + WORDLESS))
    body = raw.strip(SPACES + WORDLESS)
    return Line(start + head, start + head + len(body), body, after_blank) if body else None


def join_lines(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped into paragraphs: a sentence that a line break cuts is whole again."""
    width = wrap_width(lines)
    spaced = parted_by_blanks(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if width and PAGE_NUMBER.match(line.text):
            continue
        if groups and goes_on("".join(part.text for part in groups[-1][-6:]), groups[-1][-1], line, width, spaced):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which a text is hard-wrapped, or 0 where it is not: most lines are then nearly as wide as the widest.

    It is the commonest width among the wider half of the lines, in Chinese characters.
    """
    if len(lines) < 20:
        return 0
    widths = sorted(printed_width(line.text) for line in lines)
    widest = widths[int(0.95 * len(widths))]
    full = [width for width in widths if 3 * widest <= 4 * width]
    if widest >= 120 or 2 * len(full) <= len(widths):
        return 0
    counts = Counter(full)
    return max(counts, key=lambda width: (counts[width], width))


def printed_width(text: str) -> int:
    """The width of a line on paper, in Chinese characters: two Latin letters or digits take the room of one.

    >>> printed_width("新增2000人")
    5
    """
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - narrow + narrow // 2


def parted_by_blanks(lines: Sequence[Line]) -> bool:
    """Whether empty lines part the paragraphs, so that a single line break inside a sentence means nothing."""
    ends = [after.after_blank for before, after in pairwise(lines) if before.text[-1] in CLOSERS]
    return 2 * sum(ends) > len(ends)


def goes_on(so_far: str, before: Line, line: Line, width: int, spaced: bool) -> bool:
    """Whether ``line`` goes on with the paragraph ``so_far``, whose last line is ``before``."""
    text = line.text
    if so_far[-1] in OPENERS_AT_END or text[0] in CLOSERS_AT_START or text.startswith(COPULAS):
        return True
    if so_far[-1] not in CLOSERS and unbalanced(so_far):
        return True
    if MARK_ALONE.fullmatch(so_far) and not HEADING_MARK.match(text):
        return True
    if HEADING_MARK.match(text):
        return False
    if width:
        whole = so_far[-1] in CLOSERS or (HEADING_MARK.match(so_far) and "。" not in so_far)
        return fills(before.text, width, quite=bool(whole)) or (so_far[-1] not in CLOSERS and any(mark in so_far for mark in "。；"))
    if so_far[-1] in CLOSERS + "”）":
        return False
    if any(mark in so_far for mark in "。；") or UNFINISHED.search(so_far) or so_far.startswith("要"):
        return True
    return spaced and not line.after_blank and not HEADING_MARK.match(so_far)


def fills(line: str, width: int, *, quite: bool) -> bool:
    """Whether a line reaches the margin, so that the next one goes on with it: ``quite`` where it may end a paragraph, else nearly.

    The first line of a paragraph is two characters shorter, its indent being left out.
    """
    return printed_width(line) >= (width - 1 if quite else width * 9 // 10 - 2)


def unbalanced(text: str) -> bool:
    """Whether the last quotation mark or title mark that opens is still open."""
    return any(text.rfind(opening) > text.rfind(closing) for opening, closing in ("《》", "“”"))


def assemble(source: str, groups: Sequence[Sequence[Line]]) -> tuple[str, OffsetMap, tuple[Span, ...]]:
    """Normalized text, one paragraph a line, with the map back to the source."""
    out: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    paragraphs: list[Span] = []
    length = 0
    for group in groups:
        pieces = [(group[0].start - 1, "\n")] if out else []
        begin = length + len(pieces)
        for place, text in (*pieces, *fold_lines(source, group)):
            if not starts or place != sources[-1] + length - starts[-1]:
                starts.append(length)
                sources.append(place)
            out.append(text)
            length += len(text)
        paragraphs.append(Span(begin, length))
    return "".join(out), OffsetMap(tuple(starts) or (0,), tuple(sources) or (0,)), tuple(paragraphs)


def fold_lines(source: str, group: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The folded text of the lines of a paragraph in pieces, each with its place in the source.

    Lines without white space and wordless marks are folded whole; only where one has any is it looked at character by character.
    """
    if not any(LOOSE.search(line.text) for line in group):
        yield from ((line.start, line.text.translate(FOLDS)) for line in group)
    else:
        yield from settle_spaces([(place, fold(source[place])) for line in group for place in range(line.start, line.end)])


def settle_spaces(characters: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Keep a space only between two Latin words; runs of single digits set apart (1 9 9 8) close up as well."""
    kept = [(place, character) for place, character in characters if character]
    for position, (place, character) in enumerate(kept):
        if character != " " or space_counts(kept, position):
            yield place, character


def space_counts(kept: Sequence[tuple[int, str]], position: int) -> bool:
    """Whether the space at ``position`` parts two words."""
    before = kept[position - 1][1] if position else " "
    after = kept[position + 1][1] if position + 1 < len(kept) else " "
    if not (latin(before) and latin(after)):
        return False
    lone = position < 2 or not kept[position - 2][1].isdigit() or position + 2 >= len(kept) or not kept[position + 2][1].isdigit()
    return not (before.isdigit() and after.isdigit() and lone)


def note_controls(source: SourceText) -> tuple[Notice, ...]:
    """Warnings for marks that hide or reorder text, and for characters that mean nothing without the font they were made for."""
    notices = []
    if "\0" in source.text:
        notices.append(Notice("NUL_BYTES", f"{source.text.count(chr(0))} NUL character(s) were left out"))
    reordering = REORDERING.search(source.text)
    if reordering:
        notices.append(Notice("BIDI", "marks that reorder text on screen were left out", Span(*reordering.span())))
    if private := list(PRIVATE.finditer(source.text)):
        message = f"{len(private)} character(s) of private use were kept; what they stand for only their font knows"
        notices.append(Notice("PRIVATE_USE", message, Span(*private[0].span())))
    return tuple(notices)
