"""What a figure is of where its own clause does not say so: the headline indicator that its sentence names before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from policydiff.characters import fold_widths
from policydiff.lexicons import Lexicon
from policydiff.model import Extract, Measure, Quantity, Statement
from policydiff.periods import YEARLY, last_part, words_before
from policydiff.quantities import find_quantities
from policydiff.quantities.headlines import Headline, mention_headline
from policydiff.quantities.lists import RESPECTIVE

S = TypeVar("S", bound=Statement)
BARE = re.compile(r"(?:的?(?:增[速幅]|涨幅|增长速度)，?)?(?:实际|预计|计划|原定|定|在?\d*)")
"""What is left of a clause that names nothing: 实际达到5%, 增速为5%."""
CLAUSE = re.compile("[^，；：]+")
PART = "占"
LOOK_BACK = 120
"""Characters of the sentence before a figure that are looked through."""
RATES = frozenset({Measure.SHARE, Measure.GROWTH})


def name_figures(statement: S, extract: Extract, lexicon: Lexicon) -> S:
    """The statement with the headline indicators that its sentence names for figures without a name of their own.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.pipeline import extract_report
    >>> zh = load_lexicon("zh")
    >>> words = "各位代表：\\n一、今年主要目标是：确保居民消费价格涨幅比去年有所回落，力争控制在4%左右。"
    >>> report = extract_report(f"政府工作报告\\n——2024年1月9日\\n{words}".encode(), lexicon=zh)
    >>> [q.indicator for c in report.commitments for q in name_figures(c, report, zh).quantities]
    ['居民消费价格']
    """
    if not any(is_bare(quantity) for quantity in statement.quantities):
        return statement
    return replace(statement, quantities=tuple(named(quantity, statement, extract, lexicon) for quantity in statement.quantities))


def is_bare(quantity: Quantity) -> bool:
    """Whether a rate has no name of its own, or only says of what it is a share."""
    if quantity.unit != "%" or quantity.measure not in RATES:
        return False
    return bool(BARE.fullmatch(quantity.indicator)) or quantity.indicator.startswith(PART)


def named(quantity: Quantity, statement: Statement, extract: Extract, lexicon: Lexicon) -> Quantity:
    """A figure with the headline indicator that the sentence names last before it, where it is one that such a figure can be of.

    Several figures behind 分别 are never all of one indicator.
    """
    clause = last_part(words_before(statement, quantity))
    if not is_bare(quantity) or YEARLY.search(clause) or RESPECTIVE.search(clause):
        return quantity
    start = max(statement.sentence.start, quantity.span.start - LOOK_BACK)
    before = "".join(fold_widths(extract.report.source[start : quantity.span.start]).split())
    if quantity.indicator.startswith(PART):
        whole = mention_headline("".join(CLAUSE.findall(before)[-2:-1]), lexicon, extract.report.place)
        return replace(quantity, indicator=whole[0].indicator + quantity.indicator) if whole else quantity
    found = last_mention(before, lexicon, extract.report.place)
    if found is None or not is_silent(before[found[1] :], lexicon):
        return quantity
    headline, _ = found
    if headline.unit != quantity.unit or headline.measure not in RATES:
        return quantity
    return replace(quantity, indicator=headline.indicator, measure=headline.measure)


def last_mention(words: str, lexicon: Lexicon, place: str) -> tuple[Headline, int] | None:
    """The headline indicator that the last clause to name one names, with where its name ends; the clause of the figure names none."""
    for clause in reversed(list(CLAUSE.finditer(words))):
        found = mention_headline(clause.group(), lexicon, place)
        if found:
            return found[0], clause.start() + found[2]
    return None


def is_silent(words: str, lexicon: Lexicon) -> bool:
    """Whether nothing else is measured between the name of an indicator and a figure."""
    return all(is_bare(quantity) or quantity.measure is Measure.LEVEL for quantity in find_quantities(words, lexicon))
