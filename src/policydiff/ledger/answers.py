"""Which outcomes answer the target of their year, by what the deliveries of the reports say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from policydiff.lexicons import Lexicon
from policydiff.model import Delivery, Extract, Horizon, Point, PointKind, Series, Span, Verdict
from policydiff.quantities.headlines import measured_headlines

Deliveries = tuple[Delivery, ...]
Held = Mapping[tuple[int | None, Span, int | None, Span], Delivery]
"""Deliveries of figures, by the year of the report and the place of the promised figure and of the reported one."""
LIKELY = 0.5
"""Probability from which a passage speaks of a promise."""


def mark_answers(
    series: Iterable[Series], extracts: Sequence[Extract], deliveries: Sequence[Deliveries], lexicon: Lexicon
) -> tuple[Series, ...]:
    """The series of a place with the outcomes marked that stand beside a target.

    The same name may mean another thing in the review (项目, 中央财政), so an outcome answers the target where the deliveries hold just
    this figure against just that one. A headline indicator, in the measure in which its targets are set, means the same everywhere: its
    outcome answers unless a delivery doubts it.

    Args:
        series: the series of one place.
        extracts: its reports by year.
        deliveries: what each report but the last promised, held against the one after it.
        lexicon: the language pack.
    """
    held = {
        (old.report.year, delivery.promised.span, new.report.year, delivery.reported.span): delivery
        for (old, new), found in zip(pairwise(extracts), deliveries, strict=True)
        for delivery in found
        if delivery.promised and delivery.reported
    }
    headlines = measured_headlines(lexicon)
    return tuple(replace(one, points=tuple(marked(one, held, (one.indicator, one.measure) in headlines))) for one in series)


def marked(series: Series, held: Held, headline: bool) -> Iterable[Point]:
    """The points of a series, each outcome with whether it answers its target."""
    if series.horizon is Horizon.MULTI_YEAR:
        return series.points
    targets = {point.year: point for point in series.points if point.kind is PointKind.TARGET}
    return [
        replace(point, answers=answers(targets[point.year], point, held, headline))
        if point.kind is PointKind.OUTCOME and point.year in targets
        else point
        for point in series.points
    ]


def answers(target: Point, outcome: Point, held: Held, headline: bool) -> bool | None:
    """Whether a figure of the review is the answer to a target; nothing where either is no figure."""
    if target.value is None or outcome.value is None or target.span is None or outcome.span is None:
        return None
    found = held.get((target.vintage, target.span, outcome.vintage, outcome.span))
    if found is None:
        return headline
    return found.status is not Verdict.NOT_COMPARABLE and (headline or found.score >= LIKELY)
