"""What the values of the panel's closed vocabularies mean, in the words of the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from policydiff.model import Better, BoundMove, Comparator, GapStatus, Horizon, Measure, PointState, RevisionStatus, Strength, Verdict

MEANINGS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Measure: {
        Measure.LEVEL: "an amount or a stock, additions of the year included: 新增就业50万人",
        Measure.GROWTH: "a rate of growth: 增长6%",
        Measure.CHANGE: "an absolute difference: 再增加40元, 提高5个百分点",
        Measure.SHARE: "a rate, proportion or coverage: 覆盖率88%",
        Measure.RANK: "a place in an order: 居全省前三",
        Measure.COUNT: "projects, firms, places, items",
        Measure.MULTIPLE: "翻一番 is ×2, 增长2倍 is ×3",
        Measure.DURATION: "30天以下, 两年内",
    },
    Horizon: {
        Horizon.ANNUAL: "for the year",
        Horizon.MULTI_YEAR: "for several years: a plan period, 到2030年, 三年内",
    },
    Comparator: {
        Comparator.EQUAL: "the figure as it stands; what no row decides",
        Comparator.AT_LEAST: "at least",
        Comparator.ABOVE: "above",
        Comparator.AT_MOST: "within",
        Comparator.BELOW: "below",
        Comparator.ABOUT: "about; no tolerance of our own is added",
        Comparator.RANGE: "from one figure to another: 5%—5.5%",
    },
    PointState: {
        PointState.STATED: "the figure stands in the report",
        PointState.ABSENT_AS_STATED: "the report says that there is none",
        PointState.DEFERRED: "the report says that it is judged later",
        PointState.QUALITATIVE: "words without a figure: 与经济增长同步",
        PointState.SILENT: "the report says nothing",
        PointState.INFERRED: "worked out from another year's words: 比上年增加…",
    },
    Strength: {
        Strength.MUST: "a duty or a ban",
        Strength.GUARANTEE: "the result is guaranteed",
        Strength.PLAN: "a bare verb and a result; what no row decides",
        Strength.STRIVE: "the result is aimed at",
        Strength.ADVANCE: "work goes on, no end is named",
        Strength.ENABLE: "others are helped to act",
        Strength.EXPLORE: "it is studied or tried",
    },
    Better: {
        Better.HIGHER: "a higher figure asks more",
        Better.LOWER: "a lower figure asks more: a ceiling, a bound from above, a rank, a promised fall",
    },
    RevisionStatus: {
        RevisionStatus.FIGURE: "both years set a single figure: revision is their difference",
        RevisionStatus.RANGE: "a year sets a range: revision_low and revision_high are the differences of the ends, revision is empty",
        RevisionStatus.INFERRED: "as figure, but one of the two is inferred from a stated difference",
        RevisionStatus.NO_TARGET: "no target in figures this year",
        RevisionStatus.NONE_BEFORE: "last year's report sets no target in figures under this name: see last_state",
        RevisionStatus.NO_REPORT: "last year's report is not among those given",
        RevisionStatus.OTHER_MEASURE: "last year's target stands in another unit or measure, and these never compare",
        RevisionStatus.UNLIKE_WORDS: "the same name in clauses that are not alike: perhaps another thing",
        RevisionStatus.STATED_DIFFERENCE: "the figure is itself a difference from last year: 比上年增加4亿元",
        RevisionStatus.SEVERAL_YEARS: "a target for several years is not revised from year to year",
    },
    BoundMove: {
        BoundMove.SAME: "the same comparator",
        BoundMove.TIGHTENED: "it binds more: 左右 → 以上",
        BoundMove.LOOSENED: "it binds less: 以内 → 左右",
        BoundMove.TURNED: "a floor became a ceiling, or the other way round",
    },
    GapStatus: {
        GapStatus.FIGURE: "outcome and target are single figures",
        GapStatus.RANGE: "the target is a range: the gap to its nearer end, 0 within",
        GapStatus.BOUND: "the outcome is reported as a bound or as about a figure, and the gap is of that figure",
        GapStatus.NO_TARGET: "no target in figures as stated",
        GapStatus.NOT_REPORTED: "the next report tells no outcome of the year in figures under this name",
        GapStatus.NO_REPORT: "the next report is not among those given",
        GapStatus.IN_WORDS: "the outcome is told in words alone",
        GapStatus.INFERRED: "the target or the outcome is only inferred",
        GapStatus.OUTCOME_RANGE: "the outcome is a range",
        GapStatus.OTHER_MEASURE: "the outcome is told in another unit or measure, and these never compare",
        GapStatus.NOT_ITS_ANSWER: "the figure of the review is not held for the answer to this target: another thing, scope or period",
        GapStatus.FAR_OFF: "an amount three times the target or a third of it, or beyond: probably another scope or period",
        GapStatus.STATED_DIFFERENCE: "the figure is a difference from last year: 比上年增加4亿元",
        GapStatus.SEVERAL_YEARS: "for several years, and it is not known that they are the same ones",
    },
    Verdict: {
        Verdict.MET: "the outcome reaches the figure, or stays within the bound",
        Verdict.NEAR: "an *about* target missed by a hair: 1 % of a level, 0.2 points of a rate",
        Verdict.MISSED: "it does not",
        Verdict.NOT_REPORTED: "the review is silent; silence is a value of its own",
        Verdict.NOT_COMPARABLE: "it answers in another measure, period or scope",
    },
}


def codes(vocabulary: type[StrEnum]) -> dict[int, str]:
    """The values of a vocabulary by the integers that stand for them in Stata.

    >>> codes(Horizon)
    {1: 'annual', 2: 'multi_year'}
    """
    return {number: value.value for number, value in enumerate(vocabulary, start=1)}
