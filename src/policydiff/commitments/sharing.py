"""Figures that several indicators share: 甲和乙均增长5%."""

from __future__ import annotations

import re

from policydiff.characters import CLAUSE_END
from policydiff.model import Quantity, Statement
from policydiff.quantities.joined import split_names
from policydiff.quantities.lists import divide_compound, with_head

EACH = re.compile(
    "(?:(?<![平人年户亩月日生])均|(?<![成首古故])都)(?:比[^，、]{2,8}|同比|较[^，、]{2,8}|要|将|已|又)?"
    "(?=增(?!加值|[速幅量])|[达提超降升减居列高低快慢为是在至有翻保控稳实完突扩压接约近上下不回位跻进跨创取力争确努预累年基可大多少])"
)
"""Of each: 均 or 都 before what the figure says, and no part of a word (地均产值, 都市)."""


def is_shared(statement: Statement, quantity: Quantity) -> bool:
    """Whether the words between the figure before it, or the beginning of its clause, and a figure say that each of several has it."""
    if "均" not in statement.text and "都" not in statement.text:
        return False
    start = quantity.span.start - statement.span.start
    before = max((other.span.end for other in statement.quantities if other.span.end <= quantity.span.start), default=statement.span.start)
    return bool(EACH.search(CLAUSE_END.split(statement.text[before - statement.span.start : max(start, 0)])[-1]))


def names_of(statement: Statement, quantity: Quantity) -> list[str]:
    """The indicators that a figure is of: those that its name lists where each of them has it (甲和乙均增长5%), else the one.

    >>> from policydiff import extract_commitments, read_report
    >>> report = read_report("二〇二五年云泽市政府工作报告\\n一、2025年工作\\n茶叶和桑蚕产量均增长5%。城乡居民收入均增长6%。".encode())
    >>> [names_of(each, each.quantities[0]) for each in extract_commitments(report)]
    [['茶叶产量', '桑蚕产量'], ['城镇居民收入', '农村居民收入']]
    """
    if not is_shared(statement, quantity):
        return [quantity.indicator]
    names = split_names(quantity.indicator)
    return with_head(names) if len(names) > 1 else divide_compound(quantity.indicator, len("甲乙")) or [quantity.indicator]
