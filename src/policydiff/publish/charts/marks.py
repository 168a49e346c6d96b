"""The marks of points on an indicator's axis: shapes, not colours, say target or outcome, how it binds, and why there is no figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policydiff.model import Comparator, Point, PointKind, PointState
from policydiff.publish.charts.svg import BLUE, INK, ORANGE, line, path, tag

ARM = 11
"""Length of the arrow that says at least or at most, in pixels."""
HALF = 4.6
"""Half the width of a diamond."""
UP = frozenset({Comparator.AT_LEAST, Comparator.ABOVE})
DOWN = frozenset({Comparator.AT_MOST, Comparator.BELOW})
DASH = "2 1.6"
ABSENCES = {
    PointState.SILENT: "the report is silent",
    PointState.ABSENT_AS_STATED: "stated that none is set",
    PointState.DEFERRED: "judged later, as stated",
    PointState.QUALITATIVE: "in words only",
}
NO_REPORT = "no report"


def colour_of(kind: PointKind) -> str:
    """The colour that goes with the shape."""
    return ORANGE if kind is PointKind.TARGET else BLUE


def draw_point(point: Point, x: float, low: float, high: float) -> Iterator[str]:
    """A point with a figure: its shape at ``low``, or from ``low`` to ``high`` where it is a range, and how it binds."""
    colour, dash = colour_of(point.kind), DASH if point.state is PointState.INFERRED else None
    if low != high:
        yield range_bar(x, low, high, colour, dash, filled=point.kind is PointKind.OUTCOME)
    elif point.kind is PointKind.TARGET:
        yield diamond(x, low, colour, dash)
    else:
        yield dot(x, low, colour, dash)
    yield from binding(point.comparator, x, high if point.comparator in UP else low, colour, top=high)


def diamond(x: float, y: float, colour: str, dash: str | None = None) -> str:
    """A hollow diamond: a target."""
    return path(
        f"M{x:.1f},{y - HALF:.1f}l{HALF},{HALF}l-{HALF},{HALF}l-{HALF},-{HALF}z",
        fill="none",
        stroke=colour,
        stroke_width=1.7,
        stroke_dasharray=dash,
    )


def dot(x: float, y: float, colour: str, dash: str | None = None) -> str:
    """A filled dot: an outcome; an inferred one is hollow with a dashed rim."""
    return tag("circle", cx=x, cy=y, r=3.2, fill="none" if dash else colour, stroke=colour, stroke_width=1.5, stroke_dasharray=dash)


def range_bar(x: float, low: float, high: float, colour: str, dash: str | None = None, *, filled: bool = False) -> str:
    """A bar from the lower end of a range to its upper end; hollow for a target."""
    return tag(
        "rect",
        x=x - 3.5,
        y=min(low, high),
        width=7,
        height=abs(low - high),
        fill=colour if filled else "none",
        stroke=colour,
        stroke_width=1.7,
        stroke_dasharray=dash,
    )


def binding(comparator: Comparator, x: float, y: float, colour: str, *, top: float) -> Iterator[str]:
    """An arrow up for at least, down for at most, a wave above for about; nothing for a plain figure."""
    if comparator in UP or comparator in DOWN:
        way = -1 if comparator in UP else 1
        start, end = y + way * HALF, y + way * (HALF + ARM)
        yield path(
            f"M{x:.1f},{start:.1f}V{end:.1f}M{x - 3:.1f},{end - way * 3.5:.1f}L{x:.1f},{end:.1f}L{x + 3:.1f},{end - way * 3.5:.1f}",
            fill="none",
            stroke=colour,
            stroke_width=1.5,
        )
    elif comparator is Comparator.ABOUT:
        yield path(f"M{x - 4:.1f},{top - HALF - 3:.1f}q2,-3 4,0t4,0", fill="none", stroke=colour, stroke_width=1.5)


def reach(comparator: Comparator, low: float, high: float) -> tuple[float, float]:
    """The pixels from top to bottom that a point takes with its arrow or wave; ``low`` and ``high`` are where its figures lie."""
    up = ARM if comparator in UP else 5 if comparator is Comparator.ABOUT else 0
    down = ARM if comparator in DOWN else 0
    return min(low, high) - HALF - up, max(low, high) + HALF + down


def draw_absence(state: PointState | None, x: float, y: float) -> Iterator[str]:
    """Why a year has no figure, as a mark centred at ``y``: a dash, a cross, two chevrons, lines of words; a dotted box for no report."""
    match state:
        case PointState.SILENT:
            yield line(x - 3.5, y, x + 3.5, y, width=1.5)
        case PointState.ABSENT_AS_STATED:
            yield path(f"M{x - 3.5:.1f},{y - 3.5:.1f}l7,7m0,-7l-7,7", fill="none", stroke=INK, stroke_width=1.7)
        case PointState.DEFERRED:
            yield path(f"M{x - 4:.1f},{y - 3.5:.1f}l3.5,3.5l-3.5,3.5m4,-7l3.5,3.5l-3.5,3.5", fill="none", stroke=INK, stroke_width=1.5)
        case PointState.QUALITATIVE:
            yield path(f"M{x - 4:.1f},{y - 3:.1f}h8m-8,3h8m-8,3h5", fill="none", stroke=INK, stroke_width=1.2)
        case _:
            yield tag("rect", x=x - 3, y=y - 3, width=6, height=6, fill="none", stroke=INK, stroke_dasharray="1 1.5", stroke_opacity="0.7")


def legend_of(points: Iterable[Point], no_report: bool) -> Iterator[tuple[str, str]]:
    """Each mark that occurs, drawn around the origin, with its words."""
    shown = list(points)
    states = {point.state for point in shown}
    told = [point for point in shown if point.value is not None]
    stated, inferred = ({p.kind for p in told if (p.state is PointState.INFERRED) is flag} for flag in (False, True))
    bound = {point.comparator for point in told}
    for kinds, dash, remark in ((stated, None, ""), (inferred, DASH, ", inferred from a stated difference")):
        if PointKind.TARGET in kinds:
            yield diamond(0, 0, ORANGE, dash), f"target{remark}"
        if PointKind.OUTCOME in kinds:
            yield dot(0, 0, BLUE, dash), f"reported{remark}"
    if any(point.value_high is not None for point in told):
        yield range_bar(0, 6, -6, ORANGE), "from … to"
    for comparator, text in ((Comparator.AT_LEAST, "at least"), (Comparator.AT_MOST, "at most"), (Comparator.ABOUT, "about")):
        if comparator in bound or (comparator is not Comparator.ABOUT and bound & (UP if comparator in UP else DOWN)):
            yield "".join((diamond(0, 0, ORANGE), *binding(comparator, 0, 0, ORANGE, top=0))), text
    for state, text in ABSENCES.items():
        if state in states:
            yield "".join(draw_absence(state, 0, 0)), text
    if no_report:
        yield "".join(draw_absence(None, 0, 0)), NO_REPORT
