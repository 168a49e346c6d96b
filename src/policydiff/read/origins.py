"""Where a passage stands in the original: a page, a paragraph, a line, a link into a web page, or characters of a text."""

from __future__ import annotations

from urllib.parse import quote

from policydiff.model import SourceText, Span

PAGES = frozenset(("html", "mhtml"))
LINKED = 24
"""Characters at the beginning and at the end of a long passage by which a browser finds it."""


def find_origin(source: SourceText, span: Span) -> str:
    """Where in the original a passage stands, as its format allows.

    Args:
        source: the text as it was read.
        span: the passage, in code points of the text.

    Returns:
        The page of a PDF, the paragraph of a Word file, the line of a Markdown file; for a web page what to put behind its address so
        that a browser goes to the words and marks them (a text fragment); for plain text the code points.

    >>> find_origin(SourceText("新建学校3所", format="html"), Span(2, 6)), find_origin(SourceText("新建学校3所"), Span(2, 6))
    ('#:~:text=%E5%AD%A6%E6%A0%A13%E6%89%80', 'characters 2–6')
    """
    if origin := source.origin_of(span):
        return origin
    if source.format in PAGES and (words := source.text[span.start : span.end].strip()):
        return text_fragment(words.split("\n"))
    return f"characters {span.start}–{span.end}"


def text_fragment(lines: list[str]) -> str:
    """A link to words: the whole of a short passage, else its beginning and its end, each within one paragraph.

    >>> text_fragment(["a-b, c"]), text_fragment(["x" * 25, "y"])
    ('#:~:text=a%2Db%2C%20c', '#:~:text=xxxxxxxxxxxxxxxxxxxxxxxx,y')
    """
    first, last = lines[0].strip(), lines[-1].strip()
    if len(lines) == 1 and len(first) <= 2 * LINKED:
        return "#:~:text=" + escape(first)
    return f"#:~:text={escape(first[:LINKED])},{escape(last[-LINKED:])}"


def escape(words: str) -> str:
    """Words for a link, with the three signs escaped that mean something in a text fragment."""
    return quote(words, safe="").replace("-", "%2D")
