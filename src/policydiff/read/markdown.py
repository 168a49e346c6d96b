"""Markdown: the marks are taken away and the words stay; a stray star or number sign is a character like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policydiff.read.coverage import check_coverage
from policydiff.read.encoding import decode_bytes
from policydiff.read.entities import unescape
from policydiff.read.furniture import Line, note_furniture, note_notes, part_furniture
from policydiff.read.kinds import MOST_FRONT
from policydiff.read.limits import Limits
from policydiff.read.reading import Reading, join_placed

HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]|$)")
QUOTE = re.compile(r"^ {0,3}>[> ]{0,20}")
ITEM = re.compile(r"^ {0,12}[-*+] {1,4}(?:\[[ xX]\] )?(?=\S)")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
PICTURE = re.compile(r"!\[([^\]\n]{0,300})\]\(([^()\n]{0,500})\)")
LINK = re.compile(r"\[([^\[\]\n]{1,300})\](\([^()\n]{0,500}\)|\[[^\[\]\n]{0,100}\])")
DEFINITION = re.compile(
    r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]{0,9}(?=[!-~]{0,500}[./#:])<?[a-z./#][!-~]{0,500}(?:[ \t]{1,9}[\"'(][^\n]{0,300})?[ \t]{0,9}$",
    re.IGNORECASE,
)
"""A name for an address; other words behind a name in brackets are words of the report."""
FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\n]{1,40}\]:")
NOTE_MARK = re.compile(r"\[\^[^\]\n]{1,40}\]")
BARE_LINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]{1,500}>")
TAG = re.compile(r"</?(?:p|div|span|font|b|i|u|em|strong|center|sup|sub|a|img|table|tr|td|th)\b[^<>\n]{0,300}>", re.IGNORECASE)
BREAK_TAG = re.compile(r"<br\s{0,4}/?>", re.IGNORECASE)
SINGLE_STAR = re.compile(r"(?<![\d*\\])\*(?=[^\s*])([^*\n]{1,200})(?<=[^\s*])\*(?![\d*])")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
PAIRED = ("**", "__", "~~", "`")
"""Marks that come in pairs; where their number in a line is odd they are left alone."""
RULE_SIGNS = frozenset("-*_= \t")
CELL_RULE = frozenset("|:- \t")
FRONT = "---"


def read_markdown(data: bytes, name: str, limits: Limits) -> Reading:
    """The words of a Markdown file, a line a line, with the number of each line in the file as its origin.

    >>> from policydiff.read.limits import LIMITS
    >>> read_markdown("# 工作报告\\n\\n> **新建**[学校](http://a.b)3所。".encode(), "a.md", LIMITS).text
    '工作报告\\n新建学校3所。'
    """
    text, encoding, notices = decode_bytes(data, name)
    removed: list[str] = []
    numbered = [(number, line) for number, raw in content_lines(text, removed) for line in plain_lines(raw, removed)]
    kept, left_out = part_furniture([line for _, line in numbered])
    words, origins = join_placed((line.text, f"line {number}") for number, line in map(numbered.__getitem__, kept))
    lost = check_coverage("".join(filter(str.isalnum, unescape(text))), words, [*left_out, *map(unescape, removed)])
    told = (*note_furniture(left_out), *note_notes(len([*filter(FOOTNOTE.match, removed)]), "footnote(s)"))
    return Reading(words, encoding, (*notices, *told, *lost), origins)


def content_lines(text: str, removed: list[str]) -> Iterator[tuple[int, str]]:
    """The lines of a file that hold words, numbered from one, without front matter, rules, fences, footnotes and addresses."""
    lines = text.splitlines()
    begin = front_matter(lines)
    removed += lines[:begin]
    for number, line in enumerate(without_comments("\n".join(lines[begin:]), removed).split("\n"), begin + 1):
        if FENCE.match(line) or FOOTNOTE.match(line) or DEFINITION.match(line):
            removed.append(line)
        elif line.strip() and not is_rule(line):
            yield number, line


def front_matter(lines: Sequence[str]) -> int:
    """How many lines the front matter takes; none where the file does not begin with it."""
    if not lines or lines[0].strip() != FRONT:
        return 0
    end = next((place for place, line in enumerate(lines[1:MOST_FRONT], 1) if line.strip() in (FRONT, "...")), 0)
    return end + 1 if end and any(":" in line for line in lines[1:end]) else 0


def without_comments(text: str, removed: list[str]) -> str:
    """A text in as many lines, its comments taken out; one that nothing closes is text.

    >>> without_comments("甲<!-- 乙\\n丙 -->丁<!--", []).split("\\n")
    ['甲', '丁<!--']
    """
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        removed.append(text[start:end])
        kept += [text[at:start], "\n" * removed[-1].count("\n")]
        at = end + len("-->")
    return "".join([*kept, text[at:]])


def is_rule(line: str) -> bool:
    """Whether a line is a rule, the underline of a heading, or the rule of a table.

    >>> is_rule("---"), is_rule("| :-- | --: |"), is_rule("—— 2024年")
    (True, True, False)
    """
    signs = set(line)
    return len(line.strip()) >= 3 and (
        (signs <= RULE_SIGNS and len(signs - {" ", "\t"}) == 1) or (signs <= CELL_RULE and {"|", "-"} <= signs)
    )


def plain_lines(line: str, removed: list[str]) -> Iterator[Line]:
    """The words of a line without marks; a tag that breaks it makes two of it."""
    removed += BREAK_TAG.findall(line)
    for part in BREAK_TAG.split(line):
        words, linked = plain_words(part, removed)
        if words:
            yield Line(words, linked)


def plain_words(line: str, removed: list[str]) -> tuple[str, int]:
    """The words of a line, and how many of them are links."""
    line = QUOTE.sub("", line, count=1)
    line = strip_heading(line) if HEADING.match(line) else strip_item(line, removed)
    linked = 0
    for pattern, kept in SPANS:
        for found in pattern.finditer(line):
            removed.append(found.group().replace(found[kept], "", 1) if kept else found.group())
            linked += len(found[kept]) if pattern is LINK else 0
        line = pattern.sub((lambda found, kept=kept: found[kept]) if kept else "", line)
    return ESCAPED.sub(r"\1", unescape(unpaired(cells(line)))).strip(), linked


SPANS: tuple[tuple[re.Pattern[str], int], ...] = ((PICTURE, 0), (NOTE_MARK, 0), (LINK, 1), (BARE_LINK, 0), (TAG, 0))
"""What stands within a line, and which of its groups are words."""


def strip_heading(line: str) -> str:
    """A heading without its number signs before and behind."""
    return line.strip().lstrip("#").strip().rstrip("#").rstrip()


def strip_item(line: str, removed: list[str]) -> str:
    """An item of a list without the mark or the box in front of it."""
    mark = ITEM.match(line)
    if not mark:
        return line
    removed.append(mark.group())
    return line[mark.end() :]


def cells(line: str) -> str:
    """A row of a table as its cells, parted by tabs; another line as it is.

    >>> cells("| 新建 | 3所 |"), cells("甲|乙")
    ('新建\\t3所', '甲|乙')
    """
    bare = line.strip()
    if not (bare.startswith("|") and bare.endswith("|") and len(bare) > 2):
        return line
    parts = bare.replace("\\|", "\0").strip("|").split("|")
    return "\t".join(part.strip() for part in parts if part.strip()).replace("\0", "|")


def unpaired(line: str) -> str:
    """A line without the marks of emphasis that come in pairs.

    >>> unpaired("**新建**学校*3*所，5*6米，`码`")
    '新建学校3所，5*6米，码'
    """
    for mark in PAIRED:
        if mark in line and line.count(mark) % 2 == 0:
            line = line.replace(mark, "")
    return SINGLE_STAR.sub(r"\1", line) if "*" in line else line
