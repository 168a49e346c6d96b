"""What makes commitments of different places one undertaking."""

from __future__ import annotations

import re

from policydiff.model import Statement

SHORTEST = 4
"""A key of fewer characters, such as 公园, says too little to hold two commitments for one undertaking."""
NOT_IN_KEY = re.compile(r"[\W\d_]+")


def undertaking_key(statement: Statement) -> str:
    """The bare words of what a commitment measures or acts upon; empty where they are too few to tell undertakings apart.

    Without marks, figures and spaces, so that places that set different figures have one key. Wordings that differ have different keys:
    what spread in other words is not found by it.

    >>> from policydiff.model import Role, Span
    >>> def statement(object): return Statement("1", Span(0, 9), "", Span(0, 9), "2", Role.PLAN, indicator=object)
    >>> undertaking_key(statement("“人工智能+”行动")), undertaking_key(statement("公园"))
    ('人工智能行动', '')
    """
    words = NOT_IN_KEY.sub("", statement.indicator)
    return words if len(words) >= SHORTEST else ""
