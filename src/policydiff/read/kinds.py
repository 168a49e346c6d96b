"""What a file is, found from its content: a name may lie."""

from __future__ import annotations

import re

HEAD = 4096
"""Bytes at the beginning of a file that tell what it is."""
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|frameset)\b", re.IGNORECASE)
PIECE = re.compile(rb"<(?:p|div|table|title|meta|span|font|article|section|center|h[1-6])(?:\s[^<>]{0,400})?>", re.IGNORECASE)
"""The tag with which a piece cut out of a page begins."""
MHTML = re.compile(rb"^(?:from|mime-version|content-type|subject|date|snapshot-content-location):", re.IGNORECASE)
MULTIPART = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)
WORD_XML = re.compile(rb'<\?xml[^<>]{0,200}>\s{0,9}<\?mso-application\s{1,9}progid="Word\.Document"')
"""How the XML that Word saved between 2003 and 2007 begins."""
SIGNS = ((b"PK\x03\x04", "docx"), (b"PK\x05\x06", "docx"), (b"\xd0\xcf\x11\xe0", "doc"), (b"{\\rtf", "rtf"))
"""How archives (Word since 2007) and compound files (Word before, WPS, and anything encrypted by Office) begin, and rich text."""
MOST_FRONT = 60
"""Lines that the front matter of a Markdown file has at most."""


def find_kind(data: bytes) -> str:
    """The kind of a file: ``txt``, ``md``, ``html``, ``mhtml``, ``docx``, ``doc``, ``rtf`` or ``pdf``.

    A PDF may begin with up to a kilobyte of other bytes; text that merely quotes a tag is text.

    >>> [find_kind(data) for data in (b"%PDF-1.7", b"<!DOCTYPE html><html>", "政府工作报告".encode())]
    ['pdf', 'html', 'txt']
    """
    for sign, kind in SIGNS:
        if data.startswith(sign):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    head = plain_head(data)
    if WORD_XML.match(head):
        return "doc"
    if MHTML.match(head) and MULTIPART.search(head):
        return "mhtml"
    if head.startswith(b"<") and (HTML.search(head) or PIECE.match(head)):
        return "html"
    return "md" if is_marked(data) else "txt"


def is_marked(data: bytes) -> bool:
    """Whether bytes are Markdown: front matter, a heading with number signs, the rule of a table, or two lines with bold words.

    >>> is_marked(b"# a"), is_marked(b"a #1 *"), is_marked("**一、**\\n\\n**二、**".encode())
    (True, False, True)
    """
    lines = [line.strip() for line in data.split(b"\n")]
    if lines[0] == b"---" and b"---" in lines[1:MOST_FRONT] and b":" in lines[1]:
        return True
    bold = 0
    for line in lines:
        bold += line.startswith((b"**", b"__")) and line.count(line[:2]) >= 2 and bool(line.strip(b"*_ "))
        if bold == 2 or is_heading(line) or (line.startswith(b"|") and line.count(b"-") >= 3 and not line.strip(b"|:- \t")):
            return True
    return False


def is_heading(line: bytes) -> bool:
    """Whether a line is a heading of Markdown, one to six number signs before it.

    >>> is_heading(b"## a"), is_heading(b"#1"), is_heading(b"####### a")
    (True, False, False)
    """
    bare = line.lstrip(b"#")
    return 1 <= len(line) - len(bare) <= 6 and bare[:1] in (b" ", b"\t") and bool(bare.strip())


def plain_head(data: bytes) -> bytes:
    """The beginning of a file without a byte order mark, white space and, where every second byte is none, these zeros."""
    head = data[:HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()
