"""Figures that several indicators share: 甲和乙均增长5%."""

from __future__ import annotations

import re

from policydiff.characters import CLAUSE_END
from policydiff.model import Quantity, Statement
from policydiff.quantities.lists import JOINED, divide_compound, with_head

EACH = re.compile("(?<![平人年户亩月日生])(?:均|都)(?!衡|等|价)")


def is_shared(statement: Statement, quantity: Quantity) -> bool:
    """Whether the words before a figure say that each of several has it."""
    words = statement.text[: max(quantity.span.start - statement.span.start, 0)]
    return bool(EACH.search(CLAUSE_END.split(words)[-1]))


def names_of(statement: Statement, quantity: Quantity) -> list[str]:
    """The indicators that a figure is of: those that its name lists where each of them has it (甲和乙均增长5%), else the one.

    >>> from policydiff import extract_commitments, read_report
    >>> report = read_report("二〇二五年云泽市政府工作报告\\n一、2025年工作\\n茶叶和桑蚕产量均增长5%。城乡居民收入均增长6%。".encode())
    >>> [names_of(each, each.quantities[0]) for each in extract_commitments(report)]
    [['茶叶产量', '桑蚕产量'], ['城镇居民收入', '农村居民收入']]
    """
    if not is_shared(statement, quantity):
        return [quantity.indicator]
    names = [name for name in JOINED.split(quantity.indicator) if name]
    return with_head(names) if len(names) > 1 else divide_compound(quantity.indicator, len("甲乙")) or [quantity.indicator]
