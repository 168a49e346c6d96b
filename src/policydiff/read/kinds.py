"""What a file is, found from its content: a name may lie."""

from __future__ import annotations

import re

HEAD = 4096
"""Bytes at the beginning of a file that tell what it is."""
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|frameset)\b", re.IGNORECASE)
MHTML = re.compile(rb"^(?:from|mime-version|content-type|subject|date|snapshot-content-location):", re.IGNORECASE)
MULTIPART = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)
WORD_XML = re.compile(rb'<\?xml[^<>]{0,200}>\s{0,9}<\?mso-application\s{1,9}progid="Word\.Document"')
"""How the XML that Word saved between 2003 and 2007 begins."""
SIGNS = ((b"PK\x03\x04", "docx"), (b"PK\x05\x06", "docx"), (b"\xd0\xcf\x11\xe0", "doc"), (b"{\\rtf", "rtf"))
"""How archives (Word since 2007) and compound files (Word before, WPS, and anything encrypted by Office) begin, and rich text."""


def find_kind(data: bytes) -> str:
    """The kind of a file: ``txt``, ``html``, ``mhtml``, ``docx``, ``doc``, ``rtf`` or ``pdf``.

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
    return "html" if head.startswith(b"<") and HTML.search(head) else "txt"


def plain_head(data: bytes) -> bytes:
    """The beginning of a file without a byte order mark, white space and, where every second byte is none, these zeros."""
    head = data[:HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()
