"""Characters and the short texts they make: which are Latin, how wide forms fold, which marks end a clause."""

from __future__ import annotations

import re

CLAUSE_MARKS = "，。；：！？\n"
"""What parts clauses wherever it stands; `policydiff.clauses` parts more finely."""
THOUSANDS = r"(?<=\d，)\d{3}(?!\d)"
"""What stands behind a comma between thousands, which parts nothing."""
CLAUSE_END = re.compile(f"[{CLAUSE_MARKS}](?!{THOUSANDS})")
KEPT_WIDE = "，；：！？（）"
"""Full-width punctuation that Chinese text is cut by stays as it is."""
WIDTHS = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in KEPT_WIDE} | dict.fromkeys(map(ord, "–―─━﹣"), "—")
"""Full-width forms as ASCII, dashes as one: each character stands for exactly one."""


def fold_widths(text: str) -> str:
    """Full-width digits, letters and signs as ASCII, dashes as one; every character keeps its place.

    >>> fold_widths("增长６．５％，")
    '增长6.5%，'
    """
    return text.translate(WIDTHS)


def latin(character: str) -> bool:
    """Whether a character is a letter or digit of ASCII.

    >>> [latin(character) for character in ("7", "m", "米", "%", "")]
    [True, True, False, False, False]
    """
    return character.isascii() and character.isalnum()


def shortened(words: str, length: int = 24) -> str:
    """The first words of a long text.

    >>> shortened("修复老城墙4.5公里", 5)
    '修复老城…'
    """
    return words if len(words) <= length else f"{words[: length - 1]}…"
