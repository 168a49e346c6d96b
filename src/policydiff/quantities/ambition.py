"""Which way a figure asks more: up for most, down for a ceiling, a rank or a bound from above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policydiff.lexicons import Lexicon
from policydiff.model import Comparator, Direction, Measure, Quantity

BOUNDS_ABOVE = frozenset({Comparator.AT_MOST, Comparator.BELOW})
HASTE = re.compile("通关|审批|办[理结]|时限|[用耗]时|工期|等候|候诊|通勤|通行")
"""What is the better the sooner it is done."""


def falls(quantity: Quantity) -> bool:
    """Whether a figure is a fall."""
    return quantity.direction is Direction.DOWN


def less_is_better(quantities: Sequence[Quantity], indicator: str, lexicon: Lexicon) -> bool:
    """Whether less asks more: of a rank, a bound from above, the time that something takes, or a known ceiling unless it is to fall.

    Args:
        quantities: the figure, or the figures of two years.
        indicator: what they measure.
        lexicon: the language pack, whose ``indicators_capped.csv`` names the ceilings.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> texts = ("城镇调查失业率5.5%左右", "单位产值能耗下降3%", "粮食产量90万吨")
    >>> [less_is_better(find_quantities(text, zh), text, zh) for text in texts]
    [True, False, False]
    """
    if any(quantity.measure is Measure.RANK or quantity.comparator in BOUNDS_ABOVE for quantity in quantities):
        return True
    if all(quantity.measure is Measure.DURATION for quantity in quantities) and HASTE.search(indicator):
        return True
    return not all(map(falls, quantities)) and any(cap in indicator for cap in lexicon.words("indicators_capped"))
