"""How a figure binds: at least, above, at most, below, about, or exactly."""

from __future__ import annotations

from policydiff.model import Comparator
from policydiff.quantities.figures import Figure
from policydiff.quantities.rules import Rules

LOOK = 8
GOVERNS = 60


def read_comparator(figure: Figure, text: str, clause_start: int, rules: Rules) -> Comparator:
    """The comparator of a figure: a range, the words after it, those before it, those that govern the clause, 多 and 余 inside it.

    The word that stands first counts, so that 不低于 is never read as 低于; 以上 counts for the figure directly before it alone.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> [str(find_quantities(t, zh)[0].comparator) for t in ("不低于40%", "低于40%", "控制在6%以内", "控制在6%左右", "500余家", "5%—6%")]
    ['≥', '<', '≤', '≈', '>', 'range']
    """
    start, end = figure.span
    if figure.high is not None:
        return Comparator.RANGE
    if figure.lead == "前":
        return Comparator.AT_MOST
    found = next((bind.comparator for bind in rules.after if bind.pattern.match(text, end, end + LOOK)), None)
    found = found or read_before(text[max(start - LOOK, clause_start) : start], rules)
    found = found or read_governing(text[max(clause_start, start - GOVERNS) : start], rules)
    inside = figure.more or "多" in figure.unit.words
    return found or (Comparator.ABOVE if inside else Comparator.EQUAL)


def read_before(words: str, rules: Rules) -> Comparator | None:
    """The comparator directly before a figure: of several readings the one that begins first, so that 不超过 is not read as 超过."""
    found = [(match.start(), place) for place, bind in enumerate(rules.before) if (match := bind.pattern.search(words))]
    return rules.before[min(found)[1]].comparator if found else None


def read_governing(words: str, rules: Rules) -> Comparator | None:
    """The comparator that holds for every figure after it in the clause: 至少掌握两项技能和一项特长."""
    return next((bind.comparator for bind in rules.governing if bind.pattern.search(words)), None)
