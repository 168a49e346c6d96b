"""Which year a figure is for: an outcome's by the words that name a period before it, a target's by its horizon."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from policydiff.characters import fold_widths
from policydiff.lexicons import Lexicon
from policydiff.model import Extract, Horizon, Measure, Quantity, Section, Span, Statement
from policydiff.outline import stands_under
from policydiff.titles import numeral

WRITTEN_YEAR = r"((?:19|20)\d\d|[一二][九〇零○O][〇零○O一二三四五六七八九]{2})年"
YEAR = re.compile(rf"(?<![\d从由自和于按以])(?P<reference>[比较与同])?{WRITTEN_YEAR}(?P<since>以来)?(?P<against>相比)?")
LISTED = r"(?:\d[\d.]{0,9}[^，。；、和与\d]{0,8}[、和与]){0,4}"
"""Figures of the same list before a figure."""
NEAR = re.compile(rf"(?<![比较与])(?:{WRITTEN_YEAR}|(?:去年|上年))(?:底|末)?的?{LISTED}$")
FROM = re.compile(rf"[从由][^，。；、\d]{{0,16}}{LISTED}[^，。；、\d]{{0,8}}$")
TOWARDS = re.compile(r"(?:[^，。；、和与\d]{0,8}[、和与][^，。；、\d]{0,8}\d[\d.]{0,9}){0,4}[^，。；、\d]{0,12}[到至为]")
"""What stands before and behind a figure from which a change starts; several of them may stand in a list."""
ENDS_AT = re.compile(rf"(?:增加|提高|提升|上升|上涨|下降|降低|降|升|扩大|缩小|增长|减少|增)[到至]了?{LISTED}$")
PART_OF_BASE = re.compile(r"[从由][^，。；、\d]{0,8}(?:半年|季度|月)")
PLANNED = re.compile("(?:计划|预定|原定|规定)(?:要求)?(?:增长|为|是)?$|(?<![主重需必])要(?:从|由|把|控制|达到|降|确保)[^，。；]*$")
EXPECTED = re.compile("预计[^，。；]{0,8}$")
NEXT_PLAN = re.compile(rf"(?:明年|{WRITTEN_YEAR})(?:的|国民经济|和社会发展|年度){{0,3}}计划")
STOCKS = frozenset({Measure.LEVEL, Measure.SHARE, Measure.RANK, Measure.COUNT})
AGAINST_LAST_YEAR = re.compile("[比较](?:去年|上年|上一年)")
TO_YEAR = re.compile(rf"[到至]“?{WRITTEN_YEAR}")
PLAN = re.compile(r"“?(十[一二三四五六七]?|[六七八九])五”?(?:期间|时期|末|规划|计划|目标)")
YEARS_AHEAD = re.compile(r"(?:今后|未来)([两三四五十])年|([两三四五])年(?:内|左右|时间|的时间)")
YEARLY = re.compile(r"年均(?!浓度|值)|平均每年|每年平均")
TIMED = re.compile("寿命|受教育|时[限间长]|用时|年[限龄]|期限|[工租]期|周期|天数|审批|办理|办结")
"""What is measured by how long it takes."""
SPANS = frozenset({"年", "月"})
"""The units of what goes on for long (开展五年评估); hours and days are what something takes."""
ALL_DAY = ("小时", Decimal(24))
CHANGED_TO = re.compile("[到至]了?$|压缩|缩短|缩减")
LASTING = re.compile("(?:[连持]续|近|过去|走过了?|经过|历时)$")
WITHIN = re.compile("之?内")
DEALT_WITH = re.compile("[以之]?内?[^，。；]{0,4}(?:办结|办理|审批|办完)")
"""What says behind a time that it is how long a case may take: 3个月内办结."""
"""What stands behind the years in which something is done: 三年内建成."""
THIS_YEAR = re.compile("今年|年内|全年")
SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]?")
DIGITS = {character: number for number, character in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
LEAD = 8
"""Words that open a sentence may stand behind up to so many characters: 刚刚过去的2017年."""
TERM = 5
"""Years of a plan or a term of office, where the words do not say how many."""
NEARBY = 500
"""Characters of a sentence before and after a statement that can bear on it; sentences of reports are shorter."""


@dataclass(frozen=True, slots=True)
class Period:
    """What a figure is for: the year, or the last of several; ``part`` where it is for a part of the year alone."""

    year: int
    horizon: Horizon = Horizon.ANNUAL
    part: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that name a period, as a range of their sentence; ``opens``: at its head they hold for what follows as well."""

    start: int
    end: int
    period: Period
    opens: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """A place of the source from which another period holds.

    ``named`` is what the head of the sentence names, ``earlier`` what the head of an earlier sentence of the paragraph names.
    """

    place: int
    period: Period
    named: Period | None = None
    earlier: Period | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which period a report speaks of, from each place of the source on."""

    year: int
    turns: tuple[Turn, ...]

    def at(self, place: int) -> Period:
        """The period that holds at a place of the review."""
        return self.turn_before(place).period

    def recalled_at(self, place: int, *, headline: bool) -> Period | None:
        """The past year of which the plan speaks at a place, if it does: the head of the sentence names it.

        Of a headline indicator it speaks in the following sentences too, until one names another period.
        """
        turn = self.turn_before(place)
        period = turn.named or (turn.earlier if headline else None)
        return period if period and period.year < self.year and period.horizon is Horizon.ANNUAL and not period.part else None

    def turn_before(self, place: int) -> Turn:
        """The last turn up to a place."""
        found = bisect_right(self.turns, place, key=lambda turn: turn.place) - 1
        return self.turns[found] if found >= 0 else Turn(0, Period(self.year - 1))


def read_calendar(extract: Extract, lexicon: Lexicon) -> Calendar:
    """Walk through a report and note where the period changes.

    Words that name a period hold for the rest of their sentence; at the head of a sentence for the rest of the paragraph; at the head of
    a paragraph until another one says otherwise or the section ends.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.pipeline import extract_report
    >>> text = "政府工作报告\\n一、过去五年工作回顾\\n产值年均增长7%。2023年，产值增长6%。\\n二、2024年工作安排\\n产值增长5%。"
    >>> zh = load_lexicon("zh")
    >>> report = extract_report(text.encode(), lexicon=zh)
    >>> [str(read_calendar(report, zh).at(text.index(words)).horizon) for words in ("7%", "6%")]
    ['multi_year', 'annual']
    """
    year = extract.report.year or 0
    turns: list[Turn] = []
    for _, sections in groupby(extract.sections, key=lambda section: section.id.split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")):
        turns += walk(list(sections), extract, year, lexicon)
    offsets = extract.report.offsets
    return Calendar(year, tuple(replace(turn, place=offsets.position(turn.place)) for turn in turns))


def walk(sections: list[Section], extract: Extract, year: int, lexicon: Lexicon) -> Iterator[Turn]:
    """Where the period changes inside one section with its parts."""
    several = Period(year - 1, Horizon.MULTI_YEAR)
    carried = several if sections[0].horizon is Horizon.MULTI_YEAR else Period(year - 1)
    for section in sections:
        for start, end in extract.report.paragraphs[section.first : section.last]:
            held, earlier = carried, None
            for sentence in sentences(extract.report.text, Span(start, end)):
                named = None
                yield Turn(sentence.start, held, named, earlier)
                words = extract.report.text[slice(*sentence)]
                for place, mark in enumerate(find_marks(words, year, lexicon)):
                    if mark.opens and mark.start <= LEAD and place == 0 and "，" not in words[: mark.start]:
                        held = earlier = mark.period
                        named = mark.period if mark.start == 0 else None
                        carried = held if sentence.start == start else carried
                    yield Turn(sentence.start + mark.end, mark.period, named, None if named else earlier)


def sentences(text: str, within: Span) -> Iterator[Span]:
    """The sentences of a paragraph."""
    for match in SENTENCE.finditer(text, within.start, within.end):
        if match.end() > match.start():
            yield Span(*match.span())


@lru_cache(maxsize=8)
def period_rules(lexicon: Lexicon) -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """The rows of ``review_periods.csv``: the period, whether the words open a stretch of text, and their pattern."""
    return tuple((row["period"], row["opens"] == "yes", re.compile(row["pattern"])) for row in lexicon.rows("review_periods"))


def find_marks(sentence: str, year: int, lexicon: Lexicon) -> list[Mark]:
    """The words of a sentence that name a period, in their order.

    >>> from policydiff.lexicons import load_lexicon
    >>> [mark.period.year for mark in find_marks("2021年比上年多，2019年以来都多。", 2024, load_lexicon("zh"))]
    [2021, 2023, 2023]
    """
    named = {
        "this_year": Period(year),
        "last_year": Period(year - 1),
        "several": Period(year - 1, Horizon.MULTI_YEAR),
        "part": Period(year - 1, part=True),
    }
    marks = [
        Mark(match.start(), match.end(), named[period], opens)
        for period, opens, pattern in period_rules(lexicon)
        for match in pattern.finditer(sentence)
    ]
    for match in YEAR.finditer(sentence):
        written = numeral(match.group(2))
        reference = match["reference"] or match["against"]
        if match["since"] or (reference and written < year - 2):
            marks.append(Mark(match.start(), match.end(), named["several"], bool(match["since"])))
        elif not reference and written <= year:
            marks.append(Mark(match.start(), match.end(), Period(written), True))
    return sorted(marks, key=lambda mark: (mark.end, mark.start))


def near_sentence(statement: Statement) -> Span:
    """The sentence that a statement is part of; of one without end what stands near the statement."""
    sentence, span = statement.sentence, statement.span
    return Span(max(sentence.start, span.start - NEARBY), min(sentence.end, span.end + NEARBY))


def words_before(statement: Statement, quantity: Quantity) -> str:
    """The statement's words before a figure, widths folded, white space left out."""
    return "".join(fold_widths(statement.text[: quantity.span.start - statement.span.start]).split())


def last_part(words: str) -> str:
    """The clause that a stretch of words ends in."""
    return re.split("[，。；：]", words)[-1]


def period_named(statement: Statement, quantity: Quantity, year: int) -> int | None:
    """The year whose figure the words directly before it say it is: 由2020年的90万吨, 去年的3%."""
    near = NEAR.search(words_before(statement, quantity))
    if near is None:
        return None
    return numeral(near.group(1)) if near.group(1) else year - 1


def starts_from(statement: Statement, quantity: Quantity) -> bool:
    """Whether a figure is only what another started from: 从2.1%提高到2.3%, 分别从202元、270元提高到209元、280元."""
    after = "".join(statement.text[quantity.span.end - statement.span.start :].split())
    return bool(FROM.search(words_before(statement, quantity)) and TOWARDS.match(after))


def aimed_at(statement: Statement) -> list[int]:
    """The places of the figures that a statement aims at: no threshold that only selects, nothing that a change starts from, no span.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.model import Role
    >>> from policydiff.quantities import find_quantities
    >>> text = "两项补贴标准分别从每月202元、270元提高到209元、280元。"
    >>> found = find_quantities(text, load_lexicon("zh"))
    >>> said = Statement("1", Span(0, len(text)), text, Span(0, len(text)), "1", Role.PLAN, quantities=tuple(found))
    >>> [found[place].text for place in aimed_at(said)]
    ['209元', '280元']
    """
    return [
        place
        for place, quantity in enumerate(statement.quantities)
        if not (quantity.filter or starts_from(statement, quantity) or is_span(statement, quantity))
    ]


def is_span(statement: Statement, quantity: Quantity) -> bool:
    """Whether a time says how long something goes on (开展五年评估, 连续5年居首, 24小时值守) or in which years it is done (三年内建成).

    They are a target where the name says that time is what is measured (受教育年限), where they bind or are what time is changed to.
    """
    long = quantity.unit in SPANS or (quantity.unit, quantity.value) == ALL_DAY
    if quantity.measure is not Measure.DURATION or not long or TIMED.search(quantity.indicator):
        return False
    words, behind = last_part(words_before(statement, quantity)), statement.text[quantity.span.end - statement.span.start :]
    if CHANGED_TO.search(words) or DEALT_WITH.match(behind):
        return False
    return bool(not quantity.comparator.is_bound or LASTING.search(words) or WITHIN.match(behind))


def is_planned(statement: Statement, quantity: Quantity) -> bool:
    """Whether a figure of the review is what had been planned: 计划为4%，实际达到5%."""
    return bool(PLANNED.search(words_before(statement, quantity)))


def is_expected(statement: Statement, quantity: Quantity) -> bool:
    """Whether a figure is what the year under way is expected to end with: 预计增长5%."""
    return bool(EXPECTED.search(words_before(statement, quantity)))


def period_of_outcome(statement: Statement, quantity: Quantity, calendar: Calendar) -> Period:
    """The period that a figure of the review is for; what a rise or fall of several years ends at is for the last of them."""
    period = calendar.at(quantity.span.start)
    before = words_before(statement, quantity)
    reached = quantity.measure in STOCKS and ENDS_AT.search(before)
    return Period(period.year) if reached and (not period.part or PART_OF_BASE.search(last_part(before))) else period


def period_of_target(statement: Statement, quantity: Quantity | None, extract: Extract) -> Period:
    """The period that a target is for: the year of the report, or the last of several years.

    A report that is given in autumn plans for the year after it, where a sentence or a heading says so.
    """
    year = extract.report.year or 0
    yearly = quantity is not None and YEARLY.search(last_part(words_before(statement, quantity)))
    if statement.horizon is Horizon.MULTI_YEAR or yearly:
        return Period(last_year(statement, extract, year), Horizon.MULTI_YEAR)
    opening = fold_widths(extract.report.source[near_sentence(statement).start : statement.span.start])
    ahead = None if THIS_YEAR.search(opening) or THIS_YEAR.search(statement.text) else last_year_in(opening, year)
    if ahead is not None and ahead > year:
        return Period(ahead, Horizon.MULTI_YEAR)
    if plans_ahead(statement, extract, opening, year):
        return Period(year + 1)
    later = 0 if THIS_YEAR.search(statement.text) else year_ahead(opening + ("" if quantity is None else words_before(statement, quantity)))
    return Period(later, Horizon.MULTI_YEAR) if later > year else Period(year)


def plans_ahead(statement: Statement, extract: Extract, opening: str, year: int) -> bool:
    """Whether a sentence begins with the plan of the year after the report's, or a heading above it names that year and none before it."""
    plan = NEXT_PLAN.match(opening)
    if plan and (not plan.group(1) or numeral(plan.group(1)) == year + 1):
        return True
    headings = (section.heading for section in extract.sections if section.heading and stands_under(statement.section, section.id))
    named = {numeral(written) for heading in headings for written in re.findall(WRITTEN_YEAR, fold_widths(heading))}
    return named == {year + 1}


def year_ahead(words: str) -> int:
    """The last year that words before a target name as its own; nought where they name none.

    >>> year_ahead("按2020年价格计算，2030年产值"), year_ahead("比2030年"), year_ahead("产值")
    (2030, 0, 0)
    """
    return next((numeral(match.group(2)) for match in reversed(list(YEAR.finditer(words))) if not match["reference"]), 0)


def last_year(statement: Statement, extract: Extract, year: int) -> int:
    """The last of the years that a target of several is for, by its own words, those of its sentence, or its heading."""
    sentence = extract.report.source[slice(*near_sentence(statement))]
    headings = [section.heading for section in extract.sections if section.heading and stands_under(statement.section, section.id)]
    for words in (statement.text, sentence, *reversed(headings)):
        found = last_year_in(fold_widths(words), year)
        if found is not None and found >= year:
            return found
    return year + TERM - 1


def last_year_in(words: str, year: int) -> int | None:
    """The last year that these words name for a target.

    >>> [last_year_in(words, 2021) for words in ("到2035年翻一番", "“十四五”时期年均增长6%", "今后三年新建公园9座", "新建公园")]
    [2035, 2025, 2023, None]
    """
    if match := TO_YEAR.search(words):
        return numeral(match.group(1))
    if match := PLAN.search(words):
        return end_of_plan(match.group(1))
    if match := YEARS_AHEAD.search(words):
        return year + DIGITS[match.group(1) or match.group(2)] - 1
    return None


def end_of_plan(number: str) -> int:
    """The last year of a five-year plan by its number in Chinese digits: the sixth ended in 1985, each later one five years on.

    >>> end_of_plan("九"), end_of_plan("十"), end_of_plan("十四")
    (2000, 2005, 2025)
    """
    return 1955 + 5 * sum(DIGITS[digit] for digit in number)
