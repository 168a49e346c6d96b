"""Which numerals are figures: an ordered list of short rules, each naming one way of being none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policydiff.quantities.figures import Figure
from policydiff.quantities.rules import Rules

Rule = Callable[[Figure, str, Rules], bool]
SMALL = 20
LOOK_BACK = 16
STEP = re.compile("级?新?台阶|大关|关口")
PRECISE = frozenset({"level", "duration", "multiple", "count"})


def keep_figures(figures: Sequence[Figure], text: str, rules: Rules) -> tuple[Figure, ...]:
    """The figures that no rule strikes out and that no name covers.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities.figures import find_figures
    >>> from policydiff.quantities.rules import compile_rules
    >>> rules = compile_rules(load_lexicon("zh"))
    >>> text = "第十四届展会引进企业12家"
    >>> [figure.numeral for figure in keep_figures(find_figures(text, rules), text, rules)]
    ['12']
    """
    kept = tuple(figure for figure in figures if not any(rule(figure, text, rules) for rule in RULES))
    if not kept:
        return ()
    taken = covered(text, rules)
    return tuple(figure for figure in kept if figure.lead or not any(taken[figure.span.start : figure.span.end]))


def covered(text: str, rules: Rules) -> bytearray:
    """Which characters belong to names made of numerals, ordinals, codes and dates, by the rows of ``number_names.csv``."""
    taken = bytearray(len(text))
    for match in rules.names.finditer(text):
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return taken


def is_unmeasured(figure: Figure, text: str, rules: Rules) -> bool:
    """A numeral without a unit is no figure, unless it is scaled (4416万) or a word such as 降至 sets it as a value.

    A spelled-out one without a unit never is: 三农, 一体化; except a great round sum that is surpassed: 突破百亿.
    """
    if figure.unit.words or figure.lead or figure.unit.written in ("share", "%") or (figure.scaled and not figure.numeral):
        return False
    before, after = text[max(figure.span.start - 4, 0) : figure.span.start], text[figure.span.end : figure.span.end + 1]
    if re.match(r"[A-Za-z\d+\-/]", after):
        return True
    if figure.spelled:
        return not (figure.scaled and re.search("(?:突破|超过?|过|达|近)$", before) and not re.match(r"[级县镇村户人\u4e00-\u9fff]", after))
    if figure.scaled:
        return False
    return not (rules.cues["bare_before"].search(before) and re.match(r"[，。、；以左（]|$", after) and "." in figure.numeral)


def is_vague(figure: Figure, text: str, rules: Rules) -> bool:
    """数十座, 几百万, 上千亿: no value is given."""
    return figure.spelled and bool(rules.cues["vague_before"].match(text[figure.span.start - 1 : figure.span.start] or "■"))


def is_no_tenth(figure: Figure, text: str, rules: Rules) -> bool:
    """百亿成势: 成 makes tenths of small numbers alone."""
    return figure.unit.written == "share" and figure.scaled


def is_step(figure: Figure, text: str, rules: Rules) -> bool:
    """跨越3个千亿元台阶: how great a step is, of which there are several, is no amount."""
    return figure.scaled and text.startswith("个", figure.span.start - 1) and bool(STEP.match(text, figure.span.end))


def is_code(figure: Figure, text: str, rules: Rules) -> bool:
    """A number that a letter, a plus sign or another number touches belongs to a code: G60, 5G, 1+4."""
    before = text[figure.span.start - 1 : figure.span.start] if figure.span.start else ""
    if not figure.spelled and re.match(r"[A-Za-z\d+.·•×_]", before) and not text.endswith("GDP", 0, figure.span.start):
        return True
    after = text[figure.span.end : figure.span.end + 1]
    return not figure.spelled and not figure.unit.words and bool(re.match(r"[A-Za-z+·•×]", after))


def is_year(figure: Figure, text: str, rules: Rules) -> bool:
    """2024年 and 2021—2025年 are dates."""
    return figure.unit.words == "年" and not figure.scaled and 1800 <= (figure.high or figure.value) <= 2200


def is_denominator(figure: Figure, text: str, rules: Rules) -> bool:
    """每千人口, 每10万人: what a rate is per is no figure."""
    return text.startswith("每", figure.span.start - 1) if figure.span.start else False


def is_unranked_ordinal(figure: Figure, text: str, rules: Rules) -> bool:
    """第 and 前 rank only where the text ranks: 居全省第2位, 全国第一, 前三; 第一产业 and 前三季度 do not."""
    if not figure.lead:
        return False
    start, end = figure.span
    before, after = text[max(start - LOOK_BACK, 0) : start], text[end : end + 2]
    ranked = bool(re.search(f"(?:{rules.cues['rank_scope'].pattern})$", before)) and bool(rules.cues["rank_end"].match(after))
    if figure.lead == "首":
        return not ranked
    closed = text[end - 1] in "位名"
    return not (ranked or (closed and figure.lead == "第" and not before.endswith(("的", "在", "作为", "是", "为"))))


def is_spelled_label(figure: Figure, text: str, rules: Rules) -> bool:
    """A small spelled-out number of things is a label (两个市场, 四个重点) unless a word such as 新建 counts them or a bound is set.

    Great ones (三十五家) and those over measures (三年, 两公里) are figures.
    """
    if not figure.spelled or figure.lead or not figure.unit.words or figure.unit.written in ("share", "%"):
        return False
    if figure.unit.spelled == "never":
        return True
    before, after = text[max(figure.span.start - LOOK_BACK, 0) : figure.span.start], text[figure.span.end : figure.span.end + 4]
    bound = is_bound(figure, text, before, rules)
    if bound and figure.numeral[0] not in "百千万亿":
        return False
    if figure.numeral in ("百", "千", "万", "亿", "一", "十百"):
        return not (bound or (figure.numeral == "一" and is_timed(figure, before, after, rules)))
    if figure.unit.spelled == "always" or figure.value >= SMALL or figure.more:
        return False
    return not rules.cues["counting_verb"].search(before[-4:])


def is_bound(figure: Figure, text: str, before: str, rules: Rules) -> bool:
    """Whether a comparator stands at the figure or governs it."""
    behind = any(bind.pattern.match(text, figure.span.end) for bind in rules.after)
    return behind or any(bind.pattern.search(before) for bind in (*rules.before, *rules.governing))


def is_timed(figure: Figure, before: str, after: str, rules: Rules) -> bool:
    """一年 is a figure where it says how long something takes: 延长一年, 一年建成."""
    if figure.unit.measure != "duration":
        return False
    return bool(re.search(f"(?:{rules.cues['time_verb'].pattern})$", before)) or bool(rules.cues["time_after"].match(after))


RULES: tuple[Rule, ...] = (
    is_unmeasured,
    is_vague,
    is_no_tenth,
    is_step,
    is_code,
    is_year,
    is_denominator,
    is_unranked_ordinal,
    is_spelled_label,
)
