"""A target beside last year's and beside its outcome: what may be subtracted, and the reason where nothing may.

Figures are subtracted as decimals, and only where they are of one place, indicator, unit, measure and horizon. The rules stand in the
order in which they are asked; the first that holds gives the status.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from rapidfuzz import fuzz

from policydiff.changes.figures import TIGHT
from policydiff.delivery.doubts import FAR
from policydiff.delivery.verdicts import judge_figure
from policydiff.lexicons import Lexicon
from policydiff.model import (
    Better,
    BoundMove,
    Comparator,
    Direction,
    GapStatus,
    Horizon,
    Measure,
    Point,
    PointKind,
    PointState,
    Quantity,
    RevisionStatus,
    Series,
    Span,
    Verdict,
)
from policydiff.periods import AGAINST_LAST_YEAR
from policydiff.quantities.ambition import BOUNDS_ABOVE, less_is_better
from policydiff.quantities.compare import AMOUNTS
from policydiff.quantities.headlines import measured_headlines

ALIKE = 50
"""Likeness of two clauses (0–100, of the shorter one in the longer one) from which a name that is no headline means the same in both."""
FLOORS = frozenset({Comparator.AT_LEAST, Comparator.ABOVE})
MIRRORED = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.ABOVE: Comparator.BELOW,
    Comparator.BELOW: Comparator.ABOVE,
}
COMPARED = frozenset({RevisionStatus.FIGURE, RevisionStatus.RANGE, RevisionStatus.INFERRED})

Place = tuple[str, int, PointKind, str]
"""A place, a year, target or outcome, and an indicator."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What all series say together: of which years a place has reports, and in which units and measures an indicator has figures."""

    lexicon: Lexicon
    vintages: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    measured: dict[Place, set[tuple[str, Measure]]] = field(default_factory=lambda: defaultdict(set))

    def is_headline(self, series: Series) -> bool:
        """Whether a series is a headline indicator in the measure in which its targets are set."""
        return (series.indicator, series.measure) in measured_headlines(self.lexicon)


def shelve(series: Iterable[Series], lexicon: Lexicon) -> Shelf:
    """Note what the series say together."""
    shelf = Shelf(lexicon)
    for one in series:
        for point in one.points:
            if point.vintage is not None:
                shelf.vintages[one.place].add(point.vintage)
            if point.value is not None and one.horizon is Horizon.ANNUAL:
                shelf.measured[one.place, point.year, point.kind, one.indicator].add((one.unit, one.measure))
    return shelf


@dataclass(frozen=True, slots=True)
class Slot:
    """One row to be: a series in a year, with the target, last year's, and the outcome."""

    series: Series
    year: int
    target: Point | None
    last: Point | None
    outcome: Point | None


def slots_of(series: Series) -> Iterator[Slot]:
    """The years of a series; a target for several years that reports state otherwise has a slot for each. Of outcomes the first counts."""
    for year in sorted({point.year for point in series.points}):
        last, outcome = point_of(series, year - 1, PointKind.TARGET), point_of(series, year, PointKind.OUTCOME)
        targets: list[Point | None] = [point for point in series.points if point.year == year and point.kind is PointKind.TARGET]
        for target in targets or [None]:
            yield Slot(series, year, target, last if series.horizon is Horizon.ANNUAL else None, outcome)


def point_of(series: Series, year: int, kind: PointKind) -> Point | None:
    """The first point of a kind for a year."""
    return next((point for point in series.points if point.year == year and point.kind is kind), None)


def revision_status(slot: Slot, shelf: Shelf) -> RevisionStatus:
    """Whether the target of a row is held against last year's, and why not."""
    target, last, series = slot.target, slot.last, slot.series
    if series.horizon is Horizon.MULTI_YEAR:
        return RevisionStatus.SEVERAL_YEARS
    if target is None or target.value is None:
        return RevisionStatus.NO_TARGET
    if is_stated_difference(series, target):
        return RevisionStatus.STATED_DIFFERENCE
    if last is None or last.value is None:
        if shelf.measured[series.place, slot.year - 1, PointKind.TARGET, series.indicator]:
            return RevisionStatus.OTHER_MEASURE
        return RevisionStatus.NONE_BEFORE if slot.year - 1 in shelf.vintages[series.place] else RevisionStatus.NO_REPORT
    if not shelf.is_headline(series) and not are_alike(target.words, last.words):
        return RevisionStatus.UNLIKE_WORDS
    if PointState.INFERRED in (target.state, last.state):
        return RevisionStatus.INFERRED
    return RevisionStatus.FIGURE if target.value_high is last.value_high is None else RevisionStatus.RANGE


def is_stated_difference(series: Series, point: Point) -> bool:
    """Whether a figure only says how much more or less than last year's it is: 比上年增加4亿元."""
    return series.measure is Measure.CHANGE and bool(AGAINST_LAST_YEAR.search("".join(point.words.split())))


def are_alike(one: str, other: str) -> bool:
    """Whether two clauses speak of the same, as far as their letters tell.

    >>> are_alike("新建林地7万亩", "新建林地5万亩、绿地1000公顷"), are_alike("安排320亿元支持卫生事业", "把40亿元补贴用好用活")
    (True, False)
    """
    return fuzz.partial_ratio(*("".join(filter(str.isalpha, text)) for text in (one, other))) >= ALIKE


def revision_of(slot: Slot, status: RevisionStatus) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """This target minus last year's: of two single figures, then of the lower and of the upper ends."""
    target, last = slot.target, slot.last
    if status not in COMPARED or target is None or last is None or target.value is None or last.value is None:
        return None, None, None
    low, high = target.value - last.value, upper(target.value, target) - upper(last.value, last)
    return low if target.value_high is last.value_high is None else None, low, high


def upper(value: Decimal, point: Point) -> Decimal:
    """The upper end of a figure, which of a single one is itself."""
    return value if point.value_high is None else point.value_high


def comparator_move(slot: Slot, status: RevisionStatus) -> BoundMove | None:
    """How the comparator differs from last year's, where the two targets are held against each other.

    A bound binds more than a plain figure, which binds more than one that is only about right.
    """
    if status not in COMPARED or slot.target is None or slot.last is None:
        return None
    new, old = slot.target.comparator, slot.last.comparator
    if new is old:
        return BoundMove.SAME
    if (new in FLOORS and old in BOUNDS_ABOVE) or (old in FLOORS and new in BOUNDS_ABOVE):
        return BoundMove.TURNED
    return BoundMove.TIGHTENED if TIGHT.index(new) > TIGHT.index(old) else BoundMove.LOOSENED


def gap_status(slot: Slot, shelf: Shelf) -> GapStatus:
    """Whether the outcome of a row is held against its target, and why not."""
    target, outcome, series = slot.target, slot.outcome, slot.series
    if series.horizon is Horizon.MULTI_YEAR:
        return GapStatus.SEVERAL_YEARS
    if target is None or target.value is None:
        return GapStatus.NO_TARGET
    if is_stated_difference(series, target):
        return GapStatus.STATED_DIFFERENCE
    if outcome is None or outcome.value is None:
        return why_no_outcome(slot, shelf)
    if PointState.INFERRED in (target.state, outcome.state):
        return GapStatus.INFERRED
    if outcome.value_high is not None:
        return GapStatus.OUTCOME_RANGE
    if not outcome.answers:
        return GapStatus.NOT_ITS_ANSWER
    if series.measure in AMOUNTS and is_far_off(target.value, outcome.value):
        return GapStatus.FAR_OFF
    if outcome.comparator is not Comparator.EQUAL:
        return GapStatus.BOUND
    return GapStatus.FIGURE if target.value_high is None else GapStatus.RANGE


def why_no_outcome(slot: Slot, shelf: Shelf) -> GapStatus:
    """Why there is no figure to hold against the target."""
    if shelf.measured[slot.series.place, slot.year, PointKind.OUTCOME, slot.series.indicator]:
        return GapStatus.OTHER_MEASURE
    if slot.outcome is not None and slot.outcome.state is PointState.QUALITATIVE:
        return GapStatus.IN_WORDS
    return GapStatus.NOT_REPORTED if slot.year + 1 in shelf.vintages[slot.series.place] else GapStatus.NO_REPORT


def is_far_off(promised: Decimal, reported: Decimal) -> bool:
    """Whether an amount is so many times the other that they cannot be of one scope."""
    low, high = sorted((abs(promised), abs(reported)))
    return low > 0 and high >= FAR * low


def gap_of(slot: Slot, status: GapStatus) -> Decimal | None:
    """The outcome minus the target; of a range to its nearer end, nothing within."""
    if status not in (GapStatus.FIGURE, GapStatus.RANGE, GapStatus.BOUND) or slot.target is None or slot.outcome is None:
        return None
    low, value = slot.target.value, slot.outcome.value
    if low is None or value is None:
        return None
    return value - min(max(value, low), upper(low, slot.target))


def verdict_of(slot: Slot, status: GapStatus, lexicon: Lexicon) -> Verdict | None:
    """Whether the outcome keeps the bound of the target, by the rule that deliveries are judged by."""
    if gap_of(slot, status) is None or slot.target is None or slot.outcome is None:
        return None
    promised, reported = quantity_of(slot.series, slot.target), quantity_of(slot.series, slot.outcome)
    return judge_figure(promised, reported, slot.series.indicator, lexicon)[0]


def better_of(slot: Slot, lexicon: Lexicon) -> Better | None:
    """Which way the figure of a target asks more; of a fall, which is a negative figure, the other way than its magnitude."""
    if slot.target is None or slot.target.value is None:
        return None
    promised = quantity_of(slot.series, slot.target)
    lower = less_is_better((promised,), slot.series.indicator, lexicon) != (promised.direction is Direction.DOWN)
    return Better.LOWER if lower else Better.HIGHER


def quantity_of(series: Series, point: Point) -> Quantity:
    """The figure of a point as written: a negative one is a fall, with its comparator and the ends of its range the other way round."""
    value, high, comparator = point.value or Decimal(0), point.value_high, point.comparator
    direction = None
    if value < 0 and series.measure in (Measure.GROWTH, Measure.CHANGE):
        direction, comparator = Direction.DOWN, MIRRORED.get(comparator, comparator)
        value, high = (-value, None) if high is None else (-high, -value)
    return Quantity(value, series.unit, comparator, series.measure, point.text, point.span or Span(0, 0), high, direction, series.indicator)
