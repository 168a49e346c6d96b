"""Why a reported figure of the right indicator may still not answer a promise: ordered, named rules, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from policydiff.align.objects import lists_only_a_part
from policydiff.align.totals import ADDS, STANDS_AT, adds, at_other_steps, step_of, whole_and_addition, words_before
from policydiff.characters import CLAUSE_END
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Direction, Extract, Horizon, Measure, Outcome, Quantity
from policydiff.periods import YEARLY, Calendar, Period, period_named, period_of_outcome, period_of_target, starts_from
from policydiff.quantities.compare import AMOUNTS, in_unit_of

FAR, FAR_IN_LONG_REVIEW = 3, 2
"""An amount so many times the promise, or so small a part of it, is one of another scope or period; in a review of several years sooner."""
SEASON = re.compile("[雪暑]季|[暑寒]期|[暑寒]假|春节|国庆|黄金周|[上下]半年|[一二三四]季度")
"""A part of the year that a promise may be for."""
LEAD = 6
"""Characters of a clause that only says when, and leads to the next one: 暑假期间，."""
SUMS = AMOUNTS | {Measure.CHANGE}
"""Measures that add up over several years."""


@dataclass(frozen=True, slots=True)
class Held:
    """A promised figure and the reported one that is held up to it, each with the statement it stands in."""

    commitment: Commitment
    promised: Quantity
    outcome: Outcome
    reported: Quantity
    old: Extract
    new: Extract
    calendar: Calendar
    lexicon: Lexicon

    @property
    def period(self) -> Period:
        """What the reported figure is for."""
        return period_of_outcome(self.outcome, self.reported, self.calendar)


def goal_for_several_years(held: Held) -> str:
    """2021—2025年新建100公里 is not missed because the first year built 20."""
    period = period_of_target(held.commitment, held.promised, held.old)
    return "the promise is for several years" if period.horizon is Horizon.MULTI_YEAR else ""


def other_way(held: Held) -> str:
    """A fall held against a rise, under names that are not the same."""
    ways = {held.promised.direction, held.reported.direction}
    if ways == {Direction.UP, Direction.DOWN} and held.promised.indicator != held.reported.indicator:
        return "a rise was promised and a fall is reported, or the other way round: perhaps of something else"
    return ""


def where_it_began(held: Held) -> str:
    """从38%提高到43%: 38% is not the outcome."""
    return "the figure is where the change began, not where it ended" if starts_from(held.outcome, held.reported) else ""


def part_of_the_year(held: Held) -> str:
    """前三季度增长6% does not answer for the year."""
    return "the review reports on a part of the year" if held.period.part else ""


def part_promised(held: Held) -> str:
    """What was promised for a season is not answered by the whole year; 一季度完成招标，年内建成9座 is for no season."""
    alone = SEASON.search(own_clause(held)) and not SEASON.search(held.outcome.text)
    return "the promise is for a part of the year" if alone else ""


def another_year(held: Held) -> str:
    """A review of 2024 that names the figure of 2022."""
    if not held.calendar.year:
        return ""
    named = period_named(held.outcome, held.reported, held.calendar.year)
    year = named if named is not None else held.period.year
    return f"the figure is for {year}" if year != held.calendar.year - 1 else ""


def yearly_average(held: Held) -> str:
    """五年年均增长6% does not answer for one year."""
    several = held.period.horizon is Horizon.MULTI_YEAR and held.reported.measure is Measure.GROWTH and YEARLY.search(held.outcome.text)
    return "the review reports a yearly average over several years" if several else ""


def growth_of_several_years(held: Held) -> str:
    """五年来能耗下降18% does not answer for one year."""
    several = held.period.horizon is Horizon.MULTI_YEAR and held.reported.measure is Measure.GROWTH
    return "the review reports a growth over several years" if several else ""


def total_of_several_years(held: Held) -> str:
    """两年累计新建56万亩 does not answer for one year, unless the promise is worded so too."""
    said = said_before(held, "total", held.outcome.span.start)
    return "the review reports a total over several years" if said else ""


def narrower_scope(held: Held) -> str:
    """扣除水电后增长13% leaves something out that the promise does not."""
    said = said_before(held, "other_scope", held.outcome.sentence.start)
    return "the review leaves out something that the promise does not" if said else ""


def part_of_a_list(held: Held) -> str:
    """餐厅180个 falls short of 餐厅和助餐点300个 only because the others are not counted; a part that reaches the whole does answer."""
    value = in_unit_of(held.reported.value, held.reported, held.promised, held.lexicon)
    short = held.promised.measure in AMOUNTS and value < held.promised.value
    part = short and lists_only_a_part(held.promised.indicator, held.reported.indicator, held.lexicon)
    return "the review counts only a part of what was promised" if part else ""


def stock_for_addition(held: Held) -> str:
    """高新技术企业突破200家 tells how many there are, not how many of 培育高新技术企业160家 were added."""
    asked, told = words_before(held.commitment, held.promised), words_before(held.outcome, held.reported)
    if held.promised.measure is not Measure.COUNT or not adds(asked):
        return ""
    in_all = STANDS_AT.search(told) and not ADDS.search(held.outcome.text)
    return "the review tells how many there are, the promise how many are added" if in_all else ""


def addition_for_stock(held: Held) -> str:
    """新增高新技术企业150家 tells how many were added, not how many of 高新技术企业达到2600家 there are."""
    other = whole_and_addition((held.commitment, held.promised), (held.outcome, held.reported))
    return "the review tells how many are added, the promise how many there are" if other else ""


def other_step(held: Held) -> str:
    """启动改造19个 does not tell of how many of 推进30个 there is progress."""
    one, other = (held.commitment, held.promised), (held.outcome, held.reported)
    if not at_other_steps(one, other):
        return ""
    return f"the promise counts what is {step_of(*one)}, the review what is {step_of(*other)}"


def far_off(held: Held) -> str:
    """An amount so far from the promise that it must be of another scope or period."""
    promised = held.promised.value
    value = in_unit_of(held.reported.value, held.reported, held.promised, held.lexicon)
    if held.promised.measure not in SUMS or not promised or not value:
        return ""
    if held.period.horizon is Horizon.MULTI_YEAR and value >= FAR_IN_LONG_REVIEW * promised:
        return "the review covers several years and the figure is twice the promise for one or more"
    if held.promised.measure in AMOUNTS and not 1 / FAR <= value / promised <= FAR:
        return f"the figure is {FAR} times or more away from the promise: probably another scope or period"
    return ""


DOUBTS: tuple[Callable[[Held], str], ...] = (
    goal_for_several_years,
    other_way,
    where_it_began,
    part_of_the_year,
    part_promised,
    another_year,
    yearly_average,
    growth_of_several_years,
    total_of_several_years,
    narrower_scope,
    part_of_a_list,
    stock_for_addition,
    addition_for_stock,
    other_step,
    far_off,
)


def doubt(held: Held) -> str:
    """The first reason why the figure does not answer the promise, empty where there is none."""
    return next((reason for rule in DOUBTS if (reason := rule(held))), "")


def own_clause(held: Held) -> str:
    """The clause of the promised figure, with the one before it where that only says when."""
    start = held.promised.span.start - held.commitment.span.start
    before, after = CLAUSE_END.split(held.commitment.text[:start]), CLAUSE_END.split(held.commitment.text[start:])
    lead = before[-2] if len(before) > 1 and len(before[-2]) <= LEAD else ""
    return lead + before[-1] + after[0]


def said_before(held: Held, period: str, start: int) -> bool:
    """Whether words before the figure say so (rows of ``answer_periods.csv``), and the promise does not."""
    words = held.new.report.source.text[start : held.reported.span.start]
    return any(pattern.search(words) and not pattern.search(held.commitment.text) for pattern in answer_periods(held.lexicon, period))


@lru_cache(maxsize=16)
def answer_periods(lexicon: Lexicon, period: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one kind."""
    return tuple(re.compile(row["pattern"]) for row in lexicon.rows("answer_periods") if row["period"] == period)
