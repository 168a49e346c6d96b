"""Changed targets of a pair: last year's figure left, this year's right, each indicator in a row of its own.

Units differ, so no axis is shared: the steepness of a line is the change in parts of last year's figure, on one scale for all rows. What
moved by more than that scale holds is drawn to its edge with a break in the line; the figures at both ends say by how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from policydiff.changes.figures import magnitudes
from policydiff.lexicons import Lexicon
from policydiff.model import Comparator, Move, Quantity
from policydiff.publish.charts.chart import WIDTH, Chart, draw_title, wordy_chart
from policydiff.publish.charts.marks import range_bar
from policydiff.publish.charts.svg import BLUE, BOLD, GREY, INK, ORANGE, Anchor, fit, group, line, path, tag, text_width, wrap, write
from policydiff.publish.page import RATES_AND_MOVES, heading_of, scaled, with_remarks, year_names
from policydiff.quantities.compare import in_unit_of
from policydiff.tables import Findings
from policydiff.tables.targets import IN_FIGURES, IN_WORDS, MOVES, UNCHANGED, Goal, Target, shown_targets, target_ambition, values_of
from policydiff.tables.words import plain_number

MOST_ROWS = 24
"""So many rows are drawn unless more, or all, are asked for."""
LIMIT = 0.3
"""The change, in parts of last year's figure, at which a line reaches the edge of its row."""
NAME, OLD, FROM, TO, NEW, SAID = 16, 368, 384, 560, 576, 744
"""Where a row's parts stand: name; the end of last year's figure; the line from and to; the beginning of this year's; what is said."""
ROOM_NAME, ROOM_OLD, ROOM_NEW = 222, 128, 158
"""Of an indicator, and of what last year's and this year's report say of it."""
ROW, LONE_ROW, RISE = 44, 36, 15
"""Heights: of a row, of one whose figure only one year has, and of the rise at the limit."""
SIZE = 12
LEGEND = (
    "Steepness: the change in parts of last year's figure, on one scale for all rows; a break: more than 30%. "
    "Square: from … to. Dashes: a figure in one year only."
)
COLOURS = {"raised": BLUE, "lowered": ORANGE, "tightened": BLUE, "loosened": ORANGE}


@dataclass(frozen=True, slots=True)
class Row:
    """A target that moved, whether it asks more or less than last year's, where that is known, and its figures in one unit."""

    target: Target
    ambition: str | None
    values: tuple[int | float | None, int | float | None]

    @property
    def name(self) -> str:
        """The indicator, else the words of the commitment, with what must be known to read the figures."""
        goal = self.target.goals[0]
        measure = goal.quantity.measure if goal.quantity and goal.quantity.measure in RATES_AND_MOVES else ""
        return with_remarks(self.target.indicator or goal.commitment.words, measure, goal.commitment.horizon)

    @property
    def height(self) -> float:
        """In pixels."""
        return ROW if self.figures else LONE_ROW

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

    @property
    def height(self) -> float:
        """In pixels, with the gap to the next part; nothing where no row is drawn."""
        return sum(row.height for row in self.shown) + 36 if self.shown else 0


def draw_slope(findings: Findings, *, most: int = MOST_ROWS) -> Chart:
    """Draw the targets that changed: raised, lowered, tightened, loosened, added, removed, or now in words or in figures.

    Args:
        findings: what `compare_reports` gives.
        most: how many rows; 0 gives all. Figures that moved come before those that came or went.

    Returns:
        A chart with a row for each target: its figures as written at both ends of a line that rises or falls, and in words which way it
        went and whether it asks more or less.

    >>> from policydiff.model import Extract, OffsetMap, Report, SourceText
    >>> nothing = Extract(Report(SourceText("", "a.txt"), "", OffsetMap(), ()), (), (), ())
    >>> draw_slope(Findings(nothing, nothing, ())).description
    'No target changed.'
    """
    lexicon = findings.pack
    changed = [target for target in shown_targets(findings) if target.direction != UNCHANGED]
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
    top, drawn = 58.0, [draw_title(title)]
    drawn += [write(OLD, top, year_names(findings)[0], soft=True, anchor="end"), write(NEW, top, year_names(findings)[1], soft=True)]
    for part in parts:
        drawn += draw_part(part, top, lexicon)
        top += part.height
    notes = [text for note in (*left_out(parts), LEGEND) for text in wrap(note, 11, WIDTH - 32, 3)]
    drawn += [write(NAME, top - 10 + 16 * place, note, size=11, soft=True) for place, note in enumerate(notes)]
    return Chart("slope", title, described(rows), top - 10 + 16 * len(notes), "".join(drawn))


def described(rows: Sequence[Row]) -> str:
    """How many targets went which way."""
    ways = [row.way for row in rows]
    return f"{len(rows)} targets changed: {', '.join(f'{ways.count(way)} {way}' for way in dict.fromkeys(ways))}."


def draw_part(part: Part, top: float, lexicon: Lexicon) -> Iterator[str]:
    """The head of a part and its rows."""
    if part.shown:
        yield write(NAME, top, f"{part.head}: {len(part.rows)}", size=13, bold=True)
        yield line(NAME, top + 8, WIDTH - 16, top + 8, faint=True)
    starts = accumulate((row.height for row in part.shown), initial=top + 8)
    for row, start in zip(part.shown, starts, strict=False):
        yield group(draw_row(row, lexicon), row.words, transform=f"translate(0 {start + row.height / 2:.10g})", **row.data)


def left_out(parts: Sequence[Part]) -> Iterator[str]:
    """How many rows are not drawn."""
    counts = [f"{len(part.rows) - len(part.shown)} more {part.head.lower()}" for part in parts if len(part.shown) < len(part.rows)]
    if counts:
        yield f"Not drawn: {'; '.join(counts)}. The table of targets has them all."


def draw_row(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """One target, its line around the middle of the row."""
    names = wrap(row.name, SIZE, ROOM_NAME)
    yield from (write(NAME, y, text) for y, text in lines_around(0, names))
    fell = draw_line(row, lexicon)
    yield from fell.marks
    yield from draw_end(row.target.old, OLD, 0, "end")
    yield from draw_end(row.target.new, NEW, 0.5 * fell.end, "start")
    yield from draw_words(row, lexicon)
    yield line(NAME, row.height / 2, WIDTH - 16, row.height / 2, faint=True)


def lines_around(y: float, texts: Sequence[str], step: float = 14) -> Iterator[tuple[float, str]]:
    """Baselines for lines of words centred at ``y``."""
    first = y + 4 - step * (len(texts) - 1) / 2
    return ((first + step * place, text) for place, text in enumerate(texts))


def draw_end(goal: Goal | None, x: float, y: float, anchor: Anchor) -> Iterator[str]:
    """What a year says: the figure as written, or the words that stand in its place."""
    if goal is None:
        yield write(x, y + 4, "no such target", size=11, soft=True, anchor=anchor)
        return
    room = ROOM_OLD if anchor == "end" else ROOM_NEW
    is_figure = goal.quantity is not None
    size = 13.0 if is_figure and text_width(goal.words, 13 * BOLD) <= room else 10.5
    for at, text in lines_around(y, wrap(goal.words, size * BOLD if is_figure else size, room), 12):
        yield write(x, at, text, size=size, soft=not is_figure, bold=is_figure, anchor=anchor)


@dataclass(frozen=True, slots=True)
class Slope:
    """The marks of a line and how far below the middle of its row it ends."""

    marks: tuple[str, ...]
    end: float


def draw_line(row: Row, lexicon: Lexicon) -> Slope:
    """From last year's figure to this year's; a dashed stub where only one year has one."""
    if row.figures is None:
        return lone_line(row.target)
    old, new = row.figures
    before, after = magnitudes(old, new, lexicon)
    change = relative(before, after)
    end, broken = -RISE * max(-LIMIT, min(LIMIT, change)) / LIMIT, abs(change) > LIMIT
    colour = COLOURS[row.target.direction]
    marks = [path(f"M{FROM},0H{TO}L{TO},{end:.1f}z", fill=colour, fill_opacity="0.16"), line(FROM, 0, TO, 0, stroke=GREY, dash="2 3")]
    marks += [line(FROM, 0, TO, end, stroke=colour, width=2), *(break_of(FROM + 0.75 * (TO - FROM), 0.75 * end) if broken else ())]
    factor = float(abs(before)) or 1.0
    marks.append(draw_figure(old, FROM, 0, half_range(old, old, factor, lexicon), colour))
    marks.append(draw_figure(new, TO, end, 0 if broken else half_range(new, old, factor, lexicon), colour))
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


def lone_line(target: Target) -> Slope:
    """What went begins with a dot, and its dashes end in a cross; what came begins with a ring and ends in a dot.

    Where words stand in the place of the figure, there is neither cross nor ring.
    """
    dashes = line(FROM + 6, 0, TO - 6, 0, stroke=GREY, width=1.5, dash="5 4")
    before, after = tag("circle", cx=FROM, cy=0, r=4, fill=GREY), tag("circle", cx=TO, cy=0, r=4, fill=BLUE)
    if target.direction == IN_WORDS:
        return Slope((before, dashes), 0)
    if target.direction == IN_FIGURES:
        return Slope((dashes, after), 0)
    if target.direction == Move.REMOVED:
        cross = path(f"M{TO - 4},-4l8,8m0,-8l-8,8", fill="none", stroke=INK, stroke_width=1.5)
        return Slope((before, dashes, cross), 0)
    ring = tag("circle", cx=FROM, cy=0, r=4, fill="none", stroke=INK, stroke_width=1.5)
    return Slope((ring, dashes, after), 0)


def draw_words(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """Which way the target went and by how much; below it whether it asks more or less."""
    way = row.target.direction
    first = " ".join(filter(None, (row.way, by_how_much(row, lexicon))))
    second = f"asks {row.ambition}" if row.ambition else ""
    arrow = {"raised": -1, "lowered": 1}.get(way)
    x = SAID + (16 if arrow else 0)
    if arrow:
        y = -8.0 if second else -1.0
        yield path(f"M{SAID},{y - 4 * arrow:.1f}h10l-5,{8 * arrow}z", fill=COLOURS[way])
    for place, (y, text) in enumerate(lines_around(0, [text for text in (first, second) if text], 15)):
        yield write(x, y, fit(text, SIZE * BOLD, WIDTH - 16 - x), bold=place == 0, soft=place == 1)


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
