"""Readings: what one report says of an indicator in one year, with or without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from policydiff.characters import fold_widths
from policydiff.commitments.sharing import names_of
from policydiff.ledger.passing import told_in_passing
from policydiff.ledger.subjects import name_figures
from policydiff.lexicons import Lexicon
from policydiff.model import (
    Commitment,
    Comparator,
    Direction,
    Extract,
    Horizon,
    Kind,
    Measure,
    Outcome,
    Point,
    PointKind,
    PointState,
    Quantity,
    Role,
    Statement,
)
from policydiff.periods import (
    AGAINST_LAST_YEAR,
    YEARLY,
    Calendar,
    Period,
    is_expected,
    is_planned,
    is_span,
    last_part,
    near_sentence,
    period_named,
    period_of_outcome,
    period_of_target,
    read_calendar,
    starts_from,
    words_before,
)
from policydiff.quantities.compare import conversion, converted
from policydiff.quantities.headlines import Headline, headline_of, mention_headline
from policydiff.quantities.indicators import RATE_WORDS

MIRRORED = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.ABOVE: Comparator.BELOW,
    Comparator.BELOW: Comparator.ABOVE,
}
"""A fall of at least three is a growth of at most minus three."""
PASSING, WORDS = 2, 3
"""The first parts of the ranks of what is told in passing and of words alone."""
HEAD_ALONE = re.compile(f"(?:新增|新增加的)?(?:总[量额数值]|增量|{RATE_WORDS}|规模|数量|比重|占比)|(?:实际|预计)(?:执行结果)?|贡献了?")
"""Words that name no indicator by themselves."""
SHORTEST = 2
"""Characters of a name at least."""
NO_TIME = (
    "(?!去年|上[一半]?年|上个?[季月]|前[一两]?年|年[初均]|往年|同期|历年|过去|(?:[一两二三四五十几]|\\d{1,2})年?前|“?十[一二三四五六]?五|"
    "预[期算])"
)
"""No time, nor what had been planned: against these a figure rises or falls."""
GAP = re.compile(
    rf"(?:(?<![提升增])[高低快慢]于{NO_TIME}[^，。；、]{{0,16}}"
    rf"|(?<![占同环对])比(?![重例值率]){NO_TIME}[^\d，。；、]{{2,10}}(?<![提降减升增加放])[高低快慢])$"
)
"""How far a figure is from that of another place: 高于邻省, 比邻省高; not 比重提高, 比五年前加快."""
LEFT_OUT = re.compile("(?:排除|剔除|扣除)(?![^，。；]{0,8}(?:价格|物价))[^，。；]{2,16}(?:影响|因素|后)，[^。；]*$")
NAMES_YEAR = re.compile("今年|明年")
STATED_NONE = {Kind.ABSENT: PointState.ABSENT_AS_STATED, Kind.DEFERRED: PointState.DEFERRED}


class Key(NamedTuple):
    """What must agree for two figures to stand in one series."""

    indicator: str
    unit: str
    measure: Measure
    horizon: Horizon


@dataclass(frozen=True, slots=True)
class Reading:
    """A point with the series it belongs to; of several for one year that with the lowest ``rank`` counts.

    ``main`` is true of what stands among the headline targets. ``recalled`` marks what a report says of an earlier year than its own
    plan or review is for. ``difference`` is true of a rise or fall against the year before, which says what that year's figure was.
    """

    key: Key
    point: Point
    rank: tuple[int, ...]
    main: bool = False
    recalled: bool = False
    difference: bool = False


def read_points(extract: Extract, lexicon: Lexicon) -> Iterator[Reading]:
    """Everything that a report says of an indicator in a year, targets before outcomes, each in text order."""
    calendar = read_calendar(extract, lexicon)
    for commitment in extract.commitments:
        yield from target_readings(name_figures(commitment, extract, lexicon), calendar, extract, lexicon)
    for outcome in extract.outcomes:
        yield from outcome_readings(name_figures(outcome, extract, lexicon), calendar, extract, lexicon)
    for statement in told_in_passing(extract, lexicon):
        yield from in_passing(statement, calendar, extract, lexicon)


def in_passing(statement: Commitment | Outcome, calendar: Calendar, extract: Extract, lexicon: Lexicon) -> Iterator[Reading]:
    """Readings that count after whatever a commitment or an outcome says; a target only where its sentence names the year."""
    sets = NAMES_YEAR.search(extract.report.source[slice(*statement.sentence)])
    if isinstance(statement, Commitment):
        readings = target_readings(statement, calendar, extract, lexicon)
    else:
        readings = outcome_readings(statement, calendar, extract, lexicon)
    for reading in readings:
        if sets or reading.point.kind is PointKind.OUTCOME:
            yield replace(reading, rank=(max(PASSING, reading.rank[0]), *reading.rank[1:]))


def outcome_readings(outcome: Outcome, calendar: Calendar, extract: Extract, lexicon: Lexicon) -> Iterator[Reading]:
    """An outcome's figures, each for its year, and a headline indicator of which it speaks without one."""
    for quantity in figures(outcome, extract, lexicon):
        named = period_named(outcome, quantity, calendar.year)
        if is_planned(outcome, quantity) or (named is None and starts_from(outcome, quantity)):
            continue
        period = period_of_outcome(outcome, quantity, calendar) if named is None else Period(named)
        if not period.part and period.year < calendar.year:
            yield stated(outcome, quantity, period, PointKind.OUTCOME, extract, lexicon)
        elif not period.part and is_expected(outcome, quantity):
            yield replace(stated(outcome, quantity, period, PointKind.OUTCOME, extract, lexicon), recalled=True)
    period = calendar.at(outcome.span.end - 1)
    if period.horizon is Horizon.ANNUAL:
        yield from without_figure(outcome, period, PointKind.OUTCOME, extract, lexicon)


def target_readings(commitment: Commitment, calendar: Calendar, extract: Extract, lexicon: Lexicon) -> Iterator[Reading]:
    """A commitment's figures, each for its year; one of a past year is an outcome."""
    for quantity in figures(commitment, extract, lexicon):
        named = period_named(commitment, quantity, calendar.year)
        if named is None and starts_from(commitment, quantity):
            continue
        headline = headline_of(quantity, lexicon, extract.report.place) is not None
        past = calendar.recalled_at(quantity.span.start, headline=headline)
        if named is not None:
            past = Period(named) if named < calendar.year else None
        if past and calendar.at(quantity.span.start).horizon is Horizon.MULTI_YEAR:
            past = replace(past, horizon=Horizon.MULTI_YEAR)
        kind, period = (PointKind.OUTCOME, past) if past else (PointKind.TARGET, period_of_target(commitment, quantity, extract))
        yield stated(commitment, quantity, period, kind, extract, lexicon)
    yield from without_figure(commitment, period_of_target(commitment, None, extract), PointKind.TARGET, extract, lexicon)


def figures(statement: Statement, extract: Extract, lexicon: Lexicon) -> list[Quantity]:
    """The figures that say something of an indicator, thresholds left out; one that 均 gives to several names once for each."""
    said = [q for q in statement.quantities if not q.filter and q.indicator != statement.action and not is_beside(q, statement, extract)]
    return [each for q in said for name in names_of(statement, q) if is_measured(each := replace(q, indicator=name), extract, lexicon)]


def is_beside(quantity: Quantity, statement: Statement, extract: Extract) -> bool:
    """Whether a figure is none of the indicator: a span, how far it is from others (高于全国0.4个百分点), what is left without a part."""
    if is_span(statement, quantity):
        return True
    before = words_before(statement, quantity)
    if quantity.measure is Measure.CHANGE and GAP.search(last_part(before)):
        return True
    return bool(LEFT_OUT.search(fold_widths(extract.report.source[near_sentence(statement).start : statement.span.start]) + before))


def is_measured(quantity: Quantity, extract: Extract, lexicon: Lexicon) -> bool:
    """Whether a figure has the name of an indicator, and is what that can have.

    The bare head of a name is none; nor is a share a figure of what grows (税收占一般公共预算收入70%), nor how long a headline
    indicator does something or how many steps it takes.
    """
    if len(quantity.indicator) < SHORTEST or HEAD_ALONE.fullmatch(quantity.indicator):
        return False
    headline = headline_of(quantity, lexicon, extract.report.place)
    return (
        headline is None or quantity.measure not in (Measure.SHARE, Measure.DURATION, Measure.COUNT) or headline.measure is quantity.measure
    )


def stated(statement: Statement, quantity: Quantity, period: Period, kind: PointKind, extract: Extract, lexicon: Lexicon) -> Reading:
    """A figure as a point of its series, signed."""
    headline = headline_of(quantity, lexicon, extract.report.place)
    if headline:
        quantity = in_unit_of(headline, quantity, lexicon)
    name = headline.indicator if headline else quantity.indicator
    low, high, comparator = signed(quantity)
    point = Point(
        period.year, kind, PointState.STATED, extract.report.source.name, low, high, comparator, quantity.span, text=quantity.text
    )
    before = words_before(statement, quantity)
    total = period.horizon is Horizon.MULTI_YEAR and quantity.measure is Measure.GROWTH and not YEARLY.search(last_part(before))
    main = statement.role is Role.TARGETS
    return Reading(
        Key(name, quantity.unit, quantity.measure, period.horizon),
        in_words(point, statement, extract),
        rank=(0, not main, bool(statement.parent), total, quantity.span.start),
        main=main,
        recalled=period.year < (extract.report.year or 0) - (kind is PointKind.OUTCOME),
        difference=quantity.measure is Measure.CHANGE and high is None and bool(AGAINST_LAST_YEAR.search(before)),
    )


def in_unit_of(headline: Headline, quantity: Quantity, lexicon: Lexicon) -> Quantity:
    """A figure of a headline indicator in the unit in which its targets are set, where the unit of the report converts exactly.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> grain = find_quantities("粮食产量9万吨", zh)[0]
    >>> found = in_unit_of(headline_of(grain, zh), grain, zh)
    >>> str(found.value), found.unit
    ('180000000', '斤')
    """
    if conversion(quantity.unit, headline.unit, lexicon) is None:
        return quantity
    high = quantity.value_high
    return replace(
        quantity,
        value=converted(quantity.value, quantity.unit, headline.unit, lexicon),
        value_high=None if high is None else converted(high, quantity.unit, headline.unit, lexicon),
        unit=headline.unit,
    )


def in_words(point: Point, statement: Statement, extract: Extract) -> Point:
    """A point with the words that say it: those of its statement, how firm they are, and the year of their report."""
    strength = statement.strength if point.kind is PointKind.TARGET else None
    main = statement.role is Role.TARGETS
    return replace(point, vintage=extract.report.year, words=statement.words, strength=strength, main=main)


def signed(quantity: Quantity) -> tuple[Decimal, Decimal | None, Comparator]:
    """A figure as a number of its series: a fall is negative, and its comparator and the ends of its range change sides.

    >>> from policydiff.model import Span
    >>> cut = Quantity(Decimal(3), "%", Comparator.AT_LEAST, Measure.GROWTH, "3%", Span(0, 2), direction=Direction.DOWN)
    >>> value, _, comparator = signed(cut)
    >>> str(value), str(comparator)
    ('-3', '≤')
    """
    if quantity.direction is not Direction.DOWN or quantity.measure not in (Measure.GROWTH, Measure.CHANGE):
        return quantity.value, quantity.value_high, quantity.comparator
    if quantity.value_high is not None:
        return -quantity.value_high, -quantity.value, quantity.comparator
    return -quantity.value, None, MIRRORED.get(quantity.comparator, quantity.comparator)


def without_figure(statement: Statement, period: Period, kind: PointKind, extract: Extract, lexicon: Lexicon) -> Iterator[Reading]:
    """A headline indicator of which a statement speaks without a figure: none is set, it is left to later, or it is put in words alone.

    Words alone count where the statement begins with the indicator, or is a headline target.
    """
    if statement.quantities or period.part:
        return
    state = STATED_NONE.get(statement.kind) if isinstance(statement, Commitment) else None
    text = "".join(fold_widths(statement.text).split())
    found = mention_headline(text, lexicon, extract.report.place)
    if found is None or (state is None and not speaks_first(text, found[1], statement)):
        return
    headline = found[0]
    point = Point(period.year, kind, state or PointState.QUALITATIVE, extract.report.source.name, span=statement.span)
    main = statement.role is Role.TARGETS
    yield Reading(
        Key(headline.indicator, headline.unit, headline.measure, period.horizon),
        in_words(point, statement, extract),
        rank=(WORDS if state is None else 1, not main, bool(statement.parent), False, statement.span.start),
        main=main,
    )


def speaks_first(text: str, start: int, statement: Statement) -> bool:
    """Whether a statement is about the indicator that begins at ``start``."""
    first = start <= 2 and "、" not in text
    return first and (isinstance(statement, Outcome) or statement.kind is Kind.TARGET or statement.role is Role.TARGETS)
