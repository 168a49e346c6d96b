"""Figures that a promise only strives for, beside a firm one of the same indicator."""

from __future__ import annotations

from policydiff.commitments.fields import patterns
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Strength
from policydiff.quantities.compare import can_compare


def strives_beyond(commitment: Commitment, place: int, lexicon: Lexicon) -> bool:
    """Whether a figure is only striven for, beside a firm one of its indicator by which the promise can be judged.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.pipeline import extract_commitments
    >>> zh = load_lexicon("zh")
    >>> (promise,) = extract_commitments("政府工作报告\\n一、2024年重点工作\\n茶叶产值增长5%以上、力争达到6%。".encode())
    >>> [strives_beyond(promise, place, zh) for place in (0, 1)]
    [False, True]
    """
    own = commitment.quantities[place]
    return is_striven(commitment, place, lexicon) and any(
        firm.indicator == own.indicator and can_compare(firm, own, lexicon) and not is_striven(commitment, other, lexicon)
        for other, firm in enumerate(commitment.quantities)
        if other != place and not firm.filter
    )


def is_striven(commitment: Commitment, place: int, lexicon: Lexicon) -> bool:
    """Whether the words between a figure and the one before it strive for it (``strengths.csv``)."""
    start = commitment.quantities[place - 1].span.end if place else commitment.span.start
    words = commitment.text[start - commitment.span.start : commitment.quantities[place].span.start - commitment.span.start]
    return any(row["strength"] == Strength.STRIVE and pattern.search(words) for row, pattern in patterns(lexicon, "strengths"))
