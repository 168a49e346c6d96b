"""Thresholds that only select: 5000万元以上项目20个 promises twenty projects, not 5000万元."""

from __future__ import annotations

import re

from policydiff.quantities.figures import Figure
from policydiff.quantities.rules import Rules

BOUND_AFTER = re.compile(r"(?:及|或|（含）)?以[上下内](?:的)?([^，。；、\d]{0,8})")
COUNTED = re.compile(r"(?:的)?([^，。；、\d]{1,8})(?=\d)")
"""A noun that is counted right after it."""
LESS_NOUN = re.compile(r"(?:及|或)?以[上下](?=\d{1,9}(?:个|家|户|项|所|人|名))")
"""A bound before a count whose noun stands before an earlier one (亿元以上项目30个、十亿元以上5个)."""
GRADE = re.compile(r"级(?!别)")
AGES = frozenset({"岁", "周岁", "月龄"})
LIFE = re.compile("寿命")
DISTANCE = frozenset({"米", "公里", "千米", "分钟"})
WITHIN = re.compile(r"(?:范围)?(?:以)?内(?:的)?(?=[^，。；、\d\W])")
"""A distance within which something counts: 50米内换乘."""
VOLTAGE = frozenset({"千伏"})
CAPACITY_OF = re.compile(r"(?:的)?[^，。；、：\d]{0,12}?(?:项目|工程|生产线|基地|电站|机组|线路|航道|泊位|码头|装置)")
BUILT = re.compile(r"(?:新增|新建|建成|完成|投产|开工|建设|改造|续建|形成|[、，；。：和及])$")
OVER = re.compile(r"(?:超过?|突破|(?<![经通])过|低于|高于|不足|近)$")
LISTED_BOUND = re.compile(r"[、和](?:超过?|突破)[\d.]{1,8}[万亿]*(?:元|吨|亩|人|户)([^，。；、\d]{1,8})(?=\d)")
"""The next of several bounds over one noun (年收益超10万元、超30万元村集体占比)."""
PROMISED = re.compile(r"(?:发放|投入|安排|筹措|争取|完成|新增|接待|吸引|带动|实现|达到?|稳定在|保持在|突破)$")


def is_filter(figure: Figure, text: str, rules: Rules) -> bool:
    """A level or duration that bounds the noun after it, a grade (1000吨级航道), or a speed (时速120公里路段), selects.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> [q.filter for q in find_quantities("引进5000万元以上项目20个", zh)], find_quantities("投资5000万元以上", zh)[0].filter
    ([True, False], False)
    >>> [q.filter for q in find_quantities("开工总投资超10亿元项目50个、50亿元以上6个", zh)]
    [True, False, True, False]
    >>> [q.filter for q in find_quantities("公交与轨道30米内换乘比例提高到80%", zh)]
    [True, False]
    """
    if figure.unit.measure not in ("level", "duration"):
        return False
    start, end = figure.span
    before = text[max(start - 6, 0) : start]
    if GRADE.match(text, end) or describes_project(figure, text, before):
        return True
    if figure.unit.words in AGES:
        return not LIFE.search(text[max(start - 16, 0) : start])
    if before.endswith("时速"):
        return True
    if figure.unit.words in DISTANCE and WITHIN.match(text, end) and not PROMISED.search(before):
        return True
    bound = BOUND_AFTER.match(text, end)
    noun = rules.cues["filter_noun"]
    if LESS_NOUN.match(text, end):
        return True
    if bound and not PROMISED.search(before):
        return bool(noun.search(bound.group(1)))
    return bool(OVER.search(before)) and names_selected(text, end, noun)


def names_selected(text: str, end: int, noun: re.Pattern[str]) -> bool:
    """Whether what stands after a figure is what it selects: 的 and a noun (超10亿元的项目), or a noun with a count (超10亿元项目50个)."""
    counted = COUNTED.match(text, end)
    counted = counted or LISTED_BOUND.match(text, end)
    return (text.startswith("的", end) and bool(noun.search(text[end + 1 : end + 9]))) or bool(counted and noun.search(counted.group(1)))


def describes_project(figure: Figure, text: str, before: str) -> bool:
    """A voltage or an output that names a project (某公司30万吨铝材项目, 220千伏变电站), not one to add (新增20万千瓦光伏项目)."""
    if figure.unit.words in VOLTAGE:
        return bool(CAPACITY_OF.match(text, figure.span.end))
    return (
        bool(before) and not BUILT.search(before) and figure.unit.words in ("吨", "千瓦") and bool(CAPACITY_OF.match(text, figure.span.end))
    )
