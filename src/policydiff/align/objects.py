"""What a statement or the name of a figure speaks of: its words without verbs, numerals and punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Postfix, Prefix

from policydiff.align.grams import NOT_WORDS
from policydiff.lexicons import Lexicon
from policydiff.quantities.joined import split_names

SAME_THING, LONG_RUN = 0.75, 3
"""The part of a member of a list, in its order, that a name must hold to be of it too, or as many of its characters side by side."""
SHORTEST_WORD, UNLIKE_PARTS = 2, 20
"""Characters of a part of a name that says what is meant, and the likeness (0–100) below which two such parts mean other things."""
OPPOSED = ("供排", "给排", "污雨", "进出", "男女", "内外", "国省市县乡村", "大中小微", "幼小中高", "冷热", "水电气热", "东西南北", "公民私")
"""Characters of which one makes another thing of a name than another one of its row: 供水管网 and 排水管网, 小学 and 中学."""
SHORT_WORD = 2
"""Characters of a member of a list that are no name beside a verb."""
NUMERALS = "[0-9０-９.．·,%％‰〇零一二两三四五六七八九十百千万亿多余]+"


@lru_cache(maxsize=16384)
def object_words(text: str, lexicon: Lexicon) -> str:
    """What a text speaks of.

    >>> from policydiff.lexicons import load_lexicon
    >>> object_words("加快建设环湖绿道12公里，", load_lexicon("zh"))
    '环湖绿道公里'
    """
    return NOT_WORDS.sub("", light_words(lexicon).sub("", text))


@lru_cache(maxsize=8)
def light_words(lexicon: Lexicon) -> re.Pattern[str]:
    """Verbs, cues and numerals: what a promise and its answer need not share."""
    light = sorted({*lexicon.words("actions"), *lexicon.words("cues")}, key=lambda word: (-len(word), word))
    return re.compile("|".join([NUMERALS, *map(re.escape, light)]))


def share_in_order(words: str, within: str) -> float:
    """The part of some words whose characters stand within others in the same order.

    >>> share_in_order("云泽铁路", "云州至泽口铁路"), share_in_order("云泽铁路", "公路")
    (1.0, 0.25)
    """
    return LCSseq.similarity(words, within) / len(words) if words else 0.0


@lru_cache(maxsize=65536)
def runs(text: str, length: int) -> frozenset[str]:
    """All runs of one length."""
    return frozenset(text[i : i + length] for i in range(len(text) - length + 1))


def differ_in_one_part(one: str, other: str) -> bool:
    """Whether what two names do not begin or end with in common has hardly anything in common.

    >>> differ_in_one_part("本土就业率", "海外就业率"), differ_in_one_part("就业率", "海外就业率")
    (True, False)
    """
    head = Prefix.similarity(one, other)
    one, other = one[head:], other[head:]
    tail = Postfix.similarity(one, other)
    one, other = one[: len(one) - tail], other[: len(other) - tail]
    return min(len(one), len(other)) >= SHORTEST_WORD and fuzz.ratio(one, other) < UNLIKE_PARTS


def opposed(one: str, other: str) -> bool:
    """Whether two names end alike and differ just before in characters that mean unlike things (``OPPOSED``).

    >>> opposed("供水管网", "老城排水管网"), opposed("供水管网", "城市供水管网"), opposed("湖滨小学", "湖滨中学")
    (True, False, True)
    """
    tail = Postfix.similarity(one, other)
    if not tail or tail >= min(len(one), len(other)):
        return False
    return any(one[-tail - 1] in row and other[-tail - 1] in row for row in OPPOSED)


def lists_only_a_part(listed: str, counted: str, lexicon: Lexicon) -> bool:
    """Whether a name lists several things and another names some of them and not the others.

    >>> from policydiff.lexicons import load_lexicon
    >>> zh = load_lexicon("zh")
    >>> [lists_only_a_part("新建餐厅和助餐点", name, zh) for name in ("餐厅", "社区餐厅、助餐点", "球场")]
    [True, False, False]
    """
    members = [NOT_WORDS.sub("", name) for name in split_names(listed)]
    things = [words for name in members if (words := object_words(name, lexicon)) and not is_work(name, words, lexicon)]
    named = [names_it(words, object_words(counted, lexicon)) for words in things]
    return any(named) and not all(named)


def names_it(words: str, others: str) -> bool:
    """Whether a name is of a member of a list too: it holds most of it in its order, or three characters side by side."""
    return share_in_order(words, others) >= SAME_THING or not runs(words, LONG_RUN).isdisjoint(runs(others, LONG_RUN))


def is_work(name: str, words: str, lexicon: Lexicon) -> bool:
    """Whether a member of a list says what is done (加密建设) and not to what."""
    return len(words) <= SHORT_WORD and name.endswith(lexicon.words("actions"))
