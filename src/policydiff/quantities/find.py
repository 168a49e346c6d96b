"""Finding figures: mask the names, match numeral and unit, then say how the figure binds and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from policydiff.lexicons import Lexicon
from policydiff.model import Comparator, Direction, Measure, Quantity, Span
from policydiff.quantities.numerals import parse_numeral

ARABIC = r"\d+(?:\.\d+)?[多余]?(?:[千百十]?[多余]?[万亿]{1,2}|[百千](?=[个项家人]))?"
CHINESE = r"[一二两三四五六七八九十百千万亿零〇]{1,12}[多余]?[万亿]{0,2}"
MASKED = re.compile(
    r"“[^”]*”|《[^》]*》|(?<!\d)(?:19|20)\d\d(?:年?[—\-至到](?:19|20)?\d\d)?年(?:底|末)?|\d{1,2}月(?:\d{1,2}日)?(?!龄)|第[一二三四五六七八九十百\d]+(?!位|名)[届次批轮个条号期、]?"
    r"|[A-Za-z]+[\d._+\-]+[A-Za-z\d]*|\d+(?:\.\d+)?[A-Za-z]+\b|\d+(?:[、和]\d+)+号|“?十[一二三四五六七]五|一带一路|\d+[·—]\d+|\d\+[\dN+]+|\d+A级"
)
FALLS = re.compile(r"(?:下降|减少|降低|压减|压缩|缩短|削减|负增长)[^，；。]{0,4}$")
RISES = re.compile(r"(?:增长|增加|提高|提升|增速|涨幅|上升|扩招|增)[^，；。]{0,6}$")
CHANGES = re.compile(r"(?:再?增加|减少|压减|扩招|提高|降低|缩短|压缩|多增|削减)(?:了|约|近|超过?|不少于|不低于|至少)?$")
GROWTH = re.compile(r"(?:增长|下降|增速|涨幅|增幅|降幅|递增|减少|降低|压减|压缩|增|提高|提升|下浮|上涨)[^，；。率比例]{0,8}$")
SHARE = re.compile(r"率|占|比重|比例|覆盖|达标|赤字|以上的|份额|贡献|税率")
RANK = re.compile(r"(?:第|居|位列|排名?)(?:全[国省市区]|世界|全球)?第([一二三四五六七八九十\d]{1,3})(?=[，。；、])|第([一二三四五六七八九十\d]+)(?:位|名)|前([一二三四五六七八九十\d]+)(?:位|名|列)?(?=[，。；、强]|$)")
MULTIPLES = {"翻一番": Decimal(2), "翻两番": Decimal(4), "翻番": Decimal(2)}
LEAD = re.compile(r"^(?:力争|确保|争取|努力|实现|完成|全年|全市|全省|全区|全县|今年|年内|其中|将|使|拟|安排|保持|新增(?=\d))+")
TAIL = re.compile(r"(?:达到|达|为|增长|下降|控制在|保持在|突破|超过|不低于|不少于|不超过|至少|约|近|提高到|提高|降至|稳定在|到|增加|减少|超|再)+$")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled rows of a language pack."""

    figure: re.Pattern[str]
    measures: dict[str, Measure]
    before: tuple[tuple[Comparator, re.Pattern[str]], ...]
    after: tuple[tuple[Comparator, re.Pattern[str]], ...]


@lru_cache(maxsize=8)
def load_grammar(lexicon: Lexicon) -> Grammar:
    """Units and comparators, longest units first."""
    measures = {row["words"]: Measure(row["measure"]) for row in lexicon.rows("units")}
    units = "|".join(sorted(map(re.escape, measures), key=len, reverse=True))
    figure = re.compile(
        rf"(?P<points>(?:{ARABIC})(?:(?:—|-|至|~|到)(?:{ARABIC}))?个?百分点)|(?P<percent>\d+(?:\.\d+)?%?(?:(?:—|-|至|~)\d+(?:\.\d+)?)?%)|(?P<fraction>\d+/\d+|[一二三四五六七八九十]分之[一二三四五六七八九十]|一半)"
        rf"|(?P<number>(?:{ARABIC})(?:(?:—|-|至|~|到)(?:{ARABIC}))?)(?P<unit>{units})?|(?P<chinese>{CHINESE})(?P<cunit>{units})"
    )
    sides: dict[str, list[tuple[Comparator, re.Pattern[str]]]] = {"before": [], "after": []}
    for row in lexicon.rows("comparators"):
        pattern = row["pattern"] + r"[^，；。、\d]{0,1}$" if row["side"] == "before" else row["pattern"]
        sides[row["side"]].append((Comparator(row["comparator"]), re.compile(pattern)))
    return Grammar(figure, measures, tuple(sides["before"]), tuple(sides["after"]))


def find_quantities(text: str, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """The figures of a commitment or outcome, in order, with spans that count in ``text``.

    >>> from policydiff.lexicons import load_lexicon
    >>> found = find_quantities("城镇新增就业不低于1.2万人，产值增长6%左右。", load_lexicon("zh"))
    >>> [(str(q.value), q.unit, str(q.comparator), str(q.measure)) for q in found]
    [('12000', '人', '≥', 'level'), ('6', '%', '≈', 'growth')]
    """
    grammar = load_grammar(lexicon)
    masked = MASKED.sub(lambda match: "\x00" * len(match.group()), text)
    found = [*read_figures(masked, text, grammar), *read_ranks(text), *read_multiples(masked, text)]
    return tuple(sorted(without_overlap(found), key=lambda quantity: quantity.span))


def without_overlap(found: list[Quantity]) -> Iterator[Quantity]:
    """Longer readings win over those they overlap."""
    taken: list[Span] = []
    for quantity in sorted(found, key=lambda q: (-q.span.length, q.span.start)):
        if not any(span.start < quantity.span.end and quantity.span.start < span.end for span in taken):
            taken.append(quantity.span)
            yield quantity


def read_figures(masked: str, text: str, grammar: Grammar) -> Iterator[Quantity]:
    """Numerals with their units."""
    for match in grammar.figure.finditer(masked):
        figure = read_figure(match, masked, text, grammar)
        if figure:
            yield figure


def read_figure(match: re.Match[str], masked: str, text: str, grammar: Grammar) -> Quantity | None:
    """One match as a quantity; nothing where it is no figure."""
    start, end = match.span()
    before, after = masked[max(0, start - 16) : start], masked[end : end + 8]
    low, high, unit = amounts(match)
    if low is None or (match.group("chinese") and idle_chinese(match, before, after)):
        return None
    measure = read_measure(unit, before, masked[:start], grammar)
    comparator = Comparator.RANGE if high is not None else read_comparator(match.group(), before, after, grammar)
    direction = Direction.DOWN if FALLS.search(before) else Direction.UP if RISES.search(before) and measure in (Measure.GROWTH, Measure.CHANGE) else None
    return Quantity(low, unit, comparator, measure, text[start:end], Span(start, end), high, direction, read_indicator(text[:start]), is_filter(masked[end:]))


def amounts(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None, str]:
    """Low value, high value of a range, and unit."""
    words = match.group()
    if match.group("fraction"):
        return fraction(words), None, "share"
    unit = "pp" if match.group("points") else "%" if match.group("percent") else match.group("unit") or match.group("cunit") or ""
    body = re.sub(r"个?百分点$|%", "", words)
    body = body[: len(body) - len(unit)] if unit not in ("pp", "%", "") else body
    if unit == "亿元":
        unit, body = "元", body + "亿"
    parts = re.split("[—至~到-]", body)
    if len(parts) == 2 and parts[1][-1:] in ("万", "亿") and parts[0][-1:] not in ("万", "亿"):
        parts[0] += re.sub(r"^[\d.]+", "", parts[1])
    values = [value for part in parts if part and (value := numeral_value(part)) is not None]
    return (values[0] if values else None), (values[1] if len(values) > 1 else None), unit


def numeral_value(words: str) -> Decimal | None:
    """The value of a numeral; nothing where the words are none (三四 is no number of its own).

    >>> numeral_value("1.2万"), numeral_value("三四")
    (Decimal('12000'), None)
    """
    try:
        return parse_numeral(words)
    except ValueError:
        return None


def fraction(words: str) -> Decimal:
    """The value of a fraction, to four places.

    >>> fraction("2/3"), fraction("三分之一"), fraction("一半")
    (Decimal('0.6667'), Decimal('0.3333'), Decimal('0.5'))
    """
    if words == "一半":
        return Decimal("0.5")
    if "/" in words:
        top, bottom = (Decimal(part) for part in words.split("/"))
    else:
        bottom, top = (numeral_value(part) or Decimal(0) for part in words.split("分之"))
    return round(top / bottom, 4).normalize() if bottom else Decimal(0)


def idle_chinese(match: re.Match[str], before: str, after: str) -> bool:
    """Chinese numerals that count nothing: 一批, 一个, 三大, 统一, 进一步, 一系列."""
    words, numeral = match.group(), match.group("chinese")
    if numeral in ("一", "万", "千", "百", "十") or before.endswith(("统", "进", "唯", "第", "专", "单", "同", "十")):
        return True
    small = len(numeral) == 1 and match.group("cunit") not in ("年", "个月", "档", "成")
    return small or words.endswith(("级", "方面", "线", "点", "村", "市", "区", "县", "镇", "院", "校", "站", "步")) or after.startswith(("行动", "计划"))


def read_measure(unit: str, before: str, head: str, grammar: Grammar) -> Measure:
    """What the figure is, from its unit and the words before it."""
    if unit == "pp":
        return Measure.CHANGE
    if unit in ("%", "share"):
        clause = re.split("[，；。、]", head)[-1]
        rate = re.search(r"(?:提高|提升|上升|下降|降|增加)(?:到|至)|(?:达到?|为|在|保持|稳定|不低于|不超过|控制).{0,3}$", before)
        return Measure.GROWTH if GROWTH.search(before) and not (rate and SHARE.search(clause)) else Measure.SHARE
    default = grammar.measures.get(unit, Measure.LEVEL)
    return Measure.CHANGE if CHANGES.search(before) and default is not Measure.DURATION else default


def read_comparator(words: str, before: str, after: str, grammar: Grammar) -> Comparator:
    """How the figure binds: the words after it first, then those before it, then 多 and 余 inside it."""
    for comparator, pattern in grammar.after:
        if pattern.match(after) and comparator is not Comparator.ABOVE:
            return comparator
    for comparator, pattern in grammar.before:
        if pattern.search(before):
            return comparator
    return Comparator.ABOVE if "多" in words or "余" in words or after.startswith(("多", "余")) else Comparator.EQUAL


def is_filter(rest: str) -> bool:
    """A threshold that only selects: 5000万元以上项目20个."""
    return bool(re.match(r"以上(?:的)?[^，；。、\d]{0,12}\d", rest))


def read_indicator(head: str) -> str:
    """The words that name what is measured, out of those before the figure."""
    clause = re.split("[，；。：、]", head)[-1].strip("“”（）")
    return TAIL.sub("", LEAD.sub("", clause))[-24:]


def read_ranks(text: str) -> Iterator[Quantity]:
    """第2位, 前三."""
    for match in RANK.finditer(text):
        words = match.group(1) or match.group(2) or match.group(3)
        place = numeral_value(words)
        if place is None:
            continue
        comparator = Comparator.AT_MOST if match.group(3) else Comparator.EQUAL
        yield Quantity(place, "位", comparator, Measure.RANK, match.group(), Span(*match.span()), indicator=read_indicator(text[: match.start()]))


def read_multiples(masked: str, text: str) -> Iterator[Quantity]:
    """翻一番, 是去年的2倍, 增长2倍 (which is three times as much)."""
    for match in re.finditer(r"翻(?:一番|两番|番)|(?P<times>\d+(?:\.\d+)?|[一二两三四五六七八九十])倍", masked):
        value = MULTIPLES.get(match.group())
        if value is None:
            value = (numeral_value(match.group("times")) or Decimal(1)) + (1 if re.search("(?:增长|增加|提高)$", masked[: match.start()]) else 0)
        comparator = Comparator.AT_LEAST if masked[match.end() :].startswith("以上") else Comparator.EQUAL
        yield Quantity(value, "倍", comparator, Measure.MULTIPLE, text[match.start() : match.end()], Span(*match.span()), indicator=read_indicator(text[: match.start()]))
