"""The encoding that a page declares of itself, found before it is decoded."""

from __future__ import annotations

import re

HEAD = 8192
"""Bytes at the beginning of a page among which it says its encoding; a browser looks at the first 1,024."""
DECLARED = re.compile(
    rb"""<\?xml\s[^>]{0,80}?encoding\s{0,4}=\s{0,4}["']([\w.-]{2,24})|charset\s{0,4}=\s{0,4}["']?\s{0,4}([\w.-]{2,24})""", re.I
)
"""``<?xml … encoding="…"?>``, ``<meta charset="…">`` or ``<meta http-equiv="Content-Type" content="text/html; charset=…">``."""


def find_label(data: bytes) -> str:
    """The label as it is written, or nothing.

    >>> find_label(b'<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb2312'
    """
    found = DECLARED.search(data[:HEAD])
    return (found[1] or found[2]).decode("ascii") if found else ""
