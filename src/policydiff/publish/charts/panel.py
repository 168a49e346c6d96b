"""One panel: a series over the years on an axis of its own, with the reasons for years without a figure below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from policydiff.model import Comparator, Horizon, Point, PointKind, PointState, Series
from policydiff.publish.charts.chart import WIDTH
from policydiff.publish.charts.marks import ABSENCES, HALF, NO_REPORT, UP, draw_absence, draw_point, reach
from policydiff.publish.charts.svg import BLUE, BOLD, Scale, fit, group, line, rounded, text_width, ticks, write, year_ticks
from policydiff.publish.page import SCALES, point_words
from policydiff.tables.words import plain_number

LEFT, RIGHT = 76, 16
"""Room beside the plot for the figures of its axis, and to its right."""
PLOT, TOP, BAND, FOOT = 156, 44, 15, 40
"""Heights: of the plot, of the words above it, of each line of marks below it, of the years and the gap before the next panel."""
ROOM_BELOW, ROOM_ABOVE = 0.11, 0.03
"""Parts of the axis that are kept free at its ends for arrows and figures; above it they may go beyond it."""
LEAST_YEAR = 4
"""Width of a year, in pixels, from which each has its stroke."""
LABEL = 10.5
"""Size of the figures beside the marks."""
UNITS = {"pp": "percentage points", "share": "%", "%": "%"}
Box = tuple[float, float, float, float]
Slot = tuple[int, PointKind]


@dataclass(frozen=True, slots=True)
class Panel:
    """A series to draw: its points with figures, why others have none, the years for which there is no report, and a name for it."""

    series: Series
    name: str
    no_report: frozenset[Slot] = frozenset()

    @property
    def figures(self) -> list[Point]:
        """The points that have a figure."""
        return [point for point in self.series.points if plain_number(point.value) is not None]

    @property
    def bands(self) -> dict[PointKind, dict[int, PointState | None]]:
        """For targets and for outcomes the years without a figure, with the reason; None where there is no report."""
        found = {kind: absences(self, kind) for kind in PointKind}
        return {kind: years for kind, years in found.items() if years}

    @property
    def height(self) -> float:
        """In pixels, with the gap to the next panel."""
        return TOP + PLOT + FOOT + BAND * len(self.bands)


@dataclass(slots=True)
class Labels:
    """Figures written beside their marks, where they stand clear of all that is drawn already."""

    taken: list[Box] = field(default_factory=list)

    def place(self, spots: Iterable[tuple[float, float]], text: str, bounds: Box) -> tuple[float, float] | None:
        """The middle of the baseline of a text: at the first of ``spots``, each the middle of its upper edge, where it covers nothing."""
        half = text_width(text, LABEL) / 2
        for middle, top in spots:
            x = min(max(middle, bounds[0] + half), bounds[2] - half)
            box = (x - half, top, x + half, top + LABEL)
            if bounds[1] <= top and box[3] <= bounds[3] and not any(overlap(box, other) for other in self.taken):
                self.taken.append(box)
                return x, top + LABEL - 1.5
        return None


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share any room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@dataclass(frozen=True, slots=True)
class Axis:
    """A vertical axis: its scale, its round numbers, what a value is divided by and what the quotient counts in."""

    scale: Scale
    ticks: list[float]
    divisor: float
    unit: str

    def shown(self, value: float) -> str:
        """A value as it is written at the axis."""
        return f"{value / self.divisor:.10g}"

    def place(self, value: float) -> float:
        """Where a value lies."""
        return self.scale(value / self.divisor)


def axis_of(series: Series, values: Sequence[float]) -> Axis:
    """The axis of a series: from zero where that does not flatten it, counted in 万, 亿 or 万亿 where its largest value is."""
    largest = max(map(abs, values))
    divisor, scale = (0.01, "") if series.unit == "share" else (1.0, "")
    if series.unit not in ("%", "pp", "share"):
        divisor, scale = next(((float(size), name) for size, name in SCALES if largest >= size), (1.0, ""))
    unit = UNITS.get(series.unit, f"{scale}{series.unit}")
    low, high = min(values) / divisor, max(values) / divisor
    if 0 < low <= 0.6 * high:
        low = 0
    elif high < 0 and high >= 0.6 * low:
        high = 0
    marks = with_room(ticks(low, high, 4), low, high)
    return Axis(Scale(marks[0], marks[-1], PLOT, 0), marks, divisor, unit)


def with_room(marks: list[float], low: float, high: float) -> list[float]:
    """The ticks, with one more where a figure would stand at the edge; zero is an edge that figures may stand at.

    >>> with_room([4, 5, 6], 4, 5.5), with_room([0, 5, 10], 0, 9.9)
    ([3, 4, 5, 6], [0, 5, 10, 15])
    """
    step, whole = marks[1] - marks[0], marks[-1] - marks[0]
    below = [rounded(marks[0] - step)] if marks[0] and low - marks[0] < ROOM_BELOW * whole else []
    above = [rounded(marks[-1] + step)] if marks[-1] and marks[-1] - high < ROOM_ABOVE * whole else []
    return [*below, *marks, *above]


def draw_panel(panel: Panel, span: tuple[int, int]) -> Iterator[str]:
    """One series: heading, grid, marks, figures, and below why a year has none."""
    values = [
        value for point in panel.figures for value in (plain_number(point.value), plain_number(point.value_high)) if value is not None
    ]
    yield from draw_heading(panel, axis := axis_of(panel.series, values) if values else None)
    across = Scale(span[0], max(span[1], span[0] + 1), LEFT + 14, WIDTH - RIGHT - 14)
    if span[0] == span[1]:
        across = Scale(span[0] - 1, span[0] + 1, LEFT, WIDTH - RIGHT)
    if axis:
        yield group(chain(draw_grid(axis), draw_figures(panel, axis, across)), transform=f"translate(0 {TOP})")
    yield from draw_years(span, across, TOP + PLOT)
    for place, (kind, years) in enumerate(panel.bands.items()):
        yield from draw_band(kind, years, across, TOP + PLOT + 32 + BAND * place)


def draw_heading(panel: Panel, axis: Axis | None) -> Iterator[str]:
    """Name, measure and unit; a word where the axis does not begin at zero."""
    name = fit(panel.name, 14 * BOLD, 460)
    yield write(16, 20, name, size=14, bold=True)
    remarks = [str(panel.series.measure), axis.unit if axis else "", "for several years" if panel.series.horizon == "multi_year" else ""]
    if axis and (axis.ticks[0] > 0 or axis.ticks[-1] < 0):
        remarks.append("the axis does not begin at zero")
    yield write(16 + text_width(name, 14 * BOLD) + 4, 20, ", ".join(filter(None, remarks)), soft=True)


def draw_grid(axis: Axis) -> Iterator[str]:
    """A line and a number for each tick; the line of zero stands out."""
    for tick in axis.ticks:
        y = axis.scale(tick)
        yield line(LEFT, y, WIDTH - RIGHT, y, faint=tick != 0)
        yield write(LEFT - 8, y + 4, f"{tick:.10g}", size=11, anchor="end", soft=True)


def draw_years(span: tuple[int, int], across: Scale, y: float) -> Iterator[str]:
    """The years below the plot."""
    room = across.end - across.start
    between = range(span[0], span[1] + 1) if span[1] - span[0] < room / LEAST_YEAR else ()
    yield from (line(across(year), y, across(year), y + 3, faint=True) for year in between)
    for year in year_ticks(*span, room) or [span[0]]:
        yield line(across(year), y, across(year), y + 5)
        yield write(across(year), y + 17, str(year), size=11, anchor="middle", soft=True)


def draw_figures(panel: Panel, axis: Axis, across: Scale) -> Iterator[str]:
    """The line of the outcomes, the marks of all points, and figures where there is room for them."""
    by_year = sorted((p for p in panel.figures if p.kind is PointKind.OUTCOME), key=lambda point: point.year)
    labels = Labels()
    for one, other in pairwise(by_year):
        if other.year - one.year == 1 or panel.series.horizon is Horizon.MULTI_YEAR:
            ends = (across(one.year), middle(one, axis)), (across(other.year), middle(other, axis))
            dash = "4 3" if PointState.INFERRED in (one.state, other.state) or other.year - one.year > 1 else None
            yield line(*ends[0], *ends[1], stroke=BLUE, width=1.3, dash=dash)
            labels.taken += along(*ends)
    for point in panel.figures:
        x, (low, high) = across(point.year), heights(point, axis)
        top, bottom = reach(point.comparator, low, high)
        labels.taken.append((x - HALF, top, x + HALF, bottom))
        yield group(
            draw_point(point, x, low, high),
            f"{point.year}: {point_words(point, panel.series.unit)} ({point.report})",
            data_year=str(point.year),
            data_kind=str(point.kind),
            data_value=str(point.value),
            data_high=None if point.value_high is None else str(point.value_high),
        )
    yield from draw_labels(panel, axis, across, labels)


def heights(point: Point, axis: Axis) -> tuple[float, float]:
    """Where the lower and the upper figure of a point lie; the same where it is no range."""
    low = axis.place(float(plain_number(point.value) or 0))
    high = plain_number(point.value_high)
    return low, low if high is None else axis.place(float(high))


def middle(point: Point, axis: Axis) -> float:
    """Where the line passes through a point."""
    return sum(heights(point, axis)) / 2


def along(one: tuple[float, float], other: tuple[float, float]) -> list[Box]:
    """Small boxes along a line, for what must not be written over it."""
    steps = max(int(abs(other[0] - one[0]) + abs(other[1] - one[1])) // 4, 1)
    spots = ((one[0] + (other[0] - one[0]) * k / steps, one[1] + (other[1] - one[1]) * k / steps) for k in range(steps + 1))
    return [(x - 1, y - 1, x + 1, y + 1) for x, y in spots]


def draw_labels(panel: Panel, axis: Axis, across: Scale, labels: Labels) -> Iterator[str]:
    """Figures beside their marks, the last and the outermost first, until there is no more room."""
    bounds = (LEFT, -18.0, WIDTH - 4.0, PLOT - 1.0)
    for point in by_weight(panel.figures):
        text = figure_label(point, axis)
        if spot := labels.place(spots(point, axis, across(point.year), text_width(text, LABEL) / 2), text, bounds):
            yield write(*spot, text, size=LABEL, anchor="middle")


def spots(point: Point, axis: Axis, x: float, half: float) -> Iterator[tuple[float, float]]:
    """Where a figure may stand: above and below its mark, targets rather below where their arrow leaves room, then to its sides."""
    low, high = heights(point, axis)
    top, bottom = reach(point.comparator, low, high)
    above, below = (x, top - LABEL - 2), (x, bottom + 2)
    yield from (above, below) if (point.kind is PointKind.TARGET) == (point.comparator in UP) else (below, above)
    yield from ((x + way * (half + HALF + 4), (low + high - LABEL) / 2) for way in (1, -1))


def by_weight(points: Sequence[Point]) -> list[Point]:
    """Points in the order in which they get a label: the last and the first year, the largest and the smallest, then the others."""
    if not points:
        return []
    values = [point.value or 0 for point in points]
    years = [point.year for point in points]
    outer = {max(years): 0, min(years): 1}
    return sorted(points, key=lambda p: (outer.get(p.year, 3 - (p.value in (max(values), min(values)))), -p.year, p.kind))


def figure_label(point: Point, axis: Axis) -> str:
    """A figure in the unit of its axis, with how it binds."""
    ends = [axis.shown(float(value)) for value in (plain_number(point.value), plain_number(point.value_high)) if value is not None]
    bound = "" if point.comparator in (Comparator.EQUAL, Comparator.RANGE) else str(point.comparator)
    return f"{bound}{(' to ' if '-' in ''.join(ends) else '–').join(ends)}"


def draw_band(kind: PointKind, years: Mapping[int, PointState | None], across: Scale, y: float) -> Iterator[str]:
    """A line of marks: why a year has no target, or no outcome."""
    yield write(LEFT - 8, y + 4, str(kind), size=11, anchor="end", soft=True)
    for year, state in years.items():
        reason = ABSENCES[state] if state else NO_REPORT
        yield group(
            draw_absence(state, across(year), y), f"{year} {kind}: {reason}", data_year=str(year), data_state=str(state or NO_REPORT)
        )


def absences(panel: Panel, kind: PointKind) -> dict[int, PointState | None]:
    """The years without a figure, with the reason; None where there is no report."""
    found: dict[int, PointState | None] = {year: None for year, of in sorted(panel.no_report) if of is kind}
    return found | {point.year: point.state for point in panel.series.points if point.kind is kind and point.state in ABSENCES}
