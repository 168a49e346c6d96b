"""How a figure binds: at least, above, at most, below, about, or exactly."""

from __future__ import annotations

from collections.abc import Sequence

from policydiff.lexicons import Decision
from policydiff.model import Comparator
from policydiff.quantities.figures import Figure
from policydiff.quantities.rules import Rules

LOOK = 8
GOVERNS = 60


def decide_comparator(figure: Figure, text: str, clause_start: int, rules: Rules, listing: Sequence[Figure] = ()) -> Decision[Comparator]:
    """The comparator of a figure: a range, the words after it, those before it, those that govern the clause, 多 and 余 inside it.

    The word that stands first counts, so that 不低于 is never read as 低于; 以上 counts for the figure directly before it alone, except
    at the end of a list of figures that share names or 分别: there it holds for every figure without a bound of its own, and so does 超
    before the first of them.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> [str(find_quantities(t, zh)[0].comparator) for t in ("不低于40%", "低于40%", "控制在6%以内", "控制在6%左右", "500余家", "5%—6%")]
    ['≥', '<', '≤', '≈', '>', 'range']
    >>> [str(quantity.comparator) for quantity in find_quantities("茶叶、药材产量分别达到9万吨、3万吨以上", zh)]
    ['≥', '≥']
    """
    if figure.high is not None:
        return Decision(Comparator.RANGE, "the figure has two ends")
    if figure.lead == "前":
        return Decision(Comparator.AT_MOST, "前 bounds a rank", words="前")
    found = (
        decide_after(figure, text, rules)
        or decide_before(words_before(figure, text, clause_start), rules)
        or decide_governing(text[max(clause_start, figure.span.start - GOVERNS) : figure.span.start], rules)
    )
    if found:
        return found
    if figure.more or "多" in figure.unit.words:
        return Decision(Comparator.ABOVE, "多 or 余 inside the figure")
    return decide_by_list(listing, text, clause_start, rules) or Decision(Comparator.EQUAL, "no word binds it")


def words_before(figure: Figure, text: str, clause_start: int) -> str:
    """The words of the clause in which a comparator directly before a figure would stand."""
    return text[max(figure.span.start - LOOK, clause_start) : figure.span.start]


def decide_after(figure: Figure, text: str, rules: Rules) -> Decision[Comparator] | None:
    """The comparator directly after a figure."""
    for bind in rules.after:
        match = bind.pattern.match(text, figure.span.end, figure.span.end + LOOK)
        if match:
            return Decision(bind.comparator, "the words directly after the figure", bind.row, match.group())
    return None


def decide_by_list(listing: Sequence[Figure], text: str, clause_start: int, rules: Rules) -> Decision[Comparator] | None:
    """The bound at an end of a list, for a figure of it without one of its own; 多 belongs to its own numeral alone."""
    if not listing:
        return None
    after = decide_after(listing[-1], text, rules)
    found = after if after and after.value is not Comparator.ABOVE else decide_before(words_before(listing[0], text, clause_start), rules)
    return found._replace(rule="the bound at an end of its list") if found else None


def decide_before(words: str, rules: Rules) -> Decision[Comparator] | None:
    """The comparator directly before a figure: of several readings the one that begins first, so that 不超过 is not read as 超过."""
    found = [(match.start(), place, match.group()) for place, bind in enumerate(rules.before) if (match := bind.pattern.search(words))]
    if not found:
        return None
    _, place, said = min(found)
    return Decision(rules.before[place].comparator, "the words directly before the figure", rules.before[place].row, said)


def decide_governing(words: str, rules: Rules) -> Decision[Comparator] | None:
    """The comparator that holds for every figure after it in the clause: 至少掌握两项技能和一项特长."""
    for bind in rules.governing:
        match = bind.pattern.search(words)
        if match:
            return Decision(bind.comparator, "a word that governs the clause", bind.row, match.group())
    return None
