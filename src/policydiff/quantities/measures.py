"""What a figure is: level, growth, change, share, rank, count, multiple or duration; and whether it rises or falls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydiff.lexicons import Decision
from policydiff.model import Direction, Measure
from policydiff.quantities.figures import Figure
from policydiff.quantities.rules import Cue, Rules

LOOK_AHEAD = 24
LOOK_BACK = 80
CONNECTORS = "、和与及以至到，或~～—-分别并均各"
SENTENCE_END = re.compile("[。；！？\n]")
Reading = tuple[Measure, Direction | None]
DEFAULTS = {
    "percent": Measure.SHARE,
    "share": Measure.SHARE,
    "points": Measure.CHANGE,
    "level": Measure.LEVEL,
    "count": Measure.COUNT,
    "multiple": Measure.MULTIPLE,
    "duration": Measure.DURATION,
    "rank": Measure.RANK,
}


def decide_measure(
    figure: Figure, text: str, clause: int, segment: int, previous: tuple[Figure, Reading] | None, rules: Rules
) -> Decision[Reading]:
    """The measure by unit and cue words: the words after the figure, the last cue of its segment, the figure before, the unit alone.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> rows = ("覆盖率提高到88%", "覆盖率提高8%", "覆盖率提高8个百分点", "新增岗位9千个", "标准再增加40元", "居全省前三")
    >>> [str(find_quantities(t, zh)[0].measure) for t in rows]
    ['share', 'growth', 'change', 'count', 'change', 'rank']
    """
    unit = figure.unit
    default = DEFAULTS[unit.measure]
    by_unit: Decision[Reading] = Decision((default, None), "what its unit measures", unit.row, unit.words)
    if not unit.family:
        return by_unit
    start, end = figure.span
    ahead = text[end : end + LOOK_AHEAD]
    for cue in rules.measures.get((unit.family, "after"), ()):
        match = cue.pattern.match(ahead)
        if match:
            return Decision((cue.measure or default, cue.direction), "the words after the figure", cue.row, match.group())
    here = text[segment:start]
    follows = previous and previous[0].unit.measure == unit.measure and not SENTENCE_END.search(text, previous[0].span.end, start)
    if previous and follows and not here.strip(CONNECTORS):
        return Decision(previous[1], "as the figure before it in the list")
    cues = rules.measures.get((unit.family, "before"), ())
    found, silent = last_cue(text, max(segment, start - LOOK_BACK), start, cues)
    if found is None and not silent and unit.family in ("rate", "points"):
        found, _ = last_cue(text, max(clause, start - LOOK_BACK), segment, cues)
    if found is None:
        return by_unit
    begin, stop, cue = found
    return Decision((cue.measure or default, cue.direction), "the last cue before the figure", cue.row, text[begin:stop])


def last_cue(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> tuple[tuple[int, int, Cue] | None, bool]:
    """The cue that ends last between two places, with its own places, and whether a silent one (提高到) was seen."""
    found: list[tuple[int, int, Cue]] = sorted(find_cues(text, start, end, cues), key=lambda hit: (hit[1], -hit[0]))
    silent = [(begin, stop) for begin, stop, cue in found if cue.measure is None]
    telling = [hit for hit in found if hit[2].measure is not None and not any(b <= hit[0] and hit[1] <= s for b, s in silent)]
    return (telling[-1] if telling else None), bool(silent)


def find_cues(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> Iterator[tuple[int, int, Cue]]:
    """Every cue that stands before ``end``; a cue may look ahead at the figure."""
    for cue in cues:
        for match in cue.pattern.finditer(text, start, end + LOOK_AHEAD):
            if match.end() > end:
                break
            yield match.start(), match.end(), cue
