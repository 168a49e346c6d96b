"""Where commitments went: sections of the old report left, of the new one right, bands for what goes on between them.

A band is as wide at either end as it has commitments there, so that every commitment of either report is in exactly one band or stub.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby

from policydiff.model import Change, Status
from policydiff.publish.charts.chart import WIDTH, Chart, draw_title, wordy_chart
from policydiff.publish.charts.svg import BLUE, GREEN, GREY, INK, RED, Anchor, group, path, tag, text_width, wrap, write
from policydiff.publish.page import COUNT_NAMES, heading_of, year_names
from policydiff.tables import Findings

MOST_SECTIONS = 30
"""Of a report with more, the smaller ones are drawn as one."""
LABEL, BAR, STUB = 262, 12, 54
"""Widths: of the words beside a bar, of a bar, of what ends or begins there."""
TALLEST, LEAST, GAP, TOP = 560.0, 31.0, 5.0, 76.0
"""Heights: of the longer report's bars together, of the room for the words of a section, of the gap below it, of what stands above."""
THICKEST = 20.0
"""Height of one commitment where there are few."""
NO_HEADING = "(no heading)"
OTHERS = "{} smaller sections"
COLOURS = {Status.CONTINUED: GREY, Status.CHANGED: BLUE, Status.NEW: GREEN, Status.DROPPED: RED}
PATTERNS = {Status.CHANGED: "policydiff-changed", Status.NEW: "policydiff-new", Status.DROPPED: "policydiff-dropped"}
NOTE = "A band is as wide as it has commitments. Here what splits or merges is one change; in the sections every commitment counts."
Band = tuple[str, str, Status]
"""From a section of the old report to one of the new; the side that is not there is empty."""
Edges = tuple[float, float]
"""The upper and the lower end of where a band meets a bar."""


@dataclass(frozen=True, slots=True)
class Flow:
    """How many commitments go from where to where.

    ``old`` and ``new`` hold for each section, in the order of the report, how many commitments became what; ``bands`` how many of the old
    and of the new report's are in a band. Shares of a commitment that goes to, or comes from, several sections are exact.
    """

    old: dict[str, Counter[Status]]
    new: dict[str, Counter[Status]]
    bands: dict[Band, tuple[Fraction, Fraction]]


def count_flow(findings: Findings) -> Flow:
    """Count every commitment of either report once."""
    old_names = fold([findings.old_heading(c.id) or NO_HEADING for c in findings.earlier.commitments])
    new_names = fold([findings.new_heading(c.id) or NO_HEADING for c in findings.later.commitments])
    old_of = dict(zip((c.id for c in findings.earlier.commitments), old_names, strict=True))
    new_of = dict(zip((c.id for c in findings.later.commitments), new_names, strict=True))
    flow = Flow({name: Counter() for name in old_names}, {name: Counter() for name in new_names}, {})
    weights: dict[Band, list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for change in findings.changes:
        for id_ in change.old:
            flow.old[old_of[id_]][change.status] += 1
            for other, share in shares(id_, change, old=True).items():
                weights[old_of[id_], new_of.get(other, ""), change.status][0] += share
        for id_ in change.new:
            flow.new[new_of[id_]][change.status] += 1
            for other, share in shares(id_, change, old=False).items():
                weights[old_of.get(other, ""), new_of[id_], change.status][1] += share
    flow.bands.update({band: (before, after) for band, (before, after) in weights.items()})
    return flow


def shares(commitment: str, change: Change, *, old: bool) -> dict[str, Fraction]:
    """The partners of a commitment, each with an equal share of it; without a partner the whole of it goes nowhere."""
    linked = [pair.new if old else pair.old for pair in change.pairs if commitment == (pair.old if old else pair.new)]
    partners = list(dict.fromkeys(linked)) or list(change.new if old else change.old) or [""]
    return {partner: Fraction(1, len(partners)) for partner in partners}


def fold(names: Sequence[str], most: int = MOST_SECTIONS) -> list[str]:
    """The names of sections, one a commitment, with all but the largest under one name.

    >>> fold(["a", "a", "b", "c", "c", "d"], most=3)
    ['a', 'a', '2 smaller sections', 'c', 'c', '2 smaller sections']
    """
    sizes = Counter(names)
    if len(sizes) <= most:
        return list(names)
    kept = {name for name, _ in sizes.most_common(most - 1)}
    other = OTHERS.format(len(sizes) - len(kept))
    return [name if name in kept else other for name in names]


def draw_flow(findings: Findings) -> Chart:
    """Draw what became of the commitments, section by section.

    Args:
        findings: what `compare_reports` gives.

    Returns:
        A chart with the sections of the old report left and those of the new one right; plain bands are continued, striped ones changed in
        figures; dotted stubs are dropped from the old report, ruled ones new in the new one. Each section says its counts.

    >>> from policydiff.model import Extract, OffsetMap, Report, SourceText
    >>> nothing = Extract(Report(SourceText("", "a.txt"), "", OffsetMap(), ()), (), (), ())
    >>> draw_flow(Findings(nothing, nothing, ())).description
    'Neither report has a commitment.'
    """
    title = f"{heading_of(findings)}: commitments by section"
    flow = count_flow(findings)
    if not flow.old and not flow.new:
        return wordy_chart("flow", title, "Neither report has a commitment.")
    unit = min(TALLEST / max(len(findings.earlier.commitments), len(findings.later.commitments)), THICKEST)
    left, right = Side(flow.old, unit), Side(flow.new, unit)
    height = TOP + max(left.height, right.height) + 60
    parts = [PATTERN_DEFINITIONS, draw_title(title), *draw_heads(findings), *draw_bands(flow, left, right), *draw_side(left, right=False)]
    parts += [*draw_side(right, right=True), *draw_legend(findings, height - 34)]
    return Chart("flow", title, described(findings), height, "".join(parts))


def described(findings: Findings) -> str:
    """The four counts."""
    counts = ", ".join(f"{len(findings.with_status(status))} {name}" for status, name in COUNT_NAMES.items())
    return f"Sections of the old report left, of the new report right: {counts}."


class Side:
    """The bars of one report, one below the other: where each begins and how high it is."""

    def __init__(self, sections: Mapping[str, Counter[Status]], unit: float) -> None:
        """Lay the sections out; ``unit`` is the height of one commitment."""
        self.sections, self.unit = sections, unit
        self.heights = {name: unit * counts.total() for name, counts in sections.items()}
        rooms = [max(height, LEAST) + GAP for height in self.heights.values()]
        starts = accumulate(rooms, initial=TOP)
        self.tops = {name: top + (room - GAP - self.heights[name]) / 2 for name, top, room in zip(sections, starts, rooms, strict=False)}
        self.height = sum(rooms)


def draw_heads(findings: Findings) -> Iterator[str]:
    """Which year stands on which side, and how many commitments it has."""
    old, new = year_names(findings)
    counts = len(findings.earlier.commitments), len(findings.later.commitments)
    yield write(LABEL, 58, f"{old}: {counts[0]} commitments", anchor="end", bold=True)
    yield write(WIDTH - LABEL, 58, f"{new}: {counts[1]} commitments", bold=True)


def draw_side(side: Side, *, right: bool) -> Iterator[str]:
    """The bars of one report with their headings and counts."""
    x = WIDTH - LABEL - BAR if right else LABEL
    at: float = WIDTH - LABEL + 8 if right else LABEL - 8
    anchor: Anchor = "start" if right else "end"
    for name, counts in side.sections.items():
        top, height = side.tops[name], side.heights[name]
        names = wrap(name, 12, LABEL - 20, 2 if height > 2 * LEAST else 1)
        middle = top + height / 2 - 7 * (len(names) - 1)
        told = " · ".join(f"{counts[status]} {status}" for status in Status if counts[status])
        yield group(
            (
                tag("rect", x=x, y=top, width=BAR, height=height, fill=INK, fill_opacity="0.75"),
                *(write(at, middle - 2 + 14 * place, text, anchor=anchor) for place, text in enumerate(names)),
                write(at, middle - 2.5 + 14 * len(names), told, size=10, soft=True, anchor=anchor),
            ),
            f"{name}: {told}",
            data_section="new" if right else "old",
            **{f"data_{status}": str(counts[status]) for status in Status},
        )


def draw_bands(flow: Flow, left: Side, right: Side) -> Iterator[str]:
    """The bands, each beginning and ending at its section where the one before it did; what is dropped or new comes last."""
    olds, news = [*left.sections, ""], [*right.sections, ""]
    at_old = {band: edges for name in left.sections for band, edges in meet(flow, left, name, 0, news)}
    at_new = {band: edges for name in right.sections for band, edges in meet(flow, right, name, 1, olds)}
    placed = sorted(flow.bands, key=lambda band: (tuple(Status).index(band[2]), olds.index(band[0]), news.index(band[1])))
    for status, bands in groupby(placed, key=lambda band: band[2]):
        yield group((draw_band(band, flow, at_old, at_new) for band in bands), **look(status))


def draw_band(band: Band, flow: Flow, at_old: Mapping[Band, Edges], at_new: Mapping[Band, Edges]) -> str:
    """One band; what all of its status look like is said by the group around it."""
    status = band[2]
    if status is Status.DROPPED:
        shape = stub(LABEL + BAR, at_old[band], STUB)
    elif status is Status.NEW:
        shape = stub(WIDTH - LABEL - BAR, at_new[band], -STUB)
    else:
        shape = ribbon(at_old[band], at_new[band])
    before, after = flow.bands[band]
    return group(paint(shape, status), route(band, flow), data_status=str(status), data_old=str(before), data_new=str(after))


def meet(flow: Flow, side: Side, name: str, which: int, others: Sequence[str]) -> Iterator[tuple[Band, Edges]]:
    """Where the bands of a section meet its bar, in the order of the sections they lead to."""
    own = [band for band in flow.bands if band[which] == name]
    top = side.tops[name]
    for band in sorted(own, key=lambda band: (others.index(band[1 - which]), tuple(Status).index(band[2]))):
        bottom = top + side.unit * float(flow.bands[band][which])
        yield band, (top, bottom)
        top = bottom


def route(band: Band, flow: Flow) -> str:
    """What a band holds, in words."""
    ends = (f"{name} ({float(count):.3g})" for name, count in zip(band[:2], flow.bands[band], strict=True) if name)
    return f"{COUNT_NAMES[band[2]]}: {' → '.join(ends)}"


def ribbon(old: Edges, new: Edges) -> str:
    """The outline of a band from bar to bar."""
    x1, x2 = LABEL + BAR, WIDTH - LABEL - BAR
    bend = (x1 + x2) / 2
    return (
        f"M{x1},{old[0]:.1f}C{bend:.10g},{old[0]:.1f} {bend:.10g},{new[0]:.1f} {x2},{new[0]:.1f}"
        f"V{new[1]:.1f}C{bend:.10g},{new[1]:.1f} {bend:.10g},{old[1]:.1f} {x1},{old[1]:.1f}z"
    )


def stub(x: float, edges: Edges, length: float) -> str:
    """The outline of what ends, or begins, beside a bar: it narrows away from it."""
    top, bottom = edges
    narrow = (bottom - top) * 0.2
    return f"M{x},{top:.1f}L{x + length},{top + narrow:.1f}V{bottom - narrow:.1f}L{x},{bottom:.1f}z"


def paint(shape: str, status: Status) -> Iterator[str]:
    """A shape in the pattern of its status; its colour is that of the group around it."""
    yield path(shape)
    if status in PATTERNS:
        yield path(shape, fill=f"url(#{PATTERNS[status]})", fill_opacity="1")


def look(status: Status) -> dict[str, str]:
    """The colour of a status, for a group of shapes."""
    return {"fill": COLOURS[status], "fill_opacity": "0.3", "stroke": COLOURS[status], "stroke_width": "0.6", "stroke_opacity": "0.5"}


def pattern(status: Status, size: float, turn: float, *marks: str) -> str:
    """A pattern that stands for a status, so that it is known without its colour."""
    return tag(
        "pattern",
        *marks,
        id=PATTERNS[status],
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({turn:.10g})",
    )


PATTERN_DEFINITIONS = tag(
    "defs",
    pattern(Status.CHANGED, 5, 45, tag("rect", width=2, height=5, fill=BLUE)),
    pattern(Status.NEW, 5, 90, tag("rect", width=1.6, height=5, fill=GREEN)),
    pattern(Status.DROPPED, 5, 0, tag("circle", cx=2.5, cy=2.5, r=1.3, fill=RED)),
)


def draw_legend(findings: Findings, y: float) -> Iterator[str]:
    """What the patterns mean, with the four counts of the comparison."""
    x = 16.0
    for status, name in COUNT_NAMES.items():
        text = f"{len(findings.with_status(status))} {name}"
        yield group(paint(f"M{x:.1f},{y - 11:.1f}h28v14h-28z", status), **look(status))
        yield write(x + 36, y, text)
        x += 36 + text_width(text, 12) + 24
    yield write(16, y + 22, NOTE, size=11, soft=True)
