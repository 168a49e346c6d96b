"""Changed targets of a pair: last year's figure left, this year's right, each indicator in a row of its own.

Units differ, so no axis is shared: the steepness of a line is the change in parts of last year's figure, on one scale for all rows. What
moved by more than that scale holds is drawn to its edge with a break in the line; the figures at both ends say by how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from policydiff.changes.figures import magnitudes
from policydiff.lexicons import Lexicon
from policydiff.model import Comparator, Move, Quantity
from policydiff.publish.charts.chart import Chart, draw_title, wordy_chart
from policydiff.publish.charts.marks import range_bar
from policydiff.publish.charts.svg import BLUE, BOLD, GREY, INK, ORANGE, SIZE, Anchor, fit, group, line, path, tag, text_width, wrap, write
from policydiff.publish.page import heading_of, one_line, scaled, with_remarks, year_names
from policydiff.publish.rules import RATES_AND_MOVES
from policydiff.quantities.compare import in_unit_of
from policydiff.tables import Findings
from policydiff.tables.targets import IN_FIGURES, IN_WORDS, MOVES, UNCHANGED, Goal, Target, shown_targets, target_ambition, values_of
from policydiff.tables.words import plain_number

MOST_ROWS = 24
"""So many rows are drawn unless more, or all, are asked for."""
LIMIT = 0.3
"""The change, in parts of last year's figure, at which a line reaches the edge of its row."""
RISE = 15
"""Height of the rise at the limit."""
LEGEND = (
    "Steepness: the change in parts of last year's figure, on one scale for all rows; a break: more than 30%. "
    "Square: from … to. Dashes: a figure in one year only."
)
FOLDED_LEGEND = (
    "Steepness: the change in parts of last year's figure,",
    "on one scale for all rows; a break: more than 30%.",
    "Square: from … to. Dashes: a figure in one year only.",
)
"""The same in lines for a narrow window, each of which has its words in the other language."""
COLOURS = {"raised": BLUE, "lowered": ORANGE, "tightened": BLUE, "loosened": ORANGE}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a row stand, in pixels: the end of last year's figure, the line from and to, the beginning of this year's, what is
    said, and the room for last year's figure, this year's and the name. Heights are of a row, and of one whose figure only one year has.
    Where it is folded, the name stands above and what is said below the figures.
    """

    width: float
    margin: float
    old: float
    start: float
    end: float
    new: float
    said: float
    room_old: float
    room_new: float
    room_name: float
    row: float
    lone_row: float
    is_folded: bool = False

    def names(self, row: Row) -> list[str]:
        """The name of a row in lines, of which none ends within the remark on its figures."""
        size = SIZE * BOLD if self.is_folded else SIZE
        lines = wrap(row.name, size, self.room_name)
        remark = row.name.removeprefix(row.measured).strip()
        return lines if any(remark in line for line in lines) else [*wrap(row.measured, size, self.room_name, 1), remark]

    def middle(self, row: Row) -> float:
        """How far below the top of a row its figures stand."""
        above = 15 * len(self.names(row)) + 9 if self.is_folded else 0
        return above + (self.row if row.figures else self.lone_row) / 2

    def height(self, row: Row) -> float:
        """Of a row."""
        below = 24 if self.is_folded else 0
        return self.middle(row) + (self.row if row.figures else self.lone_row) / 2 + below


BROAD = Layout(960, 16, 368, 384, 560, 576, 744, 128, 158, 222, row=44, lone_row=36)
NARROW = Layout(360, 4, 116, 128, 228, 240, 4, 112, 116, 352, row=40, lone_row=30, is_folded=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A target that moved, whether it asks more or less than last year's, where that is known, and its figures in one unit."""

    target: Target
    ambition: str | None
    values: tuple[int | float | None, int | float | None]

    @property
    def measured(self) -> str:
        """The indicator, else the words of the commitment."""
        return one_line(self.target.indicator or self.target.goals[0].commitment.words)

    @property
    def name(self) -> str:
        """What is measured, with what must be known to read the figures."""
        goal = self.target.goals[0]
        measure = goal.quantity.measure if goal.quantity and goal.quantity.measure in RATES_AND_MOVES else ""
        return with_remarks(self.measured, measure, goal.commitment.horizon)

    @property
    def words(self) -> str:
        """The whole row in words, however much of it there is room for."""
        ends = [goal.words if goal else "no such target" for goal in (self.target.old, self.target.new)]
        return f"{self.name}: {' → '.join(ends)} ({self.way})"

    @property
    def way(self) -> str:
        """Which way it went, in words."""
        return self.target.direction.replace("_", " ")

    @property
    def data(self) -> dict[str, str | None]:
        """What is drawn, for those who read the picture by program."""
        old, new = (None if value is None else str(value) for value in self.values)
        return {"data_old": old, "data_new": new, "data_direction": self.target.direction, "data_ambition": self.ambition}

    @property
    def figures(self) -> tuple[Quantity, Quantity] | None:
        """Both figures, where there are two."""
        old, new = self.target.old, self.target.new
        return (old.quantity, new.quantity) if old and new and old.quantity and new.quantity else None


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one head, and those of them that are drawn."""

    head: str
    rows: Sequence[Row]
    shown: Sequence[Row]

    def height(self, layout: Layout) -> float:
        """In pixels, with the gap to the next part; nothing where no row is drawn."""
        return sum(map(layout.height, self.shown)) + 36 if self.shown else 0


def draw_slope(findings: Findings, *, most: int = MOST_ROWS) -> Chart:
    """Draw the targets that changed: raised, lowered, tightened, loosened, added, removed, or now in words or in figures.

    Args:
        findings: what `compare_reports` gives.
        most: how many rows; 0 gives all. Figures that moved come before those that came or went.

    Returns:
        A chart with a row for each target: its figures as written at both ends of a line that rises or falls, and in words which way it
        went and whether it asks more or less; its ``narrow`` is the same for a narrow window.

    >>> from policydiff.model import Extract, OffsetMap, Report, SourceText
    >>> nothing = Extract(Report(SourceText("", "a.txt"), "", OffsetMap(), ()), (), (), ())
    >>> draw_slope(Findings(nothing, nothing, ())).description
    'No target changed.'
    """
    lexicon = findings.pack
    changed = [target for target in shown_targets(findings) if target.direction not in ("", UNCHANGED)]
    rows = [Row(target, target_ambition(target, lexicon), values_of(target, lexicon)) for target in changed]
    moved = [row for row in rows if row.target.direction in MOVES]
    others = [row for row in rows if row.target.direction not in MOVES]
    room = most or len(rows)
    parts = (
        Part("Figures that moved", moved, moved[:room]),
        Part("Targets and figures that came or went", others, others[: max(room - len(moved), 0)]),
    )
    title = f"{heading_of(findings)}: changed targets"
    if not rows:
        return wordy_chart("slope", title, "No target changed.")
    narrow = draw_rows(title, parts, year_names(findings), lexicon, NARROW)
    return replace(draw_rows(title, parts, year_names(findings), lexicon, BROAD), narrow=narrow)


def draw_rows(title: str, parts: Sequence[Part], years: tuple[str, str], lexicon: Lexicon, layout: Layout) -> Chart:
    """The chart in a layout."""
    drawn, top = [draw_title(title, layout.margin, layout.width)], 50.0 if layout.is_folded else 58.0
    drawn += [write(layout.old, top, years[0], soft=True, anchor="end"), write(layout.new, top, years[1], soft=True)]
    top += 26 if layout.is_folded else 0
    for part in parts:
        drawn += draw_part(part, top, lexicon, layout)
        top += part.height(layout)
    notes = [text for note in notes_below(parts, layout) for text in wrap(note, 11, layout.width - 2 * layout.margin)]
    drawn += [write(layout.margin, top - 10 + 16 * place, note, size=11, soft=True) for place, note in enumerate(notes)]
    told = described([row for part in parts for row in part.rows])
    return Chart("slope", title, told, top - 10 + 16 * len(notes), "".join(drawn), layout.width)


def described(rows: Sequence[Row]) -> str:
    """How many targets went which way."""
    ways = [row.way for row in rows]
    counts = ", ".join(f"{ways.count(way)} {way}" for way in dict.fromkeys(ways))
    return f"{len(rows)} {'target' if len(rows) == 1 else 'targets'} changed: {counts}."


def draw_part(part: Part, top: float, lexicon: Lexicon, layout: Layout) -> Iterator[str]:
    """The head of a part and its rows."""
    if part.shown:
        yield write(layout.margin, top, f"{part.head}: {len(part.rows)}", size=13, bold=True)
        yield line(layout.margin, top + 8, layout.width - layout.margin, top + 8, faint=True)
    starts = accumulate(map(layout.height, part.shown), initial=top + 8)
    for row, start in zip(part.shown, starts, strict=False):
        drawn = draw_row(row, lexicon, layout)
        yield group(drawn, row.words, transform=f"translate(0 {start + layout.middle(row):.10g})", **row.data)


def notes_below(parts: Sequence[Part], layout: Layout) -> Iterator[str]:
    """How many rows are not drawn, and what the marks mean."""
    counts = [f"{len(part.rows) - len(part.shown)} more {part.head.lower()}" for part in parts if len(part.shown) < len(part.rows)]
    all_there = "The tables of targets and figures have them all."
    if layout.is_folded:
        yield from (f"Not drawn: {count}." for count in counts)
        yield from [all_there] if counts else ()
        yield from FOLDED_LEGEND
    else:
        yield from [f"Not drawn: {'; '.join(counts)}. {all_there}"] if counts else ()
        yield LEGEND


def draw_row(row: Row, lexicon: Lexicon, layout: Layout) -> Iterator[str]:
    """One target, its line around the middle of the row."""
    names, above = layout.names(row), layout.middle(row)
    at = ((15 * place + 4 - above, text) for place, text in enumerate(names, start=1)) if layout.is_folded else lines_around(0, names)
    yield from (write(layout.margin, y, text, bold=layout.is_folded) for y, text in at)
    fell = draw_line(row, lexicon, layout)
    yield from fell.marks
    yield from draw_end(row.target.old, layout.old, 0, layout.room_old, "end")
    yield from draw_end(row.target.new, layout.new, 0.5 * fell.end, layout.room_new, "start")
    yield from draw_words(row, lexicon, layout)
    bottom = layout.height(row) - above
    yield line(layout.margin, bottom, layout.width - layout.margin, bottom, faint=True)


def lines_around(y: float, texts: Sequence[str], step: float = 14) -> Iterator[tuple[float, str]]:
    """Baselines for lines of words centred at ``y``."""
    first = y + 4 - step * (len(texts) - 1) / 2
    return ((first + step * place, text) for place, text in enumerate(texts))


def draw_end(goal: Goal | None, x: float, y: float, room: float, anchor: Anchor) -> Iterator[str]:
    """What a year says: the figure as written, or the words that stand in its place."""
    if goal is None:
        yield write(x, y + 4, "no such target", size=11, soft=True, anchor=anchor)
        return
    is_figure = goal.quantity is not None
    size = 13.0 if is_figure and text_width(goal.words, 13 * BOLD) <= room else 10.5
    for at, text in lines_around(y, wrap(goal.words, size * BOLD if is_figure else size, room), 12):
        yield write(x, at, text, size=size, soft=not is_figure, bold=is_figure, anchor=anchor)


@dataclass(frozen=True, slots=True)
class Slope:
    """The marks of a line and how far below the middle of its row it ends."""

    marks: tuple[str, ...]
    end: float


def draw_line(row: Row, lexicon: Lexicon, layout: Layout) -> Slope:
    """From last year's figure to this year's; a dashed stub where only one year has one."""
    if row.figures is None:
        return lone_line(row.target, layout)
    old, new = row.figures
    before, after = magnitudes(old, new, lexicon)
    change = relative(before, after)
    end, broken = -RISE * max(-LIMIT, min(LIMIT, change)) / LIMIT, abs(change) > LIMIT
    colour = COLOURS[row.target.direction]
    start, stop = layout.start, layout.end
    marks = [path(f"M{start},0H{stop}L{stop},{end:.1f}z", fill=colour, fill_opacity="0.16")]
    marks += [line(start, 0, stop, 0, stroke=GREY, dash="2 3"), line(start, 0, stop, end, stroke=colour, width=2)]
    marks += break_of(start + 0.75 * (stop - start), 0.75 * end) if broken else ()
    factor = float(abs(before)) or 1.0
    marks.append(draw_figure(old, start, 0, half_range(old, old, factor, lexicon), colour))
    marks.append(draw_figure(new, stop, end, 0 if broken else half_range(new, old, factor, lexicon), colour))
    return Slope(tuple(marks), end)


def relative(before: Decimal, after: Decimal) -> float:
    """The change in parts of the figure before; without bounds where that is zero.

    >>> relative(Decimal(6), Decimal("5.5")) < 0, relative(Decimal(0), Decimal(3))
    (True, inf)
    """
    if before == after:
        return 0.0
    return float((after - before) / abs(before)) if before else float("inf") if after > before else float("-inf")


def half_range(quantity: Quantity, old: Quantity, factor: float, lexicon: Lexicon) -> float:
    """How far the ends of a range lie from the middle of it, in pixels of the row."""
    if quantity.value_high is None:
        return 0
    width = in_unit_of(quantity.value_high - quantity.value, quantity, old, lexicon)
    return min(RISE * float(width) / 2 / factor / LIMIT, RISE)


def draw_figure(quantity: Quantity, x: float, y: float, half: float, colour: str) -> str:
    """The mark at an end of a line: a dot, or a bar for a range; how it binds stands beside it in words."""
    if quantity.comparator is Comparator.RANGE:
        return range_bar(x, y + max(half, 3), y - max(half, 3), colour, filled=True)
    return tag("circle", cx=x, cy=y, r=4, fill=colour)


def break_of(x: float, y: float) -> Iterator[str]:
    """Two strokes across a line: it goes on beyond what is drawn."""
    yield path(f"M{x - 5:.1f},{y + 6:.1f}l6,-12m4,0l-6,12", fill="none", stroke=INK, stroke_width=1.5)


def lone_line(target: Target, layout: Layout) -> Slope:
    """What went begins with a dot, and its dashes end in a cross; what came begins with a ring and ends in a dot.

    Where words stand in the place of the figure, there is neither cross nor ring.
    """
    start, end = layout.start, layout.end
    dashes = line(start + 6, 0, end - 6, 0, stroke=GREY, width=1.5, dash="5 4")
    before, after = tag("circle", cx=start, cy=0, r=4, fill=GREY), tag("circle", cx=end, cy=0, r=4, fill=BLUE)
    if target.direction == IN_WORDS:
        return Slope((before, dashes), 0)
    if target.direction == IN_FIGURES:
        return Slope((dashes, after), 0)
    if target.direction == Move.REMOVED:
        cross = path(f"M{end - 4},-4l8,8m0,-8l-8,8", fill="none", stroke=INK, stroke_width=1.5)
        return Slope((before, dashes, cross), 0)
    ring = tag("circle", cx=start, cy=0, r=4, fill="none", stroke=INK, stroke_width=1.5)
    return Slope((ring, dashes, after), 0)


def draw_words(row: Row, lexicon: Lexicon, layout: Layout) -> Iterator[str]:
    """Which way the target went and by how much; below it, or at the end of the line, whether it asks more or less."""
    way = row.target.direction
    first = " ".join(filter(None, (row.way, by_how_much(row, lexicon))))
    second = f"asks {row.ambition}" if row.ambition else ""
    arrow = {"raised": -1, "lowered": 1}.get(way)
    x, edge = layout.said + (16 if arrow else 0), layout.width - layout.margin
    said_at = (layout.row if row.figures else layout.lone_row) / 2 + 13
    lines = [text for text in (first, second) if text]
    places = [(said_at, text) for text in lines] if layout.is_folded else list(lines_around(0, lines, 15))
    if arrow:
        y = places[0][0] - 4
        yield path(f"M{layout.said},{y - 4 * arrow:.1f}h10l-5,{8 * arrow}z", fill=COLOURS[way])
    y, text = places[0]
    yield write(x, y, fit(text, SIZE * BOLD, edge - x), bold=True)
    for y, text in places[1:]:
        yield write(edge, y, text, soft=True, anchor="end") if layout.is_folded else write(x, y, fit(text, SIZE, edge - x), soft=True)


def by_how_much(row: Row, lexicon: Lexicon) -> str:
    """The difference of two plain figures, in this year's unit; percentages differ by points."""
    if row.figures is None or row.target.direction not in ("raised", "lowered"):
        return ""
    old, new = row.figures
    if Comparator.RANGE in (old.comparator, new.comparator) or old.unit != new.unit:
        return ""
    before, after = magnitudes(old, new, lexicon)
    difference = plain_number(abs(after - before))
    if difference is None:
        return ""
    if new.unit in ("%", "pp", "share"):
        points = f"{difference * 100:.4g}" if new.unit == "share" else f"{difference:.10g}"
        return f"by {points} {'point' if points == '1' else 'points'}"
    return f"by {scaled(difference, new.unit)}"
