"""The lines that a page shows, in one pass over its tags: no tree is built, so that nothing is too deep and nothing is fetched or run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from policydiff.read.furniture import Line

SILENT = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "noframes",
        "title",
        "select",
        "option",
        "button",
        "textarea",
        "object",
        "iframe",
        "applet",
        "svg",
        "rt",
        "rp",
        "audio",
        "video",
        "map",
    ]
)
"""Elements whose words are not part of what a page says."""
ASIDE = frozenset(("nav", "footer", "aside", "menu"))
"""Elements that stand around the article by their name."""
BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    )
)
"""Elements that begin a line; all others go on in the same one, also those that no browser knows, such as the marks of Word."""
NAMED = re.compile(
    r"(?<![a-z])(?:nav|navbar|menu|breadcrumbs?|crumbs?|share|sharebox|bdshare|footer|foot|copyright|sidebar|toolbar|tools?|print|qrcode"
    r"|ewm|position|dqwz|related|relevant|xgwz|xgxx|xgwd|xgyd|xgbd|pager|pages|pagination|sitemap|search|login|pagetool)(?![a-z])",
    re.IGNORECASE,
)
"""Words in the class or id of a box that stands around the article; such a box is left out only where it holds next to no sentences."""
HIDDEN = re.compile(r"(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)", re.IGNORECASE)
WHITE = re.compile(r"[ \t\r\n\f]+")
DIGITS = re.compile(r"\d")
LINE_END = re.compile("\r\n?|\n")
UNITS = {"2": "²", "3": "³"}
TEN = re.compile(r"[×xX*]\s{0,2}10\Z")
"""What a raised figure is the power of."""
POWERS = str.maketrans("0123456789-−－–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁻⁺")
MOST_STEPS = 1_000_000_000
"""Elements that the parser passes at most to find what the end tags of a page close: about three seconds."""
PIECE = 1 << 16
"""Bytes that the parser is given at a time."""
MOST_LINES, MOST_LETTERS = 3, 400
"""Lines and characters of a cell in a table of data; a larger one is a part of a page laid out by a table."""


@dataclass(slots=True)
class Row:
    """A row of a table: its cells as pieces of lines, and where its lines begin. ``holds_rows``: a table stands within it."""

    begin: int
    cells: list[int] = field(default_factory=list)
    holds_rows: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """An element that begins a line: the boxes after it and before ``end`` stand within it; ``aside``: the words by which it
    calls itself furniture, empty where it does not."""

    end: int
    aside: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: its lines, its boxes in the order in which they begin, what it hides, and the tags that tell what it lives on.

    ``marks``: how many raised marks of notes were left out.
    """

    lines: list[Line]
    boxes: list[Box]
    hidden: list[str]
    tags: frozenset[str]
    marks: int


class TooDeepError(Exception):
    """Elements nested so deep that the end tags of the page would be looked for without end."""


def read_page(text: str) -> Page:
    """Read the lines of a page.

    For an end tag the parser looks through all open elements. A page with so many of both that this could take long is given to it in
    pieces, so that it can be stopped where the elements are too deep.

    Raises:
        TooDeepError: the elements of the page are nested too deep for its number of end tags.

    >>> [line.text for line in read_page("<p>新建<b>学校</b>3所。<br>修路<script>x()</script></p><div hidden>密</div>").lines]
    ['新建学校3所。', '修路']
    """
    ends = text.count("</")
    parser = etree.HTMLParser(target=Collector(MOST_STEPS // max(ends, 1)), encoding="utf-8", huge_tree=True, no_network=True)
    data = b"<html>" + text.replace("\0", "").encode("utf-8", "replace")
    if text.count("<") * ends > MOST_STEPS:
        for start in range(0, len(data), PIECE):
            parser.feed(data[start : start + PIECE])
        page: Page = parser.close()
    else:
        page = etree.fromstring(data, parser)
    return page


class Collector:
    """Takes the tags of a page one after the other and keeps its lines; ``most_depth``: elements within elements."""

    def __init__(self, most_depth: int) -> None:
        self.most_depth = most_depth
        self.lines: list[Line] = []
        self.ends: list[int] = [0]
        self.aside = [""]
        self.open_boxes = [0]
        self.stack: list[str] = []
        self.hidden: list[str] = []
        self.tags: set[str] = set()
        self.rows: list[Row] = []
        self.pieces: list[str] = []
        self.raised: list[int] = []
        self.linked = self.links = self.silent = self.preformatted = self.marks = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens: what it hides, whether it links, and whether a line begins."""
        self.tags.add(tag)
        kind = self.kind_of(tag, attributes)
        self.stack.append(kind)
        if len(self.stack) > self.most_depth:
            raise TooDeepError
        if self.silent or kind == "silent":
            self.silent += 1
        elif tag == "sup":
            self.raised.append(len(self.pieces))
        self.links += kind == "link"
        self.preformatted += tag == "pre"
        if kind == "box":
            self.begin_box(tag, attributes)
        elif kind == "break":
            self.flush()

    def kind_of(self, tag: str, attributes: Mapping[str, str]) -> str:
        """What a tag does, in words that its end will need."""
        if tag in SILENT or "hidden" in attributes or HIDDEN.search(attributes.get("style", "")[:2000]):
            return "silent"
        if tag == "a":
            return "link" if "href" in attributes else ""
        if tag in ("br", "hr"):
            return "break"
        return "box" if tag in BLOCKS else ""

    def begin_box(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A new line, a new box, in a table a new row or cell."""
        self.flush()
        self.open_boxes.append(len(self.ends))
        names = DIGITS.sub("", f"{attributes.get('class', '')} {attributes.get('id', '')}"[:400].replace("_", "-"))
        self.aside.append(f"{tag} {names}" if tag in ASIDE or NAMED.search(names) else "")
        self.ends.append(0)
        if tag in ("tr", "table") and self.rows:
            self.rows[-1].holds_rows = True
        if tag == "tr":
            self.rows.append(Row(len(self.lines)))
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].cells.append(len(self.lines))

    def end(self, tag: str) -> None:
        """A tag closes."""
        kind = self.stack.pop() if self.stack else ""
        self.links -= kind == "link"
        self.preformatted -= tag == "pre"
        if tag == "sup" and not self.silent:
            self.end_superscript()
        if self.silent:
            self.silent -= 1
        if kind == "box":
            self.flush()
            self.ends[self.open_boxes.pop()] = len(self.ends)
            if tag == "tr" and self.rows:
                self.join_row(self.rows.pop())

    def end_superscript(self) -> None:
        """What a raised text becomes, with all that is raised within it; the characters that it does not keep are hidden ones."""
        if not self.raised:
            return
        at = self.raised.pop()
        if self.raised:
            return
        raised = "".join(self.pieces[at:]).strip()
        shown = show_raised(raised, "".join(self.pieces[max(at - 4, 0) : at])[-6:])
        self.pieces[at:] = [shown]
        if shown != raised:
            self.hidden.append(raised)
            self.marks += not shown

    def data(self, text: str) -> None:
        """Words between tags."""
        if self.silent:
            self.hidden.append(text)
            return
        if not self.preformatted:
            self.pieces.append(text)
            self.linked += len(text.strip()) if self.links else 0
            return
        for number, part in enumerate(LINE_END.split(text)):
            if number:
                self.flush()
            self.pieces.append(part)

    def flush(self) -> None:
        """The line so far is done."""
        if not self.pieces:
            return
        text = settle("".join(self.pieces))
        if text:
            self.lines.append(Line(text, min(self.linked, len(text)), self.open_boxes[-1]))
        self.pieces, self.raised, self.linked = [], [], 0

    def join_row(self, row: Row) -> None:
        """The cells of a row of data become one line, each value once; a row that lays out a page is left in its lines."""
        if row.holds_rows:
            return
        cells = [self.lines[begin:end] for begin, end in pairwise([*row.cells, len(self.lines)]) if begin < end]
        small = all(len(cell) <= MOST_LINES and sum(len(line.text) for line in cell) <= MOST_LETTERS for cell in cells)
        if len(cells) < 2 or not small:
            return
        text = "\t".join("".join(line.text for line in cell) for cell in cells)
        linked = sum(line.linked for cell in cells for line in cell)
        self.lines[row.begin :] = [Line(text, linked, cells[0][0].box)]

    def comment(self, text: str) -> None:
        """Comments say nothing."""

    def close(self) -> Page:
        """The page, its boxes settled."""
        self.flush()
        boxes = [Box(end or len(self.ends), aside) for end, aside in zip(self.ends, self.aside, strict=True)]
        return Page(self.lines, boxes, self.hidden, frozenset(self.tags), self.marks)


def show_raised(raised: str, before: str) -> str:
    """A raised figure is a power after a ten that something is multiplied by, and a unit after a Latin letter.

    Elsewhere it is the mark of a note, which is left out: 6%¹ is not 61.

    >>> show_raised("4", "3.2×10"), show_raised("2", "9m"), show_raised("[1]", "6%"), show_raised("th", "5")
    ('⁴', '²', '', 'th')
    """
    if TEN.search(before):
        return raised.translate(POWERS)
    if before[-1:].isascii() and before[-1:].isalpha():
        return UNITS.get(raised, raised)
    return "" if raised.strip("[]［］()（）〔〕").isdecimal() else UNITS.get(raised, raised)


def settle(text: str) -> str:
    """White space as a browser shows it; a line break in the source between two wide characters is none.

    >>> settle(" 新建\\n  学校  3 所\\xa0")
    '新建学校 3 所'
    """
    return WHITE.sub(lambda white: "" if parts_wide(white) else " ", text).strip(" \xa0\u3000\u2002\u2003\ufeff\u200b")


def parts_wide(white: re.Match[str]) -> bool:
    """Whether white space breaks the line of the source between two characters of a wide script."""
    start, end = white.span()
    around = white.string[start - 1 : start] + white.string[end : end + 1] if start else ""
    return ("\n" in white.group() or "\r" in white.group()) and len(around) == 2 and min(around) > "\u2e80"
