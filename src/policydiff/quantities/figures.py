"""Figures as they stand in the text: numeral, scale and unit, two of them joined where they are the ends of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from policydiff.characters import latin
from policydiff.model import Span
from policydiff.quantities.numerals import DIGITS, parse_numeral
from policydiff.quantities.rules import Rules, Unit

SPELLED_DIGIT = "一二两三四五六七八九"
ARABIC = (
    r"\d++(?:[,，]\d{3}(?!\d))*+(?:\.\d++|·\d++(?=[%万亿]|个百分点))?[多余]?[十百千]?(?:万[多余]?亿|万|亿)?"
    r"(?:(?<=亿)\d++[百千]?[多余]?万|(?<=万)\d[百千](?!\d))?[多余来]?"
)
SPELLED = rf"[{SPELLED_DIGIT}十百千万亿][〇○零{SPELLED_DIGIT}十百千万亿]*+(?:点[〇○零{SPELLED_DIGIT}]++[万亿]*+)?[多余]?[万亿]*+"
NUMERAL = rf"(?:{ARABIC}|{SPELLED})"
FIGURE = re.compile(
    rf"(?P<doubled>翻(?P<times>[{SPELLED_DIGIT}\d])?番)|(?P<first>首位)|(?P<half>一半|半数|过半数?|(?<![上下前后每])半年)"
    rf"|(?=[\d{SPELLED_DIGIT}十百千万亿第前])(?:(?P<lead>第|(?<!提)前)(?={NUMERAL}))?(?P<numeral>{NUMERAL})"
    rf"(?:(?:分之)(?P<part>{NUMERAL})(?:(?P<to>[—~至到\-])(?P<high>{NUMERAL})(?!分之))?|/(?P<below>\d+)(?![\d/])|[:∶](?P<ratio>1)(?!\d))?"
)
STARTERS = re.compile(rf"[\d{SPELLED_DIGIT}十百千万亿]|翻番|首位|半年")
RANGE_MARK = re.compile(r"[—~～\-至到]{1,2}|、")
FROM = re.compile(r"[从由自](?:[^，。；、]{0,12})$")
SHARE = Unit("", "share", "share", "always")
PERCENT = Unit("%", "%", "percent", "always")
RANK = Unit("位", "位", "rank", "always")
TIMES = Unit("倍", "倍", "multiple", "always")
NONE = Unit("", "", "level", "always")
YEAR = Unit("年", "年", "duration", "always")
RANK_WORDS = ("位", "名", "强")


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral with its unit and place, before anything is known of what it says.

    ``lead`` is 第 or 前 where one stands before it; ``spelled`` is true of Chinese numerals; ``more`` where 多 or 余 stands inside.
    """

    span: Span
    numeral: str
    value: Decimal
    unit: Unit
    high: Decimal | None = None
    lead: str = ""
    spelled: bool = False
    more: bool = False
    scaled: bool = False


def find_figures(text: str, rules: Rules) -> tuple[Figure, ...]:
    """Every well-formed numeral with its unit, in order; ranges joined.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities.rules import compile_rules
    >>> [text for f in find_figures("5%—5.5%", compile_rules(load_lexicon("zh"))) for text in (f.value, f.high, f.unit.written)]
    [Decimal('5'), Decimal('5.5'), '%']
    """
    found: list[Figure] = []
    for figure in scan(text, rules):
        joined = join_range(found[-1], figure, text) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(figure)
    return share_units(found, text)


def share_units(figures: list[Figure], text: str) -> tuple[Figure, ...]:
    """分别提高15、22个百分点, 分别提高15个、22个百分点: a percentage or point sign at the end of a list holds for the whole list.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> [q.unit for q in find_quantities("比重分别提高1.5、2和0.7个百分点", load_lexicon("zh"))]
    ['pp', 'pp', 'pp']
    """
    for place in range(len(figures) - 2, -1, -1):
        left, right = figures[place], figures[place + 1]
        listed = text[left.span.end : right.span.start] in ("、", "和", "与", "及")
        bare = not left.unit.words or right.unit.words.startswith(left.unit.words)
        if listed and bare and not left.lead and right.unit.measure in ("percent", "points") and not left.spelled:
            figures[place] = replace(left, unit=right.unit)
    return tuple(figures)


def scan(text: str, rules: Rules) -> Iterator[Figure]:
    """Single figures, one after the other; what is no well-formed numeral is passed over."""
    end = 0
    while match := FIGURE.search(text, end):
        end = match.end()
        try:
            figure = read_match(match, text, rules)
        except (ValueError, ArithmeticError):
            continue
        end = max(figure.span.end, match.start() + 1)
        yield figure


def read_match(match: re.Match[str], text: str, rules: Rules) -> Figure:
    """The figure that one match of the master pattern stands for."""
    if match["doubled"]:
        return Figure(Span(*match.span()), "", 2 ** parse_numeral(match["times"] or "一"), TIMES)
    if match["first"]:
        return Figure(Span(*match.span()), "", Decimal(1), RANK, lead="首")
    if match["half"]:
        return Figure(Span(*match.span()), "", Decimal("0.5"), YEAR if match["half"] == "半年" else SHARE)
    if match["part"] or match["below"]:
        return read_fraction(match)
    if match["ratio"]:
        return Figure(Span(*match.span()), match["numeral"], parse_numeral(match["numeral"]), replace(SHARE, written=""), scaled=True)
    return read_plain(match, text, rules)


def read_fraction(match: re.Match[str]) -> Figure:
    """2/3 and 三分之二 are shares; 百分之七 is 7 %, 百分之六到七 a range."""
    numeral, part, high = match["numeral"], match["part"], match["high"]
    span = Span(*match.span())
    if match["below"]:
        return Figure(span, numeral, divide(parse_numeral(numeral), parse_numeral(match["below"])), SHARE)
    if numeral == "百":
        return Figure(span, part, parse_numeral(part), PERCENT, high=parse_numeral(high) if high else None)
    return Figure(Span(span.start, match.end("part")), part, divide(parse_numeral(part), parse_numeral(numeral)), SHARE)


def divide(above: Decimal, below: Decimal) -> Decimal:
    """A share as a decimal with four places.

    >>> divide(Decimal(2), Decimal(3)), divide(Decimal(1), Decimal(4))
    (Decimal('0.6667'), Decimal('0.25'))
    """
    return (above / below).quantize(Decimal("0.0001")).normalize()


def read_plain(match: re.Match[str], text: str, rules: Rules) -> Figure:
    """A numeral with the unit directly after it, 第 or 前 before it where it ranks."""
    numeral, lead = match["numeral"], match["lead"] or ""
    start, end = match.start("numeral"), match.end("numeral")
    while numeral and numeral[-1] in "来" and not find_unit(text, end, rules):
        numeral, end = numeral[:-1], end - 1
    back = next((place for place in (end - 1,) if numeral[1:] and numeral[-1] in "百千" and find_unit(text, place, rules)), end)
    unit = find_unit(text, back, rules)
    if back < end and unit and unit.words[0] == numeral[-1]:
        numeral, end = numeral[:-1], back
    else:
        unit = find_unit(text, end, rules)
    return finish(text, Span(start, end), numeral, unit, lead, rules)


def finish(text: str, span: Span, numeral: str, unit: Unit | None, lead: str, rules: Rules) -> Figure:
    """Put numeral and unit together: 八成五, 一年半, compound units, ranks."""
    spelled = not numeral[0].isascii()
    low, high = parse_pair(numeral)
    common = {
        "numeral": numeral,
        "lead": lead,
        "spelled": spelled,
        "more": any(c in numeral for c in "多余"),
        "scaled": any(c in numeral for c in "万亿"),
    }
    start, end = span
    if lead:
        words = next((w for w in RANK_WORDS if text.startswith(w, end)), "")
        written = "名" if words == "名" else "位"
        return Figure(Span(start - 1, end + len(words)), value=low, unit=replace(RANK, written=written), **common)  # type: ignore[arg-type]
    if unit is None:
        return Figure(span, value=low, high=high, unit=NONE, **common)  # type: ignore[arg-type]
    end += len(unit.words)
    if unit.words == "成":
        tenth = text[end : end + 1]
        extra = Decimal(DIGITS.get(tenth, 0)) if spelled else Decimal(0)
        return Figure(Span(start, end + bool(extra)), value=(low * 10 + extra) / 100, unit=SHARE, **common)  # type: ignore[arg-type]
    if unit.measure in ("duration", "multiple") and text.startswith("半", end):
        return Figure(Span(start, end + 1), value=low + Decimal("0.5"), unit=unit, **common)  # type: ignore[arg-type]
    unit, end = compound(text, end, unit, rules)
    return Figure(Span(start, end), value=low, high=high, unit=unit, **common)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def parse_pair(numeral: str) -> tuple[Decimal, Decimal | None]:
    """The value of a numeral; two neighbouring digits in a row (两三) are the ends of a range.

    >>> parse_pair("两三"), parse_pair("三十")
    ((Decimal('2'), Decimal('3')), (Decimal('30'), None))
    """
    if len(numeral) > 1 and numeral[0] in SPELLED_DIGIT and numeral[1] in SPELLED_DIGIT:
        rest = numeral[2:]
        low, high = parse_numeral(numeral[0] + rest), parse_numeral(numeral[1] + rest)
        if DIGITS[numeral[1]] - DIGITS[numeral[0]] in (1, 2):
            return low, high
        raise ValueError(f"no numeral: {numeral!r}")
    return parse_numeral(numeral), None


def find_unit(text: str, start: int, rules: Rules) -> Unit | None:
    """The longest unit of the pack that stands at ``start``; one in Latin letters must end there."""
    for length in rules.unit_lengths.get(text[start : start + 1], ()):
        unit = rules.units.get(text[start : start + length])
        if unit and unit.measure == "none":
            return None
        if unit and not (latin(unit.words[-1]) and latin(text[start + length : start + length + 1])):
            return unit
    return None


def compound(text: str, end: int, unit: Unit, rules: Rules) -> tuple[Unit, int]:
    """元/立方米, 微克/立方米, 元/万千瓦时: a unit over a unit is one unit."""
    if not text.startswith("/", end):
        return unit, end
    scale = len(text[end + 1 : end + 3]) - len(text[end + 1 : end + 3].lstrip("十百千万亿"))
    below = find_unit(text, end + 1, rules)
    if below is None and scale:
        below = find_unit(text, end + 1 + scale, rules)
    else:
        scale = 0
    if below is None:
        return unit, end
    last = end + 1 + scale + len(below.words)
    return replace(unit, written=unit.written + text[end:last], measure="level"), last


def join_range(left: Figure, right: Figure, text: str) -> Figure | None:
    """One figure of two that a dash, 至 or 到 parts; a unit written once holds for both, and so does its scale.

    从8%到10% stays two figures: the first is where it came from.
    """
    between = text[left.span.end : right.span.start]
    if not between or not RANGE_MARK.fullmatch(between) or left.lead or right.lead or left.high is not None or right.high is not None:
        return None
    if left.unit.words and left.unit.written != right.unit.written:
        return None
    if between == "、":
        return pair_of_digits(left, right)
    if between[0] in "至到" and FROM.search(text[max(left.span.start - 14, 0) : left.span.start]):
        return None
    low = left.value if left.unit.words or left.scaled else shared_scale(left, right)
    if low >= right.value:
        return None
    return replace(right, span=Span(left.span.start, right.span.end), value=low, high=right.value, spelled=right.spelled and left.spelled)


def pair_of_digits(left: Figure, right: Figure) -> Figure | None:
    """两、三年 is a range as 两三年 is."""
    if not (
        left.spelled
        and right.spelled
        and right.unit.words
        and not left.unit.words
        and len(left.numeral) == 1
        and right.value - left.value == 1
    ):
        return None
    return replace(right, span=Span(left.span.start, right.span.end), value=left.value, high=right.value)


def shared_scale(left: Figure, right: Figure) -> Decimal:
    """The lower end of 3至4万 is 3万: the scale distributes left.

    >>> from policydiff.quantities.rules import Unit
    >>> shared_scale(Figure(Span(0, 1), "3", Decimal(3), NONE), Figure(Span(2, 4), "4万", Decimal(40000), NONE))
    Decimal('30000')
    """
    bare = right.numeral.rstrip("十百千万亿多余来")
    if not bare or bare == right.numeral or left.numeral[-1:] in "十百千万亿":
        return left.value
    return left.value * (parse_numeral(right.numeral) / parse_numeral(bare))
