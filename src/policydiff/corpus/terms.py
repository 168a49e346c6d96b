"""What a commitment is about, in terms that are the same wherever they are used, so that places can be laid side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from policydiff.lexicons import Lexicon
from policydiff.model import Statement

SHORTEST, LONGEST = 4, 14
"""Characters that a term has: 公园 tells nothing of a programme, and what is longer is a sentence."""
SEVERAL = ("一批", "一系列")
FIGURE = re.compile(r"[\d.%]+[万亿千百]*\w?")
EDGE = re.compile(
    r"[^\u4e00-\u9fffA-Za-z+]+|(?<!参)与|和(?![平谐美睦])|(?<![普涉以])及(?!时)|以及|(?<![高平均同对优中初])等(?![级距])|(?<![目])的(?!士)"
)
"""Where a term ends: marks, white space, and words that join one thing to another, apart from words that they are a part of."""


def terms_of(statement: Statement, lexicon: Lexicon) -> tuple[str, ...]:
    """The terms of a commitment or outcome, each once, in the order of its words.

    Figures are taken out, the words are cut at marks and at words that join things, and verbs at the beginning of a piece are taken off
    with the adverbs before them. A word that stands before no verb belongs to the name: 重点群体就业 is not 群体就业. Places that promise
    one programme in different sentences and with different figures have its term in common; what goes by another name has another term.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Role, Span
    >>> words = "大力发展低空经济和银发经济，新建口袋公园20个"
    >>> terms_of(Statement("1", Span(0, 9), words, Span(0, 9), "2", Role.PLAN), load_lexicon("zh"))
    ('低空经济', '银发经济', '口袋公园')
    """
    leading = leading_words(lexicon)
    pieces = (leading.sub("", piece) for piece in EDGE.split(FIGURE.sub("，", statement.words)))
    return tuple(dict.fromkeys(piece for piece in pieces if SHORTEST <= len(piece) <= LONGEST))


@lru_cache(maxsize=8)
def leading_words(lexicon: Lexicon) -> re.Pattern[str]:
    """Verbs of two characters and more with which a piece begins, each with its adverbs, and then words for several of a kind."""
    verbs = {word for word in lexicon.words("actions") if len(word) > 1}
    adverbs = {word for word in lexicon.words("lead_words") if len(word) > 1} - verbs
    return re.compile(f"^(?:(?:{either(adverbs)})*(?:{either(verbs)}))*(?:{either(SEVERAL)})?")


def either(words: Iterable[str]) -> str:
    """The pattern of any of some words, the longest that fits."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
