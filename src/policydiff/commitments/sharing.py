"""Figures that several indicators share: 甲和乙均增长5%."""

from __future__ import annotations

import re

from policydiff.characters import CLAUSE_END
from policydiff.model import Quantity, Statement
from policydiff.quantities.indicators import with_head

EACH = re.compile("(?<!人|平|年|月)(?:均|都)(?!衡|等|价)")
JOINED = re.compile("[、和与及]")
OWN_HEAD = re.compile("(?:[率比数额值量费]|人次|游客|收入|规模)$")
"""How a member of a list ends that is a whole name: 接待游客、旅游收入."""


def is_shared(statement: Statement, quantity: Quantity) -> bool:
    """Whether the words before a figure say that each of several has it."""
    words = statement.text[: max(quantity.span.start - statement.span.start, 0)]
    return bool(EACH.search(CLAUSE_END.split(words)[-1]))


def names_of(statement: Statement, quantity: Quantity) -> list[str]:
    """The indicators that a figure is of: those that its name lists where each of them has it (甲和乙均增长5%), else the one.

    >>> from policydiff import extract_commitments, read_report
    >>> report = read_report("二〇二五年云泽市政府工作报告\\n一、2025年工作\\n茶叶和桑蚕产量均增长5%。".encode())
    >>> (crops,) = extract_commitments(report)
    >>> names_of(crops, crops.quantities[0])
    ['茶叶产量', '桑蚕产量']
    """
    names = [name for name in JOINED.split(quantity.indicator) if name]
    if len(names) < 2 or not is_shared(statement, quantity):
        return [quantity.indicator]
    return [name if OWN_HEAD.search(name) else completed for name, completed in zip(names, with_head(names), strict=True)]
