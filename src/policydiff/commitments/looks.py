"""How a clause looks by itself: its words taken apart once, so that every later rule reads the parts.

``words`` is the clause without numbering and opening marks, ``body`` the same without its closing punctuation, ``lead`` the adverbs and
modals before its verb, ``head`` what follows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from policydiff.lexicons import Lexicon, Row, any_by, any_of, patterns_by
from policydiff.lexicons.alternatives import split
from policydiff.model import Clause

NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、，,.是要]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、]|第[一二三四五六七八九十]|[①-⑳]|——)"
)
MARKS = "，；。：！？,;:!?"
CLOSERS = "”）」』’)"
FIGURE = re.compile(r"\d")
AMOUNT = re.compile(
    r"\d[\d.,，]{0,20}(?:[—~-]\d{1,9}(?:\.\d{1,4})?)?[万亿千百]{0,4}(?:[%多余元亩吨人户项家座所条次套张处名倍斤台辆场批位部只间片株头艘架盏口]|个(?!方面)|件(?!.{0,4}实?事)|公里|千瓦|平方|立方)"
)
YEAR = re.compile(r"20\d\d年")
TIME = re.compile(r"今年|年内|全年|年底|到20\d\d年|上半年|下半年")
PAST = re.compile(r"去年|已经|以来|了$|过去|上年")
WE = ("我们", "政府", "各级政府", "各部门", "各地")
ABSTRACT = re.compile(
    r"(?:水平|能力|活力|作用|格局|优势|质量|效能|效率|动力|信心|环境|基础|发展|保障|支撑|转型|升级|融合|稳定|增长|底线|安全|权益|需求|问题|[感力性化])$"
)
CONCRETE = re.compile(
    r"(?:项目|工程|行动|计划|试点|条例|规划|基地|中心|园区|平台|机制|制度|体系|政策|办法|方案|标准|改革|目录|清单|大会|论坛|活动|铁路|公路|机场|[验示]范?区)$"
)
OBLIGED = re.compile(r"[^，。]{2,16}?(?:要|必须|应当?|将|不得|均|都|全部|一律)")
INNER = ("为", "是", "的", "等", "把", "让", "以")


class Look(NamedTuple):
    """One clause taken apart (a named tuple, as thousands are made for a report).

    ``signs`` are those of ``clause_signs.csv`` that it shows, ``flags`` what else is seen at a glance.
    ``noun`` says whether it ends in a word for something abstract and in one for something built or enacted.
    """

    words: str
    body: str
    lead: str
    head: str
    end: str
    verb: str
    signs: tuple[str, ...]
    flags: tuple[str, ...]
    noun: str
    figure: bool
    amount: bool
    obliged: bool


@lru_cache(maxsize=8)
def lead_words(lexicon: Lexicon) -> re.Pattern[str]:
    """The adverbs and modals that stand before the verb, longest first."""
    words = sorted(lexicon.words("lead_words"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)})+")


@lru_cache(maxsize=8)
def clause_signs(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """The signs of ``clause_signs.csv``, the patterns of one sign joined."""
    return any_by(lexicon.rows("clause_signs"), "sign")


class SignSearch:
    """The search for the signs of some rows of ``clause_signs.csv``: what stands at a beginning is looked for apart, which is quicker."""

    def __init__(self, rows: Iterable[Row]) -> None:
        pairs = []
        for sign, patterns in patterns_by(rows, "sign").items():
            parts = [part for pattern in patterns for part in split(pattern)]
            first = [part for part in parts if part.startswith("^")]
            rest = [part for part in parts if not part.startswith("^")]
            pairs += [(sign, any_of(some).search) for some in (first, rest) if some]
        self.signs = [sign for sign, _ in pairs]
        self.searches = [search for _, search in pairs]

    def seen_in(self, text: str) -> tuple[str, ...]:
        """The signs that a text shows, each once, in the order of the rows."""
        return tuple(dict.fromkeys(compress(self.signs, [search(text) for search in self.searches])))


@lru_cache(maxsize=8)
def sign_searches(lexicon: Lexicon) -> tuple[SignSearch, SignSearch]:
    """The signs looked for in the words of a clause, and those looked for at its head, after adverbs and modals."""
    at_head = {row["sign"] for row in lexicon.rows("clause_signs") if row.get("scope") == "head"}
    rows = lexicon.rows("clause_signs")
    return SignSearch(row for row in rows if row["sign"] not in at_head), SignSearch(row for row in rows if row["sign"] in at_head)


@lru_cache(maxsize=8)
def verbs(lexicon: Lexicon) -> frozenset[str]:
    """The verbs of ``actions.csv``."""
    return frozenset(lexicon.words("actions"))


def look_at(clause: Clause, lexicon: Lexicon) -> Look:
    """Take a clause apart.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Horizon, Role, Span
    >>> clause = Clause("二是继续新建公园3座。", Span(0, 11), Span(0, 11), "1", Role.PLAN, Horizon.ANNUAL, 0)
    >>> look = look_at(clause, load_lexicon("zh"))
    >>> look.lead, look.head, look.verb, look.end, look.figure
    ('继续', '新建公园3座', '新建', '。', True)
    """
    text = clause.text.rstrip(CLOSERS)
    bare = text.strip("“（")
    number = NUMBERING.match(bare)
    words = bare[number.end() :] if number else bare
    body = words.rstrip(MARKS + "”")
    head = head_words(body, lexicon)
    anywhere, at_head = sign_searches(lexicon)
    signs = anywhere.seen_in(words) + at_head.seen_in(head)
    verb = verb_at(head, verbs(lexicon))
    flags = tuple(see(text, body, numbered=bool(number)))
    figure = "figure" in flags
    amount = figure and bool(AMOUNT.search(text))
    end = text[-1] if text and text[-1] in MARKS else "none"
    obliged = not verb and bool(OBLIGED.match(body))
    return Look(words, body, body.removesuffix(head), head, end, verb, signs, flags, noun_at(body[-3:]), figure, amount, obliged)


@lru_cache(maxsize=8192)
def noun_at(end: str) -> str:
    """Whether the last three characters of a clause end in a word for something abstract, and in one for something built or enacted.

    >>> noun_at("示范区"), noun_at("新水平")
    ('01', '10')
    """
    return f"{bool(ABSTRACT.search(end)):d}{bool(CONCRETE.search(end)):d}"


def verb_at(head: str, known: frozenset[str]) -> str:
    """The longest verb with which some words begin."""
    for size in (4, 3, 2):
        if head[:size] in known:
            return head[:size]
    return ""


def head_words(clause: str, lexicon: Lexicon) -> str:
    """A clause without the adverbs before its verb."""
    lead = lead_words(lexicon).match(clause)
    return clause[lead.end() :] if lead else clause


def unnumbered(text: str) -> str:
    """The words without an opening mark and without numbering."""
    return NUMBERING.sub("", text.strip("“（"))


def see(text: str, body: str, *, numbered: bool) -> list[str]:
    """What the clause shows or does not show."""
    shown = ["numbered"] if numbered else []
    if FIGURE.search(text):
        shown.append("figure")
    if "“" in text or "《" in text:
        shown.append("quoted")
    if "年" in text:
        shown += [name for name, pattern in (("time", TIME), ("year", YEAR)) if pattern.search(text)]
    if PAST.search(text):
        shown.append("past")
    if text.startswith(WE):
        shown.append("we")
    if "、" in body:
        shown.append("list")
    return shown + [f"has={word}" for word in INNER if body.find(word, 1) > 0]
