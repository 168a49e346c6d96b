"""Texts made safe for page, screen and spreadsheet, and read back: hidden characters by their number, formulas behind an apostrophe."""

from __future__ import annotations

import re
import unicodedata
from itertools import dropwhile

SHOWN_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
"""Characters that would turn the reading direction, or that no file can hold: they are shown by their number."""
SHOWN_NUMBER = re.compile(r"\[U\+([0-9A-F]{4})\]")
FORMULA_STARTS = ("=", "+", "-", "@")
"""What makes a spreadsheet run a cell. Full-width forms count too: some programs fold them."""
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Kinds of characters that a program may leave out in front of a sign: blanks, marks without width, control characters."""
APOSTROPHE = "'"


def visible(text: str) -> str:
    """The text with control characters shown by their number, so that none acts on page or screen.

    >>> visible("a\\u202eb\\x1b[31m")
    'a[U+202E]b[U+001B][31m'
    """
    return text if text.isprintable() else "".join(f"[U+{ord(c):04X}]" if is_hidden(c) else c for c in text)


def is_hidden(character: str) -> bool:
    """Whether a character is shown by its number.

    >>> is_hidden("\\u202e"), is_hidden("\\n"), is_hidden("中")
    (True, False, False)
    """
    return character in SHOWN_CONTROLS or (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t")


def guarded(text: str) -> str:
    """A text for a spreadsheet: what would be taken for a formula gets an apostrophe before it, and hidden characters are shown.

    >>> guarded("＝HYPERLINK(1)"), guarded("修路"), guarded("="), guarded("'=1")
    ("'＝HYPERLINK(1)", '修路', '=', "''=1")
    """
    return f"{APOSTROPHE}{visible(text)}" if _wants_apostrophe(text) else visible(text)


def unguarded(cell: str) -> str:
    """A text as it was before it was guarded; an apostrophe of its own stays, and so does a number that hides no character.

    >>> unguarded("'=1"), unguarded("'十四五'规划"), unguarded("a[U+202E]b") == "a\\u202eb", unguarded("[U+4E2D]")
    ('=1', "'十四五'规划", True, '[U+4E2D]')
    """
    text = SHOWN_NUMBER.sub(_hidden, cell)
    bare = text.removeprefix(APOSTROPHE)
    return bare if _wants_apostrophe(bare) else text


def _wants_apostrophe(text: str) -> bool:
    """Whether a text begins a formula; one behind apostrophes of its own gets another, so that reading back takes the right one away."""
    return starts_formula(text.lstrip(APOSTROPHE))


def _hidden(number: re.Match[str]) -> str:
    character = chr(int(number[1], 16))
    return character if is_hidden(character) else number[0]


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula; a sign alone is none.

    >>> starts_formula("\\u200b＋1"), starts_formula("-"), starts_formula("1-2")
    (True, False, False)
    """
    if text in FORMULA_STARTS:
        return False
    seen = dropwhile(lambda character: unicodedata.category(character) in UNSEEN, text)
    return unicodedata.normalize("NFKC", next(seen, "")).lstrip().startswith(FORMULA_STARTS)
