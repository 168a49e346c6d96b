"""Quoted names blanked before any number is parsed; every character keeps its place."""

from __future__ import annotations

import re

QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|「[^「」]*」|『[^『』]*』|〔[^〔〕]*〕|\[\d+\]|【[^【】]*】")
BLANK = "■"


def mask_quotes(text: str) -> str:
    """Names in quotation marks and titles, blanked.

    >>> mask_quotes("落实“232”计划6项")
    '落实■■■■■计划6项'
    """
    return QUOTED.sub(lambda match: BLANK * len(match.group()), text) if any(mark in text for mark in "“《「『〔[【") else text
