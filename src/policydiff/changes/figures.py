"""Figures of linked commitments: which belong together, how each moved, and which came or went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from policydiff.align.grams import NOT_WORDS
from policydiff.align.objects import differ_in_one_part, lists_only_a_part, object_words, opposed
from policydiff.align.totals import at_other_steps, whole_and_addition
from policydiff.commitments.sharing import names_of
from policydiff.lexicons import Lexicon
from policydiff.model import Commitment, Comparator, Link, Measure, Move, NumericMove, Quantity
from policydiff.periods import AGAINST_LAST_YEAR, aimed_at
from policydiff.quantities.ambition import falls
from policydiff.quantities.compare import AMOUNTS, can_compare, counted_in, in_unit_of, unit_factors
from policydiff.quantities.headlines import headline_of
from policydiff.quantities.joined import split_names

TIGHT = (
    Comparator.ABOUT,
    Comparator.RANGE,
    Comparator.EQUAL,
    Comparator.AT_LEAST,
    Comparator.AT_MOST,
    Comparator.ABOVE,
    Comparator.BELOW,
)
"""Comparators from loose to strict: a bound binds more than a plain figure, which binds more than one that is only about right."""
UNLIKE_NAMES, UNLIKE_WORDS = 35, 45
"""Likeness (0–100) of two indicators, and of the words before two figures, below which they are figures of different things."""
GENERAL = re.compile("^(?:全[市省区县州国]|我[市省区县州])|(?:项目|工程|问题|任务|面积|规模|总[数量额值]|数量)+$")
"""What a name may leave out or add without being of another thing."""
FAR, ONE_NAME = 4, 90
"""An amount so many times another one is of another thing where the names are not alike by so many hundredths."""
TELLING, LIKE_NAME = 4, 75
"""Characters of a name that says what is counted, and the likeness (0–100) from which a figure may have moved under another name."""
Figure = tuple[Commitment, int]
"""A commitment and the place of one of its figures."""
Standing = frozenset[tuple[str, str, str]]
"""What a report has figures of: an indicator, a measure, units of one kind."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a link, what else stands in either report, and the language pack."""

    old: tuple[Commitment, ...]
    new: tuple[Commitment, ...]
    link: Link
    old_standing: Standing
    new_standing: Standing
    lexicon: Lexicon


def numeric_moves(sides: Sides) -> Iterator[NumericMove]:
    """Figures of the same indicator, unit and measure that are not what they were; figures that appear or vanish."""
    matched_old: set[tuple[str, int]] = set()
    matched_new: set[tuple[str, int]] = set()
    for (o, i), (n, j) in pair_figures(sides):
        matched_old.add((o.id, i))
        matched_new.add((n.id, j))
        move = compare_figures(o.quantities[i], n.quantities[j], sides.lexicon)
        if move:
            name = shared_name(o.quantities[i].indicator, n.quantities[j].indicator) or n.indicator
            yield NumericMove(move, name, o.id, n.id, o.quantities[i], n.quantities[j])
    yield from lone_figures(sides, matched_old, matched_new)


def figures(commitments: Sequence[Commitment]) -> list[Figure]:
    """Every figure that is a target, with the commitment that holds it.

    Thresholds that only filter are left out, and so are what a change starts from (从38%提高到43%) and how long something goes on.
    """
    return [(commitment, place) for commitment in commitments for place in aimed_at(commitment)]


def pair_figures(sides: Sides) -> Iterator[tuple[Figure, Figure]]:
    """Comparable figures of linked commitments, best likeness of indicator first, each used once for each indicator it is for.

    Only commitments that the alignment links are held against each other; a child (其中) never against a parent, a goal for several years
    never against one for the year.
    """
    linked = {(pair.old, pair.new) for pair in sides.link.pairs}
    old, new = figures(sides.old), figures(sides.new)
    found = []
    for a, (o, i) in enumerate(old):
        for b, (n, j) in enumerate(new):
            if (o.id, n.id) in linked and bool(o.parent) == bool(n.parent) and may_be_one((o, i), (n, j), sides.lexicon):
                found.append((-likeness(o, i, n, j), abs(i - j), a, b, (o, i), (n, j)))
    left_old, left_new = (Counter(dict(enumerate(names_sharing(*figure) for figure in side))) for side in (old, new))
    for _, _, a, b, one, other in sorted(found, key=lambda row: row[:4]):
        if left_old[a] and left_new[b]:
            left_old[a] -= 1
            left_new[b] -= 1
            yield one, other


def names_sharing(commitment: Commitment, place: int) -> int:
    """How many indicators a figure is for: those that its name lists where each of them has it (甲和乙均增长5%), else one.

    >>> from policydiff import extract_commitments, read_report
    >>> report = read_report("二〇二五年云泽市政府工作报告\\n一、2025年工作\\n一般公共预算收入和居民收入均增长5%。".encode())
    >>> (income,) = extract_commitments(report)
    >>> names_sharing(income, 0)
    2
    """
    return len(names_of(commitment, commitment.quantities[place]))


def shared_name(old: str, new: str) -> str:
    """What two figures both measure, in this year's words; where one of the names lists the other among more, that other.

    >>> shared_name("居民收入", "一般公共预算收入和居民收入"), shared_name("居民收入", "城乡居民收入"), shared_name("居民收入", "")
    ('居民收入', '城乡居民收入', '居民收入')
    """
    return old if old in split_names(new) or not new else new


def may_be_one(one: Figure, other: Figure, lexicon: Lexicon) -> bool:
    """Whether two figures can be of one indicator: they compare, are for as many years, and are not named as different things."""
    (old, i), (new, j) = one, other
    before, after = old.quantities[i], new.quantities[j]
    if old.horizon is not new.horizon or not can_compare(before, after, lexicon):
        return False
    return is_one_name(one, other, lexicon) and not counted_otherwise((old, before), (new, after))


def is_one_name(one: Figure, other: Figure, lexicon: Lexicon) -> bool:
    """Whether the names of two figures, and the words before them, can be of one indicator."""
    (old, i), (new, j) = one, other
    before, after = old.quantities[i], new.quantities[j]
    headlines = headline_of(before, lexicon), headline_of(after, lexicon)
    if headlines[0] and headlines[1] and headlines[0].general != headlines[1].general:
        return False
    if headlines[0] and headlines[1]:
        return True
    shared = names_sharing(old, i) > 1 or names_sharing(new, j) > 1
    if not shared and any(rule(before, after, lexicon) for rule in OTHER_THINGS):
        return False
    named = len(before.indicator) > 2 and len(after.indicator) > 2
    unlike = fuzz.ratio(before.indicator, after.indicator) < UNLIKE_NAMES
    return not named or not unlike or fuzz.ratio(words_before(old, before), words_before(new, after)) >= UNLIKE_WORDS


def counted_otherwise(one: tuple[Commitment, Quantity], other: tuple[Commitment, Quantity]) -> bool:
    """Whether numbers count something else of one thing: 茶企达到90家 and 新增茶企9家, 推进30座 and 完成4座 (not 完成30座)."""
    return whole_and_addition(one, other) or (one[1].value != other[1].value and at_other_steps(one, other))


def bare_name(quantity: Quantity, lexicon: Lexicon) -> str:
    """What a figure measures without verbs, marks and what names leave out or add at will."""
    return GENERAL.sub("", object_words(NOT_WORDS.sub("", quantity.indicator), lexicon))


def other_object(one: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    """市场就业率 and 区外就业率: what the names do not begin or end with in common has hardly anything in common.

    >>> from policydiff.lexicons import load_lexicon
    >>> from policydiff.quantities import find_quantities
    >>> zh = load_lexicon("zh")
    >>> figures = find_quantities("本土就业率60%，海外就业率20%，毕业生本土就业率50%，就业率80%", zh)
    >>> [other_object(figures[0], figure, zh) for figure in figures]
    [False, True, False, False]
    """
    names = bare_name(one, lexicon), bare_name(other, lexicon)
    return differ_in_one_part(*names) or opposed(*names)


def narrower_object(one: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    """工业投资 and 投资: the names differ by a word of ``narrower.csv`` alone."""
    names = sorted((bare_name(one, lexicon), bare_name(other, lexicon)), key=len)
    words = (word for word in lexicon.words("narrower") if word in names[1] and word not in names[0])
    return bool(names[0]) and any(fuzz.ratio(names[1].replace(word, ""), names[0]) >= ONE_NAME for word in words)


def other_list(one: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    """餐厅和助餐点300个 and 餐厅180个: one name lists more things, whose number is added up, than the other."""
    names = one.indicator, other.indicator
    return one.measure in AMOUNTS and (lists_only_a_part(*names, lexicon) or lists_only_a_part(*names[::-1], lexicon))


def other_size(one: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    """认定农庄5家 and 农庄提档升级69家: amounts many times apart under names that are not the same."""
    low, high = sorted((middle(one), in_unit_of(middle(other), other, one, lexicon)))
    likeness = fuzz.ratio(bare_name(one, lexicon), bare_name(other, lexicon))
    return one.measure in AMOUNTS and high >= FAR * low and likeness < ONE_NAME


OTHER_THINGS: tuple[Callable[[Quantity, Quantity, Lexicon], bool], ...] = (other_object, narrower_object, other_list, other_size)
"""Why two figures that compare are not of one thing, as far as their names and sizes tell; headline indicators are known by name."""


def likeness(old: Commitment, i: int, new: Commitment, j: int) -> float:
    """How alike two figures are: their indicators, else the words before them."""
    one, other = old.quantities[i], new.quantities[j]
    named = fuzz.ratio(one.indicator, other.indicator) if one.indicator and other.indicator else 50.0
    same_value = 20.0 if one.value == other.value else 0.0
    return named + same_value + 0.3 * fuzz.ratio(words_before(old, one), words_before(new, other))


def words_before(commitment: Commitment, quantity: Quantity) -> str:
    """The eight characters before a figure."""
    place = quantity.span.start - commitment.span.start
    return commitment.text[max(0, place - 8) : place]


def compare_figures(old: Quantity, new: Quantity, lexicon: Lexicon | None = None) -> Move | None:
    """How a figure moved: its value first, in the old unit, then its comparator; nothing where both are the same.

    >>> from dataclasses import replace
    >>> from policydiff.model import Measure, Span
    >>> five = Quantity(Decimal(5), "%", Comparator.ABOUT, Measure.GROWTH, "5%", Span(0, 2))
    >>> str(compare_figures(five, replace(five, value=Decimal(6)))), compare_figures(five, five)
    ('raised', None)
    """
    before, after = magnitudes(old, new, lexicon)
    if before != after:
        return Move.RAISED if after > before else Move.LOWERED
    if old.comparator is new.comparator:
        return None
    return Move.LOOSENED if TIGHT.index(new.comparator) < TIGHT.index(old.comparator) else Move.TIGHTENED


def magnitudes(old: Quantity, new: Quantity, lexicon: Lexicon | None = None) -> tuple[Decimal, Decimal]:
    """Both values in the old unit, as magnitudes where both rise or both fall, else with a fall negative; of a range the middle.

    A cut of 5 % that becomes one of 3 % is lowered; a rise of 3 % that becomes a fall of 1 % is lowered too.
    """
    before, after = middle(old), in_unit_of(middle(new), new, old, lexicon)
    if falls(old) == falls(new):
        return before, after
    return -before if falls(old) else before, -after if falls(new) else after


def middle(quantity: Quantity) -> Decimal:
    """The value, of a range the middle of it."""
    return (quantity.value + quantity.value_high) / 2 if quantity.value_high is not None else quantity.value


def lone_figures(sides: Sides, matched_old: set[tuple[str, int]], matched_new: set[tuple[str, int]]) -> Iterator[NumericMove]:
    """Figures added to or removed from a commitment that keeps its indicator.

    A figure may just have moved, and so it has where its indicator, or one of a like name, still stands elsewhere in the other report; in
    a split or merge only one with a telling name is known to have come or gone. Where no figure has a partner, they are replaced.
    """
    all_old = [(c, i) for c, i in figures(sides.old) if (c.id, i) not in matched_old and not is_difference(c, i)]
    all_new = [(c, i) for c, i in figures(sides.new) if (c.id, i) not in matched_new and not is_difference(c, i)]
    if all_old and all_new and not matched_old:
        return
    lone_old = [figure for figure in all_old if not any(says_the_same(figure, other) for other in all_new)]
    lone_new = [figure for figure in all_new if not any(says_the_same(figure, other) for other in all_old)]
    one_to_one = len(sides.old) == len(sides.new) == 1
    for commitment, place in lone_new:
        quantity = commitment.quantities[place]
        if comes_or_goes(quantity, sides.old_standing, one_to_one, sides.lexicon):
            yield NumericMove(Move.ADDED, quantity.indicator or commitment.indicator, None, commitment.id, None, quantity)
    for commitment, place in lone_old:
        quantity = commitment.quantities[place]
        if comes_or_goes(quantity, sides.new_standing, one_to_one, sides.lexicon):
            yield NumericMove(Move.REMOVED, quantity.indicator or commitment.indicator, commitment.id, None, quantity, None)


def is_known(move: NumericMove, sides: Sides) -> bool:
    """Whether a figure is known to have moved, come or gone: in a split or merge one that has a partner, or is of a headline indicator."""
    ends = [quantity for quantity in (move.old, move.new) if quantity is not None]
    one_to_one = len(sides.old) == len(sides.new) == 1
    return len(ends) > 1 or one_to_one or headline_of(ends[0], sides.lexicon) is not None


def is_difference(commitment: Commitment, place: int) -> bool:
    """Whether a figure says how far the one before it is from last year's (比上年减少300亿元), which is no target of its own."""
    if not place or commitment.quantities[place].measure is not Measure.CHANGE:
        return False
    start = commitment.span.start
    between = slice(commitment.quantities[place - 1].span.end - start, commitment.quantities[place].span.start - start)
    return bool(AGAINST_LAST_YEAR.search(commitment.text[between]))


def says_the_same(one: Figure, other: Figure) -> bool:
    """Whether two figures without a partner are one number in one unit, or under like names in words that make them another measure."""
    before, after = one[0].quantities[one[1]], other[0].quantities[other[1]]
    like = before.unit == after.unit or fuzz.partial_ratio(before.indicator, after.indicator) >= LIKE_NAME
    return before.value == after.value and like


def comes_or_goes(quantity: Quantity, elsewhere: Standing, one_to_one: bool, lexicon: Lexicon) -> bool:
    """Whether a figure without a partner has none in the whole other report, as far as its name can tell."""
    exact = one_to_one or headline_of(quantity, lexicon) is not None
    known = exact or len(quantity.indicator) >= TELLING
    return known and not stands_in(elsewhere, standing_key(quantity, lexicon), exact)


def stands_in(elsewhere: Standing, key: tuple[str, str, str], exact: bool) -> bool:
    """Whether the other report has a figure of just this name, or else of one like it, under which the figure may have moved."""
    if exact or key in elsewhere:
        return key in elsewhere
    name, *kind = key
    return any([*others] == kind and fuzz.partial_ratio(name, other) >= LIKE_NAME for other, *others in elsewhere)


def standing(commitments: Sequence[Commitment], lexicon: Lexicon) -> Standing:
    """What a report has figures of; those without a telling name are left out."""
    keys = (standing_key(commitment.quantities[place], lexicon) for commitment, place in figures(commitments))
    return frozenset(key for key in keys if len(key[0]) > 2)


def standing_key(quantity: Quantity, lexicon: Lexicon) -> tuple[str, str, str]:
    """What a figure is known by: its headline name or its own, its measure, what its unit measures."""
    headline = headline_of(quantity, lexicon)
    unit = counted_in(quantity)
    base, _ = unit_factors(lexicon).get(unit, (unit, None))
    measure = "amount" if quantity.measure in AMOUNTS else str(quantity.measure)
    return headline.general if headline else quantity.indicator, measure, base
