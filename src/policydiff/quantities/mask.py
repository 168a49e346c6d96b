"""Widths folded and quoted names blanked before any number is parsed; every character keeps its place."""

from __future__ import annotations

import re

QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|「[^「」]*」|『[^『』]*』|〔[^〔〕]*〕|\[\d+\]|【[^【】]*】")
WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：！？（）"} | dict.fromkeys(
    map(ord, "–―─━﹣"), "—"
)
BLANK = "■"


def fold_widths(text: str) -> str:
    """Full-width digits, letters and signs as ASCII, dashes as one; every character keeps its place.

    >>> fold_widths("增长６．５％，")
    '增长6.5%，'
    """
    return text.translate(WIDE)


def mask_quotes(text: str) -> str:
    """Names in quotation marks and titles, blanked.

    >>> mask_quotes("落实“232”计划6项")
    '落实■■■■■计划6项'
    """
    return QUOTED.sub(lambda match: BLANK * len(match.group()), text) if any(mark in text for mark in "“《「『〔[【") else text
